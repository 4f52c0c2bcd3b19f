#!/usr/bin/env bash
# Runs all tests: format, unit tests, command line and pipelines end to end, reader, report in a browser.
# Usage: Tests/run.sh [--release]   (--release: the unit tests once more, optimised)
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

step "what is needed"
Tests/setup.sh test

step "format"
swift format lint --strict --parallel -r Sources Tests Package.swift

step "unit tests"
swift build --build-tests 2>&1 | tail -n 3
SWIFT_BACKTRACE=enable=no swift test --skip-build

if [ "${1:-}" = --release ]; then
  step "unit tests, optimised"
  SWIFT_BACKTRACE=enable=no swift test -c release -Xswiftc -enable-testing --scratch-path .build/release-tests
fi

step "the program"
swift build -c release --product sluice

step "end to end and reader"
.build/venv/bin/python -m pytest -q Tests/end_to_end
.build/venv/bin/python -m pytest -q Tests/reader
