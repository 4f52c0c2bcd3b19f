"""The documents: links lead somewhere, generated pages are current, and what is printed is what comes.

A block that begins with ```console holds commands after `$ ` (going on after `> `) and what they print. They run in
a copy of the repository, block after block. Digits, white space and names that are drawn by chance may differ; `…`
stands for any text, and for any lines where it stands alone. A block that begins with ```json FILE (or another
language) is written to that file.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from site_of_test import CHECKOUT, PROGRAM

PAGES = [CHECKOUT / "README.md", *sorted((CHECKOUT / "Docs").rglob("*.md")), CHECKOUT / "Fixtures" / "README.md",
         CHECKOUT / "Sources" / "sluice-reader" / "README.md"]  # fmt: skip
GENERATED = {
    "Docs/pipeline.schema.json": ["schema"],
    "Docs/reference/stages.md": ["schema", "--reference"],
    "Docs/reference/commands.md": ["help", "--markdown"],
    "Docs/reference/identifiers.md": ["scan", "--catalogue"],
}
SCRIPTED = ["README.md", "Docs/tutorial.md"]

FENCE = re.compile(r"^```(\w+)?[ ]?([^\n`]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))


def anchors(page: Path) -> set[str]:
    """The names by which headings of a page can be linked."""
    names: set[str] = set()
    for heading in re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text()), re.MULTILINE):
        kept = re.sub(r"[^\w\- ]", "", heading.lower())
        names.add(kept.replace(" ", "-"))
    return names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    broken = []
    for link in LINK.findall(without_code(page.read_text())):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert not broken


def test_the_index_names_every_document() -> None:
    index = CHECKOUT / "Docs" / "README.md"
    linked = {(index.parent / link.partition("#")[0]).resolve() for link in LINK.findall(index.read_text())}
    documents = {page for page in (CHECKOUT / "Docs").rglob("*") if page.suffix in {".md", ".json"}} - {index}
    assert documents <= linked


@pytest.mark.parametrize("page", GENERATED)
def test_generated_pages_are_current(page: str) -> None:
    made = subprocess.run([PROGRAM, *GENERATED[page]], capture_output=True, text=True, check=True).stdout
    assert (CHECKOUT / page).read_text() == made, f"make it anew: sluice {' '.join(GENERATED[page])} > {page}"


class Terminal:
    """A copy of the repository in which the blocks of a page run one after the other."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        for name in ("Docs", "Fixtures", "Pipelines", "Sources"):
            (folder / name).symlink_to(CHECKOUT / name)
        # Paths in pipelines start from their folder, so the pipelines must lie in the copy.
        (folder / "Pipelines").unlink()
        shutil.copytree(CHECKOUT / "Pipelines", folder / "Pipelines")
        (folder / ".build").mkdir()
        (folder / ".build" / "release").symlink_to(PROGRAM.parent)
        (folder / ".build" / "venv").symlink_to(CHECKOUT / ".build" / "venv")
        path = f"{PROGRAM.parent}:{os.environ['PATH']}"
        self.environment = {**os.environ, "PATH": path, "SLUICE_STATE": str(folder / ".build" / "state"),
                            "NO_COLOR": "1"}  # fmt: skip
        self.place = folder

    def run(self, command: str) -> str:
        """What a command prints; folders that it changes to are kept for the next."""
        script = f"cd '{self.place}'\n{command}\ncode=$?\npwd > '{self.home}/.place'\nexit $code"
        done = subprocess.run(
            ["bash", "-c", script], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=120,
        )  # fmt: skip
        self.place = Path((self.home / ".place").read_text().strip())
        return done.stdout


def normal(text: str) -> list[str]:
    """The lines of an output without what may differ from call to call."""
    text = re.sub(r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b", "UUID", text)
    text = re.sub(r"(?<![\w-])[\w-]{43}(?![\w-])", "KEY", text)
    text = re.sub(r"\b\d+(\.\d+)? (ms|s|min)\b", "TIME", text)
    text = re.sub(r"[\d.,\u202f\u00a0]+", "", text)
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.splitlines()]
    return [line for line in lines if line]


def agrees(expected: list[str], printed: list[str]) -> bool:
    pattern = "".join(
        r"(?:[^\n]*\n)*?" if line == "…" else re.escape(line).replace("…", r"[^\n]*") + r"\n" for line in expected
    )
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a block, each with what it should print."""
    found: list[tuple[str, str]] = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line[2:], ""))
        elif line.startswith("> ") or line == ">\n":
            found[-1] = (found[-1][0] + line[2:], found[-1][1])
        else:
            found[-1] = (found[-1][0], found[-1][1] + line)
    return found


@pytest.mark.parametrize("page", SCRIPTED)
def test_the_commands_of_a_page_print_what_it_shows(page: str, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    different = []
    for language, name, body in FENCE.findall((CHECKOUT / page).read_text()):
        if language == "console":
            for command, expected in commands(body):
                printed = terminal.run(command)
                if not agrees(normal(expected), normal(printed)):
                    different.append(f"$ {command}{printed}")
        elif name:
            (terminal.place / name).parent.mkdir(parents=True, exist_ok=True)
            (terminal.place / name).write_text(body)
    assert not different, "\n".join(different)
