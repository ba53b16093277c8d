"""What pages and exports both say of a timeline: its words, its days, and until when to rely on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sharedcare.register.values.dates import in_words
from sharedcare.status import (
    Arrangements,
    Currency,
    Funding,
    FundingState,
    State,
    TimelineEntry,
    rely_until,
    stands_until,
)
from sharedcare.status.timeline import RELY_DAYS

PARTS = {"currency": Currency, "funding": Funding, "arrangements": Arrangements}


def funding_label(state: FundingState) -> str:
    """The words of a funding's badge."""
    return f"{state.funding.label}, ending soon" if state.ending_soon else state.funding.label


def summary(state: State) -> str:
    """How much is missing and how much nobody has confirmed, in a few words."""
    missing, unconfirmed = len(state.arrangements.missing), len(state.arrangements.unconfirmed)
    if not missing and not unconfirmed:
        return Arrangements.IN_PLACE.meaning
    parts = [f"{missing} known to be missing"] * bool(missing) + [f"{unconfirmed} not confirmed"] * bool(unconfirmed)
    return f"{', '.join(parts)}."


def rely_sentence(entries: tuple[TimelineEntry, ...], built_on: date) -> str:
    """Until when a page may be relied on, or that it may not be."""
    until = rely_until(entries)
    if until is None:
        return f"Do not rely on this protocol for a new request: {worst_words(entries[0].state)}."
    return f"Do not rely on this after {in_words(min(until, built_on + timedelta(days=RELY_DAYS)))}."


def stands_sentence(shown: Iterable[tuple[TimelineEntry, ...]], built_on: date) -> str:
    """Until when the states of a list may be relied on as the build wrote them."""
    until = min((stands_until(entries) for entries in shown), default=built_on + timedelta(days=RELY_DAYS))
    return f"Do not rely on these states after {in_words(until)}."


def worst_words(state: State) -> str:
    """What is bad about a state: its currency, or else its funding, or else its arrangements."""
    if state.currency.currency.rank >= Currency.OUT_OF_DATE.rank:
        return state.currency.currency.label.lower()
    if state.funding.funding.rank > Funding.FUNDED.rank:
        return state.funding.funding.label.lower()
    return f"arrangements {state.arrangements.arrangements.label.lower()}"


def stamp(day: date) -> Mapping[str, str]:
    """The day of the build, and the first day on which it is not to be relied on any more."""
    return {"built_on": day.isoformat(), "stale_from": (day + timedelta(days=RELY_DAYS + 1)).isoformat()}


def vocabulary() -> Mapping[str, Mapping[str, str]]:
    """The words of every state, the worst first."""
    return {
        part: {str(state.value): state.label for state in sorted(states, key=lambda state: -state.rank)}
        for part, states in PARTS.items()
    }
