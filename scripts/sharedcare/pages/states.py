"""A case's states as badges and sentences, and the timeline that a page embeds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sharedcare.pages.blocks import Mark
from sharedcare.pages.book import Book
from sharedcare.register.dates import in_words
from sharedcare.status import Arrangements, Case, Currency, Funding, FundingState, State, TimelineEntry, rely_until
from sharedcare.status.timeline import RELY_DAYS

PARTS = {"currency": Currency, "funding": Funding, "arrangements": Arrangements}


@dataclass(frozen=True, slots=True)
class StateView:
    """A case on the day of the build."""

    case: str
    currency: Mark
    currency_why: str
    funding: Mark
    funding_why: str
    arrangements: Mark
    summary: str
    missing: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    rely: str


def marks(book: Book, case: Case) -> tuple[Mark, Mark, Mark]:
    """The case's currency, funding and arrangements on the day."""
    return _marks(book.timelines[case.key][0].state, case.key)


def state_view(book: Book, case: Case) -> StateView:
    """All that a protocol's page says of a case on the day."""
    entries = book.timelines[case.key]
    state = entries[0].state
    currency, funding, arrangements = _marks(state, case.key)
    return StateView(
        case=case.key,
        currency=currency,
        currency_why=state.currency.why,
        funding=funding,
        funding_why=state.funding.why,
        arrangements=arrangements,
        summary=summary(state),
        missing=state.arrangements.missing,
        unconfirmed=state.arrangements.unconfirmed,
        rely=rely_sentence(entries, book.day),
    )


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
    state = entries[0].state
    until = rely_until(entries)
    if until is None:
        return f"Do not rely on this protocol for a new request: {state.currency.currency.label.lower()}."
    return f"Do not rely on this after {in_words(min(until, built_on + timedelta(days=RELY_DAYS)))}."


def embedded(book: Book, shown: Iterable[Case], *, whole: bool) -> str:
    """The timelines of a page as JSON that can stand inside a script element; in brief where only badges are shown."""
    entry = _whole if whole else _brief
    data = {
        **stamp(book.day),
        "words": vocabulary(),
        "cases": {case.key: entry(book.timelines[case.key], book.day) for case in shown},
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def stamp(day: date) -> Mapping[str, str]:
    """The day of the build, and the first day on which it is not to be relied on any more."""
    return {"built_on": day.isoformat(), "stale_from": (day + timedelta(days=RELY_DAYS + 1)).isoformat()}


def vocabulary() -> Mapping[str, Mapping[str, str]]:
    """The words of every state, the worst first."""
    return {
        part: {str(state.value): state.label for state in sorted(states, key=lambda state: -state.rank)}
        for part, states in PARTS.items()
    }


def _marks(state: State, key: str | None) -> tuple[Mark, Mark, Mark]:
    currency, funding, arrangements = state.currency.currency, state.funding.funding, state.arrangements.arrangements
    return (
        Mark("currency", str(currency.value), currency.label, key),
        Mark("funding", str(funding.value), funding_label(state.funding), key),
        Mark("arrangements", str(arrangements.value), arrangements.label, key),
    )


def _brief(entries: tuple[TimelineEntry, ...], built_on: date) -> list[Mapping[str, Any]]:
    """The entries on which a badge changes."""
    brief: list[dict[str, Any]] = []
    for entry in entries:
        shown = {mark.part: {"value": mark.value, "label": mark.label} for mark in _marks(entry.state, None)}
        if not brief or {**brief[-1], "from": ""} != {**shown, "from": ""}:
            brief.append({"from": entry.from_day.isoformat(), **shown})
    return list(brief)


def _whole(entries: tuple[TimelineEntry, ...], built_on: date) -> list[Mapping[str, Any]]:
    return [_whole_entry(entries[number:], built_on) for number in range(len(entries))]


def _whole_entry(entries: tuple[TimelineEntry, ...], built_on: date) -> Mapping[str, Any]:
    state = entries[0].state
    currency, funding, arrangements = _marks(state, None)
    return {
        "from": entries[0].from_day.isoformat(),
        "rely": rely_sentence(entries, built_on),
        "currency": {"value": currency.value, "label": currency.label, "why": state.currency.why},
        "funding": {
            "value": funding.value,
            "label": funding.label,
            "why": state.funding.why,
            "ending_soon": state.funding.ending_soon,
        },
        "arrangements": {
            "value": arrangements.value,
            "label": arrangements.label,
            "summary": summary(state),
            "missing": list(state.arrangements.missing),
            "unconfirmed": list(state.arrangements.unconfirmed),
        },
    }
