"""Who pays, since when, and how that is known; and what a traffic light means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Register
from sharedcare.register.model.care import CommissionedService
from sharedcare.register.model.places import Commissioner, Level
from sharedcare.register.model.protocol import Classification, Protocol
from sharedcare.register.model.services import Service
from sharedcare.register.model.vocabulary import Kind, Meaning, OwnFunding
from sharedcare.register.values.dates import PartialDate
from sharedcare.register.walk import blocks
from sharedcare.rules.examples import LISTED, METHOTREXATE, SERVICES
from sharedcare.rules.frame import Example, Rule, rule


@rule(
    "SC401",
    Grade.INCOMPLETE,
    "A protocol names the service that pays for it, or else says what is known of the funding",
    "Practices are asked to do the work without knowing whether anybody pays for it. Where a service is named, its "
    "record alone says what it pays, so that the two cannot contradict each other.",
    Example(
        METHOTREXATE,
        good="  services: [exampleshire-shared-care-les]\n",
        bad="  services: [exampleshire-shared-care-les]\n  status: partly-funded\n",
    ),
    may_wait=True,
)
def says_who_pays(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """There are services, or a status, and not both; what is partly funded says for what."""
    for block in blocks(register, CommissionedService):
        paid = block.record
        if paid.services and paid.status is not None:
            message = f"`status: {paid.status}` stands beside `services`, whose records say what is paid"
            help_line = "Remove `status`; if the service pays for a part only, say so under `covers` in its record"
            yield this.finding(block.file, block.key_position("status"), message, help_line)
        elif not paid.services and paid.status is None and _asks_for_work(block.entry.record):
            message = "neither a service is named nor what is known of the funding"
            yield this.finding(block.file, block.key_position(), message, *_FUNDING_HELP)
        elif paid.status is OwnFunding.PARTLY_FUNDED and not paid.pays_for:
            message = "it is paid for in part, but `pays_for` does not say for which part"
            help_line = "Write what is paid for: `pays_for: [blood tests in the stable phase]`"
            yield this.finding(block.file, block.position("status"), message, help_line)


def _asks_for_work(protocol: Protocol) -> bool:
    """Whether primary care and the specialist share the work, so that somebody has to pay for it."""
    rows = protocol.classification if isinstance(protocol.classification, tuple) else ()
    meanings = {row.meaning for row in rows}
    return protocol.kind is Kind.PROTOCOL and meanings not in ({Meaning.PRIMARY_CARE}, {Meaning.SPECIALIST_ONLY})


_FUNDING_HELP = (
    "Write `services:` and the ids of the services in reference/services.yml",
    "If there is no service, write `status: unfunded`, `status: partly-funded` or `status: unknown`",
)


@rule(
    "SC402",
    Grade.INCOMPLETE,
    "That nobody pays, or only in part, rests on dated evidence",
    "It is a claim about a commissioner. Without a day nobody can tell whether it still holds, and the page may "
    "only say that it was reported.",
    Example(
        LISTED,
        good="  pays_for: [Blood tests in the stable phase]\n  evidence_on: 2026-09-14\n",
        bad="  pays_for: [Blood tests in the stable phase]\n",
    ),
    may_wait=True,
)
def unfunded_on_evidence(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """With the status unfunded or partly funded, the day of the evidence is known."""
    for block in blocks(register, CommissionedService):
        paid = block.record
        claims = paid.status in (OwnFunding.UNFUNDED, OwnFunding.PARTLY_FUNDED) and not paid.services
        if claims and not isinstance(paid.evidence_on, PartialDate):
            message = f"`{paid.status}` has no day of its evidence"
            help_line = "Write `evidence_on:` and the day of the letter or minute that says so, else `status: unknown`"
            yield this.finding(block.file, block.position("status"), message, help_line)


@rule(
    "SC403",
    Grade.INCOMPLETE,
    "A service, and a commissioner's time, ends after it starts",
    "One of the two dates is mistyped, so every page of the service says that the payment has ended when it has "
    "not, or the other way about.",
    Example(
        SERVICES,
        good="    start: 2027-04-01\n    end: 2029-03-31\n",
        bad="    start: 2027-04-01\n    end: 2026-03-31\n",
    ),
)
def ends_after_start(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No service and no commissioner certainly ends before it starts."""
    for service in blocks(register, Service):
        if (message := _backwards("start", service.record.start, "end", service.record.end)) is not None:
            yield this.finding(service.file, service.position("end"), message, _LOOK_UP)
    for payer in blocks(register, Commissioner):
        if (message := _backwards("from", payer.record.from_, "to", payer.record.to)) is not None:
            yield this.finding(payer.file, payer.position("to"), message, _LOOK_UP)


_LOOK_UP = "Look both dates up in the source"


def _backwards(first_name: str, first: object, last_name: str, last: object) -> str | None:
    if isinstance(first, PartialDate) and isinstance(last, PartialDate) and last.certainly_before(first):
        return f"`{last_name}` is before `{first_name}` ({last} is before {first})"
    return None


@rule(
    "SC404",
    Grade.INCOMPLETE,
    "A traffic light means what the committee that gave it says it means",
    "Amber 1 of one committee is not amber 1 of another. A light with the wrong meaning tells primary care to "
    "prescribe what stays with the specialist, or the reverse.",
    Example(
        LISTED,
        good="  - {label: Amber 2, meaning: specialist-started, committee: exampleshire-apc,",
        bad="  - {label: Amber 2, meaning: shared-care, committee: exampleshire-apc,",
    ),
)
def light_means_its_scheme(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Where the committee's scheme has a light of that name, the two meanings agree."""
    levels = _levels(register)
    for block in blocks(register, Classification):
        row = block.record
        level = levels.get((str(row.committee), str(row.label).casefold()))
        if level is not None and Meaning.UNKNOWN not in (row.meaning, level.meaning) and row.meaning != level.meaning:
            message = f"`{row.label}` means {level.meaning} in the scheme of {row.committee}, not {row.meaning}"
            help_line = f"Write `meaning: {level.meaning}`, or name the committee whose light it is"
            yield this.finding(block.file, block.position("meaning"), message, help_line)


def _levels(register: Register) -> Mapping[tuple[str, str], Level]:
    """Each light of each scheme, by its committee and its name in small letters."""
    return {
        (str(entry.record.committee), str(level.label).casefold()): level
        for entry in register.schemes.values()
        if isinstance(entry.record.levels, tuple)
        for level in entry.record.levels
    }


RULES = (says_who_pays, unfunded_on_evidence, ends_after_start, light_means_its_scheme)
