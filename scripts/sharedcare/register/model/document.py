"""An area's document on shared care: its declared status, its dates and who looks after it."""

from __future__ import annotations

from typing import Annotated

from sharedcare.register.model.base import (
    REQUIRED,
    REQUIRED_ONCE_APPROVED,
    UNKNOWN,
    Email,
    Fact,
    Id,
    OrUnknown,
    Record,
    Text,
    WebAddress,
)
from sharedcare.register.model.vocabulary import (
    DocumentStatus,
    EndMeans,
    PastReview,
    Position,
    ReviewOutcome,
    WithdrawnReason,
)
from sharedcare.register.values.dates import PartialDate


class Owner(Record):
    """Who looks after the document: a role, never a person."""

    role: Fact[Text] = UNKNOWN
    """The role."""
    organisation: OrUnknown[Id] = UNKNOWN
    """The role's organisation: an id of reference/organisations."""
    email: Email | None = None
    """The role's mailbox."""


class Extension(Record):
    """A committee's decision to go on using a document past its review date."""

    decided_on: Fact[PartialDate] = UNKNOWN
    """The day of the decision."""
    until: Fact[PartialDate] = UNKNOWN
    """The last day of the extension."""
    by: Fact[Id] = UNKNOWN
    """The committee that decided: an id of reference/committees."""
    reason: Fact[Text] = UNKNOWN
    """Why."""
    source: Id | None = None
    """A key of this file's `sources`."""


class Review(Record):
    """Evidence that somebody looked. A date alone is not a review."""

    on: Fact[PartialDate] = UNKNOWN
    """The day of the review."""
    by: Fact[Text] = UNKNOWN
    """The role that reviewed."""
    outcome: OrUnknown[ReviewOutcome] = UNKNOWN
    """What it decided."""
    sources_read: Fact[tuple[Id, ...]] = UNKNOWN
    """Keys of this file's `sources` that were read for it."""
    notices_read: tuple[Id, ...] = ()
    """Ids of the drugs' safety notices that were read for it."""
    minute: Text | None = None
    """The committee's minute."""


class Consulted(Record):
    """What an organisation said of the document."""

    organisation: Fact[Id] = UNKNOWN
    """An id of reference/organisations."""
    on: OrUnknown[PartialDate] = UNKNOWN
    """When."""
    position: Position = Position.UNKNOWN
    """What it said."""


class Suspended(Record):
    """The document is not to be used for now."""

    on: Fact[PartialDate] = UNKNOWN
    """The first day."""
    reason: Fact[Text] = UNKNOWN
    """Why."""


class Withdrawn(Record):
    """The document is no longer in force."""

    on: Fact[PartialDate] = UNKNOWN
    """The first day."""
    reason: Fact[WithdrawnReason] = UNKNOWN
    """Why."""


class Superseded(Record):
    """Another protocol took its place."""

    on: Fact[PartialDate] = UNKNOWN
    """The first day."""
    by: Fact[Id] = UNKNOWN
    """The protocol that took its place: its id."""


class Document(Record):
    """The area's document."""

    status: Annotated[DocumentStatus, REQUIRED] = DocumentStatus.UNKNOWN
    """What the committee has declared."""
    committee: Annotated[OrUnknown[Id], REQUIRED_ONCE_APPROVED] = UNKNOWN
    """The committee that approved it: an id of reference/committees."""
    title_as_printed: Text | None = None
    """Its title as printed."""
    version: OrUnknown[Text] | None = None
    """Its version as printed."""
    url: WebAddress | None = None
    """Where it can be read."""
    approved_on: Annotated[OrUnknown[PartialDate], REQUIRED_ONCE_APPROVED] = UNKNOWN
    """The day it was approved. In part known, it counts from the last day it can mean."""
    review_due: OrUnknown[PartialDate] = UNKNOWN
    """When it is to be reviewed: the last day before it is out of date."""
    expires: OrUnknown[PartialDate] | None = None
    """The last day on which it is valid, where the document says so."""
    ends_as_printed: Text | None = None
    """An end whose meaning is not clear, as printed: `2018-2020`. Use it in place of `review_due`."""
    end: OrUnknown[PartialDate] | None = None
    """What the printed end is read as: `2020`."""
    end_means: EndMeans | None = None
    """What the printed end is the end of. Unknown counts as review."""
    past_review_means: PastReview = PastReview.UNKNOWN
    """The committee's own rule for a document past its review date."""
    owner: OrUnknown[Owner] | None = None
    """Who looks after it."""
    extensions: tuple[Extension, ...] = ()
    """Decisions to go on using it past its review date."""
    reviews: tuple[Review, ...] = ()
    """Evidence that somebody looked."""
    consulted: tuple[Consulted, ...] = ()
    """Who was asked, and what they said."""
    suspended: Suspended | None = None
    """The day and reason of a suspension."""
    withdrawn: Withdrawn | None = None
    """The day and reason of a withdrawal."""
    superseded: Superseded | None = None
    """The day and the protocol that took its place."""
