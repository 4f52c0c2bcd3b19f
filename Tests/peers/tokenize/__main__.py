"""Tokenization, from JSON lines on disk to ids in memory: Sluice beside the published tokenizers.

    Tests/peers/run.sh tokenize [--quick] [--rounds N] [--rows NAME …] [--bench BINARY] [--json FILE]

Corpora come from Debian packages: European text in twenty languages, German, English prose, and source code. Rounds
are interleaved and medians compared; ids are compared too. Exits with 1 if a floor is missed or ids differ.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import corpus  # noqa: E402
import vocabularies  # noqa: E402

BUILD = HERE.parent.parent.parent / ".build"
WORK = BUILD / "peers-tokenize-work"
FAST = ["gigatoken", "gigatoken files", "fastokens"]
SLOW = ["splintr", "quicktok", "tiktoken", "tokenizers"]
STEADY_FLOORS = {"european": 2.0, "german": 2.0, "english": 1.5, "source": 1.5}
"""Times the fastest peer, one core, steady state."""
REFERENCE_FLOORS = {"tiktoken": 40.0, "tokenizers": 150.0}
COLD_FLOOR, CACHED_FLOOR, WALL_FLOOR, SCALING_FLOOR = 1.75, 2.5, 1.8, 1.8
MODEL_FLOORS = {"bpe": ("gigatoken", 3.0), "unigram": (None, 2.0), "wordpiece": (None, 2.0)}
GROWTH_LIMIT = 1.1
"""Most times the memory of one pass that ten passes may take."""
TOKENS_A_DAY = 1e15
LONG = {
    "one letter": lambda n: "a" * n,
    "carets": lambda n: "^" * n,
    "spaces": lambda n: " " * n + "x",
    "few letters": lambda n: _random("abcdefghij", n),
    "all letters": lambda n: _random("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", n),
}
LONG_SIZE = 400_000


def _random(alphabet: str, count: int) -> str:
    state, letters = hashlib.sha256(alphabet.encode()).digest(), []
    while len(letters) < count:
        state = hashlib.sha256(state).digest()
        letters += [alphabet[byte % len(alphabet)] for byte in state]
    return "".join(letters[:count])


class Race:
    """Sides that run on the same files, and the rows that come of it."""

    def __init__(self, bench: Path, quick: bool, rounds: int) -> None:
        self.bench, self.quick, self.rounds = bench, quick, rounds
        self.rows: list[dict[str, Any]] = []
        WORK.mkdir(parents=True, exist_ok=True)
        self.ranks = vocabularies.rank_file(WORK)
        vocabularies.json_file(WORK)

    def texts(self, name: str, megabytes: int) -> Path:
        """The start of a corpus."""
        whole = corpus.collect(BUILD / "peers-corpus", name)
        target = WORK / f"{name}-{megabytes}.jsonl"
        if not target.is_file():
            size, lines = 0, []
            with whole.open("rb") as file:
                for line in file:
                    lines.append(line)
                    size += len(line)
                    if size >= megabytes * 1_000_000:
                        break
            target.write_bytes(b"".join(lines))
        return target

    def sluice(self, tokenizer: Path, file: Path, *options: str, threads: int = 1, passes: int = 4) -> dict[str, Any]:
        """One process of Sluice."""
        encoding = ["--encoding", "cl100k_base"] if tokenizer == self.ranks else []
        command = [self.bench, "encode", tokenizer, file, "--threads", threads, "--passes", passes, *encoding, *options]
        out = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
        return json.loads(out.stdout)

    def ids(self, tokenizer: Path, file: Path, threads: int = 1) -> tuple[int, str]:
        """Number and digest of Sluice's ids."""
        import numpy

        output = WORK / "ids"
        self.sluice(tokenizer, file, "--output", str(output), threads=threads, passes=0)
        words = numpy.fromfile(output, numpy.uint32)
        keep, at = numpy.ones(len(words), bool), 0
        while at < len(words):
            keep[at] = False
            at += 1 + int(words[at])
        ids = words[keep]
        return len(ids), hashlib.blake2b(ids.tobytes(), digest_size=8).hexdigest()

    def peer(self, name: str, tokenizer: Path, file: Path, threads: int = 1, passes: int = 4, ids: bool = False) -> dict[str, Any]:
        """One process of a peer."""
        command = [sys.executable, HERE / "sides.py", name, tokenizer, file, "--threads", threads, "--passes", passes]
        out = subprocess.run([*map(str, command), *["--digest"] * ids], check=True, capture_output=True, text=True)
        return json.loads(out.stdout)

    def costs(self, sides: list[str], tokenizer: Path, file: Path, threads: int = 1, passes: int = 4) -> dict[str, list[dict[str, Any]]]:
        """The reports of all sides, in interleaved rounds."""
        found: dict[str, list[dict[str, Any]]] = {side: [] for side in ["sluice", *sides]}
        for number in range(self.rounds):
            for side, reports in found.items():
                if side == "sluice":
                    reports.append(self.sluice(tokenizer, file, threads=threads, passes=passes))
                else:
                    reports.append(self.peer(side, tokenizer, file, threads, passes))
        return found

    def add(self, row: str, peer: str, ours: float, theirs: float, floor: float | None, unit: str, more: str = "") -> None:
        """A row whose ratio is how many times better Sluice is."""
        ratio = ours / theirs if unit.startswith("MB") else theirs / ours
        self.rows.append({
            "measure": row, "peer": peer, "ours": round(ours, 3), "theirs": round(theirs, 3), "unit": unit,
            "ratio": round(ratio, 2), "floor": floor, "ok": floor is None or ratio >= floor, "note": more,
        })  # fmt: skip
        show(self.rows[-1])

    def check(self, row: str, is_good: bool, note: str) -> None:
        """A row that holds or does not."""
        self.rows.append({"measure": row, "ok": is_good, "note": note})
        show(self.rows[-1])

    # The rows.

    def same_ids(self, name: str, tokenizer: Path, file: Path, sides: list[str]) -> None:
        """Whether all sides made the same ids."""
        ours = self.ids(tokenizer, file)
        others = {side: self.peer(side, tokenizer, file, passes=0, ids=True) for side in sides if side != "gigatoken files"}
        different = [side for side, report in others.items() if (report["tokens"], report["digest"]) != ours]
        self.check(f"{name}: ids", not different, f"{ours[0]:,} ids" + (f"; DIFFERENT: {', '.join(different)}" if different else ", all equal"))

    def steady(self) -> None:
        """Byte-level BPE on one core, cold and steady."""
        for name, floor in STEADY_FLOORS.items():
            file = self.texts(name, 20 if self.quick else 120)
            size = file.stat().st_size / 1e6
            costs = self.costs(FAST, self.ranks, file)
            for what, speed, limit in (("steady", steady, floor), ("first pass", cold, COLD_FLOOR if name == "european" else None)):
                speeds = {side: size / statistics.median(map(speed, reports)) for side, reports in costs.items()}
                best = max(FAST, key=speeds.__getitem__)
                for side in FAST:
                    self.add(f"{name}, {what}", side, speeds["sluice"], speeds[side], limit if side == best else None, "MB/CPU s")
            if name == "european":
                self.scale(costs["sluice"])
            self.same_ids(name, self.ranks, file, [side for side in FAST])

    def scale(self, reports: list[dict[str, Any]]) -> None:
        """What the rate on one core comes to."""
        rate = reports[0]["tokens"] / statistics.median(map(steady, reports))
        cores = TOKENS_A_DAY / (rate * 86_400)
        self.check("scale", True, f"{rate / 1e6:.1f} million tokens a second and core; {TOKENS_A_DAY:.0e} a day take {cores:,.0f} cores")

    def references(self) -> None:
        """The slower peers, on a part of the corpora."""
        for name in STEADY_FLOORS:
            file = self.texts(name, 2 if self.quick else 10)
            size = file.stat().st_size / 1e6
            costs = self.costs(SLOW, self.ranks, file, passes=2)
            speeds = {side: size / statistics.median(map(steady, reports)) for side, reports in costs.items()}
            for side in SLOW:
                floor = REFERENCE_FLOORS.get(side) if name in ("european", "german") else None
                self.add(f"{name}, steady", side, speeds["sluice"], speeds[side], floor, "MB/CPU s")
            self.same_ids(f"{name}, part", self.ranks, file, SLOW)

    def cached(self) -> None:
        """The first pass of a second run, with the persisted cache."""
        file = self.texts("european", 20 if self.quick else 120)
        size, cache = file.stat().st_size / 1e6, WORK / "cache"
        ours, theirs = [], {side: [] for side in FAST}
        cache.unlink(missing_ok=True)
        self.sluice(self.ranks, file, "--cache", str(cache), passes=1)
        saved = cache.read_bytes()
        for _ in range(self.rounds):
            cache.write_bytes(saved)
            ours.append(cold(self.sluice(self.ranks, file, "--cache", str(cache), passes=1)))
            for side, times in theirs.items():
                times.append(cold(self.peer(side, self.ranks, file, passes=1)))
        best = min(theirs, key=lambda side: statistics.median(theirs[side]))
        self.add(
            "european, second run with cache", best, size / statistics.median(ours), size / statistics.median(theirs[best]),
            CACHED_FLOOR, "MB/CPU s", f"cache of {len(saved) / 1e6:.1f} MB",
        )  # fmt: skip

    def threads(self) -> None:
        """Two threads by the wall clock."""
        file = self.texts("european", 20 if self.quick else 120)
        size = file.stat().st_size / 1e6
        two = self.costs(FAST, self.ranks, file, threads=2)
        one = [self.sluice(self.ranks, file) for _ in range(self.rounds)]
        speeds = {side: size / statistics.median(steady(report, "wall") for report in reports) for side, reports in two.items()}
        best = max(FAST, key=speeds.__getitem__)
        for side in FAST:
            self.add("european, two threads", side, speeds["sluice"], speeds[side], WALL_FLOOR if side == best else None, "MB/s")
        alone = size / statistics.median(steady(report, "wall") for report in one)
        self.add("european, two threads", "Sluice, one thread", speeds["sluice"], alone, SCALING_FLOOR, "MB/s")
        self.check("two threads: ids", self.ids(self.ranks, file, 2) == self.ids(self.ranks, file, 1), "equal to those of one thread")

    def long(self) -> None:
        """Single pieces of 400 KB, and how time grows with their length."""
        peers = ["quicktok", "gigatoken", "fastokens"]
        for name, make in LONG.items():
            times: dict[str, float] = {}
            file, part = WORK / "long.jsonl", WORK / "long-part.jsonl"
            file.write_text(json.dumps({"text": make(LONG_SIZE)}) + "\n")
            part.write_text(json.dumps({"text": make(LONG_SIZE // 4)}) + "\n")
            for side in ["sluice", *peers]:
                run = self.sluice if side == "sluice" else lambda *a, side=side, **k: self.peer(side, *a, **k)
                reports = [run(self.ranks, file, passes=5) for _ in range(self.rounds)]
                times[side] = 1e3 * statistics.median(steady(report) for report in reports)
            for side in peers:
                self.add(f"400 KB of {name}", side, times["sluice"], times[side], 1.0 if side == "quicktok" else None, "ms")
            quarter = 1e3 * statistics.median(steady(self.sluice(self.ranks, part, passes=5)) for _ in range(self.rounds))
            self.check(f"400 KB of {name}: linear", times["sluice"] <= 8 * quarter, f"{quarter:.2f} ms for a quarter of it")
            self.same_ids(f"400 KB of {name}", self.ranks, file, ["tiktoken"])

    def models(self) -> None:
        """SentencePiece BPE, Unigram and WordPiece."""
        train, file = self.texts("european", 20 if self.quick else 120), self.texts("european", 2 if self.quick else 10)
        size = file.stat().st_size / 1e6
        for kind, (named, floor) in MODEL_FLOORS.items():
            if kind == "wordpiece":
                tokenizer, peers = vocabularies.wordpiece_file(WORK, train), ["tokenizers"]
            else:
                tokenizer = vocabularies.sentencepiece_file(WORK, train, kind)
                peers = ["gigatoken", "sentencepiece"] if kind == "bpe" else ["sentencepiece"]
            try:
                costs = self.costs(peers, tokenizer, file, passes=3)
            except subprocess.CalledProcessError as error:
                self.check(kind, False, (error.stdout + error.stderr).strip().splitlines()[-1][:100])
                continue
            speeds = {side: size / statistics.median(map(steady, reports)) for side, reports in costs.items()}
            best = named or max(peers, key=speeds.__getitem__)
            for side in peers:
                self.add(f"{kind}, steady", side, speeds["sluice"], speeds[side], floor if side == best else None, "MB/CPU s")
            self.same_ids(kind, tokenizer, file, peers[-1:])

    def memory(self) -> None:
        """Memory over ten times the text, and with caches of 1 MB."""
        file = self.texts("european", 20 if self.quick else 120)
        for budget in ("1", "64"):
            one, ten = (self.sluice(self.ranks, file, "--memory", budget, passes=n)["peak"] / 1e6 for n in (1, 10))
            self.check(f"memory, caches of {budget} MiB", ten <= GROWTH_LIMIT * one, f"{one:.0f} MB after one pass, {ten:.0f} MB after ten")


def steady(report: dict[str, Any], clock: str = "cpu") -> float:
    """Seconds of the middle one of the passes behind the first."""
    return statistics.median(one[clock] for one in report["passes"][1:])


def cold(report: dict[str, Any]) -> float:
    """Processor seconds of the first pass."""
    return report["passes"][0]["cpu"]


def show(row: dict[str, Any]) -> None:
    """Prints one row of the table."""
    mark = "" if row["ok"] else " **missed**"
    if "ratio" in row:
        floor = "" if row["floor"] is None else f"{row['floor']:g}"
        print(
            f"| {row['measure']} | {row['peer']} | {row['ours']:,.4g} {row['unit']} | {row['theirs']:,.4g} | "
            f"{row['ratio']:.2f} | {floor}{mark} |", flush=True,
        )  # fmt: skip
    else:
        print(f"| {row['measure']} | | {row['note']} | | | {mark} |", flush=True)


ROWS = ["steady", "references", "cached", "threads", "long", "models", "memory"]
QUICK_ROWS = ["steady", "cached", "threads", "long", "memory"]


def main() -> int:
    """Runs the race."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="parts of the corpora, one round, no slow peers")
    parser.add_argument("--rounds", type=int, help="rounds, interleaved; 5, with --quick 1")
    parser.add_argument("--rows", nargs="+", choices=ROWS, help="only these")
    parser.add_argument("--bench", type=Path, default=BUILD / "release" / "sluice-bench")
    parser.add_argument("--json", type=Path, help="write the rows to this file")
    options = parser.parse_args()
    if not shutil.which(str(options.bench)):
        raise SystemExit(f"{options.bench} is missing: swift build -c release --product sluice-bench")
    race = Race(options.bench.resolve(), options.quick, options.rounds or (1 if options.quick else 5))
    print("| measure | peer | Sluice | peer's | ratio | floor |\n|---|---|---|---|---|---|")
    for row in options.rows or (QUICK_ROWS if options.quick else ROWS):
        getattr(race, row)()
    if options.json:
        options.json.write_text(json.dumps(race.rows, indent=2) + "\n")
    return 0 if all(row["ok"] for row in race.rows) else 1


if __name__ == "__main__":
    sys.exit(main())
