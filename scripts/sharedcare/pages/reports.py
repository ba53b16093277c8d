"""Reports: shown as reported, never as fact."""

from __future__ import annotations

from sharedcare.pages.blocks import Cell, Said, cell
from sharedcare.pages.book import Book
from sharedcare.pages.cite import publisher
from sharedcare.pages.words import as_text, said, said_value
from sharedcare.register.load import Entry
from sharedcare.register.model.voices import Report


def report_cell(book: Book, entry: Entry[Report]) -> Cell:
    """One report: who says what, when, about whom, on which source, and what was answered."""
    report = entry.record
    by, on = book.organisation(report.by, report.note_on("by")), said_value(report.on, report.note_on("on"))
    when = f"on {on.text}" if on.known else "undated"
    complaint = as_text(report.complaint) if report.complaint else "A report"
    return cell(
        Said(f"{complaint}: reported by {by.text}, {when}", note=on.note if not on.known else None),
        said(report, "says"),
        _about(book, report),
        _source(entry, report.source),
        _reply(book, entry),
    )


def _about(book: Book, report: Report) -> Said | None:
    return Said(f"About: {book.organisation(report.about).text}", quiet=True) if isinstance(report.about, str) else None


def _source(entry: Entry[Report], key: str | None) -> Said | None:
    source = entry.sources.get(key or "")
    if source is None:
        return Said("Source not given", known=False, quiet=True)
    title = said(source, "title").text
    return Said(f"Source: {title}, {publisher(source)}", href=source.url, quiet=True)


def _reply(book: Book, entry: Entry[Report]) -> Said | None:
    reply = entry.record.reply
    if reply is None:
        return Said("No reply is recorded.", quiet=True)
    on = said_value(reply.on)
    return Said(
        f"{book.organisation(reply.by).text} replied{f' on {on.text}' if on.known else ''}: {said(reply, 'says').text}"
    )
