"""In which order the keys of a record stand, and what each of them holds, by the register's model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from sharedcare.register.model.base import NOTE_SUFFIX, Record, kinds_in
from sharedcare.register.model.sources import Limits, Sourced

SPACED = frozenset({"document", "commissioned_service", "sources", "verification"})
"""The keys at a file's margin that always have a blank line above them."""


@dataclass(frozen=True, slots=True)
class Field:
    """What stands behind a key."""

    rank: int
    """The key's place among those of its record."""
    is_text: bool
    """Whether a number or a word such as `yes` is meant as a text here, and stands in quotation marks."""
    kind: type[Record] | None = None
    """The kind of record that it holds: itself, in rows, or under names."""
    is_named: bool = False
    """Whether its keys are names of the file's own, and not a record's."""


def ordered(kind: type[Record]) -> Sequence[str]:
    """The keys of a kind of record, in their order.

    It is the model's; but whom a source limits a row to, the source, and its section come last, as people read them.
    """
    keys = list(kind.field_keys())
    last = [key for owner in (Limits, Sourced) if issubclass(kind, owner) for key in owner.field_keys()]
    return [*(key for key in keys if key not in last), *last]


@cache
def fields_of(kind: type[Record]) -> Mapping[str, Field]:
    """Every key that a record of the kind can have, a note right behind its key."""
    found: dict[str, Field] = {}
    for rank, key in enumerate(ordered(kind)):
        annotation = kind.model_fields[kind.field_keys()[key]].annotation
        held = next(kinds_in(annotation), None)
        found[key] = Field(2 * rank, _holds_text(annotation), held, _is_named(annotation))
        found.setdefault(f"{key}{NOTE_SUFFIX}", Field(2 * rank + 1, is_text=True))
    return found


@cache
def inside(held: Field) -> tuple[Mapping[str, Field] | None, Field]:
    """What stands inside a value: the keys of its record, if it is one; and what each row or name of the file's holds.

    Rows that are records are themselves asked for what stands inside them.
    """
    is_record = held.kind is not None and not held.is_named
    known = fields_of(held.kind) if held.kind is not None and is_record else None
    return known, Field(0, held.is_text, held.kind)


def _holds_text(annotation: Any) -> bool:
    """Whether a field holds texts: words, ids and codes, and neither dates nor numbers nor the words of a list."""
    return annotation is str or any(_holds_text(part) for part in _values_in(annotation))


def _values_in(annotation: Any) -> Iterator[Any]:
    parts = get_args(annotation)
    yield from parts[1:] if _is_mapping(annotation) else parts


def _is_named(annotation: Any) -> bool:
    return _is_mapping(annotation) or any(_is_named(part) for part in get_args(annotation))


def _is_mapping(annotation: Any) -> bool:
    origin = get_origin(annotation)
    return isinstance(origin, type) and issubclass(origin, Mapping)
