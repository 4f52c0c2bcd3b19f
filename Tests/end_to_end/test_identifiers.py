"""Identifiers through the program: verdicts of python-stdnum, and what `scan` prints."""

from __future__ import annotations

import functools
import importlib
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from site_of_test import CHECKOUT, PROGRAM

sys.path.insert(0, str(CHECKOUT / "Tests" / "SluicePrivacyTests" / "Vectors"))
import check_digits  # noqa: E402

WANTED = 1000


def scan(path: Path, *options: str) -> list[dict]:
    result = subprocess.run([PROGRAM, "scan", "--json", *options, path], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in result.stdout.splitlines()]


@functools.cache
def labels() -> dict[str, str]:
    """A label of each type, out of the page of identifiers."""
    page = subprocess.run([PROGRAM, "scan", "--catalogue"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| `")]
    return {row[0].strip("| `"): row[5].split(", ")[0] for row in rows if len(row) == 7}


def series() -> dict[str, list[tuple[str, str, str]]]:
    """Module, body and end of the series of each type of the catalogue."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for name, module, body, end, _ in check_digits.CASES:
        if " " not in name and name != "luhn" and module.split(".")[0] != "luhn":
            found.setdefault(name, []).append((module, body, end))
    return found


def candidates(parts: list[tuple[str, str, str]]) -> tuple[list[str], list[str]]:
    """A thousand codes that the oracle accepts, and as many that it refuses, which differ in their last signs.

    Codes with one digit among letters are left out: they read like words, and the detector passes them over.
    """
    valid, broken = [], []
    chance = random.Random(20261128)
    sequence = check_digits.Sequence(chance.getrandbits(62) | 1)
    while len(valid) < WANTED or len(broken) < WANTED:
        for module, template, end in parts:
            check = importlib.import_module("stdnum." + module).is_valid
            if module == "fi.hetu":
                check = functools.partial(check, allow_temporary=True)
            head, tails = check_digits.body(template, sequence), check_digits.ends(end)
            chance.shuffle(tails)
            misses = 0
            for tail in tails:
                code = head.replace("%", tail) if "%" in head else head + tail
                if sum(sign.isdigit() for sign in code) < 2:
                    continue
                if check(code):
                    valid.append(code)
                elif misses < 2:
                    broken.append(code)
                    misses += 1
    return valid[:WANTED], broken[:WANTED]


@pytest.mark.parametrize("name", series())
def test_check_digits_agree_with_the_oracle(name: str, tmp_path: Path) -> None:
    valid, broken = candidates(series()[name])
    path = tmp_path / "codes.jsonl"
    path.write_text("".join(json.dumps({"text": f"{labels()[name]}: {code}"}) + "\n" for code in valid + broken))
    documents = scan(path, "-p", "strict", "-d", name)
    proved = [any("check digits" in finding["reason"] for finding in document["findings"]) for document in documents]
    assert len(proved) == 2 * WANTED
    assert [code for code, ok in zip(valid, proved[:WANTED], strict=True) if not ok] == []
    assert [code for code, ok in zip(broken, proved[WANTED:], strict=True) if ok] == []


def test_a_document_is_one_object_with_places_in_code_points(tmp_path: Path) -> None:
    path = tmp_path / "letters.jsonl"
    path.write_text('{"id": 7, "text": "für müller@klinik.example"}\n\n{"text": "nichts"}\n{"text": 5}\n')
    result = subprocess.run([PROGRAM, "scan", "--json", path], capture_output=True, text=True)
    objects = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.returncode == 65
    assert objects[0]["id"] == 7 and objects[0]["line"] == 1
    [finding] = objects[0]["findings"]
    assert (finding["start"], finding["end"], finding["type"]) == (4, 25, "email")
    assert 0 < finding["score"] <= 1 and finding["reason"]
    assert objects[1]["line"] == 3 and objects[1]["findings"] == []
    assert "findings" not in objects[2] and objects[2]["error"]


def test_findings_are_shown_in_their_lines_in_colour_or_between_marks(tmp_path: Path) -> None:
    path = tmp_path / "letters.jsonl"
    path.write_text('{"text": "schreibt an anna@klinik.example heute"}\n')
    plain = subprocess.run([PROGRAM, "scan", path], capture_output=True, text=True).stdout
    assert f"{path}:1  email 0.99  schreibt an ‹anna@klinik.example› heute" in plain
    coloured = subprocess.run([PROGRAM, "scan", "--color", "always", path], capture_output=True, text=True).stdout
    assert "\x1b[1;31manna@klinik.example\x1b[0m" in coloured
    counts = subprocess.run([PROGRAM, "scan", "--counts", path], capture_output=True, text=True).stdout
    assert "anna" not in counts and "email" in counts
