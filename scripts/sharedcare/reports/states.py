"""The table of each protocol in each area: currency, funding, arrangements, and why."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

from sharedcare.register.load import Register
from sharedcare.safe import csv_cell, one_line
from sharedcare.status import Case, State, cases, state_on


@dataclass(frozen=True, slots=True)
class Row:
    """A protocol in an area on a day."""

    protocol: str
    area: str
    fictional: bool
    currency: str
    funding: str
    arrangements: str
    why: str


def rows(register: Register, day: date) -> tuple[Row, ...]:
    """Every protocol in every area that decided on it: real areas first, then by area and protocol."""
    made = (_row(register, case, state_on(case, day)) for case in cases(register))
    return tuple(sorted(made, key=lambda row: (row.fictional, row.area, row.protocol)))


def _row(register: Register, case: Case, state: State) -> Row:
    reasons = [state.currency.why, state.funding.why, *state.arrangements.missing, *state.arrangements.unconfirmed]
    return Row(
        case.id,
        case.area,
        register.is_fictional(case.area),
        state.currency.currency.value,
        state.funding.funding.value,
        state.arrangements.arrangements.value,
        " ".join(dict.fromkeys(reasons)),
    )


def as_text(made: Iterable[Row], day: date) -> str:
    """For a terminal: aligned columns."""
    names = ("protocol", "area", "currency", "funding", "arrangements", "why")
    table = [names, *(tuple(one_line(_cell(row, name)) for name in names) for row in made)]
    widths = [max(len(row[column]) for row in table) for column in range(len(names) - 1)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]) for row in table
    ]
    return "\n".join([f"Status on {day.isoformat()}", "", *(line.rstrip() for line in lines)]) + "\n"


def _cell(row: Row, name: str) -> str:
    text = str(getattr(row, name))
    return f"{text} (example)" if name == "area" and row.fictional else text


def as_json(made: Iterable[Row], day: date) -> str:
    """For machines."""
    return json.dumps({"on": day.isoformat(), "status": [asdict(row) for row in made]}, indent=1) + "\n"


def as_csv(made: Iterable[Row], day: date) -> str:
    """For a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    names = [field.name for field in fields(Row)]
    writer.writerow(["on", *names])
    for row in made:
        writer.writerow([day.isoformat(), *(csv_cell(str(getattr(row, name))) for name in names)])
    return stream.getvalue()


FORMATS: Mapping[str, Callable[[Iterable[Row], date], str]] = {"text": as_text, "json": as_json, "csv": as_csv}
