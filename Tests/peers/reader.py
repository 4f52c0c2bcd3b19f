"""Reading sealed shards in Python beside reading a plain memory-mapped array of the same tokens.

    Tests/peers/run.sh reader [--quick] [--rounds N] [--json FILE]

One thread, page cache warm, batches of 8 sequences of 2,048 tokens as int64; interleaved rounds, medians of processor
time. The array is what Megatron and nanoGPT map; it is neither compressed nor encrypted. The floors hold for a
vocabulary of 128,000, whose array has 32 bits for a token; with 16 bits the array is half as large and stays in the
cache of the processor. Exits with 1 if a floor is missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
BUILD = CHECKOUT / ".build"
sys.path[:0] = [str(CHECKOUT / "Sources" / "sluice-reader" / "src"), str(CHECKOUT / "Tests" / "reader")]

import corpus  # noqa: E402
import sluice_reader as sluice  # noqa: E402
import tokenizer  # noqa: E402
from writer import Doc, Writer  # noqa: E402

CORPUS = BUILD / "peers-corpus"
WORK = BUILD / "peers-reader-work"
LENGTH, BATCH = 2048, 8
FRAME_TOKENS = 131_072
FLOORS = {"batches": 0.3, "samples": 0.6}
DTYPES = {50_257: np.uint16, 128_000: np.uint32}


def token_file(count: int, vocabulary: int) -> Path:
    """At most `count` tokens of the corpus as a plain array."""
    from tokenizers import Tokenizer

    target = WORK / f"tokens-{count}-{vocabulary}.bin"
    if target.is_file():
        return target
    corpus.build(CORPUS, 120)
    definition = tokenizer.train(CORPUS / "shards", CORPUS / f"tokenizer-{vocabulary}.json", vocabulary)
    encoder = Tokenizer.from_file(str(definition))
    parts, size = [], 0
    for shard in sorted((CORPUS / "shards").glob("*.gz")):
        texts = [json.loads(line)["text"] for line in gzip.open(shard)]
        for start in range(0, len(texts), 500):
            if size < count:
                for encoding in encoder.encode_batch(texts[start : start + 500]):
                    parts.append(np.array([*encoding.ids, 0], DTYPES[vocabulary]))
                    size += len(parts[-1])
    WORK.mkdir(parents=True, exist_ok=True)
    np.concatenate(parts)[:count].tofile(target)
    return target


def sealed(tokens: Path, vocabulary: int) -> Path:
    """The same tokens as a sealed data set."""
    folder = WORK / tokens.stem
    if not (folder / "manifest.json").is_file():
        values = np.fromfile(tokens, DTYPES[vocabulary])
        cuts = np.flatnonzero(values == 0)[:-1] + 1
        docs = [Doc(part.tolist()) for part in np.split(values, cuts)]
        Writer(docs, vocab=vocabulary, frame_tokens=FRAME_TOKENS, shard_tokens=4 << 20).save(folder)
    return folder


def mapped_batches(tokens: Path, dtype: type, is_shuffled: bool) -> Iterator[np.ndarray]:
    """Batches of the plain array."""
    rows = np.memmap(tokens, dtype, "r")
    rows = rows[: len(rows) // LENGTH * LENGTH].reshape(-1, LENGTH)
    order = np.random.default_rng(7).permutation(len(rows)) if is_shuffled else np.arange(len(rows))
    for start in range(0, len(rows) - BATCH + 1, BATCH):
        part = rows[order[start : start + BATCH]] if is_shuffled else rows[start : start + BATCH]
        yield part.astype(np.int64)


def mapped_samples(tokens: Path, dtype: type, is_shuffled: bool) -> Iterator[np.ndarray]:
    """Single sequences of the plain array, stacked as a loader would."""
    rows = np.memmap(tokens, dtype, "r")
    order = list(range(len(rows) // LENGTH))
    if is_shuffled:
        random.Random(7).shuffle(order)
    batch = []
    for i in order:
        batch.append(rows[i * LENGTH : (i + 1) * LENGTH].astype(np.int64))
        if len(batch) == BATCH:
            yield np.stack(batch)
            batch = []


def our_batches(folder: Path, is_shuffled: bool) -> Iterator[np.ndarray]:
    """Batches of the sealed data set."""
    data = sluice.open(folder, keys=folder / "node-a.jwk", trust=folder / "signer.jwk")
    yield from data.sequences(LENGTH, BATCH, seed=7, shuffle="window" if is_shuffled else "none")


def our_samples(folder: Path, is_shuffled: bool) -> Iterator[np.ndarray]:
    """Single sequences of the sealed data set, stacked as a loader would."""
    data = sluice.open(folder, keys=folder / "node-a.jwk", trust=folder / "signer.jwk")
    batch = []
    for row in data.sequences(LENGTH, seed=7, shuffle="window" if is_shuffled else "none"):
        batch.append(row)
        if len(batch) == BATCH:
            yield np.stack(batch)
            batch = []


def speed(make: Callable[[], Iterator[np.ndarray]]) -> float:
    """Million tokens for each second of processor time."""
    start, tokens = time.process_time(), 0
    for batch in make():
        tokens += batch.size
    return tokens / 1e6 / (time.process_time() - start)


def compare(count: int, vocabulary: int, rounds: int) -> list[dict[str, Any]]:
    """The rows of one vocabulary."""
    dtype = DTYPES[vocabulary]
    tokens = token_file(count, vocabulary)
    folder = sealed(tokens, vocabulary)
    first = np.concatenate([batch.ravel() for batch in our_batches(folder, False)])
    assert np.array_equal(first[: 1 << 20], np.fromfile(tokens, dtype, 1 << 20)), "not the same work"
    size = tokens.stat().st_size // np.dtype(dtype).itemsize
    table: list[dict[str, Any]] = []
    for name, (ours, theirs) in {
        "batches": (our_batches, mapped_batches),
        "samples": (our_samples, mapped_samples),
    }.items():
        for is_shuffled in (False, True):
            own, other = [], []
            for _ in range(rounds):
                own.append(speed(partial(ours, folder, is_shuffled)))
                other.append(speed(partial(theirs, tokens, dtype, is_shuffled)))
            ratio = statistics.median(own) / statistics.median(other)
            floor = FLOORS[name] if dtype is np.uint32 else None
            table.append(
                {
                    "measure": f"Mtokens per CPU second, {name}, {'shuffled' if is_shuffled else 'in order'}",
                    "peer": "numpy.memmap", "version": np.__version__,
                    "corpus": f"European documentation, {size / 1e6:.0f} Mtokens, vocabulary {vocabulary:,}",
                    "ours": round(statistics.median(own), 1), "theirs": round(statistics.median(other), 1),
                    "ratio": round(ratio, 3), "floor": floor, "ok": floor is None or ratio >= floor,
                }
            )  # fmt: skip
    start = time.perf_counter()
    next(our_batches(folder, True))
    print(f"\n{table[0]['corpus']}: first batch after {1000 * (time.perf_counter() - start):.0f} ms")
    for row in table:
        mark = "" if row["ok"] else "  MISSED"
        print(
            f"{row['measure']:<50}{row['ours']:>9}{row['theirs']:>9}{row['ratio']:>8.2f}{row['floor'] or '':>6}{mark}"
        )
    return table


def main() -> int:
    """Runs the race."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer tokens")
    parser.add_argument("--rounds", type=int, default=7, help="rounds, interleaved")
    parser.add_argument("--json", type=Path, help="write the rows to this file")
    options = parser.parse_args()
    count = 8_000_000 if options.quick else 32_000_000
    table = [row for vocabulary in DTYPES for row in compare(count, vocabulary, options.rounds)]
    if options.json:
        options.json.write_text(json.dumps(table, indent=2) + "\n")
    return 0 if all(row["ok"] for row in table) else 1


if __name__ == "__main__":
    sys.exit(main())
