"""A record -> the facts that it can be compared in. A fact's key says what it is about, never where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from functools import cache
from hashlib import blake2b
from itertools import product

from sharedcare.compare.labels import label_of
from sharedcare.compare.matching import ROWS, TIMING, UNCOMPARED, Matching
from sharedcare.register.model.base import UNKNOWN, Record, Unknown
from sharedcare.register.model.monitoring import Ages, When
from sharedcare.register.values.dates import PartialDate

BETWEEN = "/"


@dataclass(frozen=True, slots=True)
class Value:
    """What a record says in a field; of a list, one item."""

    record: Record
    field: str
    item: object
    role: str = "field"
    """`field` of a block, `name` of a row, `row` for what else a row says, or the `note` beside a list."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is compared."""

    slot: str
    """Which of the parts of its fact it is."""
    token: str | None
    """Two parts are the same where their tokens are. Nothing where nobody knows: that is never the same."""
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that two records can be compared in."""

    key: str
    block: str
    """The field of the whole record that it stands in."""
    labels: tuple[str, ...]
    """What the fields are called that lead to it, from the outside in; the first is the block's."""
    about: tuple[tuple[str, object], ...]
    """Of rows, the fields that they are matched by, with what these say."""
    parts: tuple[Part, ...]

    def of(self, name: str) -> object | None:
        """What rows are about by one of the fields that they are matched by."""
        return next((value for field_name, value in self.about if field_name == name), None)


@dataclass(frozen=True)
class Names:
    """What a file calls its own parts, and how the names of a test are told apart from another's."""

    drugs: tuple[str, ...] = ()
    """The drugs of the file. A row that names none is about each of them."""
    indications: Mapping[str, str] = field(default_factory=dict)
    """The names of the file's indications by id: two files may give one id to two things."""
    test: Callable[[str], str] = str.casefold
    """The same for every name of one test."""


@dataclass(frozen=True, slots=True)
class _Place:
    key: str
    block: str
    labels: tuple[str, ...]

    def inside(self, record: Record, key: str, name: str) -> _Place:
        labels = (*self.labels, label_of(type(record), name))
        return _Place(f"{self.key}{BETWEEN}{key}", self.block, labels)


def facts_of(record: Record, names: Names, blocks: Iterable[str] | None = None) -> tuple[Fact, ...]:
    """Every fact of a record in the order of the model, or those of some of its blocks."""
    wanted = None if blocks is None else set(blocks)
    return tuple(
        fact
        for key, name in record.field_keys().items()
        if name not in UNCOMPARED and (wanted is None or name in wanted)
        for fact in _field(record, name, _Place(key, name, (label_of(type(record), name),)), names)
    )


def _field(record: Record, name: str, place: _Place, names: Names) -> Iterator[Fact]:
    value = getattr(record, name)
    if value is None or _is_absent(record, name, value):
        return
    if isinstance(value, Record) and not isinstance(value, Ages):
        for key, inner in value.field_keys().items():
            if inner not in UNCOMPARED:
                yield from _field(value, inner, place.inside(value, key, inner), names)
    elif isinstance(value, tuple) and value and isinstance(value[0], Record):
        yield from _rows(value, place, names)
    else:
        yield Fact(place.key, place.block, place.labels, (), tuple(_parts(record, name, value)))


def _is_absent(record: Record, name: str, value: object) -> bool:
    """Whether a list was never written. One that is required and empty says that there is none."""
    return value == () and type(record).model_fields[name].default is not UNKNOWN


def _parts(record: Record, name: str, value: object) -> Iterator[Part]:
    """The parts of a field: one value, or one part for each item of a list, whatever their order."""
    note = record.note_on(key_of(type(record), name))
    if not isinstance(value, tuple) or not value:
        yield Part("", _token(value, note), (Value(record, name, value),))
        return
    for item in value:
        token = _token(item)
        yield Part(token or "", token, (Value(record, name, item),))
    if note:
        yield Part("note", _token(note), (Value(record, name, note, "note"),))


def _rows(rows: tuple[Record, ...], place: _Place, names: Names) -> Iterator[Fact]:
    """One fact for all rows about one thing, and of each of their parts what all of them say."""
    abouts: dict[str, tuple[tuple[str, object], ...]] = {}
    found: dict[str, dict[str, list[Part]]] = {}
    for row in rows:
        matching = ROWS[type(row)]
        parts = tuple(_row_parts(row, matching))
        for about in _abouts(row, matching, names):
            key = BETWEEN.join((place.key, *(_in_key(name, value, names) for name, value in about)))
            abouts.setdefault(key, about)
            slots = found.setdefault(key, {})
            for part in parts:
                slots.setdefault(part.slot, []).append(part)
    for key, slots in found.items():
        yield Fact(key, place.block, place.labels, abouts[key], tuple(map(_merged, slots.values())))


