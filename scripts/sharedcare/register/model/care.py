"""Who does what: responsibilities, transfer, contacts, and the service that pays."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sharedcare.register.model.base import (
    REQUIRED,
    UNKNOWN,
    Email,
    Fact,
    Flag,
    Id,
    OrNone,
    OrUnknown,
    Record,
    Text,
    YesNo,
)
from sharedcare.register.model.vocabulary import ContactFor, Ending, OwnFunding, Party
from sharedcare.register.values.dates import PartialDate
from sharedcare.register.values.durations import Duration


class Answers(Record):
    """What each party does about one question."""

    specialist: Fact[tuple[Text, ...]] = UNKNOWN
    """What the specialist does."""
    primary_care: Fact[tuple[Text, ...]] = UNKNOWN
    """What primary care does."""
    patient: Fact[tuple[Text, ...]] = UNKNOWN
    """What the patient does."""
    key_worker: tuple[Text, ...] = ()
    """What the key worker does, where there is one."""
    community_pharmacy: tuple[Text, ...] = ()
    """What the community pharmacy does, where it has a part."""
    carer: tuple[Text, ...] = ()
    """What the carer does, where there is one."""


class Responsibilities(Record):
    """The questions that every shared care arrangement must answer."""

    prescribing: Fact[Answers] = UNKNOWN
    """Who prescribes?"""
    monitoring: Fact[Answers] = UNKNOWN
    """Who monitors?"""
    side_effects: Fact[Answers] = UNKNOWN
    """Who handles side effects?"""
    dose_changes: Fact[Answers] = UNKNOWN
    """Who changes the dose?"""
    follow_up: Fact[Answers] = UNKNOWN
    """Who follows up? The specialist's part is never empty."""


class IfDeclined(Record):
    """What holds when primary care declines."""

    prescriber: Party = Party.UNKNOWN
    """Who prescribes."""
    contact: Id | None = None
    """Whom to ask: an id of this file's `contacts`."""


class OnEnding(Record):
    """What holds while care goes back."""

    prescriber_until_confirmed: Party = Party.UNKNOWN
    """Who prescribes until the specialist has confirmed taking over."""
    notice: OrUnknown[Duration] = UNKNOWN
    """How long before."""
    contact: Id | None = None
    """Whom to ask: an id of this file's `contacts`."""


class Transfer(Record):
    """How care passes, and how it comes back."""

    stable_for: Fact[Duration] = UNKNOWN
    """How long the patient has been stable before a request."""
    criteria: tuple[Text, ...] = ()
    """What stable means here."""
    first_supply: OrUnknown[Duration] = UNKNOWN
    """What the specialist supplies at the transfer."""
    reply_within: OrUnknown[Duration] = UNKNOWN
    """How soon primary care replies."""
    silence_means: Fact[YesNo] = UNKNOWN
    """What no reply counts as."""
    if_declined: IfDeclined | None = None
    """What holds when primary care declines."""
    specialist_review_every: Fact[Duration] = UNKNOWN
    """How often the specialist sees the patient."""
    ends_when: tuple[Ending, ...] = ()
    """What ends shared care."""
    on_ending: OnEnding | None = None
    """What holds while care goes back."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""
    section: Text | None = None
    """The section of the source."""


class Contact(Record):
    """A role's line or mailbox; never a person's."""

    id: Annotated[Id | None, REQUIRED] = None
    """What other fields call it."""
    for_: Annotated[ContactFor | None, REQUIRED] = Field(default=None, alias="for")
    """What it is there for."""
    role: Fact[Text] = UNKNOWN
    """Who answers."""
    organisation: OrUnknown[Id] = UNKNOWN
    """The role's organisation: an id of reference/organisations."""
    phone: OrUnknown[Text] | None = None
    """A telephone number, in quotes or not."""
    email: Email | None = None
    """The role's mailbox."""
    hours: Text | None = None
    """When it is answered."""
    answers_within: Text | None = None
    """How soon it answers: `same day`, `2 working days`."""
    out_of_hours: OrNone[Text] | None = None
    """Whom to ask outside those hours; `none` where the document names nobody."""
    checked_on: Fact[PartialDate] = UNKNOWN
    """When somebody last made sure that it works."""


class CommissionedService(Record):
    """What the commissioner pays primary care for."""

    services: tuple[Id, ...] = ()
    """The services that pay: ids of reference/services, whose records hold dates, coverage and fee."""
    status: OwnFunding | None = None
    """Where no service record exists: what is known of the funding."""
    evidence_on: OrUnknown[PartialDate] | None = None
    """The day of the evidence for `status`."""
    pays_for: tuple[Text, ...] = ()
    """With `partly-funded`: what is paid for."""
    note: Text | None = None
    """What else is known."""
    checked_on: Fact[PartialDate] = UNKNOWN
    """When somebody last confirmed the funding."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""
    fallback_provider: OrUnknown[Text] = UNKNOWN
    """Who does the work where a practice does not provide the service."""


class SpecialistService(Record):
    """A provider whose requests the protocol covers."""

    organisation: Fact[Id] = UNKNOWN
    """An id of reference/organisations."""
    party: OrUnknown[Flag] = UNKNOWN
    """Whether it is a party to the protocol."""
    from_: OrUnknown[PartialDate] = Field(default=UNKNOWN, alias="from")
    """Since when."""


class AcceptsFrom(Record):
    """Whose requests the protocol covers, by kind of provider."""

    local_nhs: OrUnknown[Flag] = UNKNOWN
    """NHS providers of the area."""
    other_nhs: OrUnknown[Flag] = UNKNOWN
    """NHS providers elsewhere."""
    right_to_choose: OrUnknown[Flag] = UNKNOWN
    """Providers that a patient chose under the right to choose."""
    private: OrUnknown[Flag] = UNKNOWN
    """Private providers."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""
