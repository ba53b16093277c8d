"""Who is written to about the files of an area: the same mailbox on pages, in the form and in reminders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sharedcare.pages.book import Book
from sharedcare.pages.edit import edit_page
from sharedcare.pages.wrong import About, section
from sharedcare.register.load import load
from sharedcare.reminders.owners import Owner, editor_of
from tests.registers import DAY, copied

AREAS = "reference/areas.yml"
OWN = "own@example.org"
SETTINGS = "editor: {role: The editor of all, email: all@example.org}\n"
CASES = {
    "nobody": ("", "", (None, None, None), Owner("Editor for North Exampleshire"), ()),
    "the settings": (
        "", SETTINGS, ("all@example.org",) * 3, Owner("The editor of all", "all@example.org"), ("all@example.org",) * 2,
    ),
    "the settings without a mailbox": (
        "", "editor: {role: The editor of all}\n", (None, None, None), Owner("Editor for North Exampleshire"), (),
    ),
    "the area around it": (
        OWN, SETTINGS, (OWN, OWN, "all@example.org"), Owner("Editor for Exampleshire", OWN), (OWN,) * 2,
    ),
}  # fmt: skip
"""The mailbox of the area around, the settings; whom pages of both areas and of none offer; a reminder; the form."""


@pytest.mark.parametrize(("mailbox", "settings", "offered", "owner", "form"), CASES.values(), ids=CASES)
def test_there_is_one_answer(mailbox, settings, offered, owner, form, tmp_path: Path):
    folder = copied(tmp_path)
    text = (folder / AREAS).read_text(encoding="utf-8")
    area = "  exampleshire:\n"
    assert text.count(area) == 1
    if mailbox:
        (folder / AREAS).write_text(text.replace(area, f"{area}    editor: {mailbox}\n"), "utf-8")
    if settings:
        (folder / "reference/register.yml").write_text(settings, encoding="utf-8")
    book = Book.of(load(folder), DAY)
    assert book.register.findings == ()
    assert tuple(on_page(book, area) for area in ("exampleshire", "exampleshire-north", None)) == offered
    assert editor_of(book.register, "exampleshire-north") == owner
    assert tuple(re.findall(r"\b\w+@example\.org", edit_page(book).html)) == form


def on_page(book: Book, area: str | None) -> str | None:
    """The mailbox that a page about an area offers."""
    about = About("A page", "a/", "a.yml", area=area)
    texts = [piece.text for cell in section(book, about).blocks[1].items for piece in cell.pieces]
    return next((text.partition(": ")[2] for text in texts if text.startswith("E-mail the editor: ")), None)
