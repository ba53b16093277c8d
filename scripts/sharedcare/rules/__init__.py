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
from sharedcare.rules.frame import Explained, Rule
from sharedcare.rules.since import rules_of_changes
from sharedcare.rules.since.frame import Change, ChangeRule
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
_KNOWN: dict[str, Explained] = {rule.code: rule for rule in _OTHERS}
_OF_RULES = (whole.accepting(_KNOWN), ratchet.shrinking(_KNOWN))
RULES: tuple[Rule, ...] = tuple(sorted((*_OTHERS, *_OF_RULES), key=lambda rule: rule.code))
"""Every rule of a register as it stands, by code."""
CHANGE_RULES: tuple[ChangeRule, ...] = rules_of_changes(_KNOWN)
"""Every rule of a change, by code. They run only where there is something to compare with."""
# The rules that judge exceptions have to know of themselves, too: no exception may hide an exception.
_KNOWN.update((rule.code, rule) for rule in (*_OF_RULES, *CHANGE_RULES))
BY_CODE: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in RULES})
EVERY_RULE: Mapping[str, Explained] = MappingProxyType(dict(sorted(_KNOWN.items())))
"""Every rule, of registers and of changes, by code."""


def check(register: Register, day: date, before: Register | None = None) -> tuple[Finding, ...]:
    """Every finding of every rule on a day, by file and place, without those that a file accepts for now.

    With the register as it was before, the rules of changes are asked too.
    """
    findings = [finding for rule in RULES for finding in rule.found(register, day)]
    if before is not None:
        change = Change(before, register)
        findings += [finding for rule in CHANGE_RULES for finding in rule.check(change, day)]
    accepted = set(whole.accepted(register, BY_CODE, day))
    kept = {finding for finding in findings if (finding.file, finding.code) not in accepted}
    waiting = state.files_in(register, day, Currency.DRAFT, *state.ENDED)
    graded = (_graded(finding, waiting) for finding in ratchet.without_old(kept, register, BY_CODE))
    return tuple(sorted(at_most(graded), key=Finding.sort_key))


def _graded(finding: Finding, waiting: set[str]) -> Finding:
    """The finding at the grade that its file's state gives it: a draft may be incomplete."""
    may_wait = finding.file in waiting and finding.code in BY_CODE and BY_CODE[finding.code].may_wait
    return replace(finding, grade=Grade.NOTABLE) if may_wait and finding.grade is Grade.INCOMPLETE else finding
