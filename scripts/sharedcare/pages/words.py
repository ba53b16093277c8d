"""Values of the model -> the words that a reader sees. What nobody knows is always shown as words too."""

from __future__ import annotations

from datetime import date
from enum import Enum, StrEnum
from functools import cache
from typing import Any

from sharedcare.pages.blocks import Said
from sharedcare.pages.labels import LABELS
from sharedcare.register.model.base import Everything, NoLimit, Record, Unknown
from sharedcare.register.model.drug import Coded
from sharedcare.register.model.monitoring import Ages
from sharedcare.register.values.dates import PartialDate, in_words

NOT_KNOWN = "Not known"


def said(record: Record, name: str, note: str | None = None) -> Said:
    """What a record says in a field, with the note beside it."""
    key = _key(type(record), name)
    field_note = record.note_on(key) or (record.note_on(name) if key != name else None)
    return said_value(getattr(record, name), field_note or note)


def said_value(value: Any, note: str | None = None) -> Said:
    """A value as a reader sees it."""
    if is_unknown(value):
        return Said(NOT_KNOWN, known=False, note=note)
    text = as_text(value)
    return Said(capital(text) if isinstance(value, Enum | bool) else text, note=note)


def code(row: Coded) -> Said:
    """A code, whose it is, and what it says there: `SNOMED CT 1022441000000101 (Full blood count)`."""
    system = as_text(row.system) if row.system else "Code"
    return Said(f"{system} {said(row, 'code').text}", note=row.display)


def capital(text: str) -> str:
    """A text as a line begins; a name that is spelt with a capital inside, such as eGFR, stays as it is."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """A name as it stands inside a line: a name of its own, or an abbreviation, keeps its capitals."""
    first = text.split(" ", 1)[0]
    keeps = any(sign.isupper() or sign.isdigit() for sign in first[1:])
    return text if keeps else text[:1].lower() + text[1:]


def labelled(label: str, value: Said) -> Said:
    """A value after its label, in one line."""
    text = value.text if value.known else value.text.lower()
    return Said(f"{label}: {text}", value.known, value.note, value.href, value.quiet)


def is_unknown(value: Any) -> bool:
    """Whether nobody knows the value: absent, the word unknown, or a list of nothing."""
    if value is None or isinstance(value, Unknown) or value == ():
        return True
    return isinstance(value, StrEnum) and value.value == "unknown"


def as_text(value: Any) -> str:
    """A known value as plain words."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Enum() if value in LABELS.get(type(value), {}):
            return LABELS[type(value)][value]
        case NoLimit() | Everything():
            return str(value.value)
        case Enum():
            return str(value.value).replace("-", " ")
        case PartialDate():
            return value.in_words()
        case date():
            return in_words(value)
        case tuple():
            return ", ".join(as_text(part) for part in value)
        case Unknown():
            return NOT_KNOWN
        case _:
            return str(value)


def deadline(record: Record, name: str) -> Said:
    """A start or a deadline: as printed, and as the last day that it can mean."""
    return _dated(record, name, last=True)


def evidence_date(record: Record, name: str) -> Said:
    """A day of evidence: as printed, and as the first day that it can mean."""
    return _dated(record, name, last=False)


def ages_in_words(ages: Ages) -> str:
    """An age range: `18 and over`."""
    start, end = ages.start, ages.continue_to
    if isinstance(start, int) and isinstance(end, int):
        return f"{start} to {end} years"
    if isinstance(start, int):
        return f"{start} years and over" if isinstance(end, NoLimit) else f"from {start} years; upper limit not known"
    if isinstance(end, int):
        return f"up to {end} years" if isinstance(start, NoLimit) else f"up to {end} years; lower limit not known"
    return "all ages" if isinstance(start, NoLimit) and isinstance(end, NoLimit) else "limits not known"


def _dated(record: Record, name: str, *, last: bool) -> Said:
    value = getattr(record, name)
    plain = said(record, name)
    if not isinstance(value, PartialDate) or value.first == value.last:
        return plain
    read = in_words(value.last if last else value.first)
    return Said(f"{plain.text} (read as {read})", note=plain.note)


@cache
def _key(kind: type[Record], name: str) -> str:
    """The key of a field as a file writes it."""
    return kind.model_fields[name].alias or name
