"""What changed between two readings of the register: for a terminal and for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sharedcare.changes.told import ARROW, Comparison, Reach, StateLine, Told, Trend
from sharedcare.register.values.dates import in_words
from sharedcare.reports.comment import as_markdown
from sharedcare.reports.telling import NOTHING, SECOND, headed, reached, states, summary
from sharedcare.safe import one_line

FORMAT = 1
"""The version of the JSON. It grows by one where a name changes its meaning or goes; new names may come any time."""


def as_text(made: Comparison) -> str:
    """For a terminal."""
    lines = [f"From {made.before} to {made.after}, judged on {in_words(made.day)}", ""]
    if not made.told:
        lines += [NOTHING]
    for one in made.told:
        lines += [*_text_of(one), ""]
    if made.told:
        lines.append(summary(made))
    return "\n".join(one_line(line) for line in lines) + "\n"


def _text_of(one: Told) -> Iterator[str]:
    yield f"{one.title}  [{SECOND}]" if one.second_reviewer else one.title
    yield f"  {one.file}"
    if one.headline:
        yield f"  {_mark(one.headline_second_reviewer)} {one.headline}"
    yield from (f"  {_mark(better)} {words}" for words, better in states(one, ARROW))
    for heading, lines in headed(one.lines):
        if heading:
            yield f"  {heading}"
        gap = "    " if heading else "  "
        yield from (f"{gap}{_mark(line.second_reviewer)} {line.stated()}" for line in lines)
    yield from (f"  reaches {line}" for line in reached(one))


def _mark(second_reviewer: bool) -> str:
    return "!" if second_reviewer else "-"


def as_json(made: Comparison) -> str:
    """For machines."""
    whole = {
        "format": FORMAT,
        "before": made.before,
        "after": made.after,
        "on": made.day.isoformat(),
        "needs_second_reviewer": any(one.second_reviewer for one in made.told),
        "changed": [_object(one) for one in made.told],
    }
    return json.dumps(whole, indent=1) + "\n"


def _object(one: Told) -> dict[str, Any]:
    lines = [
        {
            "kind": line.kind.value,
            "what": line.what,
            "before": line.before,
            "after": line.after,
            "words": line.words(),
            "needs_second_reviewer": line.second_reviewer,
            "heading": line.under,
        }
        for line in one.lines
    ]
    return {
        "title": one.title,
        "file": one.file,
        "fate": one.fate.value,
        "headline": one.headline,
        "needs_second_reviewer": one.second_reviewer,
        "changes": lines,
        "states": [_state(state) for state in one.states],
        "states_of_protocols_that_rest_on_it": [
            {"protocols": list(alike.protocols), "states": [_state(state) for state in alike.lines]}
            for alike in one.resting
        ],
        "reach": {name: list(getattr(one.reach, name)) for name in Reach.__slots__},
    }


def _state(state: StateLine) -> dict[str, Any]:
    said = {name: getattr(state, name) for name in ("area", "what", "before", "after", "better", "ends_funding")}
    return said | {"worse": state.trend is Trend.WORSE}


FORMATS: Mapping[str, Callable[[Comparison], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}
