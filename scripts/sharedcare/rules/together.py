"""What only several files together show: protocols that compete, dates that pile up, records that nothing uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Register
from sharedcare.register.model.base import NoLimit, Unknown
from sharedcare.register.model.monitoring import Action, Ages, When
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import DocumentStatus, Kind, OwnFunding
from sharedcare.register.values.dates import in_words
from sharedcare.register.walk import blocks
from sharedcare.rules.examples import LISTED, METHOTREXATE, TWO_DRUGS
from sharedcare.rules.frame import Example, Rule, rule
from sharedcare.rules.names import services_named
from sharedcare.rules.state import place_of
from sharedcare.status import Case, Currency, cases
from sharedcare.status.currency import currency_on, review_deadline


@rule(
    "SC903",
    Grade.INCOMPLETE,
    "An area has one protocol in force for a drug, an indication, an age, a provider and a service",
    "Where two hold at once, the hospital writes by one and the practice monitors by the other.",
    Example(
        LISTED,
        good="drugs: [lithium]\nspecialties: [psychiatry]\nages: unknown\nindications:\n"
        "  - {id: bipolar, name: Bipolar disorder, licensed: true}\n",
        bad="drugs: [methotrexate]\nspecialties: [rheumatology]\nages: {start: 16, continue_to: none}\nindications:\n"
        "  - {id: bipolar, name: Rheumatoid arthritis, licensed: true}\n",
    ),
)
def one_in_force(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """No two approved protocols in force in an area certainly cover the same request."""
    in_force: dict[str, list[tuple[str, Protocol]]] = defaultdict(list)
    for case in cases(register):
        if case.protocol is not None and _is_in_force(case, day):
            in_force[case.area].append((case.id, case.protocol))
    shared: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for area, protocols in in_force.items():
        for number, (later, protocol) in enumerate(protocols):
            requests = ((first, _shared_request(one, protocol)) for first, one in protocols[:number])
            found = next(((first, request) for first, request in requests if request is not None), None)
            if found is not None:
                shared[later, *found].append(area)
    for (later, first, request), areas in shared.items():
        entry = register.protocols[later]
        message = f"`{first}` is in force in {' and '.join(areas)} for {request} too"
        yield this.finding(entry.file, entry.position("drugs"), message, _WHICH_HOLDS)


_WHICH_HOLDS = "Let one supersede the other, or say in both which ages, indications, providers or services each is for"


def _is_in_force(case: Case, day: date) -> bool:
    """Whether a committee's protocol holds on the day: one that is to be withdrawn later still does."""
    is_approved = case.document.status is not DocumentStatus.UNKNOWN
    is_protocol = case.protocol is not None and case.protocol.kind is Kind.PROTOCOL
    return is_approved and is_protocol and currency_on(case, day).currency.rank <= Currency.NO_REVIEW_DATE.rank


def _shared_request(one: Protocol, other: Protocol) -> str | None:
    """A drug and indication for which one patient certainly falls under both, in words."""
    drugs = [drug for drug in one.drug_ids if drug in other.drug_ids]
    if not drugs:
        return None
    first, second = _indications(one), _indications(other)
    names = [name for key, name in first.items() if key in second]
    apart = _apart(_providers(one), _providers(other)) or _signed_up_apart(one, other)
    if not names or apart or not _ages_overlap(one.ages, other.ages):
        return None
    return f"{drugs[0]} in {names[0]}"


def _indications(protocol: Protocol) -> dict[str, str]:
    """The names of a protocol's indications, by themselves in small letters and by their ids."""
    rows = () if isinstance(protocol.indications, Unknown) else protocol.indications
    named = [(row.id or "", row.name) for row in rows if not isinstance(row.name, Unknown)]
    return {key: name for id_, name in named for key in (name.casefold(), id_) if key}


def _providers(protocol: Protocol) -> set[str]:
    return {row.organisation for row in protocol.specialist_services if not isinstance(row.organisation, Unknown)}


def _services(protocol: Protocol) -> set[str]:
    paid = protocol.commissioned_service
    return set() if isinstance(paid, Unknown) else set(paid.services)


