"""A letter in hand: for an area, every drug's protocols and whose requests each covers; and a form that looks it up.

The judgements are those of `status.lookup`. The browser takes what it shows from an area's page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcare.pages import template
from sharedcare.pages.blocks import Cell, Mark, Said, cell
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.evidence import evidence_line
from sharedcare.pages.page import Heading, Page
from sharedcare.pages.scope import indication_names
from sharedcare.pages.states import embedded, marks, stands
from sharedcare.pages.words import ages_in_words, as_text, is_unknown, said
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.monitoring import Ages, Monitoring
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import Adoption, Basis, Kind, Topic
from sharedcare.status import Case, Currency
from sharedcare.status.funding import reported_as_not_commissioned
from sharedcare.status.lookup import Desk, Found, LookUp
from sharedcare.status.requests import Answer, Asker

FORM = "letter.md"
ANY_DRUG = "*"
"""Stands for the drugs of a protocol that may be for any."""
MOVES = ("moved", "moved-away")
TOPICS = (Topic.ACCEPTANCE_CHECK, Topic.NATIONAL_GUIDANCE, Topic.PRACTICE_POLICY, Topic.ENDING)


@dataclass(frozen=True, slots=True)
class Row:
    """What a protocol says of an asker."""

    to: str
    """Whom it answers, by id, with spaces between."""
    label: str
    verdict: str
    sentence: str
    note: str | None
    cited: Said | None
    """What it rests on."""


@dataclass(frozen=True, slots=True)
class Request:
    """A protocol as a letter about some of its drugs finds it."""

    id: str
    case: str
    drugs: str
    """The ids of the drugs, with spaces between."""
    title: Said
    place: str
    evidence: str
    is_wider: bool
    is_binding: bool
    """Whether it is known to bind the area, once it is in force."""
    reported: str
    """Who reports that nobody pays for it."""
    why: str | None
    """Where its page says why its state is what it is."""
    marks: tuple[Mark, ...]
    check: tuple[tuple[str, Cell], ...]
    """What the protocol is limited to, for comparing with the letter."""
    rows: tuple[Row, ...]
    moves: tuple[Row, ...]
    jumps: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Drug:
    """What is known of letters about a drug, beside the protocols."""

    id: str
    name: Said
    says: tuple[Said, ...]
    requests: tuple[Said, ...]
    """Links to the protocols on the page."""


def letter_page(book: Book, area: str) -> Page:
    """The page of an area: every drug, every protocol, every asker."""
    source, desk = f"letter/{area}.md", book.desks[area]
    found = {drug: desk.look_up(drug) for drug in book.register.drugs}
    requests = tuple(_requests(book, desk, found))
    drugs = sorted(_drugs(book, desk, found, requests), key=lambda drug: drug.name.text.casefold())
    shown = list(
        {one.case.key: one.case for look_up in found.values() for one in (*look_up.found, *look_up.unclear)}.values()
    )
    html = template.render(
        "letter-area.html",
        source,
        area=book.area(area),
        place=area,
        title=f"A letter asks you to take over: {book.area_name(area)}",
        example=book.label(area),
        stands=stands(book, shown) if shown else "",
        providers=[(key, provider.name) for key, provider in desk.providers.items()],
        drugs=[drug for drug in drugs if drug.requests],
        others=[drug for drug in drugs if not drug.requests],
        requests=[request for request in requests if request.drugs != ANY_DRUG],
        in_date=" ".join(one.value for one in Currency if one.rank <= Currency.EXTENDED.rank),
        not_in_force=" ".join(one.value for one in Currency if one.rank >= Currency.DRAFT.rank),
        unclear=[request for request in requests if request.drugs == ANY_DRUG],
        guidance=guidance_links(book),
        embedded=template.embed(embedded(book, shown, whole=False)),
    )
    headings = [Heading("drugs", "Drugs")]
    headings += [Heading("requests", "Protocols")] if requests else []
    return Page(source, f"A letter asks you to take over – {book.place(area)}", html, headings=tuple(headings))


def form_page(book: Book) -> Page:
    """The page that asks for drug, area and asker, and shows what an area's page says of them."""
    names = {key: book.drug(key).text for key in book.register.drugs}
    html = template.render(
        "letter.html",
        FORM,
        title="A letter asks you to take over",
        areas=list(book.areas_to_choose.items()),
        drugs=sorted(names.items(), key=lambda one: one[1].casefold()),
        brands=sorted(_brands(book, names), key=lambda one: one[1].casefold()),
        askers=[(str(asker.value), asker.label, _whom(asker)) for asker in Asker],
        guidance=guidance_links(book),
    )
    return Page(FORM, "A letter asks you to take over – every area", html)


def _whom(asker: Asker) -> str:
    return asker.whom if asker is Asker.MOVED else f"requests from {asker.whom}"


def guidance_links(book: Book) -> tuple[Said, ...]:
    """Where the register holds what named bodies say about requests."""
    held = {entry.record.topic for entry in book.register.guidance.values()}
    return tuple(Said(as_text(topic), href=f"guidance/#{topic.value}") for topic in TOPICS if topic in held)


