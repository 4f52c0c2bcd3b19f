"""The signed manifest and the key file of a data set: `Docs/formats/manifest.md` and `Docs/formats/keys.md`."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from . import _jose, _json
from .errors import ErasedError, ManifestError, NotARecipient, SignatureError, StaleManifest
from .keys import JWK

FILE_LIMIT = 64 << 20
FRAME_TOKENS_LIMIT = 1 << 24
_NAME = re.compile(r"(?!\.)[A-Za-z0-9._-]{1,128}\Z")
_GROUP = re.compile(r"[A-Za-z0-9._-]{1,64}\Z")
_INDEX = re.compile(r"(0|[1-9][0-9]{0,9})\Z")
_LARGEST = 2**53 - 1
_VOCABULARY = {"u16": 1 << 16, "u16plane": 1 << 24, "text": 1 << 8, "columns": 1 << 8}


@dataclass(frozen=True)
class Tokenizer:
    """What made the tokens."""

    id: str
    sha256: str
    vocab: int


@dataclass(frozen=True, slots=True)
class ShardEntry:
    """What the manifest says about one shard."""

    index: int
    generation: int
    name: str
    size: int
    sha256: bytes
    commitment: bytes
    tokens: int
    documents: int
    frames: int
    index_bytes: int
    index_hmac: bytes
    content_hmac: bytes
    group: str


@dataclass(frozen=True)
class Tombstone:
    """Documents `first` up to `end` of a shard have been erased."""

    shard: int
    first: int
    end: int
    reason: str
    at: str


@dataclass(frozen=True)
class Manifest:
    """A verified manifest."""

    sha256: str
    """Digest of the file, which names this state of the data set."""
    signer: str | None
    dataset: uuid.UUID
    generation: int
    previous: str | None
    created: str
    expires: str | None
    tokenizer: Tokenizer
    layout: str
    frame_tokens: int
    tokens: int
    documents: int
    content_hmac: bytes
    mechanisms: str | None
    """The profile that recipients and signers keep to."""
    shards: tuple[ShardEntry, ...]
    tombstones: tuple[Tombstone, ...]
    payload: dict[str, Any]
    """All members as signed."""

    @cached_property
    def _erased(self) -> dict[int, list[tuple[int, int]]]:
        ranges: dict[int, list[tuple[int, int]]] = {}
        for stone in self.tombstones:
            ranges.setdefault(stone.shard, []).append((stone.first, stone.end))
        return ranges

    def erased_documents(self, shard: int) -> list[tuple[int, int]]:
        """Ranges of documents of a shard that tombstones cover."""
        return self._erased.get(shard, [])


class _Members:
    """The members of an object, each to be taken once."""

    def __init__(self, value: Any, what: str) -> None:
        if not isinstance(value, dict):
            raise ManifestError(f"{what}: not an object")
        self._left = dict(value)
        self._what = what

    def fail(self, name: str, problem: str) -> ManifestError:
        return ManifestError(f"{self._what}: '{name}' {problem}")

    def take(self, name: str) -> Any:
        if name not in self._left:
            raise self.fail(name, "is missing")
        return self._left.pop(name)

    def text(self, name: str) -> str:
        value = self.take(name)
        if not isinstance(value, str):
            raise self.fail(name, "is not text")
        return value

    def has(self, name: str) -> bool:
        """Whether a member that may be left out is there."""
        return name in self._left

    def is_null(self, name: str) -> bool:
        """Whether the member is null, and if so takes it."""
        return name in self._left and self._left[name] is None and self._left.pop(name) is None

    def number(self, name: str, low: int = 0, high: int = _LARGEST) -> int:
        value = self.take(name)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.fail(name, f"is not a whole number from {low} to {high}")
        return value

    def hex(self, name: str) -> bytes:
        return _json.from_hex(self.take(name), f"{self._what}: '{name}'", ManifestError, 32)

    def instant(self, name: str) -> str:
        text = self.text(name)
        _instant(text, lambda: self.fail(name, "is not an instant"))
        return text

    def list(self, name: str) -> list[Any]:
        value = self.take(name)
        if not isinstance(value, list):
            raise self.fail(name, "is not a list")
        return value

    def object(self, name: str, members: set[str]) -> dict[str, Any]:
        value = self.take(name)
        if not isinstance(value, dict) or value.keys() != members:
            raise self.fail(name, "does not have the members " + ", ".join(sorted(members)))
        return value

    def done(self) -> None:
        if self._left:
            raise ManifestError(f"{self._what}: unknown member '{min(self._left)}'")


def _instant(text: str, fail: Callable[[], Exception]) -> datetime:
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", text):
        raise fail()
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise fail() from None


def parse_manifest(data: bytes, trust: list[JWK], *, min_generation: int = 1, now: datetime | None = None) -> Manifest:
    """Verifies and reads the bytes of `manifest.json`.

    Raises `SignatureError`, `StaleManifest` or `ManifestError`.
    """
    if len(data) > FILE_LIMIT:
        raise ManifestError("the manifest is larger than 64 MiB")
    message = _json.parse(data, ManifestError)
    payload, signer = _jose.verify(message, trust, "sluice-manifest+json")
    value = _json.parse(payload, ManifestError, is_whole=True)
    if not _json.is_canonical(payload, value):
        raise ManifestError("the manifest's payload is not in canonical form")
    manifest = _read_manifest(value, hashlib.sha256(data).hexdigest(), signer.kid)
    if manifest.mechanisms is not None:
        if manifest.mechanisms != "eccg":
            raise ManifestError("'mechanisms' names a profile that this reader does not know")
        if outside := _jose.outside_eccg(message):
            raise SignatureError(f"the manifest's profile does not admit {outside}")
    if manifest.generation < min_generation:
        raise StaleManifest(
            f"the manifest is of generation {manifest.generation}; the job demands at least {min_generation}"
        )
    if manifest.expires is not None:
        end = _instant(manifest.expires, lambda: ManifestError("'expires' is not an instant"))
        if (now or datetime.now(UTC)) > end:
            raise StaleManifest(f"the manifest expired at {manifest.expires}")
    return manifest


def _read_manifest(value: Any, digest: str, signer: str | None) -> Manifest:
    members = _Members(value, "manifest")
    if members.text("sluice") != "manifest/1" or members.number("suite") != 1:
        raise ManifestError("the manifest is of a version that this reader does not know")
    tokenizer = _Members(members.take("tokenizer"), "tokenizer")
    layout = members.text("layout")
    if layout not in _VOCABULARY:
        raise ManifestError("the layout of the tokens is unknown")
    shards = _read_shards(members.list("shards"))
    tombstones = tuple(_read_tombstone(item) for item in members.list("tombstones"))
    generation = members.number("generation", low=1)
    members.number("shard_tokens", low=1)
    members.object("zstd", {"profile", "strategy", "min_match", "hash_log", "chain_log", "window_log",
                            "search_log", "libzstd"})  # fmt: skip
    for name, parts in {"policy": {"agreement", "sha256"}, "lineage": {"run", "sha256"}}.items():
        if not members.is_null(name):
            members.object(name, parts)
    if not isinstance(members.take("plaintext"), bool):
        raise ManifestError("manifest: 'plaintext' is not true or false")
    manifest = Manifest(
        sha256=digest,
        signer=signer,
        dataset=_uuid(members.text("dataset")),
        generation=generation,
        previous=None if members.is_null("prev") else members.hex("prev").hex(),
        created=members.instant("created"),
        expires=None if members.is_null("expires") else members.instant("expires"),
        tokenizer=Tokenizer(
            tokenizer.text("id"),
            tokenizer.hex("sha256").hex(),
            tokenizer.number("vocab", 1, _VOCABULARY[layout]),
        ),
        layout=layout,
        frame_tokens=members.number("frame_tokens", 1, FRAME_TOKENS_LIMIT),
        tokens=members.number("tokens"),
        documents=members.number("docs"),
        content_hmac=members.hex("content_hmac"),
        mechanisms=members.text("mechanisms") if members.has("mechanisms") else None,
        shards=shards,
        tombstones=tombstones,
        payload=value,
    )
    tokenizer.done()
    members.done()
    _check_sums(manifest)
    return manifest


_SHARD_TEXTS = ("name", "group")
_SHARD_CODES = ("sha256", "commitment", "index_hmac", "content_hmac")
_SHARD_NUMBERS = {
    "i": (0, 2**32 - 1), "gen": (1, _LARGEST), "bytes": (0, _LARGEST), "tokens": (0, _LARGEST), "docs": (0, _LARGEST),
    "frames": (0, _LARGEST), "index_bytes": (49, _LARGEST),
}  # fmt: skip
_SHARD_MEMBERS = {*_SHARD_TEXTS, *_SHARD_CODES, *_SHARD_NUMBERS}
_SHARD_COLUMNS = (
    "i", "gen", "name", "bytes", "sha256", "commitment", "tokens", "docs", "frames", "index_bytes", "index_hmac",
    "content_hmac", "group",
)  # fmt: skip
"""Members in the order of `ShardEntry`."""


def _read_shards(values: list[Any]) -> tuple[ShardEntry, ...]:
    """The shards, checked member by member over all of them at once: there may be very many."""
    for value in values:
        if type(value) is not dict or value.keys() != _SHARD_MEMBERS:
            members = _Members(value, "shard")
            for name in sorted(_SHARD_MEMBERS):
                members.take(name)
            members.done()
    columns: dict[str, list[Any]] = {name: [value[name] for value in values] for name in _SHARD_MEMBERS}
    for name, (low, high) in _SHARD_NUMBERS.items():
        if any(type(item) is not int or not low <= item <= high for item in columns[name]):
            raise ManifestError(f"shard: '{name}' is not a whole number from {low} to {high}")
    for name in _SHARD_TEXTS:
        if any(type(item) is not str for item in columns[name]):
            raise ManifestError(f"shard: '{name}' is not text")
    for name in _SHARD_CODES:
        columns[name] = _json.from_hex_list(columns[name], f"shard: '{name}'", ManifestError, 32)
    entries = tuple(map(ShardEntry, *(columns[name] for name in _SHARD_COLUMNS)))
    for entry in entries:
        if not _NAME.match(entry.name):
            raise ManifestError(f"shard {entry.index} has a name that is not a plain file name")
        if entry.frames > (entry.index_bytes - 49) // 44:
            raise ManifestError(f"shard {entry.index} cannot have that many frames in its index")
    return entries


def _read_tombstone(value: Any) -> Tombstone:
    members = _Members(value, "tombstone")
    stone = Tombstone(
        members.number("shard"), members.number("doc_from"), members.number("doc_to"), members.text("reason"),
        members.instant("at"),
    )  # fmt: skip
    members.done()
    return stone


def _check_sums(manifest: Manifest) -> None:
    shards = manifest.shards
    if sum(s.tokens for s in shards) != manifest.tokens or sum(s.documents for s in shards) != manifest.documents:
        raise ManifestError("the shards' tokens or documents do not add up")
    if any(a.index >= b.index for a, b in zip(shards, shards[1:], strict=False)):
        raise ManifestError("the shards are not in ascending order")
    if len({s.name for s in shards}) != len(shards):
        raise ManifestError("two shards have the same name")
    documents = {s.index: s.documents for s in shards}
    for s in shards:
        if s.generation > manifest.generation:
            raise ManifestError(f"shard {s.index} is newer than its manifest")
        if s.frames != -(-s.tokens // manifest.frame_tokens):
            raise ManifestError(f"shard {s.index} does not have the frames its tokens need")
    for t in manifest.tombstones:
        if not 0 <= t.first <= t.end <= documents.get(t.shard, -1):
            raise ManifestError("a tombstone names documents that do not exist")


def _uuid(text: str) -> uuid.UUID:
    try:
        value = uuid.UUID(text)
    except ValueError:
        raise ManifestError("'dataset' is not a UUID") from None
    if str(value) != text:
        raise ManifestError("'dataset' is not a UUID in lower case with hyphens")
    return value


@dataclass(frozen=True, repr=False)
class Keyring:
    """The keys of a data set that a recipient's key opens."""

    dataset_keys: dict[str, bytes]
    _wrapped: dict[str, dict[str, Any]]
    _group_keys: dict[str, bytes]

    def shard_key(self, entry: ShardEntry) -> bytes:
        """The key of a shard."""
        if entry.group not in self._group_keys:
            raise NotARecipient(f"none of the keys opens group '{entry.group}'")
        text = self._wrapped[entry.group].get(str(entry.index))
        if text is None:
            raise ErasedError(f"shard {entry.index} has been erased: its key is gone")
        wrapped = _json.from_base64url(text, "a wrapped key", ManifestError, 40)
        key = _jose.unwrap(wrapped, self._group_keys[entry.group])
        if key is None:
            raise ManifestError(f"the key of shard {entry.index} does not unwrap")
        return key


