"""The order in which sequences come: a function of seed and epoch alone. `Docs/training.md` specifies it byte by byte.

Sequences of a shard are numbered from its first token. A *unit* is a run of sequences whose tokens fill whole frames,
so that no frame is opened twice. A shuffled epoch permutes the units, deals them to *lanes*, and permutes sequences
within *windows* of neighbouring units of a lane.
"""

from __future__ import annotations

import hashlib
import math
import struct
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 6
_UNITS, _WINDOW, _PARTIAL, _TAIL = range(4)
_LARGEST_SPAN = 16
_MASK = (1 << 64) - 1

Numbers = NDArray[np.int64]


class Permutation:
    """A permutation of 0 … n-1 that needs no memory: a Feistel network with cycle walking."""

    def __init__(self, n: int, seed: int, epoch: int, purpose: int, index: int = 0) -> None:
        self.n = n
        self._bits = max(1, ((n - 1).bit_length() + 1) // 2) if n > 1 else 1
        text = b"sluice/order/1\0" + struct.pack(">QQBQ", seed, epoch, purpose, index)
        self._keys = struct.unpack(">8Q", hashlib.sha512(text).digest())[:_ROUNDS]

    def __call__(self, positions: Numbers) -> Numbers:
        """The images of `positions`."""
        values = positions.astype(np.uint64)
        if self.n < 2:
            return positions.astype(np.int64)
        walking = np.arange(len(values))
        while len(walking):
            values[walking] = self._network(values[walking])
            walking = walking[values[walking] >= self.n]
        return values.astype(np.int64)

    def _network(self, values: NDArray[np.uint64]) -> NDArray[np.uint64]:
        bits, mask = np.uint64(self._bits), np.uint64((1 << self._bits) - 1)
        left, right = values >> bits, values & mask
        for key in self._keys:
            left, right = right, left ^ (_mix(right + np.uint64(key)) & mask)
        return left << bits | right


def _mix(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of SplitMix64."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def sequences_of_unit(length: int, frame_tokens: int) -> int:
    """How many sequences make a unit."""
    span = length // math.gcd(length, frame_tokens)
    if span <= _LARGEST_SPAN:
        return span * frame_tokens // length
    return max(1, _LARGEST_SPAN * frame_tokens // length)


@dataclass(frozen=True)
class Grid:
    """The sequences of a data set and their units, numbered through all shards."""

    rows: Numbers
    """Sequences of each shard."""
    unit_rows: int

    @cached_property
    def first_row(self) -> list[int]:
        """Number of the first sequence of each shard, and one more entry: the number of all."""
        return _sums(self.rows)

    @cached_property
    def first_unit(self) -> list[int]:
        """Number of the first unit of each shard, and one more entry: the number of all."""
        return _sums(-(-self.rows // self.unit_rows))

    @cached_property
    def first_full(self) -> list[int]:
        """The same for units that are full."""
        return _sums(self.rows // self.unit_rows)

    @cached_property
    def _unit_bounds(self) -> tuple[Numbers, Numbers]:
        return np.array(self.first_unit), np.array(self.first_full)

    @property
    def count(self) -> int:
        """Number of sequences."""
        return self.first_row[-1]

    def full_unit(self, numbers: Numbers) -> Numbers:
        """Units by their number among the full ones."""
        first_unit, first_full = self._unit_bounds
        shard = np.searchsorted(first_full, numbers, side="right") - 1
        found: Numbers = first_unit[shard] + numbers - first_full[shard]
        return found

    def place(self, unit: int) -> tuple[int, int, int]:
        """Position of the unit's shard in the manifest, its first sequence there, and how many it has."""
        shard = bisect_right(self.first_unit, unit) - 1
        first = (unit - self.first_unit[shard]) * self.unit_rows
        return shard, first, min(self.unit_rows, self.first_row[shard + 1] - self.first_row[shard] - first)

    def unit_of(self, row: int) -> tuple[int, int]:
        """The unit in which a sequence stands, and its row there."""
        shard = bisect_right(self.first_row, row) - 1
        unit, place = divmod(row - self.first_row[shard], self.unit_rows)
        return self.first_unit[shard] + unit, place


def _sums(counts: Numbers) -> list[int]:
    return [0, *np.cumsum(counts).tolist()]


@dataclass(frozen=True)
class Chunk:
    """Sequences that are read together: the unit and the row in it of each, in their order."""

    units: Numbers
    rows: Numbers
    is_one_unit: bool = False
    """Whether the sequences are those of one unit in their order."""


Key = tuple[str, int, int]
"""Names a chunk: kind, lane, number."""


class Order(Protocol):
    """The sequences of an epoch, one after the other, in chunks."""

    chunk_units: int
    """Most units that the sequences of a chunk are from, but for the tail."""

    def parts(self, start: int, end: int) -> list[tuple[Key, int, int]]:
        """Where positions `start` up to `end` lie: chunks, and which of their entries."""

    def chunk(self, key: Key) -> Chunk:
        """The chunk called `key`."""

    def following(self, key: Key) -> Key | None:
        """The chunk that is needed after `key`."""


class Sequential:
    """Sequences in the order in which they stand."""

    chunk_units = 1

    def __init__(self, grid: Grid) -> None:
        self._grid = grid

    def parts(self, start: int, end: int) -> list[tuple[Key, int, int]]:
        grid, parts = self._grid, []
        while start < end:
            number, row = grid.unit_of(start)
            count = min(end - start, grid.place(number)[2] - row)
            parts.append((("plain", 0, number), row, row + count))
            start += count
        return parts

    def chunk(self, key: Key) -> Chunk:
        """The chunk called `key`."""
        count = self._grid.place(key[2])[2]
        return Chunk(np.full(count, key[2], np.int64), np.arange(count), True)

    def following(self, key: Key) -> Key | None:
        """The chunk that is needed after `key`."""
        number = key[2] + 1
        return ("plain", 0, number) if number < self._grid.first_unit[-1] else None


class Windowed:
    """Sequences shuffled in windows of `window` units, dealt to `lanes` in batches of `batch`."""

    def __init__(self, grid: Grid, seed: int, epoch: int, window: int, lanes: int, batch: int) -> None:
        self._grid, self._seed, self._epoch = grid, seed, epoch
        self._window, self._lanes, self._batch = window, lanes, batch
        self.chunk_units = window
        self._full = grid.first_full[-1]
        self._units = Permutation(self._full, seed, epoch, _UNITS)
        self._lane_units = self._full // lanes
        self._lane_rows = self._lane_units * grid.unit_rows
        self._lane_batches = self._lane_rows // batch
        self._main = self._lane_batches * batch * lanes
        self._chunk_rows = window * grid.unit_rows

    def parts(self, start: int, end: int) -> list[tuple[Key, int, int]]:
        parts: list[tuple[Key, int, int]] = []
        while start < end:
            if start >= self._main:
                return parts + self._cut("tail", 0, start - self._main, end - self._main)
            number, offset = divmod(start, self._batch)
            count = min(end - start, self._batch - offset)
            first = number // self._lanes * self._batch + offset
            parts += self._cut("lane", number % self._lanes, first, first + count)
            start += count
        return parts

    def _cut(self, kind: str, lane: int, start: int, end: int) -> list[tuple[Key, int, int]]:
        size, parts = self._chunk_rows, []
        for number in range(start // size, (end - 1) // size + 1):
            first = number * size
            parts.append(((kind, lane, number), max(start, first) - first, min(end, first + size) - first))
        return parts

    def chunk(self, key: Key) -> Chunk:
        """The chunk called `key`."""
        kind, lane, number = key
        if kind == "lane":
            return self._lane_chunk(lane, number)
        first = number * self._chunk_rows
        units, rows = (column[first : first + self._chunk_rows] for column in self._tail)
        order = Permutation(len(units), self._seed, self._epoch, _TAIL, number)(np.arange(len(units)))
        return Chunk(units[order], rows[order])

    def _lane_chunk(self, lane: int, number: int) -> Chunk:
        first = number * self._window
        members = np.arange(first, min(first + self._window, self._lane_units))
        units = self._grid.full_unit(self._units(members * self._lanes + lane))
        count = len(units) * self._grid.unit_rows
        shuffle = Permutation(count, self._seed, self._epoch, _WINDOW, lane << 32 | number)
        order = shuffle(np.arange(count))
        return Chunk(units[order // self._grid.unit_rows], order % self._grid.unit_rows)

    @cached_property
    def _tail(self) -> tuple[Numbers, Numbers]:
        """Units and rows of what the lanes leave over."""
        grid, units, rows = self._grid, [], []
        left = self._lane_batches * self._batch
        for lane in range(self._lanes):
            for key, start, end in self._cut("lane", lane, left, self._lane_rows) if left < self._lane_rows else []:
                chunk = self._lane_chunk(lane, key[2])
                units.append(chunk.units[start:end])
                rows.append(chunk.rows[start:end])
        rest = grid.full_unit(self._units(np.arange(self._lane_units * self._lanes, self._full)))
        units.append(np.repeat(rest, grid.unit_rows))
        rows.append(np.tile(np.arange(grid.unit_rows), len(rest)))
        shards = np.flatnonzero(grid.rows % grid.unit_rows)
        for shard in shards[Permutation(len(shards), self._seed, self._epoch, _PARTIAL)(np.arange(len(shards)))]:
            count = int(grid.rows[shard]) % grid.unit_rows
            units.append(np.full(count, grid.first_unit[shard + 1] - 1))
            rows.append(np.arange(count))
        return np.concatenate(units).astype(np.int64), np.concatenate(rows).astype(np.int64)

    def following(self, key: Key) -> Key | None:
        """The chunk that is needed after `key`."""
        kind, lane, number = key
        end = self._lane_rows if kind == "lane" else len(self._tail[0])
        return (kind, lane, number + 1) if (number + 1) * self._chunk_rows < end else None
