#!/bin/sh
# Makes the Python environment that the lineage tests need and runs them.
set -eu
cd "$(dirname "$0")/../.."
if [ ! -x .build/venv/bin/python ]; then
  python3 -m venv .build/venv
fi
.build/venv/bin/python -c 'import jsonschema, referencing, rfc3339_validator' 2>/dev/null \
  || .build/venv/bin/pip install --quiet 'jsonschema>=4.18' referencing rfc3339-validator
swift test --filter 'SluiceLineageTests|SluiceReportsTests'
