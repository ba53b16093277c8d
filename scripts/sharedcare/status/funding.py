"""What the commissioner pays for, on a day: from the service records, or else from the protocol's own word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.register.model.base import Unknown
from sharedcare.register.model.monitoring import Ages
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.services import Service
from sharedcare.register.model.vocabulary import Kind, Meaning, OwnFunding
from sharedcare.register.model.voices import Report
from sharedcare.register.values.dates import PartialDate, in_words, months_after
from sharedcare.status.case import Case
from sharedcare.status.coverage import Covered, ages_covered, covered, place_covered, row_covers
from sharedcare.status.states import Funding, FundingState

CONFIRMED_MONTHS = 12


Asked = tuple[str | None, str | None]
"""A drug and an indication that a request can be for; nothing where unknown."""


def funding_on(case: Case, day: date) -> FundingState:
    """The funding of a protocol in an area on a day, with the reason in a sentence."""
    if case.protocol is None:
        return FundingState(Funding.UNKNOWN, "The register's file for this protocol cannot be read.")
    if (why := not_applicable(case.protocol)) is not None:
        return FundingState(Funding.NOT_APPLICABLE, why)
    state = stated_funding(case, case.protocol, day)
    if needs_confirming(case, state) and not is_confirmed(case.commissioned.checked_on, day):
        state = FundingState(Funding.UNKNOWN, _unconfirmed_since(case.commissioned.checked_on))
    if state.funding is Funding.UNKNOWN:
        return FundingState(Funding.UNKNOWN, f"{state.why} {reported_as_not_commissioned(case)}".strip())
    return state


def stated_funding(case: Case, protocol: Protocol, day: date) -> FundingState:
    """What the records say of the payment on a day, whenever somebody last confirmed them."""
    return _from_services(case, protocol, day) if case.services else _from_own_word(case, day)


def needs_confirming(case: Case, state: FundingState) -> bool:
    """Whether what the records say is believed only while somebody has confirmed it within 12 months."""
    return state.funding.rank < Funding.UNKNOWN.rank or (state.funding is Funding.UNFUNDED and bool(case.services))


def reported_as_not_commissioned(case: Case) -> str:
    """Who reported that no service is commissioned for it, and when; nothing where nobody did."""
    return " ".join(_reported(who, report) for who, report in case.not_commissioned)


def is_confirmed(checked_on: PartialDate | Unknown, day: date) -> bool:
    """Whether evidence is no later than the day and no older than 12 months. It counts from its first day."""
    if not isinstance(checked_on, PartialDate):
        return False
    return checked_on.first <= day <= months_after(checked_on.first, CONFIRMED_MONTHS)


def not_applicable(protocol: Protocol) -> str | None:
    """Why there is nothing to pay for, or nothing where there is."""
    if protocol.kind is Kind.NATIONAL_TEMPLATE:
        return "A national template binds nobody, so there is nothing to pay for."
    if isinstance(protocol.classification, Unknown):
        return None
    meanings = {row.meaning for row in protocol.classification}
    if meanings == {Meaning.PRIMARY_CARE}:
        return "Its classification gives the work to primary care alone."
    if meanings == {Meaning.SPECIALIST_ONLY}:
        return "Its classification gives the work to the specialist alone."
    return None


def _from_own_word(case: Case, day: date) -> FundingState:
    commissioned = case.commissioned
    evidence = commissioned.evidence_on
    dated = isinstance(evidence, PartialDate) and evidence.first <= day
    if commissioned.status is OwnFunding.UNFUNDED and dated:
        assert isinstance(evidence, PartialDate)
        return FundingState(Funding.UNFUNDED, f"No commissioner pays for it (evidence of {evidence.in_words()}).")
    if commissioned.status is OwnFunding.PARTLY_FUNDED and dated:
        paid = "; ".join(commissioned.pays_for) or "what it pays for is not listed"
        return FundingState(Funding.PARTLY_FUNDED, f"Paid for in part: {paid}.")
    return FundingState(Funding.UNKNOWN, "Nobody has confirmed that a service pays for it.")


def _from_services(case: Case, protocol: Protocol, day: date) -> FundingState:
    running = {}
    others = []
    for key, service in (case.services or {}).items():
        state = _not_running(key, service, day)
        if state is None and service is not None:
            running[key] = service
        elif state is not None:
            others.append(state)
    if running:
        state = _from_running(case, protocol, tuple(running.values()), day)
        if state.funding is Funding.FUNDED:
            return state
        others.append(state)
        if any(other.funding is Funding.UNKNOWN for other in others):
            return next(other for other in others if other.funding is Funding.UNKNOWN)
        return state
    return max(others, key=lambda other: other.funding.rank)


def _not_running(key: str, service: Service | None, day: date) -> FundingState | None:
    """Why a service pays for nothing on the day, or nothing where it runs."""
    if service is None:
        return FundingState(Funding.UNKNOWN, f"The register has no record of the service {key}.")
    name = _named(service, key)
    start, end = service.start, service.end
    if isinstance(end, PartialDate) and end.last < day:
        return FundingState(Funding.FUNDING_ENDED, f"{name} ended on {in_words(end.last)}.")
    if isinstance(start, Unknown) or isinstance(end, Unknown):
        return FundingState(Funding.UNKNOWN, f"The dates of {name} are not known.")
    if day < start.last:
        return FundingState(Funding.NOT_YET_FUNDED, f"{name} starts on {in_words(start.last)}.")
    return None


def _from_running(case: Case, protocol: Protocol, services: tuple[Service, ...], day: date) -> FundingState:
    pairs = list(_asked(protocol))
    services = tuple(service for service in services if _covers_any(case, protocol, service, pairs)) or services
    names = " and ".join(_named(service, "The service") for service in services)
    pays, does = ("pays", "does") if len(services) == 1 else ("pay", "do")
    answers = {pair: covered(case, protocol, services, *pair) for pair in pairs}
    kinds = set(answers.values())
    if kinds == {Covered.YES}:
        until, soon = _first_end(case, services, day)
        return FundingState(Funding.FUNDED, f"{names} {pays} for it{until}.", soon)
    if Covered.UNKNOWN in kinds:
        return FundingState(
            Funding.UNKNOWN, f"Which drugs, indications, ages and places {names} {pays} for is not known."
        )
    if kinds == {Covered.NO}:
        return FundingState(Funding.UNFUNDED, f"{names} {does} not pay for this drug, indication, age or place.")
    unpaid = _listed_pairs(case, protocol, [pair for pair, answer in answers.items() if answer is Covered.NO])
    part = [pair for pair, answer in answers.items() if answer is Covered.PARTLY]
    limits = dict.fromkeys(limit for pair in part for limit in _limits(case, protocol, services, pair))
    why = f"{names} {pays} for part of it."
    why += f" Not paid for: {unpaid}." if unpaid else ""
    why += f" Paid for in part: {_listed_pairs(case, protocol, part)} ({'; '.join(limits)})." if part else ""
    return FundingState(Funding.PARTLY_FUNDED, why, _first_end(case, services, day)[1])


def _covers_any(case: Case, protocol: Protocol, service: Service, pairs: list[Asked]) -> bool:
    return any(covered(case, protocol, (service,), *pair) is not Covered.NO for pair in pairs)


def _asked(protocol: Protocol) -> Iterator[Asked]:
    """Each drug with each indication that a request under the protocol can be for; nothing where unknown."""
    indications = () if isinstance(protocol.indications, Unknown) else protocol.indications
    for drug in protocol.drug_ids or (None,):
        for indication in [row.id for row in indications] or [None]:
            yield drug, indication


def _limits(case: Case, protocol: Protocol, services: tuple[Service, ...], pair: Asked) -> Iterator[str]:
    """For each row that pays for a drug and indication in part: for which ages, where, and for which tasks."""
    for service in services:
        for row in () if isinstance(service.covers, Unknown) else service.covers:
            if row_covers(case, protocol, row, *pair) is not Covered.PARTLY:
                continue
            limits = []
            if isinstance(row.ages, Ages) and ages_covered(protocol.ages, row.ages) is Covered.PARTLY:
                limits.append(_ages_in_words(row.ages))
            if isinstance(row.areas, tuple) and place_covered(case, row.areas) is Covered.PARTLY:
                limits.append("in " + ", ".join(case.area_name(area) for area in row.areas if area in case.parts))
            if row.tasks:
                limits.append("only " + ", ".join(row.tasks))
            yield ", ".join(limits)


def _ages_in_words(ages: Ages) -> str:
    low = str(ages.start) if isinstance(ages.start, int) else ""
    high = str(ages.continue_to) if isinstance(ages.continue_to, int) else ""
    return f"ages {low} to {high}" if low and high else f"ages from {low}" if low else f"ages up to {high}"


def _first_end(case: Case, services: tuple[Service, ...], day: date) -> tuple[str, bool]:
    """Until when the services pay, in words, and whether that is soon: within six months, or an earlier notice."""
    ends = [service.end for service in services if isinstance(service.end, PartialDate)]
    if not ends:
        return "", False
    end = min(ends, key=lambda known: known.last)
    soon = day >= months_after(end.last, -case.notice.funding_months) or (end.is_year_only and day >= end.first)
    return f" until {in_words(end.last)}", soon


def _listed_pairs(case: Case, protocol: Protocol, pairs: list[Asked]) -> str:
    return ", ".join(dict.fromkeys(_pair_in_words(case, protocol, pair) for pair in pairs))


def _pair_in_words(case: Case, protocol: Protocol, pair: Asked) -> str:
    drug, indication = pair
    named = case.drug_name(drug) if drug else "the drug"
    rows = () if isinstance(protocol.indications, Unknown) else protocol.indications
    wanted = next((row.name for row in rows if row.id == indication and not isinstance(row.name, Unknown)), None)
    return f"{named} for {wanted}" if wanted else named


def _named(service: Service, key: str) -> str:
    return key if isinstance(service.name, Unknown) else service.name


def _unconfirmed_since(checked_on: PartialDate | Unknown) -> str:
    if isinstance(checked_on, PartialDate):
        return f"Nobody has confirmed the funding within 12 months; it was last checked {checked_on.when()}."
    return "Nobody has confirmed the funding."


def _reported(who: str, report: Report) -> str:
    on = f" {report.on.when()}" if isinstance(report.on, PartialDate) else " (undated)"
    return f"Reported as not commissioned by {who}{on}."
