"""(protocol, area, day) -> currency, funding, arrangements, timeline. Pure: the day is always given."""

from sharedcare.status.ahead import SPANS, Ahead, ends_ahead
from sharedcare.status.case import Case, cases
from sharedcare.status.states import (
    Arrangements,
    ArrangementsState,
    Currency,
    CurrencyState,
    Funding,
    FundingState,
    State,
    TimelineEntry,
)
from sharedcare.status.timeline import published_timeline, rely_until, stands_until, state_on, timeline

__all__ = [
    "SPANS",
    "Ahead",
    "Arrangements",
    "ArrangementsState",
    "Case",
    "Currency",
    "CurrencyState",
    "Funding",
    "FundingState",
    "State",
    "TimelineEntry",
    "cases",
    "ends_ahead",
    "published_timeline",
    "rely_until",
    "stands_until",
    "state_on",
    "timeline",
]
