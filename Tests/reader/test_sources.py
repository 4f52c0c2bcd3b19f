"""Object stores, and the cache of encrypted shards on disk."""

from __future__ import annotations

import hashlib
import http.server
import os
import random
import threading
import time
from pathlib import Path

import pytest
import sluice_reader as sluice
from conftest import documents, open_folder
from sluice_reader.sources import Memory, ShardFile, store
from writer import Doc, Writer

pytest.importorskip("obstore")


class Bucket(http.server.BaseHTTPRequestHandler):
    """The part of S3 that the reader needs, over a folder; notes every request."""

    folder: Path
    requests: list[tuple[str, str, str]]
    cut = 0

    def do_GET(self):  # noqa: N802
        name, wanted = self.path.split("?")[0].rpartition("/")[2], self.headers.get("Range", "")
        self.requests.append((self.command, name, wanted))
        file = self.folder / name
        if not file.is_file():
            return self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>", {})
        data = file.read_bytes()
        if not wanted:
            return self.answer(200, data, {})
        first, last = map(int, wanted.removeprefix("bytes=").split("-"))
        part = data[first : last + 1]
        return self.answer(206, part, {"Content-Range": f"bytes {first}-{first + len(part) - 1}/{len(data)}"})

    do_HEAD = do_GET  # noqa: N815

    def answer(self, status, data, headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), "ETag": '"x"', **headers}.items():
            self.send_header(name, value)
        self.send_header("Last-Modified", "Sat, 28 Nov 2026 00:00:00 GMT")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@pytest.fixture
