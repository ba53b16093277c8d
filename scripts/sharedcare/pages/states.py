"""A case's states as badges and sentences, and the timeline that a page embeds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sharedcare.exports.paper import paper_of_case, paper_of_list
from sharedcare.exports.timelines import funding_label, rely_sentence, stamp, stands_sentence, summary, vocabulary
from sharedcare.pages.blocks import Mark
from sharedcare.pages.book import Book
from sharedcare.status import Case, State, TimelineEntry


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


def stands(book: Book, shown: Iterable[Case]) -> str:
    """Until when the states of a list may be relied on as the build wrote them."""
    return stands_sentence((book.timelines[case.key] for case in shown), book.day)


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


def embedded(book: Book, shown: Iterable[Case], *, whole: bool) -> str:
    """The timelines of a page as JSON that can stand inside a script element; in brief where only badges are shown.

    A whole one is of the page of the first case.
    """
    cases = tuple(shown)
    timelines = [book.timelines[case.key] for case in cases]
    paper = paper_of_case(timelines[0], book.day) if whole else paper_of_list(timelines, book.day)
    data = {
        **stamp(book.day),
        "paper": [{"from": entry.from_day.isoformat(), "says": entry.says} for entry in paper],
        "words": vocabulary(),
        "cases": {case.key: _rows(book, case, whole) for case in cases},
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _marks(state: State, key: str | None) -> tuple[Mark, Mark, Mark]:
    currency, funding, arrangements = state.currency.currency, state.funding.funding, state.arrangements.arrangements
    return (
        Mark("currency", str(currency.value), currency.label, key),
        Mark("funding", str(funding.value), funding_label(state.funding), key, state.funding.ending_soon),
        Mark("arrangements", str(arrangements.value), arrangements.label, key),
    )


def _rows(book: Book, case: Case, whole: bool) -> list[Mapping[str, Any]]:
    entries = book.timelines[case.key]
    return _whole(entries, book.day) if whole else _brief(entries)


def _brief(entries: tuple[TimelineEntry, ...]) -> list[Mapping[str, Any]]:
    """The entries on which a badge changes."""
    brief: list[dict[str, Any]] = []
    for entry in entries:
        shown = {mark.part: _badge(mark) for mark in _marks(entry.state, None)}
        if not brief or {**brief[-1], "from": ""} != {**shown, "from": ""}:
            brief.append({"from": entry.from_day.isoformat(), **shown})
    return list(brief)


def _badge(mark: Mark) -> Mapping[str, Any]:
    soon = {"soon": True} if mark.soon else {}
    return {"value": mark.value, "label": mark.label, **soon}


def _whole(entries: tuple[TimelineEntry, ...], built_on: date) -> list[Mapping[str, Any]]:
    return [_whole_entry(entries[number:], built_on) for number in range(len(entries))]


def _whole_entry(entries: tuple[TimelineEntry, ...], built_on: date) -> Mapping[str, Any]:
    state = entries[0].state
    currency, funding, arrangements = _marks(state, None)
    return {
        "from": entries[0].from_day.isoformat(),
        "rely": rely_sentence(entries, built_on),
        "currency": {**_badge(currency), "why": state.currency.why},
        "funding": {**_badge(funding), "why": state.funding.why},
        "arrangements": {
            **_badge(arrangements),
            "summary": summary(state),
            "missing": list(state.arrangements.missing),
            "unconfirmed": list(state.arrangements.unconfirmed),
        },
    }
