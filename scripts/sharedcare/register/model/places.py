"""Areas, committees, organisations and committees' traffic lights."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sharedcare.register.model.base import (
    REQUIRED,
    UNKNOWN,
    Code,
    Email,
    Fact,
    Flag,
    Id,
    OrNone,
    OrUnknown,
    Record,
    Text,
    WebAddress,
)
from sharedcare.register.model.sources import NotFound
from sharedcare.register.model.vocabulary import Meaning, OrganisationKind, PastReview
from sharedcare.register.values.dates import PartialDate


class Commissioner(Record):
    """Who pays for an area's services, and when."""

    organisation: Fact[Id] = UNKNOWN
    """An id of reference/organisations."""
    from_: Annotated[OrNone[PartialDate], REQUIRED] = Field(default=UNKNOWN, alias="from")
    """The first day."""
    to: Annotated[OrNone[PartialDate], REQUIRED] = UNKNOWN
    """The last day, or `none`."""
    source: Id | None = None
    """A key of this file's `sources`."""


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
    editor: Email | None = None
    """The mailbox of whoever edits the register for the area: a role's, never a person's."""
    list: Fact[ListRead] = UNKNOWN
    """How its list of protocols was read."""
    not_found: tuple[NotFound, ...] = ()
    """What was looked for about the area and not found."""
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
    fictional: Flag = False
    """True for a body that does not exist."""
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
    fictional: Flag = False
    """True for a body that does not exist."""
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
