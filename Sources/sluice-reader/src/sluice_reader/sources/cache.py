"""Shards of another source, kept on a local disk as they are: encrypted."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import threading
import time
from pathlib import Path

from ..errors import SourceError
from .base import Blob, Memory, ShardFile, Source
from .folder import mapped

_PIECE = 16 << 20
_SUFFIX = ".slz"
_LEFTOVER_AGE = 86_400


class DiskCache:
    """Keeps whole shards in a folder, each under its SHA-256, which is checked before the file gets its name.

    Several processes may share the folder: there are no locks, and nothing has to be cleaned up after a crash but
    unfinished files, which the next one that opens the folder removes after a day. Shards unused for longest are
    removed beyond `limit` bytes; one that is being read stays readable.
    """

    def __init__(self, source: Source, folder: str | os.PathLike[str], limit: int = 1 << 40) -> None:
        self._source, self._folder, self._limit = source, Path(folder), limit
        self._folder.mkdir(parents=True, exist_ok=True)
        self._locks: dict[bytes, threading.Lock] = {}
        self._lock = threading.Lock()
        self._remove_leftovers()

    def __repr__(self) -> str:
        return f"DiskCache({self._source!r}, {str(self._folder)!r})"

    def read(self, name: str, limit: int) -> bytes:
        """Manifest and key file are never kept: a newer one counts at once."""
        return self._source.read(name, limit)

    def blob(self, file: ShardFile) -> Memory:
        """A shard from the folder, fetched into it first if need be."""
        path = self._folder / (file.sha256.hex() + _SUFFIX)
        with self._lock:
            lock = self._locks.setdefault(file.sha256, threading.Lock())
        with lock:
            try:
                data = mapped(path, file)
                os.utime(path)
            except (SourceError, OSError):
                self._make_room(file.size)
                self._fetch(file, path)
                data = mapped(path, file)
        return Memory(data)

    def _fetch(self, file: ShardFile, path: Path) -> None:
        blob: Blob = self._source.blob(file)
        digest = hashlib.sha256()
        handle, partial = tempfile.mkstemp(prefix=".partial-", dir=self._folder)
        try:
            with open(handle, "wb") as out:
                for start in range(0, file.size, _PIECE):
                    piece = blob.view(start, min(start + _PIECE, file.size))
                    digest.update(piece)
                    out.write(piece)
            if digest.digest() != file.sha256:
                raise SourceError(f"{file.name}: the shard is not the one in the manifest")
            os.rename(partial, path)
        except OSError as error:
            raise SourceError(f"{file.name}: cannot be kept in {self._folder}: {error.strerror}") from None
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(partial)

    def _make_room(self, size: int) -> None:
        """Removes shards unused for longest until `size` bytes more are within the limit."""
        found = []
        for path in self._folder.glob("*" + _SUFFIX):
            with contextlib.suppress(OSError):
                facts = path.stat()
                found.append((facts.st_mtime_ns, facts.st_size, path))
        excess = sum(bytes_ for _, bytes_, _ in found) + size - self._limit
        for _, bytes_, path in sorted(found):
            if excess <= 0:
                break
            with contextlib.suppress(OSError):
                path.unlink()
            excess -= bytes_

    def _remove_leftovers(self) -> None:
        for path in self._folder.glob(".partial-*"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _LEFTOVER_AGE:
                    path.unlink()
