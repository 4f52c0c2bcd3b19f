"""The whole way from compressed JSONL to tokens: Sluice beside datatrove 0.10.1.

Both do the same work on the same shards with the same tokenizer.json and two workers: gunzip, JSON, replace e-mail and
IP addresses, keep texts of at least 20 words with a mean word length of 3 to 12, drop exact copies, tokenise, write.
datatrove writes plain uint16 files; Sluice writes compressed, encrypted and signed shards, and evaluates a policy.

    Tests/peers/run.sh end_to_end [--quick] [--rounds N] [--sluice BINARY] [--json FILE]

Rounds are interleaved and medians compared. Exits with 1 if a floor is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import corpus
import measure
import tokenizer

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
BUILD = CHECKOUT / ".build"
CORPUS = BUILD / "peers-corpus"
WORK = BUILD / "peers-end_to_end-work"
PEER = "datatrove"
PEER_VERSION = "0.10.1"
WORKERS = 2
MEGABYTES = 120

SPEED_FLOOR = 5.0
"""Times the peer's megabytes for each second of processor time."""
MEMORY_FLOOR = 300e6
"""Bytes that Sluice stays below."""
COUNT_FLOOR = 0.01
"""Largest share by which the documents kept may differ."""

POLICY = {
    "@context": ["http://www.w3.org/ns/odrl.jsonld", {"sluice": "urn:sluice:policy:"}],
    "@type": "Set",
    "uid": "urn:example:policy:public-documentation",
    "profile": "urn:sluice:policy",
    "permission": [{"target": "urn:example:dataset:documentation", "action": "use"}],
}


def pipeline(shards: Path, tokenizer_file: Path) -> dict[str, Any]:
    """The pipeline that does the work."""
    return {
        "sluice": 1,
        "name": "end-to-end",
        "resources": {"memory": "128MiB", "workers": WORKERS},
        "secrets": {"signingKey": {"file": "signing.jwk"}},
        "stages": {
            "documents": {
                "use": "ingest",
                "from": [f"{shards}/*.jsonl.gz"],
                "dataset": {"id": "urn:example:dataset:documentation"},
                "schema": {"text": {"label": "none"}},
            },
            "permit": {"use": "policy.gate", "in": "documents", "policy": "policy.odrl.json"},
            "clean": {
                "use": "anonymize",
                "in": "permit",
                "text": {"text": {"detect": ["email", "ipv4", "ipv6"], "default": "replace"}},
            },
            "quality": {"use": "filter", "in": "clean", "keep": "words >= 20 and meanWordLength in 3..12"},
            "unique": {"use": "deduplicate", "in": "quality", "key": "text"},
            "tokens": {
                "use": "tokenize",
                "in": "unique",
                "tokenizer": str(tokenizer_file),
                "append": "<|endoftext|>",
            },
            "seal": {
                "use": "seal",
                "in": "tokens",
                "to": str(WORK / "ours" / "shards"),
                "recipients": ["node.public.jwk"],
                "sign": "signingKey",
            },
        },
    }


