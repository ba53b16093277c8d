"""A whole record that came or went -> each thing that it says, in the shape of a change: nothing is read as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sharedcare.changes.change import About, Change, Kind, Side
from sharedcare.changes.fields import Place, has_rows, is_large, rows_changed
from sharedcare.changes.same import note_in
from sharedcare.compare.facts import Names
from sharedcare.register.model.base import Record, Required, Unknown
from sharedcare.register.model.monitoring import Ages


def all_of(record: Record, kind: Kind, names: Names) -> tuple[Change, ...]:
    """All that a record says, in the order of the model: NEW of one that came, REMOVED of one that is gone.

    What it leaves open is told as unknown. `names` are what its file calls its parts.
    """
    return tuple(_fields(record, kind, Place((names, names))))


def _fields(record: Record, kind: Kind, place: Place) -> Iterator[Change]:
    for name in type(record).model_fields:
        if _is_said(record, name):
            yield from _field(record, name, kind, place.into(type(record), name))


def _is_said(record: Record, name: str) -> bool:
    """Whether the file says something in a field, or leaves open what it would have to say."""
    value, field = getattr(record, name), type(record).model_fields[name]
    required = any(isinstance(mark, Required) for mark in field.metadata)
    return value is not None and (name in record.model_fields_set or (required and isinstance(value, Unknown)))


def _field(record: Record, name: str, kind: Kind, here: Place) -> Iterator[Change]:
    value = getattr(record, name)
    if isinstance(value, Record) and not isinstance(value, Ages) and (len(here.steps) == 1 or is_large(type(value))):
        yield from _note(record, name, kind, here)
        yield from _fields(value, kind, here)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            about = About(item, key=key) if isinstance(item, Record) else None
            side = Side(record, name, item if about else (key, item), "item")
            yield _change(kind, here.at(about, key), side)
    elif isinstance(value, tuple) and value and has_rows(value, ()):
        yield from _note(record, name, kind, here)
        yield from (rows_changed((), value, here) if kind is Kind.NEW else rows_changed(value, (), here))
    else:
        yield _change(kind, here, Side(record, name, value))


def _note(record: Record, name: str, kind: Kind, here: Place) -> Iterator[Change]:
    note = note_in(record, name)
    if note:
        yield _change(kind, here, Side(record, name, note, "note"))


def _change(kind: Kind, here: Place, side: Side) -> Change:
    return here.change(kind, *((None, side) if kind is Kind.NEW else (side, None)))
