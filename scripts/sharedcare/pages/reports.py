"""Reports: shown as reported, never as fact."""

from __future__ import annotations

from dataclasses import replace

from sharedcare.pages.blocks import Cell, Said, cell
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.words import as_text, said, said_value
from sharedcare.register.load import Entry
from sharedcare.register.model.voices import Report

NOT_TESTED = "Somebody has said this. The register has not tested it."
TITLE = "Reported, not established"


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
        _source(book, entry, report.source),
        _reply(book, entry),
    )


def _about(book: Book, report: Report) -> Said | None:
    names = [book.organisation(report.about).text] if report.about is not None else []
    names += [book.drug(drug).text for drug in report.drugs]
    notes = [note for note in map(report.note_on, ("about", "drugs", "protocols")) if note]
    if not names and not notes:
        return None
    about = f"About: {', '.join(names)}" if names else "About: not said"
    return Said(about, quiet=True, note="; ".join(notes) or None)


def _source(book: Book, entry: Entry[Report], key: str | None) -> Said:
    return replace(Sources.of(book, entry).described(key), quiet=True)


def _reply(book: Book, entry: Entry[Report]) -> Said | None:
    reply = entry.record.reply
    if reply is None:
        return Said("No reply is recorded.", quiet=True)
    on = said_value(reply.on)
    return Said(
        f"{book.organisation(reply.by).text} replied{f' on {on.text}' if on.known else ''}: {said(reply, 'says').text}"
    )
