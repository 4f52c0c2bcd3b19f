"""Parsers of bytes from outside: whatever comes, they give a value or an error of this package, and allocate little."""

from __future__ import annotations

import json
import random
import struct
import tracemalloc
from datetime import UTC, datetime

import pytest
import sluice_reader as sluice
import zstandard
from conftest import documents, open_folder
from sluice_reader import _index, _jose, _json
from sluice_reader.keys import JWK, parse_keys
from sluice_reader.manifest import ShardEntry, parse_keys_file, parse_manifest
from writer import Doc, Node, Signer, Writer, b64, envelope, jcs

ROUNDS = 1500
LATER = datetime(2026, 11, 28, tzinfo=UTC)


def mutations(data: bytes, rounds: int, seed: int = 1):
    """Variants of `data`: bits flipped, bytes replaced, runs doubled, dropped or moved, integers made extreme."""
    rng = random.Random(seed)
    extremes = [
        b"\0" * 4,
        b"\xff" * 4,
        b"\xff" * 8,
        b"\x7f\xff\xff\xff",
        b"\0\0\0\x80",
        b"9" * 20,
        b"-1",
        b"1e9",
        b"[" * 99,
    ]
    for _ in range(rounds):
        changed = bytearray(data)
        for _ in range(rng.randint(1, 4)):
            at, size = rng.randrange(len(changed) + 1), rng.randint(1, 12)
            match rng.randrange(6):
                case 0 if at < len(changed):
                    changed[at] ^= 1 << rng.randrange(8)
                case 1:
                    changed[at : at + 1] = bytes([rng.randrange(256)])
                case 2:
                    changed[at:at] = changed[at : at + size]
                case 3:
                    del changed[at : at + size]
                case 4:
                    extreme = rng.choice(extremes)
                    changed[at : at + len(extreme)] = extreme
                case _:
                    to = rng.randrange(len(changed) + 1)
                    changed[to:to] = changed[at : at + size]
        yield bytes(changed)


def survives(parse, data):
    """Whether `parse` takes the data; any error but those of the package goes through."""
    try:
        parse(data)
    except sluice.SluiceReaderError:
        return False
    return True


def small(parse, samples, limit=4 << 20):
    """Parses all samples; none may allocate more than `limit` bytes at once."""
    tracemalloc.start()
    try:
        accepted = sum(survives(parse, sample) for sample in samples)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < limit
    return accepted


@pytest.fixture(scope="module")
def sealed():
    """A data set with its index and table in plain."""
    writer = Writer(documents(40), shard_tokens=10**6)
    frames = [zstandard.ZstdCompressor(write_checksum=True).compress(bytes(128)) for _ in range(5)]
    docs = documents(9, longest=30)
    table = writer.table(docs)
    index = writer.index(frames, [128] * 5, table, len(docs))
    sizes = sum(map(len, frames))
    entry = ShardEntry(0, 1, "x.slz", 1, b"", b"", 320, len(docs), 5, len(index), b"", b"", "g0")
    return writer, entry, index, table, sizes + len(index)


def test_index(sealed):
    _, entry, index, _, plain_size = sealed

    def parse(data):
        found = _index.parse_index(data, entry, plain_size, 64, 2)
        assert found.offsets[-1] + len(data) == plain_size and found.sizes.sum() == 640
        _index.parse_documents(found.table, entry)

    assert survives(parse, index)
    assert small(parse, mutations(index, ROUNDS)) < ROUNDS / 2
    small(parse, [index[:size] for size in range(len(index))] + [b"", index * 2])


def test_document_table(sealed):
    _, entry, _, table, _ = sealed

    def parse(data):
        rows = _index.parse_documents(data, entry)
        starts = rows.starts
        assert starts[0] == 0 and starts[-1] == entry.tokens and (starts[1:] >= starts[:-1]).all()
        assert (rows.records >= 0).all() and (rows.sources >= 0).all() and (rows.groups >= 0).all()

    assert survives(parse, table)
    assert small(parse, mutations(table, ROUNDS)) < ROUNDS / 2
    huge = [b"\xff" * size + b"\x01" for size in (1, 8, 9, 10, 200)]
    small(parse, huge + [part * entry.documents for part in huge])


def test_index_with_hostile_sizes(sealed):
    _, entry, index, _, plain_size = sealed
    for at, form in [(4, "<I"), (16, "<I"), (20, "<I"), (24, "<Q")]:
        for value in (0, 1, 2**31, 2**32 - 1, 2**40, 2**63, 2**64 - 1):
            if value < 2 ** (8 * struct.calcsize(form)):
                changed = bytearray(index)
                struct.pack_into(form, changed, at, value)
                if bytes(changed) != index:
                    assert not small(lambda d: _index.parse_index(d, entry, plain_size, 64, 2), [bytes(changed)])
    for place in range(3):
        changed = bytearray(index)
        struct.pack_into("<I", changed, len(index) - 9 - 60 + 4 * place, 2**32 - 1)
        accepted = small(lambda d: _index.parse_index(d, entry, plain_size, 64, 2), [bytes(changed)])
        assert accepted == (place == 2), "only the checksum is free until the frame is there"


def test_manifest(sealed):
    writer = sealed[0]
    trust = [JWK.from_dict(writer.signer.jwk())]
    good = jcs(writer.manifest())
    assert survives(lambda d: parse_manifest(d, trust, now=LATER), good)
    assert small(lambda d: parse_manifest(d, trust, now=LATER), mutations(good, ROUNDS)) < ROUNDS / 20