def _merged(parts: list[Part]) -> Part:
    """Parts that say the same thing of several rows."""
    if len({part.token for part in parts}) == 1:
        return Part(parts[0].slot, parts[0].token, tuple(value for part in parts for value in part.values))
    tokens = [part.token for part in parts]
    token = None if None in tokens else _digest(*sorted(filter(None, tokens)))
    return Part(parts[0].slot, token, tuple(value for part in parts for value in part.values))


def _abouts(row: Record, matching: Matching, names: Names) -> Iterator[tuple[tuple[str, object], ...]]:
    choices = [[(name, value) for value in _choices(row, name, names)] for name in matching.by]
    if "test" in matching.by and getattr(row, "test", None) is None:
        choices.append([(str(matching.name), getattr(row, str(matching.name)))])
    yield from product(*choices)


def _choices(row: Record, name: str, names: Names) -> tuple[object, ...]:
    """What a row is about by one field: each of its drugs or tests; all else as a whole."""
    value = getattr(row, name)
    match name:
        case "drugs":
            return value or names.drugs or ("",)
        case "tests" if isinstance(row, When):
            printed = (row.tests_as_printed,) if row.tests_as_printed else ()
            return (*(value if isinstance(value, tuple) else ()), *printed) or (value,)
        case "indications":
            return (tuple(sorted(names.indications.get(key, key) for key in value)),)
        case _:
            return (value,)


def _in_key(name: str, value: object, names: Names) -> str:
    if value is None or is_unknown(value):
        return ""
    return names.test(str(value)) if name in ("test", "tests") else canonical(value).casefold()


def _row_parts(row: Record, matching: Matching) -> Iterator[Part]:
    """What a row says beside what it is about: its name, and all else under that name."""
    first = ""
    if matching.name is not None:
        name = getattr(row, matching.name)
        token = "" if name is None else _token(name, row.note_on(key_of(type(row), matching.name)))
        first = f"{token or ''}{BETWEEN}"
        if name is not None:
            yield Part(first, token, (Value(row, matching.name, name, "name"),))
    for name in _rest(type(row)):
        value = getattr(row, name)
        if name in matching.together or (value is not None and value != ()):
            yield Part(f"{first}{name}", _row_token(row, name, matching), (Value(row, name, value, "row"),))

    for name in (*matching.by, "tests_as_printed"):
        if note := row.note_on(name):
            yield Part(f"{first}{name}", _token(note), (Value(row, name, note, "note"),))


@cache
def _rest(kind: type[Record]) -> tuple[str, ...]:
    """The fields that a kind of row is compared in."""
    matching = ROWS[kind]
    left_out = {*UNCOMPARED, *matching.by, matching.name, *matching.inner(), "tests_as_printed"}
    return tuple(name for name in kind.model_fields if name not in left_out)


def _row_token(row: Record, name: str, matching: Matching) -> str | None:
    fields = matching.together.get(name, (name,))
    if fields is TIMING and isinstance(row, When) and not row.says_when():
        return None
    values = [getattr(row, one) for one in fields]
    notes = [row.note_on(key_of(type(row), one)) for one in fields]
    return None if any(map(is_unknown, values)) else _digest(*map(canonical, values), *(note or "" for note in notes))


def is_unknown(value: object) -> bool:
    """Whether nobody knows a value, or an end of an age range."""
    if isinstance(value, Ages):
        return is_unknown(value.start) or is_unknown(value.continue_to)
    return isinstance(value, Unknown) or (isinstance(value, StrEnum) and value.value == "unknown")


def _token(value: object, *notes: str | None) -> str | None:
    return None if is_unknown(value) else _digest(canonical(value), *(note or "" for note in notes))


def _digest(*texts: str) -> str:
    return blake2b("\n".join(texts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def canonical(value: object) -> str:
    """A value in signs: the same for the same value, whatever the order of a list."""
    match value:
        case None:
            return ""
        case PartialDate():
            return value.printed
        case Ages():
            return f"{canonical(value.start)} to {canonical(value.continue_to)}"
        case Enum():
            return str(value.value)
        case tuple():
            return "\t".join(sorted(map(canonical, value)))
        case _:
            return str(value)


@cache
def key_of(kind: type[Record], name: str) -> str:
    """The key of a field as a file writes it."""
    return kind.model_fields[name].alias or name
