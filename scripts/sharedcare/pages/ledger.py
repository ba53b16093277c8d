"""What changed in the register's own files: on each protocol's page, and on one page for all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sharedcare.exports.addresses import short_address
from sharedcare.pages.blocks import Block, Cell, Items, Said, Section, cell, words
from sharedcare.pages.book import Book
from sharedcare.pages.page import Page
from sharedcare.pages.plain import EVERY_AREA, plain_page
from sharedcare.pages.words import said
from sharedcare.register.ids import missing_ids, retired_ids
from sharedcare.register.model.ledger import LedgerRow
from sharedcare.register.values.dates import PartialDate

SOURCE = "changes.md"
MOST_ROWS = 200
"""How many rows the page of all changes shows."""
TITLE = "What changed in this register's file"
NO_LEDGER = "What changed in this register's files is not recorded here: the register keeps no ledger of them."
NOT_YET = "No change of this register's file is recorded."
LEAD = (
    "What changed in the files of protocols, day by day, the latest first. It is the register that changed here; a "
    "committee's own document may have changed earlier, or not at all. The words are those of the day."
)


def recorded(book: Book, name: str) -> Block:
    """What changed in the file of one protocol, the latest day first."""
    if not book.register.ledger:
        return words(NO_LEDGER)
    rows = _latest_first(book.ledger.get(name, ()))
    items = tuple(cell(f"{said(row, 'on').text}:", *_says(row)) for row in rows)
    return Items(items, TITLE) if items else words(NOT_YET)


def changes_page(book: Book) -> Page:
    """What changed in the files of all protocols, by day."""
    rows = _latest_first(book.register.ledger)
    shown = rows[:MOST_ROWS]
    parts = tuple(_day(book, day, list(group)) for day, group in groupby(shown, key=_day_of))
    if len(rows) > len(shown):
        older = f"Only the latest {MOST_ROWS} are shown. Older ones stand on each protocol's page, under History."
        parts += (Section("older", "Older changes", (words(older),)),)
    none = Section("none", "None recorded", (words(NO_LEDGER),))
    return plain_page(SOURCE, "Recent changes", parts or (none,), place=EVERY_AREA, lead=LEAD)


def _day(book: Book, day: str, rows: list[LedgerRow]) -> Section:
    title = said(rows[0], "on").text
    items = sorted((_row(book, row) for row in rows), key=lambda item: _text(item.pieces[0]).casefold())
    return Section(f"day-{day}", title, (Items(tuple(items)),))


def _text(piece: object) -> str:
    return piece.text if isinstance(piece, Said) else ""


def _row(book: Book, row: LedgerRow) -> Cell:
    name = said(row, "protocol").text
    if name in book.by_protocol:
        own = book.by_protocol[name][0]
        return cell(Said(f"{own.title}, {book.place(own.area)}", href=book.protocol_href(name)), *_says(row))
    gone = name in retired_ids(book.register) or name in missing_ids(book.register)
    text = f"{name}, which is not in the register any more"
    return cell(Said(text, href=short_address(name) if gone else None), *_says(row))


def _says(row: LedgerRow) -> Iterator[Said]:
    if not isinstance(row.says, tuple) or not row.says:
        yield Said("What changed is not known", known=False)
        return
    yield from map(Said, row.says)


def _latest_first(rows: tuple[LedgerRow, ...]) -> list[LedgerRow]:
    return sorted(rows, key=_day_of, reverse=True)


def _day_of(row: LedgerRow) -> str:
    """The day in signs, so that a row without one comes last."""
    return row.on.first.isoformat() if isinstance(row.on, PartialDate) else "0000-00-00"
