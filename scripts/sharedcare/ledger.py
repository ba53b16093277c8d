"""Git's history -> the ledger of what changed in the protocols' files, as text to commit. The build only reads it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from sharedcare.changes.registers import PROTOCOLS, Changed, Fate, changed
from sharedcare.changes.told import PRINTED_ARROW, Line
from sharedcare.findings import Grade
from sharedcare.history.days import ChangedDay, changed_days, last_to_change
from sharedcare.history.git import NoHistory
from sharedcare.history.tree import laid_out
from sharedcare.pages.book import Book
from sharedcare.pages.changed import Telling
from sharedcare.register.entries import Register
from sharedcare.register.folder import LEDGER, REFERENCE
from sharedcare.register.load import load
from sharedcare.register.model.ledger import LedgerRow
from sharedcare.register.reading.text import MAX_BYTES
from sharedcare.register.values.dates import PartialDate
from sharedcare.safe import one_line

MOST_LINES = 8
"""How many changes a row tells; it says how many more there are."""
LONGEST_LINE = 300
HEAD = "# Written by `sharedcare history` from git's history. Nobody edits it by hand.\nchanges:\n"
_WORDS = {
    Fate.NEW: "The file came into the register.",
    Fate.REMOVED: "The file was taken out of the register.",
    Fate.UNREADABLE: "The file could no longer be read.",
    Fate.BROKEN: "The file came into the register, and could not be read.",
    Fate.STILL_UNREADABLE: "The file still could not be read.",
    Fate.READABLE: "The file could be read again.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """What one day changed in the file of one protocol."""

    day: date
    protocol: str
    commit: str
    says: tuple[str, ...]


def ledger_files(folder: Path) -> Mapping[str, str]:
    """The text of each file of the ledger, by its path from the register's folder.

    Days before the last one recorded stay as they are; that day and all later ones are read from git anew. So a second
    run changes nothing, and a later program never rewrites what an earlier one said. Raises NoHistory where the ledger
    cannot be read or would become too large, or there is no whole history.
    """
    kept = _recorded(load(folder))
    last = max((row.day for row in kept), default=None)
    rows = [row for row in kept if row.day != last]
    for day in changed_days(folder, last):
        rows += _rows_of(folder, day)
    months = groupby(sorted(rows, key=lambda row: (row.day, row.protocol)), key=lambda row: row.day.strftime("%Y-%m"))
    return {f"{REFERENCE}/{LEDGER}/{month}.yml": _text(month, tuple(group)) for month, group in months}


def _recorded(register: Register) -> tuple[Row, ...]:
    """The rows of the ledger as it is."""
    broken = (one for one in register.findings if one.file.startswith(f"{REFERENCE}/{LEDGER}/"))
    if (fault := next((one for one in broken if one.grade is Grade.UNREADABLE), None)) is not None:
        raise NoHistory(
            f"{fault.file} cannot be read (line {fault.position.line}: {fault.message}). Put it back as it was, or "
            "delete the ledger's folder and, on GitHub, the branch `ledger`: it is then written anew from git's history"
        )
    return tuple(_row(row) for row in register.ledger)


def _row(row: LedgerRow) -> Row:
    says = row.says if isinstance(row.says, tuple) else ()
    if not (isinstance(row.on, PartialDate) and isinstance(row.protocol, str) and isinstance(row.commit, str)):
        raise NoHistory(
            f"a row of {REFERENCE}/{LEDGER}/ lacks its day, protocol or commit. Put the file back as it was"
        )
    return Row(row.on.first, row.protocol, row.commit, says)


def _rows_of(folder: Path, day: ChangedDay) -> Iterator[Row]:
    """What a day changed in the protocols' files, by id."""
    if not any(_is_protocols(file) for file in day.files):
        return
    with _register_at(folder, day.before) as before, _register_at(folder, day.after) as after:
        telling = Telling(Book.of(before, day.day), Book.of(after, day.day))
        for one in changed(before, after):
            if one.shelf == PROTOCOLS and one.file in day.files:
                commit = last_to_change(folder, day.after, one.file)
                yield Row(day.day, one.id, commit, tuple(_says(one, telling.lines(one))))


def _is_protocols(file: str) -> bool:
    return file.endswith(".yml") and not file.startswith(f"{REFERENCE}/")


@contextmanager
def _register_at(folder: Path, commit: str | None) -> Iterator[Register]:
    """The register as a commit holds it; an empty one before there was any."""
    try:
        if commit is None:
            raise NoHistory("there is none yet")
        with laid_out(folder, commit) as past:
            yield load(past)
    except NoHistory:
        with tempfile.TemporaryDirectory() as empty:
            yield load(Path(empty))


def _says(one: Changed, lines: Sequence[Line]) -> Iterator[str]:
    if one.fate in _WORDS:
        yield _WORDS[one.fate]
        return
    if one.was is not None:
        yield f"Renamed: it was called {one.was}."
    yield from (_short(line.words(PRINTED_ARROW)) for line in lines[:MOST_LINES])
    if (more := len(lines) - MOST_LINES) > 0:
        yield f"And {more} more {'change' if more == 1 else 'changes'}."


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1].rstrip()}\u2026"


def _text(month: str, rows: Sequence[Row]) -> str:
    """The file of a month: one row a line, so that git joins what two branches added."""
    text = HEAD + "".join(map(_line, rows))
    if len(text.encode()) > MAX_BYTES:
        raise NoHistory(f"the ledger of {month} would have more than {MAX_BYTES:,} bytes, which no file may")
    return text


def _line(row: Row) -> str:
    says = json.dumps(row.says, ensure_ascii=False)
    return f"  - {{on: {row.day.isoformat()}, protocol: {row.protocol}, commit: {row.commit}, says: {says}}}\n"
