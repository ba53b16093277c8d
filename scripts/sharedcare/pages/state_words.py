"""What a day makes of a protocol before and after a change, in words: what becomes worse first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sharedcare.changes.states import StateChange
from sharedcare.changes.told import StateLine, Trend
from sharedcare.pages.book import Book
from sharedcare.status import Funding, FundingState, State

CAME = "Now in the register"
WENT = "No longer in the register; it was"
_PARTS = (("Funding", "funding"), ("Currency", "currency"), ("A new request", "arrangements"))
_REASONS = (
    ("Now against a new request", "No longer against a new request", "missing"),
    ("Now not confirmed", "No longer unconfirmed", "unconfirmed"),
)
"""What is said of a reason that came and of one that went, by the part of a state that holds them."""
_UNPAID = (Funding.UNFUNDED, Funding.FUNDING_ENDED)


def state_lines(books: tuple[Book, Book], changes: Sequence[StateChange]) -> tuple[StateLine, ...]:
    """Every part of a state that is another: what becomes worse first. Areas are called as after, or else as before."""
    return tuple(sorted(_lines(books, changes), key=rank))


def rank(line: StateLine) -> tuple[bool, int]:
    """What a line is sorted by: an end of funding before all, then what becomes worse, then what becomes better."""
    return not line.ends_funding, list(Trend).index(line.trend)


def _lines(books: tuple[Book, Book], changes: Sequence[StateChange]) -> Iterator[StateLine]:
    for one in changes:
        before, after = books
        area = (after if one.area in after.register.areas else before).area_name(one.area)
        old, new = one.before, one.after
        if old is not None and new is not None:
            yield from _parts(area, old, new)
            yield from _reasons(area, old, new)
        elif new is not None:
            yield StateLine(area, CAME, "", _whole(new), Trend.OTHER)
        elif old is not None:
            yield StateLine(area, WENT, _whole(old), "", Trend.OTHER)


def _parts(area: str, old: State, new: State) -> Iterator[StateLine]:
    for what, part in _PARTS:
        (was, rank), (now, newer) = _part(old, part), _part(new, part)
        if was != now:
            trend = Trend.WORSE if newer > rank else Trend.BETTER if newer < rank else Trend.OTHER
            if part == "funding":
                yield _funding(StateLine(area, what, was, now, trend), old.funding.funding, new.funding.funding)
            else:
                yield StateLine(area, what, was, now, trend)


def _funding(line: StateLine, old: Funding, new: Funding) -> StateLine:
    """That there is nothing left to pay for is no better than to be paid; that nobody is paid any more stands first."""
    if new is Funding.NOT_APPLICABLE:
        return replace(line, trend=Trend.OTHER)
    return replace(line, ends_funding=new in _UNPAID and old not in (*_UNPAID, Funding.NOT_APPLICABLE))


def _reasons(area: str, old: State, new: State) -> Iterator[StateLine]:
    for came, went, part in _REASONS:
        was, now = getattr(old.arrangements, part), getattr(new.arrangements, part)
        yield from (StateLine(area, came, "", text, Trend.WORSE) for text in now if text not in was)
        yield from (StateLine(area, went, text, "", Trend.BETTER) for text in was if text not in now)


def _part(state: State, part: str) -> tuple[str, float]:
    """A part of a state in words, and its rank; one that ends soon ranks a little worse."""
    whole = getattr(state, part)
    value = getattr(whole, part)
    soon = isinstance(whole, FundingState) and whole.ending_soon
    return f"{value.label}{', ending soon' if soon else ''}", value.rank + (0.5 if soon else 0)


def _whole(state: State) -> str:
    """All of a state in words."""
    funding, currency, request = (_part(state, part)[0] for _, part in _PARTS)
    return f"{currency}; {funding}; a new request: {request}"
