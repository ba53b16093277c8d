"""The page of a protocol whose file cannot be read: it says so, and where."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sharedcare.pages import proof, template, wrong
from sharedcare.pages.blocks import Said, Section, Words, cell
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.pages.history import as_it_stood
from sharedcare.pages.page import Heading, Page
from sharedcare.pages.states import embedded, state_view
from sharedcare.register.load import Unreadable
from sharedcare.register.model.base import is_id
from sharedcare.register.values.dates import in_words


def broken_page(book: Book, broken: Unreadable) -> Page:
    """The page of one unreadable file."""
    case = book.by_protocol[broken.id][0]
    source = f"protocols/{book.slugs[broken.id]}.md"
    html = template.render(
        "broken.html",
        source,
        title=case.title,
        area=book.area(broken.area),
        example=book.label(broken.area),
        day=in_words(book.day),
        state=state_view(book, case),
        earlier=as_it_stood(broken.id, book.day - timedelta(days=1)) if is_id(broken.id) else None,
        sections=(proof.file_section(book, broken.file, broken.id), _wrong(book, broken, case.title)),
        embedded=template.embed(embedded(book, (case,), whole=True)),
    )
    edit_path = f"{PROTOCOLS_FOLDER}/{broken.file}"
    headings = (Heading("file", "This file"), Heading(wrong.ID, wrong.TITLE))
    return Page(source, f"{case.title} – {book.place(broken.area)}", html, edit_path, headings)


def _wrong(book: Book, broken: Unreadable, title: str) -> Section:
    """The ways to have the file mended; the form for editors cannot open it."""
    guide = Said("What the checks said", href="editors/what-the-checks-said/")
    told = Said("Under “This file” stands what has to change, with its line. The form cannot open a broken file.")
    offered = wrong.section(
        book, wrong.About(title, f"{book.protocol_href(broken.id)}", broken.file, broken.id, broken.area)
    )
    return replace(offered, blocks=(Words(cell(told, guide)), *offered.blocks))
