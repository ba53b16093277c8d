"""Dates in part known, and lengths of time: what is read, what is refused, and what is said instead."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sharedcare.register.values.dates import MONTHS, PartialDate, in_words, months_after
from sharedcare.register.values.duration_help import UNITS, advice, meant_by
from sharedcare.register.values.durations import Duration

GENERAL = "Write a date as 2027-04-30, a month as 2027-04, a year as 2027; if nobody knows it, write `unknown`"
A_LENGTH = "Write a number and days, weeks, months or years: `12 weeks`, or `3 to 6 months`"
all_days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
lengths = st.sampled_from([4, 7, 10])


def refusal(kind: type, value: object) -> tuple[str, str, str | None]:
    """The message and the help with which a field refuses a value, and what to paste where that is certain."""
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(kind).validate_python(value)
    (error,) = raised.value.errors()
    return error["msg"], error["ctx"]["write"], error["ctx"].get("paste")


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
    ("value", "meant"),
    [
        ("30/04/2027", "2027-04-30"),
        ("30.4.2027", "2027-04-30"),
        ("30-04-2027", "2027-04-30"),
        ("30 04 2027", "2027-04-30"),
        ("03/03/2027", "2027-03-03"),  # the same day in America
        ("2027-3-1", "2027-03-01"),
        ("2027-03-1", "2027-03-01"),
        ("2027/04/30", "2027-04-30"),
        ("2027.04.30", "2027-04-30"),
        ("20270430", "2027-04-30"),
        ("2027-04-30T00:00", "2027-04-30"),
        ("2027-04-30T23:59:59Z", "2027-04-30"),
        ("2027-04-30 ", "2027-04-30"),
        ("2027-04-30\n", "2027-04-30"),
        ("1 March 2027", "2027-03-01"),
        ("1st March 2027", "2027-03-01"),
        ("the 1 March 2027", None),
        ("22nd of June 2027", "2027-06-22"),
        ("01 Mar 2027", "2027-03-01"),
        ("1-Mar-2027", "2027-03-01"),
        ("1MAR2027", "2027-03-01"),
        ("Monday 1 March 2027", "2027-03-01"),
        ("March 1, 2027", "2027-03-01"),
        ("March 2027", "2027-03"),
        ("Mar. 2027", "2027-03"),
        ("Sept 2027", "2027-09"),
        ("March, 2027", "2027-03"),
        ("2027 March", "2027-03"),
        ("03/2027", "2027-03"),
        ("2027-3", "2027-03"),
        ("2027/03", "2027-03"),
        ("2027–03", "2027-03"),  # a dash, not a hyphen
        ("2027\u201103", "2027-03"),  # a hyphen that does not break
        ("2027-03\u00a0", "2027-03"),
        ("\uff12\uff10\uff12\uff17", "2027"),  # wide digits
        ("\uff12\uff10\uff12\uff17-03-01", "2027-03-01"),
    ],
)
def test_a_date_as_it_is_printed_gets_what_to_paste(value: str, meant: str | None):
    message, write, paste = refusal(PartialDate, value)
    assert (message, write, paste) == (f"`{value}` is not a date", GENERAL, meant)
    assert meant is None or PartialDate.parse(meant).printed == meant


BRITISH = "Write `{}` if it means {}, as is usual here; check that it does not mean {}"
FOUR_DIGITS = "Write `{}` if it means {}: a year has four digits, and stands first"
NO_MORE = "Only a day, a month or a year can be written: if the document says no more, write `{}`"
UNKNOWN = "If nobody knows it, write `unknown`, and why on a line of its own, with `_note` behind the key's name"


@pytest.mark.parametrize(
    ("value", "write"),
    [
        ("03/04/2027", BRITISH.format("2027-04-03", "3 April 2027", "4 March 2027")),
        ("3.4.2027", BRITISH.format("2027-04-03", "3 April 2027", "4 March 2027")),
        ("12/01/2027", BRITISH.format("2027-01-12", "12 January 2027", "1 December 2027")),
        (
            "04/30/2027",
            "The day stands before the month here: 04/30/2027 puts it behind, as Americans write 30 April 2027. "
            "Look again",
        ),
        ("04/31/2027", "The day stands before the month here: 04/31/2027 puts it behind. Look again"),
        ("31/02/2027", "February 2027 has 28 days: look at the document again"),
        ("31/02/2024", "February 2024 has 29 days: look at the document again"),
        ("2027-02-30", "February 2027 has 28 days: look at the document again"),
        ("2023-02-29", "February 2023 has 28 days: look at the document again"),
        ("2027-04-31", "April 2027 has 30 days: look at the document again"),
        ("2027-04-00", "April 2027 has 30 days: look at the document again"),
        ("31 June 2027", "June 2027 has 30 days: look at the document again"),
        ("2027-13", "A year has 12 months, and none has the number 13: look at the document again"),
        ("2027-00", "A year has 12 months, and none has the number 0: look at the document again"),
        ("2027-13-01", "A year has 12 months, and none has the number 13: look at the document again"),
        ("0/0/2027", "A year has 12 months, and none has the number 0: look at the document again"),
        ("10/04/27", FOUR_DIGITS.format("2027-04-10", "10 April 2027")),
        ("27-04-10", "Write it as year-month-day, the year with its four digits"),
        ("10 April 27", FOUR_DIGITS.format("2027-04-10", "10 April 2027")),
        ("Apr-27", FOUR_DIGITS.format("2027-04", "April 2027")),
        ("Q1 2027", NO_MORE.format("2027")),
        ("2027-Q1", NO_MORE.format("2027")),
        ("first quarter of 2027", NO_MORE.format("2027")),
        ("Spring 2027", NO_MORE.format("2027")),
        ("end of 2027", NO_MORE.format("2027")),
        ("end of March 2027", NO_MORE.format("2027-03")),
        ("2018-2020", "One date belongs here, not two: write the one that the key asks for"),
        ("2018 to 2020", "One date belongs here, not two: write the one that the key asks for"),
        (
            "12 months",
            "A day belongs here, not a length of time: write the day on which it ends, such as `2027-04-30`",
        ),
        ("TBC", UNKNOWN),
        ("Unknown", UNKNOWN),
        ("n/a", UNKNOWN),
        ("?", UNKNOWN),
        ("2027/04/30 or so", GENERAL),
        ("marching 2027", GENERAL),
        ("5 2027", GENERAL),
        ("1 March", GENERAL),
        ("0999", GENERAL),
        ("3000", GENERAL),
        ("\u0662\u0660\u0662\u0664-\u0660\u0664-\u0661\u0660", GENERAL),  # Arabic digits
        ("soon", GENERAL),
        ("", GENERAL),
        ("1/" * 100_000, GENERAL),
    ],
)
def test_where_it_is_not_certain_nothing_is_guessed(value: str, write: str):
    with pytest.raises(ValueError, match=r".*"):
        PartialDate.parse(value)
    assert refusal(PartialDate, value) == (f"`{value}` is not a date", write, None)


def test_a_date_is_known_in_each_way_that_people_write_it():
    """Whatever the day, what is proposed is that day, or the question which of two it is."""
    for number in range(0, 400, 3):
        day = date(2027, 1, 1) + timedelta(days=number)
        for form in (
            "{0.day}/{0.month}/{0.year}",
            "{0.day} {1} {0.year}",
            "{1} {0.day}, {0.year}",
            "{0.year}.{0.month}.{0.day}",
        ):
            printed = form.format(day, MONTHS[day.month - 1])
            _, write, paste = refusal(PartialDate, printed)
            assert (paste == day.isoformat()) or (paste is None and f"Write `{day.isoformat()}` if it means" in write)


@pytest.mark.parametrize("value", [2024, 2024.04, True, None, ["2024"], {"on": "2024"}, date(2024, 4, 10)])
def test_only_text_is_a_date(value: object):
    """A reader that made a number or a day of the text has lost what was printed."""
    assert refusal(PartialDate, value)[0].endswith("is not a date")


@given(st.text(max_size=12))
@example("2024-04-10")
@example("٢٠٢٤")
def test_any_text_is_a_date_or_refused(text: str):
    try:
        known = PartialDate.parse(text)
    except ValueError:
        _, write, paste = refusal(PartialDate, text)
        assert write.strip()
        assert paste is None or PartialDate.parse(paste).printed == paste
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
    ("value", "meant"),
    [
        ("12/52", "12 weeks"),
        ("3/12", "3 months"),
        ("5/7", "5 days"),
        ("1/52", "1 week"),
        ("daily", "1 day"),
        ("weekly", "1 week"),
        ("monthly", "1 month"),
        ("fortnightly", "2 weeks"),
        ("a fortnight", "2 weeks"),
        ("every fortnight", "2 weeks"),
        ("quarterly", "3 months"),
        ("annually", "1 year"),
        ("q3m", "3 months"),
        ("q12w", "12 weeks"),
        ("every 3 months", "3 months"),
        ("Every 2 to 4 weeks", "2 to 4 weeks"),
        ("every month", "1 month"),
        ("once a year", "1 year"),
        ("every 12/52", "12 weeks"),
        ("12 wks", "12 weeks"),
        ("12wks", "12 weeks"),
        ("12w", "12 weeks"),
        ("3 mths", "3 months"),
        ("2 yrs", "2 years"),
        ("6-monthly", "6 months"),
        ("six-monthly", "6 months"),
        ("12 weekly", "12 weeks"),
        ("12weeks", "12 weeks"),
        ("12  weeks", "12 weeks"),
        (" 12 weeks", "12 weeks"),
        ("12 weeks\n", "12 weeks"),
        ("12 Weeks", "12 weeks"),
        ("012 weeks", "12 weeks"),
        ("12 weeks.", "12 weeks"),
        ("12\u00a0weeks", "12 weeks"),
        ("\uff11\uff12 weeks", "12 weeks"),
        ("two weeks", "2 weeks"),
        ("a week", "1 week"),
        ("3-6 months", "3 to 6 months"),
        ("3 – 6 months", "3 to 6 months"),
        ("3 months to 6 months", "3 to 6 months"),
        ("between 3 and 6 months", "3 to 6 months"),
    ],
)
def test_a_length_as_it_is_printed_gets_what_to_paste(value: str, meant: str):
    assert refusal(Duration, value) == (f"`{value}` is not a length of time", advice(value), meant)
    assert str(Duration.parse(meant)) == meant


TWO_MEANINGS = "`{}` has two meanings: look which one is meant, and write it as `2 weeks` or as `3 to 4 days`"
HOW_LONG = "Write how long it is from one to the next, if the document says so: `6 months`"


@pytest.mark.parametrize(
    ("value", "write"),
    [
        ("biweekly", TWO_MEANINGS.format("biweekly")),
        ("bi-monthly", TWO_MEANINGS.format("bi-monthly")),
        ("biannually", TWO_MEANINGS.format("biannually")),
        ("twice a year", HOW_LONG),
        ("three times a year", HOW_LONG),
        ("once", HOW_LONG),
        ("14", "Say of what: `14 days`, `14 weeks` or `14 months`"),
        ("", A_LENGTH),
        ("weeks", A_LENGTH),
        ("0 weeks", A_LENGTH),
        ("0/52", A_LENGTH),
        ("-1 weeks", A_LENGTH),
        ("1.5 weeks", A_LENGTH),
        ("1½ weeks", A_LENGTH),
        ("3 to 6", A_LENGTH),
        ("6 to 3 months", A_LENGTH),
        ("3 weeks to 6 months", A_LENGTH),
        ("3 and 6 months", A_LENGTH),
        ("4 or 6 weeks", A_LENGTH),
        ("3 to months", A_LENGTH),
        ("12345 days", A_LENGTH),
        ("2 hours", A_LENGTH),
        ("12 weeks 3 days", A_LENGTH),
        ("at least 12 weeks", A_LENGTH),
        ("for 12 weeks", A_LENGTH),
        ("weekly for 4 weeks", A_LENGTH),
        ("3/4", A_LENGTH),
        ("٢ weeks", A_LENGTH),
        ("1 to " * 50_000, A_LENGTH),
    ],
)
def test_where_a_length_is_not_certain_nothing_is_guessed(value: str, write: str):
    with pytest.raises(ValueError, match=r".*"):
        Duration.parse(value)
    assert refusal(Duration, value) == (f"`{value}` is not a length of time", write, None)


@pytest.mark.parametrize("value", [12, None, ["12 weeks"], {"weeks": "12"}])
def test_only_text_is_a_length(value: object):
    assert refusal(Duration, value)[0].endswith("is not a length of time")


@given(st.text(st.sampled_from("0123456789/- toweksmnhdaybqf."), max_size=20))
def test_what_is_proposed_for_a_length_is_one(text: str):
    meant = meant_by(text)
    assert meant is None or str(Duration.parse(meant)) == meant
