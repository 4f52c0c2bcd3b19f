"""Where every document came from, and what became of every record."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from site_of_test import CHECKOUT, TOKENIZER, Pipeline, Site, shared
from tokenizers import Tokenizer

COUNT = 900
SCHEMA = {"text": {"label": "none"}, "lang": {"label": "none"}}


def write_input(folder: Path) -> dict[str, list[str]]:
    """Five files; each record has a number, some are short, some are copies, and each file has one bad line."""
    rng = random.Random(5)
    files: dict[str, list[str]] = {}
    for file in range(5):
        lines = []
        for record in range(COUNT // 5):
            words = rng.choices(["pumps", "tariffs", "trams"], k=9)
            text = f"Record {record} of file {file} speaks of {' '.join(words)}"
            if record % 10 == 3:
                text = "Too short."
            elif record % 10 == 7 and file:
                text = json.loads(files["input-0.jsonl"][record])["text"]
            lines.append(json.dumps({"text": text, "lang": "en" if record % 4 else "xx"}))
        lines[50] = lines[50][:-1]
        files[f"input-{file}.jsonl"] = lines
        (folder / f"input-{file}.jsonl").write_text("\n".join(lines))
    return files


def pipeline(site: Site) -> Pipeline:
    pipeline = site.records(["input-*.jsonl"], SCHEMA, onError={"action": "quarantine", "max": 5})
    pipeline["stages"] |= {
        "english": {"use": "filter", "in": "permit", "keep": "lang == 'en'"},
        "unique": {"use": "deduplicate", "in": "english", "key": "text"},
        "long": {"use": "filter", "in": "unique", "keep": "words > 5"},
    }
    return site.seal(pipeline, "long", shardTokens=1500)


def expected_fates(files: dict[str, list[str]]) -> dict[tuple[str, int], tuple[str, str] | None]:
    """What must become of each record: the stage and the reason that drop it, or none."""
    fates: dict[tuple[str, int], tuple[str, str] | None] = {}
    seen = set()
    for name, lines in sorted(files.items()):
        for number, line in enumerate(lines):
            try:
                record = json.loads(line)
            except json.JSONDecodeError:
                fates[name, number] = ("records", "malformed")
                continue
            if record["lang"] != "en":
                fates[name, number] = ("english", "not-kept")
            elif record["text"] in seen:
                fates[name, number] = ("unique", "duplicate")
            elif len(record["text"].split()) <= 5:
                fates[name, number] = ("long", "not-kept")
            else:
                fates[name, number] = None
            if record["lang"] == "en":
                seen.add(record["text"])
    return fates


def test_documents_name_the_records_they_were_made_of(site: Site) -> None:
    files = write_input(site.folder)
    site.run(pipeline(site), "--workers", 4)
    paths = {number: Path(path).name for number, path in site.lineage("SELECT number, path FROM shard")}
    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    kept = [origin for origin, fate in expected_fates(files).items() if fate is None]
    origins = []
    for document in site.documents():
        name = paths[document.source]
        text = json.loads(files[name][document.record])["text"]
        assert tokenizer.decode(list(document.tokens), skip_special_tokens=True) == text
        origins.append((name, document.record))
    assert origins == kept


def test_explain_knows_the_fate_of_every_record(site: Site) -> None:
    files = write_input(site.folder)
    site.run(pipeline(site))
    fates = expected_fates(files)
    by_reason: dict[object, list[tuple[str, int]]] = {}
    for origin, fate in fates.items():
        by_reason.setdefault(fate, []).append(origin)
    assert len(by_reason) == 5
    rng = random.Random(1)
    documents = {(f"input-{document.source}.jsonl", document.record): document for document in site.documents()}
    for fate, origins in by_reason.items():
        for name, record in rng.sample(origins, min(5, len(origins))):
            shown = site.sluice("explain", site.run_folder, "--input", name, "--record", record, "--json")
            assert shown.code == 0, shown.err
            [known] = shown.json["result"]["fates"]
            if fate is None:
                assert known["fate"] == "placed"
                assert Path(known["output"]).name.endswith(f"{documents[name, record].shard:05}.slz")
            else:
                said = json.dumps(known)
                assert fate[1] in said, (name, record, fate, known)
                assert fate[0] in said or known["fate"] == "quarantined"


def test_explain_names_the_origin_of_a_document(site: Site) -> None:
    write_input(site.folder)
    site.run(pipeline(site))
    documents = site.documents()
    names = [entry.name for entry in site.open().manifest.shards]
    rng = random.Random(2)
    for number in rng.sample(range(len(documents)), 10):
        document = documents[number]
        inside = number - next(n for n, other in enumerate(documents) if other.shard == document.shard)
        output = names[document.shard]
        shown = site.sluice("explain", site.run_folder, "--output", output, "--document", inside, "--json")
        assert shown.code == 0, shown.err
        result = shown.json["result"]
        assert Path(result["input"]).name == f"input-{document.source}.jsonl"
        assert result["record"] == document.record


def test_explain_refuses_what_the_run_does_not_know(site: Site) -> None:
    write_input(site.folder)
    site.run(pipeline(site))
    for words in (["-i", "other.jsonl", "-r", 1], ["-i", "input-0.jsonl", "-r", 180], ["-o", "other.slz", "-d", 0]):
        assert site.sluice("explain", site.run_folder, *words).code == 66


def test_the_ledger_agrees_with_the_input(site: Site) -> None:
    files = write_input(site.folder)
    site.run(pipeline(site))
    rows = site.lineage(
        "SELECT shard.path, stage.name, ledger.name, ledger.records FROM ledger JOIN stage ON stage.position = stage "
        "JOIN shard ON shard.source = ledger.source AND shard.number = ledger.shard WHERE ledger.kind = 'dropped'"
    )
    counts: dict[tuple[str, str, str], int] = {}
    for (name, _), fate in expected_fates(files).items():
        if fate:
            counts[name, *fate] = counts.get((name, *fate), 0) + 1
    assert {(Path(path).name, stage, reason): n for path, stage, reason, n in rows} == counts
    assert site.imbalances() == []


def problems(events: Path) -> list[str]:
    """What is wrong with a log of events by the schemas of OpenLineage and of our own facets."""
    spec = shared("vectors/openlineage/spec")
    files = [spec / "OpenLineage.json", *(spec / "facets").glob("*.json")]
    files.append(CHECKOUT / "Docs" / "formats" / "lineage-facets.schema.json")
    schemas = [json.loads(file.read_text()) for file in files]
    registry = Registry().with_resources((schema["$id"], Resource(schema, DRAFT202012)) for schema in schemas)

    def check(reference: str, value: Any) -> list[str]:
        validator = Draft202012Validator({"$ref": reference}, registry=registry, format_checker=FormatChecker())
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]

    found = []
    for event in map(json.loads, events.read_text().splitlines()):
        found += check(schemas[0]["$id"], event)
        holders = [event["run"], event["job"], *event.get("inputs", []), *event.get("outputs", [])]
        for holder in holders:
            for kind in ("facets", "inputFacets", "outputFacets"):
                for facet in holder.get(kind, {}).values():
                    found += check(facet["_schemaURL"], facet)
    return found


def read_events(site: Site) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (site.run_folder / "events.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("name", ["quickstart", "mobility", "energy", "industry"])
def test_events_are_valid(site: Site, name: str) -> None:
    site.run(site.sample(name))
    assert problems(site.run_folder / "events.jsonl") == []
    events = read_events(site)
    assert [event["eventType"] for event in events] == ["START", "COMPLETE"]
    assert len({event["run"]["runId"] for event in events}) == 1
    assert events[-1]["run"]["facets"]["sluice_ledger"]["balanced"] is True
    assert len(events[-1]["inputs"]) == 1 and len(events[-1]["outputs"]) == 1


def test_a_refused_run_is_an_event(site: Site) -> None:
    pipeline = site.sample("quickstart")
    pipeline["stages"]["letters"]["dataset"]["agreement"] = "urn:example:agreement:another"
    assert site.try_run(pipeline).code == 3
    assert problems(site.run_folder / "events.jsonl") == []
    assert read_events(site)[-1]["eventType"] == "FAIL"
