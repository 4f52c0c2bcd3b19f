#!/usr/bin/env python3
"""Compares rank files with tiktoken: cl100k_base, and the vocabulary llama3 of WORK as ranks under three patterns.

    ranks.py WORK [--quick]

cl100k_base goes over all sets of differential.py, 102,000 fuzz documents of three seeds and all corpora; --quick over
a tenth of them.
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

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers/tokenize"))
import vocabularies as published

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


def compare(name, kind, path, encoding, encoding_name, texts, work):
    """Whether sluice-bench and tiktoken give the same ids."""
    texts = list(texts)
    corpora.save(work / "ranks.docs", texts)
    command = [differential.BENCH, "tokenize", path, work / "ranks.docs", "--encoding", encoding_name, "--output", work / "ranks.ids"]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    words = numpy.fromfile(work / "ranks.ids", dtype=numpy.uint32)
    at, tokens, wrong = 0, 0, []
    for start in range(0, len(texts), 20000):
        for text, ids in zip(texts[start:], encoding.encode_ordinary_batch(texts[start : start + 20000])):
            count = int(words[at])
            if words[at + 1 : at + 1 + count].tolist() != ids:
                wrong.append(text)
            at += 1 + count
            tokens += count
    good = not wrong and at == len(words)
    verdict = "identical" if good else f"DIFFER in {len(wrong)}: {ascii(min(wrong, key=len)[:80]) if wrong else ''}"
    print(f"{name:12} {kind:12} {len(texts):8} documents {tokens:9} tokens {verdict}", flush=True)
    return good


def trained(work):
    """The vocabulary llama3 of WORK as a rank file."""
    table = alphabet()
    vocabulary = json.loads((work / "vocab/llama3.json").read_text())["model"]["vocab"]
    tokens = [t for t, _ in sorted(vocabulary.items(), key=lambda item: item[1])][2:]
    ranks = {bytes(table[c] for c in token): rank for rank, token in enumerate(tokens)}
    path = work / "llama3.tiktoken"
    path.write_text("".join(f"{base64.b64encode(t).decode()} {r}\n" for t, r in ranks.items()))
    return path, ranks


def main():
    work, quick = pathlib.Path(sys.argv[1]), "--quick" in sys.argv
    good = True
    path = published.rank_file(work)
    ranks = published.ranks(path)
    encoding = tiktoken.Encoding("cl100k", pat_str=published.PATTERN, mergeable_ranks=ranks, special_tokens={})
    sets = {f"fuzz {seed}": lambda seed=seed: differential.fuzz(seed, 34000) for seed in range(3)}
    sets |= differential.SETS | {"words": lambda: differential.vocabulary_words(ranks)}
    sets |= {name: lambda name=name: corpora.load(work / "corpora" / f"{name}.docs") for name in differential.CORPORA}
    for kind, make in sets.items():
        texts = list(make())
        good &= compare("cl100k_base", kind, path, encoding, "cl100k_base", texts[::10] if quick else texts, work)
    path, ranks = trained(work)
    for name, pattern in PATTERNS.items():
        encoding = tiktoken.Encoding(name, pat_str=pattern, mergeable_ranks=ranks, special_tokens={})
        for kind in ["fuzz", "tails", "long", "cased", "apostrophes"]:
            texts = differential.fuzz(4, 10000) if kind == "fuzz" else list(differential.SETS[kind]())
            good &= compare(name, kind, path, encoding, name, texts, work)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
