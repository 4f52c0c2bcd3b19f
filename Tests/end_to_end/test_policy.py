"""What agreements, rules and labels forbid does not happen, and the program says why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from site_of_test import Pipeline, Site


def published(site: Site) -> list[Path]:
    return [file for file in site.out.rglob("*") if file.is_file()] if site.out.exists() else []


def agreement(site: Site, pipeline: Pipeline, **changes: Any) -> None:
    """Binds a sample to a copy of its agreement in which members are changed."""
    gate = pipeline["stages"]["permit"]
    policy = json.loads(Path(gate["policy"]).read_text())
    (site.folder / "changed.odrl.json").write_text(json.dumps(policy | changes))
    gate["policy"] = "changed.odrl.json"


def denied(site: Site) -> list[dict[str, Any]]:
    report = json.loads((site.run_folder / "report.json").read_text())
    return [rule for rule in report["rules"] if rule["outcome"] == "deny"]


def test_a_sink_without_a_gate_is_refused(site: Site) -> None:
    pipeline = site.sample("quickstart")
    del pipeline["stages"]["permit"]
    pipeline["stages"]["unique"]["in"] = "letters"
    for command in ("validate", "run"):
        result = site.sluice(command, site.save(pipeline), "--json")
        assert result.code == 78
        assert any("gate" in finding["message"] for finding in result.json["diagnostics"])
        assert "seal" in result.err
    assert published(site) == []


def test_a_gate_beside_the_way_does_not_count(site: Site) -> None:
    pipeline = site.sample("quickstart")
    pipeline["stages"]["unique"]["in"] = ["permit", "letters"]
    assert site.sluice("validate", site.save(pipeline)).code == 78


def test_a_prohibition_refuses_the_run(site: Site) -> None:
    pipeline = site.sample("quickstart")
    agreement(site, pipeline, prohibition=[{"uid": "urn:example:rule:no-training", "action": "sluice:train"}])
    result = site.try_run(pipeline)
    assert result.code == 3
    assert result.json["status"] == "refused"
    assert "sluice:train" in result.json["error"]["message"]
    assert published(site) == []
    assert ["sluice:train" in rule["title"] for rule in denied(site) if rule["pack"] == "ODRL"] == [True]
    report = site.sluice("report", site.run_folder)
    assert "Refused" in report.out
    assert "no-training" in (site.run_folder / "report.json").read_text()
    assert "efused" in (site.run_folder / "report.html").read_text()


def test_another_purpose_is_refused(site: Site) -> None:
    pipeline = site.sample("quickstart")
    pipeline["purpose"] = "dpv:Marketing"
    result = site.try_run(pipeline)
    assert result.code in (3, 78)
    assert published(site) == []


def test_an_expired_agreement_refuses_the_run(site: Site) -> None:
    pipeline = site.sample("quickstart")
    gate = pipeline["stages"]["permit"]
    permission = json.loads(Path(gate["policy"]).read_text())["permission"]
    for constraint in permission[0]["constraint"]:
        if constraint["leftOperand"] == "dateTime":
            constraint["rightOperand"]["@value"] = "2025-12-31"
    agreement(site, pipeline, permission=permission)
    result = site.try_run(pipeline)
    assert result.code == 3
    assert published(site) == []
    assert any("2025-12-31" in json.dumps(rule) for rule in denied(site))


def test_an_unknown_term_of_an_agreement_is_refused(site: Site) -> None:
    pipeline = site.sample("quickstart")
    agreement(site, pipeline, obligation=[{"action": "teleport"}])
    assert site.try_run(pipeline).code in (3, 78)
    assert published(site) == []


def test_a_missing_agreement_is_no_permission(site: Site) -> None:
    pipeline = site.sample("quickstart")
    pipeline["stages"]["letters"]["dataset"]["agreement"] = "urn:example:agreement:another"
    assert site.try_run(pipeline).code == 3
    assert published(site) == []


def test_a_fact_that_is_not_declared_counts_as_no(site: Site) -> None:
    pipeline = site.sample("quickstart")
    del pipeline["stages"]["letters"]["dataset"]["legalBasis"]
    result = site.try_run(pipeline)
    assert result.code == 3
    assert published(site) == []
    assert "legalBasis" in (site.run_folder / "report.json").read_text()


def without(pipeline: Pipeline, *path: str) -> Pipeline:
    """The pipeline without the member at a path below its stages."""
    place = pipeline["stages"]
    for name in path[:-1]:
        place = place[name]
    del place[path[-1]]
    return pipeline


def test_a_raw_identifier_is_never_written(site: Site) -> None:
    pipeline = without(site.in_plain(site.sample("quickstart"), "clean"), "clean", "fields", "name")
    result = site.try_run(pipeline)
    assert result.code in (3, 78)
    assert published(site) == []
    reasons = json.dumps([rule for rule in denied(site) if "direct identifier" in rule["title"]])
    for word in ("'name'", "letters", "clean", "write"):
        assert word in reasons, "the field and the stages that it passes must be named"


def test_raw_text_is_never_sealed(site: Site) -> None:
    result = site.try_run(without(site.sample("quickstart"), "clean", "text"))
    assert result.code in (3, 78)
    assert published(site) == []


def test_validation_finds_that_a_raw_identifier_would_be_written(site: Site) -> None:
    pipeline = without(site.in_plain(site.sample("quickstart"), "clean"), "clean", "fields", "name")
    result = site.sluice("validate", site.save(pipeline), "--json")
    assert result.code == 3
    [finding] = [finding for finding in result.json["diagnostics"] if "'name'" in finding["message"]]
    assert finding["place"]["line"] > 10
    for stage in ("letters", "clean", "write"):
        assert stage in json.dumps(finding)


def test_validation_finds_that_raw_text_would_be_sealed(site: Site) -> None:
    pipeline = without(site.sample("quickstart"), "clean", "text")
    assert site.sluice("validate", site.save(pipeline)).code == 3


def test_a_failed_assertion_publishes_nothing(site: Site) -> None:
    pipeline = site.sample("quickstart")
    stages = pipeline["stages"]
    stages["enough"] = {"use": "policy.assert", "in": "quality", "that": ["records.in >= 1000000"]}
    stages["tokens"]["in"] = "enough"
    result = site.try_run(pipeline)
    assert result.code == 3, result.err
    assert "records.in" in result.json["error"]["message"] + result.err
    assert published(site) == []
    assert "records.in" in (site.run_folder / "report.json").read_text()


def test_an_assertion_that_holds_lets_all_pass(site: Site) -> None:
    pipeline = site.sample("quickstart")
    stages = pipeline["stages"]
    conditions = ["records.in >= 1000", "smallestGroup('ward') >= 2", "missing('ward') == 0"]
    stages["enough"] = {"use": "policy.assert", "in": "quality", "that": conditions}
    stages["tokens"]["in"] = "enough"
    result = site.run(pipeline)
    assert result.stages["enough"]["in"] == result.stages["enough"]["out"] == len(site.documents())
    rows = site.lineage("SELECT expression, holds FROM assertion")
    assert sorted(rows) == sorted((condition, 1) for condition in conditions)


def test_a_refused_run_passes_once_the_agreement_permits(site: Site) -> None:
    pipeline = site.sample("quickstart")
    policy = pipeline["stages"]["permit"]["policy"]
    agreement(site, pipeline, permission=[])
    assert site.try_run(pipeline).code == 3
    (site.folder / "changed.odrl.json").write_text(Path(policy).read_text())
    assert site.run(pipeline).stages["seal"]["out"] > 1000


@pytest.mark.parametrize("country", ["US", "CN"])
def test_a_recipient_outside_the_union_is_refused(site: Site, country: str) -> None:
    pipeline = site.sample("quickstart")
    for place in ("recipients", "processors", "keyHolders"):
        pipeline["governance"][place][0]["country"] = country
    assert site.try_run(pipeline).code == 3
    assert published(site) == []
