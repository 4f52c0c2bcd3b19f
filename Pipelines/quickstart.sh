#!/usr/bin/env bash
# From nothing to tokens: installs what is missing, builds, makes keys, runs the quickstart pipeline, and reads
# the first batch in Python. A second call skips what is there.
set -euo pipefail
cd "$(dirname "$0")/.."

Tests/setup.sh build
swift build -c release --product sluice
sluice=.build/release/sluice
keys=.build/keys
out=.build/out/quickstart

mkdir -p "$keys"
[ -e "$keys/node-a.jwk" ] \
  || "$sluice" keys generate "$keys/node-a.jwk" --id node-a --public "$keys/node-a.public.jwk"
[ -e "$keys/signing.jwk" ] \
  || "$sluice" keys generate "$keys/signing.jwk" --for signing --public "$keys/signing.public.jwk"
[ -e "$keys/pseudonym.jwk" ] || "$sluice" keys generate "$keys/pseudonym.jwk" --for secret

echo
"$sluice" validate Pipelines/quickstart.json
"$sluice" test Pipelines/quickstart.json
"$sluice" run Pipelines/quickstart.json
"$sluice" verify "$out" --trust "$keys/signing.public.jwk" --key "$keys/node-a.jwk"

echo
echo "The report: $out.run/report.html"
echo "The first batch, as a training node reads it:"
PYTHONPATH=Sources/sluice-reader/src .build/venv/bin/python - "$out" "$keys" <<'PYTHON'
import sys
import sluice_reader

out, keys = sys.argv[1:]
data = sluice_reader.open(out, keys=f"{keys}/node-a.jwk", trust=f"{keys}/signing.public.jwk", verify="signed")
batch = next(iter(data.sequences(16, batch=4, shuffle="window", seed=7)))
print(f"{len(data)} documents, {data.token_count} tokens")
print(batch)
PYTHON
