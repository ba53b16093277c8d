"""Which rows speak of the same thing, whatever their order; and what is not compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sharedcare.register.model.base import Record
from sharedcare.register.model.care import Contact, SpecialistService
from sharedcare.register.model.document import Consulted, Extension, Review
from sharedcare.register.model.monitoring import Action, Interaction, Missed, MonitoringRow, ReferenceRow
from sharedcare.register.model.protocol import (
    AdoptedIn,
    Classification,
    Indication,
    Observation,
    Product,
)
from sharedcare.register.model.sources import Difference, Statement


@dataclass(frozen=True, slots=True)
class Matching:
    """When two rows of a kind speak of the same thing."""

    by: tuple[str, ...] = ()
    """The fields that say what a row is about. A row of several drugs or tests is one of each of them."""
    name: str | None = None
    """The field that tells apart the rows about one thing."""
    together: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Fields that mean nothing alone: by the one that they are shown under."""

    def inner(self) -> frozenset[str]:
        """The fields that are compared as a part of another."""
        return frozenset(name for names in self.together.values() for name in names) - set(self.together)


TIMING = ("every", "at_least", "at", "for_", "until", "trigger", "every_as_printed")
"""The fields that say when a row's tests are due."""
_WHEN = {"every": TIMING}

ROWS: Mapping[type[Record], Matching] = {
    Action: Matching(("drugs", "test"), "finding"),
    AdoptedIn: Matching(("area",)),
    # A light means nothing without the committee that gave it: two committees' lights are never the same.
    Classification: Matching(("drugs", "indications", "route"), together={"label": ("label", "committee")}),
    Consulted: Matching(name="organisation"),
    Contact: Matching(("for_",), "role"),
    Difference: Matching(name="about"),
    Extension: Matching(name="decided_on"),
    Indication: Matching(name="name"),
    Interaction: Matching(("drugs", "with_")),
    Missed: Matching(("drugs",), "grace"),
    MonitoringRow: Matching(("drugs", "phase", "tests", "only_if", "ages", "indications"), together=_WHEN),
    Observation: Matching(name="says"),
    Product: Matching(("drug", "route", "form")),
    ReferenceRow: Matching(("specialties", "indications", "phase", "tests", "only_if", "ages"), together=_WHEN),
    Review: Matching(name="on"),
    SpecialistService: Matching(name="organisation"),
    Statement: Matching(("drugs",), "text"),
}
"""By the kind of row."""

UNCOMPARED = frozenset(
    ("id", "area", "reports", "source", "section", "sources", "sources_read", "corrections", "accepted_findings")
)
"""What says where a fact stands or how the file came about, and nothing of the care."""
