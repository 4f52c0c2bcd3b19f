#!/usr/bin/env bash
# Compares every id with the reference tokenizers: release_check.sh [--quick]
# Corpora, 102,000 fuzz documents, exhaustive sets; minutes once set up. --quick takes a tenth and two pattern families.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=.build/tokenizers-check
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check \
    tokenizers==0.23.3 tiktoken==0.14.0 quicktok-v1==0.4.0 numpy==2.4.6 sentencepiece==0.2.3 protobuf
fi
python="$work/venv/bin/python"
[ -d "$work/corpora" ] || "$python" Tests/tokenizers/corpora.py "$work/corpora"
[ -d "$work/vocab" ] || "$python" Tests/tokenizers/vocabularies.py "$work/vocab" 32000
swift build -c release --product sluice-bench 2>&1 | tail -n 1
if [ "${1:-}" = --quick ]; then
  "$python" Tests/tokenizers/ranks.py "$work" --quick
  "$python" Tests/tokenizers/differential.py "$work" --vocab gpt2 llama3 --fuzz 4000 --sets fuzz tails cased long german
else
  "$python" Tests/tokenizers/ranks.py "$work"
  "$python" Tests/tokenizers/differential.py "$work"
  "$python" Tests/tokenizers/models.py "$work"
  "$python" Tests/tokenizers/models_differential.py "$work"
fi
