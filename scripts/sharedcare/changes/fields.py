"""Two readings of one record -> what differs, field by field. Whatever differs in signs is told, if only as such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sharedcare.changes.change import About, Change, Kind, Side, Step
from sharedcare.changes.rows import ALIKE, Pair, alike, pairs, split_fields
from sharedcare.changes.safety import needs_second_reviewer
from sharedcare.changes.same import note_in, says_the_same, signs, signs_in
from sharedcare.changes.sources import renamed
from sharedcare.compare.facts import Names
from sharedcare.compare.matching import TIMING
from sharedcare.register.model.base import Record, kinds_in
from sharedcare.register.model.monitoring import Ages, When
from sharedcare.register.reading.places import Path


@dataclass(frozen=True)
class Place:
    """How far a walk through two records has come."""

    names: tuple[Names, Names]
    steps: tuple[Step, ...] = ()
    abouts: tuple[About | None, About | None] = (None, None)
    path: Path = ()

    def into(self, owner: type[Record], field: str) -> Place:
        """One field further."""
        key = owner.model_fields[field].alias or field
        return replace(self, steps=(*self.steps, Step(owner, field)), path=(*self.path, key))

    def at(self, about: About | None, key: str) -> Place:
        """At an entry of a block of names, before and after."""
        return replace(self, abouts=(about, about), path=(*self.path, key))

    def change(self, kind: Kind, before: Side | None, after: Side | None) -> Change:
        """A change of the last step's field."""
        rows = [about.row for about in self.abouts if about is not None]
        about = self.abouts[1] or self.abouts[0]
        return Change(kind, self.steps, about, before, after, needs_second_reviewer(self.steps, rows), self.path)


def differences(before: Record, after: Record, place: Place) -> Iterator[Change]:
    """What differs between two records of one kind."""
    kind = type(after)
    split = split_fields(kind) if place.abouts != (None, None) else frozenset()
    if isinstance(before, When) and isinstance(after, When):
        yield from _timing(before, after, place)
    for name in kind.model_fields:
        if name in split:
            yield from _notes(before, after, name, place.into(kind, name))
        elif not (issubclass(kind, When) and name in TIMING):
            yield from _field(before, after, name, place.into(kind, name))


def _field(before: Record, after: Record, name: str, here: Place) -> Iterator[Change]:
    if says_the_same(before, after, name):
        return
    found = list(_by_kind(before, after, name, here))
    yield from found or (_both(Kind.REWRITTEN, before, after, name, here),)


def _by_kind(before: Record, after: Record, name: str, here: Place) -> Iterator[Change]:
    old, new = getattr(before, name), getattr(after, name)
    if signs(old) == signs(new):
        yield from _notes(before, after, name, here)
    elif (blocks := _blocks(old, new)) is not None:
        yield from _notes(before, after, name, here)
        yield from differences(*blocks, here)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _entries(before, after, name, here)
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _notes(before, after, name, here)
        yield from rows_changed(old, new, here) if has_rows(old, new) else _items(before, after, name, here)
    else:
        if has_rows(_listed(old), _listed(new)):
            # Rows that nobody knows any more are each told as well: one of them may be for a second reviewer.
            yield from rows_changed(_listed(old), _listed(new), here)
        yield _one(before, after, name, here)


def _blocks(old: object, new: object) -> tuple[Record, Record] | None:
    """Two blocks to compare field by field; of one that is not known, an empty one stands in."""
    if isinstance(old, Ages) or isinstance(new, Ages):
        return None
    if isinstance(old, Record) and isinstance(new, Record):
        return old, new
    block = old if isinstance(old, Record) else new
    if not isinstance(block, Record) or not is_large(type(block)):
        return None
    return (block, type(block)()) if block is old else (type(block)(), block)


def is_large(kind: type[Record]) -> bool:
    """Whether a block has blocks or rows inside: it is told field by field."""
    return any(True for field in kind.model_fields.values() for _ in kinds_in(field.annotation))


def has_rows(old: Sequence[object], new: Sequence[object]) -> bool:
    """Whether either list has rows."""
    return any(isinstance(row, Record) for row in (*old, *new))


def _listed(value: object) -> tuple[Any, ...]:
    """The rows of a list; none where there is no list."""
    return value if isinstance(value, tuple) else ()


def _one(before: Record, after: Record, name: str, here: Place) -> Change:
    old, new = getattr(before, name), getattr(after, name)
    kind = Kind.NEW if old in (None, ()) else Kind.REMOVED if new in (None, ()) else Kind.CHANGED
    sides = (
        None if kind is Kind.NEW else Side(before, name, old),
        None if kind is Kind.REMOVED else Side(after, name, new),
    )
    return here.change(kind, *sides)


def _both(kind: Kind, before: Record, after: Record, name: str, here: Place, role: str = "field") -> Change:
    return here.change(
        kind, Side(before, name, getattr(before, name), role), Side(after, name, getattr(after, name), role)
    )


def _notes(before: Record, after: Record, name: str, here: Place) -> Iterator[Change]:
    old, new = note_in(before, name), note_in(after, name)
    if old != new:
        kind = Kind.NEW if not old else Kind.REMOVED if not new else Kind.CHANGED
        yield here.change(
            kind, Side(before, name, old, "note") if old else None, Side(after, name, new, "note") if new else None
        )


