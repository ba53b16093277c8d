"""Commissioned services: what each pays for, from when, until when; and the fees, never compared."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcare.exports.addresses import EXAMPLE
from sharedcare.pages.blocks import Block, Cell, Facts, Said, Section, Table, cell, listed, sections, words
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.page import Page
from sharedcare.pages.plain import plain_page
from sharedcare.pages.words import ages_in_words, as_text, deadline, evidence_date, said
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.monitoring import Ages
from sharedcare.register.model.services import Coverage, Fee, Participation, Service

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
        protocols = Section("protocols", "Protocols that name it", tuple(_protocols(book, key)))
        yield plain_page(
            f"services/{key}.md", title, sections(facts, protocols), place=_payer(book, entry), up=ALL,
            example=EXAMPLE if entry.record.fictional else None, edit_path=f"{PROTOCOLS_FOLDER}/{entry.file}",
        )  # fmt: skip


def service_section(book: Book, key: str) -> Section:
    """The section of one service."""
    entry = book.register.services[key]
    name = said(entry.record, "name")
    blocks: tuple[Block, ...] = (Facts(tuple(_facts(book, entry))),)
    return Section(f"service-{key}", f"Service: {name.text if name.known else key}", blocks)


def _payer(book: Book, entry: Entry[Service]) -> str:
    payer = book.organisation(entry.record.commissioner)
    return payer.text if payer.known else "who pays is not known"


def _list(book: Book) -> Page:
    rows = [_row(book, key, entry) for key, entry in book.register.services.items()]
    heads = ("Service", "Who pays", "Fee, with its unit and year")
    table = Table("Services and fees", heads, tuple(rows))
    section = Section("all", "Every service that the register knows of", (words(NOT_COMPARED, strong=True), table))
    lead = "What commissioners pay for, here and elsewhere. An example from elsewhere promises nothing here."
    return plain_page("services/index.md", ALL.text, (section,), place="every area", lead=lead)


def _row(book: Book, key: str, entry: Entry[Service]) -> tuple[Cell, ...]:
    service = entry.record
    label = Said(EXAMPLE, quiet=True) if service.fictional else None
    return cell(book.service(key), label), cell(book.organisation(service.commissioner)), _fees(service)


def _protocols(book: Book, key: str) -> Iterator[Block]:
    named = [case.id for case in book.cases if key in (case.services or ())]
    if named:
        yield Facts((("Named by", Cell(tuple(map(book.protocol, dict.fromkeys(named))))),))


def _facts(book: Book, entry: Entry[Service]) -> Iterator[tuple[str, Cell]]:
    service = entry.record
    if note := service.note_on("name"):
        yield "Name", cell(Said(note, quiet=True))
    yield "Who pays", cell(book.organisation(service.commissioner, service.note_on("commissioner")))
    yield "First day", cell(deadline(service, "start"))
    yield "Last day", cell(deadline(service, "end"))
    yield "Pays for", _covers(book, service)
    yield "Fee", _fees(service)
    yield "Practices choose to provide it", cell(said(service, "opt_in"))
    if service.participation is not None:
        yield "Practices that do", _participation(service)
    if service.conditions:
        yield "Conditions", Cell(tuple(map(Said, service.conditions)))
    if service.note:
        yield "Also", cell(service.note)
    fees = () if isinstance(service.fees, Unknown) else service.fees
    cited = (service.source, *(row.source for row in fees))
    sources = Sources.of(book, entry)
    yield "Source", Cell(tuple(sources.described(key) for key in dict.fromkeys(cited)))


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


def _fees(service: Service) -> Cell:
    if isinstance(service.fees, Unknown):
        return cell(said(service, "fees"))
    return Cell(tuple(_fee(row) for row in service.fees))


def _fee(row: Fee) -> Said:
    amount, year, unit = said(row, "amount"), said(row, "year"), said(row, "unit")
    when = year.text if year.known else "year not known"
    note = "; ".join(filter(None, (amount.note, unit.note, year.note))) or None
    if not isinstance(row.amount, float):
        rise = f"A rise of {row.percent:g}% on all its fees, {when}; the fees themselves are not known"
        return Said(rise if row.percent is not None else f"Amount not known, {when}", known=False, note=note)
    pounds = f"£{row.amount:,.2f}".removesuffix(".00")
    measure = row.unit_as_printed or (as_text(row.unit) if unit.known else "for a unit that is not known")
    return Said(f"{pounds} {measure}, {when}", amount.known, note)


def _participation(service: Service) -> Cell:
    known = service.participation
    if not isinstance(known, Participation):
        return cell(said(service, "participation"))
    return listed(
        (Said(f"{said(known, 'practices').text} of {said(known, 'of').text}, on {evidence_date(known, 'on').text}"),)
    )
