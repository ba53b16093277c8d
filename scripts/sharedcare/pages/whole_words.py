"""A whole record that came or went, in the words of its pages: row by row, under headings."""

from __future__ import annotations

from dataclasses import replace

from sharedcare.changes.change import Change
from sharedcare.changes.told import Line
from sharedcare.pages.change_labels import plain_label
from sharedcare.pages.change_words import ChangeWords
from sharedcare.pages.words import capital


def whole_lines(words: ChangeWords, changes: tuple[Change, ...], itself: str) -> tuple[Line, ...]:
    """Each thing that a record says as a line: headings with something for a second reviewer first.

    `itself` is the heading of what the record says outside any block or list of rows.
    """
    made = dict.fromkeys(_under(words.line(change), _heading(change), itself) for change in changes)
    safe = {line.under for line in made if line.second_reviewer}
    order = {heading: number for number, heading in enumerate(dict.fromkeys(line.under for line in made))}
    return tuple(sorted(made, key=lambda line: (line.under not in safe, order[line.under], not line.second_reviewer)))


def _under(line: Line, heading: str, itself: str) -> Line:
    inside = line.what.removeprefix(heading).lstrip(":? ") if heading else line.what
    return replace(line, under=heading or itself, inside=capital(inside))


def _heading(change: Change) -> str:
    """What the block or the list of rows is called that a change stands in; empty where it stands in none."""
    side, step = change.after or change.before, change.steps[0]
    is_inside = len(change.steps) > 1 or change.about is not None or (side is not None and side.role == "note")
    return plain_label(step.owner, step.field) if is_inside else ""