def _timing(before: When, after: When, place: Place) -> Iterator[Change]:
    """When tests are due is said in several fields, and told as one thing."""
    if not all(says_the_same(before, after, name) for name in TIMING):
        yield _both(Kind.CHANGED, before, after, "every", place.into(type(after), "every"), "row")


def _items(before: Record, after: Record, name: str, here: Place) -> Iterator[Change]:
    """The items of a list of values, whatever their order. A text in other words is the same item, changed."""
    old, new = list(getattr(before, name)), list(getattr(after, name))
    for item in list(new):
        if (same := next((one for one in old if signs(one) == signs(item)), None)) is not None:
            old.remove(same)
            new.remove(item)
    for item in new:
        nearest = max(old, key=lambda one: _near(one, item), default=None)
        if nearest is not None and _near(nearest, item) >= ALIKE:
            old.remove(nearest)
            yield here.change(Kind.CHANGED, Side(before, name, nearest, "item"), Side(after, name, item, "item"))
        else:
            yield here.change(Kind.NEW, None, Side(after, name, item, "item"))
    for item in old:
        yield here.change(Kind.REMOVED, Side(before, name, item, "item"), None)


def _near(one: Any, other: Any) -> float:
    """How much two items have in common. Only sentences can be the same in other words: two ids never are."""
    texts = isinstance(one, str) and isinstance(other, str)
    return alike(one, other) if texts and " " in one and " " in other else 0.0


def _entries(before: Record, after: Record, name: str, here: Place) -> Iterator[Change]:
    """The entries of a block of names, as sources. One that has a new key is told as written in another way."""
    old, new = getattr(before, name), getattr(after, name)
    former = renamed(old, new)
    for key in dict.fromkeys((*new, *(key for key in old if key not in former.values()))):
        was = former.get(key, key)
        sides = old.get(was), new.get(key)
        if was == key and signs(sides[0]) == signs(sides[1]) and (was in old) == (key in new):
            continue
        abouts = tuple(About(side, key=key) if isinstance(side, Record) else None for side in sides)
        inner = replace(here, abouts=(abouts[0], abouts[1]), path=(*here.path, key))
        if was != key:
            yield inner.change(
                Kind.REWRITTEN, Side(before, name, old[was], "item"), Side(after, name, new[key], "item")
            )
        if all(abouts):
            yield from differences(sides[0], sides[1], inner)
            continue
        kind = Kind.NEW if key not in old else Kind.REMOVED if key not in new else Kind.CHANGED
        yield inner.change(
            kind,
            Side(before, name, sides[0] if abouts[0] else (key, sides[0]), "item") if key in old else None,
            Side(after, name, sides[1] if abouts[1] else (key, sides[1]), "item") if key in new else None,
        )


def rows_changed(old: tuple[Record, ...], new: tuple[Record, ...], here: Place) -> Iterator[Change]:
    """What differs between two lists of rows, whatever their order."""
    found = [change for pair in pairs(old, new, here.names) for change in _pair(pair, here)]
    yield from grouped(found)


def _pair(pair: Pair, here: Place) -> Iterator[Change]:
    abouts = tuple(
        About(atom.row, (atom.drug,) if atom.drug else (), (atom.test,) if atom.test else ()) if atom else None
        for atom in pair
    )
    number = next(atom.number for atom in reversed(pair) if atom)
    inner = replace(here, abouts=(abouts[0], abouts[1]), path=(*here.path, number))
    old, new = pair
    if old and new:
        yield from differences(old.row, new.row, inner)
    elif new:
        yield inner.change(Kind.NEW, None, Side(new.row, None, new.row))
    elif old:
        yield inner.change(Kind.REMOVED, Side(old.row, None, old.row), None)


def grouped(changes: Sequence[Change]) -> Iterator[Change]:
    """The same change of several tests, and then of several drugs, as one."""
    yield from _joined(_joined(changes, "tests"), "drugs")


def _joined(changes: Sequence[Change], field: str) -> list[Change]:
    groups: dict[object, Change] = {}
    for change in changes:
        about = change.about
        assert about is not None, "rows are told with what they are about"
        others = about.drugs if field == "tests" else about.tests
        key = (change.kind, change.steps, others, _context(about.row), _content(change.before), _content(change.after))
        first = groups.setdefault(key, change)
        if first is not change and first.about is not None:
            groups[key] = replace(first, about=_wider(first.about, about))
    return list(groups.values())


def _wider(one: About, other: About) -> About:
    """About the drugs and tests of both."""
    drugs, tests = (*one.drugs, *other.drugs), (*one.tests, *other.tests)
    return replace(one, drugs=tuple(dict.fromkeys(drugs)), tests=tuple(dict.fromkeys(tests)))


def _context(row: Record) -> object:
    """A row without the tests and drugs that it is taken apart by."""
    return tuple(signs_in(row, name) for name in type(row).model_fields if name not in split_fields(type(row)))


def _content(side: Side | None) -> object:
    if side is None:
        return None
    if side.field is None or side.role == "row":
        return side.role, _context(side.record)
    return side.role, signs(side.item), note_in(side.record, side.field)
