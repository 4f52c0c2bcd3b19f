"""Wrong keys, changed files, missing input, full disks: each has its exit code and leaves nothing half done."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import sluice_reader
from site_of_test import PROGRAM, Result, Site


@pytest.fixture
def sealed(site: Site) -> Site:
    pipeline = site.sample("quickstart")
    pipeline["stages"]["seal"]["shardTokens"] = 100_000
    site.run(pipeline)
    return site


def verify(site: Site, *, key: str = "node-a", trust: str = "signing") -> Result:
    options = ["--key", site.keys / f"{key}.jwk", "--trust", site.keys / f"{trust}.public.jwk", "--json"]
    return site.sluice("verify", site.out, *options)


def test_a_stranger_opens_nothing(sealed: Site) -> None:
    for key in ("node-b", "stranger"):
        assert verify(sealed, key=key).code != 0
        with pytest.raises(sluice_reader.NotARecipient):
            sealed.open(key=key)


def test_another_signer_is_not_trusted(sealed: Site) -> None:
    subprocess.run(
        [PROGRAM, "keys", "generate", "other.jwk", "--for", "signing", "--public", "other.public.jwk"],
        cwd=sealed.keys, check=True,
    )  # fmt: skip
    assert verify(sealed, trust="other").code == 65
    with pytest.raises(sluice_reader.SignatureError):
        sluice_reader.open(sealed.out, keys=sealed.keys / "node-a.jwk", trust=sealed.keys / "other.public.jwk")


@pytest.mark.parametrize(("key", "code"), [("keys/signing.public.jwk", 78), ("keys/missing.jwk", 66)])
def test_a_key_that_cannot_receive_is_named(site: Site, key: str, code: int) -> None:
    pipeline = site.sample("quickstart")
    pipeline["stages"]["seal"]["recipients"] = [key]
    result = site.try_run(pipeline)
    assert result.code == code, result.err
    assert key in result.err
    assert not site.out.exists()


def flip(file: Path, at: float) -> None:
    data = bytearray(file.read_bytes())
    data[int(at * (len(data) - 1))] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize("at", [0.0, 0.01, 0.3, 0.5, 0.9, 0.999, 1.0])
@pytest.mark.parametrize("kind", ["tokens-1-00001.slz", "manifest.json", "keys.json"])
def test_a_changed_byte_is_named(sealed: Site, kind: str, at: float) -> None:
    flip(sealed.out / kind, at)
    result = verify(sealed)
    assert result.code == 65, result.out + result.err
    assert kind in result.out + result.err
    with pytest.raises(sluice_reader.SluiceReaderError):
        data = sealed.open()
        data.verify_files()
        assert len(sealed.documents()) > 0


@pytest.mark.parametrize("kind", ["tokens-1-00001.slz", "manifest.json", "keys.json"])
@pytest.mark.parametrize("change", ["missing", "short", "empty"])
def test_a_missing_or_short_file_is_named(sealed: Site, kind: str, change: str) -> None:
    file = sealed.out / kind
    if change == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2 if change == "short" else 0])
    result = verify(sealed)
    assert result.code in (65, 66), result.out + result.err
    assert kind in result.out + result.err


@pytest.mark.parametrize("name", ["report.json", "report.jws", "report.html", "events.jsonl", "lineage.sqlite"])
def test_a_changed_run_is_named(sealed: Site, name: str) -> None:
    trust = ["--trust", sealed.keys / "signing.public.jwk"]
    assert name not in sealed.sluice("verify", sealed.run_folder, *trust).out
    flip(sealed.run_folder / name, 0.5)
    result = sealed.sluice("verify", sealed.run_folder, *trust)
    assert result.code == 65
    assert name in result.out + result.err


def test_shards_of_another_run_are_not_accepted(sealed: Site) -> None:
    first, second = (sealed.out / f"tokens-1-0000{number}.slz" for number in (0, 1))
    data = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(data)
    result = verify(sealed)
    assert result.code == 65
    assert first.name in result.out and second.name in result.out


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "1:1"), ("{", "1:2"), ('{"sluice": 1, "sluice": 1}', "sluice"), ('{"sluice": 2}', "2"), ("[]", "1:1")],
)
def test_a_bad_pipeline_is_named_with_its_place(site: Site, text: str, said: str) -> None:
    file = site.folder / "bad.json"
    file.write_text(text)
    for command in ("validate", "plan", "run", "test"):
        result = site.sluice(command, file)
        assert result.code == 78, (command, result.err)
        assert "bad.json" in result.err and said in result.err


def test_an_unknown_option_is_named_with_its_place(site: Site) -> None:
    pipeline = site.sample("quickstart")
    pipeline["stages"]["unique"]["keyy"] = "text"
    result = site.sluice("validate", site.save(pipeline), "--json")
    assert result.code == 78
    assert any("keyy" in finding["message"] and finding["place"]["line"] > 10 for finding in result.json["diagnostics"])


def test_missing_input_has_its_own_code(site: Site) -> None:
    assert site.sluice("run", "nothing.json").code == 66
    pipeline = site.sample("quickstart")
    pipeline["stages"]["letters"]["from"] = ["nothing-*.jsonl"]
    result = site.try_run(pipeline)
    assert result.code == 66
    assert "nothing-*.jsonl" in result.err
    assert not site.out.exists()


def test_a_variable_that_is_not_set_is_named(site: Site) -> None:
    pipeline = site.sample("quickstart")
    pipeline["secrets"]["signingKey"] = {"env": "SLUICE_TEST_KEY"}
    result = site.try_run(pipeline)
    assert result.code in (66, 78)
    assert "SLUICE_TEST_KEY" in result.err
    assert not site.out.exists()
    key = (site.keys / "signing.jwk").read_text()
    set_now = site.sluice("run", site.save(pipeline), env={"SLUICE_TEST_KEY": key})
    assert set_now.code == 0, set_now.err
    assert all(json.loads(key)["d"].encode() not in file.read_bytes() for file in site.files())


def test_a_path_with_a_variable_that_is_not_set_is_named(site: Site) -> None:
    pipeline = site.sample("quickstart")
    pipeline["stages"]["seal"]["recipients"] = ["${SLUICE_TEST_NODES}/node-a.public.jwk"]
    result = site.try_run(pipeline)
    assert result.code in (66, 78)
    assert "SLUICE_TEST_NODES" in result.err
    set_now = site.sluice("run", site.save(pipeline), env={"SLUICE_TEST_NODES": str(site.keys)})
    assert set_now.code == 0, set_now.err


def test_an_output_folder_that_cannot_be_made(site: Site) -> None:
    (site.folder / "out").write_text("in the way")
    result = site.try_run(site.sample("quickstart"))
    assert result.code == 74, result.err
    assert (site.folder / "out").read_text() == "in the way"


MOUNT = """
set -e
mount -t tmpfs -o size={size} none {folder}
head -c {filler} /dev/zero > {folder}/filler
cd {site}
code=0
{program} run {file} --quiet 2> first.err || code=$?
echo $code > first.code
ls -A {folder}/out > first.files 2>/dev/null || true
mount -o remount,size=64m {folder}
rm {folder}/filler
code=0
{program} run {file} --quiet 2> second.err || code=$?
echo $code > second.code
cp -r {folder}/. {copy}
"""


def can_mount() -> bool:
    return subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode == 0


@pytest.mark.parametrize(("size", "filler"), [("64k", 0), ("256k", 0), ("640k", 0), ("1m", 0), ("16m", 16_300_000)])
@pytest.mark.skipif(not can_mount(), reason="SKIPPED: a private mount namespace is not permitted here")
def test_a_full_disk(site: Site, size: str, filler: int) -> None:
    whole = Site(_made(site.folder / "whole"), site.keys)
    pipeline = site.sample("quickstart")
    pipeline["stages"]["seal"]["shardTokens"] = 50_000
    whole.run(pipeline)
    disk, copy = _made(site.folder / "disk"), _made(site.folder / "copy")
    pipeline["stages"]["seal"]["to"] = "disk/out/"
    script = MOUNT.format(
        size=size, filler=filler, folder=disk, site=site.folder, program=PROGRAM, file=site.save(pipeline), copy=copy
    )
    done = subprocess.run(["unshare", "-m", "bash", "-c", script], env=site.environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (site.folder / "first.code").read_text() == "74\n", (site.folder / "first.err").read_text()
    assert re.search("space|full", (site.folder / "first.err").read_text())
    assert ".tmp-" not in (site.folder / "first.files").read_text()
    assert (site.folder / "second.code").read_text() == "0\n", (site.folder / "second.err").read_text()
    assert site.documents(copy / "out") == whole.documents()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.mark.skipif(not can_mount(), reason="SKIPPED: a private mount namespace is not permitted here")
def test_a_folder_that_may_not_be_written(site: Site) -> None:
    pipeline = site.save(site.sample("quickstart"))
    site.out.mkdir()
    words = ["mount", "--bind", "-o", "ro", str(site.out), str(site.out)]
    script = f"{' '.join(words)} && mount -o remount,bind,ro {site.out} && exec {PROGRAM} run {pipeline} --quiet"
    done = subprocess.run(
        ["unshare", "-m", "bash", "-c", script], env=site.environment, cwd=site.folder, capture_output=True, text=True
    )
    assert done.returncode == 74, done.stderr
    assert list(site.out.iterdir()) == []


def test_the_output_of_another_run_is_not_overwritten(sealed: Site) -> None:
    before = {file: file.read_bytes() for file in sealed.out.iterdir()}
    pipeline = sealed.sample("quickstart")
    result = sealed.try_run(pipeline, "--output", "other.run")
    assert result.code != 0
    assert {file: file.read_bytes() for file in sealed.out.iterdir()} == before
    assert verify(sealed).code == 0


def test_outputs_that_are_gone_are_missed(sealed: Site) -> None:
    (sealed.out / "manifest.json").unlink()
    result = sealed.sluice("run", "pipeline.json")
    assert result.code != 0 or (sealed.out / "manifest.json").exists()
