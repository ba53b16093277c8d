"""Lengths of time as protocols print them: `2 weeks`, `3 to 6 months`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from sharedcare.register.values.duration_help import UNITS as UNITS
from sharedcare.register.values.duration_help import advice, meant_by

_PATTERN = r"[1-9]\d{0,3}( to [1-9]\d{0,3})? (day|week|month|year)s?"
_FEWEST_DAYS = {"day": 1, "week": 7, "month": 28, "year": 365}
_USUAL_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_MOST_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
_PRINTED = re.compile(
    r"(?P<least>[1-9]\d{0,3})(?: to (?P<most>[1-9]\d{0,3}))? (?P<unit>day|week|month|year)s?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, or a range of lengths, in one unit."""

    least: int
    most: int
    unit: str
    """One of UNITS."""

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read `2 weeks` or `3 to 6 months`.

        Raises ValueError where the text is neither, or the range runs backwards.
        """
        found = _PRINTED.fullmatch(text)
        if found is None:
            raise ValueError(text)
        least = int(found["least"])
        most = int(found["most"] or least)
        if most < least:
            raise ValueError(text)
        return cls(least, most, found["unit"])

    @property
    def fewest_days(self) -> int:
        """The fewest days that it can last."""
        return self.least * _FEWEST_DAYS[self.unit]

    @property
    def usual_days(self) -> tuple[int, int]:
        """About how many days its shorter and its longer end last: to tell how many times longer one is."""
        return self.least * _USUAL_DAYS[self.unit], self.most * _USUAL_DAYS[self.unit]

    @property
    def most_days(self) -> int:
        """The most days that it can last."""
        return self.most * _MOST_DAYS[self.unit]

    def __str__(self) -> str:
        number = str(self.least) if self.least == self.most else f"{self.least} to {self.most}"
        return f"{number} {self.unit}" if self.most == 1 else f"{number} {self.unit}s"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._validate)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": f"^{_PATTERN}$", "description": "A length: 2 weeks, or 3 to 6 months."}

    @classmethod
    def _validate(cls, value: object) -> Duration:
        if isinstance(value, cls):
            return value
        try:
            return cls.parse(value if isinstance(value, str) else "")
        except ValueError:
            text = str(value)
            context = {"value": text, "write": advice(text)}
            if (meant := meant_by(text)) is not None:
                context["paste"] = meant
            raise PydanticCustomError("duration", "`{value}` is not a length of time", context) from None
