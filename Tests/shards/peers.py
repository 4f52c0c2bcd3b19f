"""Reads and writes datasets with other people's implementations, from Docs/formats alone.

cryptography does Cobblestone-256, AES Key Wrap and HMAC, joserfc JWE and JWS, zstandard the frames.

  peers.py read FOLDER NODE.jwk SIGNER.jwk     prints what a reader finds, as JSON
  peers.py write FOLDER                        writes messages for our side to open
"""

import base64
import hashlib
import hmac
import json
import os
import struct
import sys
import uuid

import zstandard
from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap
from joserfc import jwe, jws
from joserfc.jwk import ECKey, OKPKey, OctKey

ALGORITHMS = ["EdDSA", "Ed25519", "ES256", "ES384"]


def unbase64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def load_key(path):
    with open(path, "rb") as file:
        value = json.load(file)
    return {"EC": ECKey, "OKP": OKPKey, "oct": OctKey}[value["kty"]].import_key(value)


def varints(data):
    numbers, value, shift = [], 0, 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            numbers.append(value)
            value, shift = 0, 0
    return numbers


def unzigzag(value):
    return value >> 1 ^ -(value & 1)


def documents(table):
    start = source = group = expected = 0
    numbers = varints(table)
    for step, source_step, record_step, group_step, flags in zip(*[iter(numbers)] * 5):
        start += step
        source += unzigzag(source_step)
        if unzigzag(source_step) != 0:
            expected = 0
        record = expected + unzigzag(record_step)
        group += unzigzag(group_step)
        expected = record + 1
        yield [start, source, record, group, flags]


def tokens_of(frame, layout):
    if layout == "u16":
        return list(struct.unpack(f"<{len(frame) // 2}H", frame))
    count = len(frame) // 3
    low = struct.unpack_from(f"<{count}H", frame)
    return [a | b << 16 for a, b in zip(low, frame[2 * count :])]


def code(key, label, *parts):
    return hmac.new(key, label + b"\0" + b"".join(parts), hashlib.sha256).hexdigest()


def read_shard(folder, manifest, record, key, dataset_key):
    with open(os.path.join(folder, record["name"]), "rb") as file:
        message = file.read()
    assert hashlib.sha256(message).hexdigest() == record["sha256"]
    assert message[24:56].hex() == record["commitment"]
    context = (
        b"sluice/shard/1\0"
        + uuid.UUID(manifest["dataset"]).bytes
        + struct.pack(">QIB", record["gen"], record["i"], 0)
    )
    decryptor = Cobblestone256Decryptor(key, context)
    plaintext = bytes(decryptor.update(message)) + bytes(decryptor.finalize())
    with open(os.path.join(folder, record["name"] + ".zst"), "wb") as file:
        file.write(plaintext)

    index = plaintext[-record["index_bytes"] :]
    assert code(dataset_key, b"sluice/index/1", index) == record["index_hmac"]
    magic, size, name, version, frames, docs, table_size = struct.unpack_from("<II4sB3xIIQ", index)
    assert (magic, name, version) == (0x184D2A53, b"SLIX", 1)
    assert size == 24 + table_size + 32 * frames
    table = index[32 : 32 + table_size]
    digests = index[32 + table_size : 32 + table_size + 32 * frames]
    seek = index[8 + size :]
    assert struct.unpack_from("<II", seek) == (0x184D2A5E, 12 * frames + 9)
    assert struct.unpack("<IBI", seek[-9:]) == (frames, 0x80, 0x8F92EAB1)

    offset, tokens, content = 0, [], b""
    for number in range(frames):
        compressed, decompressed, checksum = struct.unpack_from("<III", seek, 8 + 12 * number)
        frame = plaintext[offset : offset + compressed]
        offset += compressed
        assert hashlib.sha256(frame).digest() == digests[32 * number : 32 * number + 32]
        assert struct.unpack("<I", frame[-4:]) == (checksum,)
        raw = zstandard.ZstdDecompressor().decompress(frame, max_output_size=decompressed)
        assert len(raw) == decompressed
        content += hashlib.sha256(raw).digest()
        tokens += tokens_of(raw, manifest["layout"])
    assert offset + record["index_bytes"] == len(plaintext)
    head = struct.pack(
        "<BIQ", ["u16", "u16plane"].index(manifest["layout"]), manifest["frame_tokens"], len(tokens)
    )
    content = head + content + hashlib.sha256(table).digest()
    assert code(dataset_key, b"sluice/content/1", content) == record["content_hmac"]
    entries = list(documents(table))
    assert len(entries) == docs
    return {"tokens": tokens, "documents": entries}


