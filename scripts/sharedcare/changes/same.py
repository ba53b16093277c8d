"""When two values say the same, whatever the order of their rows and keys."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sharedcare.compare.facts import canonical, key_of
from sharedcare.register.model.base import Record

Signs = str | tuple[object, ...]


def signs(value: object) -> Signs:
    """A value in signs: the same for two values that say the same."""
    if isinstance(value, Record):
        return tuple((name, signs_in(value, name)) for name in type(value).model_fields)
    if isinstance(value, Mapping):
        return tuple(sorted(((str(key), signs(item)) for key, item in value.items()), key=repr))
    if isinstance(value, tuple) and any(isinstance(item, Record) for item in value):
        return tuple(sorted(map(signs, value), key=repr))
    return f"{type(value).__name__} {canonical(value)}"


def signs_in(record: Record, name: str) -> Signs:
    """What a record says in a field, with the note beside it, in signs."""
    return signs(getattr(record, name)), note_in(record, name) or ""


def note_in(record: Record, name: str) -> str | None:
    """The note beside a field."""
    return record.note_on(key_of(type(record), name))


def bare(text: str) -> str:
    """A text without its capitals, blanks and punctuation. What stands between two digits, or compares, is kept."""
    return "".join(_SAID.findall(_DASH.sub("-", _BLANK.sub("", text.casefold()))))


def is_spelt_otherwise(one: object, other: object) -> bool:
    """Whether two texts are the same but for their spelling, or do not differ at all."""
    return bare(str(one)) == bare(str(other))


_BLANK = re.compile(r"\s+")
_DASH = re.compile(r"[\u2010-\u2015\u2212]")
_SAID = re.compile(r"[^\W_]|[<>=≤≥%]|(?<=\d)[^\w\s](?=\d)")


def says_the_same(one: Record, other: Record, name: str) -> bool:
    """Whether two records say the same in a field, with the note beside it."""
    if note_in(one, name) != note_in(other, name):
        return False
    # What was not even reordered needs no signs: most of a register never changes.
    return bool(getattr(one, name) == getattr(other, name)) or signs_in(one, name) == signs_in(other, name)
