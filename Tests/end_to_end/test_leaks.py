"""No value that identifies a person directly leaves a pipeline or lies about in the clear."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from site_of_test import FIXTURES, TOKENIZER, Site
from tokenizers import Tokenizer

SAMPLES = ["quickstart", "health", "mobility", "energy", "industry"]


def plaintexts(site: Site, name: str, fields: list[str]) -> list[dict[str, str]]:
    """Fields of the input of a sample, read by the program itself and written by an agreement that permits all."""
    ingest = site.sample(name)["stages"]
    ingest = next(stage for stage in ingest.values() if stage["use"] == "ingest")
    schema = {field: {"label": "none"} for field in fields}
    reader = Site(_made(site.folder / f"plain-{name}"), site.keys)
    options = {"format": ingest["format"]} if "format" in ingest else {}
    records = reader.records(ingest["from"], schema, onError={"action": "quarantine", "max": 10}, **options)
    reader.run(reader.write(records, "permit"))
    return reader.lines()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def gold(site: Site) -> dict[str, list[tuple[str, str, str]]]:
    """For each letter the direct identifiers in it: value, type, language."""
    letters = {line["id"]: line for line in plaintexts(site, "quickstart", ["id", "text", "lang"])}
    found: dict[str, list[tuple[str, str, str]]] = {}
    for line in (FIXTURES / "letters" / "gold.jsonl").read_text().splitlines():
        item = json.loads(line)
        if item["kind"] == "direct":
            letter = letters[item["id"]]
            value = letter["text"][item["start"] : item["end"]]
            found.setdefault(item["id"], []).append((value, item["type"], letter["lang"]))
    return found


def decoded(site: Site) -> Iterator[tuple[int, int, str]]:
    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    for document in site.documents():
        yield document.source, document.record, tokenizer.decode(list(document.tokens))


def origins(site: Site, folder: Path) -> dict[tuple[int, int], str]:
    """The id of the letter at each place of the input."""
    lines = plaintexts(Site(_made(folder), site.keys), "quickstart", ["id"])
    counts = site.lineage("SELECT number, records FROM shard WHERE source = 0 ORDER BY number")
    places = [(number, record) for number, records in counts for record in range(records)]
    return {place: line["id"] for place, line in zip(places, lines, strict=True)}


@pytest.mark.parametrize("name", ["quickstart", "health"])
def test_no_direct_identifier_is_in_a_sealed_letter(site: Site, name: str) -> None:
    items = gold(site)
    site.run(site.sample(name))
    letters = origins(site, site.folder / "origins")
    missed: Counter[tuple[str, str]] = Counter()
    total = 0
    for source, record, text in decoded(site):
        for value, kind, language in items.get(letters[source, record], []):
            total += 1
            missed[kind, language] += re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) is not None
    found = {key: count for key, count in sorted(missed.items()) if count}
    assert total > 6000
    assert found == {}, f"{sum(found.values())} of {total} direct identifiers are left"


@pytest.mark.parametrize("name", SAMPLES)
def test_no_value_of_an_identifying_column_is_left(site: Site, name: str) -> None:
    schema = next(stage for stage in site.sample(name)["stages"].values() if stage["use"] == "ingest")["schema"]
    fields = [field for field, options in schema.items() if options["label"] == "direct-identifier"]
    assert fields
    values = {line[field] for line in plaintexts(site, name, fields) for field in fields}
    site.run(site.sample(name))
    left = Counter(value for *_, text in decoded(site) for value in values & candidates(text, values))
    assert left == {}


def candidates(text: str, values: set[str]) -> set[str]:
    """The values that stand in a text as words of their own."""
    return {value for value in values if value in text and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text)}


def haystack(site: Site) -> dict[str, bytes]:
    """All that a run left, but sealed shards."""
    return {str(file.relative_to(site.folder)): file.read_bytes() for file in site.files()}


def direct_values(site: Site) -> set[str]:
    """Direct identifiers of the letters that are long enough not to occur by chance."""
    values = {value for items in gold(site).values() for value, kind, _ in items if kind != "person" or " " in value}
    return {value for value in values if len(value) > 7}


def assert_clean(places: dict[str, bytes], values: set[str]) -> None:
    for place, data in places.items():
        for value in values:
            assert value.encode() not in data, f"{place} holds {value!r}"


def test_the_folders_of_a_run_hold_no_value(site: Site) -> None:
    values = direct_values(site)
    result = site.run(site.sample("quickstart"))
    assert_clean(haystack(site) | {"output": (result.out + result.err).encode()}, values)
    for command, *words in (["report"], ["status"], ["explain", "-i", "letters-4.jsonl", "-r", 3]):
        shown = site.sluice(command, site.run_folder, *words)
        assert_clean({command: (shown.out + shown.err).encode()}, values)


def test_faults_show_no_value(site: Site) -> None:
    lines = (FIXTURES / "letters" / "letters-4.jsonl").read_text().splitlines()
    secrets = {json.loads(line)["name"] for line in lines} | {json.loads(line)["patient_id"] for line in lines}
    lines[10] = lines[10].replace('"birth_date":"', '"birth_date":"x')
    lines[20] = lines[20][:-20]
    lines[30] = lines[30].replace('"name":', '"name":"Xaver Musterfrau","name":')
    secrets.add("Xaver Musterfrau")
    (site.folder / "letters.jsonl").write_text("\n".join(lines))
    pipeline = site.sample("quickstart")
    pipeline["stages"]["letters"] |= {"from": ["letters.jsonl"], "onError": {"action": "quarantine", "max": 3}}
    result = site.run(pipeline)
    assert sum(result.stages["letters"]["dropped"].values()) == 3
    assert list(site.run_folder.glob("quarantine/*"))
    assert_clean(haystack(site) | {"output": (result.out + result.err).encode()}, secrets)
    pipeline["stages"]["letters"]["onError"] = {"action": "fail"}
    failed = site.try_run(pipeline, "--fresh")
    assert failed.code == 65
    assert_clean(haystack(site) | {"output": (failed.out + failed.err).encode()}, secrets)


def test_a_broken_run_leaves_no_value_in_its_spill(site: Site) -> None:
    values = direct_values(site)
    file = site.save(site.sample("quickstart"))
    said = site.kill_when(file, lambda: list(site.run_folder.glob("journal/phase-1*")), "--workers", 1)
    spilled = list(site.run_folder.glob("spill/**/*.sealed"))
    assert spilled, "the run must be broken between its phases"
    assert_clean(haystack(site) | {"output": said.encode()}, values)


def test_spill_cannot_be_read_without_the_key_of_the_run(site: Site) -> None:
    file = site.save(site.sample("quickstart"))
    site.kill_when(file, lambda: list(site.run_folder.glob("spill/**/*.sealed")), "--workers", 1)
    for key in (site.folder / "state").glob("*.key"):
        assert key.stat().st_mode & 0o077 == 0
        key.unlink()
    assert site.try_run(file).code != 0
    assert site.run(file, "--fresh").stages["seal"]["out"] > 1000


def test_private_files_are_for_their_owner_only(site: Site) -> None:
    site.run(site.sample("quickstart"))
    for file in (site.folder / "state").rglob("*"):
        assert file.stat().st_mode & 0o077 == 0, file
    for file in site.keys.glob("*.jwk"):
        assert "public" in file.name or file.stat().st_mode & 0o077 == 0, file
