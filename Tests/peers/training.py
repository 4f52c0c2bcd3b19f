"""Training a vocabulary of 32,000 tokens: sluice, gigatoken and Hugging Face tokenizers on the same JSON lines.

    run.sh training [--quick] [--json FILE] [--rounds N] [--megabytes N]

All sides read one file of JSON lines and use two threads; rounds are interleaved. Sluice is measured as a whole process,
from its start to the `tokenizer.json` on disk; peers without the start of Python and its imports, and gigatoken without
writing a file. Merges are compared.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import corpus
import measure

CHECKOUT = Path(__file__).resolve().parents[2]
PROGRAM = CHECKOUT / ".build" / "release" / "sluice"
SPECIALS = ["<|endoftext|>", "<|im_start|>"]
FLOORS = {"gigatoken": 1.5, "tokenizers": 4.0}
PEERS = list(FLOORS)


def european(folder: Path, megabytes: int) -> Path:
    """One file of JSON lines with that much text in European languages."""
    target = folder / f"european-{megabytes}.jsonl"
    if target.is_file():
        return target
    corpus.build(folder, megabytes * 3 // 2)
    size, partial = 0, target.with_suffix(".partial")
    with partial.open("w") as out:
        for shard in sorted((folder / "shards").glob("*.gz")):
            for line in gzip.open(shard, "rt"):
                record = json.loads(line)
                if record["source"] == "python" or not record["text"] or size >= megabytes * 1_000_000:
                    continue
                size += len(record["text"].encode())
                out.write(json.dumps({"text": record["text"]}, ensure_ascii=False) + "\n")
    partial.rename(target)
    return target


def sluice(texts: Path, size: int, made: Path) -> dict[str, float]:
    """Trains with the program."""
    specials = [word for special in SPECIALS for word in ("--special", special)]
    cost = measure.run(
        [PROGRAM, "tokenizer", "train", "--to", made, "--pattern", "gpt2", "--size", str(size), "--minimum-count", "1",
         "--workers", "2", *specials, texts], made.with_suffix(".log"),
    )  # fmt: skip
    if cost.exit_code:
        raise SystemExit(made.with_suffix(".log").read_text())
    return {"wall": cost.wall, "cpu": cost.cpu, "peak": cost.peak}


def peer(name: str, texts: Path, size: int, made: Path) -> dict[str, float]:
    """Trains with a peer, in a process of its own."""
    environment = os.environ | {"RAYON_NUM_THREADS": "2", "TOKENIZERS_PARALLELISM": "true"}
    call = [sys.executable, __file__, "--peer", name, texts, str(size), made]
    said = subprocess.run(call, env=environment, check=True, capture_output=True, text=True).stdout
    return json.loads(said.splitlines()[-1])


def run_peer(name: str, texts: str, size: int, made: Path) -> None:
    """The part of a peer that is measured, and after it the merges for comparison."""
    if name == "gigatoken":
        import gigatoken

        wall, cpu = time.perf_counter(), time.process_time()
        _, pairs = gigatoken.train_bpe(gigatoken.JsonlFileSource([texts]), size, SPECIALS)
        cost = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        merges = [[left.hex(), right.hex()] for left, right in pairs]
    else:
        from tokenizers import Tokenizer, models, pre_tokenizers, trainers

        wall, cpu = time.perf_counter(), time.process_time()
        tokenizer = Tokenizer(models.BPE())
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        trainer = trainers.BpeTrainer(
            vocab_size=size, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), special_tokens=SPECIALS,
            show_progress=False,
        )  # fmt: skip
        with open(texts) as lines:
            tokenizer.train_from_iterator((json.loads(line)["text"] for line in lines), trainer)
        tokenizer.save(str(made))
        cost = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        merges = merges_of(made)
    made.write_text(json.dumps(merges))
    print(json.dumps(cost))


def merges_of(file: Path) -> list[list[str]]:
    """The merges of a `tokenizer.json` as bytes in hexadecimal."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    byte_of = {chr(byte): byte for byte in printable} | {chr(0x100 + n): byte for n, byte in enumerate(others)}

    def text(token: str) -> str:
        return bytes(byte_of[character] for character in token).hex()

    pairs = json.loads(file.read_text())["model"]["merges"]
    return [[text(token) for token in (pair.split(" ") if isinstance(pair, str) else pair)] for pair in pairs]


def main() -> int:
    """Runs the rounds and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--megabytes", type=int)
    parser.add_argument("--peer", nargs=4)
    options = parser.parse_args()
    if options.peer:
        name, texts, size, made = options.peer
        run_peer(name, texts, int(size), Path(made))
        return 0
    megabytes = options.megabytes or (8 if options.quick else 40)
    rounds = options.rounds or (1 if options.quick else 5)
    size = 8_000 if options.quick else 32_000
    folder = CHECKOUT / ".build" / "peers-corpus" / f"training-{megabytes}"
    texts = european(folder, megabytes)
    sides: dict[str, list[dict[str, float]]] = {}
    for _ in range(rounds):
        sides.setdefault("sluice", []).append(sluice(texts, size, folder / "sluice.json"))
        for name in PEERS:
            sides.setdefault(name, []).append(peer(name, texts, size, folder / f"{name}.json"))
    mine = merges_of(folder / "sluice.json")
    rows: list[dict[str, Any]] = []
    missed = False
    print(f"{texts.stat().st_size / 1e6:.0f} MB of JSON lines, {size} tokens, two threads, {rounds} rounds")
    for name, costs in sides.items():
        wall, cpu = (statistics.median(cost[what] for cost in costs) for what in ("wall", "cpu"))
        row = {"side": name, "wall": wall, "cpu": cpu, "rounds": costs}
        if name in FLOORS:
            row["wallRatio"] = statistics.median(
                theirs["wall"] / ours["wall"] for theirs, ours in zip(costs, sides["sluice"], strict=True)
            )
            row["cpuRatio"] = statistics.median(
                theirs["cpu"] / ours["cpu"] for theirs, ours in zip(costs, sides["sluice"], strict=True)
            )
            theirs = json.loads((folder / f"{name}.json").read_text())
            row["sameMerges"] = sum(a == b for a, b in zip(mine, theirs, strict=False))
            row["floor"] = FLOORS[name]
            missed |= min(row["wallRatio"], row["cpuRatio"]) < FLOORS[name]
            note = f"{row['wallRatio']:.1f}x wall, {row['cpuRatio']:.1f}x CPU, floor {FLOORS[name]}x, "
            note += f"{row['sameMerges']} of {len(mine)} merges the same"
        else:
            note = f"peak {max(cost['peak'] for cost in costs) / 1e6:.0f} MB"
        print(f"{name:10}  {wall:6.2f} s  {cpu:6.2f} CPU-s  {note}")
        rows.append(row)
    if options.json:
        options.json.write_text(json.dumps({"megabytes": megabytes, "size": size, "sides": rows}, indent=2) + "\n")
    return 1 if missed and not options.quick else 0


if __name__ == "__main__":
    sys.exit(main())
