"""Keys as JSON Web Keys (RFC 7517, RFC 8037): those that open envelopes and those that check signatures."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, x25519

from . import _did, _json
from ._hybrid import PUBLIC_SIZE, HybridKey
from .errors import KeyFormatError

_CURVES: dict[str, tuple[ec.EllipticCurve, int]] = {
    "P-256": (ec.SECP256R1(), 32),
    "P-384": (ec.SECP384R1(), 48),
}
_SYMMETRIC_SIZES = (16, 24, 32)

_Private = ec.EllipticCurvePrivateKey | x25519.X25519PrivateKey
_Public = ec.EllipticCurvePublicKey | x25519.X25519PublicKey | ed25519.Ed25519PublicKey


def _fail(message: str) -> KeyFormatError:
    return KeyFormatError(message)


class KeyService(Protocol):
    """Something that opens what was wrapped for a key which it keeps."""

    def open(self, wrapped: bytes) -> bytes | None:
        """The content key in `wrapped`, or nothing if it is not for the key."""


@dataclass(frozen=True)
class JWK:
    """One key. `curve` is `P-256`, `P-384`, `X25519`, `Ed25519`, `MLKEM768-X25519`, `oct` for a symmetric key, or
    `transit` for one at a key service."""

    curve: str
    kid: str | None
    public: _Public | None = field(repr=False)
    private: _Private | None = field(default=None, repr=False)
    secret: bytes | None = field(default=None, repr=False)
    algorithm: str | None = None
    use: str | None = None
    operations: tuple[str, ...] | None = None
    hybrid: HybridKey | None = field(default=None, repr=False)
    service: KeyService | None = field(default=None, repr=False)
    thumbprint: str = ""
    """SHA-256 of the required members (RFC 7638), base64url."""

    @classmethod
    def from_dict(cls, members: Any) -> JWK:
        """Reads the members of a JSON Web Key and checks that its parts belong together."""
        if not isinstance(members, dict):
            raise _fail("a key is a JSON object")
        kid, algorithm, use = (_optional_text(members, name) for name in ("kid", "alg", "use"))
        operations = members.get("key_ops")
        if operations is not None:
            if not isinstance(operations, list) or not all(isinstance(item, str) for item in operations):
                raise _fail("'key_ops' is not a list of words")
            operations = tuple(operations)
        kind = members.get("kty")
        public: _Public | None = None
        private: _Private | None = None
        secret = None
        hybrid = None
        if kind == "oct":
            curve = "oct"
            secret = _json.from_base64url(members.get("k"), "'k'", _fail)
            if len(secret) not in _SYMMETRIC_SIZES:
                raise _fail("a symmetric key has 16, 24 or 32 bytes")
            required = {"k": members["k"], "kty": "oct"}
        elif kind == "EC":
            curve = str(members.get("crv"))
            if curve not in _CURVES:
                raise _fail("an elliptic key is on P-256 or P-384")
            public, private = _elliptic(curve, members)
            required = {name: members[name] for name in ("crv", "kty", "x", "y")}
        elif kind == "OKP":
            curve = str(members.get("crv"))
            public, private = _octet(curve, members)
            required = {name: members[name] for name in ("crv", "kty", "x")}
        elif kind == "AKP":
            curve = "MLKEM768-X25519"
            hybrid = _hybrid(members)
            required = {name: members[name] for name in ("alg", "kty", "pub")}
        else:
            raise _fail("'kty' is not EC, OKP, AKP or oct")
        digest = hashlib.sha256(_json.canonical(required)).digest()
        thumbprint = _json.to_base64url(digest)
        return cls(
            curve, kid, public, private, secret, algorithm, use, operations, hybrid=hybrid, thumbprint=thumbprint
        )

    def allows(self, algorithm: str, use: str, operations: Iterable[str]) -> bool:
        """Whether the key's own `alg`, `use` and `key_ops` permit this."""
        return (
            self.algorithm in (None, algorithm)
            and self.use in (None, use)
            and (self.operations is None or any(item in self.operations for item in operations))
        )


def _optional_text(members: dict[str, Any], name: str) -> str | None:
    value = members.get(name)
    if value is not None and not isinstance(value, str):
        raise _fail(f"'{name}' is not text")
    return value


