#!/usr/bin/env python3
"""Compares sluice-bench's ids with Hugging Face tokenizers on corpora, fuzz and exhaustive sets.

    differential.py WORK [--vocab NAME …] [--sets NAME …] [--fuzz N] [--seeds N]

WORK holds corpora/ and vocab/ (made by corpora.py and vocabularies.py). Exits non-zero on any difference.
"""

import argparse
import pathlib
import random
import subprocess
import sys

import numpy
from tokenizers import Tokenizer

import corpora

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCH = ROOT / ".build/release/sluice-bench"
ATOMS = """|' '|'  '|'   '|'\\t'|'\\n'|'\\r'|'\\r\\n'|'\\n\\n'|'\\u00a0'|'\\u2003'|'\\u3000'|'\\u2028'|'\\u0085'|'\\x0b'|'\\x0c'
|'\\x1c'|"'"|"''"|"'s"|"'S"|"'t"|"'ll"|"'LL"|"'Ve"|"'re"|"'\\u017f"|"'\\u017fa"|"'m"|"'d"|"'l"|"'v"|'a'|'Z'|'ß'|'é'|'e\\u0301'
|'\\u0301'|'Ω'|'λόγος'|'привіт'|'日本語'|'한국어'|'עברית'|'السلام'|'हिन्दी'|'ไทย'|'١٢٣٤'|'1'|'12'|'123'|'1234'|'12345678'|'½'|'Ⅷ'
|'²'|'五'|'_'|'.'|'...'|'!!'|'('|'"'|'„'|'“'|'–'|'€'|'👍'|'👨\u200d👩\u200d👧'|'🇪🇺'|'\\ufeff'|'\\u200b'|'\\u00ad'|'ﬁ'|'ǅ'|'ʰ'|'ª'|'º'|'\\u0345'
|'Straßenverkehrsordnung'|'Donaudampfschifffahrtsgesellschaftskapitän'|'x'*17|'y'*50|'ß'*20|'='*40|'<|endoftext|>'|'\\U00010400'
|'\\U0001D400'|'\\U000E0001'|'\\x00'|'\\x7f'|'/'|'//\\n'|'camelCase'|'HTTPServer'|'ABC'|'АБВгд'|'中ABC'|'ーテスト'|'龥'|'z'*1100"""
ATOMS = [eval(a) for a in __import__("re").split(r"\n?\|(?=['\"])", ATOMS) if a.strip()]
SCALARS = [*range(0x20, 0x250), *range(0x370, 0x530), *range(0x2000, 0x2100), *range(0x3000, 0x3100)]
CODE_POINTS = [c for c in range(1, 0x110000) if not 0xD800 <= c < 0xE000]


def fuzz(seed, count):
    rng, texts = random.Random(seed), []
    for _ in range(count):
        text = ""
        for _ in range(rng.choice([1, 3, 10, 40, 200])):
            pick = rng.random()
            if pick < 0.75:
                text += rng.choice(ATOMS)
            elif pick < 0.9:
                text += chr(rng.choice(SCALARS))
            else:
                text += chr(rng.choice(CODE_POINTS))
        texts.append(" " * rng.randrange(71) + text if rng.random() < 0.3 else text)
    return texts


def apostrophes():
    blanks, signs = ["", " ", "  "], [chr(i) for i in range(1, 128)] + [""]
    for a in signs:
        for b in signs:
            for left in blanks:
                for right in blanks:
                    yield f"{a}{left}'{right}{b}"
                    yield f"a{left}'{right}{a}{b}"


def pairs():
    blanks, signs = ["", " ", "  "], [chr(i) for i in range(1, 128)] + [""]
    for a in signs:
        for b in signs:
            for left in blanks:
                for right in blanks:
                    yield left + a + b + right
                    yield a + left + b + right


def scalars():
    for c in map(chr, CODE_POINTS):
        yield f"a{c}'s 1"
        yield f" {c}b"
        yield f"\n{c} 12345"


def edges():
    for c in map(chr, CODE_POINTS):
        yield " x" * 31 + c + "y'll"


def tails():
    """White space of every kind before the end and across the edges of blocks."""
    rng = random.Random(7)
    kinds = [" ", "\n", "\r", "\t", "\u00a0", "\u2003", "a", "!", "1", "'s"]
    for _ in range(60000):
        size = rng.choice([rng.randrange(12), rng.randrange(50, 75), rng.randrange(115, 140)])
        head = "".join(rng.choice(kinds[:4]) for _ in range(size)) if rng.random() < 0.5 else "x" * size
        yield head + "".join(rng.choice(kinds) for _ in range(rng.randrange(10)))


