"""The files that protocols share: each holds the records of one kind, and their sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from sharedcare.register.model.base import REQUIRED, UNKNOWN, Code, Fact, Id, Record, RuleCode, Text, WholeNumber
from sharedcare.register.model.drug import Test
from sharedcare.register.model.ids import PublishedIds
from sharedcare.register.model.places import Area, Committee, Organisation, Scheme
from sharedcare.register.model.services import Service
from sharedcare.register.model.sources import Source
from sharedcare.register.model.voices import Decision, Guidance, Report
from sharedcare.register.values.dates import PartialDate


class Shelf(Record):
    """What every shared reference file has beside its records."""

    sources: Mapping[Id, Source] = Field(default_factory=dict)
    """The documents that rows cite, each under a short name."""


class Areas(Shelf):
    """The file of areas."""

    areas: Annotated[Mapping[Id, Area], REQUIRED] = Field(default_factory=dict)
    """The areas by id."""


class Committees(Shelf):
    """The file of committees."""

    committees: Annotated[Mapping[Id, Committee], REQUIRED] = Field(default_factory=dict)
    """The committees by id."""


class Organisations(Shelf):
    """The file of organisations."""

    organisations: Annotated[Mapping[Id, Organisation], REQUIRED] = Field(default_factory=dict)
    """The organisations by id."""


class Services(Shelf):
    """The file of services."""

    services: Annotated[Mapping[Id, Service], REQUIRED] = Field(default_factory=dict)
    """The services by id."""


class Tests(Shelf):
    """The file of tests."""

    tests: Annotated[Mapping[Code, Test], REQUIRED] = Field(default_factory=dict)
    """The tests by id."""


class Reports(Shelf):
    """The file of reports."""

    reports: Annotated[Mapping[Id, Report], REQUIRED] = Field(default_factory=dict)
    """The reports by id."""


class Schemes(Shelf):
    """The file of traffic-light schemes."""

    schemes: Annotated[Mapping[Id, Scheme], REQUIRED] = Field(default_factory=dict)
    """The schemes by id."""


class Guidances(Shelf):
    """The file of guidance."""

    guidance: Annotated[Mapping[Id, Guidance], REQUIRED] = Field(default_factory=dict)
    """The pieces of guidance by id."""


class Decisions(Shelf):
    """The file of committees' decisions on lights."""

    decisions: Annotated[Mapping[Id, Decision], REQUIRED] = Field(default_factory=dict)
    """The decisions by id."""


class Ids(Shelf):
    """The file of every id that a protocol was ever published under."""

    ids: Annotated[Mapping[Id, PublishedIds], REQUIRED] = Field(default_factory=dict)
    """The ids by area."""


class Ratchet(Record):
    """Old files that need not keep a newer rule yet. The numbers may only shrink."""

    reason: Fact[Text] = UNKNOWN
    """Why the files are let be for now."""
    since: Fact[PartialDate] = UNKNOWN
    """Since when."""
    files: Annotated[Mapping[Text, WholeNumber], REQUIRED] = Field(default_factory=dict)
    """How many findings of the rule each file still has, by its path from the register's folder."""


class Ratchets(Shelf):
    """The file of rules that old files need not keep yet."""

    ratchet: Annotated[Mapping[RuleCode, Ratchet], REQUIRED] = Field(default_factory=dict)
    """The old files by the rule's code."""
