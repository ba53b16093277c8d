"""When tests are due, and what if they are late, in words."""

from __future__ import annotations

from sharedcare.pages.blocks import Cell, Said, cell
from sharedcare.pages.words import NOT_KNOWN, as_text, capital, said
from sharedcare.register.model.monitoring import Missed, When
from sharedcare.register.values.durations import Duration
from sharedcare.status.currency import sentence

_TIMING = ("every", "at_least", "at", "for", "until", "trigger", "every_as_printed")
"""The fields that say when a row's tests are due, as a file writes them."""


def how_often(row: When) -> Cell:
    """When a row's tests are due, in words."""
    parts = []
    if row.every is not None:
        parts.append(every(row.every, at_least=bool(row.at_least)))
    if row.at:
        parts.append(f"At {as_text(row.at)}")
    parts += [capital(text) for text in (row.trigger, row.every_as_printed) if text]
    if row.for_ is not None:
        parts.append(f"For {row.for_}")
    if row.until:
        parts.append(f"Until {row.until}")
    notes = [Said(note, quiet=True) for key in _TIMING if (note := row.note_on(key))]
    if not row.says_when():
        return cell(Said(NOT_KNOWN, known=False), *parts, *notes)
    return cell(*parts or ["Once"], *notes)


def when_missed(row: Missed) -> Said:
    """What to do when monitoring is overdue, in a line."""
    then = said(row, "then")
    parts = (
        f"Up to {row.grace} late:" if row.grace else "",
        sentence(then.text),
        f"Supply at most {row.supply_limit}." if row.supply_limit else "",
        f"Tell: {as_text(row.tell)}." if row.tell else "",
    )
    return Said(" ".join(part for part in parts if part), then.known, then.note)


def every(interval: Duration, *, at_least: bool) -> str:
    """An interval in words: `Every month`, `Every 2 to 4 weeks, or more often`."""
    text = str(interval)
    text = text.removeprefix("1 ") if interval.least == interval.most == 1 else text
    return f"Every {text}{', or more often' if at_least else ''}"
