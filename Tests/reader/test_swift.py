"""Shards that the engine wrote, read here. Skipped where the program has not been built.

The program is `.build/release/sluice`, or what the environment variable `SLUICE` names.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
import sluice_reader as sluice
from conftest import CHECKOUT

PROGRAM = Path(os.environ.get("SLUICE", CHECKOUT / ".build" / "release" / "sluice"))
TOKENIZER = CHECKOUT / "Fixtures" / "tokenizer" / "tokenizer.json"
POLICY = {
    "@context": ["http://www.w3.org/ns/odrl.jsonld", {"sluice": "urn:sluice:policy:"}],
    "@type": "Set",
    "uid": "urn:example:policy:test",
    "permission": [{"target": "urn:example:dataset:test", "action": "use"}],
}

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="the program has not been built")


def texts():
    """Texts of many lengths, in several scripts, one of them empty."""
    words = "Zähler été łódź 𝛽-Test 42 κλειδί <|endoftext|> ok\n".split(" ")
    return [" ".join(words[(i + j) % len(words)] for j in range(i * 7 % 61)) for i in range(400)]


def run(*arguments: object) -> None:
    subprocess.run([PROGRAM, *map(str, arguments)], check=True, capture_output=True)


@pytest.fixture(scope="module", params=["speed", "random"])
def sealed(request, tmp_path_factory):
    """A data set of two input files in several shards, for nodes with keys of all curves."""
    folder = tmp_path_factory.mktemp(request.param)
    lines = [json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts()]
    for number, part in enumerate((lines[:250], lines[250:])):
        (folder / f"in-{number}.jsonl").write_text("".join(part), "utf-8")
    curves = {"node-a": "X25519", "node-b": "P-256", "node-c": "P-384"}
    for name, curve in curves.items():
        public = folder / f"{name}.public.jwk"
        run("keys", "generate", folder / f"{name}.jwk", "--id", name, "--curve", curve, "--public", public)
    run("keys", "generate", folder / "sign.jwk", "--for", "signing", "--public", folder / "signer.jwk")
    stages = {
        "in": {
            "use": "ingest",
            "from": ["in-*.jsonl"],
            "dataset": {"id": "urn:example:dataset:test"},
            "schema": {"text": {"label": "none"}},
        },
        "gate": {"use": "policy.gate", "in": "in", "policy": "policy.json"},
        "tokens": {"use": "tokenize", "in": "gate", "tokenizer": str(TOKENIZER), "append": "<|endoftext|>"},
        "seal": {
            "use": "seal",
            "in": "tokens",
            "to": "shards",
            "recipients": [f"{name}.public.jwk" for name in curves],
            "sign": "sign",
            "shardTokens": 5000,
            "profile": request.param,
        },
    }
    pipeline = {"sluice": 1, "name": "test", "secrets": {"sign": {"file": "sign.jwk"}}, "stages": stages}
    (folder / "policy.json").write_text(json.dumps(POLICY))
    (folder / "pipeline.json").write_text(json.dumps(pipeline))
    run("run", folder / "pipeline.json", "-o", folder / "run")
    return folder


def test_every_node_reads_the_tokens_of_the_peer_tokenizer(sealed):
    encoder = pytest.importorskip("tokenizers").Tokenizer.from_file(str(TOKENIZER))
    encoder.encode_special_tokens = True
    expected = [[*encoder.encode(text).ids, 0] for text in texts()]
    for node in ("node-a", "node-b", "node-c"):
        data = sluice.open(sealed / "shards", keys=sealed / f"{node}.jwk", trust=sealed / "signer.jwk", verify="signed")
        data.verify_files()
        assert len(data.manifest.shards) > 1
        documents = [data.document(i) for i in range(len(data))]
        assert [d.tokens.tolist() for d in documents] == expected
        assert [(d.source, d.record) for d in documents] == [divmod(i, 250) for i in range(400)]
        flat = np.concatenate([d.tokens for d in documents])
        assert np.array_equal(data.tokens(0, data.token_count), flat)


def test_batches_come_with_threads_and_ranks(sealed):
    data = sluice.open(sealed / "shards", keys=sealed / "node-a.jwk", trust=sealed / "signer.jwk")
    whole = [b.tolist() for b in data.sequences(64, 4, seed=5, shuffle="window", window=2)]
    assert len(whole) > 10
    for rank in range(2):
        part = [
            b.tolist() for b in data.sequences(64, 4, seed=5, shuffle="window", window=2, rank=rank, world=2, threads=2)
        ]
        assert part == whole[rank::2][: len(part)] and len(part) == len(whole) // 2


def test_keys_of_others_and_other_signers_are_refused(sealed, tmp_path):
    run("keys", "generate", tmp_path / "x.jwk", "--id", "node-a", "--public", tmp_path / "x.public.jwk")
    run("keys", "generate", tmp_path / "s.jwk", "--for", "signing", "--public", tmp_path / "s.public.jwk")
    with pytest.raises(sluice.NotARecipient):
        sluice.open(sealed / "shards", keys=tmp_path / "x.jwk", trust=sealed / "signer.jwk")
    with pytest.raises(sluice.SignatureError):
        sluice.open(sealed / "shards", keys=sealed / "node-a.jwk", trust=tmp_path / "s.public.jwk")


def test_a_changed_shard_is_refused(sealed, tmp_path):
    import shutil

    copy = shutil.copytree(sealed / "shards", tmp_path / "shards")
    victim = sorted(copy.glob("*.slz"))[0]
    for position in range(0, victim.stat().st_size, 97):
        blob = bytearray((sealed / "shards" / victim.name).read_bytes())
        blob[position] ^= 0x10
        victim.write_bytes(blob)
        data = sluice.open(copy, keys=sealed / "node-a.jwk", trust=sealed / "signer.jwk")
        with pytest.raises(sluice.ShardError, match=victim.name):
            data.tokens(0, data.token_count)
