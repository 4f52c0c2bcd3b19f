"""Published test vectors: Wycheproof for the container and the envelopes, RFC 8785 for canonical JSON."""

from __future__ import annotations

import hashlib
import json
import zlib

import pytest
import sluice_reader as sluice
from conftest import shared
from cryptography.hazmat.primitives.asymmetric import ec
from sluice_reader import _jose, _json
from sluice_reader._cobblestone import Message
from sluice_reader.keys import JWK
from sluice_reader.sources import Memory


def wycheproof(name):
    """Groups and tests of a file, with the number it claims to have."""
    data = json.loads(shared(f"vectors/wycheproof/{name}_test.json").read_text())
    rows = [(group, test) for group in data["testGroups"] for test in group["tests"]]
    assert len(rows) == data["numberOfTests"]
    return rows


def test_cobblestone_256():
    rows = wycheproof("c2sp_chunked_encryption_aes_256_gcm")
    assert len(rows) == 35
    for _, test in rows:
        sealed = zlib.decompress(bytes.fromhex(test["ct"]))
        try:
            message = Message(Memory(sealed), len(sealed), bytes.fromhex(test["key"]), bytes.fromhex(test["ctx"]))
            plain = bytes(message.read(0, message.size, bytearray()))
            message.read_end(0)
        except sluice.ShardError:
            assert test["result"] == "invalid", test["comment"]
            continue
        assert test["result"] == "valid", test["comment"]
        assert hashlib.sha512(plain).hexdigest() == test["msgSha512"]
        for start in (0, 1, 16_383, 16_384, len(plain) // 2):
            if start < len(plain):
                assert message.read(start, min(start + 40, len(plain)), bytearray()) == plain[start : start + 40]


def flattened(text, names):
    """The compact serialisation as an object."""
    parts = text.split(".")
    return dict(zip(names, parts, strict=True)) if len(parts) == len(names) else text


def key_of(members):
    try:
        return JWK.from_dict(members)
    except sluice.KeyFormatError:
        return None


def test_json_web_encryption():
    opened = 0
    for group, test in wycheproof("json_web_encryption"):
        key = key_of(group["private"])
        if key is None or not isinstance(test["jwe"], str):
            continue
        message = flattened(test["jwe"], ["protected", "encrypted_key", "iv", "ciphertext", "tag"])
        try:
            secret, header = _jose.open_envelope(message, [key])
        except sluice.SluiceReaderError:
            if test["result"] == "valid":
                header = _json.parse(_json.from_base64url(message["protected"], "header", ValueError), ValueError)
                assert (header["alg"], header["enc"]) not in {
                    ("A256KW", "A256GCM"), ("ECDH-ES+A256KW", "A256GCM")
                }, test["tcId"]  # fmt: skip
            continue
        assert test["result"] == "valid", test["tcId"]
        assert secret.hex() == test["pt"]
        opened += 1
    assert opened >= 1


def test_json_web_signature():
    held = 0
    for group, test in wycheproof("json_web_signature"):
        key = key_of(group.get("public") or group["private"])
        if key is None or not isinstance(test["jws"], str):
            continue
        message = flattened(test["jws"], ["protected", "payload", "signature"])
        try:
            _jose.verify(message, [key])
        except sluice.SignatureError:
            algorithm = {"P-256": "ES256", "P-384": "ES384", "Ed25519": "EdDSA"}.get(key.curve)
            assert test["result"] != "valid" or group.get("public", group["private"]).get("alg") != algorithm
            continue
        assert test["result"] == "valid", (test["tcId"], test["comment"])
        held += 1
    assert held >= 1


@pytest.mark.parametrize(("name", "count"), [("x25519_jwk", 531), ("ecdh_secp256r1_webcrypto", 353)])
def test_key_agreement(name, count):
    rows = wycheproof(name)
    assert len(rows) == count
    agreed = 0
    for _, test in rows:
        try:
            secret = _jose._agree(JWK.from_dict(test["private"]), JWK.from_dict(test["public"]))
        except (sluice.SluiceReaderError, ValueError):
            assert test["result"] != "valid", test["tcId"]
            continue
        assert test["result"] != "invalid", test["tcId"]
        assert secret.hex() == test["shared"]
        agreed += 1
    assert agreed > count // 2


def test_key_wrap():
    unwrapped = 0
    for group, test in wycheproof("aes_wrap"):
        if group["keySize"] != 256:
            continue
        secret = _jose.unwrap(bytes.fromhex(test["ct"]), bytes.fromhex(test["key"]))
        if test["result"] == "valid":
            assert secret is not None and secret.hex() == test["msg"]
            unwrapped += 1
        elif test["result"] == "invalid":
            assert secret is None
    assert unwrapped > 5


def test_canonical_json():
    folder = shared("vectors/jcs/testdata")
    compared = 0
    for file in sorted((folder / "input").glob("*.json")):
        value = _json.parse(file.read_bytes(), ValueError)
        try:
            text = _json.canonical(value)
        except ValueError:
            assert file.name in {"arrays.json", "structures.json", "values.json"}, "only fractions have no form here"
            continue
        assert text == (folder / "output" / file.name).read_bytes()
        compared += 1
    assert compared >= 3


def test_several_recipients_of_rfc_7520_style_messages_are_told_apart():
    from writer import Node, envelope

    nodes = [Node.make(kind, kid) for kind, kid in [("P-256", "a"), ("X25519", "b"), ("oct", "c"), ("P-384", "d")]]
    message = envelope(b"s" * 32, nodes, {"gid": "g0"})
    for node in nodes:
        secret, header = _jose.open_envelope(message, [JWK.from_dict(node.jwk())])
        assert secret == b"s" * 32 and header["gid"] == "g0"


def test_thumbprint_of_rfc_7638_style_keys_names_the_required_members_only():
    key = ec.generate_private_key(ec.SECP256R1())
    from writer import public_members

    members = public_members(key)
    text = json.dumps(members, sort_keys=True, separators=(",", ":")).encode()
    expected = _json.to_base64url(hashlib.sha256(text).digest())
    assert JWK.from_dict({**members, "kid": "x", "use": "enc"}).thumbprint == expected
