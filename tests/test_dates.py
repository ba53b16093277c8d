"""Dates in part known, and lengths of time: what is read, what is refused, and what is said instead."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sharedcare.register.dates import MONTHS, PartialDate, in_words, months_after
from sharedcare.register.durations import UNITS, Duration

GENERAL = "Write a date as 2027-04-30, a month as 2027-04, a year as 2027; if nobody knows it, write `unknown`"
A_LENGTH = "Write a number and days, weeks, months or years: `12 weeks`, or `3 to 6 months`"
all_days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
lengths = st.sampled_from([4, 7, 10])


def refusal(kind: type, value: object) -> tuple[str, str]:
    """The message and the help with which a field refuses a value."""
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(kind).validate_python(value)
    (error,) = raised.value.errors()
    return error["msg"], error["ctx"]["write"]


# --- Dates


@given(all_days, lengths)
def test_a_date_is_printed_as_it_was_read(day: date, length: int):
    printed = day.isoformat()[:length]
    known = PartialDate.parse(printed)
    assert str(known) == known.printed == printed
    assert PartialDate.parse(str(known)) == known
    assert TypeAdapter(PartialDate).validate_python(printed) == known
    assert TypeAdapter(PartialDate).validate_python(known) is known


@given(all_days, lengths)
def test_a_date_means_every_day_that_is_printed_so(day: date, length: int):
    known = PartialDate.parse(day.isoformat()[:length])
    assert known.first <= day <= known.last
    for edge, outside in ((known.first, -1), (known.last, 1)):
        assert edge.isoformat().startswith(known.printed)
        if date(1000, 1, 1) < edge < date(2999, 12, 31):
            assert not (edge + timedelta(days=outside)).isoformat().startswith(known.printed)
    assert known.is_year_only is (length == 4)
    assert (known.first == known.last) is (length == 10)


@pytest.mark.parametrize(
    ("printed", "first", "last", "words", "when"),
    [
        ("2027-04-30", date(2027, 4, 30), date(2027, 4, 30), "30 April 2027", "on 30 April 2027"),
        ("2027-04-01", date(2027, 4, 1), date(2027, 4, 1), "1 April 2027", "on 1 April 2027"),
        ("2027-04", date(2027, 4, 1), date(2027, 4, 30), "April 2027", "in April 2027"),
        ("2027", date(2027, 1, 1), date(2027, 12, 31), "2027", "in 2027"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "February 2028", "in February 2028"),
        ("2027-02", date(2027, 2, 1), date(2027, 2, 28), "February 2027", "in February 2027"),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), "29 February 2024", "on 29 February 2024"),
        ("2027-12", date(2027, 12, 1), date(2027, 12, 31), "December 2027", "in December 2027"),
    ],
)
def test_reading(printed: str, first: date, last: date, words: str, when: str):
    known = PartialDate.parse(printed)
    assert (known.first, known.last) == (first, last)
    assert known.in_words() == words
    assert known.when() == when


@pytest.mark.parametrize(
    ("value", "write"),
    [
        ("10/04/2024", "Write the year first: 2024-04-10"),
        ("1/4/2024", "Write the year first: 2024-04-01"),
        ("10.04.2024", "Write the year first: 2024-04-10"),
        ("10-04-2024", "Write the year first: 2024-04-10"),
        ("10 04 2024", "Write the year first: 2024-04-10"),
        ("31/02/2024", GENERAL),
        ("04/30/2024", GENERAL),  # months first is nobody's order here: no guess
        ("10/04/24", GENERAL),
        ("2024-13", GENERAL),
        ("2024-00", GENERAL),
        ("2024-00-10", GENERAL),
        ("2023-02-29", GENERAL),
        ("2024-02-30", GENERAL),
        ("2024-04-31", GENERAL),
        ("2024-04-00", GENERAL),
        ("24-01-01", GENERAL),
        ("2024-4", GENERAL),
        ("2024-4-1", GENERAL),
        ("2024/04/01", GENERAL),
        ("20240401", GENERAL),
        ("2024-04-01T00:00", GENERAL),
        ("2024-04-01 ", GENERAL),
        ("2024-04-01\n", GENERAL),
        ("0999", GENERAL),
        ("3000", GENERAL),
        ("\u0662\u0660\u0662\u0664-\u0660\u0664-\u0661\u0660", GENERAL),  # Arabic digits
        ("\u0661\u0660/\u0660\u0664/\u0662\u0660\u0662\u0664", GENERAL),
        ("\uff12\uff10\uff12\uff14", GENERAL),  # wide digits
        ("2024–04", GENERAL),  # a dash, not a hyphen
        ("April 2024", GENERAL),
        ("soon", GENERAL),
        ("", GENERAL),
    ],
)
def test_refused(value: str, write: str):
    with pytest.raises(ValueError, match=r".*"):
        PartialDate.parse(value)
    assert refusal(PartialDate, value) == (f"`{value}` is not a date", write)


@pytest.mark.parametrize("value", [2024, 2024.04, True, None, ["2024"], {"on": "2024"}, date(2024, 4, 10)])
def test_only_text_is_a_date(value: object):
    """A reader that made a number or a day of the text has lost what was printed."""
    assert refusal(PartialDate, value)[1].startswith("Write ")


@given(st.text(max_size=12))
@example("2024-04-10")
@example("٢٠٢٤")
def test_any_text_is_a_date_or_refused(text: str):
    try:
        known = PartialDate.parse(text)
    except ValueError:
        assert refusal(PartialDate, text)[1].startswith("Write ")
    else:
        assert known.printed == text
        assert text.isascii()


@given(all_days, lengths, all_days, lengths)
def test_before_is_said_only_when_it_is_certain(one: date, one_length: int, other: date, other_length: int):
    earlier = PartialDate.parse(one.isoformat()[:one_length])
    later = PartialDate.parse(other.isoformat()[:other_length])
    if earlier.certainly_before(later):
        assert one < other
        assert not later.certainly_before(earlier)
    assert not earlier.certainly_before(earlier)


@pytest.mark.parametrize(
    ("one", "other", "certain"),
    [
        ("2018-03", "2018-11", True),
        ("2018-03", "2018-03-31", False),
        ("2018-03-31", "2018-04", True),
        ("2018", "2018-12-31", False),
        ("2017", "2018", True),
        ("2018", "2018", False),
    ],
)
def test_before(one: str, other: str, certain: bool):
    assert PartialDate.parse(one).certainly_before(PartialDate.parse(other)) is certain


@given(all_days)
def test_in_words(day: date):
    words = in_words(day)
    number, month, year = words.split()
    assert date(int(year), MONTHS.index(month) + 1, int(number)) == day
    assert words == PartialDate.parse(day.isoformat()).in_words()
    assert not words.startswith("0")


def test_months_are_the_calendars():
    assert list(MONTHS) == list(calendar.month_name)[1:]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 8, 31), -6, date(2026, 2, 28)),
        (date(2028, 8, 31), -6, date(2028, 2, 29)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 1, 15), -12, date(2025, 1, 15)),
        (date(2026, 6, 15), 0, date(2026, 6, 15)),
    ],
)
def test_months_after(day: date, months: int, expected: date):
    assert months_after(day, months) == expected


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(-240, 240))
def test_months_after_counts_months(day: date, months: int):
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


# --- Lengths of time

numbers = st.integers(1, 9999)


@given(numbers, numbers, st.sampled_from(UNITS), st.booleans())
def test_a_length_is_printed_as_it_is_read(one: int, other: int, unit: str, plural: bool):
    least, most = sorted((one, other))
    for printed, length in (
        (f"{least} {unit}", Duration(least, least, unit)),
        (f"{least} to {most} {unit}", Duration(least, most, unit)),
    ):
        assert Duration.parse(f"{printed}s" if plural else printed) == length
        assert Duration.parse(str(length)) == length
        assert TypeAdapter(Duration).validate_python(str(length)) == length
        assert TypeAdapter(Duration).validate_python(length) is length


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("1 day", "1 day"),
        ("1 days", "1 day"),
        ("2 week", "2 weeks"),
        ("2 weeks", "2 weeks"),
        ("4 to 6 weeks", "4 to 6 weeks"),
        ("3 to 3 months", "3 months"),
        ("3 to 6 months", "3 to 6 months"),
        ("12 months", "12 months"),
        ("1 year", "1 year"),
        ("1 to 2 years", "1 to 2 years"),
    ],
)
def test_lengths(printed: str, shown: str):
    assert str(Duration.parse(printed)) == shown


@pytest.mark.parametrize(
    "value",
    [
        "",
        "12",
        "weeks",
        "12weeks",
        "12  weeks",
        " 12 weeks",
        "12 weeks\n",
        "12 Weeks",
        "0 weeks",
        "012 weeks",
        "-1 weeks",
        "1.5 weeks",
        "1½ weeks",
        "3-6 months",
        "3 – 6 months",
        "3 to 6",
        "6 to 3 months",
        "3 months to 6 months",
        "3 to months",
        "12345 days",
        "2 hours",
        "two weeks",
        "fortnight",
        "٢ weeks",
        "every 2 weeks",
    ],
)
def test_lengths_refused(value: str):
    with pytest.raises(ValueError, match=r".*"):
        Duration.parse(value)
    assert refusal(Duration, value) == (f"`{value}` is not a length of time", A_LENGTH)


@pytest.mark.parametrize("value", [12, None, ["12 weeks"], {"weeks": "12"}])
def test_only_text_is_a_length(value: object):
    assert refusal(Duration, value)[1] == A_LENGTH
