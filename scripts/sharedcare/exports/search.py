"""(register, day) -> the register's own small search index: names and states, not the text of pages.

The browser downloads it on the first use of the search box, builds its look-up from it and keeps nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sharedcare.exports.near_names import near_names
from sharedcare.exports.prose import Prose
from sharedcare.exports.search_rows import documents, name_of
from sharedcare.exports.timelines import stamp, vocabulary
from sharedcare.register.load import Register
from sharedcare.register.model.drug import Drug
from sharedcare.status import SPANS, Ahead, State, TimelineEntry, cases, ends_ahead, published_timeline

ENDING_SOON = "/ending-soon"
"""Stands after the code of a funding that ends within six months."""


def search_index(
    register: Register,
    day: date,
    timelines: Mapping[str, tuple[TimelineEntry, ...]] | None = None,
    pages: Iterable[Prose] = (),
) -> str:
    """The index as JSON text; from timelines by case that have been made already, where there are any.

    `pages` are those of the site that are about no one record.
    """
    found = cases(register)
    rows = {case.key: timelines[case.key] if timelines else published_timeline(case, day) for case in found}
    spans = {case.key: [_span(end) for end in ends_ahead(case, day)] for case in found}
    numbers = {span: number for number, span in enumerate(sorted({span for own in spans.values() for span in own}))}
    index = {
        **stamp(day),
        "words": words_of_codes() | {"due": SPANS},
        "areas": {key: list(register.area_and_wider(key)[1:]) for key in sorted(register.areas)},
        "drugs": _drugs(register),
        "documents": list(documents(register, found, pages)),
        "timelines": {key: in_codes(entries) for key, entries in rows.items()},
        "spans": list(numbers),
        "ends": {key: [numbers[span] for span in own] for key, own in spans.items() if own},
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n"


def words_of_codes() -> dict[str, Mapping[str, str]]:
    """The words of every code of a timeline, the worst first."""
    words = vocabulary()
    ending = {f"{code}{ENDING_SOON}": f"{label}, ending soon" for code, label in words["funding"].items()}
    return {**words, "funding": {**words["funding"], **ending}}


def _drugs(register: Register) -> Mapping[str, Mapping[str, Any]]:
    drugs = {key: entry.record for key, entry in sorted(register.drugs.items())}
    near = near_names({key: (name_of(drug.name, key), *drug.brand_names) for key, drug in drugs.items()})
    return {key: _drug(key, drug, near.get(key, {})) for key, drug in drugs.items()}


def _drug(key: str, drug: Drug, near: Mapping[str, str]) -> Mapping[str, Any]:
    """What a drug is called, its class, and the drugs that it could be taken for, each with the name that is alike."""
    also = list(dict.fromkeys((*drug.brand_names, *drug.spellings)))
    kind = {"class": drug.class_} if isinstance(drug.class_, str) else {}
    return {"name": name_of(drug.name, key), "also": also, **kind, **({"near": near} if near else {})}


def _span(end: Ahead) -> tuple[str, ...]:
    """The day from which an end is within each span, and its last day."""
    return tuple(day.isoformat() for day in (*end.near_from, end.last))


def in_codes(entries: tuple[TimelineEntry, ...]) -> list[tuple[str, ...]]:
    """The first day and the three codes of each entry on which a code changes."""
    rows: list[tuple[str, ...]] = []
    for entry in entries:
        codes = _codes(entry.state)
        if not rows or rows[-1][1:] != codes:
            rows.append((entry.from_day.isoformat(), *codes))
    return rows


def _codes(state: State) -> tuple[str, str, str]:
    funding = f"{state.funding.funding.value}{ENDING_SOON if state.funding.ending_soon else ''}"
    return str(state.currency.currency.value), funding, str(state.arrangements.arrangements.value)
