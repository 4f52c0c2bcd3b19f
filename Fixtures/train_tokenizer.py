#!/usr/bin/env python3
"""Trains the byte-level BPE tokenizer of tokenizer/ on the texts of letters/, trips/, meters/ and telemetry/.

    python3 Fixtures/train_tokenizer.py           # writes tokenizer/tokenizer.json
    python3 Fixtures/train_tokenizer.py --check   # exits 1 if the file is not the one it would write

Needs `pip install tokenizers==0.23.3`. Personal items take part in the training because they are synthetic; with
real data, train on anonymized text.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import tokenizers
from generate import SEED
from synthetic import letters, meters, telemetry, trips
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers

HERE = Path(__file__).resolve().parent
TARGET = HERE / "tokenizer" / "tokenizer.json"
VERSION = "0.23.3"
VOCABULARY = 8192
# The pattern of Llama 3: contractions, words with one leading non-letter, numbers of up to three digits, runs of
# other characters, line ends, blanks.
PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def texts() -> Iterator[str]:
    """Every text that pipelines over these fixtures tokenise."""
    for record in letters.generate(SEED, HERE / "grammar")[0]:
        yield record["text"]
    for row in trips.generate(SEED + 1):
        yield row[-1]
    for row in meters.generate(SEED + 2):
        yield row[-1]
    for record in telemetry.generate(SEED + 3):
        yield record["text"]


def train() -> str:
    """The tokenizer as JSON."""
    tokenizer = Tokenizer(models.BPE(byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PATTERN), behavior="isolated", invert=False),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=["<|endoftext|>"],
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts(), trainer)
    return tokenizer.to_str(pretty=False) + "\n"


def main() -> int:
    """Writes or checks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    options = parser.parse_args()
    if tokenizers.__version__ != VERSION:
        print(f"needs tokenizers {VERSION}, found {tokenizers.__version__}", file=sys.stderr)
        return 64
    trained = train()
    if options.check:
        is_current = TARGET.is_file() and TARGET.read_text("utf-8") == trained
        if not is_current:
            print("not current: Fixtures/tokenizer/tokenizer.json", file=sys.stderr)
        return 0 if is_current else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(trained, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
