"""One shard: checked when it is opened, and decoded frame by frame."""

from __future__ import annotations

import hashlib
import hmac
import struct
import threading

import numpy as np
import zstandard
from numpy.typing import NDArray

from ._cobblestone import Message
from ._index import Documents, Index, parse_documents, parse_index
from ._planes import Planes, token_width
from .errors import ShardError, SourceError
from .manifest import Manifest, ShardEntry
from .sources import Blob

_ROLE = {"text": 2, "columns": 3}
_WINDOW_LIMIT = 1 << 20


def context(manifest: Manifest, entry: ShardEntry) -> bytes:
    """What binds a shard to its place: data set, generation, index and role."""
    place = struct.pack(">QIB", entry.generation, entry.index, _ROLE.get(manifest.layout, 0))
    return b"sluice/shard/1\0" + manifest.dataset.bytes + place


class _Scratch(threading.local):
    """Buffers and a decompressor of one thread."""

    def __init__(self) -> None:
        self.packed = bytearray()
        self.plain = np.empty(0, np.uint8)
        self.decompressor = zstandard.ZstdDecompressor(max_window_size=_WINDOW_LIMIT)


_scratch = _Scratch()


class Shard:
    """An open shard. Reading is safe from several threads."""

    def __init__(
        self, blob: Blob, manifest: Manifest, entry: ShardEntry, key: bytes, dataset_key: bytes, is_signed: bool
    ) -> None:
        self.entry = entry
        self._manifest = manifest
        self._is_signed = is_signed
        try:
            self._message = Message(blob, entry.size, key, context(manifest, entry))
            if not hmac.compare_digest(self._message.commitment, entry.commitment):
                raise ShardError("the shard is not the one in the manifest")
            self._index = self._read_index(dataset_key)
        except SourceError:
            raise
        except ShardError as error:
            raise ShardError(f"{entry.name}: {error}") from None
        self._documents: Documents | None = None
        self._erased: list[tuple[int, int]] | None = None

    def _read_index(self, dataset_key: bytes) -> Index:
        data = self._message.read_end(self.entry.index_bytes)
        if self._is_signed:
            code = hmac.new(dataset_key, b"sluice/index/1\0" + data, hashlib.sha256).digest()
            if not hmac.compare_digest(code, self.entry.index_hmac):
                raise ShardError("the index is not the one that was signed")
        manifest = self._manifest
        width = token_width(manifest.layout)
        return parse_index(data, self.entry, self._message.size, manifest.frame_tokens, width)

    @property
    def documents(self) -> Documents:
        """The shard's documents."""
        if self._documents is None:
            try:
                self._documents = parse_documents(self._index.table, self.entry)
            except ShardError as error:
                raise ShardError(f"{self.entry.name}: {error}") from None
        return self._documents

    @property
    def erased(self) -> list[tuple[int, int]]:
        """Token ranges that tombstones cover, in ascending order."""
        if self._erased is None:
            places = self._manifest.erased_documents(self.entry.index)
            starts = self.documents.starts if places else np.empty(0, np.int64)
            self._erased = sorted((int(starts[first]), int(starts[end])) for first, end in places)
        return self._erased

    def is_erased(self, document: int) -> bool:
        """Whether a tombstone covers a document."""
        return any(first <= document < end for first, end in self._manifest.erased_documents(self.entry.index))

    def read(self, start: int, end: int, out: Planes, fill: int) -> None:
        """Puts tokens `start` up to `end` into `out`, in one dimension; those of erased documents are `fill`."""
        size = self._manifest.frame_tokens
        if start % size == 0 and end - start == size and out.raw is not None and len(out) == size:
            self._decode(start // size, out.raw)
        else:
            for number in range(start // size, -(-end // size)):
                first = number * size
                low, high = max(start, first), min(end, first + size)
                out[low - start : high - start].set(self._scratch_frame(number)[low - first : high - first])
        for first, last in self.erased:
            if first < end and start < last:
                out[max(first, start) - start : min(last, end) - start].fill(fill)

    def frame(self, number: int) -> Planes:
        """All tokens of a frame, those of erased documents too."""
        plain = np.empty(int(self._index.sizes[number]), np.uint8)
        self._decode(number, plain)
        return Planes.of_frame(plain, self._manifest.layout)

    def _scratch_frame(self, number: int) -> Planes:
        """The same, until the thread decodes another."""
        size, scratch = int(self._index.sizes[number]), _scratch
        if len(scratch.plain) < size:
            scratch.plain = np.empty(size, np.uint8)
        plain = scratch.plain[:size]
        self._decode(number, plain)
        return Planes.of_frame(plain, self._manifest.layout)

    def _decode(self, number: int, out: NDArray[np.uint8]) -> None:
        """Decrypts, checks and decompresses a frame to `out`, which has its size."""
        index, scratch = self._index, _scratch
        start, end = int(index.offsets[number]), int(index.offsets[number + 1])
        try:
            packed = self._message.read(start, end, scratch.packed)
            if self._is_signed and hashlib.sha256(packed).digest() != index.digest(number):
                raise ShardError(f"frame {number} is not the one that was signed")
            head = zstandard.get_frame_parameters(packed)
            is_sound = head.has_checksum and not head.dict_id and head.window_size <= _WINDOW_LIMIT
            if not is_sound or head.content_size != len(out) or packed[-4:] != index.checksum(number):
                raise ShardError(f"frame {number} is not what its index says")
            reader = scratch.decompressor.stream_reader(packed, read_size=len(packed))
            is_whole = reader.readinto(out) == len(out) and not reader.read(1)
        except zstandard.ZstdError:
            is_whole = False
        except SourceError:
            raise
        except ShardError as error:
            raise ShardError(f"{self.entry.name}: {error}") from None
        if not is_whole:
            raise ShardError(f"{self.entry.name}: frame {number} does not decompress")
