"""The index at the end of a shard: document table, frame digests and seek table. `Docs/formats/shard.md`."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .errors import ShardError
from .manifest import ShardEntry

_SLIX_MAGIC = 0x184D2A53
_SEEK_MAGIC = 0x184D2A5E
_SEEK_END = 0x8F92EAB1
_LARGEST = 2**53


@dataclass(frozen=True)
class Documents:
    """The documents of a shard; equal positions in the arrays belong together."""

    starts: NDArray[np.int64]
    """First token of each document, and one more entry: the end of the last."""
    sources: NDArray[np.int64]
    records: NDArray[np.int64]
    groups: NDArray[np.int64]
    is_cut: NDArray[np.bool_]


@dataclass(frozen=True)
class Index:
    """Where the frames of a shard lie in its plaintext, and what it says of its documents."""

    offsets: NDArray[np.int64]
    """Start of each frame, and one more entry: the end of the last."""
    sizes: NDArray[np.int64]
    """Decompressed size of each frame in bytes."""
    checksums: bytes
    """Content checksum of each frame, 4 bytes each, equal to its last 4 bytes."""
    digests: bytes
    """SHA-256 of each compressed frame, 32 bytes each."""
    table: bytes
    """The document table as stored."""

    def checksum(self, frame: int) -> bytes:
        """The last 4 bytes of a compressed frame."""
        return self.checksums[4 * frame : 4 * frame + 4]

    def digest(self, frame: int) -> bytes:
        """SHA-256 of a compressed frame."""
        return self.digests[32 * frame : 32 * frame + 32]


def parse_index(data: bytes, entry: ShardEntry, plain_size: int, frame_tokens: int, width: int) -> Index:
    """Reads SLIX and seek table and checks every size in them.

    `width` is the number of bytes of a token; raises `ShardError`.
    """
    frames = entry.frames
    seek_size = 12 * frames + 17
    if len(data) < 32 + 32 * frames + seek_size:
        raise ShardError("the shard's index is too short for its frames")
    slix, seek = data[:-seek_size], data[-seek_size:]
    magic, size, count, descriptor, end = (
        *struct.unpack_from("<II", seek), *struct.unpack_from("<IBI", seek, seek_size - 9)
    )  # fmt: skip
    if (magic, size, count, descriptor, end) != (_SEEK_MAGIC, seek_size - 8, frames, 0x80, _SEEK_END):
        raise ShardError("the shard's seek table is malformed")
    rows = np.frombuffer(seek, "<u4", 3 * frames, 8).reshape(frames, 3)
    magic, size, name, version, zeros, count, documents, table_size = struct.unpack_from("<II4sB3sIIQ", slix)
    table_end = 32 + table_size
    if (
        (magic, size, name, version, zeros) != (_SLIX_MAGIC, len(slix) - 8, b"SLIX", 1, b"\0\0\0")
        or (count, documents) != (frames, entry.documents)
        or table_end + 32 * frames != len(slix)
        or documents > table_size // 5
    ):
        raise ShardError("the shard's document table is malformed")
    offsets = np.zeros(frames + 1, np.int64)
    np.cumsum(rows[:, 0], out=offsets[1:])
    if int(offsets[-1]) + len(data) != plain_size:
        raise ShardError("the shard's frames and its index do not fill it")
    tokens = np.full(frames, frame_tokens, np.int64)
    if frames:
        tokens[-1] = entry.tokens - frame_tokens * (frames - 1)
    sizes = rows[:, 1].astype(np.int64)
    if not np.array_equal(sizes, tokens * width):
        raise ShardError("the shard's frames do not have the size their tokens need")
    return Index(offsets, sizes, rows[:, 2].tobytes(), slix[table_end:], slix[32:table_end])


def parse_documents(table: bytes, entry: ShardEntry) -> Documents:
    """Reads a document table; raises `ShardError`."""
    values = _varints(table, 5 * entry.documents).reshape(-1, 5)
    steps = values[:, 0].astype(np.int64)
    if np.any(values[:, 0] >= _LARGEST) or float(values[:, 0].sum(dtype=np.float64)) > entry.tokens:
        raise ShardError("the shard's documents reach beyond its tokens")
    starts = np.append(np.cumsum(steps), entry.tokens)
    if entry.documents and starts[0] != 0 or entry.tokens and not entry.documents:
        raise ShardError("the shard's first document does not start at its first token")
    source_steps, record_steps, group_steps = (_unzigzag(values[:, i]) for i in (1, 2, 3))
    sources, groups = np.cumsum(source_steps), np.cumsum(group_steps)
    records = _records(source_steps, record_steps)
    flags = values[:, 4]
    if (
        np.any(flags > 1)
        or any(np.any((column < 0) | (column >= 2**32)) for column in (sources, groups))
        or np.any((records < 0) | (records >= _LARGEST))
    ):
        raise ShardError("the shard's document table holds a value out of range")
    return Documents(starts, sources, records, groups, flags.astype(np.bool_))


def _records(source_steps: NDArray[np.int64], record_steps: NDArray[np.int64]) -> NDArray[np.int64]:
    """Record numbers: each counts on from the one before unless the source changes."""
    restarts = source_steps != 0
    if len(restarts):
        restarts[0] = True
    sums = np.cumsum(record_steps + ~restarts)
    first = np.flatnonzero(restarts)
    base = record_steps[first] - sums[first]
    numbers: NDArray[np.int64] = sums + np.repeat(base, np.diff(np.append(first, len(restarts))))
    return numbers


def _unzigzag(values: NDArray[np.uint64]) -> NDArray[np.int64]:
    if np.any(values >= 2 * _LARGEST):
        raise ShardError("the shard's document table holds a value out of range")
    half = (values >> np.uint64(1)).astype(np.int64)
    signed: NDArray[np.int64] = np.where(values & np.uint64(1), ~half, half)
    return signed


def _varints(data: bytes, count: int) -> NDArray[np.uint64]:
    """Exactly `count` LEB128 numbers, each in its shortest form."""
    octets = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(octets < 0x80)
    if len(ends) != count or (len(octets) and (count == 0 or ends[-1] != len(octets) - 1)):
        raise ShardError("the shard's document table does not hold five numbers for each document")
    starts = np.concatenate(([0], ends[:-1] + 1)) if count else ends
    lengths = ends - starts + 1
    values = np.zeros(count, np.uint64)
    if not count:
        return values
    if np.any(lengths > 9) or np.any((lengths > 1) & (octets[ends] == 0)):
        raise ShardError("the shard's document table holds a number that is too long")
    for place in range(int(lengths.max())):
        rows = np.flatnonzero(lengths > place)
        septets = (octets[starts[rows] + place] & 0x7F).astype(np.uint64)
        values[rows] |= septets << np.uint64(7 * place)
    return values
