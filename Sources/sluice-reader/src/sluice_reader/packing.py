"""Where documents begin and end in packed sequences, for attention that does not look beyond its own document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class PackedBatch:
    """Sequences and the parts of documents in them.

    A part is what lies of one document in one sequence; padding is a part of its own.
    """

    tokens: NDArray[Any]
    """Shape (batch, length)."""
    position_ids: NDArray[np.int64]
    """Shape (batch, length): counts from 0 in each part."""
    cu_seqlens: NDArray[np.int32]
    """Where parts start in the batch laid out in one row, and its end: what variable-length attention takes."""
    max_seqlen: int
    """Tokens of the longest part."""


def packed(tokens: NDArray[Any], cuts: list[Numbers]) -> PackedBatch:
    """A batch whose parts start at the beginning of each row and at `cuts`, ascending for each row, within the row."""
    rows, length = tokens.shape
    starts = np.concatenate([np.concatenate(([0], cut)) + row * length for row, cut in enumerate(cuts)])
    bounds = np.unique(np.append(starts, rows * length))
    sizes = np.diff(bounds)
    positions = np.arange(rows * length) - np.repeat(bounds[:-1], sizes)
    return PackedBatch(
        tokens, positions.reshape(rows, length), bounds.astype(np.int32), int(sizes.max()) if len(sizes) else 0
    )


def cuts_between(starts: Numbers, first: int, end: int) -> Numbers:
    """Where documents start behind token `first` and before `end`, counted from `first`."""
    low = np.searchsorted(starts, first, side="right")
    high = np.searchsorted(starts, end, side="left")
    found: Numbers = starts[low:high] - first
    return found
