"""The register on a day, with every look-up that pages need, made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sharedcare.exports.addresses import address_of, label_of, slugs, source_slugs
from sharedcare.findings import Finding
from sharedcare.pages.blocks import Said
from sharedcare.pages.words import NOT_KNOWN
from sharedcare.register.load import Entry, Register, Unreadable
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.document import Document
from sharedcare.register.model.ledger import LedgerRow
from sharedcare.register.model.voices import Report
from sharedcare.register.values.dates import PartialDate
from sharedcare.status import Case, TimelineEntry, cases, published_timeline
from sharedcare.status.lookup import Desk

PROTOCOLS_FOLDER = "protocols"
"""Where the register's folder stands in the repository."""


@dataclass(frozen=True)
class Book:
    """Everything that a page may ask for."""

    register: Register
    day: date
    cases: tuple[Case, ...]
    timelines: Mapping[str, tuple[TimelineEntry, ...]]
    """By a case's key."""
    by_protocol: Mapping[str, tuple[Case, ...]]
    by_area: Mapping[str, tuple[Case, ...]]
    by_drug: Mapping[str, tuple[Case, ...]]
    findings: Mapping[str, tuple[Finding, ...]]
    """By file."""
    source_slugs: Mapping[tuple[str, str], str]
    """What an address calls each source, by its file and its key there."""
    slugs: Mapping[str, str]
    """What an address calls each protocol: its id, unless a file has a name that no id could have."""
    site: str = ""
    """The address at which the site stands, with a slash at its end; empty where nobody has said."""
    repo: str = ""
    """The address of the repository behind the site, without a slash at its end; empty where nobody has said."""

    @classmethod
    def of(
        cls, register: Register, day: date, findings: Iterable[Finding] = (), site: str = "", repo: str = ""
    ) -> Book:
        """Look everything up once."""
        found = cases(register)
        by_file: dict[str, tuple[Finding, ...]] = defaultdict(tuple)
        for finding in dict.fromkeys((*register.findings, *findings)):
            by_file[finding.file] += (finding,)
        return cls(
            register=register,
            day=day,
            cases=found,
            timelines={case.key: published_timeline(case, day) for case in found},
            by_protocol=_grouped((case.id, case) for case in found),
            by_area=_grouped((case.area, case) for case in found),
            by_drug=_grouped((drug, case) for case in found if case.protocol for drug in case.protocol.drug_ids),
            findings=by_file,
            source_slugs=source_slugs(register),
            slugs=slugs(case.id for case in found),
            site=site,
            repo=repo,
        )

    @cached_property
    def replaced(self) -> Mapping[str, tuple[tuple[str, PartialDate | Unknown], ...]]:
        """The protocols whose place each protocol took, with the days."""
        found: dict[str, tuple[tuple[str, PartialDate | Unknown], ...]] = defaultdict(tuple)
        for name, entry in self.register.protocols.items():
            document = entry.record.document
            ended = document.superseded if isinstance(document, Document) else None
            if ended is not None and isinstance(ended.by, str):
                found[ended.by] += ((name, ended.on),)
        return found

    @cached_property
    def ledger(self) -> Mapping[str, tuple[LedgerRow, ...]]:
        """What changed in the file of each protocol, by day."""
        found: dict[str, list[LedgerRow]] = defaultdict(list)
        for row in self.register.ledger:
            found[str(row.protocol)].append(row)
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def desks(self) -> Mapping[str, Desk]:
        """Each area's side of every look-up."""
        areas = dict.fromkeys((*self.register.areas, *self.by_area))
        return {area: Desk.of(self.register, self.by_area, area, self.day) for area in areas}

    def area_name(self, area: str | None) -> str:
        """An area's name, or its id where it has none."""
        return _name_of(self.register.areas, area)

    def is_fictional(self, area: str | None) -> bool:
        """Whether an area is not a real place."""
        return area is not None and self.register.is_fictional(area)

    def label(self, area: str | None) -> str | None:
        """What a page says of an area that is invented or not identified; nothing of a real one."""
        return label_of(self.register, area) if area is not None else None

    def is_counted(self, case: Case) -> bool:
        """Whether a case is one of a real place that the register knows."""
        return case.area in self.register.areas and not self.is_fictional(case.area)

    def place(self, area: str | None) -> str:
        """An area's name for a title; an invented place says so."""
        name = self.area_name(area)
        label = self.label(area)
        return f"{name} ({label.lower()})" if label else name

    @cached_property
    def areas_to_choose(self) -> Mapping[str, str]:
        """The areas that have a page, each with its name for a list to choose from: real ones first, by name."""
        names = ((area, self.place(area)) for area in self.register.areas)
        return dict(sorted(names, key=lambda one: (self.is_fictional(one[0]), one[1].casefold())))

    def protocol_href(self, protocol: str) -> str | None:
        """Where a protocol's page stands, if it has one."""
        return address_of(f"protocols/{self.slugs[protocol]}.md") if protocol in self.slugs else None

    def drug(self, drug: str) -> Said:
        """A drug's name, with a link to its page."""
        return _linked(self.register.drugs, drug, "drugs")

    def area(self, area: str | None) -> Said:
        """An area's name, with a link to its page."""
        return _linked(self.register.areas, area, "areas")

    def protocol(self, protocol: str) -> Said:
        """A protocol's title, with a link to its page."""
        found = self.by_protocol.get(protocol)
        return Said(found[0].title if found else protocol, href=self.protocol_href(protocol))

    def committee(self, committee: str | Unknown | None, note: str | None = None) -> Said:
        """A committee's name, with a link to its page."""
        return _named(self.register.committees, committee, "committees", note)

    def organisation(self, organisation: str | Unknown | None, note: str | None = None) -> Said:
        """An organisation's name, with a link to its page."""
        return _named(self.register.organisations, organisation, "organisations", note)

    def service(self, service: str) -> Said:
        """A service's name, with a link to its page."""
        return _linked(self.register.services, service, "services")

    def test(self, name: str) -> Said:
        """What pages call a test that a row names, and its full name where that says more."""
        found = self.register.test_named(name)
        if found is None:
            return Said(name)
        test = found[1].record
        full = test.name if isinstance(test.name, str) else name
        return Said(test.abbreviation, note=full) if test.abbreviation else Said(full)

    def covered_by(self, name: str) -> tuple[str, ...]:
        """Ids of the tests that a request for the named one answers as well."""
        found = self.register.test_named(name)
        return found[1].record.covers if found else ()

    def reports_about(self, protocol: str) -> tuple[tuple[str, Entry[Report]], ...]:
        """The reports that name a protocol."""
        return tuple((key, entry) for key, entry in self.register.reports.items() if protocol in entry.record.protocols)

    def broken(self, protocol: str) -> Unreadable | None:
        """What is left of a protocol whose file cannot be read."""
        return next((broken for broken in self.register.unreadable if broken.id == protocol), None)


def _grouped(pairs: Iterable[tuple[str, Case]]) -> Mapping[str, tuple[Case, ...]]:
    groups: dict[str, tuple[Case, ...]] = defaultdict(tuple)
    for key, case in pairs:
        groups[key] += (case,)
    return dict(groups)


def _name_of(shelf: Mapping[str, Entry], key: str | Unknown | None) -> str:  # type: ignore[type-arg]
    if key is None or isinstance(key, Unknown):
        return NOT_KNOWN
    name = shelf[key].record.name if key in shelf else key
    return key if isinstance(name, Unknown) else name


def _named(shelf: Mapping[str, Entry], key: str | Unknown | None, folder: str, note: str | None = None) -> Said:  # type: ignore[type-arg]
    if key is None or isinstance(key, Unknown):
        return Said(NOT_KNOWN, known=False, note=note)
    return replace(_linked(shelf, key, folder), note=note)


def _linked(shelf: Mapping[str, Entry], key: str | None, folder: str) -> Said:  # type: ignore[type-arg]
    href = address_of(f"{folder}/{key}.md") if key in shelf else None
    return Said(_name_of(shelf, key), href=href, known=key is not None)
