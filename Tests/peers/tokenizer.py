"""Trains the tokenizer that all engines of a race share: byte-level BPE with the pattern of GPT-2."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

VOCABULARY = 50_257
TRAINING_BYTES = 30_000_000
"""For 50,257 entries; larger vocabularies get more in proportion."""


def _texts(shards: Path, limit: int) -> Iterator[str]:
    size = 0
    for shard in sorted(shards.glob("*.gz")):
        with gzip.open(shard, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                size += len(text.encode())
                yield text
                if size > limit:
                    return


def train(shards: Path, target: Path, vocabulary: int = VOCABULARY) -> Path:
    """Writes `target` unless it exists, and returns it."""
    if not target.is_file():
        tokenizer = Tokenizer(models.BPE())
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        tokenizer.decoder = decoders.ByteLevel()
        trainer = trainers.BpeTrainer(
            vocab_size=vocabulary,
            special_tokens=["<|endoftext|>"],
            initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
            show_progress=False,
        )
        limit = TRAINING_BYTES * vocabulary // VOCABULARY
        tokenizer.train_from_iterator(_texts(shards, limit), trainer)
        tokenizer.save(str(target), pretty=False)
    return target
