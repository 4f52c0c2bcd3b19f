#!/usr/bin/env python3
"""Compares sluice-bench's ids with Hugging Face tokenizers and sentencepiece, for the tokenizers of models.py.

    models_differential.py WORK [--models NAME …] [--sets NAME …] [--fuzz N] [--seeds N] [--corpus BYTES]

WORK holds corpora/ and models/. Also decodes every text's ids and compares the text. Exits non-zero on any
difference. Set BENCH to use another program than the release build's.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys

import numpy
import sentencepiece
from tokenizers import Tokenizer

import corpora
import differential

BENCH = os.environ.get("BENCH", differential.BENCH)
ATOMS = differential.ATOMS + [
    "\u2581", " \u2581", "\u2581\u2581", "  ", "<0x41>", "<sep>", " und ", "ein", "haus", "Haushalt", "<t>", "<u>", "…",
    "ﬁ\u0301", "ﬁ", "①", "ｶﾞ", "ガ", "가", "\u1100\u1161\u11a8", "\u212b", "A\u030a", "e\u0323\u0302", "\u0302\u0323", "\u00a8", "ΑΣ", "İ",
    "``", "''", "\r\n", "\u200d", "\u0903", "a\u0903", "\u0600a", "\u3000", "\u0f73", "\U0001D15E", "日本語テキスト", "---", "====", "....", "[CLS]", "##ing",
]

CONTROLS = ["<s>", "</s>", "<unk>"]


def spells_controls(path):
    """Whether the reference makes control tokens of text, which Sluice never does: unigram and `ignore_merges` there."""
    if path.suffix == ".model" or path.stem == "tekken":
        return False
    model = json.loads(path.read_text())["model"]
    return model["type"] == "Unigram" or model.get("ignore_merges", False)


def fuzz(seed, count, atoms):
    rng, texts = random.Random(seed), []
    for _ in range(count):
        text = ""
        for _ in range(rng.choice([1, 3, 10, 40, 200])):
            pick = rng.random()
            if pick < 0.7:
                text += rng.choice(atoms)
            elif pick < 0.85:
                text += rng.choice(["der ", "die ", " of", "the", "Wort", " léger", " naïve"])
            elif pick < 0.95:
                text += chr(rng.choice(differential.SCALARS))
            else:
                text += chr(rng.choice(differential.CODE_POINTS))
        texts.append(" " * rng.randrange(71) + text if rng.random() < 0.2 else text)
    return texts


def scalars():
    for c in map(chr, differential.CODE_POINTS):
        yield f"a{c}b {c}"


def marks():
    """Every pair of a base and what may change with it, in three contexts."""
    rng = random.Random(5)
    marks = [chr(c) for c in range(0x300, 0x370)] + list("\u0591\u05b0\u064b\u0651\u093c\u0903\u0bbe\u1161\u11a8\u200d\u20d0\u302a\u3099\u0327\ufe0f\U0001D165")
    bases = [chr(c) for c in range(0x20, 0x250)] + list("\u0386\u03b9\u0439\u05e9\u0627\u0915\u0bc6\u1100\uac00\u304b\ufb01\u2460\uff76\u212b\u1e9b\u0600")
    for base in bases:
        for _ in range(40):
            yield base + "".join(rng.choice(marks) for _ in range(rng.randrange(1, 4))) + rng.choice(["", " x", base])


def long_texts():
    rng = random.Random(3)
    words = [w for text in differential.LONG_SOURCE for w in text.split(" ")]
    for size in [100, 1000, 10000, 60000]:
        yield " ".join(rng.choice(words) for _ in range(size))
        yield "".join(rng.choice(words) for _ in range(size))
    for alphabet in ["a", "ab", "=", "-.", "ß", "日", " ", "\n", "\u2581", "a\u0301"]:
        for size in [47, 48, 49, 1000, 1025, 5000, 50000]:
            yield "".join(rng.choice(alphabet) for _ in range(size))


def reference(path):
    if path.suffix == ".model":
        model = sentencepiece.SentencePieceProcessor(model_file=str(path))
        return lambda texts: [model.encode(t) for t in texts], lambda ids: model.decode(ids)
    if path.stem == "tekken":
        from mistral_common.tokens.tokenizers.tekken import Tekkenizer

        model = Tekkenizer.from_file(path)
        return lambda texts: [model.encode(t, bos=False, eos=False) for t in texts], None
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.encode_special_tokens = True
    return (
        lambda texts: [e.ids for e in tokenizer.encode_batch_fast(texts, add_special_tokens=False)],
        lambda ids: tokenizer.decode(ids, skip_special_tokens=False),
    )


def compare(name, path, texts, work, decodes):
    texts = list(texts)
    encode, decode = reference(path)
    corpora.save(work / "diff.docs", texts)
    command = [BENCH, "tokenize", path, work / "diff.docs", "--output", work / "diff.ids"] + (["--decoded", work / "diff.texts"] if decodes else [])
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    words = numpy.fromfile(work / "diff.ids", dtype=numpy.uint32)
    decoded = corpora.load(work / "diff.texts") if decodes else []
    at, tokens, wrong, lost = 0, 0, [], []
    for start in range(0, len(texts), 5000):
        part = texts[start : start + 5000]
        for number, (text, ids) in enumerate(zip(part, encode(part)), start):
            count = int(words[at])
            ours = words[at + 1 : at + 1 + count].tolist()
            if ids != ours:
                wrong.append((text, ids, ours))
            elif decodes and decode and decode(ids) != decoded[number]:
                lost.append((decode(ids), decoded[number]))
            at += 1 + count
            tokens += count
    verdict = "identical" if not wrong and not lost and at == len(words) else f"DIFFER in {len(wrong)} and {len(lost)} decoded"
    print(f"{path.stem:20} {name:10} {len(texts):8} documents {tokens:9} tokens {verdict}", flush=True)
    for text, theirs, ours in sorted(wrong, key=lambda w: len(w[0]))[:3]:
        place = next((i for i, (a, b) in enumerate(zip(theirs, ours)) if a != b), min(len(theirs), len(ours)))
        print("   ", ascii(text[:120]), "at", place, theirs[max(0, place - 3) : place + 12], ours[max(0, place - 3) : place + 12])
    for theirs, ours in sorted(lost, key=lambda w: len(w[0]))[:3]:
        print("    decoded", ascii(theirs[:120]), ascii(ours[:120]))
    return not wrong and not lost


SETS = {"scalars": scalars, "marks": marks, "long": long_texts}
CORPORA = ["german", "european", "english", "source", "mixed"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--models", nargs="*")
    parser.add_argument("--sets", nargs="*", default=[*SETS, "fuzz", *CORPORA])
    parser.add_argument("--fuzz", type=int, default=20000)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--corpus", type=int, default=4_000_000)
    options = parser.parse_args()
    paths = sorted(p for p in (options.work / "models").iterdir() if p.suffix in (".json", ".model"))
    differential.LONG_SOURCE = corpora.load(options.work / "corpora/european.docs")[:50]
    good = True
    for path in (p for p in paths if not options.models or p.stem in options.models):
        for name in options.sets:
            if name == "fuzz":
                for seed in range(options.seeds):
                    good &= compare(f"fuzz {seed}", path, fuzz(seed, options.fuzz, ATOMS + ([] if spells_controls(path) else CONTROLS)), options.work, True)
            elif name in CORPORA:
                texts, size = [], 0
                for text in corpora.load(options.work / "corpora" / f"{name}.docs"):
                    size += len(text.encode())
                    if size > options.corpus:
                        break
                    texts.append(text)
                good &= compare(name, path, texts, options.work, False)
            else:
                good &= compare(name, path, SETS[name](), options.work, name != "scalars")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
