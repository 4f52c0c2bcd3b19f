"""Sealed shards beside the formats and loaders that training teams use: the same tokens in each.

    Tests/peers/run.sh shards [--quick] [--rounds N] [--json FILE] [--sluice BINARY]

European documentation, tokenised with a vocabulary of 128,000 and sealed by the engine; every peer gets the tokens of
these shards. One process, one thread, page cache warm; interleaved rounds, medians of processor time. Exits with 1 if
a floor is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
WORK = CHECKOUT / ".build" / "peers-shards-work"

import shard_reading  # noqa: E402
import table  # noqa: E402

PARTS = [shard_reading.rows]
"""What is measured: each makes rows from the options."""


def main() -> int:
    """Runs the race."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer tokens, one round")
    parser.add_argument("--rounds", type=int, help="rounds, interleaved; 5, with --quick 1")
    program = os.environ.get("SLUICE", CHECKOUT / ".build" / "release" / "sluice")
    parser.add_argument("--sluice", type=Path, default=Path(program), help="the program that seals")
    parser.add_argument("--json", type=Path, help="write the rows to this file")
    options = parser.parse_args()
    options.rounds = options.rounds or (1 if options.quick else 5)
    options.work = WORK
    WORK.mkdir(parents=True, exist_ok=True)
    made = [row for part in PARTS for row in part(options)]
    table.show(made)
    if options.json:
        options.json.write_text(json.dumps([row.members() for row in made], indent=2) + "\n")
    return 0 if all(row.is_ok for row in made) else 1


if __name__ == "__main__":
    sys.exit(main())
