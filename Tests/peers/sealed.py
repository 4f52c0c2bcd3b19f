"""Sealed datasets of the corpus, written by the engine, and the same tokens as a plain array for peers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import corpus
import numpy as np
import tokenizer

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
CORPUS = CHECKOUT / ".build" / "peers-corpus"
sys.path.insert(0, str(CHECKOUT / "Sources" / "sluice-reader" / "src"))

import sluice_reader as sluice  # noqa: E402

POLICY = {
    "@context": ["http://www.w3.org/ns/odrl.jsonld", {"sluice": "urn:sluice:policy:"}],
    "@type": "Set",
    "uid": "urn:example:policy:public-documentation",
    "permission": [{"target": "urn:example:dataset:documentation", "action": "use"}],
}


def dataset(
    program: Path, work: Path, vocabulary: int, profile: str, megabytes: int = 120, shard_tokens: int = 1 << 22
) -> Path:
    """The folder of a sealed dataset with `manifest.json`, `node.jwk` and `signing.public.jwk`, made once."""
    folder = work / f"sealed-{vocabulary}-{profile}-{shard_tokens}"
    if (folder / "shards" / "manifest.json").is_file():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    corpus.build(CORPUS, megabytes)
    definition = tokenizer.train(CORPUS / "shards", CORPUS / f"tokenizer-{vocabulary}.json", vocabulary)
    stages = {
        "in": {
            "use": "ingest", "from": [f"{CORPUS}/shards/*.jsonl.gz"],
            "dataset": {"id": "urn:example:dataset:documentation"}, "schema": {"text": {"label": "none"}},
        },
        "permit": {"use": "policy.gate", "in": "in", "policy": "policy.json"},
        "tokens": {"use": "tokenize", "in": "permit", "tokenizer": str(definition), "append": "<|endoftext|>"},
        "seal": {
            "use": "seal", "in": "tokens", "to": "shards", "recipients": ["node.public.jwk"], "sign": "signing",
            "profile": profile, "shardTokens": shard_tokens,
        },
    }  # fmt: skip
    pipeline = {"sluice": 1, "name": "shards", "secrets": {"signing": {"file": "signing.jwk"}}, "stages": stages}
    (folder / "policy.json").write_text(json.dumps(POLICY))
    (folder / "pipeline.json").write_text(json.dumps(pipeline))
    run = [program, "keys", "generate"]
    node = [folder / "node.jwk", "--id", "node", "--public", folder / "node.public.jwk"]
    signing = [folder / "signing.jwk", "--for", "signing", "--public", folder / "signing.public.jwk"]
    for command in ([*run, *node], [*run, *signing], [program, "run", folder / "pipeline.json", "-o", folder / "run"]):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


def opened(folder: Path, **options: object) -> sluice.Dataset:
    """The dataset that `dataset` made."""
    return sluice.open(folder / "shards", keys=folder / "node.jwk", trust=folder / "signing.public.jwk", **options)


def rows(folder: Path, length: int) -> np.ndarray:
    """The dataset's sequences in their order, as 32-bit numbers of shape (n, length)."""
    target = folder / f"rows-{length}.npy"
    if not target.is_file():
        made = np.concatenate(list(opened(folder).sequences(length, 64, dtype="uint32")))
        np.save(target, made)
    return np.load(target, mmap_mode="r")
