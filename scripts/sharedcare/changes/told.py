"""What a comparison tells its reader: plain text, for any report to lay out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

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
    under: str = ""
    """The heading that it stands under, of a record that came or went as a whole: `Brand names`."""
    inside: str = ""
    """What it is about under that heading; empty where the heading says it all."""

    def stated(self, arrow: str = ARROW) -> str:
        """The line where it stands: under a heading, nothing of a record that came need be called new."""
        if not self.under:
            return self.words(arrow)
        about = f"{self.inside}{'' if self.inside.endswith('?') else ':'} " if self.inside else ""
        said = f"{about}{self.after or self.before}"
        return f"No longer: {said}" if self.kind is Kind.REMOVED else f"{said[:1].upper()}{said[1:]}"

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


class Trend(StrEnum):
    """Where a state goes. The worst comes first."""

    WORSE = "worse"
    BETTER = "better"
    OTHER = "other"
    """Neither is worse; or the protocol came or went, so there is nothing to compare with."""


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
    trend: Trend
    ends_funding: bool = False
    """Whether somebody was paid, or may have been, and now it is known that nobody is."""

    @property
    def better(self) -> bool:
        """Whether the page will say something better than before: nothing may flatter, so a second reviewer looks."""
        return self.trend is Trend.BETTER

    def words(self, arrow: str = ARROW) -> str:
        """The whole line."""
        is_compared = self.before and self.after and self.trend is not Trend.OTHER
        becomes = f"Becomes {self.trend}: " if is_compared else ""
        return f"{becomes}{self.area}: {self.inside(arrow)}"

    def inside(self, arrow: str = ARROW) -> str:
        """The line under the name of its area."""
        return f"{self.what}: {f' {arrow} '.join(filter(None, (self.before, self.after)))}"


@dataclass(frozen=True, slots=True)
class StatesAlike:
    """What a changed record makes of several protocols at once, whose own files did not change."""

    lines: tuple[StateLine, ...]
    """Of one area and one trend."""
    protocols: tuple[str, ...]
    """The protocols' titles."""

    def words(self, arrow: str = ARROW) -> str:
        """All of it, without the protocols."""
        becomes = "" if self.lines[0].trend is Trend.OTHER else f"Becomes {self.lines[0].trend}: "
        return f"{becomes}{self.lines[0].area}: {'; '.join(line.inside(arrow) for line in self.lines)}"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a change touches. Names are in words; addresses are from the site's top."""

    protocols: tuple[str, ...] = ()
    """The protocols that rest on it."""
    pointing: tuple[str, ...] = ()
    """The protocols whose pages lead to it, or that it leads to: what they say does not rest on it."""
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
    """What becomes worse first, and an end of funding before all."""
    resting: tuple[StatesAlike, ...] = ()
    """The same of the protocols that rest on it, whose own files did not change."""
    reach: Reach = field(default_factory=Reach)
    headline_second_reviewer: bool = False

    @property
    def second_reviewer(self) -> bool:
        """Whether any of it needs one."""
        return (
            self.headline_second_reviewer
            or any(line.second_reviewer for line in self.lines)
            or any(state.better for state in self.every_state)
        )

    @property
    def every_state(self) -> tuple[StateLine, ...]:
        """Its own states, and those of the protocols that rest on it."""
        return (*self.states, *(line for alike in self.resting for line in alike.lines))


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed between two readings of the register."""

    before: str
    """What the earlier reading is called: a revision or a folder."""
    after: str
    day: date
    """The day on which states are judged."""
    told: tuple[Told, ...] = ()
    """Where funding ends first, then broken files, then what is gone, then where something becomes worse."""
