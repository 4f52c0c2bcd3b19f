"""Every change to a file is refused, with the right name."""

from __future__ import annotations

import copy
import json
import random
from datetime import UTC, datetime

import pytest
import sluice_reader as sluice
from conftest import documents, open_folder
from sluice_reader import _json
from writer import Doc, Node, Signer, Writer, b64, envelope, jcs, seal


def read_everything(folder, **options):
    data = open_folder(folder, **options)
    data.tokens(0, data.token_count)
    for number in range(len(data)):
        data.document(number)


def test_every_flipped_bit_of_a_small_shard_is_refused(tmp_path):
    writer = Writer([Doc(list(range(40))), Doc([1, 2])], frame_tokens=16)
    folder = writer.save(tmp_path)
    [name] = writer.files
    whole = writer.files[name]
    for position in range(len(whole)):
        blob = bytearray(whole)
        blob[position] ^= 1 << position % 8
        (folder / name).write_bytes(blob)
        with pytest.raises(sluice.ShardError):
            read_everything(folder)


def test_truncation_anywhere_is_refused(tmp_path):
    tokens = random.Random(5).choices(range(60_000), k=40_000)
    writer = Writer([Doc(tokens)], vocab=65_000, frame_tokens=4096, shard_tokens=10**6)
    folder = writer.save(tmp_path)
    [name] = writer.files
    whole = writer.files[name]
    cuts = {0, 1, 23, 55, 56, 71, 72, len(whole) - 1}
    cuts |= {56 + k * 16_400 + d for k in range(1, 6) for d in (-1, 0, 1) if 56 + k * 16_400 + d < len(whole)}
    for cut in sorted(cuts):
        (folder / name).write_bytes(whole[:cut])
        writer.entries[0]["bytes"] = cut
        (folder / "manifest.json").write_bytes(jcs(writer.manifest()))
        with pytest.raises((sluice.ShardError, sluice.ManifestError)):
            read_everything(folder)


def test_missing_swapped_and_foreign_shards_are_refused(tmp_path):
    docs = [Doc(list(range(i, i + 100))) for i in range(4)]
    writer = Writer(docs, shard_tokens=100)
    folder = writer.save(tmp_path)
    names = list(writer.files)
    (folder / names[0]).rename(folder / "gone")
    with pytest.raises(sluice.ShardError, match=names[0]):
        read_everything(folder)
    (folder / names[0]).write_bytes(writer.files[names[1]])
    with pytest.raises(sluice.ShardError):
        read_everything(folder)
    (folder / names[0]).write_bytes(seal(writer.shard_keys[0], writer.context(0), b"other"))
    with pytest.raises(sluice.ShardError):
        read_everything(folder)


def test_swapped_chunks_are_refused(tmp_path):
    tokens = random.Random(5).choices(range(60_000), k=40_000)
    writer = Writer([Doc(tokens)], vocab=65_000, frame_tokens=4096, shard_tokens=10**6)
    folder = writer.save(tmp_path)
    [name] = writer.files
    whole = writer.files[name]
    first, second = whole[56 : 56 + 16_400], whole[56 + 16_400 : 56 + 32_800]
    (folder / name).write_bytes(whole[:56] + second + first + whole[56 + 32_800 :])
    with pytest.raises(sluice.ShardError, match="chunk 0"):
        read_everything(folder)


