"""A recipient with a key of ML-KEM-768 and X25519, made with `cryptography` alone."""

from __future__ import annotations

import hashlib
import os
from typing import Any

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from writer import Node, b64

INFO = b"JOSE-HPKE rcpt\xffA256GCM\xff"


class HybridNode(Node):
    """As a node of the writer; its key is the seed."""

    @classmethod
    def new(cls, kid: str = "node-a") -> HybridNode:
        return cls(kid, os.urandom(32))

    def parts(self) -> tuple[mlkem.MLKEM768PrivateKey, x25519.X25519PrivateKey]:
        expanded = hashlib.shake_256(self.key).digest(96)
        return (
            mlkem.MLKEM768PrivateKey.from_seed_bytes(expanded[:64]),
            x25519.X25519PrivateKey.from_private_bytes(expanded[64:]),
        )

    def jwk(self) -> dict[str, Any]:
        public = b"".join(part.public_key().public_bytes_raw() for part in self.parts())
        return {"kty": "AKP", "alg": "HPKE-10-KE", "pub": b64(public), "priv": b64(self.key), "kid": self.kid}

    def wrap(self, content_key: bytes) -> dict[str, Any]:
        suite = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.SHAKE256, hpke.AEAD.AES_256_GCM)
        sealed = suite.encrypt(content_key, hpke.MLKEM768X25519PrivateKey(*self.parts()).public_key(), INFO)
        header = {"kid": self.kid, "alg": "HPKE-10-KE", "ek": b64(sealed[:1120])}
        return {"header": header, "encrypted_key": b64(sealed[1120:])}
