"""What a rule is. Its explanation, its page and its fixtures are all made from this one record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sharedcare.findings import Finding, Grade, Position
from sharedcare.register.load import Register


@dataclass(frozen=True, slots=True)
class Example:
    """A fault and its cure, as they stand in a file of the register that the tests use.

    `good` stands there word for word; `bad` in its place is the rule's bad fixture, which differs in nothing else.
    """

    file: str
    """Path from the register's folder."""
    good: str
    bad: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must hold in every file."""

    code: str
    """Stable, never reused."""
    grade: Grade
    statement: str
    """What must hold, in one line."""
    why: str
    """The harm that it stops, in a pharmacist's words."""
    example: Example
    check: Callable[[Register, date], Iterator[Finding]]
    """Yields a finding for each place where it does not hold on the day."""

    @property
    def family(self) -> str:
        """The family's name, by the code's first digit."""
        return FAMILIES[self.code[2]]

    def finding(
        self, file: str, position: Position, message: str, *help_lines: str, state: str | None = None
    ) -> Finding:
        """A finding of this rule."""
        return Finding(file, position, self.code, self.grade, message, help_lines, state)


FAMILIES = {
    "0": "reading",
    "1": "shape",
    "2": "dates",
    "3": "references",
    "4": "commissioning",
    "5": "monitoring",
    "6": "sources",
    "7": "transfer",
    "8": "state",
    "9": "the whole register",
}
"""What the first digit of a code stands for."""

Check = Callable[[Rule, Register, date], Iterator[Finding]]


def rule(code: str, grade: Grade, statement: str, why: str, example: Example) -> Callable[[Check], Rule]:
    """Make a rule of a small function that is given the rule itself, the register and the day."""

    def make(check: Check) -> Rule:
        def run(register: Register, day: date) -> Iterator[Finding]:
            return check(made, register, day)

        made = Rule(code, grade, statement, why, example, run)
        return made

    return make


def found_in_reading(code: str, statement: str, why: str, example: Example) -> Rule:
    """A rule that the reading of the files itself keeps: its findings come with the register."""

    def run(register: Register, _day: date) -> Iterator[Finding]:
        return (finding for finding in register.findings if finding.code == code)

    return Rule(code, Grade.UNREADABLE, statement, why, example, run)
