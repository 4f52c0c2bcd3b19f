"""Public keys by DID: `did:key`, and the documents of other methods such as `did:web`, from files only."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from . import _json
from .errors import KeyFormatError

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_CODECS = {
    b"\xed\x01": ("Ed25519", 32), b"\xec\x01": ("X25519", 32), b"\x80\x24": ("P-256", 33), b"\x81\x24": ("P-384", 49),
}  # fmt: skip
_CURVES: dict[str, ec.EllipticCurve] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}
_METHOD_LIMIT = 256


def _base58(text: str) -> bytes:
    number = 0
    if len(text) > 512:
        raise KeyFormatError("a key in base58 is too long")
    for character in text:
        value = _ALPHABET.find(character)
        if value < 0:
            raise KeyFormatError("a key is not in base58")
        number = number * 58 + value
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def multikey(text: str, kid: str | None) -> dict[str, Any]:
    """The JSON Web Key of a public key in multibase, `z…`."""
    raw = _base58(text[1:]) if text.startswith("z") else b""
    kind, size = _CODECS.get(raw[:2], ("", 0))
    key = raw[2:]
    if not kind or len(key) != size:
        raise KeyFormatError("not a public key in multibase on P-256, P-384, X25519 or Ed25519")
    if kind not in _CURVES:
        return {"kty": "OKP", "crv": kind, "x": _json.to_base64url(key), "kid": kid}
    try:
        numbers = ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[kind], key).public_numbers()
    except ValueError:
        raise KeyFormatError("the key is not a point on its curve") from None
    x, y = (_json.to_base64url(value.to_bytes(size - 1, "big")) for value in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": kind, "x": x, "y": y, "kid": kid}


def did_key(did: str) -> dict[str, Any]:
    """The JSON Web Key that a `did:key` is."""
    name, _, fragment = did.removeprefix("did:key:").partition("#")
    if fragment not in ("", name):
        raise KeyFormatError("the fragment of a did:key repeats the key")
    return multikey(name, f"did:key:{name}#{name}")


def is_document(value: Any) -> bool:
    """Whether parsed JSON is a DID document rather than a key."""
    return isinstance(value, dict) and "kty" not in value and str(value.get("id", "")).startswith("did:")


def document_keys(document: dict[str, Any], relationship: str) -> list[dict[str, Any]]:
    """The JSON Web Keys of a document under `assertionMethod` or `keyAgreement` that hold now."""
    subject = document["id"]
    methods = document.get("verificationMethod", [])
    entries = document.get(relationship)
    if not isinstance(entries, list) or not isinstance(methods, list) or len(methods) + len(entries) > _METHOD_LIMIT:
        raise KeyFormatError(f"the DID document has no '{relationship}'")

    def absolute(name: Any) -> str:
        return subject + name if isinstance(name, str) and name.startswith("#") else str(name)

    keys = []
    for entry in entries:
        found = [entry] if isinstance(entry, dict) else [
            m for m in methods if isinstance(m, dict) and absolute(m.get("id")) == absolute(entry)
        ]  # fmt: skip
        if len(found) != 1:
            raise KeyFormatError("the DID document does not hold the key it refers to")
        method = found[0]
        name = absolute(method.get("id"))
        if not name.startswith(subject + "#") or method.get("controller", subject) != subject:
            raise KeyFormatError("a key of the DID document is another subject's")
        if _is_over(method):
            continue
        if "publicKeyJwk" in method:
            members = method["publicKeyJwk"]
            if not isinstance(members, dict) or "d" in members or "priv" in members or "k" in members:
                raise KeyFormatError("a DID document shows public keys only")
            keys.append({**members, "kid": name})
        elif isinstance(method.get("publicKeyMultibase"), str):
            keys.append(multikey(method["publicKeyMultibase"], name))
        else:
            raise KeyFormatError("a key needs 'publicKeyJwk' or 'publicKeyMultibase'")
    if not keys:
        raise KeyFormatError(f"the DID document has no valid key under '{relationship}'")
    return keys


def _is_over(method: dict[str, Any]) -> bool:
    for member in ("expires", "revoked"):
        if member in method:
            try:
                end = datetime.fromisoformat(method[member])
            except (TypeError, ValueError):
                raise KeyFormatError(f"'{member}' of a key is not an instant") from None
            if end.replace(tzinfo=end.tzinfo or UTC) <= datetime.now(UTC):
                return True
    return False
