"""What a rule is. Its explanation, its page and its fixtures are all made from this one record."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from weakref import WeakKeyDictionary

from sharedcare.findings import Finding, Grade, Position
from sharedcare.register.load import Register


@dataclass(frozen=True, slots=True)
class Beside:
    """What a fault needs beside it, in the same file or in others."""

    words: str
    """What it is, after the name of the example's file: `if both were for one drug`."""
    edits: tuple[tuple[str, str, str], ...]
    """A file, a text that stands there once, and what replaces it."""


@dataclass(frozen=True, slots=True)
class Example:
    """A fault and its cure, as they stand in a file of the register that the tests use.

    `good` stands there word for word; `bad` in its place is the rule's bad fixture, which differs in nothing else.
    Of a change, `before` stands there word for word, and both `bad` and `good` are what it may become.
    """

    file: str
    """Path from the register's folder."""
    good: str
    bad: str
    copies: int = 0
    """How many copies of the file, under ids of their own, the fault needs beside it."""
    beside: Beside | None = None
    """What else has to be so before the fault is one."""
    before: str | None = None
    """What stood there before the change; nothing where the fault is one of the file, not of a change."""

    @property
    def where(self) -> str:
        """The file, how often it stands there, and what else would have to be so."""
        also = f", {self.beside.words}" if self.beside else ""
        return f"{self.file}, and {self.copies} copies of it{also}" if self.copies else f"{self.file}{also}"

    @property
    def shown_good(self) -> str:
        """The cure as a reader sees it. Where the cure is to leave something out, it says so."""
        return _shown_or_missing(self.good)

    @property
    def shown_bad(self) -> str:
        """The fault as a reader sees it. Where something is missing, it says so."""
        return _shown_or_missing(self.bad)

    @property
    def shown_before(self) -> str | None:
        """What stood there before the change, as a reader sees it."""
        return None if self.before is None else _shown_or_missing(self.before)


def _shown_or_missing(text: str) -> str:
    return shown(text) if text.strip() else "(this is missing)"


def shown(text: str) -> str:
    """A part of a file, with dots where its first or last line goes on: nobody is to paste half a line."""
    # Half a character cannot stand on a page.
    joined = text.rstrip().encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    is_inside = min(accumulate(_DEPTH.get(character, 0) for character in text), default=0) < 0
    start, end = f"{_ELLIPSIS} " if is_inside else "", "" if text.endswith("\n") else f" {_ELLIPSIS}"
    return f"{start}{textwrap.dedent(joined)}{end}"


_ELLIPSIS = "\u2026"
_DEPTH = {"{": 1, "[": 1, "}": -1, "]": -1}


@dataclass(frozen=True, slots=True)
class Explained:
    """What is said of a rule, whatever it looks at."""

    code: str
    """Stable, never reused."""
    grade: Grade
    statement: str
    """What must hold, in one line."""
    why: str
    """The harm that it stops, in a pharmacist's words."""
    example: Example

    @property
    def consequence(self) -> str:
        """What the grade means for the file and the check, in a sentence or two."""
        return _CONSEQUENCES[self.grade]

    @property
    def family(self) -> str:
        """The family's name."""
        return FAMILIES[self.family_key]

    @property
    def family_key(self) -> str:
        """The family by its first code: the first digit, or two for the rules of changes."""
        return CHANGES if self.code[2:] >= CHANGES else self.code[2]

    @property
    def may_be_accepted(self) -> bool:
        """Whether a file may keep its findings on purpose."""
        return False

    def finding(
        self, file: str, position: Position, message: str, *help_lines: str, state: str | None = None
    ) -> Finding:
        """A finding of this rule."""
        return Finding(file, position, self.code, self.grade, message, help_lines, state)


@dataclass(frozen=True, slots=True)
class Rule(Explained):
    """Something that must hold in every file."""

    check: Callable[[Register, date], Iterator[Finding]]
    """Yields a finding for each place where it does not hold on the day."""
    may_wait: bool = False
    """Whether a document that is not in force may lack it: there the finding is only notable."""
    always: bool = False
    """Whether no file may keep its findings on purpose: of patients, of dates that would flatter, of exceptions."""

    @property
    def consequence(self) -> str:
        """What the grade means for the file and the check, in a sentence or two."""
        return f"{_CONSEQUENCES[self.grade]} {_WAITS}" if self.may_wait else _CONSEQUENCES[self.grade]

    @property
    def may_be_accepted(self) -> bool:
        """Whether a file may keep findings on purpose: neither what makes it unreadable nor its own lapse."""
        return not self.always and self.grade is not Grade.UNREADABLE and self.code[2] != CLOCK

    def found(self, register: Register, day: date) -> tuple[Finding, ...]:
        """Its findings on the day. Rules that judge other rules' findings ask again, and find them made."""
        made = _FOUND.setdefault(register, {})
        if (self.code, day) not in made:
            made[self.code, day] = tuple(self.check(register, day))
        return made[self.code, day]


_CONSEQUENCES = {
    Grade.UNREADABLE: "Unreadable: the file cannot be trusted, and its page shows no protocol.",
    Grade.INCOMPLETE: "Incomplete: the page is shown, and the check fails.",
    Grade.NOTABLE: "Notable: a warning. The check passes.",
}
_WAITS = "In the file of a draft, or of a document withdrawn or superseded, it is only a warning."

CLOCK = "8"
"""The family of rules that a file breaks by nothing but the passing of time."""
CHANGES = "95"
"""The family of rules that a change breaks, and no file: from SC950 on."""
_FOUND: WeakKeyDictionary[Register, dict[tuple[str, date], tuple[Finding, ...]]] = WeakKeyDictionary()
"""What rules found in the registers that are still in use."""

FAMILIES = {
    "0": "reading",
    "1": "shape and values",
    "2": "dates",
    "3": "names and references",
    "4": "commissioning and traffic lights",
    "5": "monitoring, actions and follow-up",
    "6": "sources, reviews and verification",
    "7": "responsibilities, transfer and contacts",
    CLOCK: "what the clock makes true",
    "9": "the whole register",
    CHANGES: "what a change brings with it",
}
"""What the first digit of a code stands for; from SC950 on, the first two."""

Check = Callable[[Rule, Register, date], Iterator[Finding]]


def rule(
    code: str,
    grade: Grade,
    statement: str,
    why: str,
    example: Example,
    *,
    may_wait: bool = False,
    always: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a small function that is given the rule itself, the register and the day."""

    def make(check: Check) -> Rule:
        def run(register: Register, day: date) -> Iterator[Finding]:
            return check(made, register, day)

        made = Rule(code, grade, statement, why, example, run, may_wait, always)
        return made

    return make


def found_in_reading(code: str, statement: str, why: str, example: Example) -> Rule:
    """A rule that the reading of the files itself keeps: its findings come with the register."""

    def run(register: Register, _day: date) -> Iterator[Finding]:
        return (finding for finding in register.findings if finding.code == code)

    return Rule(code, Grade.UNREADABLE, statement, why, example, run)
