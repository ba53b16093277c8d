"""Short links, `/p/<id>/`: on to the protocol, or to a page that says why there is none any more."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcare.exports.addresses import short_address
from sharedcare.pages import template
from sharedcare.pages.blocks import Block, Cell, Facts, Said, Section, Table, cell, words
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.pages.page import Page
from sharedcare.pages.places import PAGES, SHARED
from sharedcare.pages.plain import EVERY_AREA, plain_page
from sharedcare.pages.words import said
from sharedcare.register.ids import IDS_FILE, ids_with_a_file, missing_ids, retired_ids
from sharedcare.register.model.base import NONE
from sharedcare.register.model.ids import Retired

LEAD = (
    "A protocol's short link, p/ and its id, never breaks. These ids have no protocol any more; each has a page that "
    "says why."
)
TREATMENT = (
    "Already prescribed here? A page that has gone ends nobody's treatment, and is no reason to withhold a repeat. "
    "Whoever needs a protocol asks the area's committee."
)
GONE = "A protocol was once published under this id. Its file has gone; nobody has said why, or what to read now."


def onward_pages(book: Book) -> Iterator[tuple[str, str]]:
    """For each protocol, the address of its short link, and a page that leads on at once.

    It is no page of the site's look: a browser leaves it before anybody could read it, and there are thousands.
    """
    for name in sorted(ids_with_a_file(book.register)):
        case, source = book.by_protocol[name][0], f"{short_address(name)}index.md"
        to, title = book.protocol_href(name), f"{case.title} – {book.place(case.area)}"
        yield short_address(name), template.render("short.html", source, to=to, title=title, site=book.site)


def retired_pages(book: Book) -> Iterator[Page]:
    """The page of each id that has no file any more, and the list of them all."""
    for name, (area, retired) in retired_ids(book.register).items():
        yield _page(book, name, area, "Retired", (Facts(tuple(_facts(book, retired))), words(TREATMENT)))
    for name, area in missing_ids(book.register).items():
        yield _page(book, name, area, "Missing", (words(GONE, strong=True), words(TREATMENT)))
    parts = tuple(_lists(book)) or (Section("none", "None", (words("No id has been retired."),)),)
    yield plain_page(PAGES["ids"], SHARED["ids"], parts, place=EVERY_AREA, lead=LEAD)


def _page(book: Book, name: str, area: str, what: str, blocks: tuple[Block, ...]) -> Page:
    return plain_page(
        f"{short_address(name).rstrip('/')}.md",
        f"{what}: {name}",
        (Section("what", "This protocol is not in the register any more", blocks, warns=True),),
        place=book.place(area),
        up=book.area(area) if area in book.register.areas else None,
        example=book.label(area),
        edit_path=f"{PROTOCOLS_FOLDER}/{IDS_FILE}",
    )


def _facts(book: Book, retired: Retired) -> Iterator[tuple[str, Cell]]:
    yield "Taken out on", cell(said(retired, "retired_on"))
    yield "Why", cell(said(retired, "why"))
    yield "Read now", cell(_now(book, retired))


def _now(book: Book, retired: Retired) -> Said:
    """Where a retired id leads: to a protocol, or to the page of an id that was itself retired."""
    note = retired.note_on("now")
    if not isinstance(retired.now, str):
        none = retired.now is NONE
        return Said("Nothing in this register" if none else "Not known", known=none, note=note)
    if (href := book.protocol_href(retired.now)) is not None:
        return Said(book.protocol(retired.now).text, note=note, href=href)
    gone = {**retired_ids(book.register), **missing_ids(book.register)}
    href = short_address(retired.now) if retired.now in gone else None
    return Said(f"{retired.now}, which is not in the register any more", known=False, note=note, href=href)


def _lists(book: Book) -> Iterator[Section]:
    by_area: dict[str, list[tuple[Cell, ...]]] = {}
    for name, (area, retired) in retired_ids(book.register).items():
        facts = tuple(fact for _, fact in _facts(book, retired))
        by_area.setdefault(area, []).append((cell(Said(name, href=short_address(name))), *facts))
    for name, area in missing_ids(book.register).items():
        gone = (Said("Not known", known=False), Said("Its file has gone, and nobody has said why", known=False))
        row = (cell(Said(name, href=short_address(name))), *map(cell, gone), cell(Said("Not known", known=False)))
        by_area.setdefault(area, []).append(row)
    for area, rows in by_area.items():
        table = Table(f"Retired ids of {book.place(area)}", ("Id", "Taken out on", "Why", "Read now"), tuple(rows))
        yield Section(f"area-{area}", book.place(area), (table,))
