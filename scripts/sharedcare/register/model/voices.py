"""What somebody said or decided: reports, guidance, and decisions on lights."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sharedcare.register.model.base import REQUIRED, UNKNOWN, Fact, Id, OrNone, OrUnknown, Record, Text
from sharedcare.register.model.vocabulary import Complaint, Topic
from sharedcare.register.values.dates import PartialDate


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


class Guidance(Record):
    """What a named body says about sharing care. It is shown as said, never as a rule of the register."""

    topic: Annotated[Topic | None, REQUIRED] = None
    """What it is about."""
    text: Fact[Text] = UNKNOWN
    """What is said, in our words."""
    by: Text | None = None
    """Who says so, where it is not the publisher of the source."""
    area: OrUnknown[Id] | None = None
    """Where it holds: an id of reference/areas."""
    place: Text | None = None
    """Where it holds, as printed, where the register has no record of the place."""
    from_: OrUnknown[PartialDate] | None = Field(default=None, alias="from")
    """The first day on which it holds, or the day it was said."""
    to: OrNone[PartialDate] | None = None
    """The last day on which it holds, or `none`."""
    drugs: tuple[Id, ...] = ()
    """Ids of reference/drugs; none means all."""
    sources: Fact[tuple[Id, ...]] = UNKNOWN
    """Keys of this file's `sources`."""


class Decision(Record):
    """A committee's decision on the light of a product, as a bulletin reported it."""

    item: Fact[Text] = UNKNOWN
    """The product, as printed."""
    drugs: tuple[Id, ...] = ()
    """Ids of reference/drugs, where the register has the drug."""
    committee: Fact[Id] = UNKNOWN
    """Who decided: an id of reference/committees."""
    on: Fact[PartialDate] = UNKNOWN
    """The month of the bulletin."""
    label: Fact[Text] = UNKNOWN
    """The light as printed."""
    note: Text | None = None
    """What else was said."""
    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""