def _brands(book: Book, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Brands and spellings, each with the drug that it is, as a form offers them."""
    for key, entry in book.register.drugs.items():
        for other in dict.fromkeys((*entry.record.brand_names, *entry.record.spellings)):
            yield key, f"{other}: {names[key]}"


def _drugs(book: Book, desk: Desk, found: dict[str, LookUp], requests: tuple[Request, ...]) -> Iterator[Drug]:
    places = _other_places(book, desk.area)
    for key, look_up in found.items():
        links = (Said(one.title.text, href=f"#{one.id}") for one in requests if key in one.drugs.split())
        lines = (Said(line.text, line.known) for line in look_up.lines)
        elsewhere = _elsewhere(book, places, key)
        yield Drug(key, book.drug(key), (*lines, *((elsewhere,) if elsewhere else ())), tuple(links))


def _other_places(book: Book, area: str) -> frozenset[str]:
    """The places beside an area: neither wider areas nor parts, and invented ones only beside an invented one."""
    wider, invented = book.register.area_and_wider, book.is_fictional(area)
    beside = (one for one in book.register.areas if book.is_fictional(one) == invented)
    return frozenset(one for one in beside if one not in wider(area) and area not in wider(one))


def _elsewhere(book: Book, places: frozenset[str], drug: str) -> Said | None:
    """That other places have a protocol, which binds nothing here."""
    having = places.intersection(case.area for case in book.by_drug.get(drug, ()))
    if not having:
        return None
    many = "1 other place has" if len(having) == 1 else f"{len(having)} other places have"
    note = "it binds nothing here unless adopted here"
    return Said(f"{many} a protocol with it", note=note, href=f"drugs/{drug}/#protocols", quiet=True)


def _requests(book: Book, desk: Desk, found: dict[str, LookUp]) -> Iterator[Request]:
    """The protocols, each once for all its drugs of which it says the same."""
    alike: dict[tuple[str, tuple[Answer, ...]], tuple[Found, list[str]]] = {}
    for drug, look_up in found.items():
        for one in look_up.found:
            alike.setdefault((one.case.key, one.answers), (one, []))[1].append(drug)
    both = [*alike.values(), *((one, [ANY_DRUG]) for one in desk.unclear)]
    for number, (one, drugs) in enumerate(sorted(both, key=lambda pair: _order(book, pair[0])), 1):
        yield _request(book, f"request-{number}", one, drugs)


def _order(book: Book, found: Found) -> tuple[bool, int, str]:
    """The area's own first, those in force before those that are not, then by title."""
    state = book.timelines[found.case.key][0].state
    return found.is_wider, state.currency.currency.rank, found.case.title.casefold()


def _request(book: Book, name: str, found: Found, drugs: list[str]) -> Request:
    case, entry = found.case, book.register.protocols.get(found.case.id)
    href = book.protocol_href(case.id) or ""
    sources = Sources.of(book, entry, href, numbered=False) if entry else Sources({})
    rows = [_row(answer, sources) for answer in found.answers]
    return Request(
        id=name,
        case=case.key,
        drugs=" ".join(drugs),
        title=Said(case.title, href=href),
        place=book.place(case.area),
        evidence=evidence_line(book, entry.record) if entry else "The register cannot read its file.",
        is_wider=found.is_wider,
        is_binding=not found.is_wider and _is_binding(case),
        reported=reported_as_not_commissioned(case),
        why=f"{href}#why" if entry else None,
        marks=marks(book, case),
        check=tuple(_check(book, entry.record)) if entry else (),
        rows=tuple(row for row in rows if row.to not in MOVES),
        moves=tuple(row for row in rows if row.to in MOVES),
        jumps=tuple(_jumps(href, case.protocol)),
    )


def _is_binding(case: Case) -> bool:
    if case.protocol is None or case.adoption is not None:
        return case.adoption is not None and case.adoption.status is Adoption.ADOPTED
    return case.protocol.kind is not Kind.NATIONAL_TEMPLATE


def _row(answer: Answer, sources: Sources) -> Row:
    cited = sources.named(answer.source, answer.section) if answer.source else None
    return Row(" ".join(answer.to), answer.label, answer.verdict.value, answer.sentence, answer.note, cited)


def _check(book: Book, protocol: Protocol) -> Iterator[tuple[str, Cell]]:
    """What the protocol is for: the letter is compared with it by whoever reads it."""
    names = (
        Said(", ".join(indication_names(protocol).values()))
        if not is_unknown(protocol.indications)
        else said(protocol, "indications")
    )
    yield "That it is for", cell(names)
    ages = Said(ages_in_words(protocol.ages)) if isinstance(protocol.ages, Ages) else said(protocol, "ages")
    yield "Age of the patient", cell(ages)
    if protocol.exclusions:
        yield "That it is none of these", Cell(tuple(said(row, "text") for row in protocol.exclusions))
    if isinstance(protocol.classification, Unknown):
        yield "Light", cell(said(protocol, "classification"))
        return
    lights = dict.fromkeys(
        f"{said(row, 'label').text}, by {book.committee(row.committee).text}" for row in protocol.classification
    )
    yield "Light", Cell(tuple(map(Said, lights)))


def _jumps(href: str, protocol: Protocol | None) -> Iterator[Said]:
    if protocol is None:
        return
    known = protocol.monitoring
    if isinstance(known, Monitoring) and known.basis is Basis.PROTOCOL and known.rows:
        yield Said("Tests", href=f"{href}#monitoring")
    if not is_unknown(protocol.contacts):
        yield Said("Contacts", href=f"{href}#contacts")
    yield Said("For patients who already have it", href=f"{href}#already")
