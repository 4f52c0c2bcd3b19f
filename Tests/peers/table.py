"""Rows of a comparison and how they are printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One measure of ours beside a peer's."""

    measure: str
    ours: float
    theirs: float | None = None
    peer: str = ""
    version: str = ""
    floor: float | None = None
    """Least ratio of ours to theirs, or with `is_most` the largest; without a peer the least or largest value."""
    is_most: bool = False

    @property
    def ratio(self) -> float | None:
        """Ours in terms of theirs."""
        return self.ours / self.theirs if self.theirs else None

    @property
    def is_ok(self) -> bool:
        """Whether the floor holds."""
        if self.floor is None:
            return True
        value = self.ours if self.ratio is None else self.ratio
        return value <= self.floor if self.is_most else value >= self.floor

    def members(self) -> dict[str, Any]:
        """The row as JSON."""
        return {
            "measure": self.measure, "peer": self.peer, "version": self.version, "ours": round(self.ours, 3),
            "theirs": None if self.theirs is None else round(self.theirs, 3),
            "ratio": None if self.ratio is None else round(self.ratio, 3), "floor": self.floor, "ok": self.is_ok,
        }  # fmt: skip


def show(rows: Iterable[Row]) -> None:
    """Prints the rows as a table of `Docs/benchmarks.md`."""
    print("| measure | peer | ours | peer's | ratio | floor |\n|---|---|---|---|---|---|")
    for row in rows:
        peer = f"{row.peer} {row.version}".strip()
        theirs = "" if row.theirs is None else f"{row.theirs:,.4g}"
        ratio = "" if row.ratio is None else f"{row.ratio:.3g}"
        floor = "" if row.floor is None else f"{'≤' if row.is_most else '≥'} {row.floor:g}"
        mark = "" if row.is_ok else " MISSED"
        print(f"| {row.measure} | {peer} | {row.ours:,.4g} | {theirs} | {ratio} | {floor}{mark} |")
