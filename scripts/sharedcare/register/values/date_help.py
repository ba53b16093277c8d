"""What to write instead of a date as people and documents print it. Certain, or said to be not."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sharedcare.register.values.look_alikes import plain
from sharedcare.register.values.months import MONTHS

_MONTH_NUMBERS = {
    **{name.casefold(): number for number, name in enumerate(MONTHS, start=1)},
    **{name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)},
    "sept": 9,
}
_GENERAL = "Write a date as 2027-04-30, a month as 2027-04, a year as 2027; if nobody knows it, write `unknown`"
_CENTURY = 2000
_LONGEST = 60
"""No date is longer in print, and the search of a longer text would take its time."""
_WORD = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"


@dataclass(frozen=True, slots=True)
class Advice:
    """What to write instead of a date."""

    paste: str | None
    """The date as the register writes it, where it is certain."""
    write: str = _GENERAL
    """What to do, where it is not."""
    other: str | None = None
    """What else to do, in another case."""


def advice(text: str) -> Advice:
    """What to write instead of `text`, which is no date of the register's."""
    if len(text) > _LONGEST:
        return Advice(None)
    straight = re.sub(r"\s+", " ", (plain(text) or text).strip().rstrip(".").casefold())
    for form, read in _FORMS:
        if (found := re.fullmatch(form, straight, re.ASCII)) is not None and (known := read(found)) is not None:
            return known
    return Advice(None)


def _day(year: int, month: int, day: int) -> Advice | None:
    if not 1 <= month <= len(MONTHS):
        return Advice(None, f"A year has 12 months, and none has the number {month}: look at the document again")
    longest = calendar.monthrange(year, month)[1]
    if not 1 <= day <= longest:
        return Advice(None, f"{MONTHS[month - 1]} {year} has {longest} days: look at the document again")
    return Advice(date(year, month, day).isoformat())


def _month(year: int, month: int) -> Advice | None:
    if not 1 <= month <= len(MONTHS):
        return Advice(None, f"A year has 12 months, and none has the number {month}: look at the document again")
    return Advice(f"{year}-{month:02}")


def _year_first(found: re.Match[str]) -> Advice | None:
    year, month = int(found["year"]), int(found["month"])
    return _month(year, month) if found["day"] is None else _day(year, month, int(found["day"]))


def _day_first(found: re.Match[str]) -> Advice | None:
    """Two numbers before a year: the British way where both ways give a day."""
    day, month, year = int(found["day"]), int(found["month"]), int(found["year"])
    if month > len(MONTHS) >= day:
        other = _day(year, day, month)
        american = f", as Americans write {_in_words(other.paste)}" if other and other.paste else ""
        return Advice(None, f"The day stands before the month here: {found[0]} puts it behind{american}. Look again")
    british = _day(year, month, day)
    if british is None or british.paste is None or day > len(MONTHS) or day == month:
        return british
    other = _day(year, day, month)
    either = f"`{british.paste}` if it means {_in_words(british.paste)}, as is usual here"
    return Advice(None, f"Write {either}; check that it does not mean {_in_words(other.paste if other else None)}")


def _in_words(written: str | None) -> str:
    day = date.fromisoformat(written or "")
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _named_month(found: re.Match[str]) -> Advice | None:
    month = _MONTH_NUMBERS.get(found["month"])
    if month is None:
        return None
    parts = found.groupdict()
    year = int(found["year"])
    return _day(year, month, int(parts["day"])) if parts.get("day") else _month(year, month)


def _vague(found: re.Match[str]) -> Advice:
    known = _named_month(found) if "month" in found.groupdict() else None
    whole = known.paste if known and known.paste else found["year"]
    return Advice(None, f"Only a day, a month or a year can be written: if the document says no more, write `{whole}`")


def _short_year(found: re.Match[str]) -> Advice | None:
    """A year of two digits: of this century, if it is one."""
    month = _MONTH_NUMBERS.get(found["month"]) or (int(found["month"]) if found["month"].isdigit() else None)
    if month is None:
        return None
    if found["day"] is not None and found[0].replace("-", "").isdigit():
        return Advice(None, "Write it as year-month-day, the year with its four digits")
    year = _CENTURY + int(found["year"])
    known = _month(year, month) if found["day"] is None else _day(year, month, int(found["day"]))
    if known is None or known.paste is None:
        return known
    words = f"{MONTHS[month - 1]} {year}" if found["day"] is None else _in_words(known.paste)
    return Advice(None, f"Write `{known.paste}` if it means {words}: a year has four digits, and stands first")


def _span(_found: re.Match[str]) -> Advice:
    return Advice(None, "One date belongs here, not two: write the one that the key asks for")


def _length(_found: re.Match[str]) -> Advice:
    return Advice(
        None, "A day belongs here, not a length of time: write the day on which it ends, such as `2027-04-30`"
    )


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Advice | None]], ...] = (
    (_YEAR + r"[-/. ](?P<month>\d{1,2})(?:[-/. ](?P<day>\d{1,2}))?(?:t[\d:.]+(?:z|[+-][\d:]+)?)?", _year_first),
    (_YEAR + r"(?P<month>\d{2})(?P<day>\d{2})", _year_first),
    (r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ]" + _YEAR, _day_first),
    (r"(?P<month>\d{1,2})[-/.]" + _YEAR + r"(?P<day>(?!))?", _year_first),
    (_WEEKDAY + _DAY + r"(?: of)?[- ]?" + _WORD + r"[-, ]{0,2}" + _YEAR, _named_month),
    (_WEEKDAY + _WORD + r" " + _DAY + r",? " + _YEAR, _named_month),
    (_WORD + r"[-, ]{0,2}" + _YEAR, _named_month),
    (_YEAR + r"[- ]" + _WORD, _named_month),
    (r".*\b(?:early|mid|late|end|start|beginning)\b(?: of|-| in)? ?" + _WORD + " " + _YEAR, _vague),
    (r".*\b(?:q[1-4]|quarter|spring|summer|autumn|winter|early|mid|late|end|start|beginning)\b.*\b" + _YEAR, _vague),
    (_YEAR + r"[- ]?(?:q[1-4]|w\d{1,2}|spring|summer|autumn|winter)", _vague),
    (_YEAR + r" ?(?:-|/|to) ?(?:[12]\d{3}|\d{2})", _span),
    (_YEAR, lambda found: Advice(found[0])),
    (r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2}|[a-z]{3,9})[-/. ](?P<year>\d{2})", _short_year),
    (r"(?P<month>\d{1,2}|[a-z]{3,9})[-/ ']{1,2}(?P<year>\d{2})(?P<day>(?!))?", _short_year),
    (r".*\d ?(?:day|week|month|year|wk|mth|yr)s?", _length),
    (r"n/?a|none|no|nil|null|not applicable|~|-+", lambda _: Advice(None, _UNKNOWN, _NONE)),
    (
        r"unknown|not known|not stated|not given|tbc|tbd|to be confirmed|\?+",
        lambda _: Advice(None, _UNKNOWN),
    ),
)
"""The ways in which a date is printed, and what each means."""

_NONE = "If the document gives none, remove the line: the check says so where one has to stand"
_UNKNOWN = "If nobody knows it, write `unknown`, and why on a line of its own, with `_note` behind the key's name"
