"""Which fields a second reviewer must read: one table, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sharedcare.changes.change import Step
from sharedcare.register.model.base import Record
from sharedcare.register.model.care import Contact
from sharedcare.register.model.document import Document
from sharedcare.register.model.drug import Drug, Test
from sharedcare.register.model.places import Area, Level
from sharedcare.register.model.protocol import Protocol, Verification
from sharedcare.register.model.services import Service
from sharedcare.register.model.sources import Source
from sharedcare.register.model.vocabulary import ContactFor

_STATEMENTS = frozenset(
    (
        "contraindications",
        "cautions",
        "interactions",
        "adverse_effects",
        "pregnancy",
        "breastfeeding",
        "paternal_exposure",
        "vaccination",
    )
)

CARE = _STATEMENTS | {
    "drugs",
    "products",
    "ages",
    "at_transition",
    "indications",
    "exclusions",
    "responsibilities",
    "transfer",
    "monitoring",
    "actions",
    "patient_advice",
}
"""The fields of a protocol that somebody gives or withholds a drug by."""

DECIDED: Mapping[type[Record], frozenset[str]] = {
    Protocol: frozenset({"kind", "classification", "accepts_from"}),
    Document: frozenset({"past_review_means"}),
}
"""By the kind of record: what decides whether care may be shared at all, and is no part of the care itself."""

SAFETY: Mapping[type[Record], frozenset[str]] = {
    Protocol: CARE
    | DECIDED[Protocol]
    | {
        "evidence",
        "area",
        "adopted_in",
        "commissioned_service",
        "specialist_services",
        "corrections",
        "accepted_findings",
    },
    Document: frozenset(
        {
            "status",
            "committee",
            "version",
            "approved_on",
            "review_due",
            "expires",
            "end",
            "end_means",
            "past_review_means",
            "extensions",
            "reviews",
            "suspended",
            "withdrawn",
            "superseded",
        }
    ),
    Verification: frozenset({"status", "on"}),
    Source: frozenset({"read_as"}),
    Drug: _STATEMENTS
    | {
        "name",
        "kind",
        "brands",
        "codes",
        "cd_schedule",
        "safety_notices",
        "reference_monitoring",
        "specialist_review",
        "stabilisation",
        "duties",
        "actions",
        "doses",
        "interruption",
    },
    Test: frozenset({"name", "abbreviation", "aliases", "codes", "covers"}),
    Service: frozenset({"commissioner", "start", "end", "covers", "opt_in", "conditions", "fictional"}),
    Area: frozenset({"part_of", "committee", "commissioners", "past_review_means", "fictional"}),
    Level: frozenset({"label", "meaning"}),
}
"""By the kind of record: the fields of which every change, however deep inside, needs a second reviewer.

Care itself; what decides whether it may be shared, and who pays; and whatever can make a lapsed or unchecked protocol
look good. Its deadlines do that by themselves. A version, an approval, a review, a correction or a day of verification
is what another change is allowed for. An accepted finding hides a fault. An area that has adopted a protocol
gives it to more patients. A provider among the specialist services may ask for shared care: it joins on a day of its
own and without a new version, so no record is asked for, only a reader. What only describes a file or its document
needs none: titles, addresses, the owner, who was consulted, what a list said, the day on which a source was read.
"""

CITING = frozenset({"source", "section", "sources"})
"""The fields that say only where a fact stands: a change of them alone needs no second reviewer."""


def needs_second_reviewer(steps: Sequence[Step], rows: Sequence[Record]) -> bool:
    """Whether a change of the last step's field does; `rows` are what the row of it says before and after."""
    if steps[-1].field in CITING:
        return False
    if any(isinstance(row, Contact) and row.for_ is ContactFor.URGENT for row in rows):
        return True
    return any(step.field in SAFETY.get(step.owner, ()) for step in steps)
