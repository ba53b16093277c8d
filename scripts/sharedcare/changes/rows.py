"""Which rows of two lists speak of the same thing, whatever their order. A row of three tests is one of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import product

from sharedcare.changes.same import Signs, signs, signs_in
from sharedcare.compare.facts import Names
from sharedcare.compare.matching import ROWS
from sharedcare.register.model.base import Record
from sharedcare.register.model.care import Contact
from sharedcare.register.model.document import Extension, Review
from sharedcare.register.model.drug import Coded, SafetyNotice
from sharedcare.register.model.monitoring import ReferenceRow, When
from sharedcare.register.model.places import Commissioner, Level
from sharedcare.register.model.protocol import AcceptedFinding, Correction, Indication
from sharedcare.register.model.services import Fee

SUBJECTS = ("drug", "phase", "area", "organisation")
"""The fields of which a row never changes its mind: with another drug or test it is another row."""
IDENTITY: Mapping[type[Record], tuple[str, ...]] = {
    AcceptedFinding: ("rule",),
    Coded: ("system", "code"),
    Commissioner: ("organisation", "from_"),
    Contact: ("id",),
    Correction: ("on", "what"),
    Extension: ("decided_on",),
    Fee: ("unit", "year"),
    Indication: ("id",),
    Level: ("label",),
    ReferenceRow: (*ROWS[ReferenceRow].by, "source"),
    Review: ("on",),
    SafetyNotice: ("id",),
}
"""What tells rows apart where the comparison of two areas has no need of it, or goes by names alone."""
_SPLIT = frozenset({"drugs", "tests", "tests_as_printed", "test"})
"""The fields that a row is taken apart by."""
NAMES = ("finding", "title", "about", "text", "what", "name", "with_", "sought", "then", "label", "says")
"""The fields that a row is known by, the first that it has."""
ALIKE = 0.6
"""From which share of common signs a text is the same one in other words."""
HALF = 0.5
"""From which share of its fields a row is the same one."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A row, as far as it is about one drug and one test."""

    row: Record
    number: int
    """Its number in the list, from nought."""
    drug: str | None
    test: str | None
    subject: Signs
    """What it is about."""
    identity: Signs
    """What tells it from others about the same."""
    content: Signs
    """All that it says."""


Pair = tuple[Atom | None, Atom | None]


def pairs(before: Sequence[Record], after: Sequence[Record], names: tuple[Names, Names]) -> Iterator[Pair]:
    """Each atom of either list with its like, in the order of the second; what is gone comes last."""
    olds, news = list(_atoms(before, names[0])), list(_atoms(after, names[1]))
    found: dict[int, Atom] = {}
    _take(olds, news, found, lambda atom: (atom.subject, atom.content), least=0)
    _take(olds, news, found, lambda atom: (atom.subject, atom.identity), least=0)
    _take(olds, news, found, lambda atom: atom.subject, least=HALF)
    yield from ((found.get(number), atom) for number, atom in enumerate(news))
    yield from ((atom, None) for atom in olds)


def alike(one: str, other: str) -> float:
    """The share of signs that two texts have in common, from 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _take(
    olds: list[Atom], news: Sequence[Atom], found: dict[int, Atom], key: Callable[[Atom], object], *, least: float
) -> None:
    """Pair the atoms of one key, those first that have most in common; what is paired leaves `olds`."""
    groups: dict[object, list[Atom]] = defaultdict(list)
    for old in olds:
        groups[key(old)].append(old)
    scored = [
        (-_likeness(old, new), number, place, old)
        for number, new in enumerate(news)
        if number not in found
        for place, old in enumerate(groups.get(key(new), ()))
    ]
    gone: list[Atom] = []
    for score, number, _, old in sorted(scored, key=lambda one: one[:3]):
        if number not in found and not any(old is other for other in gone) and -score >= least:
            found[number] = old
            gone.append(old)
    olds[:] = [old for old in olds if not any(old is other for other in gone)]


def _likeness(old: Atom, new: Atom) -> float:
    """The share of the fields that either row uses in which they say the same; 0 where their names are strangers."""
    if old.content == new.content:
        return 1.0
    name = name_field(type(new.row))
    said = (getattr(old.row, name), getattr(new.row, name)) if name else ()
    nearness = alike(*said) if len(said) == 2 and all(isinstance(text, str) for text in said) else None
    if nearness is not None and nearness < ALIKE:
        return 0.0
    used = [field for field in whole_fields(type(new.row)) if _is_used(old, new, field)]
    same = sum(signs_in(old.row, field) == signs_in(new.row, field) for field in used if field != name)
    return (same + (nearness or 0.0)) / max(len(used), 1)


def _is_used(old: Atom, new: Atom, field: str) -> bool:
    return any(getattr(atom.row, field) not in (None, ()) for atom in (old, new))


def _atoms(rows: Sequence[Record], names: Names) -> Iterator[Atom]:
    """Each row for each of its drugs and tests. What two rows say alike of one thing is said once."""
    seen = set()
    for number, row in enumerate(rows):
        content = tuple(signs_in(row, field) for field in whole_fields(type(row)))
        notes = tuple(row.note_on(field) for field in sorted(split_fields(type(row))))
        for drug, test in product(_drugs(row, names), _tests(row)):
            told_apart = names.test(test) if test is not None else None
            subject = (drug, told_apart, *(signs(getattr(row, field)) for field in subject_fields(type(row))))
            atom = Atom(row, number, drug, test, subject, _identity(row), (*content, notes))
            if (subject, atom.content) not in seen:
                seen.add((subject, atom.content))
                yield atom


def _drugs(row: Record, names: Names) -> tuple[str | None, ...]:
    given = getattr(row, "drugs", ()) if "drugs" in split_fields(type(row)) else (None,)
    return given or names.drugs or (None,)


def _tests(row: Record) -> tuple[str | None, ...]:
    if isinstance(row, When):
        printed = (row.tests_as_printed,) if row.tests_as_printed else ()
        return (*(row.tests if isinstance(row.tests, tuple) else ()), *printed) or (None,)
    return (getattr(row, "test", None),)


@cache
def split_fields(kind: type[Record]) -> frozenset[str]:
    """The fields that rows of a kind are taken apart by: none, where the comparison does not know the kind."""
    return _SPLIT & kind.model_fields.keys() if any(base in ROWS for base in kind.__mro__) else frozenset()


@cache
def whole_fields(kind: type[Record]) -> tuple[str, ...]:
    """The other fields, in the order of the model."""
    return tuple(field for field in kind.model_fields if field not in split_fields(kind))


@cache
def subject_fields(kind: type[Record]) -> tuple[str, ...]:
    """The fields of which rows of a kind never change their mind."""
    source = ("source",) if kind is ReferenceRow else ()
    return (*(field for field in SUBJECTS if field in kind.model_fields), *source)


@cache
def identity_fields(kind: type[Record]) -> tuple[str, ...]:
    """The fields that tell rows of a kind apart; none where only all that a row says does."""
    fields = IDENTITY.get(kind) or next(
        ((*ROWS[base].by, *filter(None, (ROWS[base].name,))) for base in kind.__mro__ if base in ROWS), ()
    )
    return tuple(field for field in fields if field in whole_fields(kind))


@cache
def name_field(kind: type[Record]) -> str | None:
    """The field whose words rows of a kind are known by."""
    return next((field for field in NAMES if field in kind.model_fields), None)


def _identity(row: Record) -> Signs:
    return tuple(signs(getattr(row, field)) for field in identity_fields(type(row))) or (signs(row),)
