"""A page of the register's own: what the site needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass

from sharedcare.exports.addresses import address_of


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the page's table of contents names."""

    id: str
    title: str
    """Plain text."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    source: str
    """Where it would stand if it were a file of prose: `protocols/x.md` is published as `/protocols/x/`."""
    title: str
    """Plain text. It names the area wherever the page belongs to one."""
    html: str
    edit_path: str | None = None
    """The file that it is made from, from the repository's top; nothing where no one file is behind it."""
    headings: tuple[Heading, ...] = ()

    @property
    def address(self) -> str:
        """Its address from the site's top: `protocols/x/`; empty for the home page."""
        return address_of(self.source)
