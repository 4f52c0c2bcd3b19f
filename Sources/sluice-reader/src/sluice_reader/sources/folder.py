"""Files in a folder, mapped into memory."""

from __future__ import annotations

import mmap
import os
from pathlib import Path

from ..errors import SourceError
from .base import Memory, ShardFile


class Folder:
    """A folder on a local or shared file system."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)

    def __repr__(self) -> str:
        return f"Folder({str(self._path)!r})"

    def read(self, name: str, limit: int) -> bytes:
        """A small file whole."""
        try:
            with (self._path / name).open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                data = b"" if size > limit else file.read(size + 1)
        except OSError as error:
            raise SourceError(f"{name}: {error.strerror}") from None
        if size > limit or len(data) > limit:
            raise SourceError(f"{name}: larger than {limit} bytes")
        return data

    def blob(self, file: ShardFile) -> Memory:
        """A shard, mapped read-only."""
        return Memory(mapped(self._path / file.name, file))


def mapped(path: Path, file: ShardFile) -> memoryview:
    """The bytes of a file that must have the size of `file`."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise SourceError(f"{file.name}: {error.strerror}") from None
    try:
        found = os.fstat(handle).st_size
        if found != file.size:
            raise SourceError(f"{file.name}: the shard has {found} bytes, the manifest says {file.size}")
        return memoryview(mmap.mmap(handle, found, prot=mmap.PROT_READ)) if found else memoryview(b"")
    finally:
        os.close(handle)
