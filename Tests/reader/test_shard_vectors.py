"""The data sets in Fixtures/shards: sound ones are read, damaged ones refused."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sluice_reader

VECTORS = json.loads((Path(__file__).resolve().parents[2] / "Fixtures" / "shards" / "vectors.json").read_text())
CASES = {case["name"]: case for case in VECTORS["cases"]}
assert len(CASES) == 96


def contents(entry: Any) -> bytes:
    if isinstance(entry, str):
        return base64.b64decode(VECTORS["files"][entry])
    data = bytearray(base64.b64decode(VECTORS["files"][entry["of"]]))
    if "cut" in entry:
        del data[entry["cut"] :]
    if "flip" in entry:
        data[entry["flip"][0]] ^= 1 << entry["flip"][1]
    return bytes(data)


def documents(data: sluice_reader.Dataset) -> list[Any]:
    """All documents that may be read, as the vectors tell them."""
    found, first = [], 0
    for position, entry in enumerate(data.manifest.shards):
        rows, shard = data.documents(position), data.shard(position)
        tokens = data.tokens(first, first + entry.tokens).tolist()
        first += entry.tokens
        for number in range(entry.documents):
            if shard.is_erased(number):
                continue
            own = tokens[int(rows.starts[number]) : int(rows.starts[number + 1])]
            place = (rows.sources[number], rows.records[number], rows.groups[number], rows.is_cut[number])
            found.append([entry.index, number, *map(int, place), own if len(own) <= 64 else digest(own)])
    return found


def digest(tokens: list[int]) -> dict[str, Any]:
    return {"count": len(tokens), "sha256": hashlib.sha256(np.array(tokens, "<u4").tobytes()).hexdigest()}


@pytest.mark.parametrize("name", CASES)
def test_vector(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    for file, entry in case["folder"].items():
        (tmp_path / file).write_bytes(contents(entry))

    private, public = tmp_path / "key.jwk", tmp_path / "signer.jwk"
    private.write_text(json.dumps(VECTORS["keys"][case.get("key", "node")]))
    public.write_text(json.dumps(VECTORS["trusted"]))

    def read() -> list[Any]:
        data = sluice_reader.open(
            tmp_path, keys=private, trust=public, verify="signed",
            min_generation=case.get("min_generation", 1), now=datetime.fromisoformat(case.get("now", VECTORS["now"])),
        )  # fmt: skip
        data.verify_files()
        return documents(data)

    if case["fault"] is None:
        assert read() == case["documents"]
    elif case["reader"]:
        with pytest.raises(sluice_reader.SluiceReaderError):
            read()
