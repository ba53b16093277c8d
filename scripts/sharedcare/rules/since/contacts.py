"""Whom to ring: a number or a mailbox changes together with the day on which somebody made sure that it works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sharedcare.changes.same import is_spelt_otherwise
from sharedcare.compare.facts import key_of
from sharedcare.findings import Finding, Grade
from sharedcare.register.model.care import Contact
from sharedcare.register.model.sources import known
from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example
from sharedcare.rules.since.beside import beside
from sharedcare.rules.since.corrections import is_named, names_in
from sharedcare.rules.since.evidence import day_is_new, new_corrections, when_in_words
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
        if is_named(_corrected(change, block.file), names_in(f"{new.role} {new.id} contact telephone number mailbox")):
            continue
        names = [name for name in _REACHED if not _is_same(getattr(old, name), getattr(new, name), name)]
        if names and known(new.checked_on) and not day_is_new(old.checked_on, new.checked_on, day):
            changed = ", ".join(f"`{key_of(Contact, name)}`" for name in names)
            message = f"{changed} of this contact changed, and it was last checked {when_in_words(new.checked_on)}"
            yield this.finding(block.file, block.position(key_of(Contact, names[0])), message, *_ring(day))


def _corrected(change: Change, file: str) -> tuple[str, ...]:
    """What the new corrections of a protocol's file say."""
    pairs = (pair for pair in change.protocols if pair.after.file == file)
    return tuple(str(row.what) for pair in pairs for row in new_corrections(pair))


_REACHED = ("for_", "role", "organisation", "phone", "email", "hours", "out_of_hours")
"""What somebody makes sure of who rings or writes."""


def _ring(day: date) -> tuple[str, ...]:
    return (
        f"Ring or write, and put the day in its place: `checked_on: {day.isoformat()}`",
        "If nobody has, write `checked_on: unknown`",
        "If only a slip of the pen is mended, and it is reached as before, say so under `corrections:`",
    )


def _is_same(old: object, new: object, name: str) -> bool:
    """Whether two values are the same but for spelling: a number may be grouped otherwise."""
    if name == "phone":
        return _dialled(old) == _dialled(new)
    if name == "email":
        return str(old).casefold() == str(new).casefold()
    return is_spelt_otherwise(old, new)


def _dialled(phone: object) -> str:
    """A number as it is dialled in this country."""
    return re.sub(r"^(?:\+|00)44(?:\(0\)|0)?", "0", re.sub(r"[ -]", "", str(phone))).replace("(", "").replace(")", "")


RULES = (contact_was_checked,)
