"""A folder in which a test writes pipelines, runs the program on them, and looks at what came of it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sluice_reader
import zstandard

CHECKOUT = Path(__file__).resolve().parents[2]
PROGRAM = CHECKOUT / ".build" / "release" / "sluice"
FIXTURES = CHECKOUT / "Fixtures"
PIPELINES = CHECKOUT / "Pipelines"
TOKENIZER = FIXTURES / "tokenizer" / "tokenizer.json"
END = "<|endoftext|>"

Pipeline = dict[str, Any]


@dataclass
class Result:
    """How a call of the program ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object at the end of the output of a call with `--json`."""
        return json.loads(self.out.splitlines()[-1])

    @property
    def stages(self) -> dict[str, dict[str, Any]]:
        """The counts of a run by name of stage."""
        return {stage["name"]: stage for stage in self.json["result"]["stages"]}


@dataclass(frozen=True)
class Document:
    """A document of a sealed data set: where it lies, where it came from, and its tokens."""

    shard: int
    source: int
    record: int
    tokens: tuple[int, ...]


def make_keys(folder: Path) -> None:
    for name in ("node-a", "node-b", "signing", "stranger", "pseudonym"):
        purpose = {"signing": "signing", "pseudonym": "secret"}.get(name, "node")
        public = [] if purpose == "secret" else ["--public", str(folder / f"{name}.public.jwk")]
        named = ["--id", name] if purpose == "node" else []
        call = [PROGRAM, "keys", "generate", folder / f"{name}.jwk", "--for", purpose, *named, *public]
        subprocess.run(call, check=True, capture_output=True)


def shared(relative: str) -> Path:
    """A file of the `shared` folder beside the checkout; the test is skipped where it is missing."""
    root = Path(os.environ.get("SLUICE_SHARED", CHECKOUT.parent / "shared"))
    path = root / relative
    if not path.exists():
        pytest.skip(f"shared/{relative} is missing")
    return path


class Site:
    """A fresh folder with `keys/`, the run keys in `state/`, and outputs in `out/`."""

    def __init__(self, folder: Path, keys: Path) -> None:
        self.folder = folder
        self.keys = folder / "keys"
        self.out = folder / "out"
        self.run_folder = folder / "out.run"
        self.environment = {**os.environ, "SLUICE_STATE": str(folder / "state"), "NO_COLOR": "1"}
        shutil.copytree(keys, self.keys)

    def sluice(self, *words: object, env: dict[str, str] | None = None, timeout: float = 120) -> Result:
        """Calls the program."""
        done = subprocess.run(
            [PROGRAM, *map(str, words)],
            cwd=self.folder, env={**self.environment, **(env or {})}, capture_output=True, text=True, timeout=timeout,
        )  # fmt: skip
        assert done.returncode >= 0, f"ended by signal {-done.returncode}: {done.stderr}"
        return Result(done.returncode, done.stdout, done.stderr)

    def run(self, pipeline: Pipeline | Path, *options: object) -> Result:
        """Runs a pipeline to its end, which must be a good one."""
        result = self.try_run(pipeline, *options)
        assert result.code == 0, result.out + result.err
        return result

    def try_run(self, pipeline: Pipeline | Path, *options: object) -> Result:
        """Runs a pipeline, however that ends."""
        file = pipeline if isinstance(pipeline, Path) else self.save(pipeline)
        return self.sluice("run", file, "--json", *options)

    def run_until(self, pipeline: Path, delay: float, kill: signal.Signals, *options: object) -> int:
        """Starts a run and sends it a signal after some seconds, unless it has ended by then. Its exit code."""
        words = [PROGRAM, "run", pipeline, "--quiet", *map(str, options)]
        child = subprocess.Popen(
            words, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            said, _ = child.communicate(timeout=delay)
        except subprocess.TimeoutExpired:
            child.send_signal(kill)
            said, _ = child.communicate(timeout=60)
        self.said = said.decode()
        return child.returncode

    def kill_when(self, pipeline: Path, condition: Callable[[], object], *options: object) -> str:
        """Starts a run and kills it as soon as a condition holds, or lets it end if none does. What it said."""
        child = subprocess.Popen(
            [PROGRAM, "run", pipeline, *map(str, options)],
            cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        wait_for(lambda: child.poll() is not None or condition())
        child.kill()
        said, _ = child.communicate()
        return said.decode()

    def save(self, pipeline: Pipeline, name: str = "pipeline.json") -> Path:
        """Writes a pipeline file."""
        file = self.folder / name
        file.write_text(json.dumps(pipeline, ensure_ascii=False, indent=1))
        return file

    def sample(self, name: str) -> Pipeline:
        """A pipeline of the repository, with its inputs where they are and its output and keys here."""
        pipeline = json.loads((PIPELINES / f"{name}.json").read_text(), object_hook=self._move)
        del pipeline["$schema"]
        pipeline["stages"]["seal"]["to"] = "out/"
        return pipeline

    def _move(self, value: dict[str, Any]) -> dict[str, Any]:
        return {key: self._move_path(item) for key, item in value.items()}

    def _move_path(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._move_path(item) for item in value]
        if not isinstance(value, str):
            return value
        if value.startswith("policies/"):
            return str(PIPELINES / value)
        return value.replace("../.build/keys/", "keys/").replace("../Fixtures/", f"{FIXTURES}/")

    def permit(self, dataset: dict[str, Any], *actions: str, **members: Any) -> str:
        """Writes an agreement that binds a dataset and permits actions; its file name."""
        agreement = {
            "@context": ["http://www.w3.org/ns/odrl.jsonld", {"sluice": "urn:sluice:policy:"}],
            "@type": "Agreement",
            "uid": dataset["agreement"],
            "profile": "urn:sluice:policy",
            "assigner": "did:web:giver.example",
            "assignee": "did:web:taker.example",
            "target": dataset["id"],
            "permission": [{"uid": "urn:example:rule:permit", "action": list(actions)}],
            **members,
        }
        (self.folder / "agreement.json").write_text(json.dumps(agreement))
        return "agreement.json"

    def records(self, files: list[Path] | list[str], schema: dict[str, Any], **ingest: Any) -> Pipeline:
        """A pipeline without personal data that ends behind its gate, in the stage `permit`."""
        dataset = {"id": "urn:example:dataset:records", "agreement": "urn:example:agreement:records"}
        agreement = self.permit(dataset, "use")
        return {
            "sluice": 1,
            "name": "records",
            "controller": {"name": "Taker", "id": "did:web:taker.example", "country": "DE"},
            "secrets": {"signingKey": {"file": "keys/signing.jwk"}, "pseudonymKey": {"file": "keys/pseudonym.jwk"}},
            "stages": {
                "records": {
                    "use": "ingest", "from": [str(file) for file in files], "dataset": dataset, "schema": schema,
                    **ingest,
                },
                "permit": {"use": "policy.gate", "in": "records", "policy": agreement},
            },
        }  # fmt: skip

    def write(self, pipeline: Pipeline, after: str, **options: Any) -> Pipeline:
        """The pipeline with a stage at its end that writes JSON lines to `out/`."""
        pipeline["stages"]["write"] = {"use": "write", "in": after, "to": "out/", **options}
        return pipeline

    def seal(self, pipeline: Pipeline, after: str, **options: Any) -> Pipeline:
        """The pipeline with stages at its end that tokenise and seal to `out/`."""
        tokens = {"use": "tokenize", "in": after, "tokenizer": str(TOKENIZER), "append": END}
        seal = {"use": "seal", "in": "tokens", "to": "out/", "sign": "signingKey", **options}
        seal.setdefault("recipients", ["keys/node-a.public.jwk"])
        pipeline["stages"] |= {"tokens": tokens, "seal": seal}
        return pipeline

    def in_plain(self, pipeline: Pipeline, after: str) -> Pipeline:
        """The pipeline cut off behind a stage, writing what leaves it, by an agreement that permits this."""
        stages = pipeline["stages"]
        for name in list(stages)[list(stages).index(after) + 1 :]:
            del stages[name]
        ingest = next(stage for stage in stages.values() if stage["use"] == "ingest")
        gate = next(stage for stage in stages.values() if stage["use"] == "policy.gate")
        gate["policy"] = self.permit(ingest["dataset"], "use")
        gate.pop("rules", None)
        pipeline["controller"]["id"] = "did:web:taker.example"
        return self.write(pipeline, after)

    def open(self, folder: Path | None = None, key: str = "node-a") -> sluice_reader.Dataset:
        """The sealed data set in `out/` or another folder, as a node reads it."""
        trust = self.keys / "signing.public.jwk"
        return sluice_reader.open(folder or self.out, keys=self.keys / f"{key}.jwk", trust=trust, verify="signed")

    def documents(self, folder: Path | None = None) -> list[Document]:
        """All documents of a sealed data set in order."""
        data = self.open(folder)
        found, first = [], 0
        for position in range(len(data.manifest.shards)):
            rows = data.documents(position)
            tokens = data.tokens(first, first + int(rows.starts[-1])).tolist()
            first += len(tokens)
            for number, (start, end) in enumerate(zip(rows.starts.tolist(), rows.starts[1:].tolist())):
                origin = int(rows.sources[number]), int(rows.records[number])
                found.append(Document(position, *origin, tuple(tokens[start:end])))
        return found

    def lines(self, folder: Path | None = None) -> list[dict[str, Any]]:
        """The records that a `write` stage wrote, in order."""
        found = []
        for part in sorted((folder or self.out).glob("part-*.jsonl.zst")):
            with zstandard.open(part, "rt", encoding="utf-8", newline="\n") as text:
                found += [json.loads(line) for line in text]
        return found

    def lineage(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the catalogue of the run."""
        with sqlite3.connect(f"file:{self.run_folder}/lineage.sqlite?mode=ro", uri=True) as catalogue:
            return catalogue.execute(query).fetchall()

    def imbalances(self) -> list[tuple[Any, ...]]:
        """Stages and shards of which the ledger does not say where every record went."""
        return self.lineage(
            "SELECT stage, source, shard, sum(CASE kind WHEN 'in' THEN records ELSE -records END) AS open "
            "FROM ledger GROUP BY stage, source, shard HAVING open <> 0"
        )

    def clear(self) -> None:
        """Removes what runs left."""
        for place in (self.out, self.run_folder, self.folder / "state"):
            shutil.rmtree(place, ignore_errors=True)

    def files(self) -> list[Path]:
        """All files that runs left: outputs, the run's folder, the folder of run keys."""
        return sorted(
            file for place in (self.out, self.run_folder, self.folder / "state")
            for file in place.rglob("*") if file.is_file()
        )  # fmt: skip


def wait_for(condition: Callable[[], object], seconds: float = 60) -> None:
    """Waits until a condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.0005)
