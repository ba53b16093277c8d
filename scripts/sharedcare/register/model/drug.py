"""A drug and what named sources say of it; a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from sharedcare.register.model.base import (
    REQUIRED,
    UNKNOWN,
    Code,
    Fact,
    Id,
    OrNone,
    OrUnknown,
    Record,
    Text,
    WholeNumber,
)
from sharedcare.register.model.monitoring import (
    DrugAction,
    Duties,
    Interaction,
    ReferenceRow,
    SpecialistReview,
    Stabilisation,
)
from sharedcare.register.model.sources import Difference, DrugStatement, Names, NotFound, Source, Sourced
from sharedcare.register.model.vocabulary import CodeSystem, DrugKind, Meaning
from sharedcare.register.values.dates import PartialDate


class Coded(Record):
    """A code for the same thing in somebody's list."""

    system: Annotated[CodeSystem | None, REQUIRED] = None
    """Whose code it is."""
    code: Fact[Code] = UNKNOWN
    """The code."""
    display: Text | None = None
    """What the code stands for."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""


class SafetyNotice(Sourced):
    """A safety notice. It reaches every page of the drug on the day it is recorded."""

    id: Annotated[Id | None, REQUIRED] = None
    """What a review's `notices_read` calls it."""
    title: Fact[Text] = UNKNOWN
    """Its title."""
    issued_on: Fact[PartialDate] = UNKNOWN
    """When it was issued."""
    recorded_on: Fact[PartialDate] = UNKNOWN
    """When the register recorded it."""
    says: Fact[Text] = UNKNOWN
    """What it asks for, in our words."""


class ObservedClassification(Sourced):
    """A traffic light seen somewhere, with the committee that gave it."""

    label: Fact[Text] = UNKNOWN
    """The light as printed."""
    meaning: Meaning = Meaning.UNKNOWN
    """What it means, where that is known."""
    committee: OrUnknown[Id] = UNKNOWN
    """An id of reference/committees."""
    committee_as_printed: Text | None = None
    """The committee's name where the register has no record of it."""


class Drug(Record):
    """A substance, or a class of substances that protocols name together."""

    id: Annotated[Id | None, REQUIRED] = None
    """The file's name without its ending."""
    name: Fact[Text] = UNKNOWN
    """Its recommended name."""
    kind: DrugKind = DrugKind.SUBSTANCE
    """One substance, or a group."""
    class_: OrUnknown[Text] = Field(default=UNKNOWN, alias="class")
    """What kind of drug it is."""
    specialties: tuple[Id, ...] = ()
    """The specialties that use it, for finding their rows."""
    indications: tuple[Names, ...] = ()
    """What it is usually given for, as sources say."""
    brands: tuple[Names, ...] = ()
    """Brand names."""
    spellings: tuple[Text, ...] = ()
    """Old names and common misspellings, for search."""
    codes: tuple[Coded, ...] = ()
    """Its codes."""
    cd_schedule: OrNone[WholeNumber] | None = None
    """Its controlled drug schedule, or `none`."""
    safety_notices: tuple[SafetyNotice, ...] = ()
    """Safety notices."""
    classifications: tuple[ObservedClassification, ...] = ()
    """Traffic lights seen."""
    reference_monitoring: tuple[ReferenceRow, ...] = ()
    """Monitoring as named sources give it. It is not from any protocol."""
    specialist_review: tuple[SpecialistReview, ...] = ()
    """How often sources have the specialist see the patient."""
    stabilisation: tuple[Stabilisation, ...] = ()
    """How long sources have the specialist treat before a request for shared care."""
    duties: Duties | None = None
    """Who does what according to named sources."""
    actions: tuple[DrugAction, ...] = ()
    """What to do about a result or a symptom."""
    contraindications: tuple[DrugStatement, ...] = ()
    """When it is not given."""
    cautions: tuple[DrugStatement, ...] = ()
    """When it is given with care."""
    interactions: tuple[Interaction, ...] = ()
    """What it must not, or only with care, be given with."""
    adverse_effects: tuple[DrugStatement, ...] = ()
    """What it can do."""
    pregnancy: tuple[DrugStatement, ...] = ()
    """Before and during pregnancy."""
    breastfeeding: tuple[DrugStatement, ...] = ()
    """While breastfeeding."""
    paternal_exposure: tuple[DrugStatement, ...] = ()
    """For men who may father a child."""
    vaccination: tuple[DrugStatement, ...] = ()
    """Which vaccines."""
    doses: tuple[DrugStatement, ...] = ()
    """Doses as sources give them."""
    interruption: tuple[DrugStatement, ...] = ()
    """What happens when it is stopped suddenly, and how it is restarted."""
    differences: tuple[Difference, ...] = ()
    """Where sources disagree."""
    not_found: tuple[NotFound, ...] = ()
    """What was looked for and not found."""
    sources: Mapping[Id, Source] = Field(default_factory=dict)
    """The documents that rows cite, each under a short name."""

    @property
    def brand_names(self) -> tuple[str, ...]:
        """Every brand name, each once, in the order of the file."""
        given = (row.names for row in self.brands if isinstance(row.names, tuple))
        return tuple(dict.fromkeys(name for names in given for name in names))


class Test(Record):
    """A test or measurement."""

    name: Fact[Text] = UNKNOWN
    """Its full name."""
    abbreviation: Text | None = None
    """What pages call it for short: `FBC`."""
    aliases: tuple[Text, ...] = ()
    """Other names and abbreviations."""
    codes: tuple[Coded, ...] = ()
    """Its codes."""
    covers: tuple[Code, ...] = ()
    """Ids of the tests that the same request answers."""
