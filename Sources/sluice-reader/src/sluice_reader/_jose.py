"""Opening envelopes (RFC 7516) and checking signatures (RFC 7515).

The algorithm follows from the key, never from the message: ECDH-ES+A256KW for elliptic keys, A256KW for symmetric
keys, HPKE-10-KE for hybrid ones, `urn:sluice:transit` for those at a key service, A256GCM for content; ES256, ES384 and EdDSA for signatures. A `crit` or `zip` header is refused.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, x25519
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

from . import _json
from .errors import KeyFormatError, ManifestError, NotARecipient, SignatureError
from .keys import JWK

_Fail = Callable[[str], Exception]
_RECIPIENT_LIMIT = 4096
_WRAPPING = {"oct": "A256KW", "MLKEM768-X25519": "HPKE-10-KE", "transit": "urn:sluice:transit"}
_SIGNATURES = {"P-256": "ES256", "P-384": "ES384", "Ed25519": "EdDSA"}


def _header(parts: list[Any], fail: _Fail) -> dict[str, Any]:
    """The union of header parts, whose names must differ."""
    result: dict[str, Any] = {}
    for part in parts:
        if part is None:
            continue
        if not isinstance(part, dict):
            raise fail("a header is a JSON object")
        if result.keys() & part.keys():
            raise fail("a header member stands in two parts")
        result |= part
    for name in ("crit", "zip", "b64"):
        if name in result:
            raise fail(f"header '{name}' is refused")
    return result


def _protected(message: dict[str, Any], fail: _Fail) -> tuple[str, dict[str, Any] | None]:
    text = message.get("protected", "")
    data = _json.from_base64url(text, "'protected'", fail)
    return text, _json.parse(data, fail) if data else None


def unwrap(wrapped: bytes, key: bytes) -> bytes | None:
    """The key in `wrapped` (RFC 3394), or nothing if `key` is not the one that wrapped it."""
    try:
        return aes_key_unwrap(key, wrapped)
    except (InvalidUnwrap, ValueError):
        return None


def _concat_kdf(shared: bytes, algorithm: str, party_u: bytes, party_v: bytes, size: int) -> bytes:
    """Single-step key derivation of NIST SP 800-56A with the other information of RFC 7518 §4.6.2."""
    name = algorithm.encode("ascii")
    other = struct.pack(">I", len(name)) + name
    for party in (party_u, party_v):
        other += struct.pack(">I", len(party)) + party
    other += struct.pack(">I", size * 8)
    result = b""
    for round_ in range(1, -(-size // 32) + 1):
        digest = hashes.Hash(hashes.SHA256())
        digest.update(struct.pack(">I", round_) + shared + other)
        result += digest.finalize()
    return result[:size]


def _agree(key: JWK, ephemeral: JWK) -> bytes:
    if isinstance(key.private, x25519.X25519PrivateKey) and isinstance(ephemeral.public, x25519.X25519PublicKey):
        return key.private.exchange(ephemeral.public)
    if isinstance(key.private, ec.EllipticCurvePrivateKey) and isinstance(ephemeral.public, ec.EllipticCurvePublicKey):
        return key.private.exchange(ec.ECDH(), ephemeral.public)
    raise NotARecipient("opening an envelope needs the private part of a key")


def _content_key(header: dict[str, Any], wrapped: bytes, key: JWK, fail: _Fail) -> bytes | None:
    expected = _WRAPPING.get(key.curve, "ECDH-ES+A256KW")
    if header.get("alg") != expected or not key.allows(
        expected, "enc", ("deriveKey", "deriveBits", "unwrapKey", "decrypt")
    ):
        return None
    if key.curve == "oct":
        return unwrap(wrapped, key.secret) if key.secret and len(key.secret) == 32 else None
    if key.service is not None:
        return key.service.open(wrapped)
    if key.hybrid is not None:
        return key.hybrid.open(_json.from_base64url(header.get("ek"), "'ek'", fail), wrapped)
    if key.private is None:
        return None
    try:
        ephemeral = JWK.from_dict(header.get("epk"))
        if ephemeral.curve != key.curve:
            return None
        shared = _agree(key, ephemeral)
    except (KeyFormatError, ValueError):
        raise fail("the envelope's ephemeral key is malformed") from None
    party_u, party_v = (
        _json.from_base64url(header[name], f"'{name}'", fail) if name in header else b"" for name in ("apu", "apv")
    )
    return unwrap(wrapped, _concat_kdf(shared, expected, party_u, party_v, 32))


def open_envelope(message: Any, keys: list[JWK], fail: _Fail = ManifestError) -> tuple[bytes, dict[str, Any]]:
    """The secret in a JWE in JSON serialisation and its protected header, opened with the first key that fits."""
    if not isinstance(message, dict):
        raise fail("an envelope is a JSON object")
    text, protected = _protected(message, fail)
    recipients = message.get("recipients")
    if recipients is None:
        recipients = [{name: message[name] for name in ("header", "encrypted_key") if name in message}]
    elif "encrypted_key" in message or "header" in message:
        raise fail("an envelope is either general or flattened")
    if not isinstance(recipients, list) or not 1 <= len(recipients) <= _RECIPIENT_LIMIT:
        raise fail(f"an envelope has 1 to {_RECIPIENT_LIMIT} recipients")
    nonce = _json.from_base64url(message.get("iv"), "'iv'", fail, 12)
    tag = _json.from_base64url(message.get("tag"), "'tag'", fail, 16)
    ciphertext = _json.from_base64url(message.get("ciphertext"), "'ciphertext'", fail)
    associated = text
    if "aad" in message:
        _json.from_base64url(message["aad"], "'aad'", fail)
        associated += "." + message["aad"]
    for recipient in recipients:
        if not isinstance(recipient, dict):
            raise fail("a recipient is a JSON object")
        header = _header([protected, message.get("unprotected"), recipient.get("header")], fail)
        if header.get("enc") != "A256GCM":
            raise fail("content encryption other than A256GCM is refused")
        wrapped = _json.from_base64url(recipient.get("encrypted_key"), "'encrypted_key'", fail)
        for key in keys:
            if key.kid is not None and "kid" in header and header["kid"] != key.kid:
                continue
            content_key = _content_key(header, wrapped, key, fail)
            if content_key is None or len(content_key) != 32:
                continue
            try:
                secret = AESGCM(content_key).decrypt(nonce, ciphertext + tag, associated.encode("ascii"))
            except InvalidTag:
                raise fail("the envelope has been changed") from None
            return secret, protected or {}
    raise NotARecipient("none of the keys is a recipient of the envelope")


def _is_signature(key: JWK, signature: bytes, signed: bytes) -> bool:
    try:
        if isinstance(key.public, ed25519.Ed25519PublicKey):
            key.public.verify(signature, signed)
            return True
        if isinstance(key.public, ec.EllipticCurvePublicKey):
            size = (key.public.key_size + 7) // 8
            if len(signature) != 2 * size:
                return False
            r, s = int.from_bytes(signature[:size], "big"), int.from_bytes(signature[size:], "big")
            digest = hashes.SHA256() if key.curve == "P-256" else hashes.SHA384()
            key.public.verify(encode_dss_signature(r, s), signed, ec.ECDSA(digest))
            return True
    except (InvalidSignature, ValueError):
        return False
    return False


def outside_eccg(message: Any) -> str | None:
    """The first mechanism of a signed message or an envelope that the profile `eccg` does not admit."""
    for entry in message.get("signatures", [message] if "signature" in message else []):
        algorithm = (_protected(entry, SignatureError)[1] or {}).get("alg")
        if algorithm not in ("ES256", "ES384"):
            return str(algorithm)
    for entry in message.get("recipients", [message] if "encrypted_key" in message else []):
        header = entry.get("header") or {}
        algorithm, curve = header.get("alg"), (header.get("epk") or {}).get("crv")
        if algorithm != "A256KW" and (algorithm != "ECDH-ES+A256KW" or curve not in ("P-256", "P-384")):
            return f"{algorithm} {curve or ''}".strip()
    return None


def verify(message: Any, trusted: list[JWK], kind: str | None = None) -> tuple[bytes, JWK]:
    """The payload of a JWS in JSON serialisation and the trusted key that signed it.

    Signatures of keys that are not trusted are passed over; one by a trusted key that does not fit is an error.
    """
    if not isinstance(message, dict):
        raise SignatureError("a signed message is a JSON object")
    payload_text = message.get("payload")
    payload = _json.from_base64url(payload_text, "'payload'", SignatureError)
    signatures = message.get("signatures")
    if signatures is None:
        signatures = [{name: message[name] for name in ("protected", "header", "signature") if name in message}]
    elif "signature" in message:
        raise SignatureError("a signed message is either general or flattened")
    if not isinstance(signatures, list) or not 1 <= len(signatures) <= 64:
        raise SignatureError("a signed message has 1 to 64 signatures")
    signer: JWK | None = None
    for entry in signatures:
        if not isinstance(entry, dict):
            raise SignatureError("a signature is a JSON object")
        text, protected = _protected(entry, SignatureError)
        header = _header([protected, entry.get("header")], SignatureError)
        if "alg" not in (protected or {}):
            raise SignatureError("'alg' is not in the protected header")
        signature = _json.from_base64url(entry.get("signature"), "'signature'", SignatureError)
        signed = f"{text}.{payload_text}".encode("ascii")
        for key in trusted:
            algorithm = _SIGNATURES.get(key.curve)
            if algorithm is None or (key.kid is not None and "kid" in header and header["kid"] != key.kid):
                continue
            named = key.kid is not None and header.get("kid") == key.kid
            fits = (
                header["alg"] == algorithm
                and key.allows(algorithm, "sig", ("verify", "sign"))
                and _is_signature(key, signature, signed)
            )
            if fits:
                if kind is not None and (protected or {}).get("typ") != kind:
                    raise SignatureError("the signature is over another kind of document")
                signer = signer or key
            elif named:
                raise SignatureError("the signature does not fit the manifest")
    if signer is None:
        raise SignatureError("the manifest is not signed by a trusted key")
    return payload, signer
