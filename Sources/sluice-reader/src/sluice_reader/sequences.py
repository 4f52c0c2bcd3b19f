"""Batches of sequences for training."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from .errors import StateError
from .order import Chunk, Grid, Key, Sequential, Windowed, sequences_of_unit

if TYPE_CHECKING:
    from .dataset import Dataset

Shuffle = Literal["none", "window"]
Tail = Literal["drop", "pad", "wrap"]
Block = NDArray[np.unsignedinteger]
_RECENT = 8


class _Blocks:
    """The decoded units of one chunk."""

    def __init__(self, chunk: Chunk, reader: Sequences, pool: ThreadPoolExecutor | None) -> None:
        self.chunk = chunk
        self._reader = reader
        self._blocks: dict[int, Block | Future[Block]] = {}
        if pool:
            for unit in dict.fromkeys(chunk.units.tolist()):
                self._blocks[unit] = pool.submit(reader.unit, unit)

    def block(self, unit: int) -> Block:
        """The sequences of a unit, decoded now unless a thread has done so."""
        block = self._blocks.get(unit)
        if isinstance(block, Future):
            block = self._blocks[unit] = block.result()
        elif block is None:
            block = self._blocks[unit] = self._reader.unit(unit)
        return block

    def cancel(self) -> None:
        """Gives up what no thread has begun."""
        for block in self._blocks.values():
            if isinstance(block, Future):
                block.cancel()


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
        order = self._order()
        start = self._position
        steps = self._steps(start)
        active: OrderedDict[Key, _Blocks] = OrderedDict()
        capacity = 2 * (math.ceil(self.lanes / math.gcd(self.lanes, self.world * parts)) + 1)
        pool = ThreadPoolExecutor(self.threads, "sluice") if self.threads else None
        try:
            for step in range(part, steps, parts):
                first = start + (step * self.world + self.rank) * self.batch
                made = self._batch(order, first, active, capacity, pool)
                self._position = start + (step + 1) * self.world * self.batch
                yield made[0] if self._is_single else made
            self._epoch, self._position = self._epoch + 1, 0
        finally:
            for blocks in active.values():
                blocks.cancel()
            if pool:
                pool.shutdown(cancel_futures=True)

    def _order(self) -> Sequential | Windowed:
        if self.shuffle == "none":
            return Sequential(self._grid)
        return Windowed(self._grid, self.seed, self._epoch, self.window, self.lanes, self.batch)

    def _batch(
        self, order: Sequential | Windowed, first: int, active: OrderedDict[Key, _Blocks], capacity: int,
        pool: ThreadPoolExecutor | None,
    ) -> NDArray[Any]:  # fmt: skip
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
            end = min(position + self.batch - row, count)
            for key, low, high in order.parts(position, end):
                blocks = self._activate(order, key, active, capacity, pool)
                self._copy(blocks, low, high, out[row : row + high - low])
                row += high - low
        return out

    def _activate(
        self, order: Sequential | Windowed, key: Key, active: OrderedDict[Key, _Blocks], capacity: int,
        pool: ThreadPoolExecutor | None,
    ) -> _Blocks:  # fmt: skip
        """The blocks of a chunk; with threads, those of the next chunk are begun too."""
        wanted = active.get(key)
        if wanted is None:
            wanted = active[key] = _Blocks(order.chunk(key), self, pool)
        active.move_to_end(key)
        following = order.following(key) if pool else None
        if following and following not in active:
            active[following] = _Blocks(order.chunk(following), self, pool)
        while len(active) > capacity:
            active.popitem(last=False)[1].cancel()
        return wanted

    @staticmethod
    def _copy(blocks: _Blocks, low: int, high: int, out: NDArray[Any]) -> None:
        units = blocks.chunk.units[low:high].tolist()
        rows = blocks.chunk.rows[low:high].tolist()
        if units[0] == units[-1] and rows[-1] - rows[0] == high - low - 1 and units.count(units[0]) == len(units):
            out[:] = blocks.block(units[0])[rows[0] : rows[0] + high - low]
            return
        for i, (unit, row) in enumerate(zip(units, rows, strict=True)):
            out[i] = blocks.block(unit)[row]

    def row(self, number: int) -> NDArray[Any]:
        """The sequence with a number, in the order in which they stand; the last few units are kept decoded."""
        if not 0 <= number < self.count:
            raise IndexError(f"sequence {number} of {self.count}")
        [((_, _, unit), row, _)] = Sequential(self._grid).parts(number, number + 1)
        block = self._recent.get(unit)
        if block is None:
            block = self._recent[unit] = self.unit(unit)
            while len(self._recent) > _RECENT:
                self._recent.popitem(last=False)
        return block[row].astype(self.dtype)

    def unit(self, number: int) -> Block:
        """The sequences of a unit as rows; safe from several threads."""
        position, first, count = self._grid.place(number)
        shard = self.dataset.shard(position)
        start, wanted = first * self.length, count * self.length
        end = min(start + wanted, shard.entry.tokens)
        tokens = shard.tokens(start, end, self.pad)
        if len(tokens) < wanted:
            tokens = self._completed(tokens, wanted, shard.entry.tokens, position)
        return tokens.reshape(count, self.length)

    def _completed(self, tokens: Block, wanted: int, size: int, position: int) -> Block:
        """The last, short sequence of a shard filled up: with `pad`, or as the last `length` tokens."""
        result = np.full(wanted, self.pad, tokens.dtype)
        result[: len(tokens)] = tokens
        if self.tail == "wrap":
            last = self.dataset.shard(position).tokens(max(0, size - self.length), size, self.pad)
            result[wanted - self.length :] = np.resize(last, self.length)
        return result

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
