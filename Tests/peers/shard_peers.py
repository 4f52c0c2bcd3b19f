"""The same sequences of tokens in the formats of other loaders: how each is written and read back.

Every peer is a module-level object with two methods: `write(rows, folder)` writes an array of shape (n, length), and
`loader(folder, is_shuffled)` yields tensors of shape (BATCH, length), 64-bit, as its own loader makes them in this
process. The setting of each is the one that its documentation recommends for tokens; where it leaves a choice, the
faster one.
"""

from __future__ import annotations

import base64
import logging
import os
import shutil
import sys
import tempfile
import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

BATCH = 8
SHARD_BYTES = 64 << 20
SEED = 7


class Peer(Protocol):
    """A format with its loader."""

    name: str
    version: str

    def write(self, rows: np.ndarray, folder: Path) -> None:
        """Writes the rows to an empty folder."""

    def loader(self, folder: Path, is_shuffled: bool) -> Iterable[torch.Tensor]:
        """The batches of one epoch."""


class _MappedRows(Dataset[torch.Tensor]):
    def __init__(self, file: Path, length: int) -> None:
        self.rows = np.memmap(file, "<u4", "r").reshape(-1, length)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> torch.Tensor:
        return torch.from_numpy(self.rows[number].astype(np.int64))


class Memmap:
    """A plain array, as Megatron and nanoGPT map it: neither compressed nor encrypted."""

    name, version, length = "numpy memmap", np.__version__, 2048

    def write(self, rows: np.ndarray, folder: Path) -> None:
        with (folder / "tokens.u32").open("wb") as file:
            rows.tofile(file)
            os.fsync(file.fileno())

    def loader(self, folder: Path, is_shuffled: bool) -> Iterable[torch.Tensor]:
        data = _MappedRows(folder / "tokens.u32", self.length)
        order = torch.Generator().manual_seed(SEED)
        return DataLoader(data, BATCH, shuffle=is_shuffled, generator=order, drop_last=True)

    def batches(self, folder: Path, is_shuffled: bool) -> Iterator[torch.Tensor]:
        """Whole batches at once, without a loader: the limit."""
        rows = np.memmap(folder / "tokens.u32", "<u4", "r").reshape(-1, self.length)
        order = np.random.default_rng(SEED).permutation(len(rows)) if is_shuffled else None
        for start in range(0, len(rows) - BATCH + 1, BATCH):
            part = rows[start : start + BATCH] if order is None else rows[order[start : start + BATCH]]
            yield torch.from_numpy(part.astype(np.int64))


def _without_pictures() -> None:
    """Lets `streaming` be imported without torchvision, which it needs for data sets of pictures only."""
    import transformers.tokenization_utils_base  # looks for torchvision itself, so it comes first  # noqa: F401

    names = {"torchvision": [], "torchvision.datasets": ["VisionDataset"], "torchvision.transforms": [],
             "torchvision.transforms.functional": ["to_tensor"]}  # fmt: skip
    for name, members in names.items():
        module = sys.modules.setdefault(name, types.ModuleType(name))
        for member in members:
            setattr(module, member, object)


class MDS:
    """mosaicml-streaming, compressed. Its reader leaves plain shards in the folder; each epoch starts without them."""

    name, version, compression = "MDS zstd:3", version("mosaicml-streaming"), "zstd:3"

    def write(self, rows: np.ndarray, folder: Path) -> None:
        _without_pictures()
        from streaming import MDSWriter

        columns = {"tokens": f"ndarray:uint32:{rows.shape[1]}"}
        with MDSWriter(
            out=str(folder), columns=columns, compression=self.compression, size_limit=SHARD_BYTES
        ) as writer:
            for row in rows:
                writer.write({"tokens": row})

    def loader(self, folder: Path, is_shuffled: bool) -> Iterable[torch.Tensor]:
        _without_pictures()
        from streaming import StreamingDataset
        from streaming.base.util import clean_stale_shared_memory

        for left in folder.glob("*.mds"):
            left.unlink()
        clean_stale_shared_memory()
        data = StreamingDataset(
            local=str(folder), shuffle=is_shuffled, shuffle_seed=SEED, batch_size=BATCH, num_canonical_nodes=1
        )
        return DataLoader(data, BATCH, collate_fn=_collate, drop_last=True)


def _collate(samples: list[dict[str, Any]]) -> torch.Tensor:
    return torch.from_numpy(np.stack([sample["tokens"] for sample in samples]).astype(np.int64))


class LitData:
    """LitData with Fernet, the only one of its ciphers that takes more than 190 bytes."""

    def __init__(self, level: str = "sample", compression: str | None = None, chunk_items: int | None = None) -> None:
        self.name = f"LitData Fernet, {level}" + (f", {compression}" if compression else "")
        self.version = version("litdata")
        self.level, self.compression, self.chunk_items = level, compression, chunk_items

    def write(self, rows: np.ndarray, folder: Path) -> None:
        from litdata.streaming.cache import Cache
        from litdata.utilities.encryption import FernetEncryption

        encryption = FernetEncryption("password", level=self.level)
        size = {"chunk_size": self.chunk_items} if self.chunk_items else {"chunk_bytes": SHARD_BYTES}
        options = {"compression": self.compression, "compression_level": "chunk"} if self.compression else {}
        cache = Cache(str(folder), encryption=encryption, **size, **options)
        for i, row in enumerate(rows):
            cache[i] = {"tokens": torch.from_numpy(row.view(np.int32))}
        cache.done()
        cache.merge()
        encryption.save(str(folder / "fernet.pem"))

    def loader(self, folder: Path, is_shuffled: bool) -> Iterable[torch.Tensor]:
        from litdata import StreamingDataLoader, StreamingDataset
        from litdata.utilities.encryption import FernetEncryption

        encryption = FernetEncryption.load(str(folder / "fernet.pem"), "password")
        data = StreamingDataset(str(folder), shuffle=is_shuffled, seed=SEED, encryption=encryption, drop_last=True)
        loader = StreamingDataLoader(data, batch_size=BATCH, num_workers=0)
        return (batch["tokens"].long() for batch in loader)


