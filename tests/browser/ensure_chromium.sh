#!/usr/bin/env bash
# Prints the path of a Chromium, and nothing else, on standard output. $CHROMIUM chooses one.
set -euo pipefail

# The shell draws no window of its own, so it is about twice as fast.
find_chromium() {
    command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome
}

# Playwright brings its own Node.js, which needs this library; a bare Debian lacks it.
has_libatomic() {
    [ "$(uname)" != Linux ] || [ ! -x /sbin/ldconfig ] || /sbin/ldconfig -p | grep --quiet 'libatomic\.so\.1'
}

if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" && exit
    echo "CHROMIUM is set to $CHROMIUM, which is not a program: correct it, or unset it." >&2
    exit 1
fi

has_libatomic && find_chromium && exit

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    packages=()
    has_libatomic || packages+=(libatomic1)
    # Chromium merely recommends the fonts, but they set the line breaks.
    find_chromium >/dev/null || packages+=(chromium-headless-shell fonts-liberation)
    echo "Installing ${packages[*]} for the browser tests ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    # What apt-get says is wanted only if it fails.
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    { apt-get update && apt-get install --yes --no-install-recommends "${packages[@]}"; } >"$log" 2>&1 || cat "$log" >&2
    has_libatomic && find_chromium && exit
fi

echo "The browser tests need Chromium and libatomic: install them (on Debian: apt-get install chromium-headless-shell libatomic1), or set CHROMIUM to a browser's path." >&2
exit 1
