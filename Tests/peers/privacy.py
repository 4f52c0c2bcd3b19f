"""Structured identifiers in text, one thread: Sluice beside Hyperscan, Presidio, scrubadub and datatrove's formatter.

Three corpora: licence texts, European manual pages, source code; documents of about 8 KiB. Sluice finds all structured
types of its catalogue with check digits, labels and both offsets. Hyperscan (Debian's libhyperscan) looks for 60
patterns and gives end offsets only. Presidio runs its recognizers of patterns, without a language model. scrubadub runs
its default detectors, datatrove replaces e-mail and IP addresses. Slow peers get a part of each corpus.

    Tests/peers/run.sh privacy [--quick] [--rounds N] [--bench BINARY] [--json FILE]

Rounds are interleaved and medians compared, in bytes for each second of processor time. Prints a
table; exits with 1 if a floor is missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import corpus

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
BUILD = CHECKOUT / ".build"
WORK = BUILD / "peers-privacy-work"
DOCUMENT = 8192
HYPERSCAN_FLOOR, PRESIDIO_FLOOR = 3.0, 2000.0
MANUALS = ["manpages-de", "manpages-fr", "manpages-es", "manpages-pl", "manpages-it"]
PARTS = {"presidio": 60_000, "scrubadub": 400_000, "datatrove": 3_000_000}
"""Bytes of each corpus that a slow peer gets."""


def licences() -> Iterator[str]:
    """The texts of licences on this system, each once."""
    seen = set()
    files = [*Path("/usr/share/common-licenses").iterdir(), *Path("/usr/share/doc").glob("*/copyright")]
    for file in sorted(files):
        if file.is_file():
            text = file.read_text("utf-8", "replace")
            if text not in seen:
                seen.add(text)
                yield text


def manuals(folder: Path) -> Iterator[str]:
    """Manual pages in five languages."""
    for package in MANUALS:
        for file in sorted(corpus.fetch(package, folder).rglob("*.gz")):
            if "/man/" in str(file) and not file.is_symlink():
                yield corpus.manual(gzip.decompress(file.read_bytes()).decode("utf-8", "replace"))


def sources() -> Iterator[str]:
    """Python's standard library."""
    library = Path(sysconfig.get_paths()["stdlib"])
    for file in sorted(library.rglob("*.py")):
        if "site-packages" not in file.parts and "test" not in file.parts:
            yield file.read_text("utf-8", "replace")


def prepare(megabytes: int) -> dict[str, Path]:
    """A file for each corpus."""
    WORK.mkdir(parents=True, exist_ok=True)
    files = {}
    makers: dict[str, Callable[[], Iterator[str]]] = {
        "legal": licences, "European": lambda: manuals(BUILD / "peers-corpus"), "code": sources,
    }  # fmt: skip
    for name, make in makers.items():
        files[name] = file = WORK / f"{name}-{megabytes}.txt"
        if file.is_file():
            continue
        parts, size = [], 0
        for text in make():
            parts.append(text)
            size += len(text.encode())
            if size > megabytes * 1_000_000:
                break
        file.write_text("\n".join(parts), "utf-8")
    return files


def documents(file: Path, limit: int) -> list[str]:
    """The first documents of a corpus, cut as the other sides cut them."""
    data = file.read_bytes()
    result, start = [], 0
    while start < len(data) and start < limit:
        end = min(start + DOCUMENT, len(data))
        while end < len(data) and data[end - 1] != 10:
            end += 1
        result.append(data[start:end].decode("utf-8", "replace"))
        start = end
    return result


def measured(texts: list[str], look: Callable[[str], int]) -> dict[str, float]:
    """What looking at all texts took."""
    wall, cpu = time.perf_counter(), time.process_time()
    findings = sum(look(text) for text in texts)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return {"bytes": sum(len(text.encode()) for text in texts), "cpu": cpu, "wall": wall, "findings": findings}


