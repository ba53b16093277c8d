"""How deep the evidence behind a protocol's page goes."""

from __future__ import annotations

from sharedcare.pages.book import Book
from sharedcare.pages.words import as_text, said, said_value
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import Evidence, Kind
from sharedcare.status.currency import sentence


def evidence_line(book: Book, protocol: Protocol) -> str:
    """How deep the evidence goes, in a sentence."""
    if protocol.kind is Kind.NATIONAL_TEMPLATE:
        return f"A national template: it binds nobody until an area adopts it. {_evidence(book, protocol)}"
    return _evidence(book, protocol)


def _evidence(book: Book, protocol: Protocol) -> str:
    match protocol.evidence:
        case Evidence.DOCUMENT:
            return "Transcribed from the document itself."
        case Evidence.LISTING:
            seen = said(protocol, "listing_seen_on")
            day = seen.text if seen.known else "a day that is not known"
            since = "may since have been renewed, changed or withdrawn"
            return f"As listed when read on {day}; {since}.{_confidence(protocol)}"
        case Evidence.REPORTED:
            return f"{_reporters(book, protocol)} Nobody has shown us the document."
        case _:
            return "How this was learnt is not known."


def _confidence(protocol: Protocol) -> str:
    """How sure it is that the listed document is what the page says, where that was judged."""
    if protocol.confidence is None:
        return ""
    note = protocol.note_on("confidence")
    return f" Confidence is {as_text(protocol.confidence)}.{f' {sentence(note)}' if note else ''}"


def _reporters(book: Book, protocol: Protocol) -> str:
    records = [book.register.reports[key].record for key in protocol.reports if key in book.register.reports]
    said_by = []
    for report in records:
        on = said_value(report.on)
        said_by.append(f"{book.organisation(report.by).text}, {on.text if on.known else 'undated'}")
    return f"As reported by {'; '.join(said_by)}." if said_by else "As reported; by whom is not known."
