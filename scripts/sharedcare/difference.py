"""Two readings of the register -> what changed, in words. Each is a folder, or a commit of the folder's repository."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sharedcare.changes.told import Comparison
from sharedcare.history.git import NoHistory
from sharedcare.pages.book import Book
from sharedcare.pages.changed import comparison
from sharedcare.past import register_of
from sharedcare.register.entries import Register
from sharedcare.register.load import load


def compared(folder: Path, base: str, head: str | None, day: date) -> Comparison:
    """What changed from `base` to `head`, or to the register's folder as it stands, judged on a day.

    Raises NoHistory where one of them is neither a folder nor a commit of the repository that holds `folder`.
    """
    before = _reading(folder, base)
    after = load(folder) if head is None else _reading(folder, head)
    called = base, head if head is not None else folder.as_posix()
    return comparison(Book.of(before, day), Book.of(after, day), called)


def _reading(folder: Path, name: str) -> Register:
    """A folder by its path, or else the register as a commit holds it."""
    if Path(name).is_dir():
        return load(Path(name))
    try:
        return register_of(folder, name)
    except NoHistory as failure:
        raise NoHistory(f"`{name}` is no folder, and {failure}") from None
