"""Batches of sequences for training."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from ._blocks import Arrays, Block, Blocks
from ._planes import DType, Numbers, Planes
from .errors import StateError
from .order import Grid, Order, Sequential, Windowed, sequences_of_unit
from .packing import PackedBatch, cuts_between, packed

if TYPE_CHECKING:
    from .dataset import Dataset

Shuffle = Literal["none", "window"]
Tail = Literal["drop", "pad", "wrap"]
Pack = Literal["concat", "docmask"]
Batch = NDArray[Any] | PackedBatch
_RECENT = 8
_RUN = 32
"""Single sequences that are made at once."""


class Sequences:
    """An iterator over batches, made by `Dataset.sequences`.

    Iterating yields the rest of the epoch and then moves on to the next one. What is yielded depends on the data set
    and on seed, epoch, shuffle, window, lanes, length and batch alone: rank r of w takes batches r, r+w, r+2w, ….
    """

    def __init__(
        self, dataset: Dataset, length: int, batch: int | None, *, seed: int, shuffle: Shuffle, window: int,
        lanes: int, rank: int, world: int, threads: int, dtype: DType, tail: Tail, pad: int,
        pack: Pack,
    ) -> None:  # fmt: skip
        _check(length=length, batch=batch or 1, window=window, lanes=lanes, world=world)
        if not 0 <= rank < world:
            raise ValueError("rank must be from 0 to world - 1")
        if not 0 <= seed < 2**64 or threads < 0:
            raise ValueError("seed must be from 0 to 2^64 - 1, threads not negative")
        if shuffle not in ("none", "window") or tail not in ("drop", "pad", "wrap"):
            raise ValueError("shuffle is 'none' or 'window'; tail is 'drop', 'pad' or 'wrap'")
        if pack not in ("concat", "docmask"):
            raise ValueError("pack is 'concat' or 'docmask'")
        if not 0 <= pad < dataset.manifest.tokenizer.vocab:
            raise ValueError("pad is not a token id of the tokenizer")
        self.dataset, self.length, self.batch = dataset, length, batch or 1
        self.seed, self.shuffle, self.window, self.lanes = seed, shuffle, window, lanes
        self.rank, self.world, self.threads, self.tail, self.pad, self.pack = rank, world, threads, tail, pad, pack
        self.dtype = dataset.integer_type(dtype)
        self._is_single = batch is None
        tokens = np.array([entry.tokens for entry in dataset.manifest.shards], np.int64)
        rows = tokens // length if tail == "drop" else -(-tokens // length)
        self._grid = Grid(rows, sequences_of_unit(length, dataset.manifest.frame_tokens))
        self._recent: OrderedDict[int, Planes] = OrderedDict()
        self._arrays = Arrays(self._grid.unit_rows, length, dataset.manifest.layout)
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

    def __iter__(self) -> Iterator[Any]:
        """The batches of the rest of the epoch: arrays of shape (batch, length), or `PackedBatch`.

        An array is yours: it is not used again.
        """
        return self.share(0, 1)

    def share(self, part: int, parts: int, rows_of: Callable[[NDArray[Any]], Iterable[Any]] = iter) -> Iterator[Any]:
        """Every `parts`-th batch from `part` on of those that iterating yields; for worker processes.

        Single sequences are made some at a time; `rows_of` takes their array apart.
        """
        streams = math.ceil(self.lanes / math.gcd(self.lanes, self.world * parts))
        blocks = Blocks(self._order(), self._arrays, self._read_unit, self.threads, streams)
        try:
            if self._is_single and self.pack == "concat":
                for rows, places in self._runs(blocks, part, parts):
                    for row, place in zip(rows_of(rows), places, strict=True):
                        self._position = place
                        yield row
            else:
                start, stride = self._position, self.world * self.batch
                for step in range(part, self._steps(start), parts):
                    made = self._batch(blocks, start + step * stride + self.rank * self.batch)
                    self._position = start + (step + 1) * stride
                    yield made
            self._epoch, self._position = self._epoch + 1, 0
        finally:
            blocks.close()

    def _order(self) -> Order:
        if self.shuffle == "none":
            return Sequential(self._grid)
        return Windowed(self._grid, self.seed, self._epoch, self.window, self.lanes, self.batch)

    def _runs(self, blocks: Blocks, part: int, parts: int) -> Iterator[tuple[NDArray[Any], range]]:
        """Single sequences, some at a time, and where the iteration stands behind each."""
        start, steps, stride = self._position, range(part, self._steps(self._position), parts), self.world * parts
        for done in range(0, len(steps), _RUN):
            run = steps[done : done + _RUN]
            first = start + run[0] * self.world + self.rank
            out = np.empty((len(run), self.length), self.dtype)
            row = self._copy(blocks, first, min(first + len(run) * stride, self._grid.count), stride, out)
            for left in range(row, len(run)):
                self._beyond(blocks, first + left * stride, out[left : left + 1])
            behind = start + (run[0] + 1) * self.world
            yield out, range(behind, behind + len(run) * stride, stride)

    def _batch(self, blocks: Blocks, first: int) -> Batch:
        """The batch that starts at a position."""
        out = np.empty((self.batch, self.length), self.dtype)
        cuts: list[Numbers] = []
        row = self._copy(blocks, first, min(first + self.batch, self._grid.count), 1, out, cuts)
        if row < self.batch:
            self._beyond(blocks, first + row, out[row:], cuts)
        if self.pack == "docmask":
            return packed(out, cuts)
        return out

    def _copy(
        self, blocks: Blocks, start: int, end: int, stride: int, out: NDArray[Any], cuts: list[Numbers] | None = None
    ) -> int:
        """Every `stride`-th sequence of positions `start` up to `end` to the rows of `out`; returns how many."""
        row = passed = 0
        for key, low, high in blocks.parts(start, end):
            first = low + -passed % stride
            if first < high:
                block = blocks.block(key)
                count = -(-(high - first) // stride)
                block.entries(first, high, stride).widen(out[row : row + count])
                if cuts is not None and self.pack == "docmask":
                    cuts += self._cuts(block, first, high)
                row += count
            passed += high - low
        return row

    def _beyond(self, blocks: Blocks, position: int, out: NDArray[Any], cuts: list[Numbers] | None = None) -> None:
        """Fills rows for positions behind the last: with `pad`, or with the epoch from its beginning."""
        count = self._grid.count
        row = 0
        while row < len(out) and self.tail == "wrap":
            first = (position + row) % count
            row += self._copy(blocks, first, min(first + len(out) - row, count), 1, out[row:], cuts)
        out[row:] = self.pad
        if cuts is not None:
            cuts += [np.empty(0, np.int64)] * (len(out) - row)

    def _cuts(self, block: Block, low: int, high: int) -> list[Numbers]:
        """Where documents and padding start within sequences of a block."""
        found = []
        for unit, row in zip(block.chunk.units[low:high].tolist(), block.chunk.rows[low:high].tolist(), strict=True):
            position, first, _ = self._grid.place(unit)
            shard = self.dataset.shard(position)
            start, size = (first + row) * self.length, shard.entry.tokens
            if start + self.length <= size:
                found.append(cuts_between(shard.documents.starts, start, start + self.length))
            elif self.tail == "pad":
                found.append(np.append(cuts_between(shard.documents.starts, start, size), size - start))
            elif size >= self.length:
                found.append(cuts_between(shard.documents.starts, size - self.length, size))
            else:
                ends = np.arange(0, self.length, size)
                inner = cuts_between(shard.documents.starts, 0, size)
                repeated = np.unique(np.concatenate([ends, *(inner + end for end in ends)]))
                found.append(repeated[(repeated > 0) & (repeated < self.length)])
        return found

    def row(self, number: int) -> NDArray[Any]:
        """The sequence with a number, in the order in which they stand; the last few units are kept decoded."""
        if not 0 <= number < self.count:
            raise IndexError(f"sequence {number} of {self.count}")
        unit, row = self._grid.unit_of(number)
        kept = self._recent.get(unit)
        if kept is None:
            kept = self._recent[unit] = self._arrays.take(1).unit(0)
            self._read_unit(unit, kept)
            while len(self._recent) > _RECENT:
                self._recent.popitem(last=False)
        out = np.empty(self.length, self.dtype)
        kept[row : row + 1].widen(out)
        return out

    def _read_unit(self, number: int, out: Planes) -> None:
        """Decodes the sequences of a unit into the first rows of `out`; safe from several threads."""
        position, first, count = self._grid.place(number)
        shard = self.dataset.shard(position)
        start, size = first * self.length, shard.entry.tokens
        end = min(start + count * self.length, size)
        shard.read(start, end, out.flat(end - start), self.pad)
        if end - start < count * self.length:
            self._complete(out.flat(count * self.length)[(count - 1) * self.length :], end - start, position)

    def _complete(self, row: Planes, filled: int, position: int) -> None:
        """Fills up the last, short sequence of a shard: with `pad`, or as the last `length` tokens."""
        if self.tail == "pad":
            row[filled % self.length :].fill(self.pad)
            return
        shard = self.dataset.shard(position)
        size = shard.entry.tokens
        count = min(size, self.length)
        shard.read(size - count, size, row[:count], self.pad)
        for start in range(count, self.length, count):
            part = row[start : start + count]
            part.set(row[: len(part)])

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
        tail are others, or the state is damaged.
        """
        own = self._identity()
        if not isinstance(state, dict) or state.keys() != own.keys() | {"epoch", "position"}:
            raise StateError("the state has other members than this version writes")
        for name in ("manifest", "length", "batch", "tail"):
            if state[name] != own[name]:
                raise StateError(f"the state was saved with another {name}")
        for name, low, high in (
            ("epoch", 0, 2**64), ("position", 0, 2**63), ("seed", 0, 2**64), ("window", 1, 2**63), ("lanes", 1, 2**63)
        ):  # fmt: skip
            if type(state[name]) is not int or not low <= state[name] < high:
                raise StateError(f"the state's {name} is out of range")
        if state["position"] % self.batch or state["shuffle"] not in ("none", "window"):
            raise StateError("the state's position or shuffle is out of range")
        self.seed, self.shuffle = state["seed"], state["shuffle"]
        self.window, self.lanes = state["window"], state["lanes"]
        self._epoch, self._position = state["epoch"], state["position"]


def _check(**values: int) -> None:
    for name, value in values.items():
        if value < 1:
            raise ValueError(f"{name} must be at least 1")