def _signed_up_apart(one: Protocol, other: Protocol) -> bool:
    """Whether no practice is in both: they name other services, or one is for practices that are in none."""
    first, second = _services(one), _services(other)
    if _apart(first, second):
        return True
    return any(bool(named) and _is_unfunded(rest) for named, rest in ((first, other), (second, one)))


def _is_unfunded(protocol: Protocol) -> bool:
    paid = protocol.commissioned_service
    return not isinstance(paid, Unknown) and paid.status is OwnFunding.UNFUNDED


def _apart(one: set[str], other: set[str]) -> bool:
    """Whether both lists are given and have nothing in common."""
    return bool(one and other and one.isdisjoint(other))


def _ages_overlap(one: Ages | Unknown, other: Ages | Unknown) -> bool:
    """Whether somebody is certainly of an age that both cover."""
    if isinstance(one, Unknown) or isinstance(other, Unknown):
        return False
    limits = (one.start, other.start, one.continue_to, other.continue_to)
    if any(isinstance(limit, Unknown) for limit in limits):
        return False
    starts = [0 if isinstance(limit, NoLimit) else limit for limit in limits[:2]]
    ends = [limit for limit in limits[2:] if isinstance(limit, int)]
    return not ends or max(start for start in starts if isinstance(start, int)) < min(ends)


@rule(
    "SC904",
    Grade.NOTABLE,
    "An area's reviews are spread over the year",
    "A committee that finds ten reviews on one agenda may renew them all unread.",
    Example(METHOTREXATE, good="  review_due: 2027-04\n", bad="  review_due: 2027-04-30\n", copies=5),
)
def reviews_are_spread(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """No more than 5 approved protocols of an area are due for review on one day ahead."""
    due: dict[tuple[str, date], list[Case]] = defaultdict(list)
    for case in cases(register):
        deadline, _ = review_deadline(case)
        approved = case.document.status is DocumentStatus.APPROVED
        own = case.adoption is None and case.protocol is not None and case.protocol.kind is Kind.PROTOCOL
        if own and approved and deadline is not None and deadline.first == deadline.last >= day:
            due[case.area, deadline.last].append(case)
    for (area, last), found in due.items():
        if len(found) > MOST_ON_A_DAY:
            others = ", ".join(f"`{case.id}`" for case in found[1:])
            message = f"{len(found)} protocols of {area} are due for review on {in_words(last)}: this one, {others}"
            file, place = place_of(register, found[0], "document", "review_due", "end")
            yield this.finding(file, place, message, "Ask the committee to spread them over its meetings")


MOST_ON_A_DAY = 5
"""What a committee can review with care at one meeting: our judgement, no published figure."""


@rule(
    "SC905",
    Grade.NOTABLE,
    "Something uses each service and each test",
    "A service that no protocol names is money that no practice finds. A test that no row asks for was left out "
    "somewhere, or has another name there.",
    Example(
        TWO_DRUGS,
        good="  services: [exampleshire-shared-care-les, exampleshire-shared-care-from-2027]\n",
        bad="  services: [exampleshire-shared-care-les]\n",
    ),
)
def is_used(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """A protocol names each service; a row, an action or another test names each test."""
    named = {name for entry in register.protocols.values() for name in services_named(entry)}
    for key, entry in register.services.items():
        if key not in named:
            help_line = "Name it under `commissioned_service` in the protocols that it pays for"
            yield this.finding(entry.file, entry.key_position(), "no protocol names this service", help_line)
    used = set(_tests_used(register))
    for key, test in register.tests.items():
        if key not in used:
            help_line = "Use its id in the rows that ask for it; if there are none, remove it"
            yield this.finding(test.file, test.key_position(), "nothing asks for this test", help_line)


def _tests_used(register: Register) -> Iterator[str]:
    """The id of each test that a row or an action names, and of those that such a test covers."""
    names = {name for block in blocks(register, When) for name in _tests(block.record)}
    names |= {block.record.test for block in blocks(register, Action) if block.record.test}
    for name in names:
        if (found := register.test_named(name)) is not None:
            yield found[0]
            yield from found[1].record.covers


def _tests(row: When) -> tuple[str, ...]:
    return () if isinstance(row.tests, Unknown) else row.tests


RULES = (one_in_force, reviews_are_spread, is_used)