def test_payloads_of_a_hostile_signer(sealed):
    writer = sealed[0]
    trust = [JWK.from_dict(writer.signer.jwk())]

    def parse(payload):
        manifest = parse_manifest(jcs(writer.manifest(payload=payload)), trust, now=LATER)
        assert manifest.tokens == sum(s.tokens for s in manifest.shards)

    good = jcs(writer.payload)
    assert survives(parse, good)
    small(parse, mutations(good, ROUNDS // 3))
    for name in ("tokens", "docs", "bytes", "frames", "index_bytes", "i"):
        for value in (-1, 2**53, 2**64, 1.5, "1", True, None, [], 10**400):
            changed = json.loads(good)
            changed["shards"][0][name] = value
            assert not small(parse, [json.dumps(changed, sort_keys=True, separators=(",", ":")).encode()])


def test_key_file(sealed):
    writer = sealed[0]
    manifest = parse_manifest(jcs(writer.manifest()), [JWK.from_dict(writer.signer.jwk())], now=LATER)
    node = [JWK.from_dict(writer.nodes[0].jwk())]

    def parse(data):
        ring = parse_keys_file(data, manifest, node)
        for entry in manifest.shards:
            assert ring.shard_key(entry) == writer.shard_keys[entry.index]

    good = jcs(writer.keys)
    assert survives(parse, good)
    small(parse, mutations(good, ROUNDS // 3))


@pytest.mark.parametrize("kind", ["P-256", "P-384", "X25519", "oct"])
def test_envelopes(kind):
    node = Node.make(kind)
    good = jcs(envelope(b"s" * 32, [Node.make(kid="other"), node], {"gid": "g"}))
    keys = [JWK.from_dict(node.jwk())]

    def parse(data):
        secret, _ = _jose.open_envelope(_json.parse(data, sluice.ManifestError), keys)
        assert secret == b"s" * 32

    assert survives(parse, good)
    small(parse, mutations(good, ROUNDS // 4))


@pytest.mark.parametrize("kind", ["Ed25519", "P-256", "P-384"])
def test_signatures(kind):
    signer = Signer.make(kind)
    writer = Writer([Doc([1])], signer=signer)
    keys = [JWK.from_dict(signer.jwk())]
    good = jcs(writer.manifest())

    def parse(data):
        payload, _ = _jose.verify(_json.parse(data, sluice.SignatureError), keys)
        assert payload == jcs(writer.payload)

    assert survives(parse, good)
    small(parse, mutations(good, ROUNDS // 4))


def test_keys():
    for kind in ("P-256", "X25519", "oct"):
        good = jcs({"keys": [Node.make(kind).jwk()]})
        assert survives(parse_keys, good)
        small(parse_keys, mutations(good, ROUNDS // 4))


def test_base64url_has_one_spelling():
    rng = random.Random(3)
    for _ in range(300):
        data = rng.randbytes(rng.randrange(40))
        assert _json.from_base64url(b64(data), "x", ValueError) == data
    good = b64(bytes(range(40)))
    spellings = [good + "=", good + "\n", " " + good, good[:-1], good.replace("A", "+"), good + "é", good + "\ud800"]
    for text in [*spellings, None, 1, b"AA", "AB"]:
        with pytest.raises(ValueError):
            _json.from_base64url(text, "x", ValueError)


class Bomb(Writer):
    """Frames that hold more than they should, or say so, under an index that says nothing of it."""

    def __init__(self, frames, **options):
        self.crafted = frames
        super().__init__([Doc([1] * 64)], shard_tokens=64, **options)

    def index(self, frames, sizes, table, documents):
        frames[:] = [self.crafted(frames[0])]
        return super().index(frames, sizes, table, documents)


def packed(data, **options):
    return zstandard.ZstdCompressor(write_checksum=True, **options).compress(data)


@pytest.mark.parametrize(
    "craft",
    [
        lambda _: packed(bytes(1 << 26)),
        lambda _: packed(bytes(129)),
        lambda _: packed(bytes(127)),
        lambda good: good[:-5] + bytes([good[-5] ^ 1]) + good[-4:],
        lambda good: good[:-4] + b"\0\0\0\0",
        lambda good: good[:-6] + good[-4:],
        lambda _: zstandard.ZstdCompressor().compress(bytes(128)),
        lambda _: zstandard.ZstdCompressor(write_checksum=True, write_content_size=False).compress(bytes(128)),
        lambda _: struct.pack("<IBBQ", 0xFD2FB528, 0xC4, 0x98, 1 << 60) + b"\1\0\0\0\0\0\0",
        lambda _: struct.pack("<IB", 0x184D2A50, 0) + bytes(20),
        lambda _: b"",
        lambda _: bytes(40),
    ],
)
@pytest.mark.parametrize("verify", ["aead", "signed"])
def test_frames_that_are_not_what_they_say_are_refused_before_they_take_memory(tmp_path, craft, verify):
    folder = Bomb(craft).save(tmp_path)

    def read(_):
        data = open_folder(folder, verify=verify)
        data.tokens(0, 64)

    def iterate(_):
        list(open_folder(folder, verify=verify).sequences(16, 1))

    assert not small(read, [b""]) and not small(iterate, [b""])


def test_a_file_of_hostile_size_is_not_read_whole(tmp_path):
    folder = Writer([Doc([1])]).save(tmp_path)
    for name in ("manifest.json", "keys.json"):
        kept = (folder / name).read_bytes()
        with (folder / name).open("r+b") as file:
            file.truncate(1 << 40)
        tracemalloc.start()
        with pytest.raises(sluice.ManifestError, match="larger"):
            open_folder(folder)
        assert tracemalloc.get_traced_memory()[1] < 200 << 20
        tracemalloc.stop()
        (folder / name).write_bytes(kept)
