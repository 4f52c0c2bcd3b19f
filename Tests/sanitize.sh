#!/usr/bin/env bash
# Runs the unit tests under a sanitizer, in a build folder of its own.
# Usage: Tests/sanitize.sh thread|address [FILTER]
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:?thread or address}
options=(--sanitize="$kind" --scratch-path ".build/$kind")
[ $# -lt 2 ] || filter=(--filter "$2")
# The Swift backtracer and leak detection at exit do not go together with sanitizers.
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0
export TSAN_OPTIONS="halt_on_error=1 suppressions=$PWD/Tests/sanitize.suppressions"
swift build --build-tests "${options[@]}"
swift test --skip-build "${options[@]}" ${filter[@]+"${filter[@]}"}
