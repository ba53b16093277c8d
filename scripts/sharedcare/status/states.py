"""The states a day makes true, from the worst to the best. The tables are those of the design."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Self


class Ranked(Enum):
    """A state with its rank, the higher the worse, and its words."""

    rank: int
    label: str
    meaning: str

    def __new__(cls, value: str, rank: int, label: str, meaning: str) -> Self:
        """A member knows its rank, the words for a badge, and a sentence that explains it."""
        member = object.__new__(cls)
        member._value_ = value
        member.rank, member.label, member.meaning = rank, label, meaning
        return member


class Currency(Ranked):
    """Where a protocol stands in time."""

    UNREADABLE = "unreadable", 10, "Cannot be read", "The register's file is broken, so nothing can be said."
    SUSPENDED = "suspended", 9, "Suspended", "The committee has told people not to use it for now."
    WITHDRAWN = "withdrawn", 8, "Withdrawn", "It is no longer in force."
    SUPERSEDED = "superseded", 8, "Superseded", "Another protocol has taken its place."
    EXPIRED = "expired", 7, "Expired", "Its last valid day has passed. It is not valid."
    DRAFT = "draft", 6, "Draft", "No committee has approved it."
    NOT_YET_IN_FORCE = "not-yet-in-force", 6, "Not yet in force", "It is approved or adopted only from a later day."
    APPROVAL_NOT_KNOWN = (
        "approval-not-known",
        6,
        "Approval not known",
        "Whether a committee has approved it, or the area has adopted it, is not known.",
    )
    NO_REVIEW_DATE = "no-review-date", 5, "No review date", "Nobody has confirmed when it is to be reviewed."
    OUT_OF_DATE = "out-of-date", 4, "Out of date", "Its review date has passed and no extension runs."
    EXTENDED = "extended", 3, "Extended", "Its review date has passed; a committee has extended it until a later day."
    DUE_SOON = (
        "due-soon",
        2,
        "Review due soon",
        "It is to be reviewed, or ends, within the register's notice, 90 days or more, or this year.",
    )
    CURRENT = "current", 1, "Current", "Its review date is further away than the register's notice."


class Funding(Ranked):
    """What the commissioner pays for."""

    UNFUNDED = "unfunded", 6, "Not funded", "It is known, with dated evidence, that no commissioner pays for it."
    FUNDING_ENDED = "funding-ended", 5, "Funding ended", "The service that paid for it has ended."
    UNKNOWN = "unknown", 4, "Funding not known", "Nobody has confirmed it, or not for 12 months."
    NOT_YET_FUNDED = "not-yet-funded", 3, "Not yet funded", "The service that is to pay for it starts later."
    PARTLY_FUNDED = "partly-funded", 2, "Partly funded", "The service pays for only some of it."
    FUNDED = "funded", 1, "Funded", "A commissioned service pays for it."
    NOT_APPLICABLE = "not-applicable", 0, "Funding does not apply", "There is no shared care here to pay for."


class Arrangements(Ranked):
    """The answer to a new request."""

    INCOMPLETE = "incomplete", 2, "Incomplete", "Something that ought to be in place is known to be missing."
    NOT_KNOWN = "not-known", 1, "Not known", "Nobody has confirmed that everything is in place."
    IN_PLACE = (
        "in-place",
        0,
        "Arrangements in place",
        "Accepting is still the practice's and the patient's choice.",
    )


@dataclass(frozen=True, slots=True)
class CurrencyState:
    """A currency and the sentence that says why."""

    currency: Currency
    why: str
    is_confirmed: bool = True
    """False where it stands for what nobody knows: then it is not confirmed, rather than known to be missing."""


@dataclass(frozen=True, slots=True)
class FundingState:
    """A funding, the sentence that says why, and whether it ends within six months."""

    funding: Funding
    why: str
    ending_soon: bool = False


@dataclass(frozen=True, slots=True)
class ArrangementsState:
    """Whether everything for a new request is in place; what is missing; what nobody has confirmed."""

    arrangements: Arrangements
    missing: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """All that a day makes true of a protocol in an area."""

    currency: CurrencyState
    funding: FundingState
    arrangements: ArrangementsState

    def worse_than(self, other: State) -> bool:
        """Whether any part of this ranks worse than the same part of `other`."""
        return (
            self.currency.currency.rank > other.currency.currency.rank
            or self.funding.funding.rank > other.funding.funding.rank
            or self.arrangements.arrangements.rank > other.arrangements.arrangements.rank
        )


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A state, and the first day on which it holds."""

    from_day: date
    state: State
