"""A protocol's id: a new one, or none any more. An old id never leaves the list, so every printed link leads on."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcare.editing.edits import with_key, with_row, with_value, without
from sharedcare.editing.found import Changes, TextOf, let_off, list_of_ids, protocol, refuse_unpublished, sheet_of
from sharedcare.editing.sheet import CannotEdit, Sheet
from sharedcare.register.ids import IDS_FILE, published_ids
from sharedcare.register.kinds import kind_of
from sharedcare.register.load import Register
from sharedcare.register.model.base import Record, is_id
from sharedcare.register.reading.places import Path, Value
from sharedcare.register.walk import blocks
from sharedcare.register.walk import texts as texts_of
from sharedcare.rules.targets import targets_of


def taken_away(register: Register, text_of: TextOf, name: str, on: str, why: str, now: str) -> Changes:
    """A protocol's file goes; its id moves to the retired ones, with the day, why, and what to read now.

    Raises CannotEdit.
    """
    entry = protocol(register, name)
    if now != "none":
        refuse_unpublished(register, now)
    ids = _with_retired(list_of_ids(register, text_of), str(entry.record.area), name, on, why, now)
    ids = _without_published(ids, str(entry.record.area), name)
    leads = "that nothing took its place" if now == "none" else f"to read {now} now"
    words = [f"The file of {name} is taken away.", f"{IDS_FILE} keeps its id: whoever follows it is told {leads}."]
    texts: dict[str, str | None] = {entry.file: None, IDS_FILE: ids.text}
    for other, path in let_off(register, entry.file):
        texts[other] = without(Sheet.of(kind_of(other), texts.get(other) or text_of(other)), path).text
        words.append(f"{other} no longer names it.")
    return Changes(texts, words)


def renamed(register: Register, text_of: TextOf, name: str, new: str, on: str, why: str) -> Changes:
    """A protocol gets another id and file name; what names it follows, and its old id leads to the new one.

    Raises CannotEdit.
    """
    entry = protocol(register, name)
    if not is_id(new):
        raise CannotEdit(f"`{new}` is no id. Use small letters, digits and single hyphens, as in `{name}`")
    if new in published_ids(register):
        raise CannotEdit(f"`{new}` is taken. An id is never given to another protocol, not even a retired one")
    file = f"{entry.file.rpartition('/')[0]}/{new}.yml"
    sheets = {entry.file: sheet_of(entry.file, text_of), IDS_FILE: list_of_ids(register, text_of)}
    for other, path in _places_of(register, name):
        sheets[other] = with_value(sheets.get(other) or sheet_of(other, text_of), path, new)
    for other, path in let_off(register, entry.file):
        sheets[other] = with_key(sheets.get(other) or sheet_of(other, text_of), path, file)
    own = with_value(sheets.pop(entry.file), ("id",), new)
    ids = _with_published(sheets.pop(IDS_FILE), str(entry.record.area), name, new)
    ids = _with_retired(ids, str(entry.record.area), name, on, why, new)
    words = [f"{name} is now {new}, in the file {file}.", f"{IDS_FILE} keeps {name}: its links lead to {new}."]
    words += [f"{other} follows." for other in sheets]
    texts: dict[str, str | None] = {entry.file: None, file: own.text, IDS_FILE: ids.text}
    return Changes({**texts, **{other: sheet.text for other, sheet in sheets.items()}}, words, {file: entry.file})


def _places_of(register: Register, name: str) -> Iterator[tuple[str, Path]]:
    """Where an id is named, by file and path, its own file and the list of published ids left out."""
    for block in blocks(register, Record):
        base = (*block.entry.base, *block.path)
        named = [field for field, shelf in targets_of(block.record) if shelf == "protocols"]
        for field in named:
            yield from ((block.file, (*base, *path)) for path, text in texts_of(block.record, field) if text == name)
    for area, entry in register.ids.items():
        for retired, row in entry.record.retired.items():
            if row.now == name:
                yield entry.file, ("ids", area, "retired", retired, "now")


def _with_retired(ids: Sheet, area: str, name: str, on: str, why: str, now: str) -> Sheet:
    row: dict[str, Value] = {"retired_on": on, "why": why, "now": now}
    return with_value(ids, ("ids", area, "retired", name), row)


def _with_published(ids: Sheet, area: str, name: str, new: str) -> Sheet:
    path = ("ids", area, "published")
    rows = ids.value(path) if ids.has(path) else []
    if isinstance(rows, list) and name in rows:
        return with_value(ids, (*path, rows.index(name)), new)
    return with_row(ids, path, new)


def _without_published(ids: Sheet, area: str, name: str) -> Sheet:
    path = ("ids", area, "published")
    rows = ids.value(path) if ids.has(path) else []
    return without(ids, (*path, rows.index(name))) if isinstance(rows, list) and name in rows else ids
