#!/usr/bin/env bash
# Installs what building and testing need on a fresh Debian 12 with Swift 6.3; quick when it is there already.
# Usage: Tests/setup.sh [build|test]   (build: what the product needs; test: everything, the default)
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-test}

packages=(pkg-config libarchive-dev libzstd-dev libssl-dev libsqlite3-dev libsimdjson-dev libisal-dev libp11-kit-dev
  libcurl4-openssl-dev python3-venv)
[ "$what" = build ] || packages+=(zstd openssl softhsm2 opensc chromium fonts-dejavu-core)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "installing: ${missing[*]}"
  if [ "$(id -u)" = 0 ]; then run=(); else run=(sudo); fi
  "${run[@]}" apt-get update -q
  "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

command -v swift >/dev/null || { echo "Swift 6.3 is missing: see https://www.swift.org/install" >&2; exit 1; }

requirements=Tests/requirements-$what.txt
stamp=.build/venv/.$(sha256sum "$requirements" | cut -c1-16)
if [ ! -e "$stamp" ]; then
  [ -x .build/venv/bin/python ] || python3 -m venv .build/venv
  .build/venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$requirements"
  touch "$stamp"
fi
