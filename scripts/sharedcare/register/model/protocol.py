"""A protocol: one file, one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from sharedcare.register.model.base import (
    REQUIRED,
    UNKNOWN,
    Fact,
    Flag,
    Id,
    OrNone,
    OrUnknown,
    Record,
    RuleCode,
    Text,
    Unknown,
    WholeNumber,
)
from sharedcare.register.model.care import (
    AcceptsFrom,
    CommissionedService,
    Contact,
    Responsibilities,
    SpecialistService,
    Transfer,
)
from sharedcare.register.model.document import Document
from sharedcare.register.model.monitoring import Action, Ages, Interaction, Monitoring
from sharedcare.register.model.sources import Difference, Source, Sourced, Statement
from sharedcare.register.model.vocabulary import (
    Adoption,
    BrandRule,
    Confidence,
    Evidence,
    Kind,
    Meaning,
    Party,
    VerificationStatus,
)
from sharedcare.register.values.dates import PartialDate
from sharedcare.register.values.durations import Duration


class AdoptedIn(Record):
    """What a part of the area, or another area, decided about the protocol."""

    area: Fact[Id] = UNKNOWN
    """An id of reference/areas."""
    status: Annotated[Adoption, REQUIRED] = Adoption.UNKNOWN
    """What it decided."""
    on: OrUnknown[PartialDate] = UNKNOWN
    """From when. In part known, it counts from the last day it can mean."""
    review_due: OrUnknown[PartialDate] | None = None
    """Its own review date, where it set one."""
    services: tuple[Id, ...] | None = None
    """Its own services, where they differ: ids of reference/services."""
    source: Id | None = None
    """A key of this file's `sources`."""


class Product(Sourced):
    """What exactly is shared."""

    drug: Fact[Id] = UNKNOWN
    """An id of reference/drugs."""
    route: OrUnknown[Text] = UNKNOWN
    """The route."""
    form: OrUnknown[Text] = UNKNOWN
    """The form."""
    strengths: tuple[Text, ...] = ()
    """The strengths."""
    brand_rule: BrandRule = BrandRule.UNKNOWN
    """Whether it is prescribed by brand."""
    usual_dose: OrUnknown[Text] = UNKNOWN
    """The usual dose as printed."""
    supply_max: OrUnknown[Duration] = UNKNOWN
    """The longest supply to issue at once."""


class AtTransition(Record):
    """What happens when a child becomes an adult."""

    age: OrUnknown[WholeNumber] = UNKNOWN
    """The age in years."""
    who_prescribes: OrUnknown[Party] = UNKNOWN
    """Who prescribes during the transition."""
    protocol_after: OrNone[Id] = UNKNOWN
    """The protocol that covers the adult, or `none`."""
    source: Id | None = None
    """A key of this file's `sources`."""


class Indication(Record):
    """What the drug is given for."""

    id: Annotated[Id | None, REQUIRED] = None
    """What other fields call it."""
    name: Fact[Text] = UNKNOWN
    """Its name."""
    licensed: OrUnknown[Flag] = UNKNOWN
    """Whether the drug is licensed for it."""


class Classification(Record):
    """The local traffic light; it means nothing without its committee."""

    label: Fact[Text] = UNKNOWN
    """The light as printed."""
    meaning: Annotated[Meaning, REQUIRED] = Meaning.UNKNOWN
    """What it means."""
    committee: Fact[Id] = UNKNOWN
    """The committee that gave it: an id of reference/committees."""
    indications: tuple[Id, ...] = ()
    """Ids of this protocol's `indications`; none means all."""
    drugs: tuple[Id, ...] = ()
    """The drugs it is for; none means all."""
    route: Text | None = None
    """The route it is for."""


class Verification(Record):
    """Whether the file has been checked against its document."""

    status: Annotated[VerificationStatus, REQUIRED] = VerificationStatus.TRANSCRIBED
    """How far."""
    by: tuple[Text, ...] = ()
    """The roles that checked, one from each side."""
    on: OrUnknown[PartialDate] = UNKNOWN
    """When."""


class Correction(Record):
    """A transcription slip mended without a new version."""

    on: Fact[PartialDate] = UNKNOWN
    """When."""
    by: Fact[Text] = UNKNOWN
    """The role that mended it."""
    what: Fact[Text] = UNKNOWN
    """What was mended."""


class Observation(Record):
    """What a listing said on a day. It extends nothing."""

    seen_on: Fact[PartialDate] = UNKNOWN
    """When it was seen."""
    says: Fact[Text] = UNKNOWN
    """What it said."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""


class AcceptedFinding(Record):
    """A known finding kept on purpose, for a time."""

    rule: Annotated[RuleCode | None, REQUIRED] = None
    """The rule's code."""
    reason: Fact[Text] = UNKNOWN
    """Why it is kept."""
    until: Fact[PartialDate] = UNKNOWN
    """The last day."""


