"""What a rule of changes is: it sees the register as it was and as it is, and judges only the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sharedcare.findings import Finding, Grade
from sharedcare.register.ids import ids_with_a_file
from sharedcare.register.load import Entry, Register
from sharedcare.register.model.protocol import Protocol
from sharedcare.rules.frame import Example, Explained


@dataclass(frozen=True, slots=True)
class Pair:
    """A protocol as it was and as it is."""

    before: Entry[Protocol]
    after: Entry[Protocol]


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
        pairs = ((old, self._now(name, old)) for name, old in self.before.protocols.items())
        return tuple(Pair(old, new) for old, new in pairs if new is not None)

    def _now(self, name: str, old: Entry[Protocol]) -> Entry[Protocol] | None:
        """The same protocol after the change: by its id, by what took a retired id's place, or by what it is."""
        if name in self.after.protocols:
            return self.after.protocols[name]
        if name in ids_with_a_file(self.after):
            return None
        came = {new: entry for new, entry in self.after.protocols.items() if new not in self.before.protocols}
        retired = (entry.record.retired.get(name) for entry in self.after.ids.values())
        now = next((row.now for row in retired if row is not None), None)
        if isinstance(now, str) and now in came:
            return came[now]
        return next((entry for entry in came.values() if _what_it_is(entry) == _what_it_is(old)), None)


def _what_it_is(entry: Entry[Protocol]) -> tuple[object, ...]:
    return entry.record.title, entry.record.area, frozenset(entry.record.drug_ids)


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
