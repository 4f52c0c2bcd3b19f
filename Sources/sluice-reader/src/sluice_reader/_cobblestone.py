"""Random access to a C2SP chunked-encryption message, instance Cobblestone-256.

Layout and key derivation: https://c2sp.org/chunked-encryption. A message is a salt of 24 bytes, a key commitment of
32 bytes, and chunks of 16,384 bytes sealed with AES-256-GCM, of which the last is shorter and may be empty.
"""

from __future__ import annotations

import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from .errors import ShardError
from .sources import Blob

CHUNK = 16_384
TAG = 16
SEALED_CHUNK = CHUNK + TAG
KEY = 32
SALT = 24
COMMITMENT = 32
HEADER = SALT + COMMITMENT

_LABEL = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"


def derive(key: bytes, salt: bytes, context: bytes) -> tuple[bytes, int, bytes]:
    """Cipher key, base nonce and commitment of a message."""
    size = KEY + 12 + COMMITMENT
    output = HKDFExpand(hashes.SHA512(), size, _LABEL + salt + context).derive(key)
    return output[:KEY], int.from_bytes(output[KEY : KEY + 12], "big"), output[KEY + 12 :]


def plain_size(sealed: int) -> int:
    """Plaintext size of a message of `sealed` bytes."""
    body = sealed - HEADER
    last = body % SEALED_CHUNK
    if body < TAG or last < TAG:
        raise ShardError("the shard is cut short")
    return body - (body // SEALED_CHUNK + 1) * TAG


class Message:
    """A sealed message of `sealed_size` bytes.

    Chunks are opened one by one, so that a part costs as much as its own bytes and at most two chunks more.
    """

    def __init__(self, blob: Blob, sealed_size: int, key: bytes, context: bytes) -> None:
        if len(key) != KEY:
            raise ShardError(f"the shard's key does not have {KEY} bytes")
        self.size = plain_size(sealed_size)
        header = bytes(blob.view(0, HEADER))
        self.commitment = header[SALT:]
        cipher_key, self._nonce, commitment = derive(key, header[:SALT], context)
        if not hmac.compare_digest(commitment, self.commitment):
            raise ShardError("the shard does not belong at this place, or its key is another one")
        self._cipher = AESGCM(cipher_key)
        self._blob, self._sealed_size = blob, sealed_size

    def read(self, start: int, end: int, buffer: bytearray) -> memoryview:
        """Plaintext bytes `start` up to `end`, opened into `buffer`, which grows as needed."""
        if not 0 <= start <= end <= self.size:
            raise ShardError("the shard's index points outside the shard")
        if start == end:
            return memoryview(b"")
        first, last = start // CHUNK, (end - 1) // CHUNK
        sealed = self._sealed(first, last)
        needed = len(sealed) - (last - first + 1) * TAG
        if len(buffer) < needed:
            buffer.extend(bytes(needed - len(buffer)))
        out = memoryview(buffer)
        for chunk in range(first, last + 1):
            at = (chunk - first) * SEALED_CHUNK
            part = sealed[at : at + SEALED_CHUNK]
            to = (chunk - first) * CHUNK
            self._open(chunk, part, out[to : to + len(part) - TAG])
        offset = start - first * CHUNK
        return out[offset : offset + end - start]

    def read_end(self, size: int) -> bytes:
        """The last `size` plaintext bytes; opens the last chunk, whose place proves that nothing was cut off."""
        if not 0 <= size <= self.size:
            raise ShardError("the shard's index is larger than the shard")
        data = bytes(self.read(self.size - size, self.size, bytearray()))
        if not size or self.size % CHUNK == 0:
            last = self.size // CHUNK
            self._open(last, self._sealed(last, last), memoryview(bytearray(self.size % CHUNK)))
        return data

    def _sealed(self, first: int, last: int) -> memoryview:
        start = HEADER + first * SEALED_CHUNK
        return self._blob.view(start, min(start + (last + 1 - first) * SEALED_CHUNK, self._sealed_size))

    def _open(self, chunk: int, sealed: memoryview, out: memoryview) -> None:
        nonce = (self._nonce ^ chunk).to_bytes(12, "big")
        try:
            if _HAS_DECRYPT_INTO:
                self._cipher.decrypt_into(nonce, sealed, None, out)
            else:
                out[:] = self._cipher.decrypt(nonce, bytes(sealed), None)
        except InvalidTag:
            raise ShardError(f"chunk {chunk} of the shard has been changed") from None


_HAS_DECRYPT_INTO = hasattr(AESGCM, "decrypt_into")
