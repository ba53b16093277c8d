"""What a record says, in a line: for lists of the facts that rest on a source."""

from __future__ import annotations

from sharedcare.pages.blocks import Said
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.clinical import Clinical, limited_to
from sharedcare.pages.intervals import how_often
from sharedcare.pages.words import as_text, capital, is_unknown, said
from sharedcare.register.model.base import Record
from sharedcare.register.model.monitoring import Action, Interaction, When
from sharedcare.register.model.sources import Limits
from sharedcare.register.model.voices import Decision
from sharedcare.register.walk import Block

MAIN = ("text", "says", "about", "names", "title", "name", "display", "label")
"""The fields that say most of a record, the first that it has."""


def gist(book: Book, block: Block[Record]) -> str:
    """A record in a line, after the name of the part of its file that it stands in."""
    part = capital(str(block.path[0]).replace("_", " ")) if block.path else ""
    words = _limited(block.record, _words(book, block.record))
    return ": ".join(text for text in (part, words) if text)


def _words(book: Book, record: Record) -> str:
    match record:
        case When():
            rows = Clinical(book, Sources({}), {})
            cells = (rows.when(record), rows.tests(record), how_often(record))
            pieces = (piece for cell in cells for piece in cell.pieces if isinstance(piece, Said))
            return ". ".join(f"{piece.text} ({piece.note})" if piece.note else piece.text for piece in pieces)
        case Action():
            return f"{said(record, 'finding').text}: {said(record, 'action').text}"
        case Interaction():
            return f"{said(record, 'with_').text}: {said(record, 'effect').text}"
        case Decision():
            return f"{said(record, 'item').text}: {said(record, 'label').text}"
        case _:
            main = next((name for name in MAIN if isinstance(getattr(record, name, None), str | tuple)), None)
            return as_text(getattr(record, main)) if main else _plainly(record)


def _plainly(record: Record) -> str:
    """Every single value of a record by its key, for records without a field that says most."""
    said_of = []
    for key, name in record.field_keys().items():
        value = getattr(record, name)
        is_simple = not isinstance(value, Record | tuple) or (
            isinstance(value, tuple) and all(isinstance(one, str) for one in value)
        )
        if key not in ("source", "section") and is_simple and not is_unknown(value):
            said_of.append(f"{key.replace('_', ' ')} {as_text(value)}")
    return "; ".join(said_of)


def _limited(record: Record, words: str) -> str:
    return f"{limited_to(record)}: {words}" if isinstance(record, Limits) and record.is_limited else words
