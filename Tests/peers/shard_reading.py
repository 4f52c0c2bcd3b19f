"""The reading half of the race `shards`."""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import sealed
import shard_peers
import torch
from shard_peers import BATCH, SEED
from sluice_reader.torch import Batches, NumberedSamples, Samples
from table import Row
from torch.utils.data import DataLoader

LENGTH = 2048
VOCABULARY = 128_000
MANY_SHARDS = 1000
_OURS = "sluice-reader"

Runs = dict[str, Callable[[], Iterable[torch.Tensor]]]
"""Names of the sides, and what makes the batches of each."""


def rows(options: argparse.Namespace) -> list[Row]:
    """All measures of reading."""
    torch.set_num_threads(1)
    folder = sealed.dataset(options.sluice, options.work, VOCABULARY, "speed")
    tokens = sealed.rows(folder, LENGTH)
    race = _Race(options.work / "peers", folder, tokens, options.rounds)
    random_folder = sealed.dataset(options.sluice, options.work, VOCABULARY, "random")
    count = 10_000 if options.quick else None
    many = sealed.dataset(
        options.sluice, options.work, VOCABULARY, "speed", shard_tokens=race.total_tokens() // MANY_SHARDS - 3000
    )
    return (
        race.samples() + race.batches() + race.random_reads(random_folder, count) + race.first_batch(many)
        + race.resume(folder)
    )  # fmt: skip


class Speed(NamedTuple):
    """Million tokens for each second."""

    wall: float
    """Of the clock."""
    cpu: float
    """Of processor time, all threads of the process together."""


