"""Keys that are malformed are refused by name; sources of keys read what they say."""

from __future__ import annotations

import json

import pytest
import sluice_reader as sluice
from sluice_reader.keys import collect
from writer import Node, b64


def test_key_sources(tmp_path, monkeypatch):
    one, two = Node.make("P-256", "one").jwk(), Node.make("X25519", "two").jwk()
    (tmp_path / "one.jwk").write_text(json.dumps(one))
    (tmp_path / "set.jwks").write_text(json.dumps({"keys": [one, two]}))
    assert [k.kid for k in collect(tmp_path / "one.jwk")] == ["one"]
    assert [k.kid for k in collect([sluice.JWKFile(tmp_path / "set.jwks")])] == ["one", "two"]
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert [k.kid for k in collect(sluice.JWKCredential("one.jwk"))] == ["one"]
    monkeypatch.setenv("NODE_KEY", json.dumps(two))
    source = sluice.JWKEnvironment("NODE_KEY")
    assert [k.kid for k in collect(source)] == ["two"] == [k.kid for k in collect(source)]
    import os

    assert "NODE_KEY" not in os.environ
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    for missing in (sluice.JWKCredential("x"), sluice.JWKEnvironment("NO_SUCH"), tmp_path / "none.jwk"):
        with pytest.raises(sluice.KeyFormatError):
            collect(missing)


def test_malformed_keys_are_refused():
    good = Node.make("P-256").jwk()
    other = Node.make("P-256").jwk()
    octet = Node.make("X25519").jwk()
    bad = [
        [], {}, {"kty": "RSA"}, {**good, "crv": "P-521"}, {**good, "x": other["x"]}, {**good, "d": other["d"]},
        {**good, "x": good["x"] + "A"}, {**good, "kid": 1}, {**good, "key_ops": "sign"}, {**good, "d": b64(b"\0" * 32)},
        {"kty": "oct", "k": b64(b"short")}, {"kty": "oct"}, {**octet, "crv": "Ed448"}, {**octet, "x": b64(b"1" * 31)},
        {**octet, "d": Node.make("X25519").jwk()["d"]},
        {"kty": "OKP", "crv": "Ed25519", "x": octet["x"], "d": octet["d"]},
    ]  # fmt: skip
    for members in bad:
        with pytest.raises(sluice.KeyFormatError):
            sluice.JWK.from_dict(members)


def test_keys_do_not_show_their_secrets():
    for kind in ("P-256", "X25519", "oct"):
        members = Node.make(kind).jwk()
        text = repr(sluice.JWK.from_dict(members))
        assert members.get("d", members.get("k")) not in text and "secret" not in text
