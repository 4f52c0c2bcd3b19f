"""Runs of sequences that are decoded together, now or ahead by threads."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from ._planes import Planes
from .order import Chunk, Key, Order

_SPARE = 4

ReadUnit = Callable[[int, Planes], None]
"""Decodes the sequences of a unit into the rows of an array."""


class Block:
    """The sequences of one chunk, decoded into one array."""

    def __init__(self, chunk: Chunk, arrays: Arrays, read: ReadUnit, pool: ThreadPoolExecutor | None) -> None:
        self.chunk = chunk
        if chunk.is_one_unit:
            units, self._ordinals = chunk.units[:1], np.zeros(len(chunk.units), np.int64)
        else:
            units, self._ordinals = np.unique(chunk.units, return_inverse=True)
        self._rows = arrays.take(len(units))
        self._arrays, self._read = arrays, read
        self._missing: dict[int, Future[None] | None] = dict.fromkeys(range(len(units)))
        self._units: list[int] = units.tolist()
        if pool:
            for ordinal in dict.fromkeys(self._ordinals.tolist()):
                self._missing[ordinal] = pool.submit(self._decode, ordinal)

    def _decode(self, ordinal: int) -> None:
        self._read(self._units[ordinal], self._rows.unit(ordinal))

    def entries(self, low: int, high: int, step: int = 1) -> Planes:
        """Every `step`-th of entries `low` up to `high`, decoded: views or copies."""
        if self._missing:
            self._need(low, high, step)
        if self.chunk.is_one_unit:
            first = int(self.chunk.rows[low])
            return self._rows.unit(0)[first : first + high - low : step]
        part = slice(low, high, step)
        return self._rows[self._ordinals[part], self.chunk.rows[part]]

    def _need(self, low: int, high: int, step: int) -> None:
        for ordinal in dict.fromkeys(self._ordinals[low:high:step].tolist()):
            if ordinal in self._missing:
                future = self._missing[ordinal]
                if future:
                    future.result()
                else:
                    self._decode(ordinal)
                del self._missing[ordinal]

    def close(self) -> None:
        """Gives up what no thread has begun, and the array for others to use."""
        begun = [future for future in self._missing.values() if future and not future.cancel()]
        if all(future.done() for future in begun):
            self._arrays.give(self._rows)


class Arrays:
    """Arrays for blocks, used again."""

    def __init__(self, unit_rows: int, length: int, layout: str) -> None:
        self._unit_rows, self._length, self._layout = unit_rows, length, layout
        self._free: list[Planes] = []

    def take(self, units: int) -> Planes:
        """An array for so many units."""
        for i, array in enumerate(self._free):
            if len(array) == units:
                return self._free.pop(i)
        return Planes.empty(units, self._unit_rows, self._length, self._layout)

    def give(self, array: Planes) -> None:
        """Keeps an array for `take`."""
        if len(self._free) < _SPARE:
            self._free.append(array)


class Blocks:
    """The blocks that an iteration is at; with threads, the next ones are decoded ahead."""

    def __init__(self, order: Order, arrays: Arrays, read: ReadUnit, threads: int, streams: int) -> None:
        """`streams` is the number of lanes that the iteration takes turns with."""
        self._order, self._arrays, self._read = order, arrays, read
        self._pool = ThreadPoolExecutor(threads, "sluice") if threads else None
        self._ahead = math.ceil(2 * threads / order.chunk_units) if threads else 0
        self._capacity = (1 + self._ahead) * streams + 1
        self._active: OrderedDict[Key, Block] = OrderedDict()

    def parts(self, start: int, end: int) -> list[tuple[Key, int, int]]:
        """Where positions `start` up to `end` lie: chunks, and which of their entries."""
        return self._order.parts(start, end)

    def block(self, key: Key) -> Block:
        """The block of a chunk."""
        wanted = self._active.get(key) or self._begin(key)
        self._active.move_to_end(key)
        following: Key | None = key
        for _ in range(self._ahead):
            following = self._order.following(following) if following else None
            if following and following in self._active:
                self._active.move_to_end(following)
            elif following:
                self._begin(following)
        return wanted

    def _begin(self, key: Key) -> Block:
        while len(self._active) >= self._capacity:
            self._active.popitem(last=False)[1].close()
        block = self._active[key] = Block(self._order.chunk(key), self._arrays, self._read, self._pool)
        return block

    def close(self) -> None:
        """Ends the threads."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        for block in self._active.values():
            block.close()
