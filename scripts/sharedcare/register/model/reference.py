"""What protocols share: drugs, tests, areas, committees, organisations, services, reports and schemes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from sharedcare.register.dates import PartialDate
from sharedcare.register.model.base import (
    REQUIRED,
    UNKNOWN,
    Amount,
    Code,
    Fact,
    Flag,
    Id,
    OrAll,
    OrNone,
    OrUnknown,
    Record,
    Text,
    WebAddress,
    WholeNumber,
)
from sharedcare.register.model.monitoring import Action, Ages, Interaction, ReferenceRow
from sharedcare.register.model.sources import Difference, NotFound, Source, Sourced, Statement
from sharedcare.register.model.vocabulary import (
    CodeSystem,
    Complaint,
    DrugKind,
    FeeUnit,
    Meaning,
    OrganisationKind,
    PastReview,
)


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
    brands: tuple[Text, ...] = ()
    """Brand names, for search."""
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
    actions: tuple[Action, ...] = ()
    """What to do about a result or a symptom."""
    contraindications: tuple[Statement, ...] = ()
    """When it is not given."""
    cautions: tuple[Statement, ...] = ()
    """When it is given with care."""
    interactions: tuple[Interaction, ...] = ()
    """What it must not, or only with care, be given with."""
    adverse_effects: tuple[Statement, ...] = ()
    """What it can do."""
    pregnancy: tuple[Statement, ...] = ()
    """Before and during pregnancy."""
    breastfeeding: tuple[Statement, ...] = ()
    """While breastfeeding."""
    vaccination: tuple[Statement, ...] = ()
    """Which vaccines."""
    doses: tuple[Statement, ...] = ()
    """Doses as sources give them."""
    interruption: tuple[Statement, ...] = ()
    """What happens when it is stopped suddenly, and how it is restarted."""
    differences: tuple[Difference, ...] = ()
    """Where sources disagree."""
    not_found: tuple[NotFound, ...] = ()
    """What was looked for and not found."""
    sources: Mapping[Id, Source] = Field(default_factory=dict)
    """Every `source:` in this file names one of these."""


class Test(Record):
    """A test or measurement."""

    name: Fact[Text] = UNKNOWN
    """Its full name."""
    aliases: tuple[Text, ...] = ()
    """Other names and abbreviations."""
    codes: tuple[Coded, ...] = ()
    """Its codes."""
    covers: tuple[Code, ...] = ()
    """Ids of the tests that the same request answers."""


class Commissioner(Record):
    """Who pays for an area's services, and when."""

    organisation: Fact[Id] = UNKNOWN
    """An id of reference/organisations."""
    from_: Annotated[OrNone[PartialDate], REQUIRED] = Field(default=UNKNOWN, alias="from")
    """The first day."""
    to: Annotated[OrNone[PartialDate], REQUIRED] = UNKNOWN
    """The last day, or `none`."""


class ListRead(Record):
    """How an area's list of protocols was read."""

    read_whole: Fact[Flag] = UNKNOWN
    """Whether the whole list was read. Only then can the register say that there is no protocol."""
    read_on: Fact[PartialDate] = UNKNOWN
    """When."""
    url: WebAddress | None = None
    """Where the list is."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""


class Area(Record):
    """A place with a committee that approves and a commissioner that pays."""

    name: Fact[Text] = UNKNOWN
    """Its name."""
    part_of: Id | None = None
    """The area that it is a part of."""
    committee: Fact[Id] = UNKNOWN
    """The committee that approves: an id of reference/committees."""
    commissioners: Fact[tuple[Commissioner, ...]] = UNKNOWN
    """Who pays, and when."""
    scheme: OrUnknown[Id] = UNKNOWN
    """Its traffic lights: an id of reference/schemes."""
    past_review_means: PastReview = PastReview.UNKNOWN
    """The committee's rule for a protocol past its review date."""
    list: Fact[ListRead] = UNKNOWN
    """How its list of protocols was read."""
    fictional: Flag = False
    """True for a place that does not exist. It is counted nowhere."""


class Committee(Record):
    """Who approves protocols."""

    name: Fact[Text] = UNKNOWN
    """Its name."""
    abbreviation: Text | None = None
    """What it is called for short."""
    advises: OrUnknown[Id] = UNKNOWN
    """The commissioner that it advises: an id of reference/organisations."""
    note: Text | None = None
    """What else is known."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""


class Organisation(Record):
    """A commissioner, provider or representative body."""

    name: Fact[Text] = UNKNOWN
    """Its name."""
    abbreviation: Text | None = None
    """What it is called for short."""
    kind: OrganisationKind = OrganisationKind.OTHER
    """What it does."""
    ods: Code | None = None
    """Its ODS code."""
    ods_confirmed: Flag = False
    """Whether the code was read in the ODS itself."""
    note: Text | None = None
    """What else is known."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""


