"""Which fields a second reviewer must read: one table, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sharedcare.changes.change import Step
from sharedcare.register.model.base import Record
from sharedcare.register.model.care import Contact
from sharedcare.register.model.document import Document
from sharedcare.register.model.drug import Drug, Test
from sharedcare.register.model.places import Area, Level
from sharedcare.register.model.protocol import AdoptedIn, Protocol, Verification
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

SAFETY: Mapping[type[Record], frozenset[str]] = {
    Protocol: CARE | {"kind", "evidence", "area", "classification", "commissioned_service", "accepts_from"},
    AdoptedIn: frozenset({"area", "status", "services"}),
    Document: frozenset(
        {"status", "committee", "expires", "past_review_means", "extensions", "suspended", "withdrawn", "superseded"}
    ),
    Verification: frozenset({"status"}),
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
"""By the kind of record: the fields of which every change, however deep inside, needs a second reviewer."""

CITING = frozenset({"source", "section", "sources"})
"""The fields that say only where a fact stands: a change of them alone needs no second reviewer."""


def needs_second_reviewer(steps: Sequence[Step], rows: Sequence[Record]) -> bool:
    """Whether a change of the last step's field does; `rows` are what the row of it says before and after."""
    if steps[-1].field in CITING:
        return False
    if any(isinstance(row, Contact) and row.for_ is ContactFor.URGENT for row in rows):
        return True
    return any(step.field in SAFETY.get(step.owner, ()) for step in steps)
