"""Whom to ring: a number or a mailbox changes together with the day on which somebody made sure that it works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sharedcare.changes.same import is_spelt_otherwise
from sharedcare.findings import Finding, Grade
from sharedcare.register.model.care import Contact
from sharedcare.register.model.sources import known
from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example
from sharedcare.rules.since.beside import beside
from sharedcare.rules.since.evidence import day_is_new, when_in_words
from sharedcare.rules.since.frame import Change, ChangeRule, change_rule

_LINE = 'phone: "01632 960002", checked_on: 2026-09-12}'
_MOVED = _LINE.replace("960002", "960123")


@change_rule(
    "SC971",
    Grade.INCOMPLETE,
    "A way to reach a contact changes together with the day on which it was checked",
    "A day that was there for the old number says of the new one that somebody rang it. Whoever needs it at night "
    "believes that.",
    Example(METHOTREXATE, before=_LINE, bad=_MOVED, good=_MOVED.replace("2026-09-12", "2026-11-18")),
)
def contact_was_checked(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """Where a number, a mailbox, its hours or who answers changes, `checked_on` is later than before, or unknown."""
    for block, old in beside(change, (Contact,)):
        new = block.record
        names = [name for name in _REACHED if not _is_same(getattr(old, name), getattr(new, name), name)]
        if names and known(new.checked_on) and not day_is_new(old.checked_on, new.checked_on, day):
            changed = ", ".join(f"`{name}`" for name in names)
            message = f"{changed} of this contact changed, and it was last checked {when_in_words(new.checked_on)}"
            yield this.finding(block.file, block.position(names[0]), message, *_ring(day))


_REACHED = ("role", "phone", "email", "hours", "out_of_hours")
"""What somebody makes sure of who rings or writes."""


def _ring(day: date) -> tuple[str, str]:
    return (
        f"Ring or write, and put the day in its place: `checked_on: {day.isoformat()}`",
        "If nobody has, write `checked_on: unknown`",
    )


def _is_same(old: object, new: object, name: str) -> bool:
    """Whether two values are the same but for spelling: a number may be grouped otherwise."""
    if name == "phone":
        return re.sub(r"[ ()-]", "", str(old)) == re.sub(r"[ ()-]", "", str(new))
    return is_spelt_otherwise(old, new)


RULES = (contact_was_checked,)
