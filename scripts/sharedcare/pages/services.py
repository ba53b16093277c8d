"""A commissioned service: what it pays for, from when, until when."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcare.pages.blocks import Block, Cell, Facts, Said, Section, cell, listed
from sharedcare.pages.book import Book
from sharedcare.pages.cite import publisher
from sharedcare.pages.words import ages_in_words, as_text, deadline, evidence_date, said
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.monitoring import Ages
from sharedcare.register.model.reference import Coverage, Fee, Participation, Service

COVERS = {"drugs": "Drugs", "indications": "Indications", "ages": "Ages", "areas": "Areas"}


def service_section(book: Book, key: str) -> Section:
    """The section of one service."""
    entry = book.register.services[key]
    service = entry.record
    name = said(service, "name")
    blocks: tuple[Block, ...] = (Facts(tuple(_facts(book, entry))),)
    return Section(f"service-{key}", f"Service: {name.text if name.known else key}", blocks)


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
    if service.note:
        yield "Also", cell(service.note)
    source = entry.sources.get(service.source or "")
    if source is not None:
        yield "Source", cell(Said(f"{said(source, 'title').text}, {publisher(source)}", href=source.url))


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
    amount, year = said(row, "amount"), said(row, "year")
    pounds = f"£{row.amount:,.2f}" if isinstance(row.amount, float) else "Amount not known"
    unit = said(row, "unit")
    words = row.unit_as_printed or (unit.text if unit.known else "for a unit that is not known")
    return Said(f"{pounds} {words}, {year.text if year.known else 'year not known'}", amount.known, amount.note)


def _participation(service: Service) -> Cell:
    known = service.participation
    if not isinstance(known, Participation):
        return cell(said(service, "participation"))
    return listed(
        (Said(f"{said(known, 'practices').text} of {said(known, 'of').text}, on {evidence_date(known, 'on').text}"),)
    )
