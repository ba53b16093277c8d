"""What a check reports: a finding at a line and column of a file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

LONGEST_QUOTE = 80
"""The most characters of a file's text that a message repeats between backquotes."""
LONGEST_PASTE = 200
"""The most characters of a line to paste: a longer one would be cut, and is described instead."""
LONGEST_LINE = 500
"""The most characters of a message, or of a line of help."""
MOST_FINDINGS = 100
"""The most findings of one file that are shown one by one."""
MOST_IN_ALL = 2_000
"""The most findings of all files that are shown one by one, as long as each file may show its worst."""
_QUOTED = re.compile("`([^`]*)`")


class Grade(StrEnum):
    """How much trouble a finding is. The order is from the worst."""

    UNREADABLE = "unreadable"
    """The file cannot be trusted: its page shows no protocol."""
    INCOMPLETE = "incomplete"
    """A required fact is missing or contradicts another: the page is shown, the check fails."""
    NOTABLE = "notable"
    """A warning: the check passes."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; both numbers count from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, where it is, and what to write instead.

    Text that a file put into its words is cut to a length that a reader can bear, and hides nothing.
    """

    file: str
    """Path from the register's folder, with forward slashes."""
    position: Position
    code: str
    grade: Grade
    message: str
    help: tuple[str, ...] = ()
    """Sentences or lines to paste, each on a line of its own."""
    state: str | None = None
    """The currency or funding that this finding announces, for ``--fail-on``; else nothing."""
    more: int = 0
    """How many further findings of the same file and grade it stands for."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", _brief(self.message, LONGEST_QUOTE))
        object.__setattr__(self, "help", tuple(_brief(line, LONGEST_PASTE) for line in self.help))

    def sort_key(self) -> tuple[str, Position, str, str]:
        """The order in which findings are printed: by place, then by code and words."""
        return (self.file, self.position, self.code, self.message)


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    """A text of at most `longest` characters; where it is cut, it ends in an ellipsis."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _brief(text: str, longest_quote: int) -> str:
    if not text.isprintable():
        text = "".join(character if character.isprintable() or character == "\n" else "\ufffd" for character in text)
    if len(text) <= longest_quote:
        return text
    return shortened(_QUOTED.sub(lambda found: f"`{shortened(found[1], longest_quote)}`", text), LONGEST_LINE)


def at_most(findings: Iterable[Finding], most: int = MOST_FINDINGS, in_all: int = MOST_IN_ALL) -> Iterator[Finding]:
    """The findings, but of a file with very many only the worst, and for the others a few that say how many more.

    Where all files together have more than `in_all`, each may show fewer, so that no file hides another. No grade
    and no state is lost, or a file could hide its lapse behind other faults.
    """
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_file[finding.file].append(finding)
    most = _share([len(found) for found in by_file.values()], most, in_all)
    for found in by_file.values():
        yield from _worst(found, most) if sum(not finding.more for finding in found) > most + 1 else found


def _share(numbers: list[int], most: int, in_all: int) -> int:
    """How many findings each file may show, one at least, by how many each has."""
    if sum(numbers) <= in_all:
        return most
    return next((few for few in range(most, 1, -1) if sum(min(number, few + 1) for number in numbers) <= in_all), 1)


def _worst(found: list[Finding], most: int) -> Iterator[Finding]:
    grades = list(Grade)
    ranked = sorted(found, key=lambda finding: (finding.more > 0, grades.index(finding.grade), finding.sort_key()))
    yield from ranked[:most]
    hidden: dict[tuple[Grade, str | None], list[Finding]] = defaultdict(list)
    for finding in ranked[most:]:
        hidden[finding.grade, finding.state].append(finding)
    for alike in hidden.values():
        yield alike[0] if len(alike) == 1 else further(alike[0], sum(1 + finding.more for finding in alike))


def further(first: Finding, number: int) -> Finding:
    """A finding that stands for `number` findings of a file, of which `first` is the first."""
    message = f"{number:,} more findings of this file are not shown; the first of them stands here"
    help_line = "Mend those that are shown, then check again: others may go with them"
    return replace(first, message=message, help=(help_line,), more=number - 1)
