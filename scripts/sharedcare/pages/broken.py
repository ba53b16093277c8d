"""The page of a protocol whose file cannot be read: it says so, and where."""

from __future__ import annotations

from datetime import timedelta

from sharedcare.pages import proof, template
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
        section=proof.file_section(book, broken.file, broken.id),
        embedded=template.embed(embedded(book, (case,), whole=True)),
    )
    edit_path = f"{PROTOCOLS_FOLDER}/{broken.file}"
    headings = (Heading("file", "This file"),)
    return Page(source, f"{case.title} – {book.place(broken.area)}", html, edit_path, headings)
