"""A page of one file that shows a protocol as it stood on a past day: for an inspection, never for care."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from importlib.resources import files

from markupsafe import Markup

from sharedcare import __version__
from sharedcare.exports.addresses import short_link
from sharedcare.pages import proof, template, wrong
from sharedcare.pages.blocks import (
    Block,
    Cell,
    Differing,
    Facts,
    Items,
    Piece,
    Said,
    Section,
    Table,
    Words,
    cell,
    sections,
)
from sharedcare.pages.book import Book
from sharedcare.pages.protocol import view_of
from sharedcare.pages.states import StateView, state_view
from sharedcare.pages.words import deadline, said
from sharedcare.register.load import Entry
from sharedcare.register.model.document import Document
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.values.dates import in_words

_OF_THE_SITE = {"file", wrong.ID}
"""The sections that say nothing of the protocol."""
_KEPT = ("#", "https://", "http://")
"""How links begin that may stay. Nobody is to ring or write to a contact of a past day."""


@dataclass(frozen=True, slots=True)
class Stood:
    """What a page is made from, and when."""

    id: str
    file: str
    """From the repository's top."""
    text: str
    """What the file held."""
    commit: str
    """Its full hash."""
    committed: datetime
    """By London's clocks."""
    later_beneath: tuple[str, date] | None
    """A commit beneath it, by hash and day, that bears a later day than the page's: a clock was wrong."""
    written: date
    """The day on which the page is made."""


@dataclass(frozen=True, slots=True)
class StoodView:
    """What the template is given."""

    day: str
    title: str
    area: str
    example: str | None
    facts: Facts
    judged: str
    odd: str
    state: StateView
    evidence: str
    """How deep the evidence goes; empty of a file that cannot be read."""
    sections: tuple[Section, ...]
    text: str


def stood_page(book: Book, stood: Stood) -> str:
    """The whole file. It asks nothing of the network, runs no script, and has no link into the site but as text."""
    entry, own = book.register.protocols.get(stood.id), book.by_protocol[stood.id][0]
    view = StoodView(
        day=in_words(book.day),
        title=own.title,
        area=book.area_name(own.area),
        example=book.label(own.area),
        facts=Facts(tuple(_facts(book, stood, entry))),
        judged=_judged(stood),
        odd=_odd(stood),
        state=state_view(book, own),
        evidence=view_of(book, stood.id, entry).evidence if entry else "",
        sections=tuple(sections(*map(_unlinked, _sections(book, stood, entry)))),
        text=_shown(stood.text),
    )
    style = files("sharedcare.pages").joinpath("templates/stood.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return template.render("stood.html", "index.md", view=view, style=Markup(style), digest=digest)  # noqa: S704 - our own file


def _facts(book: Book, stood: Stood, entry: Entry[Protocol] | None) -> Iterator[tuple[str, Cell]]:
    known = entry.record.document if entry else None
    if isinstance(known, Document):
        yield "The document's own version", cell(said(known, "version") if known.version is not None else _NOT_GIVEN)
        yield "Approved", cell(deadline(known, "approved_on"))
    yield "Id", cell(stood.id)
    yield "Short link", cell(short_link(stood.id, book.site))
    yield "File", cell(stood.file)
    yield "Commit", cell(stood.commit, Said(f"Committed on {_at(stood.committed)}", quiet=True))
    yield "Word for word", cell(Said(f"git show {stood.commit}:{stood.file}"))
    yield "This page was made on", cell(in_words(stood.written))


_NOT_GIVEN = Said("The file gives none", known=False)


def _at(moment: datetime) -> str:
    return f"{in_words(moment.date())} at {moment:%H:%M}, London time"


def _judged(stood: Stood) -> str:
    return (
        f"The register's program of {in_words(stood.written)} (sharedcare {__version__}) read the file of that day and "
        "judged it on that day, with all that it names. The program of that day may have judged otherwise, and the "
        "published site may have been built from an earlier commit."
    )


def _odd(stood: Stood) -> str:
    if stood.later_beneath is None:
        return ""
    commit, day = stood.later_beneath
    return (
        f"The days of this history do not run in order: commit {commit}, on which this one stands, bears a later day, "
        f"{in_words(day)}. One of the two clocks was wrong, so this page may show what came later."
    )


def _sections(book: Book, stood: Stood, entry: Entry[Protocol] | None) -> Iterator[Section]:
    if entry is not None:
        view = view_of(book, stood.id, entry)
        yield view.money
        yield from (part for part in view.sections if part.id not in _OF_THE_SITE)
    else:
        file = book.broken(stood.id)
        blocks = proof.found(book, file.file) if file else ()
        yield Section("unreadable", "The program of today cannot read the file as it stood then", blocks, warns=True)


def _shown(text: str) -> str:
    """A file's text without a sign that nobody can see: such a sign could turn the order of what stands beside it."""
    plain = text.replace("\r\n", "\n").expandtabs()
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in plain)


def _unlinked(section: Section) -> Section:
    """A section whose links lead to its own page or to a document: the site's pages are of another day."""
    blocks = map(_without_links, section.blocks)
    kept = (block for block in blocks if not (isinstance(block, Words) and not block.cell.pieces))
    return replace(section, blocks=tuple(kept))


def _without_links(block: Block) -> Block:
    match block:
        case Words():
            return replace(block, cell=_cell(block.cell))
        case Facts():
            return replace(block, rows=tuple((name, _cell(one)) for name, one in block.rows))
        case Items():
            return replace(block, items=tuple(map(_cell, block.items)))
        case Table():
            return replace(block, rows=tuple(tuple(map(_cell, row)) for row in block.rows))
        case Differing():
            raise TypeError("no section of a protocol's page compares")


def _cell(given: Cell) -> Cell:
    kept = (piece for piece in given.pieces if not (isinstance(piece, Said) and piece.onward))
    return replace(given, pieces=tuple(map(_piece, kept)))


def _piece(piece: Piece) -> Piece:
    if isinstance(piece, Said) and piece.href and not piece.href.startswith(_KEPT):
        return replace(piece, href=None)
    return piece
