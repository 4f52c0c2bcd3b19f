"""Writes vectors.json: data sets for implementations of the shard format to read or to refuse.

    .build/venv/bin/python Fixtures/shards/generate.py

Written from Docs/formats alone, with other people's cryptography and zstd. All keys and salts follow from their names,
so that the file comes out the same; nothing here may be used for real data.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import hmac
import json
import struct
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zstandard
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

Json = dict[str, Any]
CHUNK, TAG, HEADER = 16_384, 16, 56
DATASET = "00112233-4455-4677-8899-aabbccddeeff"
MAGIC = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"
CODES = {"u16": 0, "u16plane": 1, "text": 2, "columns": 3}
ROLES = {"u16": (0, "tokens"), "u16plane": (0, "tokens"), "text": (2, "text"), "columns": (3, "columns")}


def secret(name: str, size: int = 32) -> bytes:
    """Bytes that follow from a name."""
    return hashlib.sha512(b"sluice test vector\0" + name.encode()).digest()[:size]


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def canonical(value: Any) -> bytes:
    """RFC 8785, for what occurs here."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class Signer:
    """An Ed25519 key by its name."""

    def __init__(self, name: str, seed: str | None = None) -> None:
        self.name = name
        self.key = Ed25519PrivateKey.from_private_bytes(secret(seed or name))

    def jwk(self) -> Json:
        public = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return {"kty": "OKP", "crv": "Ed25519", "x": b64(public), "kid": self.name}

    def sign(self, payload: bytes, kind: str = "sluice-manifest+json") -> bytes:
        protected = b64(canonical({"alg": "EdDSA", "kid": self.name, "typ": kind}))
        signature = b64(self.key.sign(f"{protected}.{b64(payload)}".encode()))
        return canonical({"payload": b64(payload), "signatures": [{"protected": protected, "signature": signature}]})


SIGNER, STRANGER = Signer("signer"), Signer("stranger")


def node_key(name: str) -> Json:
    """A symmetric recipient, whose envelope needs no random numbers of its own."""
    return {"kty": "oct", "k": b64(secret(name)), "kid": name}


def varint(value: int) -> bytes:
    out = b""
    while value >= 0x80:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def zigzag(value: int) -> int:
    return value << 1 ^ value >> 63 if value >= 0 else (-value << 1) - 1


def content(tokens: list[int]) -> Any:
    """Tokens as the vectors show them: many are told by count and digest."""
    if len(tokens) <= 64:
        return tokens
    return {"count": len(tokens), "sha256": hashlib.sha256(struct.pack(f"<{len(tokens)}I", *tokens)).hexdigest()}


class Doc:
    """A document and where it came from."""

    def __init__(self, tokens: list[int] | bytes, source: int = 0, record: int = 0, group: int = 0, flags: int = 0):
        self.tokens = list(tokens)
        self.place = (source, record, group, flags)


def table(docs: list[Doc]) -> bytes:
    out, start, before, expected, last = b"", 0, (0, 0), 0, 0
    position = 0
    for doc in docs:
        source, record, group, flags = doc.place
        if source != before[0]:
            expected = 0
        out += varint(position - start) + varint(zigzag(source - before[0]))
        out += varint(zigzag(record - expected)) + varint(zigzag(group - last)) + varint(flags)
        start, before, expected, last = position, (source, record), record + 1, group
        position += len(doc.tokens)
    return out


