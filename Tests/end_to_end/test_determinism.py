"""The same input gives the same content, whatever the number of workers and wherever a run is broken off."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path

import pytest
from site_of_test import FIXTURES, Document, Pipeline, Site

LONG = os.environ.get("SLUICE_TEST_LONG") == "1"
KILLS = 500 if LONG else 50
SHARD_TOKENS = 40_000
REPORT = {"report.json", "report.jws", "report.html", "events.jsonl", "lineage.sqlite"}


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Input for a run that lasts long enough to be hit: letters in 12 files, each file with a mark of its own."""
    folder = tmp_path_factory.mktemp("letters")
    lines = (FIXTURES / "letters" / "letters-4.jsonl").read_text().splitlines()
    for number in range(12):
        with (folder / f"letters-{number:02}.jsonl").open("w") as file:
            for line in lines * 2:
                record = json.loads(line)
                record["text"] += f" ({number})"
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return folder


def pipeline(site: Site, letters: Path) -> Pipeline:
    pipeline = site.sample("quickstart")
    pipeline["stages"]["letters"]["from"] = [f"{letters}/*.jsonl"]
    pipeline["stages"]["seal"]["shardTokens"] = SHARD_TOKENS
    return pipeline


@pytest.fixture(scope="module")
def unbroken(letters: Path, keys: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Document], float, Path]:
    """The content of a run that nothing disturbed, the seconds it took, and the pseudonym key it used."""
    site = Site(tmp_path_factory.mktemp("unbroken"), keys)
    file = site.save(pipeline(site, letters))
    start = time.monotonic()
    site.run(file, "--workers", 2)
    seconds = time.monotonic() - start
    documents = site.documents()
    assert documents[-1].shard >= 10, "the input must fill many shards"
    check_folders(site)
    return documents, seconds, site.folder


def check_folders(site: Site) -> None:
    """No half-written file is left, and no shard that the manifest does not list."""
    assert [file for file in site.files() if ".tmp-" in file.name] == []
    listed = {entry.name for entry in site.open().manifest.shards}
    assert {file.name for file in site.out.iterdir()} == listed | {"manifest.json", "keys.json"}
    assert not list(site.run_folder.glob("spill/*"))
    assert REPORT <= {file.name for file in site.run_folder.iterdir()}
    assert site.imbalances() == []


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_workers_do_not_change_content(site: Site, letters: Path, unbroken, workers: int) -> None:
    site.run(pipeline(site, letters), "--workers", workers)
    assert site.documents() == unbroken[0]
    check_folders(site)


def test_memory_does_not_change_content(site: Site, letters: Path, unbroken) -> None:
    site.run(pipeline(site, letters), "--memory", "64MiB", "--workers", 2)
    assert site.documents() == unbroken[0]


def test_shards_are_cut_at_the_document_that_reaches_the_size(unbroken) -> None:
    documents = unbroken[0]
    for shard in range(documents[-1].shard):
        sizes = [len(document.tokens) for document in documents if document.shard == shard]
        assert sum(sizes[:-1]) < SHARD_TOKENS <= sum(sizes)


@pytest.mark.parametrize("part", range(5))
def test_kill_at_any_instant(site: Site, letters: Path, unbroken, part: int) -> None:
    documents, seconds, _ = unbroken
    rng = random.Random(part)
    file = site.save(pipeline(site, letters))
    for number in range(KILLS // 5):
        broken = [site.run_until(file, rng.uniform(0, 1.1 * seconds), signal.SIGKILL, "--workers", 2)]
        while rng.random() < 0.4:
            broken.append(site.run_until(file, rng.uniform(0, 1.1 * seconds), signal.SIGKILL, "--workers", 2))
        assert set(broken) <= {0, -signal.SIGKILL}, site.said
        site.run(file, "--workers", rng.choice([1, 2, 4]))
        assert site.documents() == documents, f"part {part}, kill {number}"
        check_folders(site)
        site.clear()


@pytest.mark.parametrize(
    "appears",
    [
        "out.run/run.json", "out.run/spill/*/*", "out.run/journal/phase-0.jsonl", "out.run/journal/phase-1.jsonl",
        "out/*.slz", "out/keys.json", "out/manifest.json.tmp-*", "out/manifest.json", "out.run/lineage.sqlite*",
        "out.run/report.json*", "out.run/report.jws*", "out.run/report.html.tmp-*",
    ],
)  # fmt: skip
def test_kill_as_soon_as_a_file_appears(site: Site, letters: Path, unbroken, appears: str) -> None:
    file = site.save(pipeline(site, letters))
    for _ in range(2):
        site.kill_when(file, lambda: list(site.folder.glob(appears)), "--quiet")
    site.run(file)
    assert site.documents() == unbroken[0]
    check_folders(site)


@pytest.mark.parametrize("attempt", range(3))
def test_kill_while_the_spill_is_removed(site: Site, letters: Path, unbroken, attempt: int) -> None:
    file = site.save(pipeline(site, letters))
    most = 0

    def shrinks() -> bool:
        nonlocal most
        now = len(list(site.run_folder.glob("spill/*/*")))
        most = max(most, now)
        return now < most

    site.kill_when(file, shrinks, "--quiet")
    site.run(file)
    assert site.documents() == unbroken[0]
    check_folders(site)


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_interrupt_stops_in_good_order(site: Site, letters: Path, unbroken, kind: signal.Signals) -> None:
    documents, seconds, _ = unbroken
    file = site.save(pipeline(site, letters))
    codes = []
    for share in (0.15, 0.3, 0.45, 0.6):
        codes.append(site.run_until(file, share * seconds, kind, "--workers", 2))
        if codes[-1] == 130:
            assert "Traceback" not in site.said and "Fatal" not in site.said
    assert set(codes) <= {0, 130}
    assert 130 in codes
    site.run(file)
    assert site.documents() == documents
    check_folders(site)
    assert site.sluice("verify", site.out, "--trust", site.keys / "signing.public.jwk").code == 0
