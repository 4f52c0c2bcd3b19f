"""A key service with the interface of OpenBao's transit engine, over TLS on this machine."""

from __future__ import annotations

import base64
import json
import os
import re
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TOKEN = "s.0123456789"


class KeyService:
    """Keys `nodes` (AES) and `signer` (P-256) in the mount `transit`."""

    def __init__(self, folder: Path) -> None:
        self.certificate = folder / "service.pem"
        key = folder / "service.key"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
             "-subj", "/CN=key service", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out",
             self.certificate],
            check=True, capture_output=True,
        )  # fmt: skip
        self.aes = AESGCM(os.urandom(32))
        self.pair = ec.generate_private_key(ec.SECP256R1())
        self.calls: list[str] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer({})

            def do_POST(self) -> None:
                self.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

            def answer(self, body: dict[str, Any]) -> None:
                status, data = (403, {}) if self.headers["X-Vault-Token"] != TOKEN else service.call(self.path, body)
                text = json.dumps({"data": data}).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def address(self, name: str, host: str = "127.0.0.1") -> str:
        return f"https://{host}:{self.server.server_address[1]}/v1/transit/keys/{name}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def call(self, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        match = re.fullmatch(r"/v1/transit/(keys|encrypt|decrypt|sign)/(nodes|signer)", path)
        if not match:
            return 404, {}
        operation, name = match.groups()
        self.calls.append(f"{operation}/{name}")
        if operation == "keys":
            pem = self.pair.public_key().public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
            kind = "aes256-gcm96" if name == "nodes" else "ecdsa-p256"
            return 200, {"type": kind, "latest_version": 1, "keys": {"1": {"public_key": pem.decode()}}}
        if operation == "encrypt":
            nonce = os.urandom(12)
            sealed = nonce + self.aes.encrypt(nonce, base64.b64decode(body["plaintext"]), None)
            return 200, {"ciphertext": "vault:v1:" + base64.b64encode(sealed).decode()}
        if operation == "decrypt":
            try:
                sealed = base64.b64decode(body["ciphertext"].removeprefix("vault:v1:"), validate=True)
                return 200, {"plaintext": base64.b64encode(self.aes.decrypt(sealed[:12], sealed[12:], None)).decode()}
            except (InvalidTag, ValueError):
                return 400, {}
        assert body["marshaling_algorithm"] == "jws" and body["hash_algorithm"] == "sha2-256"
        r, s = utils.decode_dss_signature(
            self.pair.sign(base64.b64decode(body["input"]), ec.ECDSA(hashes.SHA256()))
        )
        raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        return 200, {"signature": "vault:v1:" + base64.urlsafe_b64encode(raw).rstrip(b"=").decode()}
