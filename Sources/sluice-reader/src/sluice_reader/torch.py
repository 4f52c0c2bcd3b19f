"""PyTorch data sets over `Sequences`. Import needs `torch`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch.utils.data import Dataset as TorchDataset
from torch.utils.data import IterableDataset, get_worker_info

from .sequences import Sequences


class Batches(IterableDataset[torch.Tensor]):
    """Batches as tensors; give it to `DataLoader(..., batch_size=None)`.

    Best with `num_workers=0` and `threads` of `Dataset.sequences`: handing batches from one process to another costs
    more than decoding them. With workers the batches come in the same order; then save `state_after(batches)`.
    """

    def __init__(self, sequences: Sequences) -> None:
        self.sequences = sequences

    def __iter__(self) -> Iterator[torch.Tensor]:
        info = get_worker_info()
        part, parts = (info.id, info.num_workers) if info else (0, 1)
        for batch in self.sequences.share(part, parts):
            yield torch.from_numpy(batch)

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


class MapBatches(TorchDataset[torch.Tensor]):
    """Single sequences by number in the order in which they stand, for samplers of one's own."""

    def __init__(self, sequences: Sequences) -> None:
        self.sequences = sequences

    def __len__(self) -> int:
        return self.sequences.count

    def __getitem__(self, number: int) -> torch.Tensor:
        return torch.from_numpy(self.sequences.row(number))
