"""One shard: mapped, checked, and opened frame by frame."""

from __future__ import annotations

import hashlib
import hmac
import mmap
import os
import struct
import threading
from pathlib import Path

import numpy as np
import zstandard
from numpy.typing import NDArray

from ._cobblestone import COMMITMENT, HEADER, SALT, Message
from ._index import Documents, Index, parse_documents, parse_index
from .errors import ShardError
from .manifest import Manifest, ShardEntry

_WIDTH = {"u16": 2, "u16plane": 3}
_DTYPE: dict[str, np.dtype[np.unsignedinteger]] = {"u16": np.dtype("<u2"), "u16plane": np.dtype("<u4")}
_WINDOW_LIMIT = 1 << 20


def token_dtype(layout: str) -> np.dtype[np.unsignedinteger]:
    """The type in which tokens of a layout are decoded."""
    return _DTYPE[layout]


def context(manifest: Manifest, entry: ShardEntry) -> bytes:
    """What binds a shard to its place: data set, generation, index and role."""
    place = struct.pack(">QIB", entry.generation, entry.index, 0)
    return b"sluice/shard/1\0" + manifest.dataset.bytes + place


class _Scratch(threading.local):
    """Buffers and a decompressor of one thread."""

    def __init__(self) -> None:
        self.buffer = bytearray()
        self.decompressor = zstandard.ZstdDecompressor(max_window_size=_WINDOW_LIMIT)


_scratch = _Scratch()


class Shard:
    """An open shard. Reading is safe from several threads."""

    def __init__(
        self,
        path: Path,
        manifest: Manifest,
        entry: ShardEntry,
        key: bytes,
        dataset_key: bytes,
        is_signed: bool,
    ) -> None:
        self.entry = entry
        self._manifest = manifest
        self._is_signed = is_signed
        self._width = _WIDTH[manifest.layout]
        self._dtype = token_dtype(manifest.layout)
        mapped = _map(path, entry.size)
        if not hmac.compare_digest(bytes(mapped[SALT : SALT + COMMITMENT]), entry.commitment):
            raise ShardError(f"{path.name}: the shard is not the one in the manifest")
        try:
            self._message = Message(mapped, key, context(manifest, entry))
            self._message.authenticate_end()
            self._index = self._read_index(dataset_key)
        except ShardError as error:
            raise ShardError(f"{path.name}: {error}") from None
        self._documents: Documents | None = None
        self._erased: list[tuple[int, int]] | None = None

    def _read_index(self, dataset_key: bytes) -> Index:
        size, entry = self._message.size, self.entry
        if entry.index_bytes > size:
            raise ShardError("the index is larger than the shard")
        data = bytes(self._message.read(size - entry.index_bytes, size, bytearray()))
        if self._is_signed:
            code = hmac.new(dataset_key, b"sluice/index/1\0" + data, hashlib.sha256).digest()
            if not hmac.compare_digest(code, entry.index_hmac):
                raise ShardError("the index is not the one that was signed")
        return parse_index(data, entry, size, self._manifest.frame_tokens, self._width)

    @property
    def documents(self) -> Documents:
        """The shard's documents."""
        if self._documents is None:
            self._documents = parse_documents(self._index.table, self.entry)
        return self._documents

    @property
    def erased(self) -> list[tuple[int, int]]:
        """Token ranges that tombstones cover, in ascending order."""
        if self._erased is None:
            stones = [t for t in self._manifest.tombstones if t.shard == self.entry.index]
            places = [(t.first, t.end) for t in stones]
            self._erased = sorted(
                (int(self.documents.starts[first]), int(self.documents.starts[end])) for first, end in places
            )
        return self._erased

    def is_erased(self, document: int) -> bool:
        """Whether a tombstone covers a document."""
        index = self.entry.index
        return any(t.shard == index and t.first <= document < t.end for t in self._manifest.tombstones)

    def tokens(self, start: int, end: int, fill: int = 0) -> NDArray[np.unsignedinteger]:
        """Tokens `start` up to `end`; those of erased documents are `fill`."""
        out = np.empty(end - start, self._dtype)
        self.read(start, end, out, fill)
        return out

    def read(self, start: int, end: int, out: NDArray[np.unsignedinteger], fill: int = 0) -> None:
        """Puts tokens `start` up to `end` into `out`; those of erased documents are `fill`."""
        size = self._manifest.frame_tokens
        for frame in range(start // size, -(-end // size)):
            first = frame * size
            low, high = max(start, first), min(end, first + size)
            self._decode(frame, low - first, high - first, out[low - start : high - start])
        for first, last in self.erased:
            if first < end and start < last:
                out[max(first, start) - start : min(last, end) - start] = fill

    def _decode(self, frame: int, low: int, high: int, out: NDArray[np.unsignedinteger]) -> None:
        """Decrypts and decompresses a frame and copies its tokens `low` up to `high` to `out`."""
        index, scratch = self._index, _scratch
        start, end = int(index.offsets[frame]), int(index.offsets[frame + 1])
        size = int(index.sizes[frame])
        try:
            packed = self._message.read(start, end, scratch.buffer)
            if self._is_signed and hashlib.sha256(packed).digest() != index.digest(frame):
                raise ShardError(f"frame {frame} is not the one that was signed")
            head = zstandard.get_frame_parameters(packed)
            is_sound = head.has_checksum and not head.dict_id and head.window_size <= _WINDOW_LIMIT
            if not is_sound or head.content_size != size or packed[-4:] != index.checksum(frame):
                raise ShardError(f"frame {frame} is not what its index says")
            plain = scratch.decompressor.decompress(packed, max_output_size=size, allow_extra_data=False)
        except zstandard.ZstdError:
            raise ShardError(f"{self.entry.name}: frame {frame} does not decompress") from None
        except ShardError as error:
            raise ShardError(f"{self.entry.name}: {error}") from None
        if self._width == 2:
            out[:] = np.frombuffer(plain, "<u2", high - low, 2 * low)
            return
        count = size // 3
        out[:] = np.frombuffer(plain, np.uint8, high - low, 2 * count + low)
        out <<= 16
        out |= np.frombuffer(plain, "<u2", high - low, 2 * low)


def _map(path: Path, size: int) -> memoryview:
    """The file's bytes, mapped read-only; its size must be the manifest's."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise ShardError(f"{path.name}: {error.strerror}") from None
    try:
        found = os.fstat(handle).st_size
        if found != size:
            raise ShardError(f"{path.name}: the shard has {found} bytes, the manifest says {size}")
        if size < HEADER:
            raise ShardError(f"{path.name}: the shard is cut short")
        return memoryview(mmap.mmap(handle, size, prot=mmap.PROT_READ))
    finally:
        os.close(handle)
