#!/usr/bin/env bash
# Measures Sluice beside a peer on the same work: run.sh NAME [--quick] [--json FILE] [more options of NAME.py]
# Sets up a virtual environment with the pinned peers below .build/peers-NAME once, then runs NAME.py in it.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "$here/../.." && pwd)
name=${1:-}
# A race of several files is a folder.
script="$here/$name.py"
[ -d "$here/$name" ] && script="$here/$name"
if [ -z "$name" ] || [ ! -e "$script" ] || [ ! -f "$here/$name.requirements.txt" ]; then
  echo "usage: run.sh NAME [--quick] [--json FILE]" >&2
  echo "NAME is one of: $(cd "$here" && ls ./*.requirements.txt | sed 's|^\./||; s|\.requirements\.txt$||' | paste -sd' ')" >&2
  exit 64
fi
shift

venv="$checkout/.build/peers-$name"
if ! cmp -s "$here/$name.requirements.txt" "$venv/installed.txt"; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/$name.requirements.txt"
  if [ -f "$here/$name.bare.txt" ]; then # without what they require themselves: the race needs little of it
    "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps -r "$here/$name.bare.txt"
  fi
  cp "$here/$name.requirements.txt" "$venv/installed.txt"
fi
exec "$venv/bin/python" "$script" "$@"
