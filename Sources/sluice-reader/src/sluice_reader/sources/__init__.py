"""Where the files of a data set lie: a folder, an object store, or either behind a cache on disk."""

from __future__ import annotations

import os
from typing import Any

from .base import Blob, Memory, ShardFile, Source
from .cache import DiskCache
from .folder import Folder
from .store import ObjectStore

__all__ = ["Blob", "DiskCache", "Folder", "Memory", "ObjectStore", "ShardFile", "Source", "locate"]


def locate(place: str | os.PathLike[str] | Source, options: dict[str, Any] | None = None) -> tuple[Source, str]:
    """The source that holds a manifest, and the manifest's name there.

    `place` is a folder, a manifest's path or URL, or a source. `options` go to the object store.
    """
    if not isinstance(place, str | os.PathLike):
        return place, "manifest.json"
    text = os.fspath(place)
    if "://" not in text:
        if options:
            raise ValueError("a folder takes no options of an object store")
        folder = os.path.isdir(text)
        return (Folder(text), "manifest.json") if folder else (Folder(os.path.dirname(text)), os.path.basename(text))
    if text.endswith(".json"):
        prefix, _, name = text.rpartition("/")
        return ObjectStore(prefix, **options or {}), name
    return ObjectStore(text, **options or {}), "manifest.json"
