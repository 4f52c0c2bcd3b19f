"""Batches of sequences for training."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from ._shard import token_dtype
from .errors import StateError
from .order import Chunk, Grid, Key, Numbers, Sequential, Windowed, sequences_of_unit

if TYPE_CHECKING:
    from .dataset import Dataset

Shuffle = Literal["none", "window"]
Tail = Literal["drop", "pad", "wrap"]
Block = NDArray[np.unsignedinteger]
_RECENT = 8
_SPARE = 4
_RUN = 4096


class _Block:
    """The sequences of one chunk, decoded into one array."""

    def __init__(self, chunk: Chunk, reader: Sequences, pool: ThreadPoolExecutor | None) -> None:
        units, ordinals = np.unique(chunk.units, return_inverse=True)
        self.slots: Numbers = ordinals * reader.unit_rows + chunk.rows
        """The row of `rows` in which each sequence of the chunk stands."""
        self.is_ordered = len(units) == 1 and bool(np.all(np.diff(chunk.rows) == 1))
        self.rows = reader.take_array(len(units) * reader.unit_rows)
        self._reader = reader
        self._ordinals = ordinals
        self._missing: dict[int, Future[None] | None] = dict.fromkeys(range(len(units)))
        self._units = units.tolist()
        if pool:
            for ordinal in dict.fromkeys(ordinals.tolist()):
                self._missing[ordinal] = pool.submit(self._decode, ordinal)

    def _decode(self, ordinal: int) -> None:
        size = self._reader.unit_rows
        self._reader.read_unit(self._units[ordinal], self.rows[ordinal * size : (ordinal + 1) * size])

    def need(self, low: int, high: int) -> None:
        """Sees to it that entries `low` up to `high` are decoded."""
        if not self._missing:
            return
        for ordinal in dict.fromkeys(self._ordinals[low:high].tolist()):
            if ordinal in self._missing:
                future = self._missing[ordinal]
                if future:
                    future.result()
                else:
                    self._decode(ordinal)
                del self._missing[ordinal]

    def copy(self, low: int, high: int, out: NDArray[Any]) -> None:
        """Copies entries `low` up to `high`."""
        self.need(low, high)
        if self.is_ordered:
            first = int(self.slots[low])
            out[:] = self.rows[first : first + high - low]
        else:
            out[:] = self.rows[self.slots[low:high]]

    def close(self) -> None:
        """Gives up what no thread has begun, and the array for others to use."""
        begun = [future for future in self._missing.values() if future and not future.cancel()]
        if all(future.done() for future in begun):
            self._reader.give_array(self.rows)


class _Blocks:
    """The blocks that an iteration is at; with threads, the next ones are decoded ahead."""

    def __init__(self, reader: Sequences, order: Sequential | Windowed, parts: int) -> None:
        self.order = order
        self._reader = reader
        lanes = math.ceil(reader.lanes / math.gcd(reader.lanes, reader.world * parts))
        self._pool = ThreadPoolExecutor(reader.threads, "sluice") if reader.threads else None
        self._capacity = 2 * (lanes + 1) if self._pool else lanes + 1
        self._active: OrderedDict[Key, _Block] = OrderedDict()

    def block(self, key: Key) -> _Block:
        """The block of a chunk."""
        wanted = self._active.get(key)
        if wanted is None:
            wanted = self._begin(key)
        self._active.move_to_end(key)
        if self._pool:
            following = self.order.following(key)
            if following and following not in self._active:
                self._begin(following)
        return wanted

    def _begin(self, key: Key) -> _Block:
        while len(self._active) >= self._capacity:
            self._active.popitem(last=False)[1].close()
        block = self._active[key] = _Block(self.order.chunk(key), self._reader, self._pool)
        return block

    def close(self) -> None:
        """Ends the threads."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        for block in self._active.values():
            block.close()