class Race:
    """Both engines on one corpus."""

    def __init__(self, sluice: Path, is_quick: bool) -> None:
        facts = corpus.build(CORPUS, MEGABYTES)
        self.tokenizer = tokenizer.train(CORPUS / "shards", CORPUS / "tokenizer-50257.json")
        self.sluice = sluice
        self.shards = CORPUS / "shards"
        self.jsonl_bytes = int(facts["jsonl_bytes"])
        if is_quick:
            self._take_first_shard()
        WORK.mkdir(parents=True, exist_ok=True)

    def _take_first_shard(self) -> None:
        """A corpus of one shard in two halves, so that both workers have something to do."""
        import gzip

        folder = CORPUS / "quick"
        folder.mkdir(exist_ok=True)
        with gzip.open(self.shards / "part-00.jsonl.gz") as lines:
            records = lines.readlines()
        half = len(records) // 2
        for name, part in (("a", records[:half]), ("b", records[half:])):
            with gzip.GzipFile(folder / f"{name}.jsonl.gz", "wb", 6, mtime=0) as out:
                out.writelines(part)
        self.shards, self.jsonl_bytes = folder, sum(map(len, records))

    def prepare(self) -> None:
        """Policy, pipeline and keys."""
        (WORK / "policy.odrl.json").write_text(json.dumps(POLICY, indent=2))
        (WORK / "pipeline.json").write_text(json.dumps(pipeline(self.shards, self.tokenizer), indent=2))
        for name, options in (("node", ["--public", WORK / "node.public.jwk"]), ("signing", ["--for", "signing"])):
            if not (WORK / f"{name}.jwk").exists():
                subprocess.run([self.sluice, "keys", "generate", WORK / f"{name}.jwk", *options], check=True,
                               stdout=subprocess.DEVNULL)  # fmt: skip

    def ours(self) -> tuple[measure.Cost, dict[str, int]]:
        """One run of Sluice."""
        out = WORK / "ours"
        shutil.rmtree(out, ignore_errors=True)
        log = WORK / "sluice.log"
        cost = measure.run([self.sluice, "run", WORK / "pipeline.json", "-o", out / "run", "--json"], log)
        if cost.exit_code:
            raise SystemExit(f"sluice failed with {cost.exit_code}:\n{log.read_text()[-2000:]}")
        text = log.read_text()
        result = json.loads(text[text.index("{") :])
        result = result.get("result", result)
        stages = {stage["name"]: stage for stage in result["stages"]}
        tokens = sum(output["tokens"] for output in result["outputs"])
        return cost, {
            "read": stages["documents"]["out"],
            "short": sum(stages["quality"]["dropped"].values()),
            "copies": sum(stages["unique"]["dropped"].values()),
            "kept": stages["seal"]["in"],
            "tokens": tokens,
        }

    def theirs(self) -> tuple[measure.Cost, dict[str, int]]:
        """One run of the peer."""
        out = WORK / PEER
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        log = WORK / f"{PEER}.log"
        program = HERE / "end_to_end_datatrove.py"
        cost = measure.run(
            [sys.executable, program, self.shards, self.tokenizer, out, str(WORKERS)], log,
            {"HF_HUB_OFFLINE": "1"},
        )  # fmt: skip
        if cost.exit_code:
            raise SystemExit(f"{PEER} failed with {cost.exit_code}:\n{log.read_text()[-2000:]}")
        return cost, self._their_counts(out)

    @staticmethod
    def _their_counts(out: Path) -> dict[str, int]:
        def step(name: str, part: str) -> dict[str, Any]:
            for entry in json.loads((out / "logs" / name / "stats.json").read_text()):
                if part in entry["name"]:
                    return {
                        key: value if isinstance(value, int) else value["total"]
                        for key, value in entry["stats"].items()
                    }
            raise SystemExit(f"{PEER} reports no step {part}")

        filtered, unique, written = step("clean", "Lambda"), step("tokens", "dedup"), step("tokens", "Writer")
        return {
            "read": filtered["total"],
            "short": filtered.get("dropped", 0),
            "copies": unique.get("dropped", 0),
            "kept": unique["forwarded"],
            "tokens": written["tokens"],
        }


