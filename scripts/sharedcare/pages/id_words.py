"""What stands in the place of an id that no page shows as one: the title or name of the record that it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sharedcare.findings import shortened
from sharedcare.pages.book import Book
from sharedcare.pages.scope import indication_names
from sharedcare.pages.words import as_text, capital, said
from sharedcare.register.model.base import Record
from sharedcare.register.model.document import Review
from sharedcare.register.model.ids import PublishedIds, Retired
from sharedcare.register.model.places import Area, Scheme
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.services import Coverage
from sharedcare.register.model.voices import Guidance, Report


def words_for(book: Book, record: Record, name: str, item: object) -> str | None:
    """The words for the ids in a field, or for one of them; nothing where the field holds none of these."""
    if not item or not isinstance(item, str | tuple):
        return None
    if name == "specialties":
        return capital(as_text(item).replace("-", " "))
    words = next((_WORDS[kind, name] for kind in type(record).__mro__ if (kind, name) in _WORDS), None)
    return ", ".join(words(book, one) for one in ((item,) if isinstance(item, str) else item)) if words else None


def title_for(book: Book, record: Record, key: str) -> str:
    """What a record is called: by itself, or else by what it is about; its id only where it says nothing of either."""
    match record:
        case Scheme():
            return _scheme_in_words(book, record)
        case Report():
            return _report_in_words(book, record)
        case Guidance():
            return f"{said(record, 'topic').text}: {shortened(said(record, 'text').text)}"
        case PublishedIds():
            return book.area_name(key)
    return name_of(record) or key


def name_of(record: Record) -> str:
    """What a record calls itself; empty where it has no name of its own."""
    name = next((field for field in ("name", "title", "item") if field in type(record).model_fields), None)
    return said(record, name).text if name else ""


def _notice(book: Book, notice: str) -> str:
    found = (one for entry in book.register.drugs.values() for one in entry.record.safety_notices if one.id == notice)
    return next((said(one, "title").text for one in found), notice)


def _report(book: Book, report: str) -> str:
    entry = book.register.reports.get(report)
    return _report_in_words(book, entry.record) if entry is not None else report


def _report_in_words(book: Book, report: Report) -> str:
    complaint = said(report, "complaint").text
    return f"{complaint}, reported by {book.organisation(report.by).text} ({said(report, 'on').text})"


def _scheme(book: Book, scheme: str) -> str:
    entry = book.register.schemes.get(scheme)
    return _scheme_in_words(book, entry.record) if entry is not None else scheme


def _scheme_in_words(book: Book, scheme: Scheme) -> str:
    return f"The lights of {book.committee(scheme.committee).text}"


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
