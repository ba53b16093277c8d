"""What an edit begins with: the protocol that is meant, and the sheet of its file; and what it ends with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sharedcare.editing.edits import without
from sharedcare.editing.sheet import CannotEdit, Sheet
from sharedcare.register.ids import IDS_FILE, published_ids
from sharedcare.register.kinds import kind_of
from sharedcare.register.load import Entry, Register
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.reading.places import Path
from sharedcare.register.shape import did_you_mean

TextOf = Callable[[str], str]
"""The text of a file of the register, by its path from the register's folder."""


@dataclass(frozen=True)
class Changes:
    """What an edit makes of the register's files."""

    texts: Mapping[str, str | None]
    """The new text of each file that changes; nothing for one that goes."""
    words: Sequence[str]
    """What was done, a sentence each."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """What each file was called that has another name now."""


def protocol(register: Register, name: str) -> Entry[Protocol]:
    """The protocol of an id. Raises CannotEdit where there is none that can be read, with the nearest named."""
    if name in register.protocols:
        return register.protocols[name]
    if any(broken.id == name for broken in register.unreadable):
        raise CannotEdit(f"The file of `{name}` cannot be read. Run `sharedcare check` to see why, and mend that first")
    raise CannotEdit(" ".join((f"No protocol has the id `{name}`.", *did_you_mean(name, sorted(register.protocols)))))


def refuse_unpublished(register: Register, name: str) -> None:
    """Raises CannotEdit where no protocol was ever published under an id."""
    known = sorted(published_ids(register))
    if name not in known:
        raise CannotEdit(" ".join((f"No protocol was ever published as `{name}`.", *did_you_mean(name, known))))


def sheet_of(file: str, text_of: TextOf) -> Sheet:
    """A file, ready to be edited."""
    return Sheet.of(kind_of(file), text_of(file))


def with_document(entry: Entry[Protocol], text_of: TextOf) -> Sheet:
    """A protocol's file, where it says something of its document."""
    sheet = sheet_of(entry.file, text_of)
    if not sheet.has(("document",)) or not isinstance(sheet.value(("document",)), dict):
        raise CannotEdit(f"The file of `{entry.record.id}` says nothing of its document. Write that first")
    return sheet


def list_of_ids(register: Register, text_of: TextOf) -> Sheet:
    """The list of every id."""
    if IDS_FILE not in register.files:
        raise CannotEdit(f"There is no {IDS_FILE}. Run `sharedcare check`, which says what to write into it")
    return sheet_of(IDS_FILE, text_of)


def let_off(register: Register, file: str) -> Iterator[tuple[str, Path]]:
    """Where the list of old files names a file."""
    for code, entry in register.ratchet.items():
        if file in entry.record.files:
            yield entry.file, ("ratchet", code, "files", file)


def without_note(sheet: Sheet, path: Path) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet without a note on what is known now, and a sentence that says so."""
    if not sheet.has(path):
        return sheet, ()
    return without(sheet, path), (f"The note beside it no longer holds and is taken out: “{sheet.value(path)}”.",)