class Sequences:
    """An iterator over batches, made by `Dataset.sequences`.

    Iterating yields the rest of the epoch and then moves on to the next one. What is yielded depends on the data set
    and on seed, epoch, shuffle, window, lanes, length and batch alone: rank r of w takes batches r, r+w, r+2w, ….
    """

    def __init__(
        self, dataset: Dataset, length: int, batch: int | None, *, seed: int, shuffle: Shuffle, window: int,
        lanes: int, rank: int, world: int, threads: int, dtype: str | np.dtype[Any], tail: Tail, pad: int,
    ) -> None:  # fmt: skip
        _check(length=length, batch=batch or 1, window=window, lanes=lanes, world=world)
        if not 0 <= rank < world:
            raise ValueError("rank must be from 0 to world - 1")
        if not 0 <= seed < 2**64 or threads < 0:
            raise ValueError("seed must be from 0 to 2^64 - 1, threads not negative")
        if shuffle not in ("none", "window") or tail not in ("drop", "pad", "wrap"):
            raise ValueError("shuffle is 'none' or 'window'; tail is 'drop', 'pad' or 'wrap'")
        if not 0 <= pad < dataset.manifest.tokenizer.vocab:
            raise ValueError("pad is not a token id of the tokenizer")
        self.dataset, self.length, self.batch = dataset, length, batch or 1
        self.seed, self.shuffle, self.window, self.lanes = seed, shuffle, window, lanes
        self.rank, self.world, self.threads, self.tail, self.pad = rank, world, threads, tail, pad
        self.dtype = np.dtype(dtype)
        if self.dtype.kind not in "iu" or np.iinfo(self.dtype).max < dataset.manifest.tokenizer.vocab - 1:
            raise ValueError(f"dtype {self.dtype} does not hold every token id")
        self._is_single = batch is None
        tokens = np.array([entry.tokens for entry in dataset.manifest.shards], np.int64)
        rows = tokens // length if tail == "drop" else -(-tokens // length)
        self._grid = Grid(rows, sequences_of_unit(length, dataset.manifest.frame_tokens))
        self._recent: OrderedDict[int, Block] = OrderedDict()
        self._arrays: list[Block] = []
        self._epoch = self._position = 0

    def __len__(self) -> int:
        """Batches that this rank has in a whole epoch."""
        return self._steps(0)

    @property
    def count(self) -> int:
        """Sequences in an epoch, over all ranks."""
        return self._grid.count

    @property
    def epoch(self) -> int:
        """The current epoch, from 0."""
        return self._epoch

    @property
    def tokens_left_out(self) -> int:
        """Tokens that `tail="drop"` leaves out of every epoch because they do not fill a sequence."""
        return max(0, self.dataset.manifest.tokens - self._grid.count * self.length)

    def _steps(self, position: int) -> int:
        left = self._grid.count - position
        if self.tail == "drop":
            return left // self.batch // self.world
        return math.ceil(math.ceil(left / self.batch) / self.world)

    def __iter__(self) -> Iterator[NDArray[Any]]:
        """The batches of the rest of the epoch: arrays of shape (batch, length)."""
        return self.share(0, 1)

    def share(self, part: int, parts: int) -> Iterator[NDArray[Any]]:
        """Every `parts`-th batch from `part` on of those that iterating yields; for worker processes."""
        blocks = _Blocks(self, self._order(), parts)
        start, steps = self._position, self._steps(self._position)
        try:
            if self._is_single and self.world * parts == 1:
                yield from self._singles(blocks, start, steps)
            else:
                for step in range(part, steps, parts):
                    made = self._batch(blocks, start + (step * self.world + self.rank) * self.batch)
                    self._position = start + (step + 1) * self.world * self.batch
                    yield made[0] if self._is_single else made
            self._epoch, self._position = self._epoch + 1, 0
        finally:
            blocks.close()

    def _order(self) -> Sequential | Windowed:
        if self.shuffle == "none":
            return Sequential(self._grid)
        return Windowed(self._grid, self.seed, self._epoch, self.window, self.lanes, self.batch)

    def _singles(self, blocks: _Blocks, start: int, steps: int) -> Iterator[NDArray[Any]]:
        """Single sequences where this process takes all of them."""
        position, end, dtype = start, start + steps, self.dtype
        while position < end:
            for key, low, high in blocks.order.parts(position, min(position + _RUN, end)):
                block = blocks.block(key)
                for entry, slot in enumerate(block.slots[low:high].tolist(), low):
                    block.need(entry, entry + 1)
                    position += 1
                    self._position = position
                    yield block.rows[slot].astype(dtype)

    def _batch(self, blocks: _Blocks, first: int) -> NDArray[Any]:
        count = self._grid.count
        out = np.empty((self.batch, self.length), self.dtype)
        row = 0
        while row < self.batch:
            position = first + row
            if position >= count:
                if self.tail == "pad":
                    out[row:] = self.pad
                    break
                position %= count
            for key, low, high in blocks.order.parts(position, min(position + self.batch - row, count)):
                blocks.block(key).copy(low, high, out[row : row + high - low])
                row += high - low
        return out

    def row(self, number: int) -> NDArray[Any]:
        """The sequence with a number, in the order in which they stand; the last few units are kept decoded."""
        if not 0 <= number < self.count:
            raise IndexError(f"sequence {number} of {self.count}")
        [((_, _, unit), row, _)] = Sequential(self._grid).parts(number, number + 1)
        block = self._recent.get(unit)
        if block is None:
            block = self._recent[unit] = self.take_array(self.unit_rows)
            self.read_unit(unit, block)
            while len(self._recent) > _RECENT:
                self._recent.popitem(last=False)
        sequence: NDArray[Any] = block[row].astype(self.dtype)
        return sequence

    @property
    def unit_rows(self) -> int:
        """Most sequences of a unit."""
        return self._grid.unit_rows

    def take_array(self, rows: int) -> Block:
        """An array for so many sequences, perhaps one that is free again."""
        for i, array in enumerate(self._arrays):
            if len(array) == rows:
                return self._arrays.pop(i)
        return np.empty((rows, self.length), token_dtype(self.dataset.manifest.layout))

    def give_array(self, array: Block) -> None:
        """Keeps an array for `take_array`."""
        if len(self._arrays) < _SPARE:
            self._arrays.append(array)

    def read_unit(self, number: int, out: Block) -> None:
        """Decodes the sequences of a unit into the first rows of `out`; safe from several threads."""
        position, first, count = self._grid.place(number)
        shard = self.dataset.shard(position)
        start, size = first * self.length, shard.entry.tokens
        end = min(start + count * self.length, size)
        flat = out.reshape(-1)
        shard.read(start, end, flat[: end - start], self.pad)
        if end - start < count * self.length:
            self._complete(flat[(count - 1) * self.length : count * self.length], end - start, position)

    def _complete(self, row: Block, filled: int, position: int) -> None:
        """Fills up the last, short sequence of a shard: with `pad`, or as the last `length` tokens."""
        row[filled % self.length :] = self.pad
        if self.tail == "wrap":
            shard = self.dataset.shard(position)
            size = shard.entry.tokens
            row[:] = np.resize(shard.tokens(max(0, size - self.length), size, self.pad), self.length)

    def _identity(self) -> dict[str, Any]:
        return {
            "manifest": self.dataset.manifest.sha256, "length": self.length, "batch": self.batch,
            "seed": self.seed, "shuffle": self.shuffle, "window": self.window, "lanes": self.lanes,
            "tail": self.tail,
        }  # fmt: skip

    def state_dict(self) -> dict[str, Any]:
        """Where the iteration stands: the same for every rank after equally many batches."""
        return self._identity() | {"epoch": self._epoch, "position": self._position}

    def state_after(self, batches: int) -> dict[str, Any]:
        """The state after this rank has taken `batches` batches since the last state was loaded or an epoch began.

        For worker processes, whose progress the process that saves cannot see.
        """
        epoch, position = self._epoch, self._position
        while batches >= (steps := self._steps(position)):
            if not steps and not position:
                raise ValueError("the data set has no batch for each rank")
            batches, epoch, position = batches - steps, epoch + 1, 0
        return self._identity() | {"epoch": epoch, "position": position + batches * self.world * self.batch}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Continues where `state` was saved, with any world size and number of threads; takes no time.

        Seed, shuffle, window and lanes are taken from the state. Raises `StateError` if manifest, length, batch or
        tail are others.
        """
        fixed = ("manifest", "length", "batch", "tail")
        own = self._identity()
        if state.keys() != own.keys() | {"epoch", "position"}:
            raise StateError("the state has other members than this version writes")
        for name in fixed:
            if state[name] != own[name]:
                raise StateError(f"the state was saved with another {name}")
        position, epoch = state["position"], state["epoch"]
        if not 0 <= epoch < 2**64 or position < 0 or position % self.batch:
            raise StateError("the state's epoch or position is out of range")
        self.seed, self.shuffle = state["seed"], state["shuffle"]
        self.window, self.lanes = state["window"], state["lanes"]
        self._epoch, self._position = epoch, position


def _check(**values: int) -> None:
    for name, value in values.items():
        if value < 1:
            raise ValueError(f"{name} must be at least 1")
