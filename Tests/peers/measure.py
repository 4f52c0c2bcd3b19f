"""Wall time, CPU seconds and peak memory of a command with all its processes."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

POLL_SECONDS = 0.25
PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """What one run of a command took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of processor time, user and system, of the command and all processes it started."""
    peak: float
    """Largest sum of the proportional set sizes of its processes, in bytes; sampled."""
    exit_code: int


def _tree(root: int) -> list[int]:
    """A process and its descendants."""
    children: dict[int, list[int]] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                stat = Path(entry.path, "stat").read_text()
            except OSError:
                continue
            parent = int(stat.rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.name))
    found, left = [], [root]
    while left:
        process = left.pop()
        found.append(process)
        left += children.get(process, [])
    return found


def _proportional_set(process: int) -> int:
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


class _Sampler(threading.Thread):
    """Watches the descendants of a process, itself left out."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.peak = 0
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(POLL_SECONDS):
            self.peak = max(self.peak, sum(_proportional_set(process) for process in _tree(self.root)[1:]))


def run(command: Sequence[str | Path], log: Path, environment: dict[str, str] | None = None) -> Cost:
    """Runs a command to its end; its output goes to `log`.

    A wrapper process adopts what the command leaves behind, such as a fork server, so that all processor time counts.
    """
    with log.open("wb") as out, tempfile.NamedTemporaryFile() as report:
        wrapper = subprocess.Popen(
            [sys.executable, __file__, report.name, *map(str, command)], stdout=out, stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        )  # fmt: skip
        sampler = _Sampler(wrapper.pid)
        sampler.start()
        wrapper.wait()
        sampler.ended.set()
        sampler.join()
        return Cost(peak=sampler.peak, **json.load(report))


def _wrap(report: str, command: list[str]) -> None:
    """Runs a command, waits for it and for all that it leaves behind, and writes what they took."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    start = time.perf_counter()
    exit_code = subprocess.call(command)
    wall = time.perf_counter() - start
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "exit_code": exit_code}
    Path(report).write_text(json.dumps(cost))


def median(costs: Sequence[Cost], what: str) -> float:
    """The median of one figure."""
    return statistics.median(getattr(cost, what) for cost in costs)


if __name__ == "__main__":
    _wrap(sys.argv[1], sys.argv[2:])
