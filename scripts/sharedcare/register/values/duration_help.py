"""What to write instead of a length of time as people and documents print it. Certain, or said to be not."""

from __future__ import annotations

import re

from sharedcare.register.values.look_alikes import plain

UNITS = ("day", "week", "month", "year")
_UNITS = {
    **{name: unit for unit in UNITS for name in (unit, f"{unit}s", unit[0])},
    **dict.fromkeys(("wk", "wks", "weekly"), "week"),
    **dict.fromkeys(("mth", "mths", "mo", "mos", "monthly"), "month"),
    **dict.fromkeys(("yr", "yrs", "yearly"), "year"),
}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
} | {"a": 1, "an": 1}
_ADVERBS = {
    "daily": "1 day", "weekly": "1 week", "fortnightly": "2 weeks", "fortnight": "2 weeks", "a fortnight": "2 weeks",
    "monthly": "1 month", "quarterly": "3 months", "yearly": "1 year", "annually": "1 year", "annual": "1 year",
}  # fmt: skip
_OF_A_YEAR = {"7": "day", "52": "week", "12": "month"}
"""What the number under the stroke counts in a prescription: 12/52 is 12 weeks."""
_TWO_MEANINGS = re.compile(r"(?:bi|semi)-?(?:weekly|monthly|annual|annually|yearly)")
_A_NUMBER = rf"\d{{1,4}}|{'|'.join(_NUMBERS)}"
_LENGTH = re.compile(
    rf"(?P<least>{_A_NUMBER})(?: ?(?P<own_unit>[a-z]+?)?s? ?(?:to|-) ?(?P<most>{_A_NUMBER}))?[ -]?(?P<unit>[a-z]+)",
    re.ASCII,
)
_PRESCRIBED = re.compile(r"(?P<number>\d{1,3}) ?/ ?(?P<of>7|52|12)", re.ASCII)
_EVERY = re.compile(r"(?:every|each|once every|once a|once per) |q ?(?=\d)")
_LONGEST = 60
GENERAL = "Write a number and days, weeks, months or years: `12 weeks`, or `3 to 6 months`"


def meant_by(text: str) -> str | None:
    """The length as the register writes it, where it is certain what `text` means."""
    straight = re.sub(r"between (.*) and ", r"\1 to ", _straight(text))
    if straight in _ADVERBS:
        return _ADVERBS[straight]
    bare = _EVERY.sub("", straight, count=1) if _EVERY.match(straight) else straight
    if (found := _PRESCRIBED.fullmatch(bare)) is not None:
        return _written(int(found["number"]), int(found["number"]), _OF_A_YEAR[found["of"]])
    if bare in _ADVERBS:
        return _ADVERBS[bare]
    if bare in UNITS:
        return f"1 {bare}"
    return _read(_LENGTH.fullmatch(bare))


def _straight(text: str) -> str:
    return re.sub(r"\s+", " ", (plain(text) or text).strip().rstrip(".").casefold()) if len(text) <= _LONGEST else ""


def _read(found: re.Match[str] | None) -> str | None:
    unit = _UNITS.get(found["unit"]) if found else None
    if found is None or unit is None:
        return None
    if found["own_unit"] and _UNITS.get(found["own_unit"]) != unit:
        return None
    least = _number(found["least"])
    return _written(least, _number(found["most"] or found["least"]), unit)


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def _written(least: int, most: int, unit: str) -> str | None:
    if not 0 < least <= most:
        return None
    number = str(least) if least == most else f"{least} to {most}"
    return f"{number} {unit}" if most == 1 else f"{number} {unit}s"


def advice(text: str) -> str:
    """What to do where nobody can say for certain what `text` means."""
    straight = _straight(text)
    if _TWO_MEANINGS.fullmatch(straight):
        return f"`{straight}` has two meanings: look which one is meant, and write it as `2 weeks` or as `3 to 4 days`"
    if re.fullmatch(r"\d{1,4}", straight, re.ASCII):
        return f"Say of what: `{straight} days`, `{straight} weeks` or `{straight} months`"
    if re.search(r"\btimes\b|\bonce\b|\btwice\b", straight):
        return "Write how long it is from one to the next, if the document says so: `6 months`"
    return GENERAL
