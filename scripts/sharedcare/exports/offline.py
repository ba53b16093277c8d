"""The shell of the site (its styles and scripts), and the worker that keeps pages for when no network is there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

LETTERS = 8
"""How much of a hash names a folder: enough for two shells never to be taken for each other."""


def shell_folder(files: Mapping[str, bytes]) -> str:
    """The folder that holds the shell's own files, named after all of their bytes.

    No page ever meets the script of another build, neither in a browser's cache nor in the worker's.
    """
    seen = sha256()
    for path, content in sorted(files.items()):
        seen.update(f"{path}\0{len(content)}\0".encode())
        seen.update(content)
    return f"assets-{seen.hexdigest()[:LETTERS]}"


def worker(source: str, day: date, folder: str, assets: Iterable[str]) -> str:
    """The worker of a build. Each build's differs, so that browsers take it up."""
    build = {"day": day.isoformat(), "shell": folder, "assets": sorted(assets)}
    return f"const BUILD = {json.dumps(build)};\n\n{source}"