def rows(race: Race, ours: list[measure.Cost], theirs: list[measure.Cost], counts: dict[str, dict[str, int]],
         corpus_name: str) -> list[dict[str, Any]]:  # fmt: skip
    """The measures, each with its floor where it has one."""

    def speed(costs: list[measure.Cost], what: str) -> float:
        return race.jsonl_bytes / 1e6 / measure.median(costs, what)

    def row(name: str, own: float, other: float, floor: float | None, is_ok: bool) -> dict[str, Any]:
        return {
            "measure": name, "peer": PEER, "version": PEER_VERSION, "corpus": corpus_name,
            "ours": round(own, 3), "theirs": round(other, 3), "ratio": round(own / other, 3) if other else None,
            "floor": floor, "ok": is_ok,
        }  # fmt: skip

    cpu = speed(ours, "cpu"), speed(theirs, "cpu")
    wall = speed(ours, "wall"), speed(theirs, "wall")
    peak = measure.median(ours, "peak"), measure.median(theirs, "peak")
    kept = counts["ours"]["kept"], counts["theirs"]["kept"]
    difference = abs(kept[0] - kept[1]) / max(kept)
    return [
        row("MB per CPU second", *cpu, SPEED_FLOOR, cpu[0] >= SPEED_FLOOR * cpu[1]),
        row("MB per second", *wall, None, True),
        row("CPU seconds", measure.median(ours, "cpu"), measure.median(theirs, "cpu"), None, True),
        row("peak memory, MB", peak[0] / 1e6, peak[1] / 1e6, MEMORY_FLOOR / 1e6, peak[0] < MEMORY_FLOOR),
        row("documents kept", *kept, COUNT_FLOOR, difference <= COUNT_FLOOR),
        row("tokens", counts["ours"]["tokens"], counts["theirs"]["tokens"], None, True),
    ]


def show(table: list[dict[str, Any]], counts: dict[str, dict[str, int]]) -> None:
    """Prints the table and where documents went."""
    print(f"{'measure':<20}{'sluice':>14}{PEER:>14}{'ratio':>9}{'floor':>8}")
    for row in table:
        ratio = "" if row["ratio"] is None else f"{row['ratio']:.2f}"
        mark = "" if row["ok"] else "  MISSED"
        floor = "" if row["floor"] is None else f"{row['floor']:g}"
        print(f"{row['measure']:<20}{row['ours']:>14,.2f}{row['theirs']:>14,.2f}{ratio:>9}{floor:>8}{mark}")
    print(f"\n{'documents':<20}{'sluice':>14}{PEER:>14}")
    for name, own in counts["ours"].items():
        print(f"{name:<20}{own:>14,}{counts['theirs'][name]:>14,}")
    print(
        "\nDifferences come from the replacements: Sluice puts [EMAIL], [IPV4] and [IPV6] and finds IPv6 addresses;"
        f"\n{PEER} puts one of eight addresses in turn, only for public IPv4 addresses, so that copies that held"
        "\naddresses may differ afterwards, and skips records whose text is empty."
    )


def main() -> int:
    """Runs the race."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a small corpus, one round")
    parser.add_argument("--rounds", type=int, help="rounds, interleaved; 3, with --quick 1")
    parser.add_argument("--sluice", type=Path, default=Path(os.environ.get("SLUICE", BUILD / "release" / "sluice")))
    parser.add_argument("--json", type=Path, help="write the rows to this file")
    parser.add_argument("--peer-only", action="store_true", help="run and print only the peer's half")
    options = parser.parse_args()
    race = Race(options.sluice.resolve(), options.quick)
    rounds = options.rounds or (1 if options.quick else 3)
    if options.peer_only:
        for _ in range(rounds):
            cost, counts_of_peer = race.theirs()
            print(f"{race.jsonl_bytes / 1e6 / cost.cpu:.2f} MB per CPU second, {cost}, {counts_of_peer}")
        return 0
    race.prepare()
    ours: list[measure.Cost] = []
    theirs: list[measure.Cost] = []
    counts: dict[str, dict[str, int]] = {}
    for _ in range(rounds):
        for name, costs, engine in (("ours", ours, race.ours), ("theirs", theirs, race.theirs)):
            cost, counts[name] = engine()
            costs.append(cost)
    name = f"European documentation, {race.jsonl_bytes / 1e6:.0f} MB JSONL"
    table = rows(race, ours, theirs, counts, name)
    print(f"{name}, {WORKERS} workers, {rounds} rounds, medians\n")
    show(table, counts)
    if options.json:
        options.json.write_text(json.dumps(table, indent=2) + "\n")
    return 0 if all(row["ok"] for row in table) else 1


if __name__ == "__main__":
    sys.exit(main())
