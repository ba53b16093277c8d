"""The home page: what the register is, its search, and every protocol by area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcare.findings import Grade
from sharedcare.pages import proof, template
from sharedcare.pages.blocks import Cell, Items, Said, Table, cell
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.pages.counted import areas_of
from sharedcare.pages.lists import Count, by_title, counted_in_words, counts, none_found, protocol_table
from sharedcare.pages.page import Heading, Page
from sharedcare.pages.states import embedded, stands
from sharedcare.register.values.dates import in_words

TITLE = "Register of shared care protocols"
FEW = 4
"""How many places are named before the search: more would fill a phone's first screen."""
MOST = 300
"""How many protocols the home page still lists: of more, each area's own page does, and a phone loads this one fast."""


@dataclass(frozen=True, slots=True)
class AreaList:
    """The protocols of one area."""

    id: str
    place: str
    """The area's id."""
    name: Said
    example: str | None
    stands: str
    """Until when the states may be relied on as the build wrote them."""
    total: str | None
    counts: tuple[Count, ...]
    table: Table | None
    unfolded: bool
    """Whether the list is open when the page opens: only where there is nothing else to find first."""
    more: Said | None
    """The page that lists them, where the home page does not."""
    empty: Said | None


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page's template is given."""

    title: str
    day: str
    places: str
    areas: tuple[AreaList, ...]
    examples: tuple[AreaList, ...]
    broken: Items | None
    embedded: object


def home_page(book: Book) -> Page:
    """The home page."""
    areas = [area for area in _areas(book) if not book.is_fictional(area)]
    examples = [area for area in _areas(book) if book.is_fictional(area)]
    known = [area for area in areas if area in book.register.areas]
    whole = [area for area in known if book.register.areas[area].record.part_of is None]
    places = [book.area_name(area) for area in whole if _has_protocol(book, area)]
    broken = tuple(_broken(book))
    shown = [case for area in (*areas, *examples) if _is_listed(book, area) for case in book.by_area.get(area, ())]
    view = HomeView(
        title=TITLE,
        day=in_words(book.day),
        places=_in_short(places),
        areas=tuple(_list(book, area, unfolded=len(areas) == 1) for area in areas),
        examples=tuple(_list(book, area, unfolded=not areas) for area in examples),
        broken=Items(broken) if broken else None,
        embedded=template.embed(embedded(book, shown, whole=False)),
    )
    headings = tuple(Heading(f"area-{area}", book.place(area)) for area in (*areas, *examples) if _is_anchor(area))
    html = template.render("home.html", "index.md", view=view)
    return Page("index.md", f"{TITLE} – every area", html, headings=headings)


def _in_short(places: list[str]) -> str:
    """The places by name; of many, how many: their names stand below, and a phone shows the search first."""
    if len(places) > FEW:
        return f"{len(places)} places"
    return ", ".join(places) or "no area yet"


def _has_protocol(book: Book, area: str) -> bool:
    """Whether an area has a protocol that the register can read: a national template is nobody's."""
    return area in areas_of(case for case in book.by_area.get(area, ()) if case.protocol is not None)


def _is_listed(book: Book, area: str) -> bool:
    """Whether the home page lists an area's protocols itself."""
    return len(book.cases) <= MOST or book.area(area).href is None


def _areas(book: Book) -> list[str]:
    """The areas that decided on a protocol or have a list of their own, by name; the parts of an area follow it."""
    listed = [key for key, entry in book.register.areas.items() if entry.record.part_of is None]
    return sorted(dict.fromkeys((*listed, *book.by_area)), key=lambda area: _from_the_top(book, area))


def _from_the_top(book: Book, area: str) -> list[str]:
    return [book.area_name(wider).casefold() for wider in reversed(book.register.area_and_wider(area))]


def _list(book: Book, area: str, *, unfolded: bool) -> AreaList:
    cases = sorted(book.by_area.get(area, ()), key=by_title)
    name, is_listed = book.area_name(area), _is_listed(book, area)
    table = protocol_table(book, f"Protocols in {book.place(area)}", cases) if cases and is_listed else None
    counted = any(book.is_counted(case) for case in cases)
    return AreaList(
        id=f"area-{area}" if _is_anchor(area) else f"area_{list(book.by_area).index(area)}",
        place=area,
        name=book.area(area),
        example=book.label(area),
        stands=stands(book, cases),
        total=counted_in_words(book, cases, name) if counted else None,
        counts=counts(book, cases) if is_listed else (),
        table=table,
        unfolded=unfolded,
        more=book.area(area) if cases and not is_listed else None,
        empty=None if cases else none_found(book, area),
    )


def _is_anchor(area: str) -> bool:
    return area.isascii() and area.replace("-", "").isalnum()


def _broken(book: Book) -> Iterator[Cell]:
    """The files that cannot be read, save those of protocols that have a page to say so."""
    pages = {broken.file for broken in book.register.unreadable if broken.id not in book.register.protocols}
    for finding in book.register.findings:
        if finding.grade is Grade.UNREADABLE and finding.file not in pages:
            place = f"{PROTOCOLS_FOLDER}/{finding.file}, line {finding.position.line}"
            yield cell(Said(place), Said(finding.message, quiet=True), proof.rule_link(finding.code))
