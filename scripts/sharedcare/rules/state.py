"""What the clock makes true: protocols that have lapsed, and protocols that nobody pays for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.findings import Finding, Grade, Position
from sharedcare.register.load import Register
from sharedcare.register.model.vocabulary import Adoption
from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example, Rule, rule
from sharedcare.status import Case, Currency, Funding, cases
from sharedcare.status.currency import currency_on
from sharedcare.status.funding import funding_on

LAPSED = tuple(state for state in Currency if Currency.UNREADABLE.rank > state.rank >= Currency.OUT_OF_DATE.rank)
"""The currencies that a finding announces. An unreadable file has findings of its own."""
UNPAID = tuple(state for state in Funding if state.rank >= Funding.UNKNOWN.rank)
"""The fundings that a finding announces."""


@rule(
    "SC801",
    Grade.NOTABLE,
    "A protocol is in force, and its review date has not passed without an extension",
    "A passed date ends nobody's treatment, but nobody has confirmed since then that the tests and the contacts are "
    "still right, so it cannot carry a new request.",
    Example(METHOTREXATE, good="  review_due: 2027-04\n", bad="  review_due: 2026-09\n"),
)
def in_date(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """No protocol is out of date, or worse, in any of its areas on the day."""
    for case in in_use(register):
        state = currency_on(case, day)
        if state.currency in LAPSED:
            message = f"{state.currency.label.lower()} in {case.area_name(case.area)}. {state.why}"
            file, place = place_of(register, case, "document", *_SAID_BY.get(state.currency, ("status",)))
            yield this.finding(file, place, message, _CURRENCY_HELP, state=state.currency.value)


_SAID_BY = {
    Currency.OUT_OF_DATE: ("review_due", "end"),
    Currency.NO_REVIEW_DATE: ("review_due",),
    Currency.NOT_YET_IN_FORCE: ("approved_on",),
    Currency.EXPIRED: ("expires", "end"),
}
"""The fields of a document that decide a currency; its status decides the others."""
_CURRENCY_HELP = "Ask the document's owner; record a new version, or what the committee decided, under `document`"


@rule(
    "SC802",
    Grade.NOTABLE,
    "A commissioner is known to pay for the work that a protocol gives to primary care",
    "Practices are asked to monitor without being paid for it, so some decline and patients are left between two "
    "sides. Nobody can put right what nobody has asked about.",
    Example(
        METHOTREXATE,
        good="  checked_on: 2026-10-01\n  source: les-spec\n",
        bad="  checked_on: 2025-10-01\n  source: les-spec\n",
    ),
)
def is_paid_for(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """No protocol is unpaid, or of unknown funding, in any of its areas on the day."""
    for case in in_use(register):
        state = funding_on(case, day)
        if state.funding in UNPAID:
            message = f"{state.funding.label.lower()} in {case.area_name(case.area)}. {state.why}"
            file, place = place_of(register, case, "commissioned_service", "services", "status")
            yield this.finding(file, place, message, _FUNDING_HELP, state=state.funding.value)


_FUNDING_HELP = "Ask the commissioner, then record the answer and its day under `commissioned_service`"


ENDED = (Currency.WITHDRAWN, Currency.SUPERSEDED)


def files_in(register: Register, day: date, *states: Currency) -> set[str]:
    """The files of protocols that stand, on the day and in their own area, in one of the states.

    What is only announced for a later day does not count yet.
    """
    own = (case for case in cases(register) if case.protocol is not None and case.area == case.protocol.area)
    return {register.protocols[case.id].file for case in own if currency_on(case, day).currency in states}


def in_use(register: Register, invented: bool = False) -> Iterator[Case]:
    """Every readable protocol in every real area, except in areas that decided against it.

    With `invented`, in the areas too that do not exist.
    """
    for case in cases(register):
        declined = case.adoption is not None and case.adoption.status is Adoption.NOT_ADOPTED
        if case.protocol is not None and not declined and (invented or not register.is_fictional(case.area)):
            yield case


def place_of(register: Register, case: Case, block: str, *names: str) -> tuple[str, Position]:
    """The file, and the place in it of the first of the names, of its block, or of the area's own decision."""
    entry = register.protocols[case.id]
    if case.adoption is not None:
        return entry.file, entry.position("adopted_in", entry.record.adopted_in.index(case.adoption))
    given = [name for name in names if (*entry.base, block, name) in entry.positioned.values]
    return entry.file, entry.position(block, given[0]) if given else entry.key_position(block)


RULES = (in_date, is_paid_for)
