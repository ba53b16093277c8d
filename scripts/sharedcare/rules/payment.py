"""What a protocol claims of its payment and its traffic light, and what they really say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Register
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.protocol import Classification
from sharedcare.register.model.vocabulary import Meaning
from sharedcare.rules.examples import LISTED, METHOTREXATE, SERVICES
from sharedcare.rules.frame import Example, Rule, rule
from sharedcare.rules.names import services_named
from sharedcare.rules.state import in_use, place_of
from sharedcare.status import Funding
from sharedcare.status.funding import funding_on


@rule(
    "SC405",
    Grade.NOTABLE,
    "The services that a protocol names pay for all its drugs, indications and ages, and have begun",
    "A practice that reads that a service pays will plan the work by it. What the service leaves out is work that "
    "nobody pays for.",
    Example(
        SERVICES,
        good="drugs: [methotrexate, leflunomide, sulfasalazine], indications",
        bad="drugs: [methotrexate, leflunomide], indications",
    ),
)
def paid_in_whole(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """No protocol that names services is paid for in part only, or only later."""
    for case in in_use(register):
        state = funding_on(case, day)
        if case.services and state.funding in (Funding.PARTLY_FUNDED, Funding.NOT_YET_FUNDED):
            message = f"{state.funding.label.lower()} in {case.area_name(case.area)}. {state.why}"
            file, place = place_of(register, case, "commissioned_service", "services")
            help_line = "Look the service's `covers`, `start` and `end` up; if they are so, tell the commissioner"
            yield this.finding(file, place, message, help_line)


@rule(
    "SC406",
    Grade.NOTABLE,
    "Where a traffic light gives the work to one side alone, no service is named for sharing it",
    "Either the light or the payment is wrong. A practice would be paid for what is not its work, or do work that its "
    "light leaves with the hospital.",
    Example(
        METHOTREXATE,
        good="  - {label: Amber 1, meaning: shared-care, committee: exampleshire-apc}\n",
        bad="  - {label: Red, meaning: specialist-only, committee: exampleshire-apc}\n",
    ),
)
def light_fits_payment(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Not all lights are the specialist's or primary care's alone, or not recommended, where a service is named."""
    for entry in register.protocols.values():
        rows = () if isinstance(entry.record.classification, Unknown) else entry.record.classification
        meanings = {row.meaning for row in rows}
        services = list(services_named(entry))
        if services and meanings and meanings <= _ONE_SIDED:
            words = " and ".join(sorted(meaning.value for meaning in meanings))
            message = f"its light means {words}, yet a service is named for it: {', '.join(services)}"
            help_line = "Look both up: the light in the committee's list, the service in its specification"
            yield this.finding(entry.file, entry.position("classification", 0, "meaning"), message, help_line)


_ONE_SIDED = {Meaning.SPECIALIST_ONLY, Meaning.PRIMARY_CARE, Meaning.NOT_RECOMMENDED}


@rule(
    "SC407",
    Grade.INCOMPLETE,
    "A committee gives one light to one use of a drug",
    "Of two lights for the same use, a reader takes the one that suits: the specialist the one that shares, the "
    "practice the one that does not.",
    Example(
        LISTED,
        good="committee: exampleshire-apc, indications: [bipolar]}\n",
        bad="committee: exampleshire-apc, indications: [bipolar, depression]}\n",
    ),
)
def one_light_a_use(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No two rows of one committee, with other lights, share an indication, a drug and a route."""
    for entry in register.protocols.values():
        rows = () if isinstance(entry.record.classification, Unknown) else entry.record.classification
        for (_, first), (number, second) in combinations(enumerate(rows), 2):
            if first.label != second.label and _same_use(first, second):
                message = f"this use is `{first.label}` in one row and `{second.label}` here"
                place = entry.position("classification", number)
                yield this.finding(entry.file, place, message, _NARROW)


_NARROW = "Narrow one of the two rows with `indications`, `drugs` or `route`, or keep only the one that holds"


def _same_use(first: Classification, second: Classification) -> bool:
    same = not isinstance(first.committee, Unknown) and first.committee == second.committee
    same = same and (first.route or second.route) == (second.route or first.route)
    return same and _overlap(first.indications, second.indications) and _overlap(first.drugs, second.drugs)


def _overlap(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two lists share something. An empty list means all."""
    return not first or not second or not set(first).isdisjoint(second)


RULES = (paid_in_whole, light_fits_payment, one_light_a_use)
