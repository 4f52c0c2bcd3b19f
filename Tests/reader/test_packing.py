"""Where documents begin in packed sequences."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import documents, open_folder
from writer import Doc, Writer


def owners(writer, docs, length, tail):
    """For every sequence in order: which document each token is from, -1 for padding; twice the same document in a
    sequence that wraps around counts as two."""
    rows, place = [], 0
    for entry in writer.entries:
        members = []
        for _ in range(entry["docs"]):
            members += [place] * len(docs[place].tokens)
            place += 1
        size = len(members)
        for start in range(0, size, length):
            row = members[start : start + length]
            if len(row) < length:
                if tail == "drop":
                    continue
                if tail == "pad":
                    row = row + [-1] * (length - len(row))
                elif size >= length:
                    row = members[-length:]
                else:
                    row = [(m, i // size) for i, m in enumerate((members * length)[:length])]
            rows.append(row)
    return rows


@pytest.mark.parametrize("tail", ["drop", "pad", "wrap"])
@pytest.mark.parametrize("length", [1, 7, 32, 50, 700])
@pytest.mark.parametrize("shuffle", ["none", "window"])
def test_parts_are_those_of_documents(tmp_path, tail, length, shuffle):
    docs = documents(60, seed=2)
    writer = Writer(docs, frame_tokens=32)
    data = open_folder(writer.save(tmp_path))
    options = {"seed": 4, "shuffle": shuffle, "window": 2, "tail": tail, "pad": 5}
    plain = [b.tolist() for b in data.sequences(length, 4, **options)]
    rows = {}
    for row, owner in zip(data.sequences(length, tail=tail, pad=5), owners(writer, docs, length, tail), strict=True):
        rows.setdefault(tuple(row.tolist()), []).append(owner)
    for expected, batch in zip(plain, data.sequences(length, 4, pack="docmask", **options), strict=True):
        assert batch.tokens.tolist() == expected
        bounds = batch.cu_seqlens.tolist()
        assert bounds[0] == 0 and bounds[-1] == batch.tokens.size and batch.cu_seqlens.dtype == np.int32
        assert all(a < b for a, b in zip(bounds, bounds[1:], strict=False))
        assert batch.max_seqlen == max(b - a for a, b in zip(bounds, bounds[1:], strict=False))
        positions = [i - max(b for b in bounds if b <= i) for i in range(batch.tokens.size)]
        assert batch.position_ids.reshape(-1).tolist() == positions
        for number, row in enumerate(expected):
            own = [b - number * length for b in bounds if number * length <= b < (number + 1) * length]
            choices = rows.get(tuple(row), [[-1] * length])
            assert own in [[0] + [i for i in range(1, length) if o[i] != o[i - 1]] for o in choices]


def test_a_document_that_fills_many_sequences_begins_in_each(tmp_path):
    data = open_folder(Writer([Doc(list(range(100)))]).save(tmp_path))
    for batch in data.sequences(10, 5, pack="docmask"):
        assert batch.cu_seqlens.tolist() == [0, 10, 20, 30, 40, 50]
        assert batch.position_ids.tolist() == [list(range(10))] * 5


def test_ranks_and_threads_get_the_same_parts(tmp_path):
    folder = Writer(documents(200, seed=8), frame_tokens=32, shard_tokens=900).save(tmp_path)
    options = {"seed": 2, "shuffle": "window", "window": 3, "pack": "docmask"}
    whole = [(b.tokens.tolist(), b.cu_seqlens.tolist()) for b in open_folder(folder).sequences(16, 4, **options)]
    for rank in range(3):
        part = open_folder(folder).sequences(16, 4, rank=rank, world=3, threads=2, **options)
        made = [(b.tokens.tolist(), b.cu_seqlens.tolist()) for b in part]
        assert made == whole[rank::3][: len(made)] and made


def test_arrays_go_to_other_frameworks_without_a_copy(tmp_path):
    data = open_folder(Writer(documents(60)).save(tmp_path))
    batch = next(iter(data.sequences(8, 4)))
    other = np.from_dlpack(batch)
    assert other.tolist() == batch.tolist() and np.shares_memory(other, batch)
