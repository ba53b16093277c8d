"""Commissioned services: what a commissioner pays for, from when, until when."""

from __future__ import annotations

from typing import Annotated

from sharedcare.register.model.base import (
    REQUIRED,
    UNKNOWN,
    Amount,
    Fact,
    Flag,
    Id,
    OrAll,
    OrNone,
    OrUnknown,
    Record,
    Text,
    WholeNumber,
)
from sharedcare.register.model.monitoring import Ages
from sharedcare.register.model.vocabulary import FeeUnit
from sharedcare.register.values.dates import PartialDate


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
    percent: Amount | None = None
    """By how much all of a service's fees rose, in percent, where only that is known."""
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
    conditions: tuple[Text, ...] = ()
    """What has to hold for the payment, in our words."""
    note: Text | None = None
    """What else is known."""
    fictional: Flag = False
    """True for a service that does not exist."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""
