"""Damaged input: every fault is counted by its reason, or fails the run with its place."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from site_of_test import FIXTURES, Pipeline, Site

DAMAGED = FIXTURES / "damaged"
EXPECTED = json.loads((DAMAGED / "expected.json").read_text())
SCHEMA = {name: {"type": kind, "label": "none"} for name, kind in EXPECTED["schema"].items()}
TEXT = {"text": {"label": "none"}}


def pipeline(site: Site, file: Path, on_error: dict[str, Any], **ingest: Any) -> Pipeline:
    return site.write(site.records([file], SCHEMA, onError=on_error, **ingest), "permit")


def limit(expected: dict[str, Any]) -> dict[str, Any]:
    return {"maxRecord": expected["maxRecord"]} if "maxRecord" in expected else {}


@pytest.mark.parametrize("name", EXPECTED["files"])
def test_quarantine_counts_every_fault(site: Site, name: str) -> None:
    expected = EXPECTED["files"][name]
    result = site.run(pipeline(site, DAMAGED / name, {"action": "quarantine", "max": 1000}, **limit(expected)))
    records = result.stages["records"]
    good = range(expected["good"], expected.get("goodAtMost", expected["good"]) + 1)

    assert len(site.lines()) in good
    assert records["out"] == len(site.lines())
    assert records["in"] == records["out"] + sum(records["dropped"].values())
    assert records["dropped"] == expected["reasons"]
    assert site.imbalances() == []
    quarantined = dict(site.lineage("SELECT reason, count(*) FROM quarantine GROUP BY reason"))
    assert quarantined == expected["reasons"]
    assert sum(quarantined.values()) == expected["faulty"] + expected["streamFaults"]
    assert site.lineage("SELECT sum(faults) FROM shard") == [(sum(quarantined.values()),)]


@pytest.mark.parametrize("name", [name for name, expected in EXPECTED["files"].items() if expected["reasons"]])
def test_fail_names_the_place(site: Site, name: str) -> None:
    expected = EXPECTED["files"][name]
    result = site.try_run(pipeline(site, DAMAGED / name, {"action": "fail"}, **limit(expected)))
    assert result.code == 65, result.err
    place = result.json["error"]["place"]
    assert Path(place["file"].split("!")[0]).name.startswith(name)
    assert any(reason in result.json["error"]["message"] for reason in expected["reasons"])
    assert place["byteOffset"] >= 0
    assert place["stage"] == "records"
    if "line 50" in expected["why"] or "line 51" in expected["why"]:
        line = 51 if "line 51" in expected["why"] else 50
        assert place["line"] == line
        assert f"{name}:{line}" in result.err
    assert not list(site.folder.glob("out/part-*"))


def test_the_limit_of_faults_fails_the_run(site: Site) -> None:
    name = "wrong-column-count.csv"
    assert site.try_run(pipeline(site, DAMAGED / name, {"action": "quarantine", "max": 1})).code == 65
    assert not list(site.folder.glob("out/part-*"))
    site.run(pipeline(site, DAMAGED / name, {"action": "quarantine", "max": 2}), "--fresh")
    assert site.try_run(pipeline(site, DAMAGED / name, {"action": "quarantine", "max": "1%"}), "--fresh").code == 65
    site.run(pipeline(site, DAMAGED / name, {"action": "quarantine", "max": "2%"}), "--fresh")


def texts(count: int) -> list[bytes]:
    return [json.dumps({"text": f"text number {number}"}).encode() for number in range(count)]


def run_texts(site: Site, data: bytes, on_error: str, name: str = "texts.jsonl"):
    file = site.folder / name
    file.write_bytes(data)
    records = site.records([file], TEXT, onError={"action": on_error})
    return site.try_run(site.write(records, "permit"))


def test_one_malformed_line_of_a_hundred(site: Site) -> None:
    lines = texts(100)
    lines[70] = b'{"text": "unfinished'
    result = run_texts(site, b"\n".join(lines), "quarantine")
    assert result.stages["records"]["dropped"] == {"malformed": 1}
    assert [line["text"] for line in site.lines()] == [f"text number {n}" for n in range(100) if n != 70]


def test_one_invalid_byte_loses_one_record(site: Site) -> None:
    lines = texts(101)
    lines[49] = lines[49].replace(b"text n", b"text\xff")
    result = run_texts(site, b"\n".join(lines) + b"\n", "quarantine")
    assert result.stages["records"]["dropped"] == {"invalid-utf8": 1}
    assert len(site.lines()) == 100
    assert site.lineage("SELECT line, record, reason FROM quarantine") == [(50, 49, "invalid-utf8")]


def test_truncated_gzip_leaves_nothing_under_a_final_name(site: Site) -> None:
    data = gzip.compress(b"\n".join(texts(5000)))
    result = run_texts(site, data[: len(data) // 2], "fail", "texts.jsonl.gz")
    assert result.code == 65
    assert "truncated-stream" in result.err
    assert not site.out.exists() or not list(site.out.iterdir())


def test_empty_texts_are_kept(site: Site) -> None:
    lines = [b'{"text":""}'] * 5 + texts(5)
    assert run_texts(site, b"\n".join(lines), "fail").stages["records"]["out"] == 10
    assert [line["text"] for line in site.lines()][:6] == [""] * 5 + ["text number 0"]


def test_empty_texts_become_documents(site: Site) -> None:
    file = site.folder / "texts.jsonl"
    file.write_bytes(b'{"text":""}\n{"text":"a"}\n{"text":""}\n')
    site.run(site.seal(site.records([file], TEXT), "permit"))
    assert [len(document.tokens) for document in site.documents()] == [1, 2, 1]


def test_crlf_blank_lines_and_a_missing_end(site: Site) -> None:
    result = run_texts(site, b"\xef\xbb\xbf" + b"\r\n".join(texts(3)) + b"\r\n\r\n" + texts(4)[3], "fail")
    assert result.code == 0, result.err
    assert [line["text"] for line in site.lines()] == [f"text number {n}" for n in range(4)]


def test_unknown_field_in_a_filter_is_refused(site: Site) -> None:
    file = site.folder / "texts.jsonl"
    file.write_bytes(texts(1)[0])
    pipeline = site.records([file], TEXT)
    pipeline["stages"]["kept"] = {"use": "filter", "in": "permit", "keep": "txet != ''"}
    result = site.sluice("validate", "--json", site.save(site.write(pipeline, "kept")))
    assert result.code == 78
    finding = result.json["diagnostics"][0]
    assert "txet" in finding["message"]
    assert "text" in finding["hint"]
    assert finding["place"]["line"] > 1


def test_a_filter_that_compares_unlike_types_is_refused(site: Site) -> None:
    pipeline = site.records([DAMAGED / "empty.jsonl"], SCHEMA)
    pipeline["stages"]["kept"] = {"use": "filter", "in": "permit", "keep": "amount == 'high'"}
    assert site.sluice("validate", site.save(site.write(pipeline, "kept"))).code == 78