def cased():
    """Letters in upper and lower case only, with what stands between words: the kernel of the GPT-4o family."""
    rng = random.Random(9)
    atoms = ["a", "B", "ab", "Ab", "AB", "aB", "é", "É", "ж", "Ж", "'s", "'S", "'ll", "'", "''", "'\u017f", "'re", "'x", "/", "//"]
    atoms += ["\n", "\r\n", "\n/", "\n\n", " ", "  ", "\t", "\u00a0", "\u2003", "!", "!/", ";\n", "*/\n", "1", "12", "1234", "½", "(", "„"]
    for _ in range(60000):
        yield " " * rng.choice([0, 0, rng.randrange(70)]) + "".join(rng.choice(atoms) for _ in range(rng.choice([2, 5, 40, 150])))


def vocabulary_words(tokens, count=20000):
    """Tokens of a vocabulary in a row, with blanks and line breaks between them: pieces that are tokens, or nearly so."""
    rng = random.Random(13)
    words = [t for t in (token.decode("utf-8", "ignore").strip() for token in tokens) if t]
    for _ in range(count):
        picked = rng.choices(words, k=rng.choice([2, 8, 64]))
        yield "".join(word + rng.choice(["", " ", " ", "  ", "\n", " \n", "\t", "'s "]) for word in picked)


def long_pieces():
    rng = random.Random(3)
    for size in [47, 48, 49, 127, 128, 129, 1000, 1024, 1025, 4095, 4096, 4097, 5000, 20000, 100000]:
        for alphabet in ["a", "ab", "=", "abcdefghij", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "ß", "日", " ", "\n"]:
            yield "".join(rng.choice(alphabet) for _ in range(size))


def compare(name, vocabulary, texts, work, specials="text"):
    texts = list(texts)
    corpora.save(work / "diff.docs", texts)
    command = [BENCH, "tokenize", vocabulary, work / "diff.docs", "--output", work / "diff.ids", "--specials", specials]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    words = numpy.fromfile(work / "diff.ids", dtype=numpy.uint32)
    tokenizer = Tokenizer.from_file(str(vocabulary))
    tokenizer.encode_special_tokens = specials == "text"
    at, tokens, wrong = 0, 0, []
    for start in range(0, len(texts), 20000):
        for text, encoding in zip(texts[start:], tokenizer.encode_batch_fast(texts[start : start + 20000], add_special_tokens=False)):
            count = int(words[at])
            if encoding.ids != words[at + 1 : at + 1 + count].tolist():
                wrong.append((text, encoding.ids, words[at + 1 : at + 1 + count].tolist()))
            at += 1 + count
            tokens += count
    verdict = "identical" if not wrong and at == len(words) else f"DIFFER in {len(wrong)}"
    print(f"{vocabulary.stem:10} {name:12} {len(texts):8} documents {tokens:9} tokens {verdict}", flush=True)
    for text, theirs, ours in sorted(wrong, key=lambda w: len(w[0]))[:3]:
        print("   ", ascii(text[:200]), [tokenizer.decode([i]) for i in theirs[:40]], [tokenizer.decode([i]) for i in ours[:40]])
    return not wrong


SETS = {
    "apostrophes": apostrophes, "pairs": pairs, "scalars": scalars, "edges": edges, "tails": tails, "cased": cased, "long": long_pieces,
}
CORPORA = ["german", "european", "english", "source", "mixed"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--vocab", nargs="*")
    parser.add_argument("--sets", nargs="*", default=[*SETS, "fuzz", *CORPORA])
    parser.add_argument("--fuzz", type=int, default=40000)
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    names = options.vocab or sorted(p.stem for p in (options.work / "vocab").glob("*.json"))
    good = True
    for vocabulary in (options.work / "vocab" / f"{name}.json" for name in names):
        for name in options.sets:
            if name == "fuzz":
                for seed in range(options.seeds):
                    good &= compare(f"fuzz {seed}", vocabulary, fuzz(seed, options.fuzz), options.work)
                good &= compare("specials", vocabulary, fuzz(99, options.fuzz // 4), options.work, "<|endoftext|>")
            elif name in CORPORA:
                good &= compare(name, vocabulary, corpora.load(options.work / "corpora" / f"{name}.docs"), options.work)
            else:
                good &= compare(name, vocabulary, SETS[name](), options.work)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