def seal(key: bytes, salt: bytes, context: bytes, plain: bytes) -> bytes:
    """Cobblestone-256."""
    derived = HKDFExpand(hashes.SHA512(), 76, MAGIC + salt + context).derive(key)
    cipher, nonce = AESGCM(derived[:32]), int.from_bytes(derived[32:44], "big")
    out = salt + derived[44:]
    for number in range(len(plain) // CHUNK + 1):
        piece = plain[number * CHUNK : (number + 1) * CHUNK]
        out += cipher.encrypt((nonce ^ number).to_bytes(12, "big"), piece, b"")
    return out


class Shard:
    """A shard whose layers can be tampered with before the next is put around it."""

    def __init__(self, dataset: Dataset, i: int, docs: list[Doc]) -> None:
        self.dataset, self.i, self.docs = dataset, i, docs
        tokens = [token for doc in docs for token in doc.tokens]
        size = dataset.frame_tokens
        self.plain = [self._block(tokens[at : at + size]) for at in range(0, len(tokens), size)]
        packer = zstandard.ZstdCompressor(level=3, write_checksum=True, write_content_size=True)
        self.frames = [packer.compress(block) for block in self.plain]
        self.sizes = [len(block) for block in self.plain]
        self.table, self.tokens = table(docs), len(tokens)
        self.digests = [hashlib.sha256(frame).digest() for frame in self.frames]
        self.compressed = [len(frame) for frame in self.frames]
        self.checksums = [frame[-4:] for frame in self.frames]
        self.index: bytes | None = None
        self.generation, self.context_of = dataset.generation, (DATASET, dataset.generation, i)

    def _block(self, tokens: list[int]) -> bytes:
        if self.dataset.layout in ("text", "columns"):
            return bytes(tokens)
        low = b"".join(struct.pack("<H", token & 0xFFFF) for token in tokens)
        return low if self.dataset.layout == "u16" else low + bytes(token >> 16 for token in tokens)

    def make_index(self, count: int | None = None, docs: int | None = None) -> bytes:
        n = len(self.frames) if count is None else count
        body = b"SLIX\1\0\0\0" + struct.pack("<IIQ", n, len(self.docs) if docs is None else docs, len(self.table))
        body += self.table + b"".join(self.digests)
        out = struct.pack("<II", 0x184D2A53, len(body)) + body
        entries = zip(self.compressed, self.sizes, self.checksums)
        rows = b"".join(struct.pack("<II", size, plain) + check for size, plain, check in entries)
        return out + struct.pack("<II", 0x184D2A5E, len(rows) + 9) + rows + struct.pack("<IBI", n, 0x80, 0x8F92EAB1)

    def close(self) -> tuple[Json, bytes]:
        """The record of the manifest and the file."""
        data = self.dataset
        index = self.make_index() if self.index is None else self.index
        role, prefix = ROLES[data.layout]
        uid, generation, i = self.context_of
        context = b"sluice/shard/1\0" + uuid.UUID(uid).bytes + struct.pack(">QIB", generation, i, role)
        name = f"{prefix}-{self.generation}-{self.i:05d}.slz"
        file = seal(data.shard_key(self.i), secret(f"salt {data.name} {self.i}", 24), context, b"".join(self.frames) + index)
        content = b"sluice/content/1\0" + struct.pack("<BIQ", CODES[data.layout], data.frame_tokens, self.tokens)
        content += b"".join(hashlib.sha256(block).digest() for block in self.plain)
        content += hashlib.sha256(self.table).digest()
        record = {
            "i": self.i, "gen": self.generation, "name": name, "bytes": len(file),
            "sha256": hashlib.sha256(file).hexdigest(), "commitment": file[24:HEADER].hex(), "tokens": self.tokens,
            "docs": len(self.docs), "frames": len(self.frames), "index_bytes": len(index),
            "index_hmac": data.code(b"sluice/index/1\0" + index), "content_hmac": data.code(content),
            "group": data.group_of(self.i),
        }  # fmt: skip
        return record, file


class Dataset:
    """A data set of a few shards; each step can be changed before the next."""

    def __init__(
        self, name: str, shards: list[list[Doc]], layout: str = "u16", frame_tokens: int = 8, vocab: int | None = None,
        groups: int = 1, generation: int = 1, expires: str | None = None,
    ) -> None:  # fmt: skip
        self.name, self.layout, self.frame_tokens, self.generation = name, layout, frame_tokens, generation
        self.groups = groups
        self.vocab = vocab or {"u16": 50_257, "u16plane": 200_000}.get(layout, 256)
        self.expires = expires
        self.tombstones: list[Json] = []
        self.shards = [Shard(self, i, docs) for i, docs in enumerate(shards)]

    def group_of(self, i: int) -> str:
        return f"g{i % self.groups}"

    def shard_key(self, i: int) -> bytes:
        return secret(f"shard key {self.name} {i}")

    def code(self, data: bytes) -> str:
        return hmac.new(secret("dataset key"), data, hashlib.sha256).hexdigest()

    def payload(self, records: list[Json]) -> Json:
        contents = b"".join(bytes.fromhex(record["content_hmac"]) for record in records)
        is_bytes = self.layout in ("text", "columns")
        name = "utf-8" if is_bytes else "example"
        return {
            "sluice": "manifest/1", "suite": 1, "dataset": DATASET, "generation": self.generation, "prev": None,
            "created": "2026-01-02T03:04:05Z", "expires": self.expires,
            "tokenizer": {"id": name, "sha256": hashlib.sha256(name.encode()).hexdigest(), "vocab": self.vocab},
            "layout": self.layout, "frame_tokens": self.frame_tokens, "shard_tokens": 1024,
            "zstd": {
                "profile": "speed", "strategy": 1, "min_match": 4, "hash_log": 17, "chain_log": 17,
                "window_log": 20, "search_log": 1, "libzstd": "1.5.4",
            },
            "policy": None, "plaintext": False, "lineage": None, "tokens": sum(r["tokens"] for r in records),
            "docs": sum(r["docs"] for r in records),
            "content_hmac": self.code(b"sluice/dataset/1\0" + contents), "shards": records,
            "tombstones": self.tombstones,
        }  # fmt: skip

    def keys(self) -> Json:
        groups = []
        for number in range(self.groups):
            key = secret(f"group key {number}")
            protected = b64(canonical({"enc": "A256GCM", "gid": f"g{number}", "sluice_dataset": DATASET}))
            content_key, iv = secret(f"content key {number}"), secret(f"iv {number}", 12)
            sealed = AESGCM(content_key).encrypt(iv, key, protected.encode())
            wrapped = aes_key_wrap(secret("node"), content_key)
            recipient = {"header": {"alg": "A256KW", "kid": "node"}, "encrypted_key": b64(wrapped)}
            envelope = {
                "protected": protected, "recipients": [recipient], "iv": b64(iv), "ciphertext": b64(sealed[:-16]),
                "tag": b64(sealed[-16:]),
            }  # fmt: skip
            shard_keys = {
                str(shard.i): b64(aes_key_wrap(key, self.shard_key(shard.i)))
                for shard in self.shards if self.group_of(shard.i) == f"g{number}"
            }  # fmt: skip
            groups.append({
                "gid": f"g{number}", "jwe": envelope, "shard_keys": shard_keys,
                "dataset_key": b64(aes_key_wrap(key, secret("dataset key"))),
            })  # fmt: skip
        return {"sluice": "keys/1", "dataset": DATASET, "generation": self.generation, "groups": groups}

    def folder(self, change: Callable[[Json], None] = lambda payload: None, signer: Signer = SIGNER) -> dict[str, bytes]:
        """All files, the payload changed before it is signed."""
        closed = [shard.close() for shard in self.shards]
        payload = self.payload([record for record, _ in closed])
        change(payload)
        files = {record["name"]: file for record, file in closed}
        return files | {"manifest.json": signer.sign(canonical(payload)), "keys.json": canonical(self.keys())}

    def documents(self) -> list[list[Any]]:
        """Shard, number, source, record, group, flags and tokens of all documents that may be read."""
        found = []
        for shard in self.shards:
            for number, doc in enumerate(shard.docs):
                stones = (t for t in self.tombstones if t["shard"] == shard.i)
                if not any(t["doc_from"] <= number < t["doc_to"] for t in stones):
                    found.append([shard.i, number, *doc.place, content(doc.tokens)])
        return found


def small(name: str, **options: Any) -> Dataset:
    """Two shards of a few documents."""
    first = [Doc([1, 2, 3, 4, 5]), Doc([], record=1), Doc([6, 50_256, 7, 8, 9], 1, 7, 2, 1)]
    second = [Doc(list(range(100, 111)), 1, 8, 2), Doc([42], 2, 0)]
    return Dataset(name, [first, second], **options)


def large(name: str) -> Dataset:
    """Shards of several chunks: tokens that do not compress."""
    def noise(seed: str) -> list[int]:
        data = b"".join(hashlib.sha256(f"{seed} {n}".encode()).digest() for n in range(1060))
        return [token % 50_257 for token in struct.unpack(f"<{len(data) // 2}H", data)]

    return Dataset(name, [[Doc(noise("a"))], [Doc(noise("b"), 1)]], frame_tokens=4096)


@dataclass
class Changed:
    """A file that is another one, cut off behind some bytes or with one bit flipped."""

    of: bytes
    change: Json


class Vectors:
    """The cases as they come together."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.cases: list[Json] = []

    def add(self, name: str, folder: dict[str, bytes | Changed], note: str, **more: Any) -> None:
        names = {}
        for file, data in sorted(folder.items()):
            if isinstance(data, Changed):
                names[file] = {"of": self._keep(data.of), **data.change}
            else:
                names[file] = self._keep(data)
        self.cases.append({"name": name, "note": note, "folder": names, **more})

    def _keep(self, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()[:12]
        self.files[digest] = base64.b64encode(data).decode()
        return digest

    def good(self, dataset: Dataset, note: str) -> None:
        self.add(dataset.name, dataset.folder(), note, fault=None, documents=dataset.documents())

    def bad(
        self, name: str, folder: dict[str, bytes], fault: str, file: str, note: str, is_for_reader: bool = True,
        **more: Any,
    ) -> None:  # fmt: skip
        self.add(name, folder, note, fault={"kind": fault, "file": file}, reader=is_for_reader, **more)


def flipped(data: bytes, at: int, bit: int = 0) -> Changed:
    return Changed(data, {"flip": [at, bit]})


def valid(vectors: Vectors) -> None:
    vectors.good(small("u16"), "two shards, an empty document, sources, groups and flags")
    high = [Doc([65_535, 65_536, 123_456, 199_999] * 3), Doc([0])]
    vectors.good(Dataset("u16plane", [high], "u16plane"), "ids above 65,535: low halves, then the plane")
    texts = ["Zwölf Boxkämpfer", "", "šest — «δέκα»\n"]
    vectors.good(Dataset("text", [[Doc(t.encode(), record=n) for n, t in enumerate(texts)]], "text"), "UTF-8")
    lines = [b'{"n":1,"text":"a"}\n', b'{"n":null,"text":"\xc3\xa4"}\n']
    vectors.good(Dataset("columns", [[Doc(t, record=n) for n, t in enumerate(lines)]], "columns"), "JSON lines")
    vectors.good(Dataset("no-shards", []), "a data set without content")
    vectors.good(Dataset("no-tokens", [[Doc([]), Doc([], record=1)]]), "a shard of empty documents has no frame")
    vectors.good(small("two-groups", groups=2), "each shard under the key of its own group")
    buried = small("tombstones")
    buried.tombstones = [{"shard": 0, "doc_from": 1, "doc_to": 3, "reason": "erasure", "at": "2026-02-03T04:05:06Z"}]
    vectors.good(buried, "documents 1 and 2 of shard 0 must not be given out")
    vectors.good(large("many-chunks"), "several chunks and frames, frames across chunk borders")
    exact = Dataset("whole-chunk", [[Doc([7])]])
    shard = exact.shards[0]
    padding = CHUNK - len(shard.frames[0]) - len(shard.make_index())
    # A longer document table fills the chunk: documents of no tokens, five bytes each.
    extra, rest = divmod(padding, 5)
    assert rest >= 0
    shard.docs += [Doc([], record=1 + n) for n in range(extra)]
    shard.table = table(shard.docs)
    for source in range(1, 4):
        if len(shard.frames[0]) + len(shard.make_index()) < CHUNK:
            shard.docs[-source].place = (0, 1 << 13 if source > 1 else 1 << 6, 0, 0)
            shard.table = table(shard.docs)
    vectors.good(exact, "plaintext near the end of a chunk")


def manifest_faults(vectors: Vectors) -> None:
    base = small("manifest")
    good = base.folder()
    name = "manifest.json"

    def bad(case: str, fault: str, note: str, folder: dict[str, bytes], **more: Any) -> None:
        vectors.bad(f"manifest/{case}", folder, fault, name, note, **more)

    bad("missing", "manifest-missing", "no manifest", {k: v for k, v in good.items() if k != name})
    bad("cut", "manifest-malformed", "the file is cut off", good | {name: good[name][:-40]})
    bad("not-json", "manifest-malformed", "not JSON", good | {name: b"\0\1"})
    changed = json.loads(good[name])
    changed["payload"] = b64(canonical({}))
    bad("payload", "manifest-signature", "another payload under the signature", good | {name: canonical(changed)})
    bad("stranger", "manifest-signer", "signed by somebody else", base.folder(signer=STRANGER))
    impostor = base.folder(signer=Signer("signer", seed="impostor"))
    bad("impostor", "manifest-signature", "another key under the signer's name", impostor)
    payload = base.payload([shard.close()[0] for shard in base.shards])
    other = SIGNER.sign(canonical(payload), "sluice-report+json")
    bad("type", "manifest-signature", "a signature over another kind of document", good | {name: other})
    loose = SIGNER.sign(json.dumps(payload, sort_keys=True).encode())
    bad("loose", "manifest-malformed", "signed, and not in the canonical form", good | {name: loose})
    bad("old", "manifest-rollback", "below the floor", good, min_generation=2)
    late = small("late", expires="2026-06-30T00:00:00Z").folder()
    bad("expired", "manifest-expired", "past its end", late, now="2026-07-01T00:00:00Z")

    def edited(case: str, note: str, change: Callable[[Json], None]) -> None:
        bad(f"signed/{case}", "manifest-malformed", note, base.folder(change))

    edited("unknown", "an unknown member", lambda p: p.update(surprise=1))
    edited("version", "a later version", lambda p: p.update(sluice="manifest/2"))
    edited("suite", "an unknown suite", lambda p: p.update(suite=2))
    edited("sum", "tokens are not the sum", lambda p: p.update(tokens=p["tokens"] + 1))
    edited("layout", "a layout that the vocabulary does not have", lambda p: p.update(layout="u16plane"))
    edited("bytes", "text with a vocabulary of token ids", lambda p: p.update(layout="text"))
    edited("frames", "a frame size that the number of frames denies", lambda p: p.update(frame_tokens=4))
    edited("order", "shards out of order", lambda p: p["shards"].reverse())
    edited("path", "a name that leaves the folder", lambda p: p["shards"][0].update(name="../x.slz"))
    edited("twice", "two shards under one name", lambda p: p["shards"][1].update(name=p["shards"][0]["name"]))
    edited("large-index", "an index larger than its shard", lambda p: p["shards"][0].update(index_bytes=1 << 30))
    stone = {"shard": 9, "doc_from": 0, "doc_to": 1, "reason": "x", "at": "2026-01-01T00:00:00Z"}
    edited("tombstone", "a tombstone for a shard that is not there", lambda p: p.update(tombstones=[stone]))


def key_faults(vectors: Vectors) -> None:
    base = small("keys")
    good = base.folder()
    name = "keys.json"

    def bad(case: str, fault: str, note: str, change: Callable[[Json], Any], file: str = name, **more: Any) -> None:
        keys = json.loads(good[name])
        change(keys)
        vectors.bad(f"keys/{case}", good | {name: canonical(keys)}, fault, file, note, **more)

    vectors.bad("keys/missing", {k: v for k, v in good.items() if k != name}, "keys-missing", name, "no key file")
    vectors.bad("keys/cut", good | {name: good[name][:-9]}, "keys-malformed", name, "the file is cut off")
    bad("unknown", "keys-malformed", "an unknown member", lambda k: k.update(surprise=1))
    bad("dataset", "keys-dataset", "for another data set", lambda k: k.update(dataset=DATASET.replace("0", "1")))
    bad("generation", "keys-generation", "of an older generation", lambda k: k.update(generation=2))
    vectors.bad("keys/stranger", good, "keys-recipient", name, "the key is no recipient", key="other")
    first: Callable[[Json], Json] = lambda k: k["groups"][0]
    bad("gid", "keys-changed", "an envelope of another group", lambda k: first(k).update(gid="g7"))
    bad("tag", "keys-changed", "the envelope was changed", lambda k: first(k)["jwe"].update(tag=b64(bytes(16))))
    bad("dataset-key", "keys-changed", "a wrapped key was changed", lambda k: first(k).update(dataset_key=b64(bytes(40))))
    shard = "tokens-1-00000.slz"
    bad("no-shard-key", "key-missing", "the key of a shard is erased", lambda k: first(k)["shard_keys"].pop("0"), shard)
    bad("shard-key", "keys-changed", "the key of a shard was changed", lambda k: first(k)["shard_keys"].update({"0": b64(bytes(40))}))

    def swap(keys: Json) -> None:
        entries = first(keys)["shard_keys"]
        entries["0"] = entries["1"]

    bad("swapped", "key-swapped", "the key of another shard", swap, shard)


def shard_faults(vectors: Vectors) -> None:
    base = large("shards")
    good = base.folder()
    one, two = "tokens-1-00000.slz", "tokens-1-00001.slz"
    data, other = good[one], good[two]

    def bad(case: str, fault: str, note: str, file: bytes | Changed) -> None:
        vectors.bad(f"shard/{case}", good | {one: file}, fault, one, note)

    vectors.bad("shard/missing", {k: v for k, v in good.items() if k != one}, "shard-missing", one, "no file")
    vectors.bad("shard/extra", good | {"tokens-1-00009.slz": data}, "shard-extra", "tokens-1-00009.slz", "not listed", False)
    left = one + ".tmp-4194303-0"
    vectors.bad("shard/leftover", good | {left: b"x"}, "leftover", left, "left by a broken writer", False)
    bad("swapped", "shard-swapped", "another shard under its name", other)
    border = HEADER + CHUNK + TAG
    for end in (0, 23, 24, HEADER - 1, HEADER, border - 1, border, border + 1, border + TAG, len(data) - 1):
        bad(f"cut-{end}", "shard-truncated", f"cut off behind {end} bytes", Changed(data, {"cut": end}))
    bad("extended", "shard-extended", "one byte more", data + b"\0")
    bad("salt", "shard-header", "a bit of the salt", flipped(data, 3))
    bad("commitment", "shard-header", "a bit of the commitment", flipped(data, 30))
    for at in (HEADER, border - 1, border, len(data) - 1):
        bad(f"bit-{at}", "shard-chunk", f"a bit of byte {at}", flipped(data, at, 5))
    size = CHUNK + TAG
    exchanged = data[:HEADER] + data[HEADER + size : HEADER + 2 * size] + data[HEADER : HEADER + size]
    bad("exchanged", "shard-chunk", "chunks 0 and 1 exchanged", exchanged + data[HEADER + 2 * size :])
    spliced = data[:HEADER] + other[HEADER : HEADER + size] + data[HEADER + size :]
    bad("spliced", "shard-chunk", "a chunk of another shard", spliced)
    moved = large("shards")
    moved.shards[0].context_of = (DATASET, 2, 0)
    vectors.bad("shard/generation", moved.folder(), "key-swapped", one, "sealed for another generation")
    moved = large("shards")
    moved.shards[0].context_of = (DATASET.replace("0", "1"), 1, 0)
    vectors.bad("shard/dataset", moved.folder(), "key-swapped", one, "sealed for another data set")


def inner_faults(vectors: Vectors) -> None:
    """What a faulty writer could sign: every outer layer holds."""
    name = "tokens-1-00000.slz"

    def bad(case: str, fault: str, note: str, change: Callable[[Shard], Any], is_for_reader: bool = True) -> None:
        dataset = small("inner")
        change(dataset.shards[0])
        vectors.bad(f"inner/{case}", dataset.folder(), fault, name, note, is_for_reader)

    def rewritten(change: Callable[[bytearray, Shard], Any]) -> Callable[[Shard], None]:
        def apply(shard: Shard) -> None:
            index = bytearray(shard.make_index())
            change(index, shard)
            shard.index = bytes(index)

        return apply

    def put(at: int, data: bytes) -> Callable[[Shard], None]:
        return rewritten(lambda index, shard: index.__setitem__(slice(at if at >= 0 else len(index) + at, (at if at >= 0 else len(index) + at) + len(data)), data))

    bad("slix-magic", "shard-index", "not a skippable frame of ours", put(0, b"\x50"))
    bad("slix-name", "shard-index", "another name", put(8, b"SLIY"))
    bad("slix-version", "shard-index", "a later version", put(12, b"\2"))
    bad("slix-padding", "shard-index", "padding that is not zero", put(13, b"\1"))
    bad("slix-size", "shard-index", "a size that is not its own", put(4, struct.pack("<I", 1 << 31)))
    bad("slix-frames", "shard-index", "more frames than there are", put(16, struct.pack("<I", 1 << 30)))
    bad("slix-documents", "shard-index", "more documents than there are", put(20, struct.pack("<I", 1 << 31)))
    bad("slix-table", "shard-index", "a table larger than the index", put(24, struct.pack("<Q", 1 << 62)))
    bad("seek-magic", "shard-index", "no seek table at the end", put(-4, b"\0"))
    bad("seek-descriptor", "shard-index", "a seek table without checksums", put(-5, b"\0"))
    bad("seek-count", "shard-index", "a count that the size denies", put(-9, struct.pack("<I", 7)))
    bad("compressed-size", "shard-index", "sizes that do not add up", lambda s: s.compressed.__setitem__(0, s.compressed[0] + 1))
    bad("bomb", "shard-index", "a frame that would decompress to 4 GiB", lambda s: s.sizes.__setitem__(0, (1 << 32) - 1))

    def retable(data: bytes) -> Callable[[Shard], None]:
        return lambda shard: setattr(shard, "table", data)

    good = table(small("t").shards[0].docs)
    bad("table-short", "shard-index", "a table that ends early", retable(good[:-1]))
    bad("table-long", "shard-index", "a byte behind the table", retable(good + b"\0"))
    bad("table-first", "shard-index", "a first document that does not start at 0", retable(b"\1" + good[1:]))
    bad("table-start", "shard-index", "a start behind the tokens", retable(good[:5] + varint(1 << 40) + good[6:]))
    bad("table-overlong", "shard-index", "a number with a needless byte", retable(b"\x80\0" + good[1:]))
    bad("table-huge", "shard-index", "a number of eleven bytes", retable(b"\xff" * 10 + b"\1" + good[1:]))
    bad("table-negative", "shard-index", "a source below zero", retable(good[:1] + b"\1" + good[2:]))
    bad("table-flags", "shard-index", "an unknown flag", retable(good[:4] + b"\2" + good[5:]))

    def frame(change: Callable[[bytes], bytes]) -> Callable[[Shard], None]:
        def apply(shard: Shard) -> None:
            shard.frames[0] = change(shard.frames[0])
            shard.compressed[0], shard.checksums[0] = len(shard.frames[0]), shard.frames[0][-4:]
            shard.digests[0] = hashlib.sha256(shard.frames[0]).digest()

        return apply

    def packed(data: bytes, **options: Any) -> bytes:
        return zstandard.ZstdCompressor(level=3, **{"write_checksum": True, "write_content_size": True, **options}).compress(data)

    bad("frame-digest", "shard-content", "a frame whose digest is another", lambda s: s.digests.__setitem__(0, bytes(32)))
    bad("frame-garbage", "shard-content", "a frame that is none", frame(lambda f: b"\0" * len(f)))
    bad("frame-short", "shard-content", "a frame of fewer bytes", frame(lambda f: packed(b"\1\0" * 7)))
    bad("frame-bomb", "shard-content", "a frame of 16 MiB where 16 bytes belong", frame(lambda f: packed(bytes(1 << 24))))
    bad("frame-two", "shard-content", "two frames where one belongs", frame(lambda f: packed(b"\1\0" * 4) + packed(b"\1\0" * 4)))
    bad("content", "shard-content", "tokens other than those signed", lambda s: s.plain.__setitem__(0, bytes(16)), False)


def main() -> None:
    vectors = Vectors()
    for part in (valid, manifest_faults, key_faults, shard_faults, inner_faults):
        part(vectors)
    result = {
        "format": "sluice shard test vectors, version 1",
        "trusted": SIGNER.jwk(),
        "keys": {name: node_key(name) for name in ("node", "other")},
        "now": "2026-06-01T00:00:00Z",
        "cases": copy.deepcopy(vectors.cases),
        "files": dict(sorted(vectors.files.items())),
    }
    target = Path(__file__).with_name("vectors.json")
    target.write_text(json.dumps(result, ensure_ascii=False, separators=(",", ":")).replace('},{"name"', '},\n{"name"') + "\n")
    print(f"{len(vectors.cases)} cases, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
