"""What stands in the place of an id that no page shows as one: the title or name of the record that it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sharedcare.pages.book import Book
from sharedcare.pages.scope import indication_names
from sharedcare.pages.words import as_text, capital, said
from sharedcare.register.model.base import Record
from sharedcare.register.model.document import Review
from sharedcare.register.model.ids import PublishedIds, Retired
from sharedcare.register.model.places import Area
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.services import Coverage


def words_for(book: Book, record: Record, name: str, item: object) -> str | None:
    """The words for the ids in a field, or for one of them; nothing where the field holds none of these."""
    if not item or not isinstance(item, str | tuple):
        return None
    if name == "specialties":
        return capital(as_text(item).replace("-", " "))
    words = next((_WORDS[kind, name] for kind in type(record).__mro__ if (kind, name) in _WORDS), None)
    return ", ".join(words(book, one) for one in ((item,) if isinstance(item, str) else item)) if words else None


def _notice(book: Book, notice: str) -> str:
    found = (one for entry in book.register.drugs.values() for one in entry.record.safety_notices if one.id == notice)
    return next((said(one, "title").text for one in found), notice)


def _report(book: Book, report: str) -> str:
    entry = book.register.reports.get(report)
    if entry is None or entry.record.complaint is None:
        return report
    one = entry.record
    return f"{capital(as_text(one.complaint))}, reported by {book.organisation(one.by).text} ({said(one, 'on').text})"


def _scheme(book: Book, scheme: str) -> str:
    entry = book.register.schemes.get(scheme)
    return f"The lights of {book.committee(entry.record.committee).text}" if entry is not None else scheme


def _protocol(book: Book, protocol: str) -> str:
    """An id that is itself the fact, with the title that it stands for."""
    found = book.by_protocol.get(protocol)
    return f"{found[0].title} ({protocol})" if found and found[0].title != protocol else protocol


def _indication(book: Book, indication: str) -> str:
    return next(_indications(book, indication), indication)


def _indications(book: Book, indication: str) -> Iterator[str]:
    for entry in book.register.protocols.values():
        names = indication_names(entry.record)
        if indication in names:
            yield names[indication]


_WORDS: Mapping[tuple[type[Record], str], Callable[[Book, str], str]] = {
    (Area, "scheme"): _scheme,
    (Coverage, "indications"): _indication,
    (Protocol, "reports"): _report,
    (PublishedIds, "published"): _protocol,
    (Retired, "now"): _protocol,
    (Review, "notices_read"): _notice,
}
