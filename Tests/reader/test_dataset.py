"""Random access and documents."""

from __future__ import annotations

import numpy as np
import pytest
import sluice_reader as sluice
from conftest import documents, open_folder
from writer import Doc, Node, Signer, Writer


def test_tokens_are_those_written(written):
    _, docs, folder = written
    expected = np.array([t for d in docs for t in d.tokens])
    for verify in ("aead", "signed"):
        with open_folder(folder, verify=verify) as data:
            assert data.token_count == len(expected) and len(data) == len(docs)
            assert np.array_equal(data.tokens(0, len(expected)), expected)
            for start in range(0, len(expected), 37):
                for size in (0, 1, 63, 64, 65, 500):
                    end = min(start + size, len(expected))
                    assert np.array_equal(data.tokens(start, end), expected[start:end])


def test_documents_are_those_written(written):
    _, docs, folder = written
    data = open_folder(folder)
    for number, doc in enumerate(docs):
        found = data.document(number)
        assert found.tokens.tolist() == doc.tokens
        assert (found.source, found.record, found.group) == (doc.source, doc.record, doc.group)
        assert found.is_cut == bool(doc.flags)
    assert data.document(-1).tokens.tolist() == docs[-1].tokens
    with pytest.raises(IndexError):
        data.document(len(docs))
    with pytest.raises(IndexError):
        data.tokens(0, data.token_count + 1)


def test_older_cryptography_without_decrypt_into_reads_the_same(written, monkeypatch):
    from sluice_reader import _cobblestone

    _, docs, folder = written
    monkeypatch.setattr(_cobblestone, "_HAS_DECRYPT_INTO", False)
    data = open_folder(folder, verify="signed")
    assert data.tokens(0, data.token_count).tolist() == [t for d in docs for t in d.tokens]


@pytest.mark.parametrize("kind", ["P-256", "P-384", "X25519", "oct"])
@pytest.mark.parametrize("signer", ["Ed25519", "P-256", "P-384"])
def test_every_kind_of_key_opens(tmp_path, kind, signer):
    nodes = [Node.make("P-256", "node-b"), Node.make(kind, "node-a")]
    folder = Writer(documents(8), nodes=nodes, signer=Signer.make(signer)).save(tmp_path)
    assert open_folder(folder).document(0).tokens.dtype == np.dtype("<u2")


def test_empty_data_sets_open(tmp_path):
    data = open_folder(Writer([]).save(tmp_path / "none"))
    assert len(data) == 0 and data.tokens(0, 0).size == 0 and list(data.sequences(4, 2)) == []
    data = open_folder(Writer([Doc([]), Doc([])]).save(tmp_path / "hollow"))
    assert len(data) == 2 and data.document(1).tokens.size == 0


def test_a_document_longer_than_many_chunks_is_read(tmp_path):
    tokens = np.random.default_rng(1).integers(0, 200_000, 300_000).tolist()
    writer = Writer([Doc(tokens), Doc([1, 2, 3])], vocab=200_000, frame_tokens=131_072, shard_tokens=10**6)
    data = open_folder(writer.save(tmp_path), verify="signed")
    assert data.document(0).tokens.tolist() == tokens
    assert data.tokens(131_000, 131_200).tolist() == tokens[131_000:131_200]


def test_erased_documents_are_not_given_out(tmp_path):
    docs = documents(40)
    stone = {"shard": 1, "doc_from": 1, "doc_to": 3, "reason": "request", "at": "2026-11-20T12:00:00Z"}
    writer = Writer(docs, tombstones=[stone])
    data = open_folder(writer.save(tmp_path))
    first = writer.entries[0]["docs"]
    for number in (first + 1, first + 2):
        with pytest.raises(sluice.ErasedError):
            data.document(number)
    expected = [999 if first < i < first + 3 else t for i, d in enumerate(docs) for t in d.tokens]
    assert data.tokens(0, data.token_count, fill=999).tolist() == expected
    flat = np.concatenate([b.ravel() for b in data.sequences(7, 1, pad=999, tail="pad")])
    assert set(flat.tolist()) >= {999}
    erased = [t for i in (first + 1, first + 2) for t in docs[i].tokens]
    count = sum(e["tokens"] for e in writer.entries)
    assert len(erased) > 0 and count == len(expected)


def test_a_shard_without_key_is_erased_and_others_are_not(tmp_path):
    writer = Writer(documents(40))
    del writer.keys["groups"][0]["shard_keys"]["0"]
    data = open_folder(writer.save(tmp_path))
    with pytest.raises(sluice.ErasedError):
        data.document(0)
    assert data.document(len(data) - 1)


def test_a_group_that_is_not_ours_is_refused_by_name(tmp_path):
    writer = Writer(documents(40), groups=2, nodes=[Node.make()])
    stranger = Node.make(kid="node-b")
    from writer import envelope

    group = writer.keys["groups"][1]
    group["jwe"] = envelope(writer.group_keys[1], [stranger], {"gid": "g1", "sluice_dataset": str(writer.dataset)})
    data = open_folder(writer.save(tmp_path))
    assert data.document(0)
    with pytest.raises(sluice.NotARecipient, match="g1"):
        data.document(writer.entries[0]["docs"])


def test_nothing_is_written_beside_the_shards(written):
    _, _, folder = written
    before = {p.name: p.stat().st_mtime_ns for p in folder.iterdir()}
    data = open_folder(folder)
    list(data.sequences(16, 2, shuffle="window", threads=2))
    assert {p.name: p.stat().st_mtime_ns for p in folder.iterdir()} == before


def test_verify_files_compares_digests(written):
    _, _, folder = written
    data = open_folder(folder)
    data.verify_files()
    victim = next(folder.glob("*.slz"))
    blob = bytearray(victim.read_bytes())
    blob[-1] ^= 1
    victim.write_bytes(blob)
    with pytest.raises(sluice.ShardError, match=victim.name):
        data.verify_files()
