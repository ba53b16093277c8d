"""The areas of which protocols are counted: a national template is nobody's, so where it stands is no such area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sharedcare.pages.book import Book
from sharedcare.register.model.vocabulary import Adoption, Kind
from sharedcare.status import Case


def is_template(case: Case) -> bool:
    """Whether a case is a national template that its area has not adopted, or has only published."""
    if case.protocol is None or case.protocol.kind is not Kind.NATIONAL_TEMPLATE:
        return False
    return case.adoption is None or case.adoption.status is not Adoption.ADOPTED


def areas_of(cases: Iterable[Case]) -> tuple[str, ...]:
    """The areas that have one of these protocols, as they come."""
    return tuple(dict.fromkeys(case.area for case in cases if not is_template(case)))


def in_short(book: Book, cases: Sequence[Case]) -> str:
    """Where there are protocols, for a title: one area by its name, several by their number, templates apart."""
    areas = areas_of(cases)
    templates = tuple(dict.fromkeys(case.area for case in cases if is_template(case)))
    if not areas:
        return " and ".join(map(book.place, templates)) or "no protocol read in any area"
    invented = "invented " if book.is_fictional(areas[0]) else ""
    own = book.place(areas[0]) if len(areas) == 1 else f"{len(areas)} {invented}areas"
    return f"{own} and a national template" if templates else own