def read(folder, node_path, signer_path):
    with open(os.path.join(folder, "manifest.json"), "rb") as file:
        signed = json.load(file)
    verified = jws.deserialize_json(signed, load_key(signer_path), algorithms=ALGORITHMS)
    manifest = json.loads(verified.payload)
    with open(os.path.join(folder, "keys.json"), "rb") as file:
        keys = json.load(file)
    node = load_key(node_path)
    group = keys["groups"][0]
    mine = [r for r in group["jwe"]["recipients"] if r["header"]["kid"] == node.kid]
    # The protected header binds dataset and group in members of our own, which joserfc lets pass only on demand.
    registry = jwe.JWERegistry(strict_check_header=False)
    envelope = {**group["jwe"], "recipients": mine}
    group_key = jwe.decrypt_json(envelope, node, registry=registry).plaintext
    dataset_key = aes_key_unwrap(group_key, unbase64(group["dataset_key"]))
    shards = []
    for record in manifest["shards"]:
        key = aes_key_unwrap(group_key, unbase64(group["shard_keys"][str(record["i"])]))
        shards.append(read_shard(folder, manifest, record, key, dataset_key))
    codes = b"".join(bytes.fromhex(record["content_hmac"]) for record in manifest["shards"])
    assert code(dataset_key, b"sluice/dataset/1", codes) == manifest["content_hmac"]
    return {"generation": manifest["generation"], "shards": shards}


def write_hybrid(save):
    """An envelope for a key of ML-KEM-768 and X25519, with cryptography's HPKE."""

    def text(value):
        return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

    seed, content_key, nonce = os.urandom(32), os.urandom(32), os.urandom(12)
    expanded = hashlib.shake_256(seed).digest(96)
    lattice = mlkem.MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
    curve = x25519.X25519PrivateKey.from_private_bytes(expanded[64:])
    public = hpke.MLKEM768X25519PrivateKey(lattice, curve).public_key()
    suite = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.SHAKE256, hpke.AEAD.AES_256_GCM)
    sealed = suite.encrypt(content_key, public, b"JOSE-HPKE rcpt\xffA256GCM\xff")
    protected = text(b'{"enc":"A256GCM"}')
    ciphertext = AESGCM(content_key).encrypt(nonce, b"s" * 32, protected.encode())
    header = {"alg": "HPKE-10-KE", "kid": "hybrid", "ek": text(sealed[:1120])}
    save("hybrid.json", {
        "protected": protected, "recipients": [{"header": header, "encrypted_key": text(sealed[1120:])}],
        "iv": text(nonce), "ciphertext": text(ciphertext[:-16]), "tag": text(ciphertext[-16:]),
    })  # fmt: skip
    raw = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
    save("hybrid.jwk", {"kty": "AKP", "alg": "HPKE-10-KE", "pub": text(raw), "priv": text(seed), "kid": "hybrid"})


def write(folder):
    def save(name, value):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(value if isinstance(value, bytes) else json.dumps(value).encode())

    key = bytes(range(32))
    for size in (0, 1, 16383, 16384, 16385, 100_000):
        encryptor = Cobblestone256Encryptor(key, b"peer")
        plaintext = bytes(i * 7 % 256 for i in range(size))
        save(f"{size}.cobblestone", bytes(encryptor.update(plaintext)) + bytes(encryptor.finalize()))

    recipients = {
        "p256": ECKey.generate_key("P-256", {"kid": "p256"}),
        "p384": ECKey.generate_key("P-384", {"kid": "p384"}),
        "x25519": OKPKey.generate_key("X25519", {"kid": "x25519"}),
    }
    envelope = jwe.GeneralJSONEncryption({"enc": "A256GCM"}, b"s" * 32, aad=b"peer")
    for name, recipient in recipients.items():
        header = {"alg": "ECDH-ES+A256KW", "kid": name}
        if name == "p384":
            header |= {"apu": "QWxpY2U", "apv": "Qm9i"}
        envelope.add_recipient(header, recipient)
        save(f"{name}.jwk", recipient.as_dict(private=True))
    save("envelope.json", jwe.encrypt_json(envelope, None))

    write_hybrid(save)
    signers = {
        "EdDSA": OKPKey.generate_key("Ed25519", {"kid": "EdDSA"}),
        "ES256": ECKey.generate_key("P-256", {"kid": "ES256"}),
        "ES384": ECKey.generate_key("P-384", {"kid": "ES384"}),
    }
    for name, signer in signers.items():
        save(f"{name}.jwk", signer.as_dict(private=False))
        members = [{"protected": {"alg": name, "kid": name}}]
        save(f"{name}.jws.json", jws.serialize_json(members, b"payload", signer, algorithms=ALGORITHMS))
    return {"written": sorted(os.listdir(folder))}


if __name__ == "__main__":
    result = {"read": read, "write": write}[sys.argv[1]](*sys.argv[2:])
    json.dump(result, sys.stdout)