class _Race:
    """The same rows in all formats."""

    def __init__(self, work: Path, folder: Path, tokens: np.ndarray, rounds: int) -> None:
        self.work, self.folder, self.tokens, self.rounds = work, folder, tokens, rounds
        work.mkdir(parents=True, exist_ok=True)
        self.memmap = shard_peers.Memmap()
        self.mapped = self._prepared(self.memmap)

    def total_tokens(self) -> int:
        return sealed.opened(self.folder).token_count

    def _prepared(self, peer: shard_peers.Peer, name: str | None = None) -> Path:
        return shard_peers.prepare(peer, self.tokens, self.work / (name or peer.name).replace(" ", "-"))

    def _ours(self, is_shuffled: bool, is_batched: bool, threads: int = 0) -> Iterable[torch.Tensor]:
        """Batches of our reader: as many as the peers have."""
        data = sealed.opened(self.folder)
        shuffle = "window" if is_shuffled else "none"
        if is_batched:
            made = iter(Batches(data.sequences(LENGTH, BATCH, seed=SEED, shuffle=shuffle, threads=threads)))
        else:
            samples = Samples(data.sequences(LENGTH, seed=SEED, shuffle=shuffle, threads=threads))
            made = iter(DataLoader(samples, BATCH, drop_last=True))
        for _ in range(len(self.tokens) // BATCH):
            yield next(made)

    def samples(self) -> list[Row]:
        """Single sequences, put together to batches by the loader of PyTorch or the peer's own.

        Ours decode ahead in one thread of their own, as users are told to; the processor time of all threads counts
        in the rows that say so.
        """
        floors: list[tuple[shard_peers.Peer, float | None]] = [
            (self.memmap, 0.6), (shard_peers.Parquet(), 2), (shard_peers.LitData(), 5), (shard_peers.MDS(), 15),
            (shard_peers.WebDataset(), None),
        ]  # fmt: skip
        folders = {peer.name: self._prepared(peer) for peer, _ in floors}
        table = []
        for is_shuffled in (False, True):
            runs: Runs = {_OURS: partial(self._ours, is_shuffled, False, threads=1)}
            for peer, _ in floors:
                runs[peer.name] = partial(peer.loader, folders[peer.name], is_shuffled)
            speeds = self._race(runs, None if is_shuffled else self._checksum())
            order = "shuffled" if is_shuffled else "in order"
            for peer, floor in floors:
                ours, theirs = speeds[_OURS], speeds[peer.name]
                name = f"read, Mtok/s, samples {order}"
                table.append(Row(name, ours.wall, theirs.wall, peer.name, peer.version, floor))
                name = f"read, Mtok per CPU second, samples {order}"
                table.append(Row(name, ours.cpu, theirs.cpu, peer.name, peer.version))
        return table

    def batches(self) -> list[Row]:
        """Whole batches, without a loader."""
        table = []
        for is_shuffled in (False, True):
            speeds = self._race(
                {
                    _OURS: partial(self._ours, is_shuffled, True),
                    self.memmap.name: partial(self.memmap.batches, self.mapped, is_shuffled),
                },
                None if is_shuffled else self._checksum(),
            )
            name = "read on one thread, Mtok per CPU second, batches " + ("shuffled" if is_shuffled else "in order")
            ours, theirs = speeds[_OURS], speeds[self.memmap.name]
            table.append(Row(name, ours.cpu, theirs.cpu, self.memmap.name, self.memmap.version, 0.4))
        return table

    def random_reads(self, folder: Path, count: int | None) -> list[Row]:
        """Single sequences in an order that no reader knows before."""
        order = list(range(len(self.tokens)))
        random.Random(SEED).shuffle(order)
        del order[count:]
        plain = np.memmap(self.mapped / "tokens.u32", "<u4", "r").reshape(-1, LENGTH)
        samples = NumberedSamples(sealed.opened(folder).sequences(LENGTH))

        def ours() -> Iterator[torch.Tensor]:
            for i in order:
                yield samples[i]

        def theirs() -> Iterator[torch.Tensor]:
            for i in order:
                yield torch.from_numpy(plain[i].astype(np.int64))

        checksum = sum(int(plain[i, 0]) for i in order)
        speeds = self._race({_OURS: ours, self.memmap.name: theirs}, checksum)
        own, other = speeds[_OURS].cpu, speeds[self.memmap.name].cpu
        floor = 30 if own >= 30 else 0.2
        name = "read, Mtok per CPU second, 2,048 tokens anywhere, profile random"
        if floor == 30:
            return [Row(name, own, floor=30), Row(name, own, other, self.memmap.name, self.memmap.version)]
        return [Row(name, own, other, self.memmap.name, self.memmap.version, 0.2)]

    def first_batch(self, many: Path) -> list[Row]:
        """Milliseconds from opening a data set of 1,000 shards to its first shuffled batch."""
        litdata = shard_peers.LitData("chunk", chunk_items=max(1, len(self.tokens) // MANY_SHARDS))
        theirs = self._prepared(litdata, "litdata-many")
        shards = len(sealed.opened(many).manifest.shards)

        def open_ours() -> Iterable[torch.Tensor]:
            data = sealed.opened(many)
            return Batches(data.sequences(LENGTH, BATCH, seed=SEED, shuffle="window"))

        own = self._first(open_ours)
        other = self._first(lambda: litdata.loader(theirs, True))
        name = f"first batch after opening {shards:,} shards, ms"
        return [
            Row(name, own, floor=50, is_most=True),
            Row(name, own, other, litdata.name, litdata.version, 0.1, is_most=True),
        ]

    def resume(self, folder: Path) -> list[Row]:
        """Milliseconds from a saved state to the next batch: the slowest of some steps."""
        data = sealed.opened(folder)
        worst = 0.0
        for shuffle in ("none", "window"):
            made = data.sequences(LENGTH, BATCH, seed=SEED, shuffle=shuffle)
            for step in random.Random(SEED).sample(range(len(made)), 10):
                state = made.state_after(step)

                def resumed(state: dict[str, object] = state, shuffle: str = shuffle) -> Iterable[torch.Tensor]:
                    fresh = data.sequences(LENGTH, BATCH, seed=SEED, shuffle=shuffle)
                    fresh.load_state_dict(state)
                    return Batches(fresh)

                worst = max(worst, self._first(resumed))
        return [Row("resume at any step, ms to the next batch, worst of 20", worst, floor=50, is_most=True)]

    def _checksum(self) -> int:
        """Sum of the first token of every batch in order."""
        return int(self.tokens[: len(self.tokens) // BATCH * BATCH : BATCH, 0].sum(dtype=np.int64))

    def _race(self, runs: Runs, checksum: int | None) -> dict[str, Speed]:
        """The medians of each side."""
        speeds: dict[str, list[Speed]] = {side: [] for side in runs}
        for _ in range(self.rounds):
            for side, make in runs.items():
                wall, cpu, count, found = time.perf_counter(), time.process_time(), 0, 0
                for batch in make():
                    count += batch.numel()
                    found += int(batch.reshape(-1)[0])
                wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
                speeds[side].append(Speed(count / 1e6 / wall, count / 1e6 / cpu))
                if checksum is not None and found != checksum:
                    raise SystemExit(f"{side}: not the same tokens")
        return {
            side: Speed(statistics.median(v.wall for v in values), statistics.median(v.cpu for v in values))
            for side, values in speeds.items()
        }

    def _first(self, make: Callable[[], Iterable[torch.Tensor]]) -> float:
        """Median milliseconds of wall time to the first batch."""
        times = []
        for _ in range(self.rounds):
            start = time.perf_counter()
            next(iter(make()))
            times.append(1000 * (time.perf_counter() - start))
        return statistics.median(times)
