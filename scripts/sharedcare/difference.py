"""Two readings of the register -> what changed, in words. Each is a folder, or a commit of the folder's repository."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sharedcare.changes.told import Comparison
from sharedcare.history.git import NoHistory
from sharedcare.pages.book import Book
from sharedcare.pages.changed import comparison
from sharedcare.past import register_at
from sharedcare.register.entries import Register
from sharedcare.register.load import load


def compared(folder: Path, base: str, head: str | None, day: date) -> Comparison:
    """What changed from `base` to `head`, or to the register's folder as it stands, judged on a day.

    To the folder, a branch counts from where this one left it: what it has gained since is no change of this one's.

    Raises NoHistory where one of them is neither a folder nor a commit of the repository that holds `folder`, or both.
    """
    before = _reading(folder, base, since=head is None)
    after = load(folder) if head is None else _reading(folder, head, since=False)
    called = base, head if head is not None else folder.as_posix()
    return comparison(Book.of(before, day), Book.of(after, day), called)


def _reading(folder: Path, name: str, *, since: bool) -> Register:
    """The register under a name. Where there is none, it is said that no folder is called so either."""
    try:
        return register_at(folder, name, since=since)
    except NoHistory as failure:
        if Path(name).is_dir():
            raise
        raise NoHistory(f"`{name}` is no folder, and {failure}") from None
