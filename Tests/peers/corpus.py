"""Builds JSONL corpora of text and source code from Debian packages, without installing them.

    python3 corpus.py FOLDER --megabytes 120     # FOLDER/shards/part-00.jsonl.gz …, FOLDER/corpus.json
    python3 corpus.py FOLDER --sets              # FOLDER/european.jsonl, german.jsonl, english.jsonl, source.jsonl

Packages are fetched with `apt-get download` and unpacked with `dpkg-deb -x` below FOLDER. Help pages, manual pages and
books give text in many languages; the sources of Python's standard library give code. Order and content depend on the
packages alone.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import html
import json
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

LANGUAGES = ["de", "fr", "es", "it", "pl", "nl", "pt", "sv", "da", "fi", "cs", "hu", "el", "et", "sk", "sl"]
PACKAGES = (
    [f"libreoffice-help-{language}" for language in LANGUAGES]
    + [f"manpages-{language}" for language in ("de", "fr", "es", "pl", "it", "nl", "ro")]
    + [f"debian-reference-{language}" for language in ("de", "fr", "it", "en")]
)
SETS = {
    "european": [f"libreoffice-help-{language}" for language in [*LANGUAGES, "en-gb", "ca", "gl", "eu"]]
    + [f"manpages-{language}" for language in ("de", "fr", "es", "pl", "it", "nl", "ro")],
    "german": ["libreoffice-help-de", "manpages-de", "debian-reference-de"],
    "english": ["dict-gcide", "dict-foldoc", "dict-jargon", "dict-devil", "linux-doc-6.1"],
    "source": ["libpython3.11-stdlib", "python3-sympy", "python3-django", "python3-twisted", "golang-1.19-src", "libboost1.74-dev"],
}
"""Packages of the corpora of one kind of text each: European in twenty languages, prose, and source code."""
CODE = {".py", ".go", ".hpp", ".h", ".ipp", ".c", ".s"}
TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
BREAK = re.compile(r"</(p|div|li|h\d|tr|title)>|<br\s*/?>", re.IGNORECASE)
ROFF_LINE = re.compile(r"^[.'].*$\n?", re.MULTILINE)
ROFF_ESCAPE = re.compile(r"\\(?:f[A-Z(]\w?|\(..|\[[^]]*\]|.)")
BLANKS = re.compile(r"[ \t]+")
EMPTY_LINES = re.compile(r"\n\s*\n+")


def fetch(package: str, folder: Path) -> Path:
    """The folder into which a package has been unpacked."""
    target = folder / "packages" / package
    if target.is_dir():
        return target
    downloads = folder / "downloads"
    downloads.mkdir(parents=True, exist_ok=True)
    subprocess.run(["apt-get", "download", "-qq", "-o", "APT::Sandbox::User=root", package], cwd=downloads, check=True)
    [deb] = downloads.glob(f"{package}_*.deb")
    partial = target.with_suffix(".partial")
    partial.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["dpkg-deb", "-x", deb, partial], check=True)
    partial.rename(target)
    return target


def plain(text: str) -> str:
    """Text without runs of blanks and empty lines."""
    return EMPTY_LINES.sub("\n", BLANKS.sub(" ", text)).strip()


def page(text: str) -> str:
    """The text of an HTML page."""
    return plain(html.unescape(TAG.sub(" ", BREAK.sub("\n", text))))


def manual(text: str) -> str:
    """The text of a roff page."""
    return plain(ROFF_ESCAPE.sub("", ROFF_LINE.sub("", text)))


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Source and text of every document, package by package."""
    for package in PACKAGES:
        root = fetch(package, folder)
        for file in sorted(root.rglob("*")):
            if file.is_symlink() or not file.is_file():
                continue
            if file.suffix == ".html":
                yield package, page(file.read_text("utf-8", "replace"))
            elif file.suffix == ".gz" and "/man/" in str(file):
                yield package, manual(gzip.decompress(file.read_bytes()).decode("utf-8", "replace"))
    library = Path(sysconfig.get_paths()["stdlib"])
    for file in sorted(library.rglob("*.py")):
        if "site-packages" not in file.parts and "test" not in file.parts:
            yield "python", file.read_text("utf-8", "replace")


