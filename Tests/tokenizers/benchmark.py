#!/usr/bin/env python3
"""MB of text per CPU second on one thread: sluice-bench, gigatoken and Hugging Face on the same documents.

    benchmark.py WORK VOCABULARY [--rounds N] [--corpora NAME …] [--hf]

Rounds are interleaved. Cold is the first pass of a fresh process over a corpus, warm the best later pass;
loading the vocabulary is not counted. gigatoken gets bytes and no control tokens.
"""

import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSES = 4


def sluice(vocabulary, docs):
    command = [ROOT / ".build/release/sluice-bench", "tokenize", vocabulary, docs, "--passes", str(PASSES)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    return [float(x) for x in re.findall(r"pass \d+: ([\d.]+)", out)], int(re.findall(r"(\d+) tokens", out)[0])


def peer(name, vocabulary, docs):
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'Tests/tokenizers')!r}); import benchmark; benchmark.measure({name!r}, {str(vocabulary)!r}, {str(docs)!r})"
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=os.environ | {"RAYON_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}).stdout.split()
    return [float(x) for x in out[:-1]], int(out[-1])


def measure(name, vocabulary, docs):
    import corpora

    texts = corpora.load(docs)
    size = sum(len(t.encode()) for t in texts)
    if name == "gigatoken":
        import gigatoken

        tokenizer = gigatoken.Tokenizer.from_json(open(vocabulary).read())
        data = [t.encode() for t in texts]
        run = lambda: sum(len(tokenizer.encode(d)) for d in data)
    elif name == "gigabatch":
        import gigatoken

        tokenizer = gigatoken.Tokenizer.from_json(open(vocabulary).read())
        data = [t.encode() for t in texts]
        run = lambda: len(tokenizer.encode_batch(data).layout.content) if hasattr(tokenizer.encode_batch([b"a"]), "layout") else sum(map(len, tokenizer.encode_batch(data)))
    else:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(vocabulary)
        tokenizer.encode_special_tokens = True
        run = lambda: sum(len(e.ids) for e in tokenizer.encode_batch_fast(texts, add_special_tokens=False))
    for _ in range(PASSES if name != "hf" else 1):
        start = time.process_time()
        tokens = run()
        print(size / (time.process_time() - start) / 1e6)
    print(tokens)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("vocabulary")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--corpora", nargs="*", default=["german", "european", "english", "python"])
    parser.add_argument("--hf", action="store_true")
    options = parser.parse_args()
    vocabulary = options.work / "vocab" / f"{options.vocabulary}.json"
    for corpus in options.corpora:
        docs = options.work / "corpora" / f"{corpus}.docs"
        results = {}
        for _ in range(options.rounds):
            for name in ["sluice", "gigatoken", "gigabatch"] + ["hf"] * options.hf:
                speeds, tokens = sluice(vocabulary, docs) if name == "sluice" else peer(name, vocabulary, docs)
                results.setdefault(name, []).append((speeds[0], max(speeds), tokens))
        for name, rows in results.items():
            cold, warm = (statistics.median(r[i] for r in rows) for i in (0, 1))
            print(f"{options.vocabulary} {corpus:9} {name:10} cold {cold:7.1f} warm {warm:7.1f} MB/cpu-s, {rows[0][2]} tokens", flush=True)


if __name__ == "__main__":
    main()
