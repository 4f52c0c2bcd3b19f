#!/usr/bin/env python3
"""Trains with sluice-bench, Hugging Face and gigatoken on the same documents; compares merges and CPU time.

    training.py WORK [--size N] [--corpus NAME] [--gigatoken]
"""

import argparse
import json
import pathlib
import subprocess
import sys
import time

from tokenizers import Tokenizer

import corpora
import vocabularies

ROOT = pathlib.Path(__file__).resolve().parents[2]


def pairs(document):
    return [tuple(m) if isinstance(m, list) else tuple(m.split(" ")) for m in document["model"]["merges"]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--size", type=int, default=32000)
    parser.add_argument("--corpus", default="european")
    options = parser.parse_args()
    docs = options.work / "corpora" / f"{options.corpus}.docs"
    texts = corpora.load(docs)
    good = True
    for pattern, name in [("gpt2", "gpt2"), ("llama3", "llama3"), ("qwen2", "qwen2"), ("gpt4o", "o200k")]:
        output = options.work / "trained.json"
        command = [ROOT / ".build/release/sluice-bench", "train", pattern, str(options.size), docs, output]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip(), flush=True)
        Tokenizer.from_file(str(output))
        start = time.process_time()
        theirs = vocabularies.train(name, texts, options.size)
        seconds = time.process_time() - start
        ours = json.loads(output.read_text())
        same = pairs(ours) == pairs(theirs) and ours["model"]["vocab"] == theirs["model"]["vocab"]
        good &= same
        first = next((i for i, (a, b) in enumerate(zip(pairs(ours), pairs(theirs))) if a != b), None)
        print(f"{pattern}: Hugging Face {seconds:.1f} CPU-s, merges {'identical' if same else f'DIFFER from {first}'}", flush=True)
    sys.exit(0 if good else 1)


main()
