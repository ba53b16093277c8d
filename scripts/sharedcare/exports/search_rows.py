"""The rows of the search index: protocols, drugs, areas, bodies and pages, by the names that lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sharedcare.exports.addresses import EXAMPLE, address_of, label_of, slugs
from sharedcare.exports.depth import shallow
from sharedcare.exports.prose import Prose
from sharedcare.register.load import Register
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.places import Committee, Organisation
from sharedcare.register.model.protocol import Protocol
from sharedcare.status import Case

MARK = " (example)"
Row = Mapping[str, Any]


def documents(register: Register, found: tuple[Case, ...], pages: Iterable[Prose]) -> Iterator[Row]:
    """A row for everything that the search can lead to."""
    addresses = {name: address_of(f"protocols/{slug}.md") for name, slug in slugs(case.id for case in found).items()}
    places: dict[str, list[str]] = {}
    for case in found:
        yield _protocol(register, case, addresses[case.id])
        for drug in case.protocol.drug_ids if case.protocol else ():
            places.setdefault(drug, []).append(_place(register, case.area))
    for key, entry in sorted(register.drugs.items()):
        where = sorted(dict.fromkeys(places.get(key, ())), key=lambda place: place.endswith(MARK))
        yield {**_row("drug", name_of(entry.record.name, key), f"drugs/{key}.md"), "areas": where, "drugs": [key]}
    for key in sorted(register.areas):
        name = _area_name(register, key)
        yield {**_row("area", name, f"areas/{key}.md"), "area": name, **_label(register, key)}
    yield from _bodies(register)
    for page in pages:
        yield {"kind": "page", "title": page.title, "address": page.address, "names": list(page.names)}


def name_of(name: str | Unknown, key: str) -> str:
    """A record's name, or its id where it has none."""
    return name if isinstance(name, str) else key


def _row(kind: str, title: str, source: str) -> Row:
    return {"kind": kind, "title": title, "address": address_of(source)}


def _protocol(register: Register, case: Case, address: str) -> Row:
    own = case.protocol is None or case.protocol.area == case.area
    address = address if own else f"{address}#areas"
    row = {"kind": "protocol", "title": case.title, "address": address, "area": _area_name(register, case.area)}
    known = {} if case.protocol is None else _known(case.protocol)
    return {**row, "case": case.key, **known, **_label(register, case.area)}


def _known(protocol: Protocol) -> Row:
    specialties = () if isinstance(protocol.specialties, Unknown) else protocol.specialties
    learnt = shallow(protocol)
    warned = {"depth": learnt} if learnt else {}
    names = list(dict.fromkeys(filter(None, _conditions(protocol))))
    return {"drugs": list(protocol.drug_ids), "names": names, "specialties": list(specialties), **warned}


def _conditions(protocol: Protocol) -> Iterator[str]:
    for indication in () if isinstance(protocol.indications, Unknown) else protocol.indications:
        if isinstance(indication.name, str):
            yield indication.name
            yield _initials(indication.name)


def _bodies(register: Register) -> Iterator[Row]:
    """Who approves, and who pays, provides or represents."""
    for key, committee in sorted(register.committees.items()):
        record = committee.record
        areas = (area for area, entry in register.areas.items() if entry.record.committee == key)
        names = ", ".join(sorted(_area_name(register, area) for area in areas))
        yield {**_body("committee", key, record), "area": names}
    for key, organisation in sorted(register.organisations.items()):
        yield _body("organisation", key, organisation.record)


def _body(kind: str, key: str, record: Committee | Organisation) -> Row:
    names = {"names": [record.abbreviation]} if record.abbreviation else {}
    label = {"label": EXAMPLE} if record.fictional else {}
    return {**_row(kind, name_of(record.name, key), f"{kind}s/{key}.md"), **names, **label}


def _label(register: Register, area: str) -> Mapping[str, str]:
    label = label_of(register, area)
    return {"label": label} if label else {}


def _area_name(register: Register, area: str) -> str:
    return name_of(register.areas[area].record.name, area) if area in register.areas else area


def _place(register: Register, area: str) -> str:
    name = _area_name(register, area)
    return f"{name}{MARK}" if register.is_fictional(area) else name


def _initials(name: str) -> str:
    """What a condition is called for short: `Inflammatory bowel disease` is searched as IBD."""
    words = re.findall(r"[A-Za-z]+", name.partition(",")[0])
    return "".join(word[0].upper() for word in words) if len(words) > 1 else ""
