"""An open data set: random access to tokens and documents, and batches for training."""

from __future__ import annotations

import hashlib
import hmac
import os
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ._index import Documents
from ._planes import DType, Planes, token_dtype
from ._shard import Shard
from .errors import ErasedError, ManifestError, ShardError, SourceError
from .keys import JWK, KeySource, collect
from .manifest import FILE_LIMIT, Manifest, ShardEntry, parse_keys_file, parse_manifest
from .sequences import Pack, Sequences, Shuffle, Tail
from .sources import DiskCache, ShardFile, Source, locate

_FRAMES_KEPT = 4
_PIECE = 16 << 20

Verify = Literal["aead", "signed"]


@dataclass(frozen=True)
class Document:
    """One document: its tokens and where it came from."""

    tokens: NDArray[np.unsignedinteger]
    source: int
    record: int
    group: int
    is_cut: bool


class Dataset:
    """A data set opened with `sluice_reader.open`. Safe to read from several threads; closing is optional."""

    def __init__(self, source: Source, manifest: Manifest, keys_data: bytes, keys: list[JWK], verify: Verify) -> None:
        self.manifest = manifest
        self._source = source
        self._keyring = parse_keys_file(keys_data, manifest, keys)
        self._is_signed = verify == "signed"
        self._shards: dict[int, Shard] = {}
        self._frames: OrderedDict[tuple[int, int], Planes] = OrderedDict()
        self._lock = threading.Lock()
        self._first_token = _sums([s.tokens for s in manifest.shards])
        self._first_document = _sums([s.documents for s in manifest.shards])

    def __len__(self) -> int:
        """Number of documents, erased ones included."""
        return self.manifest.documents

    @property
    def token_count(self) -> int:
        """Number of tokens, those of erased documents included."""
        return self.manifest.tokens

    def __enter__(self) -> Dataset:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Forgets open shards and their keys."""
        with self._lock:
            self._shards.clear()
            self._frames.clear()

    def shard(self, position: int) -> Shard:
        """The shard at a position of the manifest, opened on first use."""
        shard = self._shards.get(position)
        if shard is None:
            entry = self.manifest.shards[position]
            key = self._keyring.shard_key(entry)
            dataset_key = self._keyring.dataset_keys[entry.group]
            blob = self._source.blob(_file(entry))
            shard = Shard(blob, self.manifest, entry, key, dataset_key, self._is_signed)
            with self._lock:
                shard = self._shards.setdefault(position, shard)
        return shard

    def integer_type(self, dtype: DType) -> np.dtype[Any]:
        """The integer type called `dtype`, or the narrowest that holds every token. Raises `ValueError`."""
        if dtype is None:
            return token_dtype(self.manifest.layout)
        found = np.dtype(dtype)
        if found.kind not in "iu" or np.iinfo(found).max < self.manifest.tokenizer.vocab - 1:
            raise ValueError(f"dtype {found} does not hold every token id")
        return found

    def tokens(self, start: int, end: int, fill: int = 0, dtype: DType = None) -> NDArray[Any]:
        """Tokens `start` up to `end` of all shards in order; those of erased documents are `fill`.

        The few frames opened last are kept, so that neighbouring ranges cost little.
        """
        if not 0 <= start <= end <= self.token_count:
            raise IndexError(f"tokens {start} to {end} of {self.token_count}")
        out = np.empty(end - start, self.integer_type(dtype))
        position = int(np.searchsorted(self._first_token, start, side="right")) - 1
        at = start
        while at < end:
            first, last = int(self._first_token[position]), int(self._first_token[position + 1])
            stop = min(end, last)
            if stop > at:
                self._read(position, at - first, stop - first, fill, out[at - start : stop - start])
            at, position = stop, position + 1
        return out

    def _read(self, position: int, start: int, end: int, fill: int, out: NDArray[Any]) -> None:
        shard, size = self.shard(position), self.manifest.frame_tokens
        for number in range(start // size, -(-end // size)):
            first = number * size
            low, high = max(start, first), min(end, first + size)
            frame = self._frame(position, shard, number)
            frame[low - first : high - first].widen(out[low - start : high - start])
        for first, last in shard.erased:
            if first < end and start < last:
                out[max(first, start) - start : min(last, end) - start] = fill

    def _frame(self, position: int, shard: Shard, number: int) -> Planes:
        key = (position, number)
        with self._lock:
            frame = self._frames.get(key)
            if frame is not None:
                self._frames.move_to_end(key)
                return frame
        frame = shard.frame(number)
        with self._lock:
            self._frames[key] = frame
            while len(self._frames) > _FRAMES_KEPT:
                self._frames.popitem(last=False)
        return frame

    def document(self, number: int) -> Document:
        """The document at a position in the data set. Raises `ErasedError` if it has been erased."""
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(f"document {number} of {len(self)}")
        position = int(np.searchsorted(self._first_document, number, side="right")) - 1
        shard = self.shard(position)
        number -= int(self._first_document[position])
        if shard.is_erased(number):
            raise ErasedError(f"document {number} of shard {shard.entry.index} has been erased")
        rows, first = shard.documents, int(self._first_token[position])
        return Document(
            tokens=self.tokens(first + int(rows.starts[number]), first + int(rows.starts[number + 1])),
            source=int(rows.sources[number]),
            record=int(rows.records[number]),
            group=int(rows.groups[number]),
            is_cut=bool(rows.is_cut[number]),
        )

    def documents(self, position: int) -> Documents:
        """The document table of the shard at a position of the manifest."""
        return self.shard(position).documents

    def sequences(
        self, length: int, batch: int | None = None, *, seed: int = 0, shuffle: Shuffle = "none",
        window: int = 64, lanes: int = 1, rank: int = 0, world: int = 1, threads: int = 0,
        dtype: DType = "int64", tail: Tail = "drop", pad: int = 0, pack: Pack = "concat",
    ) -> Sequences:  # fmt: skip
        """Sequences of `length` tokens, documents one after the other, in batches.

        Args:
            length: Tokens of a sequence.
            batch: Sequences of a batch; without it, single sequences are yielded.
            seed: Seed of the order, from 0 to 2^64 - 1.
            shuffle: `none`, or `window`: units of some frames in random order, sequences shuffled in windows.
            window: Units in a window; memory holds that many, twice with threads, for each lane of this rank.
            lanes: Streams dealt to ranks; with a multiple of `world`, no frame is opened by two ranks.
            rank: Number of this process among `world`.
            world: Number of processes.
            threads: Threads that decode ahead; 0 decodes when needed.
            dtype: Integer type of the arrays; `None` is the narrowest that holds every token.
            tail: What happens to sequences that fill no batch for every rank, and to tokens at the end of a shard
                that fill no sequence: `drop` leaves them out, `pad` fills up with `pad`, `wrap` with other data.
            pad: Token that fills up, and that stands for tokens of erased documents.
            pack: Sequences are cut from the tokens of a shard as they stand. `concat` yields arrays of them, `docmask`
                a `PackedBatch`, which also says where documents begin.
        """
        return Sequences(
            self, length, batch, seed=seed, shuffle=shuffle, window=window, lanes=lanes, rank=rank, world=world,
            threads=threads, dtype=dtype, tail=tail, pad=pad, pack=pack,
        )  # fmt: skip

    def verify_files(self) -> None:
        """Compares the SHA-256 of every shard with the manifest. Raises `ShardError`."""
        for entry in self.manifest.shards:
            blob, digest = self._source.blob(_file(entry)), hashlib.sha256()
            for start in range(0, entry.size, _PIECE):
                digest.update(blob.view(start, min(start + _PIECE, entry.size)))
            if not hmac.compare_digest(digest.digest(), entry.sha256):
                raise ShardError(f"{entry.name}: the shard is not the one in the manifest")


def open(
    place: str | os.PathLike[str] | Source, *, keys: KeySource | Iterable[KeySource],
    trust: KeySource | Iterable[KeySource], verify: Verify = "aead", min_generation: int = 1,
    now: datetime | None = None, cache: str | os.PathLike[str] | None = None, cache_limit: int = 1 << 40,
    store: dict[str, Any] | None = None,
) -> Dataset:  # fmt: skip
    """Opens a data set. Shards are opened when they are needed, and only their keys unwrapped.

    Args:
        place: The manifest, or the folder that holds `manifest.json`; a path, a URL as `s3://bucket/folder`, or a
            source. `keys.json` and shards lie beside it.
        keys: This node's private or symmetric keys: `JWKFile`, other sources, or paths.
        trust: Public keys whose signature on the manifest counts.
        verify: `aead` relies on the authenticated encryption, which every recipient of the keys could forge;
            `signed` compares every frame with the signed manifest as well.
        min_generation: Refuses manifests older than this generation.
        now: The instant against which `expires` is held; the clock's by default.
        cache: A folder in which shards of an object store are kept, encrypted as they are.
        cache_limit: Bytes beyond which the cache gives up the shards unused for longest.
        store: Options of the object store, as `{"region": "eu-central-1"}`: see `ObjectStore`.

    Raises `SignatureError`, `StaleManifest`, `NotARecipient`, `ManifestError` or `KeyFormatError`.
    """
    if verify not in ("aead", "signed"):
        raise ValueError("verify is 'aead' or 'signed'")
    trusted = collect(trust)
    if not trusted:
        raise ValueError("trust names no key: a manifest must be signed by somebody")
    try:
        source, name = locate(place, store)
        manifest_data, keys_data = source.read(name, FILE_LIMIT), source.read("keys.json", FILE_LIMIT)
    except SourceError as error:
        raise ManifestError(str(error)) from None
    manifest = parse_manifest(manifest_data, trusted, min_generation=min_generation, now=now)
    if cache is not None:
        source = DiskCache(source, cache, cache_limit)
    return Dataset(source, manifest, keys_data, collect(keys), verify)


def _file(entry: ShardEntry) -> ShardFile:
    return ShardFile(entry.name, entry.size, entry.sha256)


def _sums(counts: list[int]) -> NDArray[np.int64]:
    """Sums of all counts before each, and of all."""
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