def test_a_recipient_that_forges_a_shard_is_found_out_when_signatures_count(tmp_path):
    """Who holds the shard key can seal other data under the same commitment only by keeping salt and key."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

    writer = Writer([Doc([5] * 100)], shard_tokens=100)
    [name] = writer.files
    whole = writer.files[name]
    label = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"
    derived = HKDFExpand(hashes.SHA512(), 76, label + whole[:24] + writer.context(0)).derive(writer.shard_keys[0])
    cipher, nonce = AESGCM(derived[:32]), derived[32:44]
    plain = bytearray(cipher.decrypt(nonce, whole[56:], None))
    forged = Writer([Doc([7] * 100)], shard_tokens=100)
    other = forged.files[name]
    derived_other = HKDFExpand(hashes.SHA512(), 76, label + other[:24] + forged.context(0)).derive(forged.shard_keys[0])
    plain_other = AESGCM(derived_other[:32]).decrypt(derived_other[32:44], other[56:], None)
    assert len(plain) == len(plain_other)
    writer.files[name] = whole[:56] + cipher.encrypt(nonce, plain_other, None)
    folder = writer.save(tmp_path)
    assert open_folder(folder, verify="aead").tokens(0, 3).tolist() == [7, 7, 7]
    with pytest.raises(sluice.ShardError, match="signed"):
        open_folder(folder, verify="signed").tokens(0, 3)


def test_keys_of_strangers_do_not_open(tmp_path):
    folder = Writer(documents(5)).save(tmp_path)
    for stranger in (Node.make(), Node.make(kid="node-x"), Node.make("X25519"), Node.make("oct")):
        (folder / "stranger.jwk").write_bytes(jcs(stranger.jwk()))
        with pytest.raises(sluice.NotARecipient):
            open_folder(folder, keys=folder / "stranger.jwk")
    with pytest.raises(sluice.NotARecipient):
        open_folder(folder, keys=[])


def test_envelopes_and_key_files_of_others_are_refused(tmp_path):
    writer = Writer(documents(5))
    keys = copy.deepcopy(writer.keys)

    def refused(error=sluice.ManifestError):
        with pytest.raises(error):
            read_everything(writer.save(tmp_path))
        writer.keys = copy.deepcopy(keys)

    writer.keys["dataset"] = str(Writer([]).dataset)
    refused()
    writer.keys["generation"] = 2
    refused()
    writer.keys["extra"] = 1
    refused()
    for binding in (
        {"gid": "g9", "sluice_dataset": str(writer.dataset)},
        {"gid": "g0", "sluice_dataset": "x"},
    ):
        writer.keys["groups"][0]["jwe"] = envelope(writer.group_keys[0], writer.nodes, binding)
        refused()
    for member in ("tag", "iv", "ciphertext", "protected"):
        text = writer.keys["groups"][0]["jwe"][member]
        writer.keys["groups"][0]["jwe"][member] = ("B" if text[0] == "A" else "A") + text[1:]
        refused()
    writer.keys["groups"][0]["jwe"]["unprotected"] = {"zip": "DEF"}
    refused()
    writer.keys["groups"][0]["jwe"]["recipients"][0]["header"]["crit"] = ["exp"]
    refused()
    other = Writer(documents(5))
    writer.keys["groups"][0]["shard_keys"]["0"] = other.keys["groups"][0]["shard_keys"]["0"]
    refused()
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    swapped = b64(aes_key_wrap(writer.group_keys[0], b"\0" * 32))
    writer.keys["groups"][0]["shard_keys"]["0"] = swapped
    refused(sluice.ShardError)


def test_manifests_that_are_not_signed_by_the_trusted_are_refused(tmp_path):
    writer = Writer(documents(5))
    folder = writer.save(tmp_path)
    signed = writer.manifest()
    stranger = Signer.make(kid="stranger")

    def check(message, error=sluice.SignatureError):
        (folder / "manifest.json").write_bytes(jcs(message))
        with pytest.raises(error):
            open_folder(folder)

    check(writer.manifest(signers=[stranger]))
    check(writer.manifest(signers=[Signer.make()]))
    check(writer.manifest(signers=[Signer.make("P-256")]))
    check({**signed, "payload": b64(jcs({**writer.payload, "generation": 7}))})
    none = {"protected": b64(jcs({"alg": "none", "kid": "signer"})), "signature": ""}
    check({"payload": signed["payload"], "signatures": [none]})
    critical = copy.deepcopy(signed)
    critical["signatures"][0]["header"] = {"crit": ["b64"]}
    check(critical)
    check({"payload": signed["payload"], "signatures": []})
    spoilt = copy.deepcopy(signed)
    spoilt["signatures"].append({**signed["signatures"][0], "signature": b64(b"\0" * 64)})
    check(spoilt)
    (folder / "manifest.json").write_bytes(jcs(writer.manifest(signers=[stranger, writer.signer])))
    assert open_folder(folder)
    loose = json.dumps(writer.payload).encode()
    check(writer.manifest(payload=loose), sluice.ManifestError)


def test_old_and_expired_manifests_are_refused(tmp_path):
    folder = Writer(documents(5), generation=3, expires="2026-12-01T00:00:00Z").save(tmp_path)
    before, after = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 2, tzinfo=UTC)
    assert open_folder(folder, now=before, min_generation=3)
    with pytest.raises(sluice.StaleManifest, match="expired"):
        open_folder(folder, now=after)
    with pytest.raises(sluice.StaleManifest, match="generation 3"):
        open_folder(folder, now=before, min_generation=4)


def test_no_member_of_the_manifest_can_be_missing_new_or_of_another_type(tmp_path):
    writer = Writer(documents(8))
    folder = writer.save(tmp_path)
    good = writer.payload

    def refused(payload):
        (folder / "manifest.json").write_bytes(jcs(writer.manifest(payload=jcs(payload))))
        with pytest.raises(sluice.ManifestError):
            open_folder(folder)

    for target in (good, good["shards"][0], good["tokenizer"]):
        for name in list(target):
            changed = copy.deepcopy(good)
            place = changed if target is good else changed["shards"][0] if "i" in target else changed["tokenizer"]
            del place[name]
            refused(changed)
            for value in ([], {}, "other", True):
                if type(value) is type(target[name]) and isinstance(value, (list, str, bool)):
                    continue
                place[name] = value
                refused(changed)
            place[name] = target[name]
            place["more"] = 1
            refused(changed)
    for name in ("tokens", "docs"):
        refused({**good, name: good[name] + 1})
    twins = copy.deepcopy(good)
    twins["shards"].append(copy.deepcopy(twins["shards"][-1]))
    refused(twins)
    for name in ("../x", ".x", "a/b", "", "x" * 129):
        changed = copy.deepcopy(good)
        changed["shards"][0]["name"] = name
        refused(changed)


def test_random_mutations_of_an_index_are_refused_or_harmless(tmp_path):
    """Sealed by a holder of the keys, an index may say anything: no mutation may crash the reader."""
    docs = documents(12)
    rng = random.Random(9)
    writer = Writer(docs, shard_tokens=10**6)
    make = Writer.index
    for _ in range(100):
        changes = [(rng.random(), rng.randrange(256)) for _ in range(rng.randint(1, 3))]

        def mutated(self, *arguments, changes=changes):
            data = bytearray(make(self, *arguments))
            for place, value in changes:
                data[int(place * len(data))] = value
            return bytes(data)

        writer_class = type("Mutating", (Writer,), {"index": mutated})
        writer = writer_class(docs, shard_tokens=10**6)
        folder = writer.save(tmp_path)
        try:
            read_everything(folder)
        except sluice.SluiceReaderError:
            pass


def test_json_with_a_name_twice_or_odd_base64_is_refused():
    for text in (b'{"a":1,"a":2}', b"NaN", b"{", b"\xff", b"[" * 100_000):
        with pytest.raises(sluice.ManifestError):
            _json.parse(text, sluice.ManifestError)
    for text in ("A", "AB", "AA=", "A A", "AA+/", None):
        with pytest.raises(sluice.ManifestError):
            _json.from_base64url(text, "x", sluice.ManifestError)