def parse_keys_file(data: bytes, manifest: Manifest, keys: list[JWK]) -> Keyring:
    """Opens every group of `keys.json` that one of `keys` can open.

    Raises `NotARecipient` if there is none, `ManifestError` if the file does not belong to the manifest.
    """
    if len(data) > FILE_LIMIT:
        raise ManifestError("the key file is larger than 64 MiB")
    members = _Members(_json.parse(data, ManifestError), "key file")
    if members.text("sluice") != "keys/1":
        raise ManifestError("the key file is of a version that this reader does not know")
    if members.text("dataset") != str(manifest.dataset):
        raise ManifestError("the key file belongs to another data set")
    if members.number("generation") != manifest.generation:
        raise ManifestError("the key file belongs to another generation of the data set")
    group_keys: dict[str, bytes] = {}
    dataset_keys: dict[str, bytes] = {}
    wrapped: dict[str, dict[str, Any]] = {}
    for item in members.list("groups"):
        group = _Members(item, "key group")
        gid = group.text("gid")
        if not _GROUP.match(gid) or gid in group_keys:
            raise ManifestError("a key group's name is malformed or stands twice")
        envelope = group.take("jwe")
        sealed_dataset_key = _json.from_base64url(group.take("dataset_key"), "'dataset_key'", ManifestError, 40)
        if manifest.mechanisms is not None and (outside := _jose.outside_eccg(envelope)):
            raise ManifestError(f"the manifest's profile does not admit the recipient's {outside}")
        shard_keys = group.take("shard_keys")
        group.done()
        if not isinstance(shard_keys, dict) or not all(map(_INDEX.match, shard_keys)):
            raise ManifestError("'shard_keys' is not an object whose members are indices of shards")
        wrapped[gid] = shard_keys
        try:
            secret, protected = _jose.open_envelope(envelope, keys)
        except NotARecipient:
            continue
        if protected.get("gid") != gid or protected.get("sluice_dataset") != str(manifest.dataset):
            raise ManifestError("an envelope belongs to another group or data set")
        dataset_key = _jose.unwrap(sealed_dataset_key, secret) if len(secret) == 32 else None
        if dataset_key is None:
            raise ManifestError("the data set's key does not unwrap")
        group_keys[gid] = secret
        dataset_keys[gid] = dataset_key
    members.done()
    if not group_keys:
        raise NotARecipient("none of the keys is a recipient of this data set")
    return Keyring(dataset_keys, wrapped, group_keys)
