"""What a page offers to whoever found something wrong on it: an issue form, an editor's mailbox, a form, the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from sharedcare.pages.blocks import Items, Said, Section, cell, words
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.register.editors import mailbox_of

ID = "wrong"
TITLE = "Something wrong here?"
BRANCH = "main"
"""The branch of the repository that the site is built from."""
NO_PATIENT = "Name no patient, and no person: only roles."


@dataclass(frozen=True, slots=True)
class About:
    """What a page is about, as a message to an editor names it."""

    title: str
    address: str
    """The page's, from the site's top."""
    file: str
    """Path from the register's folder."""
    protocol: str | None = None
    """Its id, where it is about one."""
    area: str | None = None


def section(book: Book, about: About) -> Section:
    """The ways to have a page put right. Those that lead to the repository are left out where nobody has said which."""
    return Section(ID, TITLE, (words(NO_PATIENT), Items(tuple(map(cell, _ways(book, about))))))


def _ways(book: Book, about: About) -> Iterator[Said]:
    if book.repo:
        yield Said("Suggest a change", href=issue_form(book, about), note="a form with four questions, on GitHub")
    if (editor := mailbox_of(book.register, about.area)) is not None:
        yield Said(f"E-mail the editor: {editor.email}", href=letter_to(editor.email, about, book.site))
    form = _form(book, about)
    if form is not None:
        yield form
    if book.repo:
        href = f"{book.repo}/edit/{BRANCH}/{PROTOCOLS_FOLDER}/{quote(about.file)}"
        yield Said("Edit this file", href=href, note="on GitHub")
    else:
        yield Said(f"The file is {PROTOCOLS_FOLDER}/{about.file}", quiet=True)


def _form(book: Book, about: About) -> Said | None:
    """The way to the form for editors, where there is a file that it can change or an area that it can add one to."""
    note = "no YAML; nothing is sent"
    if about.protocol is not None and about.protocol in book.register.protocols:
        return Said("Edit it in a form", href=f"edit/?protocol={book.slugs[about.protocol]}", note=note)
    if about.protocol is None and about.area is not None:
        return Said("Add a protocol in a form", href=f"edit/?new={about.area}", note=note)
    return None


def issue_form(book: Book, about: About) -> str:
    """The repository's form for a correction, with what it is about filled in."""
    known = {"protocol": about.protocol, "area": about.area, "page": book.site + about.address}
    asked = {"template": "correction.yml", **{name: value for name, value in known.items() if value}}
    return f"{book.repo}/issues/new?{urlencode(asked)}"


def letter_to(mailbox: str, about: About, site: str) -> str:
    """The address of an e-mail with its subject and its first lines written (RFC 6068)."""
    lines = (f"Page: {site}{about.address}", f"File: {PROTOCOLS_FOLDER}/{about.file}", "",
             "What is wrong:", "", "What it should say:", "", "Where you read that, and on which day:", "")  # fmt: skip
    subject, body = quote(f"Shared care register: {about.title}", safe=""), quote("\r\n".join(lines), safe="")
    return f"mailto:{quote(mailbox, safe='@')}?subject={subject}&body={body}"
