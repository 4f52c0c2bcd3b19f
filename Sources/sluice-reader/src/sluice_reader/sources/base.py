"""What every source gives."""

from __future__ import annotations

from typing import NamedTuple, Protocol, runtime_checkable


class ShardFile(NamedTuple):
    """A file as the manifest names it."""

    name: str
    size: int
    sha256: bytes


class Blob(Protocol):
    """The bytes of one shard. Safe from several threads."""

    def view(self, start: int, end: int) -> memoryview:
        """Bytes `start` up to `end`, all of which exist."""


@runtime_checkable
class Source(Protocol):
    """A place with the files of one data set. Give `sluice_reader.open` one of your own for other kinds of storage."""

    def read(self, name: str, limit: int) -> bytes:
        """A small file whole. Raises `SourceError`, also if it has more than `limit` bytes."""

    def blob(self, file: ShardFile) -> Blob:
        """A shard. Raises `SourceError` if it is missing or, where that costs nothing to see, of another size."""


class Memory:
    """A blob in memory."""

    def __init__(self, data: bytes | memoryview) -> None:
        self._data = memoryview(data)

    def view(self, start: int, end: int) -> memoryview:
        """Bytes `start` up to `end`."""
        return self._data[start:end]