class Protocol(Record):
    """An area's document on sharing care for a drug."""

    id: Annotated[Id | None, REQUIRED] = None
    """Permanent, never reused; the file's name without its ending."""
    title: Fact[Text] = UNKNOWN
    """What the page is called: drug, people and condition."""
    kind: Kind = Kind.PROTOCOL
    """A protocol, or a national template that binds nobody."""
    evidence: Annotated[Evidence | None, REQUIRED] = None
    """How deep the evidence behind this file goes."""
    listing_seen_on: OrUnknown[PartialDate] | None = None
    """With `evidence: listing`: the day the list was read."""
    confidence: Confidence | None = None
    """With `evidence: listing`: how sure it is that the document is what this file says."""
    reports: tuple[Id, ...] = ()
    """With `evidence: reported`: ids of reference/reports."""
    area: Annotated[Id | None, REQUIRED] = None
    """The folder's name, and an id of reference/areas."""
    adopted_in: tuple[AdoptedIn, ...] = ()
    """What parts of the area, or other areas, decided for themselves."""
    drugs: Fact[tuple[Id, ...]] = UNKNOWN
    """The drugs: ids of reference/drugs."""
    products: tuple[Product, ...] = ()
    """What exactly is shared."""
    specialties: Fact[tuple[Id, ...]] = UNKNOWN
    """The specialties that start treatment."""
    ages: Fact[Ages] = UNKNOWN
    """The ages covered, in years."""
    at_transition: AtTransition | None = None
    """What happens when a child becomes an adult."""
    indications: Fact[tuple[Indication, ...]] = UNKNOWN
    """What the drug is given for here."""
    exclusions: tuple[Statement, ...] = ()
    """Whom or what the protocol leaves out."""
    classification: Fact[tuple[Classification, ...]] = UNKNOWN
    """The local traffic light; one row, or one for each indication or route."""
    document: Fact[Document] = UNKNOWN
    """The area's document."""
    commissioned_service: Fact[CommissionedService] = UNKNOWN
    """What the commissioner pays primary care for."""
    specialist_services: tuple[SpecialistService, ...] = ()
    """The providers whose requests the protocol covers."""
    accepts_from: AcceptsFrom | None = None
    """Whose requests the protocol covers, by kind of provider."""
    responsibilities: Fact[Responsibilities] = UNKNOWN
    """Who does what."""
    transfer: Fact[Transfer] = UNKNOWN
    """How care passes, and how it comes back."""
    contacts: Fact[tuple[Contact, ...]] = UNKNOWN
    """Whom to ask."""
    monitoring: Fact[Monitoring] = UNKNOWN
    """Which tests, how often, and who acts."""
    actions: tuple[Action, ...] = ()
    """What to do about a result or a symptom."""
    contraindications: tuple[Statement, ...] = ()
    """When the drug is not given."""
    cautions: tuple[Statement, ...] = ()
    """When the drug is given with care."""
    interactions: tuple[Interaction, ...] = ()
    """What it must not, or only with care, be given with."""
    adverse_effects: tuple[Statement, ...] = ()
    """What it can do."""
    pregnancy: tuple[Statement, ...] = ()
    """Before and during pregnancy."""
    breastfeeding: tuple[Statement, ...] = ()
    """While breastfeeding."""
    paternal_exposure: tuple[Statement, ...] = ()
    """For men who may father a child."""
    vaccination: tuple[Statement, ...] = ()
    """Which vaccines."""
    patient_advice: tuple[Statement, ...] = ()
    """What the patient is told."""
    differences: tuple[Difference, ...] = ()
    """Where sources disagree."""
    sources: Annotated[Mapping[Id, Source], REQUIRED] = Field(default_factory=dict)
    """The documents that rows cite, each under a short name."""
    verification: Annotated[OrUnknown[Verification], REQUIRED] = UNKNOWN
    """Whether this file has been checked against its document."""
    corrections: tuple[Correction, ...] = ()
    """Slips mended without a new version."""
    observations: tuple[Observation, ...] = ()
    """What a listing said on a day."""
    accepted_findings: tuple[AcceptedFinding, ...] = ()
    """Known findings kept on purpose."""

    @property
    def drug_ids(self) -> tuple[str, ...]:
        """The drugs, or none where they are unknown."""
        return () if isinstance(self.drugs, Unknown) else self.drugs
