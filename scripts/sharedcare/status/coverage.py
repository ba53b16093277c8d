"""What services pay for: for which of a protocol's drugs, indications and ages, and where."""

from __future__ import annotations

from enum import Enum

from sharedcare.register.model.base import ALL, NoLimit, Unknown
from sharedcare.register.model.monitoring import Ages
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.services import Coverage, Service
from sharedcare.status.case import Case


class Covered(Enum):
    """Whether a service pays for one drug for one indication."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


def covered(
    case: Case, protocol: Protocol, services: tuple[Service, ...], drug: str | None, indication: str | None
) -> Covered:
    """The best answer that any row of any service gives, or rows for several ages together; unknown beats no."""
    found = {Covered.UNKNOWN if isinstance(service.covers, Unknown) else Covered.NO for service in services}
    rows = [row for service in services if isinstance(service.covers, tuple) for row in service.covers]
    found.update(row_covers(case, protocol, row, drug, indication) for row in rows)
    paid = [row.ages for row in rows if not row.tasks and _but_for_ages(case, row, drug, indication) is Covered.YES]
    if _ages_covered_together(protocol.ages, [ages for ages in paid if isinstance(ages, Ages)]):
        return Covered.YES
    order = (Covered.YES, Covered.UNKNOWN, Covered.PARTLY, Covered.NO)
    return next(answer for answer in order if answer in found)


def row_covers(case: Case, protocol: Protocol, row: Coverage, drug: str | None, indication: str | None) -> Covered:
    """Whether one row of a service pays for a drug and an indication of a protocol."""
    worst = _worst(_but_for_ages(case, row, drug, indication), ages_covered(protocol.ages, row.ages))
    return Covered.PARTLY if worst is Covered.YES and row.tasks else worst


def _but_for_ages(case: Case, row: Coverage, drug: str | None, indication: str | None) -> Covered:
    return _worst(_listed((drug,), row.drugs), _listed((indication,), row.indications), place_covered(case, row.areas))


def _worst(*answers: Covered) -> Covered:
    order = (Covered.NO, Covered.UNKNOWN, Covered.PARTLY, Covered.YES)
    return next(answer for answer in order if answer in answers)


def _listed(wanted: tuple[str | None, ...], listed: object) -> Covered:
    if listed is ALL:
        return Covered.YES
    if isinstance(listed, Unknown) or wanted == (None,):
        return Covered.UNKNOWN
    assert isinstance(listed, tuple)
    return Covered.YES if any(name in listed for name in wanted) else Covered.NO


def place_covered(case: Case, listed: object) -> Covered:
    """Whether the area is paid for: wholly where it, or what it is a part of, is listed; partly where a part is."""
    answer = _listed(case.wider_areas, listed)
    in_part = isinstance(listed, tuple) and any(part in listed for part in case.parts)
    return Covered.PARTLY if answer is Covered.NO and in_part else answer


def ages_covered(asked: Ages | Unknown, paid: object) -> Covered:
    """Whether the ages that a protocol asks for are those that are paid for."""
    if paid is ALL:
        return Covered.YES
    if not isinstance(asked, Ages) or not isinstance(paid, Ages):
        return Covered.UNKNOWN
    limits = (asked.start, asked.continue_to, paid.start, paid.continue_to)
    if any(isinstance(limit, Unknown) for limit in limits):
        return Covered.UNKNOWN
    asked_from, paid_from = _lowest(asked.start), _lowest(paid.start)
    asked_to, paid_to = _highest(asked.continue_to), _highest(paid.continue_to)
    if paid_from <= asked_from and asked_to <= paid_to:
        return Covered.YES
    return Covered.NO if paid_to <= asked_from or asked_to <= paid_from else Covered.PARTLY


def _ages_covered_together(asked: Ages | Unknown, paid: list[Ages]) -> bool:
    """Whether several age ranges leave no age between them unpaid, as one for children and one for adults may."""
    if isinstance(asked, Unknown) or isinstance(asked.start, Unknown) or isinstance(asked.continue_to, Unknown):
        return False
    known = [row for row in paid if not isinstance(row.start, Unknown) and not isinstance(row.continue_to, Unknown)]
    reached = _lowest(asked.start)
    for row in sorted(known, key=lambda row: _lowest(row.start)):
        if _lowest(row.start) <= reached:
            reached = max(reached, _highest(row.continue_to))
    return bool(known) and reached >= _highest(asked.continue_to)


def _lowest(limit: int | NoLimit | Unknown) -> int:
    return limit if isinstance(limit, int) else 0


def _highest(limit: int | NoLimit | Unknown) -> int:
    return limit if isinstance(limit, int) else 1000
