"""The package keeps to its type hints."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import CHECKOUT


def test_types_are_strict():
    pytest.importorskip("mypy")
    package = CHECKOUT / "Sources" / "sluice-reader"
    command = [sys.executable, "-m", "mypy", "--strict", "src"]
    check = subprocess.run(command, cwd=package, capture_output=True, text=True)
    assert check.returncode == 0, check.stdout
