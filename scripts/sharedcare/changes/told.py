"""What a comparison tells its reader: plain text, for any report to lay out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sharedcare.changes.change import Kind
from sharedcare.changes.registers import Fate

ARROW = "->"
"""Between what was said and what is said, where a terminal may have no better sign."""
PRINTED_ARROW = "\u2192"
"""The same on a page or in a comment."""
REWRITTEN = "put together or written in another way, which these words do not show"


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words."""

    kind: Kind
    what: str
    """What it is about: `Once stable: FBC, for methotrexate`."""
    before: str
    """What was said; empty where nothing was."""
    after: str
    second_reviewer: bool

    def words(self, arrow: str = ARROW) -> str:
        """The whole change in a line."""
        what = self.what if self.what.endswith("?") else f"{self.what}:"
        match self.kind:
            case Kind.NEW:
                return f"New: {what} {self.after}"
            case Kind.REMOVED:
                return f"No longer: {what} {self.before}"
            case Kind.REWRITTEN:
                return f"{what} {REWRITTEN}"
        return f"{what} {self.before} {arrow} {self.after}"


@dataclass(frozen=True, slots=True)
class StateLine:
    """What a day makes of a protocol in an area, before and after."""

    area: str
    what: str
    """`Currency`, `Funding`, `A new request`, or what is now missing for one."""
    before: str
    """Empty where the line tells only of what is new."""
    after: str
    """Empty where it tells only of what is no more."""
    better: bool
    """Whether the page will say something better than before: nothing may flatter, so a second reviewer looks."""

    def words(self, arrow: str = ARROW) -> str:
        """The whole line."""
        return f"{self.area}: {self.what}: {f' {arrow} '.join(filter(None, (self.before, self.after)))}"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a change touches. Names are in words; addresses are from the site's top."""

    protocols: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    short_links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Everything about one record."""

    title: str
    file: str
    fate: Fate
    headline: str
    """What became of it, where more happened than a change of what it says; else empty."""
    lines: tuple[Line, ...] = ()
    """Those for a second reviewer first."""
    states: tuple[StateLine, ...] = ()
    reach: Reach = field(default_factory=Reach)
    headline_second_reviewer: bool = False

    @property
    def second_reviewer(self) -> bool:
        """Whether any of it needs one."""
        return (
            self.headline_second_reviewer
            or any(line.second_reviewer for line in self.lines)
            or any(state.better for state in self.states)
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed between two readings of the register."""

    before: str
    """What the earlier reading is called: a revision or a folder."""
    after: str
    day: date
    """The day on which states are judged."""
    told: tuple[Told, ...] = ()
    """Broken files first, then those with something for a second reviewer."""
