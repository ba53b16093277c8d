"""What must hold in the register: one module a family, one small function a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from sharedcare.findings import Finding, Grade, at_most
from sharedcare.register.load import Register
from sharedcare.rules import (
    commissioning,
    dates,
    evidence,
    form,
    ids,
    invented,
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
from sharedcare.status import Currency

_OTHERS: tuple[Rule, ...] = (
    *reading.RULES,
    *shape.RULES,
    *form.RULES,
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
    *invented.RULES,
    *ids.RULES,
)
_BY_CODE = {rule.code: rule for rule in _OTHERS}
_OF_RULES = (whole.accepting(_BY_CODE), ratchet.shrinking(_BY_CODE))
# The rules that judge exceptions have to know of themselves, too: no exception may hide an exception.
_BY_CODE.update((rule.code, rule) for rule in _OF_RULES)
BY_CODE: Mapping[str, Rule] = MappingProxyType(dict(sorted(_BY_CODE.items())))
RULES: tuple[Rule, ...] = tuple(BY_CODE.values())
"""Every rule, by code."""


def check(register: Register, day: date) -> tuple[Finding, ...]:
    """Every finding of every rule on a day, by file and place, without those that a file accepts for now."""
    findings = (finding for rule in RULES for finding in rule.found(register, day))
    accepted = set(whole.accepted(register, BY_CODE, day))
    kept = {finding for finding in findings if (finding.file, finding.code) not in accepted}
    waiting = state.files_in(register, day, Currency.DRAFT, *state.ENDED)
    graded = (_graded(finding, waiting) for finding in ratchet.without_old(kept, register, BY_CODE))
    return tuple(sorted(at_most(graded), key=Finding.sort_key))


def _graded(finding: Finding, waiting: set[str]) -> Finding:
    """The finding at the grade that its file's state gives it: a draft may be incomplete."""
    may_wait = finding.file in waiting and BY_CODE[finding.code].may_wait
    return replace(finding, grade=Grade.NOTABLE) if may_wait and finding.grade is Grade.INCOMPLETE else finding
