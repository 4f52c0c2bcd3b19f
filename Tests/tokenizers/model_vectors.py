#!/usr/bin/env python3
"""Writes Tests/tokenizers/vectors/models: small tokenizers of every shape, texts, and what the references make of them.

    model_vectors.py WORK

WORK holds the corpora of corpora.py. For each text a 32-bit FNV-1a hash of its ids and one of what they decode to are
kept, so that the Swift tests need no Python. The charsmap is of a few rules only, to keep the files small.
"""

import io
import json
import pathlib
import random
import sys
import tempfile

import sentencepiece

import corpora
import differential
import models
import models_differential

TARGET = pathlib.Path(__file__).resolve().parent / "vectors/models"
NAMES = ["llama2", "gemma", "mistral", "wordpairs", "digitpairs", "added", "xlmr", "t5", "unigram", "albert", "uncased", "cased", "nfc", "nfkc", "nfd"]
NAMES += ["sp-pairs", "sp-pairs-user", "sp-pairs-crossing", "sp-pairs-suffix", "sp-unigram", "sp-unigram-user", "sp-unigram-plain"]
RULES = {"\t": " ", "\n": " ", "\r": " ", "\u00a0": " ", "\u3000": " ", "\u200b": "", "\u00ad": "", "\ufb01": "fi", "\u2460": "1", "\uff76\uff9e": "\u30ac",
         "\uff76": "\u30ab", "A\u030a": "\u00c5", "\u212b": "\u00c5", "e\u0301": "\u00e9", "\u00a8": " \u0308", "\u2026": "...", "\u00bd": "1\u20442", "\u2168": "IX", "\u00c4": "\u00e4"}


def fingerprint(data):
    value = 0x811C9DC5
    for byte in data:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def texts():
    rng = random.Random(8)
    chosen = [t for t in models_differential.fuzz(21, 260, models_differential.ATOMS) if len(t) < 1500 and len(t.encode()) < 4000]
    chosen += rng.sample([t for t in models_differential.marks()], 250)
    chosen += [t for t in models_differential.long_texts() if len(t) < 1200]
    chosen += ["", " ", "  ", "\n", "\u2581", "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.", "--- ---- -----", "İstanbul ΑΣ ǅ"]
    return chosen


def main():
    work = pathlib.Path(sys.argv[1])
    TARGET.mkdir(parents=True, exist_ok=True)
    differential.LONG_SOURCE = corpora.load(work / "corpora/european.docs")[:3]
    lines = models.lines(work / "corpora", 400_000)
    cases = texts()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        rules = pathlib.Path(folder) / "rules.tsv"
        rules.write_text("".join(f"{' '.join(f'{ord(c):X}' for c in a)}\t{' '.join(f'{ord(c):X}' for c in b)}\n" for a, b in RULES.items()))
        writer = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(["abc abd"] * 10), model_writer=writer, vocab_size=8, model_type="char", minloglevel=2, normalization_rule_tsv=str(rules), hard_vocab_limit=False)
        models.charsmap = lambda: models.sentencepiece_proto(writer.getvalue()).normalizer_spec.precompiled_charsmap
        for name in NAMES:
            if name in models.HF:
                path = TARGET / f"{name}.json"
                document = models.HF[name](lines, 900)
                path.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")))
            else:
                path = TARGET / f"{name}.model"
                options = {k: v for k, v in models.SENTENCEPIECE[name].items() if k != "normalization_rule_name"}
                if models.SENTENCEPIECE[name].get("normalization_rule_name") != "identity":
                    options["normalization_rule_tsv"] = str(rules)
                else:
                    options["normalization_rule_name"] = "identity"
                with open(path, "wb") as file:
                    sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(lines), model_writer=file, vocab_size=900, minloglevel=2, hard_vocab_limit=False, character_coverage=options.pop("character_coverage", 0.98), **options)
            encode, decode = models_differential.reference(path)
            ids = encode(cases)
            found[path.name] = {
                "ids": [fingerprint(b"".join(i.to_bytes(4, "little") for i in row)) for row in ids],
                "texts": [fingerprint(decode(row).encode()) for row in ids],
            }
            print(name, path.stat().st_size, flush=True)
    (TARGET / "expected.json").write_text(json.dumps({"texts": cases, "models": found}, separators=(",", ":")))


main()