def _elliptic(curve: str, members: dict[str, Any]) -> tuple[_Public, _Private | None]:
    group, size = _CURVES[curve]
    x = int.from_bytes(_json.from_base64url(members.get("x"), "'x'", _fail, size), "big")
    y = int.from_bytes(_json.from_base64url(members.get("y"), "'y'", _fail, size), "big")
    try:
        public = ec.EllipticCurvePublicNumbers(x, y, group).public_key()
        if "d" not in members:
            return public, None
        scalar = int.from_bytes(_json.from_base64url(members["d"], "'d'", _fail, size), "big")
        private = ec.derive_private_key(scalar, group)
    except (ValueError, UnsupportedAlgorithm):
        raise _fail("the key is not a point on its curve") from None
    if private.public_key().public_numbers() != public.public_numbers():
        raise _fail("the private and the public part do not belong together")
    return public, private


def _octet(curve: str, members: dict[str, Any]) -> tuple[_Public, _Private | None]:
    raw = _json.from_base64url(members.get("x"), "'x'", _fail, 32)
    if curve == "Ed25519":
        if "d" in members:
            raise _fail("a reader holds no signing keys: give the public part")
        return ed25519.Ed25519PublicKey.from_public_bytes(raw), None
    if curve != "X25519":
        raise _fail("an octet key is on X25519 or Ed25519")
    public = x25519.X25519PublicKey.from_public_bytes(raw)
    if "d" not in members:
        return public, None
    private = x25519.X25519PrivateKey.from_private_bytes(_json.from_base64url(members["d"], "'d'", _fail, 32))
    if private.public_key().public_bytes_raw() != raw:
        raise _fail("the private and the public part do not belong together")
    return public, private


def _hybrid(members: dict[str, Any]) -> HybridKey | None:
    if members.get("alg") != "HPKE-10-KE":
        raise _fail("a key of type AKP has the algorithm HPKE-10-KE")
    public = _json.from_base64url(members.get("pub"), "'pub'", _fail, PUBLIC_SIZE)
    if "priv" not in members:
        return None
    key = HybridKey(_json.from_base64url(members["priv"], "'priv'", _fail, 32))
    if key.public != public:
        raise _fail("the private and the public part do not belong together")
    return key


def parse_keys(text: bytes | str) -> list[JWK]:
    """The keys in `text`: one JSON Web Key, a key set, or the signing keys of a DID document."""
    value = _json.parse(text, _fail)
    if _did.is_document(value):
        return [JWK.from_dict(item) for item in _did.document_keys(value, "assertionMethod")]
    if isinstance(value, dict) and "keys" in value:
        if not isinstance(value["keys"], list):
            raise _fail("'keys' is not a list")
        return [JWK.from_dict(item) for item in value["keys"]]
    return [JWK.from_dict(value)]


class JWKFile:
    """Keys in a file: one JSON Web Key or a key set. Read when needed."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)

    def keys(self) -> list[JWK]:
        """The keys."""
        return parse_keys(_read(self.path))

    def __repr__(self) -> str:
        return f"JWKFile({str(self.path)!r})"


class JWKCredential:
    """Keys in a systemd credential: the file `name` in `$CREDENTIALS_DIRECTORY`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def keys(self) -> list[JWK]:
        """The keys."""
        folder = os.environ.get("CREDENTIALS_DIRECTORY")
        if not folder:
            raise KeyFormatError("CREDENTIALS_DIRECTORY is not set: the process runs without credentials")
        return parse_keys(_read(Path(folder) / self.name))


class JWKEnvironment:
    """Keys in an environment variable, which is removed from the environment when read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._keys: list[JWK] | None = None

    def keys(self) -> list[JWK]:
        """The keys."""
        if self._keys is None:
            text = os.environ.pop(self.name, None)
            if text is None:
                raise KeyFormatError(f"the environment variable {self.name} is not set")
            self._keys = parse_keys(text)
        return self._keys


@runtime_checkable
class KeyHolder(Protocol):
    """Something that has keys: one of the classes above, or a key service."""

    def keys(self) -> list[JWK]:
        """The keys."""


KeySource = KeyHolder | JWK | str | os.PathLike[str]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KeyFormatError(f"{path}: {error.strerror}") from None


def collect(sources: KeySource | Iterable[KeySource]) -> list[JWK]:
    """The keys of one source or several; a path means a file, `did:key:…` a public key."""
    if isinstance(sources, (JWK, str, os.PathLike, KeyHolder)):
        sources = [sources]
    found: list[JWK] = []
    for source in sources:
        if isinstance(source, JWK):
            found.append(source)
        elif isinstance(source, str) and source.startswith("did:key:"):
            found.append(JWK.from_dict(_did.did_key(source)))
        elif isinstance(source, (str, os.PathLike)):
            found.extend(JWKFile(source).keys())
        else:
            found.extend(source.keys())
    return found
