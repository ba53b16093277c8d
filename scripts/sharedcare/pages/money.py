"""Who pays for the work under a protocol."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcare.pages.blocks import Cell, Facts, Said, Section, Words, cell
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.words import evidence_date, said, said_value
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.care import CommissionedService
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import Kind


def paid_if(book: Book, protocol: Protocol) -> Iterator[Cell]:
    """Under which condition a practice is paid, and who does the work otherwise."""
    commissioned = protocol.commissioned_service
    if isinstance(commissioned, Unknown) or protocol.kind is Kind.NATIONAL_TEMPLATE:
        return
    for key in commissioned.services:
        service = book.register.services.get(key)
        if service is None or service.record.opt_in is not False:
            name = service.record.name if service else key
            yield cell(f"Paid only if your practice provides {key if isinstance(name, Unknown) else name}.")
    fallback = said(commissioned, "fallback_provider")
    text = (
        "Who does the work if your practice does not"
        if commissioned.services
        else "Who does the work where nobody is paid for it"
    )
    yield cell(Said(f"{text}: {fallback.text if fallback.known else 'not known'}.", fallback.known, fallback.note))


def money(book: Book, protocol: Protocol, sources: Sources) -> Section:
    """What the commissioner pays for."""
    commissioned = protocol.commissioned_service
    if not isinstance(commissioned, CommissionedService):
        known = Words(cell(said(protocol, "commissioned_service")))
        return Section("funding", "What the commissioner pays for", (known,))
    rows = [
        ("Services", _services(book, commissioned)),
        ("Last confirmed", cell(evidence_date(commissioned, "checked_on"))),
    ]
    if commissioned.pays_for:
        rows.append(("Pays for", cell(*commissioned.pays_for)))
    if commissioned.note:
        rows.append(("Also", cell(commissioned.note)))
    rows.append(("Source", cell(sources.named(commissioned.source))))
    return Section("funding", "What the commissioner pays for", (Facts(tuple(rows)),))


def _services(book: Book, commissioned: CommissionedService) -> Cell:
    if not commissioned.services:
        return cell(Said("No service is recorded", known=False, note=commissioned.note_on("status")))
    shelf = book.register.services
    named = (Said(said_value(shelf[key].record.name).text if key in shelf else key) for key in commissioned.services)
    note = commissioned.note_on("services")
    return cell(*named, Said(note, quiet=True) if note else None)
