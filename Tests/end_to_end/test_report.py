"""The report of a run, as a person opens, prints and verifies it."""

from __future__ import annotations

import html
import re
import shutil
import struct
import subprocess
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from site_of_test import Site

SECTIONS = {"run", "record", "flow", "rules", "inputs", "counts", "detections", "outputs", "recipients", "verify"}
BROWSER = shutil.which("chromium")


class Page(HTMLParser):
    """What a page contains and what it points to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sections: list[str] = []
        self.targets: list[str] = []
        self.tags: set[str] = set()
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attributes:
            if name == "id" and value:
                self.ids.add(value)
                if tag == "section":
                    self.sections.append(value)
            if name in ("src", "href", "action", "data", "poster", "srcset", "xlink:href", "background") and value:
                self.targets.append(value)


@pytest.fixture(scope="module")
def reported(keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("reported"), keys)
    site.run(site.sample("quickstart"))
    return site


def page(site: Site) -> str:
    return (site.run_folder / "report.html").read_text()


def browse(site: Site, folder: Path, *options: str) -> str:
    if BROWSER is None:
        pytest.skip("SKIPPED: chromium is missing")
    words = [
        BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        f"--user-data-dir={folder}/profile", "--host-resolver-rules=MAP * ~NOTFOUND", *options,
        (site.run_folder / "report.html").as_uri(),
    ]  # fmt: skip
    return subprocess.run(words, check=True, capture_output=True, text=True, timeout=90).stdout


def test_page_has_its_sections_and_nothing_from_outside(reported: Site) -> None:
    found = Page(page(reported))
    assert SECTIONS <= set(found.sections)
    assert "script" not in found.tags
    for target in found.targets:
        assert target.startswith("#") or target.startswith("data:"), target
        assert not target.startswith("#") or target[1:] in found.ids, target
    assert not re.search(r"url\(\s*['\"]?(?!data:|#)|@import", page(reported))


def test_page_speaks_of_the_run_only_in_counts(reported: Site) -> None:
    text = page(reported)
    assert "compliant" not in text.lower()
    assert re.search(r"\b1\W?500\b", html.unescape(text)), "the number of letters stands nowhere"


def pixels(png: bytes) -> bytes:
    """The decompressed image data of a PNG."""
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    return zlib.decompress(data)


def test_browser_shows_the_page(reported: Site, tmp_path: Path) -> None:
    shot = tmp_path / "report.png"
    browse(reported, tmp_path, f"--screenshot={shot}", "--window-size=1200,3000", "--hide-scrollbars")
    image = pixels(shot.read_bytes())
    assert len(image) > 1_000_000
    assert max(image.count(value) for value in set(image[:1000])) < 0.98 * len(image)


def test_browser_keeps_the_sections(reported: Site, tmp_path: Path) -> None:
    found = Page(browse(reported, tmp_path, "--dump-dom"))
    assert SECTIONS <= set(found.sections)


def test_page_prints(reported: Site, tmp_path: Path) -> None:
    paper = tmp_path / "report.pdf"
    browse(reported, tmp_path, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    data = paper.read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) >= 3


def steps(site: Site) -> list[str]:
    """The shell commands of the section on verification."""
    section = page(site).split('<section id="verify">')[1].split("</section>")[0]
    return [html.unescape(step) for step in re.findall(r"<pre>(.*?)</pre>", section, re.S)]


def shell(site: Site, script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=site.run_folder, capture_output=True, text=True
    )


@pytest.fixture
def verifying(reported: Site, tmp_path: Path) -> Site:
    """A copy of the run in which files may be made and changed."""
    copy = Site.__new__(Site)
    copy.__dict__ |= reported.__dict__
    shutil.copytree(reported.out, tmp_path / "out")
    shutil.copytree(reported.run_folder, tmp_path / "out.run")
    copy.folder, copy.out, copy.run_folder = tmp_path, tmp_path / "out", tmp_path / "out.run"
    return copy


def test_printed_commands_verify_the_run(verifying: Site) -> None:
    key, signature, digest, files, ledger = steps(verifying)
    assert shell(verifying, key).returncode == 0
    shown = shell(verifying, signature)
    assert shown.returncode == 0 and "Verified Successfully" in shown.stdout, shown.stderr
    first, second = shell(verifying, digest).stdout.split()
    assert first == second
    checked = shell(verifying, files)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    if shutil.which("sqlite3"):
        assert shell(verifying, ledger).stdout == ""


def test_printed_commands_find_a_change(verifying: Site) -> None:
    key, signature, digest, files, _ = steps(verifying)
    shell(verifying, key)
    report = verifying.run_folder / "report.json"
    report.write_text(report.read_text().replace('"in":1500', '"in":1501', 1))
    assert "Verified Successfully" not in shell(verifying, signature).stdout
    first, second = shell(verifying, digest).stdout.split()
    assert first != second
    with (verifying.run_folder / "events.jsonl").open("a") as events:
        events.write("\n")
    assert "events.jsonl: FAILED" in shell(verifying, files).stdout


def test_report_can_be_signed_anew_by_another_key(verifying: Site) -> None:
    made = verifying.sluice("keys", "generate", "officer.jwk", "--for", "signing", "--public", "officer.public.jwk")
    assert made.code == 0
    assert verifying.sluice("report", verifying.run_folder, "--sign", "officer.jwk").code == 0
    key, signature, *_ = steps(verifying)
    assert "Verified Successfully" in shell(verifying, key + "\n" + signature).stdout


def test_the_program_verifies_a_run_after_the_printed_commands(verifying: Site) -> None:
    trust = ["--trust", verifying.keys / "signing.public.jwk"]
    before = verifying.sluice("verify", verifying.run_folder, *trust)
    key, signature, *_ = steps(verifying)
    shell(verifying, key + "\n" + signature)
    assert verifying.sluice("verify", verifying.run_folder, *trust).out == before.out
