"""Calendar dates as they are printed: to the day, the month or the year.

What was printed is kept beside what it is read as. A partial date is read so that it can never flatter: a *start*
and a *deadline* take its last day, *evidence* takes its first.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from sharedcare.register.values.date_help import advice
from sharedcare.register.values.months import MONTHS as MONTHS

_PRINTED = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month or the year."""

    printed: str
    first: date
    """The earliest day it can mean."""
    last: date
    """The latest day it can mean."""

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2027-04-30`, `2027-04` or `2027`.

        Raises ValueError where the text is none of these, or no such day exists.
        """
        found = _PRINTED.fullmatch(text)
        if found is None:
            raise ValueError(text)
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        if month is None:
            return cls(text, date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return cls(text, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        exact = date(year, month, day)
        return cls(text, exact, exact)

    @property
    def is_year_only(self) -> bool:
        """Whether only the year is known."""
        return len(self.printed) == len("2027")

    def certainly_before(self, other: PartialDate) -> bool:
        """Whether this is before `other` under every reading of both."""
        return self.last < other.first

    def in_words(self) -> str:
        """The date as a reader sees it: `30 April 2027`, `April 2027` or `2027`."""
        if self.is_year_only:
            return self.printed
        month = f"{MONTHS[self.first.month - 1]} {self.first.year}"
        return month if self.first != self.last else f"{self.first.day} {month}"

    def when(self) -> str:
        """The date inside a sentence: `on 30 April 2027`, `in April 2027` or `in 2027`."""
        return f"{'on' if self.first == self.last else 'in'} {self.in_words()}"

    def __str__(self) -> str:
        return self.printed

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._validate)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "anyOf": [
                {"type": "string", "pattern": r"^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"},
                {"type": "integer", "minimum": 1000, "maximum": 2999},
            ],
            "description": "A date: 2027-04-30, 2027-04 or 2027.",
        }

    @classmethod
    def _validate(cls, value: object) -> PartialDate:
        if isinstance(value, cls):
            return value
        try:
            return cls.parse(value if isinstance(value, str) else "")
        except ValueError:
            meant = advice(str(value))
            context = {"value": str(value), "write": meant.write}
            context |= {name: text for name in ("paste", "other") if (text := getattr(meant, name))}
            raise PydanticCustomError("date", "`{value}` is not a date", context) from None


def in_words(day: date) -> str:
    """A day as a reader sees it: `30 April 2027`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def months_after(day: date, months: int) -> date:
    """The same day of the month, `months` later (or earlier), or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
