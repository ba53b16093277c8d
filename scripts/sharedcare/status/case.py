"""A protocol in an area, with everything from the register that a judgement needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sharedcare.register.load import Register, Unreadable
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.care import CommissionedService
from sharedcare.register.model.document import Document
from sharedcare.register.model.drug import SafetyNotice
from sharedcare.register.model.places import Area
from sharedcare.register.model.protocol import AdoptedIn, Protocol
from sharedcare.register.model.services import Service
from sharedcare.register.model.settings import LEAST, Notice
from sharedcare.register.model.vocabulary import Adoption, Complaint, PastReview
from sharedcare.register.model.voices import Report


@dataclass(frozen=True)
class Case:
    """A protocol in one area. Nothing else is needed to judge it on a day."""

    id: str
    area: str
    title: str
    protocol: Protocol | None
    """Nothing where the file is unreadable."""
    adoption: AdoptedIn | None = None
    """The area's own decision, where the protocol belongs to another area."""
    services: Mapping[str, Service | None] | None = None
    """The services named for this area by id; nothing for an id that names no record."""
    wider_areas: tuple[str, ...] = ()
    """The area, the area that it is a part of, and so on."""
    parts: tuple[str, ...] = ()
    """The areas that are a part of the area."""
    area_names: Mapping[str, str] | None = None
    committees: Mapping[str, str] | None = None
    """The names of the register's committees by id."""
    drug_names: Mapping[str, str] | None = None
    notices: tuple[SafetyNotice, ...] = ()
    """The safety notices of the protocol's drugs."""
    not_commissioned: tuple[tuple[str, Report], ...] = ()
    """Reports that no service is commissioned for it in the area, with the name of who reported."""
    area_rule: PastReview = PastReview.UNKNOWN
    """The area's committee's rule for a protocol past its review date."""
    notice: Notice = LEAST
    """How early the register warns."""

    @property
    def key(self) -> str:
        """What the site calls this case: the protocol's id and the area's."""
        return f"{self.id}@{self.area}"

    @property
    def document(self) -> Document:
        """The protocol's document; one of which nothing is known where it is unknown."""
        known = self.protocol.document if self.protocol else None
        return known if isinstance(known, Document) else Document()

    @property
    def commissioned(self) -> CommissionedService:
        """What is known of the funding; nothing is known where the block is unknown."""
        known = self.protocol.commissioned_service if self.protocol else None
        return known if isinstance(known, CommissionedService) else CommissionedService()

    @property
    def past_review_means(self) -> PastReview:
        """The document's own rule, or else its committee's, for the time past review."""
        own = self.document.past_review_means
        return self.area_rule if own is PastReview.UNKNOWN else own

    def area_name(self, area: str) -> str:
        """An area's name, or its id where the register has no record of it."""
        return (self.area_names or {}).get(area, area)

    def drug_name(self, drug: str) -> str:
        """A drug's name, or its id where the register has no record of it."""
        return (self.drug_names or {}).get(drug, drug)


def cases(register: Register) -> tuple[Case, ...]:
    """Every protocol in every area that decided on it, or may have, by protocol, its own area first."""
    return tuple(_cases(register))


def _cases(register: Register) -> Iterator[Case]:
    context = _Context.of(register)
    unreadable = {broken.id: broken for broken in register.unreadable if broken.id not in register.protocols}
    for name in sorted({*register.protocols, *unreadable}):
        if name in unreadable:
            yield from context.broken(unreadable[name])
            continue
        protocol = register.protocols[name].record
        own, decided = protocol.area or "unknown", _decided(protocol)
        yield context.case(name, protocol, own, decided.pop(own, None))
        for area, adoption in decided.items():
            yield context.case(name, protocol, area, adoption)


def _decided(protocol: Protocol) -> dict[str, AdoptedIn]:
    """What each area decided. Where a file says two things of one area, the worse stands."""
    decided: dict[str, AdoptedIn] = {}
    for row in protocol.adopted_in:
        if not isinstance(row.area, Unknown):
            before = decided.get(row.area, row)
            decided[row.area] = before if row.status is Adoption.ADOPTED else row
    return decided


@dataclass(frozen=True)
class _Context:
    """The register's look-up tables, made once."""

    register: Register
    area_names: Mapping[str, str]
    committees: Mapping[str, str]
    drug_names: Mapping[str, str]
    reports: Mapping[str, tuple[tuple[str, Report], ...]]
    parts: Mapping[str, tuple[str, ...]]
    """The areas that are a part of each area."""

    @classmethod
    def of(cls, register: Register) -> _Context:
        reports: dict[str, tuple[tuple[str, Report], ...]] = {}
        for entry in register.reports.values():
            if entry.record.complaint is Complaint.NO_COMMISSIONED_SERVICE:
                by = "somebody who is not known" if isinstance(entry.record.by, Unknown) else entry.record.by
                reporter = register.organisations.get(by)
                who = _name(reporter.record.name if reporter else by, by)
                for protocol in entry.record.protocols:
                    reports[protocol] = (*reports.get(protocol, ()), (who, entry.record))
        parts: dict[str, tuple[str, ...]] = {}
        for part in register.areas:
            for wider in register.area_and_wider(part)[1:]:
                parts[wider] = (*parts.get(wider, ()), part)
        return cls(
            register,
            {key: _name(entry.record.name, key) for key, entry in register.areas.items()},
            {key: _name(entry.record.name, key) for key, entry in register.committees.items()},
            {key: _name(entry.record.name, key) for key, entry in register.drugs.items()},
            reports,
            parts,
        )

    def broken(self, file: Unreadable) -> Iterator[Case]:
        """The file in its own area, in those that its text names, and in the parts of its own.

        Any of these may use it, and nobody can read which.
        """
        named = (area for area in file.areas if area in self.register.areas)
        for area in dict.fromkeys((file.area, *named, *self.parts.get(file.area, ()))):
            yield Case(file.id, area, file.title or file.id, None, area_names=self.area_names)

    def case(self, name: str, protocol: Protocol, area: str, adoption: AdoptedIn | None) -> Case:
        commissioned = protocol.commissioned_service
        named = () if isinstance(commissioned, Unknown) else commissioned.services
        if adoption is not None and adoption.services is not None:
            named = adoption.services
        services = self.register.services
        drugs = (self.register.drugs[drug].record for drug in protocol.drug_ids if drug in self.register.drugs)
        area_entry = self.register.areas.get(area)
        wider_areas = self.register.area_and_wider(area)
        return Case(
            id=name,
            area=area,
            title=_name(protocol.title, name),
            protocol=protocol,
            adoption=adoption,
            services={key: services[key].record if key in services else None for key in named},
            wider_areas=wider_areas,
            parts=self.parts.get(area, ()),
            area_names=self.area_names,
            committees=self.committees,
            drug_names=self.drug_names,
            notices=tuple(notice for drug in drugs for notice in drug.safety_notices),
            not_commissioned=tuple(
                (who, report)
                for who, report in self.reports.get(name, ())
                if isinstance(report.area, Unknown) or report.area in wider_areas
            ),
            area_rule=_rule_of(area_entry.record if area_entry else None),
            notice=self.register.settings.notice,
        )


def _rule_of(area: Area | None) -> PastReview:
    return area.past_review_means if area else PastReview.UNKNOWN


def _name(name: str | Unknown, key: str) -> str:
    return key if isinstance(name, Unknown) else name
