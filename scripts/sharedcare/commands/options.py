"""What commands take: the day, the register, and grades and states."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from sharedcare.findings import Grade
from sharedcare.register.load import settings_of
from sharedcare.register.shape import did_you_mean
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.state import LAPSED, UNPAID

Command = TypeVar("Command", bound=Callable[..., Any])

STATES = tuple(dict.fromkeys(str(state.value) for state in (*LAPSED, *UNPAID)))
FAIL_ON = (*(grade.value for grade in Grade), *STATES)

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Between which a register can be judged: dates are counted on and back by years."""


class Day(click.ParamType[date]):
    """A calendar day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read `2026-11-21`."""
        try:
            day = value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2026-11-21", param, ctx)
        _in_range(self, day, value, param, ctx)
        return day


class Printed(click.ParamType[PartialDate]):
    """A date as it is printed: a day, a month or a year."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> PartialDate:
        """Read `2029-11-30`, `2029-11` or `2029`."""
        try:
            printed = value if isinstance(value, PartialDate) else PartialDate.parse(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as it is printed: 2029-11-30, 2029-11 or 2029", param, ctx)
        _in_range(self, printed.first, value, param, ctx)
        return printed


def _in_range(
    kind: click.ParamType[Any], day: date, value: Any, param: click.Parameter | None, ctx: click.Context | None
) -> None:
    """Refuse a day that no register can be judged on."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        kind.fail(f"{value!r} is not in the years {FIRST_YEAR} to {LAST_YEAR}", param, ctx)


class Levels(click.ParamType[frozenset[str]]):
    """Grades and states, separated by commas."""

    name = "levels"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        """Read `out-of-date,unfunded`."""
        if isinstance(value, frozenset):
            return value
        words = [word.strip() for word in value.split(",")]
        for word in words:
            if word not in FAIL_ON:
                hint = did_you_mean(word, FAIL_ON) or (f"write some of {', '.join(FAIL_ON)}",)
                self.fail(f"{word!r} is neither a grade nor a state. {hint[0]}", param, ctx)
        return frozenset(words)


def today() -> date:
    """Today, as `cli.py` read it from the clock."""
    day = click.get_current_context().find_root().obj
    assert isinstance(day, date), "cli.py gives every command the day"
    return day


def on_day(command: Command) -> Command:
    """The option `--on`: the day to judge by."""
    return click.option(
        "--on", "day", type=Day(), default=today, show_default="today in London", help="The day to judge by."
    )(command)


def register_folder(command: Command) -> Command:
    """The option `--register`: the register's folder."""
    return click.option(
        "--register",
        "folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        callback=_is_a_folder,
        default="protocols",
        show_default=True,
        help="The register's folder.",
    )(command)


def site_of(folder: Path) -> str:
    """Where the register's site stands: what SITE_URL says, or else its settings; empty where neither does."""
    return os.environ.get("SITE_URL") or settings_of(folder).address


def _is_a_folder(ctx: click.Context, param: click.Parameter, folder: Path) -> Path:
    """Refuse what is neither a file nor a folder, such as a device, which click lets pass."""
    if not folder.is_dir():
        raise click.BadParameter(f"Directory '{folder}' is a file.", ctx, param)
    return folder
