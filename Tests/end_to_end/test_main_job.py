"""The main job: letters with personal data become sealed tokens that a training node reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from site_of_test import END, PIPELINES, TOKENIZER, Site
from tokenizers import Tokenizer


def test_quickstart_balances(site: Site) -> None:
    stages = site.run(site.sample("quickstart")).stages
    names = list(stages)
    for name, after in zip(names, [*names[1:], None]):
        stage = stages[name]
        assert stage["in"] == stage["out"] + sum(stage["dropped"].values())
        assert after is None or stages[after]["in"] == stage["out"]
    assert stages["letters"]["in"] == 1500
    assert 0 < stages["unique"]["dropped"]["duplicate"] < 100
    assert 0 < stages["quality"]["dropped"]["not-kept"] < 100

    assert site.imbalances() == []
    rows = site.lineage("SELECT name, records_in, records_out FROM stage ORDER BY position")
    assert rows == [(name, stages[name]["in"], stages[name]["out"]) for name in names]


def test_quickstart_tokens_are_those_of_the_peer(
    site: Site, keys: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    result = site.run(site.sample("quickstart"))
    other = Site(tmp_path_factory.mktemp("plain"), keys)
    (other.keys / "pseudonym.jwk").write_bytes((site.keys / "pseudonym.jwk").read_bytes())
    other.run(other.in_plain(other.sample("quickstart"), "quality"))

    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    tokenizer.encode_special_tokens = True
    end = tokenizer.token_to_id(END)
    documents, lines = site.documents(), other.lines()
    assert len(documents) == len(lines) > 1000
    expected = tokenizer.encode_batch([line["text"] for line in lines], add_special_tokens=False)
    for document, encoding in zip(documents, expected):
        assert document.tokens == (*encoding.ids, end), f"source {document.source}, record {document.record}"
    assert site.open().token_count == sum(len(encoding.ids) + 1 for encoding in expected)
    outputs = [output for output in result.json["result"]["outputs"] if output["kind"] == "shard"]
    assert sum(output["tokens"] for output in outputs) == site.open().token_count


def test_program_and_reader_agree(site: Site) -> None:
    site.run(site.sample("quickstart"))
    options = ["--trust", site.keys / "signing.public.jwk", "--key", site.keys / "node-a.jwk"]
    shown = site.sluice("shard", "cat", site.out, *options, "--limit", 50)
    lines = [json.loads(line) for line in shown.out.splitlines()]
    assert [(line["source"], line["record"], tuple(line["tokens"])) for line in lines] == [
        (document.source, document.record, document.tokens) for document in site.documents()[:50]
    ]
    assert site.sluice("verify", site.out, *options).code == 0


def test_a_run_verifies(site: Site) -> None:
    site.run(site.sample("quickstart"))
    result = site.sluice("verify", site.run_folder, "--trust", site.keys / "signing.public.jwk")
    assert result.code == 0, result.out


def test_a_complete_run_is_not_repeated(site: Site) -> None:
    pipeline = site.sample("quickstart")
    assert not site.run(pipeline).json["result"]["repeated"]
    before = {file: file.read_bytes() for file in site.files()}
    assert site.run(pipeline).json["result"]["repeated"]
    assert {file: file.read_bytes() for file in site.files()} == before


@pytest.mark.parametrize("name", sorted(file.stem for file in PIPELINES.glob("*.json")))
def test_every_sample_runs(site: Site, name: str) -> None:
    pipeline = site.sample(name)
    file = site.save(pipeline)
    assert site.sluice("validate", "--strict", file).code == 0
    tested = site.sluice("test", file)
    assert tested.code == 0, tested.out + tested.err
    assert site.run(file).stages["seal"]["out"] == len(site.documents())
    assert site.imbalances() == []
