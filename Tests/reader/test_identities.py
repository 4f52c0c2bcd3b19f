"""Hybrid keys, DIDs and the European profile, from files that the reader did not write."""

from __future__ import annotations

import json

import pytest
import sluice_reader as sluice
from conftest import documents, open_folder
from hybrid import HybridNode
from sluice_reader.keys import collect, parse_keys
from writer import Node, Signer, Writer, b64, public_members

DIDS = {
    "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK": "Ed25519",
    "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169": "P-256",
    "did:key:z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9": "P-384",
    "did:key:z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F": "X25519",
}


def test_a_hybrid_key_opens_what_another_implementation_sealed(tmp_path):
    node = HybridNode.new()
    folder = Writer(documents(20), nodes=[Node.make("P-256", "other"), node]).save(tmp_path)
    assert open_folder(folder).documents(0)
    stranger = HybridNode.new()
    (tmp_path / "node-a.jwk").write_text(json.dumps(stranger.jwk()))
    with pytest.raises(sluice.NotARecipient):
        open_folder(folder)


def test_malformed_hybrid_keys_are_refused():
    good, other = HybridNode.new().jwk(), HybridNode.new().jwk()
    for bad in (
        {**good, "pub": other["pub"]}, {**good, "alg": "HPKE-11-KE"}, {**good, "priv": b64(b"short")},
        {**good, "pub": b64(b"1" * 1215)}, {k: v for k, v in good.items() if k != "alg"},
    ):  # fmt: skip
        with pytest.raises(sluice.KeyFormatError):
            sluice.JWK.from_dict(bad)
    assert good["priv"] not in repr(sluice.JWK.from_dict(good))


@pytest.mark.parametrize("did", DIDS)
def test_a_did_key_is_the_key_it_names(did):
    (key,) = collect(did)
    assert key.curve == DIDS[did] and key.kid == f"{did}#{did[8:]}"
    for bad in (did + "A", did + "#other", did[:-1], "did:key:", "did:key:z0"):
        with pytest.raises(sluice.KeyFormatError):
            collect(bad)


def document(signer: Signer, **changes: object) -> dict:
    method = {"id": "#s", "type": "JsonWebKey", "publicKeyJwk": public_members(signer.key), **changes}
    return {"id": "did:web:signer.example", "verificationMethod": [method], "assertionMethod": ["#s"]}


def test_a_did_document_says_whom_to_trust(tmp_path):
    signer = Signer.make("P-256", "did:web:signer.example#s")
    folder = Writer(documents(20), signer=signer).save(tmp_path)
    (tmp_path / "did.json").write_text(json.dumps(document(signer)))
    assert open_folder(folder, trust=tmp_path / "did.json").manifest.signer == "did:web:signer.example#s"
    for change in (
        {"revoked": "2020-01-01T00:00:00Z"}, {"expires": "2020-01-01T00:00:00Z"}, {"expires": "soon"},
        {"controller": "did:web:other.example"}, {"id": "did:web:other.example#s"},
        {"publicKeyJwk": {**public_members(signer.key), "d": "AA"}},
    ):  # fmt: skip
        with pytest.raises(sluice.KeyFormatError):
            parse_keys(json.dumps(document(signer, **change)))
    assert parse_keys(json.dumps(document(signer, expires="2999-01-01T00:00:00Z")))


def test_the_european_profile_is_held(tmp_path):
    def written(name: str, node: str, signer: str) -> object:
        writer = Writer(documents(20), nodes=[Node.make(node)], signer=Signer.make(signer))
        writer.payload["mechanisms"] = "eccg"
        return writer.save(tmp_path / name)

    assert open_folder(written("good", "P-384", "P-256")).manifest.mechanisms == "eccg"
    with pytest.raises(sluice.SignatureError):
        open_folder(written("signature", "P-256", "Ed25519"))
    with pytest.raises(sluice.ManifestError):
        open_folder(written("recipient", "X25519", "P-256"))
    writer = Writer(documents(5))
    writer.payload["mechanisms"] = "other"
    with pytest.raises(sluice.ManifestError):
        open_folder(writer.save(tmp_path / "unknown"))