class Coverage(Record):
    """One thing that a service pays for. Each field says which, `all`, or `unknown`."""

    drugs: Annotated[OrAll[tuple[Id, ...]], REQUIRED] = UNKNOWN
    """Ids of reference/drugs."""
    indications: Annotated[OrAll[tuple[Id, ...]], REQUIRED] = UNKNOWN
    """Ids of protocols' `indications`."""
    ages: Annotated[OrAll[Ages], REQUIRED] = UNKNOWN
    """The ages paid for, in years."""
    areas: Annotated[OrAll[tuple[Id, ...]], REQUIRED] = UNKNOWN
    """Ids of reference/areas; a part of a listed area is paid for too."""
    tasks: tuple[Text, ...] = ()
    """The tasks paid for, where not all are."""


class Fee(Record):
    """What is paid. Amounts of different units or years are never compared."""

    amount: Fact[Amount] = UNKNOWN
    """Pounds."""
    unit: FeeUnit = FeeUnit.UNKNOWN
    """What it is paid for."""
    unit_as_printed: Text | None = None
    """The unit as printed."""
    year: OrUnknown[Text] = UNKNOWN
    """The year it holds for, as printed."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""


class Participation(Record):
    """How many practices provide the service. Counts only; no practice is named."""

    practices: Fact[WholeNumber] = UNKNOWN
    """How many provide it."""
    of: Fact[WholeNumber] = UNKNOWN
    """Out of how many."""
    on: Fact[PartialDate] = UNKNOWN
    """When that was so."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""


class Service(Record):
    """A commissioned service: what a commissioner pays for."""

    name: Fact[Text] = UNKNOWN
    """Its name."""
    commissioner: Fact[Id] = UNKNOWN
    """Who pays: an id of reference/organisations."""
    start: Fact[PartialDate] = UNKNOWN
    """The first day. In part known, it counts from the last day it can mean."""
    end: Annotated[OrNone[PartialDate], REQUIRED] = UNKNOWN
    """The last day, or `none`."""
    covers: Fact[tuple[Coverage, ...]] = UNKNOWN
    """What it pays for; what any row covers is paid for."""
    fees: Fact[tuple[Fee, ...]] = UNKNOWN
    """What it pays."""
    opt_in: Fact[Flag] = UNKNOWN
    """Whether a practice chooses to provide it."""
    participation: OrUnknown[Participation] | None = None
    """How many practices provide it."""
    note: Text | None = None
    """What else is known."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""


class Reply(Record):
    """What somebody answered to a report."""

    by: Fact[Id] = UNKNOWN
    """An id of reference/organisations."""
    on: Fact[PartialDate] = UNKNOWN
    """When."""
    says: Fact[Text] = UNKNOWN
    """What was answered, in our words."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""


class Report(Record):
    """A complaint, recorded with its source. It is shown as reported, never as fact."""

    complaint: Annotated[Complaint | None, REQUIRED] = None
    """Which of the seven complaints it is."""
    by: Fact[Id] = UNKNOWN
    """Who reported it: an id of reference/organisations."""
    on: Fact[PartialDate] = UNKNOWN
    """When it was reported."""
    area: Fact[Id] = UNKNOWN
    """Where: an id of reference/areas."""
    drugs: tuple[Id, ...] = ()
    """Ids of reference/drugs."""
    protocols: tuple[Id, ...] = ()
    """Ids of the protocols it is about."""
    about: OrUnknown[Id] | None = None
    """The organisation it is about: an id of reference/organisations."""
    says: Fact[Text] = UNKNOWN
    """What was reported, in our words."""
    reply: Reply | None = None
    """What was answered."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""


class Level(Record):
    """One light of a scheme."""

    label: Fact[Text] = UNKNOWN
    """The light as printed."""
    meaning: Annotated[Meaning, REQUIRED] = Meaning.UNKNOWN
    """What it means, in words that all areas share."""
    says: Fact[Text] = UNKNOWN
    """The committee's definition, in our words."""


class Scheme(Record):
    """A committee's traffic lights."""

    committee: Fact[Id] = UNKNOWN
    """The committee that gives them: an id of reference/committees."""
    levels: Fact[tuple[Level, ...]] = UNKNOWN
    """The lights."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""


class Shelf(Record):
    """What every shared reference file has beside its records."""

    sources: Mapping[Id, Source] = Field(default_factory=dict)
    """Every `source:` in this file names one of these."""


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
