"""What stands under the register's folder: which files are read, and what is refused aloud."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path as FilePath

from sharedcare.findings import Finding, Grade, Position

REFERENCE = "reference"
"""The folder of what protocols share."""


def files_under(root: FilePath, refuse: Callable[[FilePath, str], None]) -> Iterator[FilePath]:
    """Every file, by folder and name; what cannot be entered or would be overlooked is refused aloud."""

    def unlisted(error: OSError) -> None:
        refuse(FilePath(error.filename), f"this folder cannot be listed: {error.strerror}")

    for folder, folders, names in os.walk(root, onerror=unlisted):
        for name in sorted(folders):
            if (FilePath(folder) / name).is_symlink():
                refuse(FilePath(folder, name), "this is a link to a folder, and is not followed")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith(".") and name.endswith((".yml", ".yaml")):
                refuse(FilePath(folder, name), "its name begins with a point, so it would be overlooked")
            elif not name.startswith("."):
                yield FilePath(folder, name)


def misplaced(parts: list[str], path: FilePath, shelves: Collection[str]) -> Finding | None:
    """A finding where no file of this name belongs, or it is no ordinary file."""
    file = "/".join(parts)
    wrong = ""
    if not _is_ordinary(path):
        wrong = "this is a link or a device, not a file"
    elif path.suffix != ".yml":
        wrong = "its name does not end in `.yml`"
    elif parts[0] == REFERENCE and len(parts) == 3 and parts[1] == "drugs":
        return None
    elif parts[0] == REFERENCE and (len(parts) != 2 or path.stem not in shelves):
        wrong = f"reference/ holds the folder drugs/ and the files {', '.join(f'{name}.yml' for name in shelves)}"
    elif len(parts) != 2:
        wrong = "a protocol stands in its area's folder: `<area>/<id>.yml`"
    if not wrong:
        return None
    return Finding(
        file, Position(), "SC105", Grade.UNREADABLE, f"no file is read here: {wrong}", ("Move or rename it",)
    )


def _is_ordinary(path: FilePath) -> bool:
    try:
        return path.is_file() and not path.is_symlink()
    except OSError:
        return False
