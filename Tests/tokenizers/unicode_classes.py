#!/usr/bin/env python3
"""Regenerates Sources/SluiceTokenizers/Unicode/CharacterClassData.swift.

Asks the two reference engines (tiktoken's and that of Hugging Face tokenizers) for the class of every
Unicode scalar, insists that they agree, and writes the runs of equal class. Python's own tables are of
another Unicode version and are not asked.

    python3 -m venv .build/venv && .build/venv/bin/pip install tiktoken==0.14.0 tokenizers==0.23.3
    .build/venv/bin/python Tests/tokenizers/unicode_classes.py
"""

import base64
import pathlib
import sys

import tiktoken
import tokenizers
from tokenizers import Regex, pre_tokenizers

SCALARS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
# The order is that of CharacterClass.
CLASSES = [
    ("upper", r"[\p{Lu}\p{Lt}]"),
    ("lower", r"\p{Ll}"),
    ("caseless", r"[\p{Lm}\p{Lo}]"),
    ("mark", r"\p{M}"),
    ("number", r"\p{N}"),
    ("space", r"\x20"),
    ("blank", r"[\s&&[^\x20\r\n]]"),
    ("newline", r"[\r\n]"),
    ("punctuation", r"\p{P}"),
    ("symbol", r"\p{S}"),
]
TARGET = pathlib.Path(__file__).resolve().parents[2] / "Sources/SluiceTokenizers/Unicode/CharacterClassData.swift"


def by_tiktoken(pattern):
    encoding = tiktoken.Encoding(
        "probe", pat_str=pattern, mergeable_ranks={bytes([i]): i for i in range(256)}, special_tokens={}
    )
    return {c for c in SCALARS if encoding.encode_ordinary(chr(c))}


def by_tokenizers(pattern):
    splitter = pre_tokenizers.Split(Regex(pattern), "removed")
    return {c for c in SCALARS if not splitter.pre_tokenize_str(chr(c))}


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def main():
    classes = bytearray(0x110000)
    for number, (name, pattern) in enumerate(CLASSES, start=1):
        first = by_tiktoken(pattern)
        second = by_tokenizers(pattern)
        if first != second:
            sys.exit(f"{name}: the engines differ on {len(first ^ second)} scalars")
        print(f"{name}: {len(first)}")
        for c in first:
            if classes[c]:
                sys.exit(f"U+{c:04X} is in two classes")
            classes[c] = number
    # The pre-tokenizer Digits follows a later version of Unicode than the regular expressions.
    digits = pre_tokenizers.Digits(individual_digits=True)
    later = {c for c in SCALARS if len(digits.pre_tokenize_str(f"a{chr(c)}a")) == 3} - {c for c in SCALARS if classes[c] == 5}
    if any(classes[c] for c in later):
        sys.exit("a later number already has a class")
    for c in later:
        classes[c] = len(CLASSES) + 1
    print(f"later numbers: {len(later)}")
    runs, start = [], 0
    for c in range(1, 0x110001):
        if c == 0x110000 or classes[c] != classes[start]:
            runs.append((c - start, classes[start]))
            start = c
    data = b"".join(varint(length << 4 | kind) for length, kind in runs)
    text = base64.b64encode(data).decode()
    lines = [text[i : i + 100] for i in range(0, len(text), 100)]
    letters = sum(1 for c in classes if c in (1, 2, 3))
    body = "\n".join(f"    {line}\\" for line in lines)[:-1]
    TARGET.write_text(
        "// Written by Tests/tokenizers/unicode_classes.py; do not edit.\n"
        f"// Engines: tiktoken {tiktoken.__version__} and tokenizers {tokenizers.__version__}, which agree on all scalars:\n"
        f"// {letters} letters (Unicode 16.0).\n\n"
        "extension CharacterClasses {\n"
        "  /// Runs of equal class from U+0000 on: base64 of LEB128 numbers, length << 4 | class.\n"
        f'  static let runs = """\n{body}\n    """\n'
        "}\n"
    )
    print(f"{len(runs)} runs, {len(data)} bytes")


main()
