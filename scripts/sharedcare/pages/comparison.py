"""Two protocols or two areas side by side: the page, and what the browser joins on it.

There is a page for all pairs. The build writes for each protocol, and for each area, a small file of its facts, with
the keys and tokens that Python gave them; the browser joins two of them by key and knows no rule of its own.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sharedcare.compare.facts import Fact
from sharedcare.compare.join import Verdict
from sharedcare.cores import on_every_core
from sharedcare.exports.depth import shallow
from sharedcare.exports.search import in_codes, words_of_codes
from sharedcare.pages import template
from sharedcare.pages.blocks import Said
from sharedcare.pages.book import Book
from sharedcare.pages.compared import Wording, compared, light
from sharedcare.pages.evidence import evidence_line
from sharedcare.pages.lists import by_title, none_found
from sharedcare.pages.page import FAST, Page
from sharedcare.pages.words import as_text, said
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.vocabulary import Adoption
from sharedcare.status import Arrangements, Case, Currency, Funding

SOURCE = "compare.md"
TITLE = "Compare two protocols, or two areas"
SIGNS: Mapping[Verdict, str] = {
    Verdict.SAME: "same",
    Verdict.DIFFERS: "differs",
    Verdict.ONLY_LEFT: "only the first",
    Verdict.ONLY_RIGHT: "only the second",
    Verdict.NOT_KNOWN: "not known",
}
NOBODY_KNOWS: Mapping[str, tuple[str, ...]] = {
    "currency": (Currency.UNREADABLE.value, Currency.APPROVAL_NOT_KNOWN.value, Currency.NO_REVIEW_DATE.value),
    "funding": (Funding.UNKNOWN.value,),
    "arrangements": (Arrangements.NOT_KNOWN.value,),
}
"""The states that say that nobody knows: two of them are not the same."""
LEAST = 400
"""From how many files on another core pays."""

Json = Mapping[str, Any]


def comparison_page(book: Book) -> Page:
    """The page on which two protocols or two areas are put side by side."""
    known = {"words": words_of_codes(), "signs": SIGNS, "unknown": NOBODY_KNOWS}
    html = template.render(
        "compare.html",
        SOURCE,
        title=TITLE,
        signs=SIGNS,
        areas=tuple(book.areas_to_choose.items()),
        known=template.embed(_text(known)),
    )
    return Page(SOURCE, TITLE, html)


def comparison_files(book: Book) -> tuple[tuple[str, bytes], ...]:
    """The file of each protocol and of each area: its address, and its text packed until it is written."""
    makers = [
        *(partial(_protocol_file, book, name) for name in book.by_protocol),
        *(partial(_area_file, book, area) for area in book.register.areas),
    ]
    return tuple(on_every_core(_make, makers, least=LEAST))


def unpacked(text: bytes) -> bytes:
    """The text of a file."""
    return zlib.decompress(text)


def _make(maker: partial[tuple[str, Json]]) -> tuple[str, bytes]:
    address, data = maker()
    return address, zlib.compress(_text(data).encode("utf-8", "surrogatepass"), FAST)


def _text(data: Json) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _protocol_file(book: Book, name: str) -> tuple[str, Json]:
    case, slug = book.by_protocol[name][0], book.slugs[name]
    data = {
        "built_on": book.day.isoformat(),
        **_heading(book, case),
        "evidence": "Its file cannot be read.",
        "unknown": [""],
        "blocks": {},
        "sources": [],
        "facts": [],
    }
    if (protocol := case.protocol) is not None:
        taken, wording = compared(book, protocol), Wording.of(book, protocol)
        data |= {
            "evidence": evidence_line(book, protocol),
            "drugs": list(protocol.drug_ids),
            "unknown": list(taken.unknown),
            "blocks": {fact.block: fact.labels[0] for fact in taken.facts},
            **_facts(wording, taken.facts),
        }
    return f"compare/protocols/{slug}.json", data


def _heading(book: Book, case: Case) -> dict[str, Any]:
    """What a protocol is called, where it is, and its states by day."""
    label = book.label(case.area)
    return {
        "title": case.title,
        "area": case.area,
        "place": book.area_name(case.area),
        **({"label": label} if label else {}),
        "address": book.protocol_href(case.id),
        "case": case.key,
        "timeline": in_codes(book.timelines[case.key]),
    }


def _facts(wording: Wording, facts: Sequence[Fact]) -> Json:
    """The facts, and what they rest on: many facts rest on one source, which is written once."""
    sources: dict[str, int] = {}
    rows = []
    for fact in facts:
        source = sources.setdefault(wording.source(fact), len(sources))
        parts = [(part.slot, part.token, wording.texts(part)) for part in fact.parts]
        rows.append((fact.key, fact.block, wording.label(fact), source, parts))
    return {"sources": list(sources), "facts": rows}


def _area_file(book: Book, area: str) -> tuple[str, Json]:
    cases = sorted(book.by_area.get(area, ()), key=by_title)
    label, none = book.label(area), none_found(book, area)
    drugs = dict.fromkeys(drug for case in cases if case.protocol for drug in case.protocol.drug_ids)
    data = {
        "built_on": book.day.isoformat(),
        "area": area,
        "place": book.area_name(area),
        **({"label": label} if label else {}),
        "address": f"areas/{area}/",
        "none": none.text,
        "whole": none.known,
        "drugs": {drug: book.drug(drug).text for drug in drugs},
        "protocols": [_listed(book, case) for case in cases],
    }
    return f"compare/areas/{area}.json", data


def _listed(book: Book, case: Case) -> Json:
    """A protocol as the comparison of two areas shows it."""
    protocol = case.protocol
    listed = {**_heading(book, case), "slug": book.slugs[case.id], "drugs": list(protocol.drug_ids) if protocol else []}
    if learnt := shallow(protocol):
        listed["depth"] = learnt
    if case.adoption is not None:
        status = case.adoption.status
        known = status is not Adoption.UNKNOWN
        listed["decision"] = as_text(status) if known else "Whether it was adopted is not known"
    return {**listed, "lights": [[token, one.text] for token, one in _lights(book, case)]}


def _lights(book: Book, case: Case) -> Iterator[tuple[str | None, Said]]:
    """Each light with its committee, without which it means nothing."""
    rows = case.protocol.classification if case.protocol else None
    if rows is None or isinstance(rows, Unknown):
        yield None, Said("Classification not known", known=False)
        return
    for row in rows:
        one = light(book, row)
        yield (f"{row.committee}/{said(row, 'label').text}" if one.known else None), one
