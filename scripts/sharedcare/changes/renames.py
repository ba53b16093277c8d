"""A protocol that was renamed is told as that, and once: not by its id and by the list of ids as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sharedcare.changes.change import Change, Kind, Side
from sharedcare.changes.registers import Changed, Fate
from sharedcare.register.entries import Register
from sharedcare.register.model.ids import PublishedIds, Retired


def way_on(one: Changed, after: Register) -> Retired | None:
    """What leads from the old address of a renamed protocol to its new one; nothing where the list of ids does not."""
    rows = (entry.record.retired.get(one.was or "") for entry in after.ids.values())
    return next((row for row in rows if row is not None and row.now == one.id), None)


def told_once(found: Sequence[Changed], after: Register) -> tuple[Changed, ...]:
    """All of it, without what a rename says already. Where nothing leads from the old address, the list is told."""
    renames = tuple(one for one in found if one.fate is Fate.RENAMED and way_on(one, after) is not None)
    return tuple(rest for one in found if (rest := _rest(one, renames)) is not None)


def _rest(one: Changed, renames: Sequence[Changed]) -> Changed | None:
    """What is left to tell of a record; nothing where the renames tell it all."""
    if one.fate is Fate.RENAMED:
        return replace(one, changes=tuple(change for change in one.changes if change.block != "id"))
    entry = one.after or one.before
    if one.fate is not Fate.CHANGED or entry is None or not isinstance(entry.record, PublishedIds):
        return one
    left = tuple(change for change in one.changes if not any(_is_told(change, one.id, by) for by in renames))
    return replace(one, changes=left) if left else None


def _is_told(change: Change, area: str, by: Changed) -> bool:
    """Whether a change of an area's list of ids is a part of a rename."""
    assert by.before is not None
    assert by.after is not None
    if change.about is not None and change.block == "retired":
        is_row = change.kind is Kind.NEW and change.about.key == by.was and area == by.before.record.area
        return is_row or (_item(change.before, "now"), _item(change.after, "now")) == (by.was, by.id)
    came = (Kind.NEW, by.id, by.after.record.area)
    went = (Kind.REMOVED, by.was, by.before.record.area)
    return (change.kind, _item(change.after or change.before, "published"), area) in (came, went)


def _item(side: Side | None, name: str) -> object:
    """What a side says, where it is of a field of that name."""
    return side.item if side is not None and side.field == name else None
