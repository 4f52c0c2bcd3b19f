"""Keys of ML-KEM-768 with X25519 (`MLKEM768-X25519`, HPKE-10-KE); experimental, as the drafts behind it are.

The key pair follows from a seed of 32 bytes: SHAKE256 gives the 64 bytes of ML-KEM and the 32 of X25519.
"""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidTag

from .errors import KeyFormatError

PUBLIC_SIZE = 1216
_ENCAPSULATED_SIZE = 1120
_INFO = b"JOSE-HPKE rcpt\xffA256GCM\xff"


class HybridKey:
    """A private key, from its seed."""

    def __init__(self, seed: bytes) -> None:
        try:
            from cryptography.hazmat.primitives import hpke
            from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
        except ImportError:
            raise KeyFormatError("a key of kind MLKEM768-X25519 needs cryptography 50 or later") from None
        expanded = hashlib.shake_256(seed).digest(96)
        lattice = mlkem.MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
        curve = x25519.X25519PrivateKey.from_private_bytes(expanded[64:])
        self._suite = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.SHAKE256, hpke.AEAD.AES_256_GCM)
        self._key = hpke.MLKEM768X25519PrivateKey(lattice, curve)
        self.public = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()

    def open(self, encapsulated: bytes, sealed: bytes) -> bytes | None:
        """The content key, or nothing if it was not sealed for this key."""
        if len(encapsulated) != _ENCAPSULATED_SIZE or len(sealed) != 48:
            return None
        try:
            return bytes(self._suite.decrypt(encapsulated + sealed, self._key, _INFO))
        except (InvalidTag, ValueError):
            return None