def bucket(tmp_path):
    """A data set behind an object store: the store's options, the requests made, the folder."""
    docs = documents(200, seed=3)
    folder = Writer(docs, shard_tokens=2000).save(tmp_path / "data")
    handler = type("Handler", (Bucket,), {"folder": folder, "requests": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    options = {
        "endpoint": f"http://127.0.0.1:{server.server_port}", "region": "eu-central-1", "access_key_id": "key",
        "secret_access_key": "secret", "client_options": {"allow_http": True},
    }  # fmt: skip
    yield options, handler.requests, folder, docs
    server.shutdown()


def open_bucket(options, folder, **more):
    return open_folder_at("s3://bucket/some/prefix", folder, store=options, **more)


def open_folder_at(place, folder, **options):
    return sluice.open(place, keys=folder / "node-a.jwk", trust=folder / "signer.jwk", **options)


def test_an_object_store_gives_what_the_folder_gives(bucket):
    options, requests, folder, docs = bucket
    expected = [b.tolist() for b in open_folder(folder).sequences(16, 4, seed=1, shuffle="window", window=3)]
    for threads in (0, 2):
        data = open_bucket(options, folder, verify="signed")
        made = data.sequences(16, 4, seed=1, shuffle="window", window=3, threads=threads)
        assert [b.tolist() for b in made] == expected
        assert [data.document(i).tokens.tolist() for i in range(len(data))] == [d.tokens for d in docs]
        data.verify_files()
    assert {method for method, _, _ in requests} == {"GET"}
    assert all("list-type" not in name for _, name, _ in requests)


def test_a_shard_that_is_read_in_order_comes_in_few_requests(bucket, monkeypatch, tmp_path):
    options, requests, folder, _ = bucket
    tokens = random.Random(1).choices(range(60_000), k=200_000)
    writer = Writer([Doc(tokens)], vocab=65_000, frame_tokens=4096, shard_tokens=10**6)
    for file in folder.iterdir():
        file.unlink()
    writer.save(folder)
    monkeypatch.setattr(store, "PART", 65_536)
    data = open_bucket(options, folder)
    [shard] = data.manifest.shards
    requests.clear()
    assert data.tokens(0, shard.tokens).tolist() == tokens
    assert len(requests) <= 3 + -(-shard.size // 65_536) < shard.frames // 4


def test_opening_asks_for_manifest_and_keys_alone(bucket):
    options, requests, folder, _ = bucket
    data = open_bucket(options, folder)
    assert sorted(name for _, name, _ in requests) == ["keys.json", "manifest.json"]
    requests.clear()
    data.sequences(16, 4, seed=1, shuffle="window", window=2).state_dict()
    assert not requests


def test_missing_and_shortened_objects_are_refused_by_name(bucket):
    options, _, folder, _ = bucket
    data = open_bucket(options, folder)
    entry = data.manifest.shards[0]
    whole = (folder / entry.name).read_bytes()
    (folder / entry.name).write_bytes(whole[:-20])
    with pytest.raises(sluice.ShardError, match=entry.name):
        data.tokens(0, 10)
    (folder / entry.name).unlink()
    with pytest.raises(sluice.SourceError, match=entry.name):
        open_bucket(options, folder).tokens(0, 10)
    (folder / "manifest.json").unlink()
    with pytest.raises(sluice.ManifestError, match="manifest.json"):
        open_bucket(options, folder)


def test_errors_of_a_store_do_not_show_credentials(bucket):
    options, _, folder, _ = bucket
    with pytest.raises(sluice.ManifestError) as caught:
        open_folder_at("s3://bucket/none/other.json", folder, store=options | {"secret_access_key": "hush-hush"})
    assert "hush" not in str(caught.value) and "Signature" not in str(caught.value)


def test_a_real_implementation_of_s3_is_read(tmp_path):
    moto = pytest.importorskip("moto.server")
    import obstore

    folder = Writer(documents(60)).save(tmp_path / "data")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        options = {
            "endpoint": f"http://{host}:{port}", "region": "us-east-1", "access_key_id": "key",
            "secret_access_key": "secret", "client_options": {"allow_http": True},
        }  # fmt: skip
        import http.client

        connection = http.client.HTTPConnection(host, port)
        connection.request("PUT", "/shards")
        assert connection.getresponse().status == 200
        bucket = obstore.store.from_url("s3://shards", **options)
        for file in folder.iterdir():
            obstore.put(bucket, f"run/1/{file.name}", file.read_bytes())
        data = open_folder_at("s3://shards/run/1/manifest.json", folder, store=options)
        local = open_folder(folder)
        assert data.tokens(0, data.token_count).tolist() == local.tokens(0, local.token_count).tolist()
    finally:
        server.stop()


def test_the_cache_holds_ciphertext_under_its_digest(bucket, tmp_path):
    options, requests, folder, _ = bucket
    cache = tmp_path / "cache"
    expected = open_folder(folder)
    for _ in range(2):
        data = open_bucket(options, folder, cache=cache)
        assert data.tokens(0, data.token_count).tolist() == expected.tokens(0, data.token_count).tolist()
    files = {path.name: path.read_bytes() for path in cache.iterdir()}
    assert files == {s.sha256.hex() + ".slz": (folder / s.name).read_bytes() for s in expected.manifest.shards}
    asked = [name for _, name, _ in requests if name.endswith(".slz")]
    assert len(asked) == len(set(asked)) == len(expected.manifest.shards)


def test_what_is_not_the_shard_of_the_manifest_is_never_kept(bucket, tmp_path):
    options, _, folder, _ = bucket
    entry = open_folder(folder).manifest.shards[0]
    changed = bytearray((folder / entry.name).read_bytes())
    changed[100] ^= 1
    (folder / entry.name).write_bytes(changed)
    data = open_bucket(options, folder, cache=tmp_path / "cache")
    with pytest.raises(sluice.SourceError, match="not the one in the manifest"):
        data.tokens(0, 10)
    assert not list((tmp_path / "cache").iterdir())


def test_a_cached_file_that_was_changed_is_fetched_anew_or_refused(bucket, tmp_path):
    options, _, folder, _ = bucket
    cache = tmp_path / "cache"
    data = open_bucket(options, folder, cache=cache)
    entry = data.manifest.shards[0]
    data.tokens(0, 10)
    kept = cache / (entry.sha256.hex() + ".slz")
    kept.write_bytes(kept.read_bytes()[:-1])
    assert open_bucket(options, folder, cache=cache).tokens(0, 10).tolist() == data.tokens(0, 10).tolist()
    changed = bytearray(kept.read_bytes())
    changed[200] ^= 1
    kept.write_bytes(changed)
    with pytest.raises(sluice.ShardError):
        open_bucket(options, folder, cache=cache).tokens(0, 10)


class Counting:
    """A source in memory that counts what it is asked for."""

    def __init__(self, files):
        self.files, self.asked = files, []

    def read(self, name, limit):
        return self.files[name]

    def blob(self, file):
        self.asked.append(file.name)
        return Memory(self.files[file.name])


def test_the_cache_keeps_to_its_limit_and_to_what_was_used_last(tmp_path):
    files = {f"{i}.slz": os.urandom(1000) for i in range(5)}
    source = Counting(files)
    cache = sluice.DiskCache(source, tmp_path, limit=3000)
    shards = [ShardFile(name, 1000, hashlib.sha256(data).digest()) for name, data in files.items()]
    held = cache.blob(shards[0])
    for i, shard in enumerate([*shards[1:3], shards[0], shards[3]]):
        path = tmp_path / (shard.sha256.hex() + ".slz")
        cache.blob(shard)
        os.utime(path, ns=(i + 1, i + 1))
    assert len(list(tmp_path.iterdir())) == 3
    assert source.asked == ["0.slz", "1.slz", "2.slz", "3.slz"]
    cache.blob(shards[1])
    assert source.asked[-1] == "1.slz"
    assert bytes(held.view(0, 1000)) == files["0.slz"]


def test_the_cache_is_shared_by_threads_and_forgets_what_a_crash_left(tmp_path):
    old, new = tmp_path / ".partial-old", tmp_path / ".partial-new"
    old.write_bytes(b"x")
    new.write_bytes(b"x")
    os.utime(old, (time.time() - 90_000,) * 2)
    data = os.urandom(100_000)
    source = Counting({"a.slz": data})
    cache = sluice.DiskCache(source, tmp_path)
    assert new.exists() and not old.exists()
    shard = ShardFile("a.slz", len(data), hashlib.sha256(data).digest())
    found = []
    threads = [threading.Thread(target=lambda: found.append(bytes(cache.blob(shard).view(0, 10)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [data[:10]] * 8 and source.asked == ["a.slz"]


def test_a_source_of_ones_own_is_enough(tmp_path):
    folder = Writer([Doc([1, 2, 3]), Doc([4])]).save(tmp_path)
    source = Counting({p.name: p.read_bytes() for p in folder.iterdir()})
    data = open_folder_at(source, folder)
    assert isinstance(source, sluice.Source) and data.tokens(0, 4).tolist() == [1, 2, 3, 4]


def test_places_without_an_object_store_take_no_options_of_one(tmp_path):
    folder = Writer([Doc([1])]).save(tmp_path)
    with pytest.raises(ValueError):
        open_folder(folder, store={"region": "x"})
