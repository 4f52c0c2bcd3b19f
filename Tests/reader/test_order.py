"""The order of sequences: specified, complete, independent of how many processes read."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import sluice_reader as sluice
from conftest import documents, open_folder
from sluice_reader.order import Grid, Permutation, Windowed, sequences_of_unit
from writer import Doc, Writer

GOLDEN = Path(__file__).parent / "golden" / "order.json"


def plain_permutation(n, seed, epoch, purpose, index):
    """The permutation of Docs/training.md in plain integers."""
    import hashlib

    text = b"sluice/order/1\0" + seed.to_bytes(8, "big") + epoch.to_bytes(8, "big")
    text += bytes([purpose]) + index.to_bytes(8, "big")
    digest = hashlib.sha512(text).digest()
    keys = [int.from_bytes(digest[8 * r : 8 * r + 8], "big") for r in range(6)]
    bits, top = 1, 2**64
    while 4**bits < n:
        bits += 1

    def mix(x):
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 % top
        x = (x ^ x >> 27) * 0x94D049BB133111EB % top
        return x ^ x >> 31

    def network(x):
        left, right = x >> bits, x % 2**bits
        for key in keys:
            left, right = right, left ^ mix((right + key) % top) % 2**bits
        return left << bits | right

    result = []
    for x in range(n):
        if n > 1:
            x = network(x)
            while x >= n:
                x = network(x)
        result.append(x)
    return result


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 16, 17, 100, 1000])
def test_permutations_are_those_specified(n):
    for seed, epoch, purpose, index in [(0, 0, 0, 0), (7, 3, 1, 5 << 32 | 9), (2**64 - 1, 1, 3, 2)]:
        made = Permutation(n, seed, epoch, purpose, index)(np.arange(n)).tolist()
        assert made == plain_permutation(n, seed, epoch, purpose, index)
        assert sorted(made) == list(range(n))


def order_of(rows, unit_rows, **options):
    """Shard and sequence of every position of an epoch."""
    grid = Grid(np.array(rows), unit_rows)
    order = Windowed(grid, **options)
    result = []
    for start in range(0, grid.count, options["batch"]):
        for key, low, high in order.parts(start, min(start + options["batch"], grid.count)):
            chunk = order.chunk(key)
            for unit, row in zip(chunk.units[low:high].tolist(), chunk.rows[low:high].tolist(), strict=True):
                shard, first, _ = grid.place(unit)
                result.append([shard, first + row])
    return result


def golden_cases():
    cases = []
    for rows, unit_rows, options in [
        ([10, 7, 0, 23], 4, {"seed": 7, "epoch": 0, "window": 2, "lanes": 1, "batch": 3}),
        ([10, 7, 0, 23], 4, {"seed": 7, "epoch": 1, "window": 2, "lanes": 1, "batch": 3}),
        ([64, 64, 40], 8, {"seed": 42, "epoch": 0, "window": 3, "lanes": 4, "batch": 5}),
        ([5, 5, 5], 8, {"seed": 1, "epoch": 0, "window": 64, "lanes": 1, "batch": 2}),
    ]:
        cases.append({"rows": rows, "unit_rows": unit_rows, **options, "order": order_of(rows, unit_rows, **options)})
    return cases


def test_orders_are_those_of_the_golden_file():
    assert golden_cases() == json.loads(GOLDEN.read_text())


@pytest.mark.parametrize("lanes", [1, 3, 8])
@pytest.mark.parametrize("rows", [[100], [3, 0, 5], [64] * 9 + [17, 1], [1] * 30])
def test_every_sequence_comes_once_in_an_epoch(rows, lanes):
    made = order_of(rows, 8, seed=5, epoch=2, window=3, lanes=lanes, batch=4)
    assert sorted(made) == [[s, r] for s, n in enumerate(rows) for r in range(n)]


def test_units_fill_whole_frames_where_lengths_allow():
    assert sequences_of_unit(2048, 131_072) == 64
    assert sequences_of_unit(3 * 1024, 131_072) == 128
    assert sequences_of_unit(262_144, 131_072) == 1
    assert sequences_of_unit(2049, 131_072) == 16 * 131_072 // 2049
    assert sequences_of_unit(10**8, 64) == 1


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    docs = documents(300, longest=60, seed=4)
    return Writer(docs, frame_tokens=32, shard_tokens=400).save(tmp_path_factory.mktemp("order"))


opened = cache(open_folder)


def taken(folder, world, steps=None, state=None, threads=0, **options):
    """Global batches in order, as `world` processes would take them."""
    settings = {"seed": 9, "shuffle": "window", "window": 3, "lanes": 2} | options
    ranks = []
    for rank in range(world):
        it = opened(folder).sequences(8, 4, rank=rank, world=world, threads=threads, **settings)
        if state:
            it.load_state_dict(state)
        batches = []
        for batch in it:
            batches.append(batch.tolist())
            if len(batches) == steps:
                break
        ranks.append((batches, it.state_dict()))
    assert len({json.dumps(s) for _, s in ranks}) == 1
    return [b for step in zip(*(r[0] for r in ranks), strict=True) for b in step], ranks[0][1]


def test_order_does_not_depend_on_world_or_threads(folder):
    alone, _ = taken(folder, 1)
    for world, threads in [(2, 0), (3, 1), (4, 2), (8, 0)]:
        together, _ = taken(folder, world, threads=threads)
        assert together == alone[: len(together)]
        assert len(alone) - len(together) < world


def test_every_step_can_be_resumed_with_another_world(folder):
    whole, _ = taken(folder, 1)
    worlds = [(1, 2), (2, 3), (3, 1), (1, 1), (2, 1), (3, 2)]
    for steps in range(1, len(whole) // 3):
        before, after = worlds[steps % len(worlds)]
        head, state = taken(folder, before, steps)
        assert head == whole[: len(head)]
        count = None if steps % 10 == 0 else 3
        rest, _ = taken(folder, after, count, json.loads(json.dumps(state)), threads=(1, 4, 0)[steps % 3])
        assert rest and rest == whole[len(head) : len(head) + len(rest)]
        assert count or len(whole) - len(head) - len(rest) < after


def test_epochs_differ_and_follow_each_other(folder):
    it = open_folder(folder).sequences(8, 4, seed=1, shuffle="window")
    first, second = [b.tolist() for b in it], [b.tolist() for b in it]
    assert it.epoch == 2 and first != second and len(first) == len(second) == len(it)
    again = open_folder(folder).sequences(8, 4, seed=1, shuffle="window")
    again.load_state_dict(it.state_after(0) | {"epoch": 1, "position": 0})
    assert [b.tolist() for b in again] == second


def test_state_after_tells_what_other_processes_have_taken(folder):
    it = open_folder(folder).sequences(8, 4, seed=1, world=2)
    for steps in (0, 1, len(it) - 1):
        assert it.state_after(steps)["position"] == steps * 8
    assert it.state_after(len(it) + 3) == it.state_after(0) | {"epoch": 1, "position": 24}


def test_states_of_others_are_refused(folder, tmp_path):
    data = open_folder(folder)
    state = data.sequences(8, 4).state_dict()
    for other in (data.sequences(8, 2), data.sequences(16, 4), data.sequences(8, 4, tail="pad"),
                  open_folder(Writer([Doc([1] * 99)]).save(tmp_path)).sequences(8, 4)):  # fmt: skip
        with pytest.raises(sluice.StateError):
            other.load_state_dict(state)
    for bad in ({**state, "position": 3}, {**state, "position": -4}, {**state, "more": 1}):
        with pytest.raises(sluice.StateError):
            data.sequences(8, 4).load_state_dict(bad)


def expected_rows(writer, docs, length, tail, pad):
    rows, at = [], 0
    stream = [t for d in docs for t in d.tokens]
    for entry in writer.entries:
        tokens = stream[at : at + entry["tokens"]]
        at += entry["tokens"]
        for start in range(0, len(tokens), length):
            row = tokens[start : start + length]
            if len(row) < length:
                if tail == "drop":
                    continue
                if tail == "pad":
                    row = row + [pad] * (length - len(row))
                else:
                    row = tokens[-length:] if len(tokens) >= length else (tokens * length)[:length]
            rows.append(row)
    return rows


@pytest.mark.parametrize("length", [1, 5, 8, 32, 33, 50, 700])
@pytest.mark.parametrize("tail", ["drop", "pad", "wrap"])
def test_sequences_are_cut_from_each_shard(tmp_path, length, tail):
    docs = documents(40)
    writer = Writer(docs, frame_tokens=32)
    data = open_folder(writer.save(tmp_path))
    expected = expected_rows(writer, docs, length, tail, 3)
    it = data.sequences(length, 4, tail=tail, pad=3)
    made = [row for batch in it for row in batch.tolist()]
    assert it.count == len(expected)
    if tail == "drop":
        assert made == expected[: len(expected) // 4 * 4]
        assert it.tokens_left_out == data.token_count - len(expected) * length
    else:
        assert made[: len(expected)] == expected
        rest = made[len(expected) :]
        assert rest == ([[3] * length] * len(rest) if tail == "pad" else expected[: len(rest)])
    assert [it.row(i).tolist() for i in range(it.count)] == expected
    assert [s.tolist() for s in data.sequences(length, tail=tail, pad=3)] == expected


@pytest.mark.parametrize("tail", ["pad", "wrap"])
@pytest.mark.parametrize("world", [1, 2, 3, 5])
def test_all_ranks_step_equally(folder, tail, world):
    steps = {len(list(open_folder(folder).sequences(8, 4, tail=tail, rank=r, world=world))) for r in range(world)}
    assert len(steps) == 1


def test_ranks_that_divide_the_lanes_open_no_frame_twice(folder, monkeypatch):
    from sluice_reader.sequences import Sequences

    opened = []
    read = Sequences._read_unit
    monkeypatch.setattr(Sequences, "_read_unit", lambda self, n, out: (opened.append(n), read(self, n, out))[1])
    it = open_folder(folder).sequences(8, 4, shuffle="window", window=3, lanes=4)
    main = it._order()._main // 4
    opened.clear()
    for rank in range(4):
        it = open_folder(folder).sequences(8, 4, shuffle="window", window=3, lanes=4, rank=rank, world=4)
        for _, _ in zip(range(main // 4), it, strict=False):
            pass
    assert opened and len(opened) == len(set(opened))


@pytest.mark.parametrize("dtype", ["uint16", "int32", "int64"])
def test_arrays_have_the_type_asked_for(folder, dtype):
    assert next(iter(open_folder(folder).sequences(8, 4, dtype=dtype))).dtype == np.dtype(dtype)


@pytest.mark.parametrize(
    "options",
    [{"length": 0}, {"batch": -1}, {"rank": 1}, {"world": 0}, {"seed": -1}, {"shuffle": "yes"}, {"tail": "x"},
     {"dtype": "int8"}, {"dtype": "float32"}, {"window": 0}, {"lanes": 0}, {"threads": -1}, {"pad": 10**6},
     {"pack": "other"}],
)  # fmt: skip
def test_options_out_of_range_are_refused(folder, options):
    arguments = {"length": 8, "batch": 4} | options
    with pytest.raises(ValueError):
        open_folder(folder).sequences(**arguments)
