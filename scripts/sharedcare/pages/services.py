"""Commissioned services: what each pays for, from when, until when; and the fees, never compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sharedcare.exports.addresses import EXAMPLE
from sharedcare.pages.blocks import Block, Cell, Facts, Items, Said, Section, cell, sections, words
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.groups import by_group
from sharedcare.pages.page import Page
from sharedcare.pages.plain import EVERY_AREA, plain_page
from sharedcare.pages.words import ages_in_words, as_text, deadline, evidence_date, labelled, said
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.monitoring import Ages
from sharedcare.register.model.services import Coverage, Fee, Participation, Service
from sharedcare.status import Case

COVERS = {"drugs": "Drugs", "indications": "Indications", "ages": "Ages", "areas": "Areas"}
ALL = Said("Services and fees", href="services/")
NOT_COMPARED = (
    "Each amount stands with its own unit and year. Two amounts of different units, years or tasks cannot be compared."
)


def service_pages(book: Book) -> Iterator[Page]:
    """The list of services with their fees, and a page for each."""
    yield _list(book)
    for key, entry in book.register.services.items():
        name = said(entry.record, "name")
        title = name.text if name.known else key
        facts = Section("service", "The service", (Facts(tuple(_facts(book, entry))),))
        protocols = Section("protocols", "Protocols filed under it", tuple(_protocols(book, key)))
        yield plain_page(
            f"services/{key}.md", title, sections(facts, protocols), place=_payer(book, entry), up=ALL,
            lead="What was read of it. It may have changed or ended since, and promises nothing elsewhere.",
            example=EXAMPLE if entry.record.fictional else None, edit_path=f"{PROTOCOLS_FOLDER}/{entry.file}",
        )  # fmt: skip


def service_section(book: Book, key: str) -> Section:
    """The section of one service."""
    entry = book.register.services[key]
    name = said(entry.record, "name")
    blocks: tuple[Block, ...] = (Facts(tuple(_facts(book, entry))),)
    return Section(f"service-{key}", f"Service: {name.text if name.known else key}", blocks)


def _payer(book: Book, entry: Entry[Service]) -> str:
    return _heading(book, entry)


def _list(book: Book) -> Page:
    heads = ("Service", "When", "Fee, with its unit, year and source")
    entries = sorted(book.register.services.items(), key=lambda item: _order(book, item[1]))
    rows = ((_payer_id(entry), _heading(book, entry), _row(book, key, entry)) for key, entry in entries)
    about = Section("all", "Every service that the register knows of, by who pays", (words(NOT_COMPARED, strong=True),))
    parts = (about, *by_group("Services and fees", heads, rows))
    lead = "What commissioners pay for, here and elsewhere. An example from elsewhere promises nothing here."
    return plain_page("services/index.md", ALL.text, parts, place=EVERY_AREA, lead=lead)


def _payer_id(entry: Entry[Service]) -> str:
    payer = entry.record.commissioner
    return f"payer-{payer if isinstance(payer, str) else 'not-known'}"


def _heading(book: Book, entry: Entry[Service]) -> str:
    payer = book.organisation(entry.record.commissioner)
    return payer.text if payer.known else "Who pays is not known"


def _order(book: Book, entry: Entry[Service]) -> tuple[bool, bool, str]:
    """By who pays; where that is not known after the others, and what is invented last."""
    payer = book.organisation(entry.record.commissioner)
    return bool(entry.record.fictional), not payer.known, payer.text.casefold()


def _row(book: Book, key: str, entry: Entry[Service]) -> tuple[Cell, ...]:
    service = entry.record
    label = Said(EXAMPLE, quiet=True) if service.fictional else None
    days = cell(labelled("From", deadline(service, "start")), labelled("Until", deadline(service, "end")))
    return cell(book.service(key), label), days, _fees(service, Sources.of(book, entry))


def _protocols(book: Book, key: str) -> Iterator[Block]:
    named = {case.id: case for case in book.cases if key in (case.services or ())}
    if named:
        yield words("Whether it covers each of these, and whether each is in date, is said on the protocol's own page.")
        yield Items(tuple(_protocol(book, case) for case in named.values()))


def _protocol(book: Book, case: Case) -> Cell:
    note = case.commissioned.note_on("services")
    return cell(book.protocol(case.id), Said(note, quiet=True) if note else None)


def _facts(book: Book, entry: Entry[Service]) -> Iterator[tuple[str, Cell]]:
    service = entry.record
    if note := service.note_on("name"):
        yield "Name", cell(Said(note, quiet=True))
    yield "Who pays", cell(book.organisation(service.commissioner, service.note_on("commissioner")))
    yield "First day", cell(deadline(service, "start"))
    yield "Last day", cell(deadline(service, "end"))
    yield "Pays for", _covers(book, service)
    sources = Sources.of(book, entry)
    yield "Fee", _fees(service, sources)
    yield "Practices choose to provide it", cell(said(service, "opt_in"))
    if service.participation is not None:
        yield "Practices that do", _participation(service, sources)
    if service.conditions:
        yield "Conditions", Cell(tuple(map(Said, service.conditions)))
    if service.note:
        yield "Also", cell(service.note)
    yield "Source", cell(sources.described(service.source))


def _covers(book: Book, service: Service) -> Cell:
    if isinstance(service.covers, Unknown):
        return cell(said(service, "covers"))
    return Cell(tuple(piece for row in service.covers for piece in _coverage(book, row)))


def _coverage(book: Book, row: Coverage) -> Iterator[Said]:
    for name, title in COVERS.items():
        value, plain = getattr(row, name), said(row, name)
        text = plain.text if plain.known else "not known"
        if name == "drugs" and isinstance(value, tuple):
            text = ", ".join(book.drug(drug).text for drug in value)
        elif name == "areas" and isinstance(value, tuple):
            text = ", ".join(book.area_name(area) for area in value)
        elif isinstance(value, Ages):
            text = ages_in_words(value)
        yield Said(f"{title}: {text}", plain.known, plain.note)
    if row.tasks:
        yield Said(f"Only: {as_text(row.tasks)}")


def _fees(service: Service, sources: Sources) -> Cell:
    if isinstance(service.fees, Unknown):
        return cell(said(service, "fees"))
    return Cell(tuple(piece for row in service.fees for piece in (_fee(row), _fee_source(row, sources))))


def _fee_source(row: Fee, sources: Sources) -> Said:
    return replace(sources.described(row.source), quiet=True)


def _fee(row: Fee) -> Said:
    amount, year, unit = said(row, "amount"), said(row, "year"), said(row, "unit")
    when = year.text if year.known else "year not known"
    note = "; ".join(filter(None, (amount.note, unit.note, year.note))) or None
    if not isinstance(row.amount, float):
        return Said(_without_amount(row, when), known=False, note=note)
    pounds = f"£{row.amount:,.2f}".removesuffix(".00")
    measure = row.unit_as_printed or (as_text(row.unit) if unit.known else "for a unit that is not known")
    return Said(f"{pounds} {measure}, {when}", amount.known, note)


def _without_amount(row: Fee, when: str) -> str:
    if row.percent is None:
        return f"Amount not known, {row.unit_as_printed or 'unit not known'}, {when}"
    on = row.unit_as_printed or "on all its fees"
    return f"A rise of {row.percent:g}%, {on}, {when}; the fees themselves are not known"


def _participation(service: Service, sources: Sources) -> Cell:
    known = service.participation
    if not isinstance(known, Participation):
        return cell(said(service, "participation"))
    text = f"{said(known, 'practices').text} of {said(known, 'of').text}, on {evidence_date(known, 'on').text}"
    notes = "; ".join(filter(None, map(known.note_on, ("practices", "of", "on")))) or None
    return cell(Said(text, note=notes), replace(sources.described(known.source), quiet=True))