def presidio() -> Callable[[str], int]:
    """Presidio's default recognizers of patterns, on a blank pipeline."""
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Blank(SpacyNlpEngine):
        def __init__(self) -> None:
            super().__init__(models=[{"lang_code": "en", "model_name": "blank"}])
            self.nlp = {"en": spacy.blank("en")}

        def load(self) -> None:
            pass

    registry = RecognizerRegistry()
    engine = Blank()
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine)
    registry.remove_recognizer("SpacyRecognizer")
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])
    return lambda text: len(analyzer.analyze(text, language="en"))


def scrubadub() -> Callable[[str], int]:
    """scrubadub's default detectors."""
    import scrubadub as peer

    scrubber = peer.Scrubber()
    return lambda text: sum(1 for _ in scrubber.iter_filth(text))


def datatrove() -> Callable[[str], int]:
    """datatrove's formatter of e-mail and IP addresses, which counts nothing."""
    from datatrove.pipeline.formatters import PIIFormatter

    formatter = PIIFormatter()
    return lambda text: int(formatter.format(text) != text)


def hyperscan_binary() -> Path:
    """The program of the patterns, compiled once."""
    binary = WORK / "hyperscan"
    source = HERE / "privacy_hyperscan.c"
    if not binary.is_file() or binary.stat().st_mtime < source.stat().st_mtime:
        try:
            subprocess.run(["cc", "-O2", source, "-lhs", "-o", binary], check=True)
        except subprocess.CalledProcessError as error:
            raise SystemExit("Hyperscan is missing: apt-get install libhyperscan-dev") from error
    return binary


def lines(command: list[Any]) -> list[dict[str, float]]:
    """The objects that a program prints, one for each corpus."""
    output = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in output.splitlines()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small corpora and one round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bench", type=Path, default=BUILD / "release" / "sluice-bench")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if not options.bench.is_file():
        raise SystemExit("build it first: swift build -c release --product sluice-bench")
    files = prepare(2 if options.quick else 20)
    scan = hyperscan_binary()
    peers = {"presidio": presidio(), "scrubadub": scrubadub(), "datatrove": datatrove()}
    rows: dict[tuple[str, str], list[dict[str, float]]] = {}
    for turn in range(1 if options.quick else options.rounds):
        for side, command in (("Sluice", [options.bench, "privacy"]), ("Hyperscan", [scan, HERE / "privacy_patterns.txt"])):
            for name, result in zip(files, lines([*command, *files.values()]), strict=True):
                rows.setdefault((side, name), []).append(result)
        if turn >= 3:
            continue
        for side, look in peers.items():
            for name, file in files.items():
                texts = documents(file, PARTS[side] // (4 if options.quick else 1))
                rows.setdefault((side, name), []).append(measured(texts, look))
    speed = {
        key: statistics.median(row["bytes"] / row["cpu"] / 1e6 for row in results) for key, results in rows.items()
    }
    print("| MB per CPU second | " + " | ".join(files) + " | CPU s of wall s | Sluice is faster by |")
    print("|---|" + "---|" * (len(files) + 2))
    missed = False
    for side in ("Sluice", "Hyperscan", *peers):
        ratios = [speed["Sluice", name] / speed[side, name] for name in files]
        cpu = sum(statistics.median(row["cpu"] for row in rows[side, name]) for name in files)
        wall = sum(statistics.median(row["wall"] for row in rows[side, name]) for name in files)
        cells = " | ".join(f"{speed[side, name]:.3g}" for name in files)
        print(f"| {side} | {cells} | {cpu:.2f} of {wall:.2f} | {'–'.join(f'{r:.3g}' for r in (min(ratios), max(ratios)))} |")
        floor = {"Hyperscan": HYPERSCAN_FLOOR, "presidio": PRESIDIO_FLOOR}.get(side, 0)
        if min(ratios) < floor:
            print(f"missed: {side} must be beaten by {floor:g}", file=sys.stderr)
            missed = True
    if options.json:
        options.json.write_text(json.dumps([{"side": side, "corpus": name, **row} for (side, name), results in rows.items() for row in results], indent=2))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
