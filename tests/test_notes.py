"""No note beside a field is lost on the way from a file to the page of its record."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from sharedcare.pages import render_book
from sharedcare.pages.book import Book
from sharedcare.pages.places import place_of
from sharedcare.register.load import load
from sharedcare.register.model.base import Record
from sharedcare.register.walk import Block, blocks_of, records
from tests.registers import BASE, DAY

ROOT = Path(__file__).parent.parent
BOOKS = {name: Book.of(load(folder), DAY) for name, folder in (("shipped", ROOT / "protocols"), ("fixtures", BASE))}
TEXTS = {
    name: {page.source: " ".join(text_of_page.split()) for page in render_book(book)
           for text_of_page in [unescape(re.sub(r"<[^>]+>", " ", page.html))]}
    for name, book in BOOKS.items()
}  # fmt: skip


def lost(register: str) -> list[str]:
    """The notes of each record that its own page does not show."""
    book, texts = BOOKS[register], TEXTS[register]
    found = []
    for entry in records(book.register):
        page = texts[place_of(book, entry).source]
        for block in blocks_of(entry, Record):
            for key, note in notes_of(block.record).items():
                if " ".join(note.split()).casefold() not in page.casefold():
                    found.append(f"{entry.file} {'.'.join(map(str, (*block.path, key)))}_note: {note}")
    return found


def notes_of(record: Record) -> dict[str, str]:
    return dict(record._notes)


@pytest.mark.parametrize("register", BOOKS)
def test_every_note_stands_on_the_page_of_its_record(register: str):
    assert lost(register) == []


def test_a_note_that_no_page_shows_is_found(monkeypatch: pytest.MonkeyPatch):
    texts = {source: text.replace("Where it is positive", "") for source, text in TEXTS["shipped"].items()}
    monkeypatch.setitem(TEXTS, "shipped", texts)
    assert any("tuberculosis" in line for line in lost("shipped"))


def test_there_are_notes_to_lose():
    assert sum(len(notes_of(block.record)) for block in all_blocks(BOOKS["shipped"])) > 2000


def all_blocks(book: Book) -> list[Block[Record]]:
    return [block for entry in records(book.register) for block in blocks_of(entry, Record)]
