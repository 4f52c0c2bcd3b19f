#!/usr/bin/env python3
"""Writes Tests/tokenizers/vectors: a small vocabulary, texts, and what Hugging Face makes of them.

    .build/venv/bin/python Tests/tokenizers/vectors.py WORK

WORK holds the corpora of corpora.py. The vocabulary is trained once; each pattern family uses it with its own
pre_tokenizer. For each text a 32-bit FNV-1a hash of its ids is kept, so that the Swift tests need no Python.
"""

import json
import pathlib
import random
import sys

from tokenizers import Tokenizer

import corpora
import differential
import vocabularies

TARGET = pathlib.Path(__file__).resolve().parent / "vectors"


def fingerprint(ids):
    value = 0x811C9DC5
    for number in ids:
        for byte in number.to_bytes(4, "little"):
            value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def texts():
    rng = random.Random(5)
    chosen = [t for t in differential.fuzz(11, 220) if len(t) < 1500]
    chosen += rng.sample(list(differential.tails()), 300)
    chosen += [t for t in rng.sample(list(differential.cased()), 300) if len(t) < 150]
    chosen += [t for t in differential.long_pieces() if len(t) <= 1025][:60:4]
    chosen += rng.sample(list(differential.apostrophes()), 200)
    chosen += ["", " ", "\n", "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.\n", "I'll say: it's 12345!\r\n"]
    return chosen


def main():
    work = pathlib.Path(sys.argv[1])
    TARGET.mkdir(parents=True, exist_ok=True)
    training = []
    for corpus in ["european", "source", "mixed"]:
        training += [t[:5000] for t in corpora.load(work / "corpora" / f"{corpus}.docs")[:300]]
    base = vocabularies.train("llama3", training, 2000)
    base["model"]["ignore_merges"] = False
    (TARGET / "vocabulary.json").write_text(json.dumps(base, ensure_ascii=False, separators=(",", ":")))
    cases = texts()
    families = {}
    for name in vocabularies.NAMES:
        document = json.loads(json.dumps(base))
        document["pre_tokenizer"] = json.loads(vocabularies.pre_tokenizer(name).__getstate__())
        document["normalizer"] = {"type": "NFC"} if name == "nfc" else None
        document["model"]["ignore_merges"] = name in vocabularies.IGNORING_MERGES
        tokenizer = Tokenizer.from_str(json.dumps(document))
        tokenizer.encode_special_tokens = True
        families[name] = {
            "pre_tokenizer": document["pre_tokenizer"],
            "normalizer": document["normalizer"],
            "ignore_merges": document["model"]["ignore_merges"],
            "fingerprints": [fingerprint(tokenizer.encode(t, add_special_tokens=False).ids) for t in cases],
        }
    (TARGET / "texts.json").write_text(json.dumps({"texts": cases, "families": families}, separators=(",", ":")))
    print(len(cases), "texts", {k: len(v["fingerprints"]) for k, v in families.items()})


main()
