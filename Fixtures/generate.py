#!/usr/bin/env python3
"""Writes the synthetic data sets of this folder, or checks that the files are those it would write.

    python3 Fixtures/generate.py           # writes letters/ trips/ meters/ telemetry/ damaged/
    python3 Fixtures/generate.py --check   # exits 1 and names each file that differs

Needs only the standard library and the `zstd` command. The content depends on the seed alone. `--check` compares
what the files hold, so that another version of a compressor does not matter.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from synthetic import damaged, letters, meters, packing, telemetry, trips

HERE = Path(__file__).resolve().parent
SEED = 20261120
T = TypeVar("T")


def shards(items: Sequence[T], count: int) -> list[Sequence[T]]:
    """`items` in `count` runs of nearly equal length."""
    size = -(-len(items) // count)
    return [items[i : i + size] for i in range(0, len(items), size)]


def halves(name: str, items: Sequence[dict[str, Any]]) -> dict[str, bytes]:
    """Two members of an archive."""
    first, second = shards(items, 2)
    return {f"{name}-a.jsonl": packing.jsonl(first), f"{name}-b.jsonl": packing.jsonl(second)}


def letter_files() -> dict[str, bytes]:
    """Discharge letters in eight shards, each packed in another way, and the gold spans."""
    records, gold = letters.generate(SEED, HERE / "grammar")
    parts = shards(records, 8)
    return {
        "letters/letters-0.jsonl.gz": packing.gz(packing.jsonl(parts[0])),
        "letters/letters-1.jsonl.zst": packing.zst(packing.jsonl(parts[1])),
        "letters/letters-2.jsonl.xz": packing.xz(packing.jsonl(parts[2])),
        "letters/letters-3.jsonl.bz2": packing.bz(packing.jsonl(parts[3])),
        "letters/letters-4.jsonl": packing.jsonl(parts[4]),
        "letters/letters-5.tar": packing.tar(halves("letters-5", parts[5])),
        "letters/letters-6.zip": packing.zip_(halves("letters-6", parts[6])),
        "letters/letters-7.tar.gz": packing.gz(packing.tar(halves("letters-7", parts[7]))),
        "letters/gold.jsonl": packing.jsonl(gold),
    }


def trip_files() -> dict[str, bytes]:
    """Trips in three gzipped CSV files."""
    return {
        f"trips/trips-{i}.csv.gz": packing.gz(packing.csv_bytes(trips.HEADER, part))
        for i, part in enumerate(shards(trips.generate(SEED + 1), 3))
    }


def meter_files() -> dict[str, bytes]:
    """Meter readings in two zip archives of CSV files."""
    files = {}
    for i, part in enumerate(shards(meters.generate(SEED + 2), 2)):
        first, second = shards(part, 2)
        members = {
            f"meters-{i}-a.csv": packing.csv_bytes(meters.HEADER, first),
            f"meters-{i}-b.csv": packing.csv_bytes(meters.HEADER, second),
        }
        files[f"meters/meters-{i}.zip"] = packing.zip_(members)
    return files


def telemetry_files() -> dict[str, bytes]:
    """Machine telemetry: one zstd file, one tar."""
    first, second = shards(telemetry.generate(SEED + 3), 2)
    return {
        "telemetry/telemetry-0.jsonl.zst": packing.zst(packing.jsonl(first)),
        "telemetry/telemetry-1.tar": packing.tar(halves("telemetry-1", second)),
    }


def damaged_files() -> dict[str, bytes]:
    """One file a fault, and what must be reported for each."""
    files, expected = damaged.generate(SEED + 4)
    result = {f"damaged/{name}": data for name, data in files.items()}
    result["damaged/expected.json"] = (json.dumps(expected, indent=2) + "\n").encode()
    return result


def all_files() -> dict[str, bytes]:
    """Every generated file by its path in this folder."""
    return letter_files() | trip_files() | meter_files() | telemetry_files() | damaged_files()


def is_current(path: str, wanted: bytes) -> bool:
    """Whether the file in this folder holds what is wanted."""
    file = HERE / path
    if not file.is_file():
        return False
    found = file.read_bytes()
    if found == wanted or path.startswith("damaged/"):
        return found == wanted
    return packing.content(path, found) == packing.content(path, wanted)


def main() -> int:
    """Writes or checks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    options = parser.parse_args()
    files = all_files()
    stale = [path for path, wanted in files.items() if not is_current(path, wanted)]
    if options.check:
        for path in stale:
            print(f"not current: Fixtures/{path}", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        (HERE / path).parent.mkdir(parents=True, exist_ok=True)
        (HERE / path).write_bytes(files[path])
    return 0


if __name__ == "__main__":
    sys.exit(main())
