"""What must hold of a change: the register as it was, beside the register as it is. They run on the difference only."""

from __future__ import annotations

from collections.abc import Mapping

from sharedcare.rules.frame import Explained
from sharedcare.rules.since import (
    clinical,
    contacts,
    dates,
    decisions,
    drugs,
    exceptions,
    funding,
    ids,
    reading,
    records,
    standing,
    whole,
)
from sharedcare.rules.since.frame import ChangeRule


def rules_of_changes(rules: Mapping[str, Explained]) -> tuple[ChangeRule, ...]:
    """Every rule of changes by code. One of them has to know the rules of files."""
    made = (
        *whole.RULES,
        *dates.RULES,
        *decisions.RULES,
        *records.RULES,
        *clinical.RULES,
        *ids.RULES,
        *reading.RULES,
        exceptions.growing(rules),
        *exceptions.RULES,
        *drugs.RULES,
        *funding.RULES,
        *standing.RULES,
        *contacts.RULES,
    )
    return tuple(sorted(made, key=lambda rule: rule.code))
