"""Lists of protocols by area, and how they are counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sharedcare.exports.depth import shallow
from sharedcare.exports.timelines import PARTS
from sharedcare.pages.blocks import Cell, Said, Table, cell
from sharedcare.pages.book import Book
from sharedcare.pages.states import marks
from sharedcare.pages.words import deadline
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.vocabulary import Adoption, Confidence
from sharedcare.status import Case

HEADS = ("Protocol", "Currency", "Funding", "New request", "Review date, or end")


@dataclass(frozen=True, slots=True)
class Count:
    """How many cases are in each state of one kind; the browser counts again from the same timelines."""

    part: str
    cases: str
    """The keys of the cases counted, as JSON."""
    words: str


def protocol_table(book: Book, caption: str, cases: Iterable[Case]) -> Table:
    """A table of protocols with their states."""
    return Table(caption, HEADS, tuple(_row(book, case) for case in cases))


def case_title(book: Book, case: Case) -> Said:
    """A protocol's title, with a link to what its page says of the area."""
    own = case.protocol is None or case.protocol.area == case.area
    return Said(case.title, href=f"{book.protocol_href(case.id)}{'' if own else '#areas'}")


def by_title(case: Case) -> tuple[bool, str]:
    """The order of a list: by title, what was merely inferred or seen as a title page last."""
    is_doubtful = case.protocol is not None and case.protocol.confidence is Confidence.LOW
    return is_doubtful, case.title.casefold()


def counts(book: Book, cases: Sequence[Case]) -> tuple[Count, ...]:
    """The currency and the funding of the cases that count."""
    counted = [case for case in cases if book.is_counted(case) and not _not_adopted(case)]
    keys = json.dumps([case.key for case in counted])
    return tuple(Count(part, keys, _count_words(book, counted, part)) for part in ("currency", "funding") if counted)


def counted_in_words(book: Book, cases: Sequence[Case], area: str) -> str:
    """How many protocols are listed in an area."""
    number = len([case for case in cases if book.is_counted(case) and not _not_adopted(case)])
    return f"{number} protocol{'' if number == 1 else 's'} listed in {area}"


def review_date(case: Case) -> Cell:
    """The review date or the end, as printed and as read."""
    if case.adoption is not None and case.adoption.review_due is not None:
        return cell(deadline(case.adoption, "review_due"))
    document = case.document
    if isinstance(document.review_due, Unknown) and document.ends_as_printed is not None:
        end = deadline(document, "end")
        return cell(Said(f"Printed “{document.ends_as_printed}”"), Said(f"End: {end.text}", end.known, quiet=True))
    due = deadline(document, "review_due")
    return cell(Said(due.text, due.known))


def none_found(book: Book, area: str) -> Said:
    """What an empty list means, or the end of one: whether there may be more than it shows."""
    line = book.desks[area].none()
    return Said(line.text, line.known)


def undecided(book: Book, area: str) -> tuple[Said, ...]:
    """The wider areas with protocols of which nobody has recorded whether this area uses them."""
    wider = book.desks[area].undecided()
    return tuple(Said(f"The protocols of {book.area_name(key)}", href=book.area(key).href) for key in wider)


def _row(book: Book, case: Case) -> tuple[Cell, ...]:
    learnt = shallow(case.protocol)
    return (
        cell(case_title(book, case), Said(learnt, quiet=True) if learnt else None),
        *(cell(mark) for mark in marks(book, case)),
        review_date(case),
    )


def _count_words(book: Book, cases: Sequence[Case], part: str) -> str:
    found = Counter(mark.value for case in cases for mark in marks(book, case) if mark.part == part)
    states = sorted(PARTS[part], key=lambda state: -state.rank)
    return ", ".join(f"{found[state.value]} {state.label.lower()}" for state in states if found[state.value])


def _not_adopted(case: Case) -> bool:
    return case.adoption is not None and case.adoption.status is Adoption.NOT_ADOPTED
