"""What a rule of changes is: it sees the register as it was and as it is, and judges only the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sharedcare.findings import Finding, Grade
from sharedcare.register.ids import ids_with_a_file
from sharedcare.register.load import Entry, Register
from sharedcare.register.model.document import Document
from sharedcare.register.model.protocol import Protocol
from sharedcare.rules.frame import Example, Explained


@dataclass(frozen=True, slots=True)
class Pair:
    """A protocol as it was and as it is."""

    before: Entry[Protocol]
    after: Entry[Protocol]
    committee: tuple[str, ...] = ()
    """What the committee of its document is called, in full and for short."""


@dataclass(frozen=True, eq=False)
class Change:
    """A register as it was and as it is."""

    before: Register
    after: Register

    @cached_property
    def protocols(self) -> tuple[Pair, ...]:
        """Every protocol that could be read both before and after, wherever its file stands, by its id of before.

        One that has a new id is followed: a rename is no way round a rule.
        """
        pairs = ((old, new) for name, old in self.before.protocols.items() for new in self._now(name, old))
        return tuple(self.pair(old, new) for old, new in pairs)

    @cached_property
    def came(self) -> Mapping[str, Entry[Protocol]]:
        """The protocols whose ids are new."""
        return {name: entry for name, entry in self.after.protocols.items() if name not in self.before.protocols}

    def pair(self, old: Entry[Protocol], new: Entry[Protocol]) -> Pair:
        """Two readings, with what the committee of the later one is called."""
        document = new.record.document
        committee = self.after.committees.get(str(document.committee)) if isinstance(document, Document) else None
        names = (committee.record.name, committee.record.abbreviation) if committee is not None else ()
        return Pair(old, new, tuple(name for name in names if isinstance(name, str)))

    def _now(self, name: str, old: Entry[Protocol]) -> tuple[Entry[Protocol], ...]:
        """The same protocol after the change: by its id, by what took a retired id's place, or by what it is.

        Of one that is gone without a word, every new one of its area that shares a drug or a title may be it.
        """
        if name in self.after.protocols:
            return (self.after.protocols[name],)
        if name in ids_with_a_file(self.after):
            return ()
        retired = (entry.record.retired.get(name) for entry in self.after.ids.values())
        now = next((row.now for row in retired if row is not None), None)
        if isinstance(now, str) and now in self.came:
            return (self.came[now],)
        same = tuple(entry for entry in self.came.values() if _what_it_is(entry) == _what_it_is(old))
        return same[:1] or tuple(entry for entry in self.came.values() if self._may_be(entry.record, old.record))

    def _may_be(self, new: Protocol, old: Protocol) -> bool:
        """Whether a new protocol may be one that is gone. One of an area that is gone too may have come anywhere."""
        if new.area != old.area and old.area in self.after.areas:
            return False
        return not set(new.drug_ids).isdisjoint(old.drug_ids) or not _titles(new).isdisjoint(_titles(old))


def _what_it_is(entry: Entry[Protocol]) -> tuple[object, ...]:
    return entry.record.title, entry.record.area, frozenset(entry.record.drug_ids)


def _titles(protocol: Protocol) -> set[str]:
    printed = protocol.document.title_as_printed if isinstance(protocol.document, Document) else None
    return {title.casefold() for title in (protocol.title, printed) if isinstance(title, str)}


@dataclass(frozen=True, slots=True)
class ChangeRule(Explained):
    """Something that must hold of every change. No file can keep its findings on purpose."""

    check: Callable[[Change, date], Iterator[Finding]]
    """Yields a finding, at its place after the change, wherever the change breaks it on the day."""

    @property
    def consequence(self) -> str:
        """What the grade means, and when the rule is asked at all."""
        # Without arguments, super() looks for the class as it was before its slots were made.
        return f"{Explained.consequence.fget(self)} {_ONLY_SINCE}"  # type: ignore[attr-defined]


_ONLY_SINCE = (
    "It judges a change, not a file: only `sharedcare check --since` looks for it, which compares the files with those "
    "of an earlier revision, as the checks of a pull request do."
)

Check = Callable[[ChangeRule, Change, date], Iterator[Finding]]


def change_rule(code: str, grade: Grade, statement: str, why: str, example: Example) -> Callable[[Check], ChangeRule]:
    """Make a rule of a small function that is given the rule itself, the change and the day."""

    def make(check: Check) -> ChangeRule:
        def run(change: Change, day: date) -> Iterator[Finding]:
            return check(made, change, day)

        made = ChangeRule(code, grade, statement, why, example, run)
        return made

    return make
