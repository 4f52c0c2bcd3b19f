#!/usr/bin/env python3
"""Compares rank files with tiktoken: the vocabulary llama3 of WORK as ranks, under three of tiktoken's patterns.

    ranks.py WORK
"""

import base64
import json
import pathlib
import subprocess
import sys

import numpy
import tiktoken
from tokenizers import pre_tokenizers

import corpora
import differential

PATTERNS = {
    "gpt2": r"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s",
    "cl100k_base": r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s",
    "o200k_base": json.loads((pathlib.Path(__file__).parent / "vectors/texts.json").read_text())["families"]["o200k"]["pre_tokenizer"]["pretokenizers"][0]["pattern"]["Regex"],
}


def alphabet():
    """The byte of each character of the byte-level alphabet."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = [b for b in range(256) if b not in printable]
    table = {chr(b): b for b in printable} | {chr(0x100 + i): b for i, b in enumerate(rest)}
    assert set(table) == set(pre_tokenizers.ByteLevel.alphabet())
    return table


def main():
    work = pathlib.Path(sys.argv[1])
    table = alphabet()
    vocabulary = json.loads((work / "vocab/llama3.json").read_text())["model"]["vocab"]
    tokens = [t for t, _ in sorted(vocabulary.items(), key=lambda item: item[1])][2:]
    ranks = {bytes(table[c] for c in token): rank for rank, token in enumerate(tokens)}
    path = work / "llama3.tiktoken"
    path.write_text("".join(f"{base64.b64encode(t).decode()} {r}\n" for t, r in ranks.items()))
    good = True
    for name, pattern in PATTERNS.items():
        encoding = tiktoken.Encoding(name, pat_str=pattern, mergeable_ranks=ranks, special_tokens={})
        for kind in ["fuzz", "tails", "long", "cased", "apostrophes"]:
            texts = differential.fuzz(4, 10000) if kind == "fuzz" else list(differential.SETS[kind]())
            corpora.save(work / "ranks.docs", texts)
            command = [differential.BENCH, "tokenize", path, work / "ranks.docs", "--encoding", name, "--output", work / "ranks.ids"]
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
            words = numpy.fromfile(work / "ranks.ids", dtype=numpy.uint32).tolist()
            at, wrong = 0, []
            for text, ids in zip(texts, encoding.encode_ordinary_batch(texts)):
                if words[at + 1 : at + 1 + words[at]] != ids:
                    wrong.append(text)
                at += 1 + words[at]
            good &= not wrong
            print(f"{name:12} {kind:12} {len(texts):7} documents", "identical" if not wrong else f"DIFFER in {len(wrong)}: {ascii(min(wrong, key=len)[:80])}", flush=True)
    sys.exit(0 if good else 1)


main()
