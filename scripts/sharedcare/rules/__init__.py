"""What must hold in the register: one module a family, one small function a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sharedcare.findings import Finding
from sharedcare.register.dates import PartialDate
from sharedcare.register.load import Register
from sharedcare.rules import (
    commissioning,
    dates,
    monitoring,
    once,
    reading,
    references,
    shape,
    sources,
    state,
    transfer,
    whole,
)
from sharedcare.rules.frame import Rule

_OTHERS: tuple[Rule, ...] = (
    *reading.RULES,
    *shape.RULES,
    *dates.RULES,
    *references.RULES,
    *once.RULES,
    *commissioning.RULES,
    *monitoring.RULES,
    *sources.RULES,
    *transfer.RULES,
    *state.RULES,
    *whole.RULES,
)
RULES: tuple[Rule, ...] = (*_OTHERS, whole.accepting({rule.code: rule for rule in _OTHERS}))
"""Every rule, by code."""

BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}


def check(register: Register, day: date) -> tuple[Finding, ...]:
    """Every finding of every rule on a day, by file and place, without those that a file accepts for now."""
    findings = (finding for rule in RULES for finding in rule.check(register, day))
    accepted = set(_accepted(register, day))
    kept = {finding for finding in findings if (finding.file, finding.code) not in accepted}
    return tuple(sorted(kept, key=Finding.sort_key))


def _accepted(register: Register, day: date) -> Iterator[tuple[str, str]]:
    """The file and code of each finding that a file keeps on purpose, with a reason and an end, on the day.

    What the clock makes true cannot be kept: no file may hide that it has lapsed.
    """
    for entry in register.protocols.values():
        for row in entry.record.accepted_findings:
            kept = BY_CODE.get(row.rule or "")
            if kept and whole.may_be_accepted(kept) and isinstance(row.until, PartialDate) and day <= row.until.last:
                yield entry.file, kept.code
