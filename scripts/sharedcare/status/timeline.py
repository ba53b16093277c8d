"""The days on which anything changes. The build embeds them; the browser only looks up today's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sharedcare.register.model.base import Unknown
from sharedcare.register.model.protocol import Verification
from sharedcare.register.values.dates import PartialDate, months_after
from sharedcare.status.arrangements import arrangements_on
from sharedcare.status.case import Case
from sharedcare.status.currency import currency_on
from sharedcare.status.funding import CONFIRMED_MONTHS, funding_on
from sharedcare.status.states import Arrangements, FundingState, State, TimelineEntry

RELY_DAYS = 35
"""A page without JavaScript is not to be relied on longer than this after its build."""
_ONE_DAY = timedelta(days=1)


def state_on(case: Case, day: date) -> State:
    """All that a day makes true of a protocol in an area."""
    currency, funding = currency_on(case, day), funding_on(case, day)
    return State(currency, funding, arrangements_on(case, day, currency, funding))


def timeline(case: Case, from_day: date) -> tuple[TimelineEntry, ...]:
    """The state on a day and on each later day on which it changes, by day."""
    entries = [TimelineEntry(from_day, state_on(case, from_day))]
    for day in sorted({turn for turn in _turning_points(case) if turn > from_day}):
        state = state_on(case, day)
        if state != entries[-1].state:
            entries.append(TimelineEntry(day, state))
    return tuple(entries)


def published_timeline(case: Case, built_on: date) -> tuple[TimelineEntry, ...]:
    """The timeline as a page carries it: no part of an entry is better than on the day of the build.

    An improvement needs a rebuild, since only a build can know that nothing else has happened meanwhile.
    """
    first, *later = timeline(case, built_on)
    entries = [first]
    for entry in later:
        held = _no_better(case, entry, first.state)
        if held.state != entries[-1].state:
            entries.append(held)
    return tuple(entries)


def rely_until(entries: tuple[TimelineEntry, ...]) -> date | None:
    """The last day on which a page may be relied on as built; nothing where its state is bad already.

    It is the day before the next worse entry, and never more than 35 days after the build.
    """
    if entries[0].state.arrangements.arrangements is not Arrangements.IN_PLACE:
        return None
    return stands_until(entries)


def stands_until(entries: tuple[TimelineEntry, ...]) -> date:
    """The last day on which nothing is worse than the build said, and never more than 35 days after the build."""
    first, *later = entries
    latest = first.from_day + timedelta(days=RELY_DAYS)
    worse = (entry.from_day - _ONE_DAY for entry in later if entry.state.worse_than(first.state))
    return min(latest, next(worse, latest))


def _no_better(case: Case, entry: TimelineEntry, built: State) -> TimelineEntry:
    state = entry.state
    currency = built.currency if state.currency.currency.rank < built.currency.currency.rank else state.currency
    funding = built.funding if _is_better(state.funding, built.funding) else state.funding
    # What is held back may weigh less here than what it hides: funding unknown is worse than not yet funded, but the
    # one makes the arrangements not known and the other incomplete.
    held = arrangements_on(case, entry.from_day, currency, funding)
    arrangements = max(
        (held, state.arrangements, built.arrangements), key=lambda candidate: candidate.arrangements.rank
    )
    return TimelineEntry(entry.from_day, State(currency, funding, arrangements))


def _is_better(state: FundingState, built: FundingState) -> bool:
    if state.funding is built.funding:
        return built.ending_soon and not state.ending_soon
    return state.funding.rank < built.funding.rank


def _turning_points(case: Case) -> Iterator[date]:
    """Every day on which a state can change: the days around each date, and those that a rule counts from it."""
    for known in _dates(case):
        yield from (known.first, known.last, known.last + _ONE_DAY)
        yield known.last - timedelta(days=case.notice.review_days)
        yield months_after(known.first, CONFIRMED_MONTHS) + _ONE_DAY
        yield months_after(known.last, -case.notice.funding_months)


def _dates(case: Case) -> Iterator[PartialDate]:
    """Every date that a state depends on."""
    yield from (value for value in _values(case) if isinstance(value, PartialDate))


def _values(case: Case) -> Iterator[object]:
    document, commissioned, protocol = case.document, case.commissioned, case.protocol
    yield from (document.approved_on, document.review_due, document.expires, document.end)
    yield from (commissioned.checked_on, commissioned.evidence_on)
    for block in (document.suspended, document.withdrawn, document.superseded):
        yield block.on if block else None
    for extension in document.extensions:
        yield from (extension.decided_on, extension.until)
    yield from (review.on for review in document.reviews)
    yield from (notice.recorded_on for notice in case.notices)
    if case.adoption is not None:
        yield from (case.adoption.on, case.adoption.review_due)
    for service in (case.services or {}).values():
        yield from (service.start, service.end) if service else ()
    if protocol is None:
        return
    yield from (row.on for row in protocol.corrections)
    yield protocol.verification.on if isinstance(protocol.verification, Verification) else None
    yield from () if isinstance(protocol.contacts, Unknown) else (contact.checked_on for contact in protocol.contacts)
