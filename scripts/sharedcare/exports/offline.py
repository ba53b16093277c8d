"""The shell of the site (its styles and scripts), and the worker that keeps pages for when no network is there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from posixpath import dirname, join, normpath

LETTERS = 8
"""How much of a hash names a folder: enough for two shells never to be taken for each other."""
_IMPORTED = re.compile(r"""\bfrom "(\.[^"]+)";""")


def shell_folder(files: Mapping[str, bytes]) -> str:
    """The folder that holds the shell's own files, named after all of their bytes.

    No page ever meets the script of another build, neither in a browser's cache nor in the worker's.
    """
    seen = sha256()
    for path, content in sorted(files.items()):
        seen.update(f"{path}\0{len(content)}\0".encode())
        seen.update(content)
    return f"assets-{seen.hexdigest()[:LETTERS]}"


def needed(files: Mapping[str, bytes], first: Iterable[str]) -> frozenset[str]:
    """The files that every page loads, and those that these import. What is loaded on demand is not among them."""
    found: set[str] = set()
    ahead = [path for path in first if path in files]
    while ahead:
        path = ahead.pop()
        if path not in found:
            found.add(path)
            imported = _IMPORTED.findall(files[path].decode()) if path.endswith(".js") else []
            ahead += [normpath(join(dirname(path), name)) for name in imported]
    return frozenset(found)


def worker(source: str, day: date, folder: str, assets: Iterable[str]) -> str:
    """The worker of a build. Each build's differs, so that browsers take it up."""
    build = {"day": day.isoformat(), "shell": folder, "assets": sorted(assets)}
    return f"const BUILD = {json.dumps(build)};\n\n{source}"
