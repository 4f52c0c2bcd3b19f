"""Reads sealed Sluice shards: tokens for training jobs, decrypted in memory and never written to disk.

import sluice_reader as sluice

data = sluice.open("shards/manifest.json", keys=sluice.JWKFile("node.jwk"), trust="signer.public.jwk")
for batch in data.sequences(2048, batch=8, seed=7, shuffle="window", threads=2):
    ...
"""

from .dataset import Dataset, Document, open
from .errors import (
    ErasedError,
    KeyFormatError,
    ManifestError,
    NotARecipient,
    ShardError,
    SignatureError,
    SluiceReaderError,
    SourceError,
    StaleManifest,
    StateError,
)
from .keys import JWK, JWKCredential, JWKEnvironment, JWKFile
from .manifest import Manifest, ShardEntry, Tombstone
from .packing import PackedBatch
from .sequences import Sequences
from .services import KeyServiceError, TransitKey
from .sources import DiskCache, Folder, ObjectStore, Source

__version__ = "1.0.0"

__all__ = [
    "JWK",
    "Dataset",
    "DiskCache",
    "Document",
    "ErasedError",
    "Folder",
    "JWKCredential",
    "JWKEnvironment",
    "JWKFile",
    "KeyFormatError",
    "KeyServiceError",
    "Manifest",
    "ManifestError",
    "NotARecipient",
    "ObjectStore",
    "PackedBatch",
    "Sequences",
    "ShardEntry",
    "ShardError",
    "SignatureError",
    "SluiceReaderError",
    "Source",
    "SourceError",
    "StaleManifest",
    "StateError",
    "Tombstone",
    "TransitKey",
    "open",
]
