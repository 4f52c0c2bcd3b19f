"""Keys that stay at a key service with the interface of OpenBao's and Vault's transit engine."""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import ssl
import urllib.error
import urllib.request
from typing import Any

from .errors import KeyFormatError, SluiceReaderError
from .keys import JWK

_ADDRESS = re.compile(r"(https://[^/@\s]+)/v1/([A-Za-z0-9._/-]+)/keys/([A-Za-z0-9._-]+)")
_ANSWER_LIMIT = 1 << 20


class KeyServiceError(SluiceReaderError):
    """The key service cannot be reached or refuses."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


class TransitKey:
    """An AES key at a key service, called by its address `https://HOST:PORT/v1/MOUNT/keys/NAME`.

    The service opens what was sealed for the node; its key never leaves it. `token` is the service's token, else that
    in `BAO_TOKEN` or `VAULT_TOKEN`; `ca` a file with the certificates to trust instead of those of the system.
    """

    def __init__(self, address: str, *, token: str | None = None, ca: str | None = None, timeout: float = 30) -> None:
        match = _ADDRESS.fullmatch(address)
        if not match:
            raise KeyFormatError("a key service is called by https://HOST:PORT/v1/MOUNT/keys/NAME")
        host, self.mount, self.name = match.groups()
        self._decrypt = f"{host}/v1/{self.mount}/decrypt/{self.name}"
        self._token = token or os.environ.get("BAO_TOKEN") or os.environ.get("VAULT_TOKEN")
        if not self._token or not self._token.isascii() or not self._token.isprintable():
            raise KeyFormatError("the key service wants a token: give 'token', or set BAO_TOKEN")
        handler = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=ca))
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), handler, _NoRedirect)
        self._timeout = timeout

    def keys(self) -> list[JWK]:
        """The key, as envelopes know it."""
        return [JWK("transit", f"{self.mount}/keys/{self.name}", None, service=self)]

    def open(self, wrapped: bytes) -> bytes | None:
        """The content key in what the service wrapped, or nothing if it refuses."""
        body = json.dumps({"ciphertext": wrapped.decode("ascii", "replace")}).encode()
        headers = {"X-Vault-Token": str(self._token), "X-Vault-Request": "true", "Content-Type": "application/json"}
        request = urllib.request.Request(self._decrypt, body, headers, method="POST")
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                value = json.loads(answer.read(_ANSWER_LIMIT))
            return base64.b64decode(value["data"]["plaintext"], validate=True)
        except urllib.error.HTTPError as error:
            if error.code == 400:
                return None
            raise KeyServiceError(f"the key service answered with status {error.code}") from None
        except (OSError, http.client.HTTPException) as error:
            raise KeyServiceError(f"the key service cannot be reached: {error}") from None
        except (ValueError, KeyError, TypeError):
            raise KeyServiceError("the key service's answer is malformed") from None

    def __repr__(self) -> str:
        return f"TransitKey('{self.mount}/keys/{self.name}')"
