"""An open data set: random access to tokens and documents, and batches for training."""

from __future__ import annotations

import hashlib
import hmac
import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ._index import Documents
from ._shard import Shard, token_dtype
from .errors import ErasedError, ManifestError, ShardError
from .keys import KeySource, collect
from .manifest import Manifest, parse_keys_file, parse_manifest
from .sequences import Sequences, Shuffle, Tail

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

    def __init__(self, folder: Path, manifest: Manifest, keys_data: bytes, keys: Any, verify: Verify) -> None:
        self.manifest = manifest
        self._folder = folder
        self._keyring = parse_keys_file(keys_data, manifest, keys)
        self._is_signed = verify == "signed"
        self._shards: dict[int, Shard] = {}
        self._lock = threading.Lock()
        self._first_token = np.concatenate(([0], np.cumsum([s.tokens for s in manifest.shards]))).astype(np.int64)
        self._first_document = np.concatenate(([0], np.cumsum([s.documents for s in manifest.shards]))).astype(np.int64)

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

    def shard(self, position: int) -> Shard:
        """The shard at a position of the manifest, opened on first use."""
        shard = self._shards.get(position)
        if shard is None:
            entry = self.manifest.shards[position]
            key = self._keyring.shard_key(entry)
            dataset_key = self._keyring.dataset_keys[entry.group]
            shard = Shard(self._folder / entry.name, self.manifest, entry, key, dataset_key, self._is_signed)
            with self._lock:
                shard = self._shards.setdefault(position, shard)
        return shard

    def tokens(self, start: int, end: int, fill: int = 0) -> NDArray[np.unsignedinteger]:
        """Tokens `start` up to `end` of all shards in order; those of erased documents are `fill`."""
        if not 0 <= start <= end <= self.token_count:
            raise IndexError(f"tokens {start} to {end} of {self.token_count}")
        out = np.empty(end - start, token_dtype(self.manifest.layout))
        position = int(np.searchsorted(self._first_token, start, side="right")) - 1
        at = start
        while at < end:
            first, last = int(self._first_token[position]), int(self._first_token[position + 1])
            stop = min(end, last)
            if stop > at:
                out[at - start : stop - start] = self.shard(position).tokens(at - first, stop - first, fill)
            at, position = stop, position + 1
        return out

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
        rows = shard.documents
        return Document(
            tokens=shard.tokens(int(rows.starts[number]), int(rows.starts[number + 1])),
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
        dtype: str | np.dtype[Any] = "int64", tail: Tail = "drop", pad: int = 0,
        pack: Literal["concat"] = "concat",
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
            dtype: Integer type of the arrays.
            tail: What happens to sequences that fill no batch for every rank, and to tokens at the end of a shard
                that fill no sequence: `drop` leaves them out, `pad` fills up with `pad`, `wrap` with other data.
            pad: Token that fills up, and that stands for tokens of erased documents.
            pack: `concat`, the only way of packing: sequences are cut from the tokens of a shard as they stand.
        """
        if pack != "concat":
            raise ValueError("pack is 'concat'")
        return Sequences(
            self, length, batch, seed=seed, shuffle=shuffle, window=window, lanes=lanes, rank=rank, world=world,
            threads=threads, dtype=dtype, tail=tail, pad=pad,
        )  # fmt: skip

    def verify_files(self) -> None:
        """Compares the SHA-256 of every shard with the manifest. Raises `ShardError`."""
        for entry in self.manifest.shards:
            try:
                with (self._folder / entry.name).open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").digest()
            except OSError as error:
                raise ShardError(f"{entry.name}: {error.strerror}") from None
            if not hmac.compare_digest(digest, entry.sha256):
                raise ShardError(f"{entry.name}: the shard is not the one in the manifest")


def open(
    path: str | os.PathLike[str], *, keys: KeySource | Iterable[KeySource],
    trust: KeySource | Iterable[KeySource], verify: Verify = "aead", min_generation: int = 1,
    now: datetime | None = None,
) -> Dataset:  # fmt: skip
    """Opens a data set.

    Args:
        path: The manifest, or the folder that holds `manifest.json`. `keys.json` and shards lie beside it.
        keys: This node's private or symmetric keys: `JWKFile`, other sources, or paths.
        trust: Public keys whose signature on the manifest counts.
        verify: `aead` relies on the authenticated encryption, which every recipient of the keys could forge;
            `signed` compares every frame with the signed manifest as well.
        min_generation: Refuses manifests older than this generation.
        now: The instant against which `expires` is held; the clock's by default.

    Raises `SignatureError`, `StaleManifest`, `NotARecipient`, `ManifestError` or `KeyFormatError`.
    """
    if verify not in ("aead", "signed"):
        raise ValueError("verify is 'aead' or 'signed'")
    file = Path(path)
    if file.is_dir():
        file = file / "manifest.json"
    trusted = collect(trust)
    if not trusted:
        raise ValueError("trust names no key: a manifest must be signed by somebody")
    manifest = parse_manifest(_read(file), trusted, min_generation=min_generation, now=now)
    return Dataset(file.parent, manifest, _read(file.parent / "keys.json"), collect(keys), verify)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ManifestError(f"{path.name}: {error.strerror}") from None
