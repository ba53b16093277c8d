"""Pages that are a heading and sections: no states, nothing that a clock changes."""

from __future__ import annotations

from collections.abc import Iterable

from sharedcare.pages import template
from sharedcare.pages.blocks import Said, Section
from sharedcare.pages.page import Heading, Page

EVERY_AREA = "every area"
"""The place in the title of a page that belongs to none alone."""


def plain_page(
    source: str,
    title: str,
    sections: Iterable[Section],
    *,
    place: str,
    lead: str = "",
    up: Said | None = None,
    example: str | None = None,
    edit_path: str | None = None,
) -> Page:
    """A page of sections. `place` ends its title in the browser, as every page's title names its place."""
    parts = tuple(sections)
    html = template.render("plain.html", source, title=title, lead=lead, up=up, example=example, sections=parts)
    headings = tuple(Heading(part.id, part.title) for part in parts)
    return Page(source, f"{title} – {place}", html, edit_path, headings)