@dataclass
class Parquet:
    """pyarrow, a list column in row groups of 64 rows, with or without modular encryption (AES-256-GCM)."""

    is_encrypted: bool = True
    version: str = version("pyarrow")
    group_rows: int = 64

    @property
    def name(self) -> str:
        return "Parquet zstd:3" + (", encrypted" if self.is_encrypted else "")

    def _encryption(self) -> tuple[Any, Any]:
        import pyarrow.parquet.encryption as pe

        class Keys(pe.KmsClient):
            """Wraps with base64: the key service costs nothing."""

            def __init__(self, _: Any) -> None:
                pe.KmsClient.__init__(self)

            def wrap_key(self, key: bytes, _: str) -> bytes:
                return base64.b64encode(key)

            def unwrap_key(self, wrapped: bytes, _: str) -> bytes:
                return base64.b64decode(wrapped)

        return pe.CryptoFactory(lambda config: Keys(config)), pe.KmsConnectionConfig()

    def write(self, rows: np.ndarray, folder: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq
        import pyarrow.parquet.encryption as pe

        options: dict[str, Any] = {}
        if self.is_encrypted:
            factory, connection = self._encryption()
            config = pe.EncryptionConfiguration(
                footer_key="f", column_keys={"c": ["tokens.list.element"]}, encryption_algorithm="AES_GCM_V1",
                data_key_length_bits=256,
            )  # fmt: skip
            options["encryption_properties"] = factory.file_encryption_properties(connection, config)
        schema = pa.schema([("tokens", pa.list_(pa.uint32()))])
        with pq.ParquetWriter(
            folder / "tokens.parquet", schema, compression="zstd", compression_level=3, use_dictionary=False, **options
        ) as writer:
            for start in range(0, len(rows), self.group_rows):
                part = rows[start : start + self.group_rows]
                offsets = pa.array(np.arange(len(part) + 1, dtype=np.int32) * rows.shape[1])
                column = pa.ListArray.from_arrays(offsets, pa.array(part.reshape(-1)))
                writer.write_table(pa.table({"tokens": column}), row_group_size=self.group_rows)

    def loader(self, folder: Path, is_shuffled: bool) -> Iterable[torch.Tensor]:
        return DataLoader(_ParquetRows(self, folder, is_shuffled), BATCH, drop_last=True)

    def samples(self, folder: Path, is_shuffled: bool) -> Iterator[torch.Tensor]:
        """Single rows; shuffled, row groups in random order and rows within each."""
        import pyarrow.parquet as pq

        options: dict[str, Any] = {}
        if self.is_encrypted:
            factory, connection = self._encryption()
            options["decryption_properties"] = factory.file_decryption_properties(connection)
        random = np.random.default_rng(SEED)
        with pq.ParquetFile(folder / "tokens.parquet", **options) as file:
            count = file.metadata.num_row_groups
            for group in random.permutation(count) if is_shuffled else range(count):
                column = file.read_row_group(int(group), use_threads=False).column("tokens").chunk(0)
                rows = column.flatten().to_numpy().reshape(len(column), -1)
                for row in random.permutation(len(rows)) if is_shuffled else range(len(rows)):
                    yield torch.from_numpy(rows[row].astype(np.int64))


class _ParquetRows(torch.utils.data.IterableDataset[torch.Tensor]):
    def __init__(self, peer: Parquet, folder: Path, is_shuffled: bool) -> None:
        self.samples = lambda: peer.samples(folder, is_shuffled)

    def __iter__(self) -> Iterator[torch.Tensor]:
        return self.samples()


class WebDataset:
    """Tar files of numpy arrays; neither compressed nor encrypted."""

    name, version = "WebDataset", version("webdataset")

    def write(self, rows: np.ndarray, folder: Path) -> None:
        import webdataset

        with webdataset.ShardWriter(str(folder / "tokens-%05d.tar"), maxsize=SHARD_BYTES, verbose=0) as writer:
            for i, row in enumerate(rows):
                writer.write({"__key__": f"{i:09d}", "npy": row})

    def loader(self, folder: Path, is_shuffled: bool) -> Iterable[torch.Tensor]:
        import webdataset

        shards = sorted(map(str, folder.glob("*.tar")))
        data = webdataset.WebDataset(shards, shardshuffle=len(shards) if is_shuffled else False, seed=SEED)
        data = (data.shuffle(1024) if is_shuffled else data).decode().map(_npy)
        return DataLoader(data, BATCH, drop_last=True)


def _npy(sample: dict[str, Any]) -> torch.Tensor:
    return torch.from_numpy(sample["npy"].astype(np.int64))


def prepare(peer: Peer, rows: np.ndarray, folder: Path) -> Path:
    """The folder of a peer's data set, written if it is not there."""
    if not folder.is_dir():
        partial = Path(tempfile.mkdtemp(dir=folder.parent))
        peer.write(rows, partial)
        partial.rename(folder)
    return folder


def fresh(folder: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


logging.getLogger("litdata").setLevel(logging.ERROR)
logging.getLogger("streaming").setLevel(logging.ERROR)
