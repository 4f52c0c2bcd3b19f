"""A small writer of sealed data sets, written from the format documents alone, for tests of the reader."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import struct
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import zstandard
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

CHUNK = 16_384


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def jcs(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def seal(key: bytes, context: bytes, plain: bytes) -> bytes:
    """A Cobblestone-256 message."""
    salt = os.urandom(24)
    label = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"
    derived = HKDFExpand(hashes.SHA512(), 76, label + salt + context).derive(key)
    cipher, nonce = AESGCM(derived[:32]), int.from_bytes(derived[32:44], "big")
    parts, k = [salt, derived[44:]], 0
    while True:
        part = plain[k * CHUNK : (k + 1) * CHUNK]
        parts.append(cipher.encrypt((nonce ^ k).to_bytes(12, "big"), part, None))
        if len(part) < CHUNK:
            return b"".join(parts)
        k += 1


@dataclass
class Doc:
    """A document to be written."""

    tokens: list[int]
    source: int = 0
    record: int = 0
    group: int = 0
    flags: int = 0


@dataclass
class Signer:
    """A signing key."""

    kid: str
    kind: str
    key: Any = field(repr=False)

    @classmethod
    def make(cls, kind: str = "Ed25519", kid: str = "signer") -> Signer:
        if kind == "Ed25519":
            return cls(kid, kind, ed25519.Ed25519PrivateKey.generate())
        return cls(kid, kind, ec.generate_private_key({"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}[kind]))

    @property
    def alg(self) -> str:
        return {"Ed25519": "EdDSA", "P-256": "ES256", "P-384": "ES384"}[self.kind]

    def sign(self, data: bytes) -> bytes:
        if self.kind == "Ed25519":
            return self.key.sign(data)
        size, digest = (32, hashes.SHA256()) if self.kind == "P-256" else (48, hashes.SHA384())
        r, s = utils.decode_dss_signature(self.key.sign(data, ec.ECDSA(digest)))
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")

    def jwk(self) -> dict[str, Any]:
        return {**public_members(self.key), "kid": self.kid}


def public_members(key: Any) -> dict[str, Any]:
    """Public JWK members of a private key."""
    if isinstance(key, ec.EllipticCurvePrivateKey):
        n, size = key.public_key().public_numbers(), (key.key_size + 7) // 8
        name = {256: "P-256", 384: "P-384"}[key.key_size]
        return {
            "kty": "EC",
            "crv": name,
            "x": b64(n.x.to_bytes(size, "big")),
            "y": b64(n.y.to_bytes(size, "big")),
        }
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    name = "Ed25519" if isinstance(key, ed25519.Ed25519PrivateKey) else "X25519"
    return {"kty": "OKP", "crv": name, "x": b64(raw)}


@dataclass
class Node:
    """A recipient."""

    kid: str
    key: Any = field(repr=False)

    @classmethod
    def make(cls, kind: str = "P-256", kid: str = "node-a") -> Node:
        if kind == "oct":
            return cls(kid, os.urandom(32))
        if kind == "X25519":
            return cls(kid, x25519.X25519PrivateKey.generate())
        return cls(kid, ec.generate_private_key({"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}[kind]))

    def jwk(self) -> dict[str, Any]:
        """The private key."""
        if isinstance(self.key, bytes):
            return {"kty": "oct", "k": b64(self.key), "kid": self.kid}
        if isinstance(self.key, x25519.X25519PrivateKey):
            secret = self.key.private_bytes_raw()
        else:
            secret = self.key.private_numbers().private_value.to_bytes((self.key.key_size + 7) // 8, "big")
        return {**public_members(self.key), "d": b64(secret), "kid": self.kid}

    def wrap(self, content_key: bytes) -> dict[str, Any]:
        """One recipient of a JWE."""
        header: dict[str, Any] = {"kid": self.kid}
        if isinstance(self.key, bytes):
            header["alg"], kek = "A256KW", self.key
        else:
            header["alg"] = "ECDH-ES+A256KW"
            if isinstance(self.key, x25519.X25519PrivateKey):
                ephemeral = x25519.X25519PrivateKey.generate()
                shared = ephemeral.exchange(self.key.public_key())
            else:
                ephemeral = ec.generate_private_key(self.key.curve)
                shared = ephemeral.exchange(ec.ECDH(), self.key.public_key())
            header["epk"] = public_members(ephemeral)
            name = header["alg"].encode()
            other = struct.pack(">I", len(name)) + name + struct.pack(">III", 0, 0, 256)
            kek = ConcatKDFHash(hashes.SHA256(), 32, other).derive(shared)
        return {"header": header, "encrypted_key": b64(aes_key_wrap(kek, content_key))}


def envelope(secret: bytes, nodes: list[Node], binding: dict[str, Any]) -> dict[str, Any]:
    """A JWE in the general JSON form."""
    content_key, nonce = os.urandom(32), os.urandom(12)
    protected = b64(jcs({"enc": "A256GCM", **binding}))
    sealed = AESGCM(content_key).encrypt(nonce, secret, protected.encode())
    return {
        "protected": protected,
        "recipients": [node.wrap(content_key) for node in nodes],
        "iv": b64(nonce),
        "ciphertext": b64(sealed[:-16]),
        "tag": b64(sealed[-16:]),
    }


class Writer:
    """Writes data sets; every part can be changed between `plan` and `save` to make a faulty one."""

    def __init__(
        self, documents: list[Doc], *, vocab: int = 1000, frame_tokens: int = 64, shard_tokens: int = 300,
        nodes: list[Node] | None = None, signer: Signer | None = None, generation: int = 1, groups: int = 1,
        tombstones: list[dict[str, Any]] | None = None, expires: str | None = None,
    ) -> None:  # fmt: skip
        self.layout = "u16" if vocab <= 65_536 else "u16plane"
        self.frame_tokens = frame_tokens
        self.dataset = uuid.uuid4()
        self.generation = generation
        self.signer = signer or Signer.make()
        self.nodes = nodes or [Node.make()]
        self.dataset_key = os.urandom(32)
        self.group_keys = [os.urandom(32) for _ in range(groups)]
        self.shard_keys: dict[int, bytes] = {}
        self.files: dict[str, bytes] = {}
        self.entries: list[dict[str, Any]] = []
        shard: list[Doc] = []
        for document in documents:
            shard.append(document)
            if sum(len(d.tokens) for d in shard) >= shard_tokens:
                self._add(shard)
                shard = []
        if shard:
            self._add(shard)
        contents = b"".join(bytes.fromhex(e["content_hmac"]) for e in self.entries)
        self.payload: dict[str, Any] = {
            "sluice": "manifest/1",
            "suite": 1,
            "dataset": str(self.dataset),
            "generation": generation,
            "prev": None,
            "created": "2026-11-20T12:00:00Z",
            "expires": expires,
            "tokenizer": {"id": "test", "sha256": "00" * 32, "vocab": vocab},
            "layout": self.layout,
            "frame_tokens": frame_tokens,
            "shard_tokens": shard_tokens,
            "zstd": {
                "profile": "test", "strategy": 1, "min_match": 4, "hash_log": 17, "chain_log": 17,
                "window_log": 20, "search_log": 1, "libzstd": zstandard.ZSTD_VERSION[0],
            },
            "policy": None,
            "plaintext": False,
            "lineage": {"run": "run-1", "sha256": "11" * 32},
            "tokens": sum(e["tokens"] for e in self.entries),
            "docs": sum(e["docs"] for e in self.entries),
            "content_hmac": self.code(b"sluice/dataset/1\0" + contents),
            "shards": self.entries,
            "tombstones": tombstones or [],
        }  # fmt: skip
        self.keys: dict[str, Any] = {
            "sluice": "keys/1",
            "dataset": str(self.dataset),
            "generation": generation,
            "groups": [self._group(g) for g in range(groups)],
        }

    def code(self, data: bytes) -> str:
        return hmac.new(self.dataset_key, data, hashlib.sha256).hexdigest()

    def frame(self, tokens: np.ndarray) -> bytes:
        """The inner layer of a frame."""
        low = tokens.astype("<u2").tobytes()
        return low if self.layout == "u16" else low + (tokens >> 16).astype(np.uint8).tobytes()

    def index(self, frames: list[bytes], sizes: list[int], table: bytes, documents: int) -> bytes:
        """SLIX and seek table."""
        digests = b"".join(hashlib.sha256(f).digest() for f in frames)
        body = b"SLIX\x01\0\0\0" + struct.pack("<IIQ", len(frames), documents, len(table)) + table + digests
        rows = b"".join(struct.pack("<II", len(f), size) + f[-4:] for f, size in zip(frames, sizes, strict=True))
        footer = struct.pack("<IBI", len(frames), 0x80, 0x8F92EAB1)
        return (
            struct.pack("<II", 0x184D2A53, len(body)) + body
            + struct.pack("<II", 0x184D2A5E, len(rows) + len(footer)) + rows + footer
        )  # fmt: skip

    def table(self, documents: list[Doc]) -> bytes:
        """The document table."""
        out, at, start, source, record, group = b"", 0, 0, 0, -1, 0
        for d in documents:
            expected = record + 1 if d.source == source else 0
            out += varint(at - start) + varint(zigzag(d.source - source)) + varint(zigzag(d.record - expected))
            out += varint(zigzag(d.group - group)) + varint(d.flags)
            start, source, record, group = at, d.source, d.record, d.group
            at += len(d.tokens)
        return out

    def context(self, index: int) -> bytes:
        place = struct.pack(">QIB", self.generation, index, 0)
        return b"sluice/shard/1\0" + self.dataset.bytes + place

    def _add(self, documents: list[Doc]) -> None:
        i = len(self.entries)
        tokens = np.array([t for d in documents for t in d.tokens], np.uint32)
        plain = [self.frame(tokens[at : at + self.frame_tokens]) for at in range(0, len(tokens), self.frame_tokens)]
        packer = zstandard.ZstdCompressor(level=3, write_checksum=True, write_content_size=True)
        frames = [packer.compress(p) for p in plain]
        table = self.table(documents)
        index = self.index(frames, [len(p) for p in plain], table, len(documents))
        content = b"sluice/content/1\0" + struct.pack("<BIQ", int(self.layout != "u16"), self.frame_tokens, len(tokens))
        content += b"".join(hashlib.sha256(p).digest() for p in plain) + hashlib.sha256(table).digest()
        self.shard_keys[i] = os.urandom(32)
        sealed = seal(self.shard_keys[i], self.context(i), b"".join(frames) + index)
        name = f"tokens-{self.generation}-{i:05d}.slz"
        self.files[name] = sealed
        self.entries.append(
            {
                "i": i, "gen": self.generation, "name": name, "bytes": len(sealed),
                "sha256": hashlib.sha256(sealed).hexdigest(), "commitment": sealed[24:56].hex(),
                "tokens": len(tokens), "docs": len(documents), "frames": len(frames),
                "index_bytes": len(index), "index_hmac": self.code(b"sluice/index/1\0" + index),
                "content_hmac": self.code(content), "group": f"g{i % len(self.group_keys)}",
            }
        )  # fmt: skip

    def _group(self, g: int) -> dict[str, Any]:
        key, gid = self.group_keys[g], f"g{g}"
        members = [e["i"] for e in self.entries if e["group"] == gid]
        return {
            "gid": gid,
            "jwe": envelope(key, self.nodes, {"gid": gid, "sluice_dataset": str(self.dataset)}),
            "dataset_key": b64(aes_key_wrap(key, self.dataset_key)),
            "shard_keys": {str(i): b64(aes_key_wrap(key, self.shard_keys[i])) for i in members},
        }

    def manifest(self, payload: bytes | None = None, signers: list[Signer] | None = None) -> dict[str, Any]:
        """The signed manifest."""
        text = b64(jcs(self.payload) if payload is None else payload)
        signatures = []
        for signer in signers or [self.signer]:
            protected = b64(jcs({"alg": signer.alg, "kid": signer.kid, "typ": "sluice-manifest+json"}))
            signatures.append({"protected": protected, "signature": b64(signer.sign(f"{protected}.{text}".encode()))})
        return {"payload": text, "signatures": signatures}

    def save(self, folder: Path, manifest: dict[str, Any] | None = None) -> Path:
        """Writes all files and the keys of node and signer; returns the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        (folder / "manifest.json").write_bytes(jcs(manifest or self.manifest()))
        (folder / "keys.json").write_bytes(jcs(self.keys))
        for node in self.nodes:
            (folder / f"{node.kid}.jwk").write_bytes(jcs(node.jwk()))
        (folder / "signer.jwk").write_bytes(jcs(self.signer.jwk()))
        return folder
