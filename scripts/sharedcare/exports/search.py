"""(register, day) -> the register's own small search index: names and states, not the text of pages.

The browser downloads it on the first use of the search box, builds its look-up from it and keeps nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sharedcare.exports.addresses import address_of, label_of, slugs
from sharedcare.exports.timelines import stamp, vocabulary
from sharedcare.register.load import Register
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.drug import Drug
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import Evidence
from sharedcare.status import Case, State, TimelineEntry, cases, published_timeline

MARK = " (example)"
ENDING_SOON = "/ending-soon"
"""Stands after the code of a funding that ends within six months."""


def search_index(
    register: Register, day: date, timelines: Mapping[str, tuple[TimelineEntry, ...]] | None = None
) -> str:
    """The index as JSON text; from timelines by case that have been made already, where there are any."""
    found = cases(register)
    rows = {case.key: timelines[case.key] if timelines else published_timeline(case, day) for case in found}
    index = {
        **stamp(day),
        "words": words_of_codes(),
        "drugs": {key: _drug(key, entry.record) for key, entry in sorted(register.drugs.items())},
        "documents": list(_documents(register, found)),
        "timelines": {key: in_codes(entries) for key, entries in rows.items()},
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n"


def words_of_codes() -> Mapping[str, Mapping[str, str]]:
    """The words of every code of a timeline, the worst first."""
    words = vocabulary()
    ending = {f"{code}{ENDING_SOON}": f"{label}, ending soon" for code, label in words["funding"].items()}
    return {**words, "funding": {**words["funding"], **ending}}


def _documents(register: Register, found: tuple[Case, ...]) -> Iterator[Mapping[str, Any]]:
    addresses = {name: address_of(f"protocols/{slug}.md") for name, slug in slugs(case.id for case in found).items()}
    areas: dict[str, list[str]] = {}
    for case in found:
        yield _protocol(register, case, addresses[case.id])
        for drug in case.protocol.drug_ids if case.protocol else ():
            areas.setdefault(drug, []).append(_place(register, case.area))
    for key, entry in sorted(register.drugs.items()):
        where = ", ".join(sorted(dict.fromkeys(areas.get(key, ())), key=lambda place: place.endswith(MARK)))
        name = _drug(key, entry.record)["name"]
        yield {"kind": "drug", "title": name, "address": address_of(f"drugs/{key}.md"), "area": where, "drugs": [key]}
    for key in sorted(register.areas):
        name = _area_name(register, key)
        yield {
            "kind": "area",
            "title": name,
            "address": address_of(f"areas/{key}.md"),
            "area": name,
            **_label(register, key),
        }


def _protocol(register: Register, case: Case, address: str) -> Mapping[str, Any]:
    own = case.protocol is None or case.protocol.area == case.area
    address = address if own else f"{address}#areas"
    document = {"kind": "protocol", "title": case.title, "address": address, "area": _area_name(register, case.area)}
    known: dict[str, Any] = {}
    if case.protocol is not None:
        known = {
            "drugs": list(case.protocol.drug_ids),
            "names": list(dict.fromkeys(filter(None, _names(case.protocol)))),
        }
        if case.protocol.evidence is Evidence.LISTING:
            known["listed"] = True
    return {**document, "case": case.key, **known, **_label(register, case.area)}


def _label(register: Register, area: str) -> Mapping[str, str]:
    label = label_of(register, area)
    return {"label": label} if label else {}


def _area_name(register: Register, area: str) -> str:
    name = register.areas[area].record.name if area in register.areas else area
    return name if isinstance(name, str) else area


def _place(register: Register, area: str) -> str:
    name = _area_name(register, area)
    return f"{name}{MARK}" if register.is_fictional(area) else name


def _names(protocol: Protocol) -> Iterator[str]:
    """What it may be called beside its title and its drugs: conditions, and who starts it."""
    for indication in () if isinstance(protocol.indications, Unknown) else protocol.indications:
        if isinstance(indication.name, str):
            yield indication.name
            yield _initials(indication.name)
    for specialty in () if isinstance(protocol.specialties, Unknown) else protocol.specialties:
        yield specialty.replace("-", " ")


def _initials(name: str) -> str:
    """What a condition is called for short: `Inflammatory bowel disease` is searched as IBD."""
    words = re.findall(r"[A-Za-z]+", name.partition(",")[0])
    return "".join(word[0].upper() for word in words) if len(words) > 1 else ""


def _drug(key: str, drug: Drug) -> Mapping[str, Any]:
    name = drug.name if isinstance(drug.name, str) else key
    return {"name": name, "also": list(dict.fromkeys((*drug.brand_names, *drug.spellings)))}


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
