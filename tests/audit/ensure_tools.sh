#!/usr/bin/env bash
# What `make audit` needs beside the project's own environment: Node.js with npm, Java, Chromium, and what npm holds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

missing=()
command -v npm >/dev/null || missing+=(nodejs npm)
command -v java >/dev/null || missing+=(default-jre-headless)
command -v chromium >/dev/null || missing+=(chromium)
if [ "${#missing[@]}" -gt 0 ]; then
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        echo "make audit needs ${missing[*]}: install them." >&2
        exit 1
    fi
    echo "Installing ${missing[*]} ..." >&2
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "${missing[@]}" >/dev/null
fi
# Beside what `make` installs, so that no search of the project meets it. No package's own script runs: none is needed.
into=.venv/audit
if ! cmp --quiet tests/audit/package-lock.json "$into/package-lock.json" || [ ! -f "$into/.installed" ]; then
    rm -rf "$into"
    mkdir -p "$into"
    cp tests/audit/package.json tests/audit/package-lock.json "$into"
    npm ci --prefix "$into" --ignore-scripts --no-audit --no-fund --silent
    touch "$into/.installed"
fi
