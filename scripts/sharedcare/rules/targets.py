"""Which fields hold ids, and on which shelf of the register the records of those ids stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sharedcare.register.folder import REFERENCE
from sharedcare.register.load import Register
from sharedcare.register.model.base import Record
from sharedcare.register.model.care import CommissionedService, Contact, SpecialistService
from sharedcare.register.model.document import Consulted, Document, Extension, Owner, Superseded
from sharedcare.register.model.drug import ObservedClassification, Test
from sharedcare.register.model.monitoring import Action, Interaction, Missed, MonitoringRow, When
from sharedcare.register.model.places import Area, Commissioner, Committee, Scheme
from sharedcare.register.model.protocol import AdoptedIn, AtTransition, Classification, Product, Protocol
from sharedcare.register.model.services import Coverage, Service
from sharedcare.register.model.sources import Statement
from sharedcare.register.model.voices import Decision, Guidance, Reply, Report

TARGETS: Mapping[type[Record], Mapping[str, str]] = {
    Action: {"test": "tests", "drugs": "drugs"},
    AdoptedIn: {"area": "areas", "services": "services"},
    Area: {"part_of": "areas", "committee": "committees", "scheme": "schemes"},
    AtTransition: {"protocol_after": "protocols"},
    Classification: {"committee": "committees", "drugs": "drugs"},
    CommissionedService: {"services": "services"},
    Commissioner: {"organisation": "organisations"},
    Committee: {"advises": "organisations"},
    Consulted: {"organisation": "organisations"},
    Contact: {"organisation": "organisations"},
    Coverage: {"drugs": "drugs", "areas": "areas"},
    Decision: {"drugs": "drugs", "committee": "committees"},
    Document: {"committee": "committees"},
    Extension: {"by": "committees"},
    Guidance: {"area": "areas", "drugs": "drugs"},
    Interaction: {"drugs": "drugs"},
    Missed: {"drugs": "drugs"},
    MonitoringRow: {"drugs": "drugs"},
    ObservedClassification: {"committee": "committees"},
    Owner: {"organisation": "organisations"},
    Product: {"drug": "drugs"},
    Protocol: {"reports": "reports", "area": "areas", "drugs": "drugs"},
    Reply: {"by": "organisations"},
    Report: {
        "by": "organisations",
        "area": "areas",
        "drugs": "drugs",
        "protocols": "protocols",
        "about": "organisations",
    },
    Scheme: {"committee": "committees"},
    Service: {"commissioner": "organisations"},
    SpecialistService: {"organisation": "organisations"},
    Statement: {"drugs": "drugs"},
    Superseded: {"by": "protocols"},
    Test: {"covers": "tests"},
    When: {"tests": "tests"},
}
"""The shelf of each field of a record that names other records."""

SINGULAR = {
    "drugs": "drug",
    "areas": "area",
    "committees": "committee",
    "organisations": "organisation",
    "services": "service",
    "tests": "test",
    "reports": "report",
    "schemes": "scheme",
    "guidance": "piece of guidance",
    "decisions": "decision",
    "protocols": "protocol",
}
"""Each shelf's word for one of its records."""


def targets_of(record: Record) -> Iterator[tuple[str, str]]:
    """Each field of the record that names other records, with their shelf."""
    for kind in type(record).__mro__:
        yield from TARGETS.get(kind, {}).items()


def names_on(register: Register, shelf: str) -> Collection[str] | None:
    """What the records of a shelf are called, or nothing where the file that holds them cannot be read.

    A drug or protocol whose file cannot be read still has its name, so that one broken file is one finding.
    """
    names = set(getattr(register, shelf))
    if shelf == "protocols":
        return names | {broken.id for broken in register.unreadable}
    if shelf == "drugs":
        folder = f"{REFERENCE}/drugs/"
        return names | {file.removeprefix(folder)[:-4] for file in register.files if file.startswith(folder)}
    if any(finding.file == f"{REFERENCE}/{shelf}.yml" for finding in register.findings):
        return None
    if shelf == "tests":
        return names | {alias for entry in register.tests.values() for alias in entry.record.aliases}
    return names
