"""Objects in S3 and other stores, read in ranges. Needs the package `obstore`."""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from ..errors import SourceError
from .base import ShardFile

PART = 8 << 20
"""Bytes of a request where a shard is read in its order."""
_PARTS_KEPT = 8
_FETCHERS = 4


class ObjectStore:
    """A prefix of an object store: `s3://bucket/prefix`, also `gs://`, `az://`, `https://`.

    There is one request for each range, and none that lists or asks for sizes: the manifest has them all. Shards that
    are read in their order come in parts of 8 MiB, the next one fetched ahead; at most eight parts are held in memory.
    Credentials come from the environment (`AWS_ACCESS_KEY_ID`, …) or from `options`, which go to
    `obstore.store.from_url`; failed requests are tried again as its `retry_config` says.
    """

    def __init__(self, url: str, **options: Any) -> None:
        try:
            import obstore.store
        except ImportError:
            raise SourceError("reading from an object store needs the package 'obstore': sluice-reader[s3]") from None
        self._url = url.rstrip("/")
        try:
            self._store: Any = obstore.store.from_url(self._url, **options)
        except Exception as error:
            raise SourceError(f"{self._url}: {_reason(error)}") from None
        self._fetchers = ThreadPoolExecutor(_FETCHERS, "sluice-fetch")
        self._parts = _Parts()

    def __repr__(self) -> str:
        return f"ObjectStore({self._url!r})"

    def read(self, name: str, limit: int) -> bytes:
        """A small object whole, or refused when its first bytes are too many."""
        import obstore

        try:
            result: Any = obstore.get(self._store, name)
            if result.meta["size"] > limit:
                raise SourceError(f"{name}: larger than {limit} bytes")
            return bytes(result.bytes())
        except SourceError:
            raise
        except Exception as error:
            raise SourceError(f"{name}: {_reason(error)}") from None

    def fetch(self, name: str, start: int, end: int) -> memoryview:
        """Bytes `start` up to `end` of an object, in one request."""
        import obstore

        try:
            data = memoryview(obstore.get_range(self._store, name, start=start, end=end))
        except Exception as error:
            raise SourceError(f"{name}: {_reason(error)}") from None
        if len(data) != end - start:
            raise SourceError(f"{name}: the store gave {len(data)} bytes of {end - start}: the shard is cut short")
        return data

    def blob(self, file: ShardFile) -> _Object:
        """A shard; nothing is requested yet."""
        return _Object(self, file)

    def part(self, file: ShardFile, number: int) -> Future[memoryview]:
        """Part `number` of a shard, fetched or on its way."""
        start = number * PART
        end = min(start + PART, file.size)
        return self._parts.get((file.name, number), lambda: self._fetchers.submit(self.fetch, file.name, start, end))


class _Parts:
    """The parts used last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[str, int], Future[memoryview]] = OrderedDict()

    def get(self, key: tuple[str, int], make: Any) -> Future[memoryview]:
        with self._lock:
            future = self._held.get(key)
            if future is None or (future.done() and future.exception() is not None):
                future = self._held[key] = make()
            self._held.move_to_end(key)
            while len(self._held) > _PARTS_KEPT:
                self._held.popitem(last=False)[1].cancel()
            return future


class _Object:
    """One shard of an object store."""

    def __init__(self, store: ObjectStore, file: ShardFile) -> None:
        self._store, self._file = store, file
        self._last = -1

    def view(self, start: int, end: int) -> memoryview:
        """Bytes `start` up to `end`: from parts if the reader goes on where it was, else in a request of their own."""
        goes_on = self._last >= 0 and 0 <= end - self._last <= PART and start <= self._last
        self._last = end
        if not goes_on or end - start > PART:
            return self._store.fetch(self._file.name, start, end)
        first, last = start // PART, (end - 1) // PART
        parts = [self._store.part(self._file, number) for number in range(first, last + 1)]
        if (last + 1) * PART < self._file.size:
            self._store.part(self._file, last + 1)
        views = [part.result() for part in parts]
        offset = start - first * PART
        if len(views) == 1:
            return views[0][offset : offset + end - start]
        return memoryview(b"".join(views))[offset : offset + end - start]


def _reason(error: Exception) -> str:
    """The first line of a message, without addresses signed with credentials."""
    return f"{type(error).__name__}: {str(error).splitlines()[0].split('?')[0][:200]}" if str(error) else "failed"
