#!/usr/bin/env bash
# Prints the path of a Chromium, and nothing else, on standard output. $CHROMIUM chooses one.
set -euo pipefail

# The shell draws no window of its own, so it is about twice as fast.
find_chromium() {
    command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome
}

if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" && exit
    echo "CHROMIUM is set to $CHROMIUM, which is not a program: correct it, or unset it." >&2
    exit 1
fi

find_chromium && exit

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    # What apt-get says is wanted only if it fails. Chromium merely recommends the fonts, but they set the line breaks.
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    { apt-get update && apt-get install --yes --no-install-recommends chromium-headless-shell fonts-liberation; } >"$log" 2>&1 || cat "$log" >&2
    find_chromium && exit
fi

echo "The browser tests need Chromium: install it (on Debian: apt-get install chromium-headless-shell), or set CHROMIUM to a browser's path." >&2
exit 1
