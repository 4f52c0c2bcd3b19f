"""PyTorch data sets over `Sequences`. Import needs `torch`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import torch
from torch.utils.data import Dataset as TorchDataset
from torch.utils.data import IterableDataset, get_worker_info

from .packing import PackedBatch
from .sequences import Sequences


class PackedTensors(NamedTuple):
    """A `PackedBatch` as tensors."""

    tokens: torch.Tensor
    position_ids: torch.Tensor
    cu_seqlens: torch.Tensor
    max_seqlen: int


class _Positioned(IterableDataset[Any]):
    def __init__(self, sequences: Sequences) -> None:
        self.sequences = sequences

    def __len__(self) -> int:
        return len(self.sequences)

    def state_dict(self) -> dict[str, Any]:
        """Where the iteration in this process stands."""
        return self.sequences.state_dict()

    def state_after(self, batches: int) -> dict[str, Any]:
        """The state after `batches` batches of this epoch, for loaders with workers."""
        return self.sequences.state_after(batches)

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Continues where `state` was saved."""
        self.sequences.load_state_dict(state)


class Batches(_Positioned):
    """Batches as tensors, or `PackedTensors` with `pack="docmask"`; for `DataLoader(..., batch_size=None)`.

    Best with `num_workers=0` and `threads` of `Dataset.sequences`: handing batches from one process to another costs
    more than decoding them. With workers the batches come in the same order; then save `state_after(batches)`.
    """

    def __iter__(self) -> Iterator[Any]:
        for batch in self.sequences.share(*_worker()):
            if isinstance(batch, PackedBatch):
                yield PackedTensors(
                    torch.from_numpy(batch.tokens), torch.from_numpy(batch.position_ids),
                    torch.from_numpy(batch.cu_seqlens), batch.max_seqlen,
                )  # fmt: skip
            else:
                yield torch.from_numpy(batch)


class Samples(_Positioned):
    """Single sequences as tensors, of `Dataset.sequences` without `batch`; for `DataLoader(..., batch_size=8)`.

    Neighbouring sequences share their memory: copy what is kept for long.
    """

    def __iter__(self) -> Iterator[torch.Tensor]:
        part, parts = _worker()
        return self.sequences.share(part, parts, lambda rows: torch.from_numpy(rows).unbind())


class NumberedSamples(TorchDataset[torch.Tensor]):
    """Single sequences by number in the order in which they stand, for samplers of one's own."""

    def __init__(self, sequences: Sequences) -> None:
        self.sequences = sequences

    def __len__(self) -> int:
        return self.sequences.count

    def __getitem__(self, number: int) -> torch.Tensor:
        return torch.from_numpy(self.sequences.row(number))


def _worker() -> tuple[int, int]:
    info = get_worker_info()
    return (info.id, info.num_workers) if info else (0, 1)
