"""What can go wrong, by name. No message holds a key or a token."""

from __future__ import annotations


class SluiceReaderError(Exception):
    """Base of every error of this package."""


class ManifestError(SluiceReaderError):
    """The manifest or the key file is malformed, or says something this reader does not understand."""


class SignatureError(SluiceReaderError):
    """The manifest is not signed by a trusted key, or its signature does not fit."""


class StaleManifest(SluiceReaderError):
    """The manifest has expired, or its generation is below the floor that the job demands."""


class NotARecipient(SluiceReaderError, KeyError):
    """None of the given keys opens the key envelope."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class KeyFormatError(SluiceReaderError):
    """A key is not a JSON Web Key of a supported kind."""


class ShardError(SluiceReaderError):
    """A shard is missing, truncated, swapped or changed."""


class SourceError(ShardError):
    """A file cannot be read: it is missing, cut short, or the store does not give it."""


class ErasedError(SluiceReaderError):
    """The data asked for have been erased."""


class StateError(SluiceReaderError):
    """A saved state does not belong to this data set or this order."""
