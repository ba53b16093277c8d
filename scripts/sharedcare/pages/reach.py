"""What a change touches: the protocols that rest on a record, and the pages, areas and letters that show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sharedcare.changes.registers import DRUGS, PROTOCOLS, SETTINGS, Changed
from sharedcare.changes.told import Reach
from sharedcare.exports.addresses import address_of, short_address
from sharedcare.pages.book import Book
from sharedcare.pages.reach_pages import Name, OwnPages, is_another_line, names_in
from sharedcare.register.entries import Entry
from sharedcare.register.kinds import SETTINGS_FILE


@dataclass(frozen=True)
class Reaching:
    """Finds what rests on each record of a register."""

    book: Book
    is_after: bool
    """Whether it is the register after the change."""

    def reach(self, one: Changed) -> Reach:
        """Everything that shows a record, rests on it, or leads to it."""
        resting, pointing = self.resting_on(one), self._pointing(one)
        own = (one.id,) if one.shelf == PROTOCOLS else ()
        cases = [case for name in (*own, *resting) for case in self.book.by_protocol.get(name, ())]
        names = tuple(dict.fromkeys(case.id for case in cases))
        areas = tuple(dict.fromkeys(case.area for case in cases))
        shown = [area for area in areas if area in self.book.register.areas]
        entry = one.after if self.is_after else one.before
        resting_pages = (*self._pages(names, shown), *self._pages(pointing, ()))
        pages = (*self._own.own(one), *resting_pages, *self._own.beside(one, entry))
        if is_another_line(one):
            pages, shown = tuple(self._pages(own, ())), []
        return Reach(
            protocols=tuple(map(self._title, resting)),
            pointing=tuple(map(self._title, pointing)),
            areas=tuple(map(self.book.area_name, areas)),
            pages=tuple(dict.fromkeys(pages)),
            letters=tuple(address_of(f"letter/{area}.md") for area in self._with_parts(shown)),
            short_links=tuple(map(short_address, names)),
        )

    @cached_property
    def _own(self) -> OwnPages:
        return OwnPages(self.book)

    def _with_parts(self, areas: Sequence[str]) -> Iterator[str]:
        """The areas and their parts: a letter offers the protocols of the area around as well."""
        wider = self.book.register.area_and_wider
        yield from (area for area in self.book.register.areas if not set(wider(area)).isdisjoint(areas))

    def _drugs(self, protocol: str) -> tuple[str, ...]:
        entry = self.book.register.protocols.get(protocol)
        return entry.record.drug_ids if entry is not None else ()

    def _title(self, protocol: str) -> str:
        return self.book.by_protocol[protocol][0].title

    def _pointing(self, one: Changed) -> tuple[str, ...]:
        """The other protocols that a protocol leads to, or that lead to it: a successor, or the one for adults."""
        if one.shelf != PROTOCOLS:
            return ()
        there = {name for shelf, name in self._named.get(one.id, ()) if shelf == PROTOCOLS}
        here = {name for name, named in self._named.items() if (PROTOCOLS, one.id) in named}
        return tuple(sorted(name for name in there | here if name != one.id and name in self.book.by_protocol))

    def _pages(self, names: Iterable[str], areas: Iterable[str]) -> Iterator[str]:
        yield from (f"{self.book.protocol_href(name)}" for name in names)
        drugs = (drug for name in names if areas for drug in self._drugs(name))
        yield from (address_of(f"drugs/{drug}.md") for drug in drugs if drug in self.book.register.drugs)
        for area in areas:
            yield from (address_of(f"areas/{area}.md"), address_of(f"recall/{area}.md"))

    def resting_on(self, one: Changed) -> tuple[str, ...]:
        """The protocols that name a record; where a whole file broke, those that name any record of its shelf."""
        if one.shelf == PROTOCOLS:
            return ()
        if one.shelf == SETTINGS or one.file == SETTINGS_FILE:
            return tuple(sorted(self._named))
        whole = one.before is None and one.after is None and one.shelf != DRUGS
        return tuple(
            protocol
            for protocol, named in sorted(self._named.items())
            if (one.shelf, one.id) in named or (whole and any(shelf == one.shelf for shelf, _ in named))
        )

    @cached_property
    def _named(self) -> Mapping[str, frozenset[Name]]:
        """Every record that each protocol names, itself or through its areas and services."""
        register = self.book.register
        found = {}
        for name, entry in register.protocols.items():
            named = set(names_in(self.book, entry))
            named.update(("reports", report) for report, _ in self.book.reports_about(name))
            for case in self.book.by_protocol.get(name, ()):
                named.update(("areas", area) for area in case.wider_areas)
                named.update(("services", service) for service in case.services or {})
            for shelf in ("areas", "services"):
                shelved: Mapping[str, Entry[Any]] = getattr(register, shelf)
                beneath = [key for kind, key in named if kind == shelf and key in shelved]
                named.update(one for key in beneath for one in names_in(self.book, shelved[key]))
            found[name] = frozenset(named)
        return found
