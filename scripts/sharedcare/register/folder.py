"""What stands under the register's folder: which files are read, and what is refused aloud."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path as FilePath
from pathlib import PurePath

from sharedcare.findings import Finding, Grade, Position

REFERENCE = "reference"
"""The folder of what protocols share."""
LEDGER = "history"
"""The folder in it of what changed, one file a month."""
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
MOST_FILES = 10_000
_DEEPEST = 2
"""How many folders may stand in one another: reference/drugs."""
_GIT = ".git"
_ENDINGS = (".yml", ".yaml")

Refuse = Callable[[FilePath, str, str], None]
"""Told of a path where nothing is read: why, and what to do."""
MOVE = "Move or rename it"
_PERMISSIONS = "Look at its permissions"
_KINDS = (
    (stat.S_ISREG, "file"),
    (stat.S_ISDIR, "folder"),
    (stat.S_ISLNK, "link"),
    (stat.S_ISFIFO, "pipe"),
    (stat.S_ISSOCK, "socket"),
)
_INSTEAD = {
    "link": "Put the file itself here, not a link to it",
    "pipe": "Remove it",
    "socket": "Remove it",
    "device": "Remove it",
}


def files_under(root: FilePath, refuse: Refuse) -> Iterator[FilePath]:
    """Every file, by folder and name; what cannot be entered or would be overlooked is refused aloud."""
    for number, path in enumerate(_below(root, 0, refuse)):
        if number == MOST_FILES:
            refuse(path, f"the register reads at most {MOST_FILES:,} files, and none from here on", MOVE)
            return
        yield path


def _below(folder: FilePath, depth: int, refuse: Refuse) -> Iterator[FilePath]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        refuse(folder, f"this folder cannot be listed: {error.strerror}", _PERMISSIONS)
        return
    folders = []
    for path in _alone(folder, names, refuse):
        if _kind(path) == "folder":
            folders.append(path)
        elif _is_file(path, refuse):
            yield path
    for path in folders:
        if _is_entered(path, depth, refuse):
            yield from _below(path, depth + 1, refuse)


def _alone(folder: FilePath, names: Sequence[str], refuse: Refuse) -> Iterator[FilePath]:
    """The names that every system can tell from each other, and every screen can show."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if name.isprintable():
            alike[unicodedata.normalize("NFC", name).casefold()].append(name)
        else:
            refuse(folder / name, "its name holds a character that nobody can see, or is no UTF-8 text", MOVE)
    for key, group in alike.items():
        kept = key if key in group else group[0]
        yield folder / kept
        for other in group:
            if other != kept:
                why = f"Windows and macOS take its name for that of `{kept}`, which stands beside it"
                refuse(folder / other, why, "Keep one of the two, and give the other another name")


def _is_file(path: FilePath, refuse: Refuse) -> bool:
    """Whether this is to be read, or refused with the files that belong elsewhere."""
    if path.name.startswith("."):
        if path.name.endswith(_ENDINGS):
            refuse(path, "its name begins with a point, so it would be overlooked", MOVE)
        return False
    if _kind(path) == "link" and os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where links run in a circle
        refuse(
            path, "this is a link to a folder, and is not followed", "Put the folder itself here, or remove the link"
        )
        return False
    return True


def _is_entered(path: FilePath, depth: int, refuse: Refuse) -> bool:
    if path.name == _GIT:
        return False
    if path.name.startswith("."):
        refuse(path, "this folder's name begins with a point, so it would be overlooked", MOVE)
    elif path.suffix in _ENDINGS:
        refuse(path, "this is a folder, though its name is that of a file", MOVE)
    elif depth == _DEEPEST:
        refuse(path, f"no more than {_DEEPEST} folders stand in one another", MOVE)
    else:
        return True
    return False


def _kind(path: FilePath) -> str:
    """What stands at a path: a file, a folder, a link, a pipe, a socket, a device; or why nobody can tell."""
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return f"{error.strerror}"
    return next((kind for is_one, kind in _KINDS if is_one(mode)), "device")


def misplaced(file: str, path: FilePath, shelves: Collection[str]) -> Finding | None:
    """A finding where no file of this name belongs, or it is no ordinary file."""
    parts, kind, help_line = file.split("/"), _kind(path), MOVE
    if kind in _INSTEAD:
        wrong, help_line = f"this is a {kind}, not a file", _INSTEAD[kind]
    elif path.suffix != ".yml":
        wrong = "its name does not end in `.yml`"
        help_line = f"Rename it to `{path.stem}.yml`" if path.suffix.lower() in _ENDINGS else MOVE
    elif (
        parts[0] == REFERENCE
        and len(parts) == 3
        and (parts[1] == "drugs" or (parts[1] == LEDGER and _MONTH.fullmatch(path.stem)))
    ):
        return None
    elif parts[0] == REFERENCE and (len(parts) != 2 or path.stem not in shelves):
        files = ", ".join(f"{name}.yml" for name in shelves)
        wrong = f"reference/ holds the folders drugs/ and {LEDGER}/ (a file a month), and the files {files}"
    elif len(parts) != 2:
        wrong = "a protocol stands in its area's folder: `<area>/<id>.yml`"
    else:
        return None
    return Finding(file, Position(), "SC105", Grade.UNREADABLE, f"no file is read here: {wrong}", (help_line,))


def first_bytes(path: FilePath, most: int) -> bytes:
    """The first bytes of an ordinary file.

    Raises OSError where it is none, even if it became another thing since it was looked at: a link may lead
    anywhere, and a pipe never ends.
    """
    quick = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, os.O_RDONLY | quick)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "this is no ordinary file", str(path))
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read(most)
    finally:
        os.close(descriptor)


def label(path: PurePath) -> str:
    """A path as a message shows it: what nobody can see, and what is no text, in signs that everybody can."""
    return "".join(sign if sign.isprintable() else _escaped(sign) for sign in path.as_posix())


def _escaped(sign: str) -> str:
    byte = ord(sign) - 0xDC00
    return f"\\x{byte:02x}" if 0x80 <= byte <= 0xFF else sign.encode("unicode_escape").decode()