def dictionary(text: str) -> Iterator[str]:
    """The articles of a dictionary in the format of dictd, about a page of them in one document."""
    articles = re.split(r"\n(?=\S)", text)
    for start in range(0, len(articles), 20):
        yield plain("\n".join(articles[start : start + 20]))


def documents(root: Path) -> Iterator[str]:
    """What can be read of an unpacked package: pages, manuals, dictionaries and source code."""
    for file in sorted(root.rglob("*")):
        if file.is_symlink() or not file.is_file():
            continue
        if file.suffix == ".html":
            yield page(file.read_text("utf-8", "replace"))
        elif file.suffix == ".gz" and "/man/" in str(file):
            yield manual(gzip.decompress(file.read_bytes()).decode("utf-8", "replace"))
        elif file.suffix == ".dz":
            yield from dictionary(gzip.decompress(file.read_bytes()).decode("utf-8", "replace"))
        elif file.suffix in CODE or "/boost/" in str(file):
            yield file.read_text("utf-8", "replace")


def collect(folder: Path, name: str, megabytes: int = 120) -> Path:
    """JSON lines of one of `SETS`, shuffled, each document once, cut off after so many megabytes of text."""
    target = folder / f"{name}.jsonl"
    if target.is_file():
        return target
    chosen = {hashlib.sha256(text.encode()).digest(): text for p in SETS[name] for text in documents(fetch(p, folder)) if text}
    partial, size = target.with_suffix(".partial"), 0
    with partial.open("wb") as out:
        for number, (_, text) in enumerate(sorted(chosen.items())):
            out.write(json.dumps({"id": f"{name}-{number}", "text": text}, ensure_ascii=False).encode() + b"\n")
            size += len(text.encode())
            if size >= megabytes * 1_000_000:
                break
    partial.rename(target)
    return target


def spread(items: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """All sources mixed, in an order that their content fixes, and every fiftieth document a second time."""
    keyed = [(hashlib.sha256(text.encode()).digest(), source, text) for source, text in items]
    copies = [(hashlib.sha256(key).digest(), source, text) for key, source, text in sorted(keyed)[::50]]
    return [(source, text) for _, source, text in sorted(keyed + copies)]


def build(folder: Path, megabytes: int, shards: int = 8) -> dict[str, object]:
    """Writes the shards and returns what is in them."""
    note = folder / "corpus.json"
    if note.is_file():
        return json.loads(note.read_text())
    chosen, size = [], 0
    for source, text in spread(list(texts(folder))):
        chosen.append((source, text))
        size += len(text.encode())
        if size >= megabytes * 1_000_000:
            break
    parts = folder / "shards"
    parts.mkdir(parents=True, exist_ok=True)
    jsonl_bytes = 0
    per_shard = -(-len(chosen) // shards)
    for number in range(shards):
        with gzip.GzipFile(parts / f"part-{number:02d}.jsonl.gz", "wb", 6, mtime=0) as out:
            for i, (source, text) in enumerate(chosen[number * per_shard : (number + 1) * per_shard]):
                record = {"id": f"{number}-{i}", "source": source, "text": text}
                line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
                jsonl_bytes += len(line)
                out.write(line)
    facts = {
        "documents": len(chosen),
        "text_bytes": size,
        "jsonl_bytes": jsonl_bytes,
        "shards": shards,
        "empty": sum(not text for _, text in chosen),
        "sources": sorted({source for source, _ in chosen}),
    }
    note.write_text(json.dumps(facts, indent=2) + "\n")
    return facts


def main() -> int:
    """Builds a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=int, default=120)
    parser.add_argument("--sets", action="store_true")
    options = parser.parse_args()
    if options.sets:
        for name in SETS:
            print(collect(options.folder, name, options.megabytes))
        return 0
    print(json.dumps(build(options.folder, options.megabytes), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
