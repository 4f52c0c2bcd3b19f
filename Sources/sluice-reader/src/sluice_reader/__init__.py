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
    StaleManifest,
    StateError,
)
from .keys import JWK, JWKCredential, JWKEnvironment, JWKFile
from .manifest import Manifest, ShardEntry, Tombstone
from .sequences import Sequences

__version__ = "1.0.0"

__all__ = [
    "JWK",
    "Dataset",
    "Document",
    "ErasedError",
    "JWKCredential",
    "JWKEnvironment",
    "JWKFile",
    "KeyFormatError",
    "Manifest",
    "ManifestError",
    "NotARecipient",
    "Sequences",
    "ShardEntry",
    "ShardError",
    "SignatureError",
    "SluiceReaderError",
    "StaleManifest",
    "StateError",
    "Tombstone",
    "open",
]
