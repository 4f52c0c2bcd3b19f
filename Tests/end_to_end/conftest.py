"""What the tests of the whole program share: a site with keys of its own, in a fresh folder for every test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(CHECKOUT / "Sources" / "sluice-reader" / "src")]

from site_of_test import PROGRAM, Site, make_keys  # noqa: E402


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The keys of two nodes, a signer and a pseudonymizer, made once."""
    if not PROGRAM.exists():
        pytest.exit(f"{PROGRAM} is missing: swift build -c release --product sluice", returncode=2)
    folder = tmp_path_factory.mktemp("keys")
    make_keys(folder)
    return folder


@pytest.fixture
def site(tmp_path: Path, keys: Path) -> Site:
    """A folder with keys, where one test writes its pipelines and runs them."""
    return Site(tmp_path, keys)
