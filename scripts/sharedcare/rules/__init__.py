"""What must hold in the register: one module a family, one small function a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from sharedcare.findings import Finding, Grade, at_most
from sharedcare.register.dates import PartialDate
from sharedcare.register.load import Register
from sharedcare.register.model.document import Document
from sharedcare.register.model.vocabulary import DocumentStatus
from sharedcare.rules import (
    commissioning,
    dates,
    evidence,
    monitoring,
    names,
    once,
    order,
    parties,
    payment,
    ratchet,
    reading,
    references,
    rows,
    shape,
    sources,
    state,
    together,
    transfer,
    upkeep,
    values,
    whole,
)
from sharedcare.rules.frame import Rule

_OTHERS: tuple[Rule, ...] = (
    *reading.RULES,
    *shape.RULES,
    *values.RULES,
    *dates.RULES,
    *order.RULES,
    *references.RULES,
    *once.RULES,
    *names.RULES,
    *commissioning.RULES,
    *payment.RULES,
    *monitoring.RULES,
    *rows.RULES,
    *sources.RULES,
    *evidence.RULES,
    *transfer.RULES,
    *parties.RULES,
    *state.RULES,
    *upkeep.RULES,
    *whole.RULES,
    *together.RULES,
)
_BY_CODE = {rule.code: rule for rule in _OTHERS}
RULES: tuple[Rule, ...] = tuple(
    sorted((*_OTHERS, whole.accepting(_BY_CODE), ratchet.shrinking(_BY_CODE)), key=lambda rule: rule.code)
)
"""Every rule, by code."""

BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}


def check(register: Register, day: date) -> tuple[Finding, ...]:
    """Every finding of every rule on a day, by file and place, without those that a file accepts for now."""
    findings = (finding for rule in RULES for finding in rule.found(register, day))
    accepted = set(_accepted(register, day))
    kept = {finding for finding in findings if (finding.file, finding.code) not in accepted}
    waiting = set(_waiting(register))
    graded = (_graded(finding, waiting) for finding in ratchet.without_old(kept, register, BY_CODE))
    return tuple(sorted(at_most(graded), key=Finding.sort_key))


def _accepted(register: Register, day: date) -> Iterator[tuple[str, str]]:
    """The file and code of each finding that a file keeps on purpose, with a reason and an end, on the day.

    What the clock makes true cannot be kept: no file may hide that it has lapsed.
    """
    for entry in register.protocols.values():
        for row in entry.record.accepted_findings:
            kept = BY_CODE.get(row.rule or "")
            if kept and kept.may_be_accepted and isinstance(row.until, PartialDate) and day <= row.until.last:
                yield entry.file, kept.code


def _waiting(register: Register) -> Iterator[str]:
    """The files of documents that are not in force: not yet, or no longer."""
    for entry in register.protocols.values():
        document = entry.record.document
        if isinstance(document, Document) and document.status in _NOT_IN_FORCE:
            yield entry.file


_NOT_IN_FORCE = (DocumentStatus.DRAFT, DocumentStatus.WITHDRAWN, DocumentStatus.SUPERSEDED)


def _graded(finding: Finding, waiting: set[str]) -> Finding:
    """The finding at the grade that its file's state gives it: a draft may be incomplete."""
    may_wait = finding.file in waiting and BY_CODE[finding.code].may_wait
    return replace(finding, grade=Grade.NOTABLE) if may_wait and finding.grade is Grade.INCOMPLETE else finding
