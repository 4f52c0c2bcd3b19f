"""The committed fixtures are what their generator writes, and their identifiers are valid."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys

import pytest
from conftest import CHECKOUT

FIXTURES = CHECKOUT / "Fixtures"


def test_fixtures_are_current():
    check = subprocess.run([sys.executable, FIXTURES / "generate.py", "--check"], capture_output=True, text=True)
    assert check.returncode == 0, check.stderr


def test_the_tokenizer_is_current():
    pytest.importorskip("tokenizers")
    check = subprocess.run([sys.executable, FIXTURES / "train_tokenizer.py", "--check"], capture_output=True, text=True)
    assert check.returncode == 0, check.stderr


VALIDATORS = {
    "de.idnr": "de.idnr", "at.svnr": "at.vnr", "fr.nir": "fr.nir", "es.dni": "es.dni", "es.nie": "es.nie",
    "it.cf": "it.codicefiscale", "pl.pesel": "pl.pesel", "nl.bsn": "nl.bsn", "ie.pps": "ie.pps", "be.nn": "be.nn",
    "pt.nif": "pt.nif", "se.pnr": "se.personnummer", "fi.hetu": "fi.hetu", "ro.cnp": "ro.cnp", "hr.oib": "hr.oib",
    "cz.rc": "cz.rc", "ee.ik": "ee.ik", "iban": "iban", "card": "luhn",
}  # fmt: skip


def test_identifiers_in_letters_are_valid(letters):
    pytest.importorskip("stdnum")
    seen = set()
    for span in map(json.loads, (FIXTURES / "letters" / "gold.jsonl").open()):
        if span["type"] in VALIDATORS:
            value = letters[span["id"]][span["start"] : span["end"]]
            if span["type"] == "card":
                value = value.replace(" ", "").replace("-", "")
            module = importlib.import_module(f"stdnum.{VALIDATORS[span['type']]}")
            assert module.is_valid(value), (span, value)
            seen.add(span["type"])
    assert seen == set(VALIDATORS)


def test_letters_are_what_the_readme_says(letters):
    spans = list(map(json.loads, (FIXTURES / "letters" / "gold.jsonl").open()))
    assert len(letters) == 1500
    copies = len(letters) - len(set(letters.values()))
    assert 45 <= copies <= 90
    for span in spans:
        value = letters[span["id"]][span["start"] : span["end"]]
        assert value and value == value.strip()
        assert span["kind"] in {"direct", "quasi"}


@pytest.fixture(scope="module")
def letters():
    """Text by id."""
    sys.path.insert(0, str(FIXTURES))
    from synthetic import packing

    texts = {}
    for file in sorted((FIXTURES / "letters").glob("letters-*")):
        content = packing.content(file.name, file.read_bytes())
        for member in content.values() if isinstance(content, dict) else [content]:
            for line in member.splitlines():
                record = json.loads(line)
                texts[record["id"]] = record["text"]
    return texts
