"""Tokens as shards hold them: low halves, and third bytes where the vocabulary needs them; or bytes of text."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WIDTH = {"u16": 2, "u16plane": 3, "text": 1, "columns": 1}
_DTYPE: dict[str, np.dtype[np.unsignedinteger]] = {
    "u16": np.dtype("<u2"), "u16plane": np.dtype("<u4"), "text": np.dtype("u1"), "columns": np.dtype("u1"),
}  # fmt: skip
_THIRD_BYTE = {"little": 2, "big": -3}
"""Where bits 16 to 23 stand in a number."""

Numbers = NDArray[np.int64]
DType = str | np.dtype[Any] | type | None
"""Names an integer type of arrays."""


def token_width(layout: str) -> int:
    """Bytes of a token in a frame."""
    return _WIDTH[layout]


def token_dtype(layout: str) -> np.dtype[np.unsignedinteger]:
    """The narrowest type that holds every token of a layout."""
    return _DTYPE[layout]


def _low_dtype(layout: str) -> np.dtype[np.unsignedinteger]:
    return _DTYPE["u16"] if layout == "u16plane" else _DTYPE[layout]


class Planes:
    """An array of tokens, one plane for each part of a token. Parts of it are views."""

    __slots__ = ("high", "low", "raw")

    def __init__(
        self, low: NDArray[np.unsignedinteger], high: NDArray[np.uint8] | None, raw: NDArray[np.uint8] | None = None
    ) -> None:
        self.low = low
        """Bits 0 to 15; of text and records, whole bytes."""
        self.high = high
        """Bits 16 to 23, or nothing if all are zero."""
        self.raw = raw
        """The bytes of all planes, one behind the other as in a frame, where they lie so."""

    @classmethod
    def empty(cls, units: int, rows: int, length: int, layout: str) -> Planes:
        """Room for units of so many rows, not initialised: shape (units, rows, length). Each unit lies as a frame."""
        count, width = rows * length, token_width(layout)
        raw = np.empty((units, count * width), np.uint8)
        low = raw[:, : min(width, 2) * count].view(_low_dtype(layout)).reshape(units, rows, length)
        return cls(low, raw[:, 2 * count :].reshape(units, rows, length) if width == 3 else None, raw)

    @classmethod
    def of_frame(cls, plain: NDArray[np.uint8], layout: str) -> Planes:
        """The tokens of a decompressed frame, as views of it."""
        width = token_width(layout)
        count = len(plain) // width
        low = plain[: min(width, 2) * count].view(_low_dtype(layout))
        return cls(low, plain[2 * count :] if width == 3 else None, plain)

    def unit(self, number: int) -> Planes:
        """The rows of a unit."""
        raw = self.raw
        return Planes(self.low[number], None if self.high is None else self.high[number],
                      None if raw is None else raw[number])  # fmt: skip

    def __len__(self) -> int:
        return len(self.low)

    def __getitem__(self, rows: slice | Numbers | tuple[Any, Any]) -> Planes:
        return Planes(self.low[rows], None if self.high is None else self.high[rows])

    def flat(self, count: int) -> Planes:
        """The first `count` tokens in one dimension; they must lie together."""
        low, high = self.low.reshape(-1), None if self.high is None else self.high.reshape(-1)
        if count == len(low):
            return Planes(low, high, self.raw)
        return Planes(low[:count], None if high is None else high[:count])

    def set(self, other: Planes) -> None:
        """Copies all tokens of `other`."""
        self.low[...] = other.low
        if self.high is not None and other.high is not None:
            self.high[...] = other.high

    def fill(self, token: int) -> None:
        """Puts `token` everywhere."""
        self.low[...] = token & 0xFFFF
        if self.high is not None:
            self.high[...] = token >> 16

    def widen(self, out: NDArray[Any]) -> None:
        """Writes the tokens to `out`, an array of the same size in one piece, of any integer type that holds them."""
        out = out.reshape(-1)
        out[:] = self.low.reshape(-1)
        if self.high is not None:
            size = out.dtype.itemsize
            out.view(np.uint8)[_THIRD_BYTE[sys.byteorder] % size :: size] = self.high.reshape(-1)
