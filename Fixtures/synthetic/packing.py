"""Compression and archives whose content does not depend on the clock or the user."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import subprocess
import tarfile
import zipfile
from collections.abc import Iterable
from typing import Any

EPOCH = 1_767_225_600
"""2026-01-01, the time stamp of every archive entry."""


def jsonl(records: Iterable[dict[str, Any]]) -> bytes:
    """One JSON object a line, UTF-8."""
    return "".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n" for r in records).encode()


def csv_bytes(header: list[str], rows: Iterable[list[Any]]) -> bytes:
    """RFC 4180 with a header and LF line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def gz(data: bytes, level: int = 9) -> bytes:
    """gzip without name and time."""
    return gzip.compress(data, level, mtime=0)


def xz(data: bytes) -> bytes:
    """xz with CRC-64."""
    return lzma.compress(data, preset=9)


def bz(data: bytes) -> bytes:
    """bzip2."""
    return bz2.compress(data, 9)


def zst(data: bytes) -> bytes:
    """A zstd frame with content size and checksum, by the `zstd` command."""
    return _run(["zstd", "-q", "-19", "--check", f"--stream-size={len(data)}", "-c"], data)


def unzst(data: bytes) -> bytes:
    """What `zst` packed."""
    return _run(["zstd", "-q", "-d", "-c"], data)


def _run(command: list[str], data: bytes) -> bytes:
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def tar(members: dict[str, bytes]) -> bytes:
    """A POSIX tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode = len(data), EPOCH, 0o644
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zip_(members: dict[str, bytes], is_stored: bool = False) -> bytes:
    """A zip archive with deflated or stored entries."""
    out = io.BytesIO()
    method = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, data, method, 9)
    return out.getvalue()


def content(name: str, data: bytes) -> Any:
    """What a packed file holds, for a comparison that another version of a compressor does not upset."""
    if name.endswith((".tar.gz", ".tar", ".zip")):
        return _members(name, data)
    unpackers = {".gz": gzip.decompress, ".zst": unzst, ".xz": lzma.decompress, ".bz2": bz2.decompress}
    for suffix, unpack in unpackers.items():
        if name.endswith(suffix):
            return unpack(data)
    return data


def _members(name: str, data: bytes) -> dict[str, bytes]:
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        files = [(info.name, archive.extractfile(info)) for info in archive.getmembers()]
        return {name: file.read() for name, file in files if file}
