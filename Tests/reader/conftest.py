"""Fixtures shared by the tests of the reader."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(CHECKOUT / "Sources" / "sluice-reader" / "src")]

import sluice_reader as sluice  # noqa: E402
from writer import Doc, Writer  # noqa: E402


def shared(relative: str) -> Path:
    """A file of the `shared` folder beside the checkout; the test is skipped where it is missing."""
    root = Path(os.environ.get("SLUICE_SHARED", CHECKOUT.parent / "shared"))
    path = root / relative
    if not path.exists():
        pytest.skip(f"shared/{relative} is missing")
    return path


def documents(count: int, longest: int = 90, vocab: int = 1000, seed: int = 1) -> list[Doc]:
    """Random documents, some of them empty, from several sources."""
    rng = random.Random(seed)
    docs, source, record = [], 0, 0
    for _ in range(count):
        size = 0 if rng.random() < 0.05 else rng.randint(1, longest)
        docs.append(
            Doc(
                [rng.randrange(vocab) for _ in range(size)],
                source,
                record,
                rng.randrange(3),
                rng.randrange(2),
            )
        )
        record += rng.choice([1, 1, 1, 2, 5])
        if rng.random() < 0.2:
            source, record = source + rng.choice([1, 2]), rng.randrange(3)
    return docs


def open_folder(folder: Path, **options: object) -> sluice.Dataset:
    """Opens a data set that `Writer.save` wrote."""
    options.setdefault("keys", folder / "node-a.jwk")
    options.setdefault("trust", folder / "signer.jwk")
    return sluice.open(folder, **options)


@pytest.fixture(params=[1000, 200_000], ids=["u16", "u16plane"])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Writer, list[Doc], Path]:
    """A data set of 60 documents in some ten shards."""
    docs = documents(60, vocab=request.param)
    writer = Writer(docs, vocab=request.param)
    return writer, docs, writer.save(tmp_path / "data")
