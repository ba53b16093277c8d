"""Who pays, for what and until when: it changes when somebody has confirmed it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.changes.protocols import record_changes
from sharedcare.findings import Finding, Grade
from sharedcare.register.model.care import CommissionedService
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.services import Service
from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example
from sharedcare.rules.since.corrections import is_named, names_in
from sharedcare.rules.since.evidence import day_is_new, how_unread, new_corrections, when_in_words
from sharedcare.rules.since.frame import Change, ChangeRule, Pair, change_rule

_PAID = "commissioned_service:\n  services: [exampleshire-shared-care-les]\n  checked_on: 2026-10-01\n"
_PAID_LONGER = _PAID.replace("les]", "les, exampleshire-shared-care-from-2027]")


@change_rule(
    "SC967",
    Grade.INCOMPLETE,
    "What is said of the funding changes only when somebody has confirmed it",
    "A service that goes on because somebody typed a later end makes the page say “funded”. The practice does the work "
    "and is not paid, or the patient is taken on and handed back.",
    Example(METHOTREXATE, before=_PAID, bad=_PAID_LONGER, good=_PAID_LONGER.replace("2026-10-01", "2026-11-18")),
)
def funding_is_confirmed(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """Where a protocol's services or own word change, `checked_on` is new; where a service's do, its source's is.

    What was known becomes unknown only with a correction: “unknown” may look better than “unfunded”.
    """
    for pair in change.protocols:
        now = _paid(pair.after.record)
        names = _changed(_paid(pair.before.record), now, ("services", "status", "pays_for"))
        if names and now and not day_is_new(_paid_on(pair), now.checked_on, day):
            message = f"{names} changed, and the funding was last confirmed {when_in_words(now.checked_on)}"
            place = pair.after.key_position("commissioned_service", "checked_on")
            yield this.finding(pair.after.file, place, message, _ASK.format("under `checked_on`"), _PUT_BACK)
        yield from _of_areas(this, pair, day)
        if _is_forgotten(pair):
            place = pair.after.key_position("commissioned_service")
            message = "what is paid was known, and is unknown now, with no new correction that says why"
            yield this.finding(pair.after.file, place, message, _SAY_WHY, _PUT_BACK)
    for key, new in change.after.services.items():
        old = change.before.services.get(key)
        source = new.record.source or ""
        names = _changed(old.record, new.record, ("commissioner", "start", "end", "covers")) if old is not None else ""
        if not names or old is None or source not in new.sources:
            continue
        if unread := how_unread(source, old, new, day):
            message = f"{names} changed, and {unread}"
            yield this.finding(new.file, new.key_position(), message, _ASK.format("of its source"), _PUT_BACK)


def _of_areas(this: ChangeRule, pair: Pair, day: date) -> Iterator[Finding]:
    """The same of the services that pay where another area has adopted a protocol."""
    before, now = {row.area: row for row in pair.before.record.adopted_in}, _paid(pair.after.record)
    if now is not None and day_is_new(_paid_on(pair), now.checked_on, day):
        return
    for number, row in enumerate(pair.after.record.adopted_in):
        old, source = before.get(row.area), row.source or ""
        if old is None or old.services == row.services:
            continue
        is_read = source in pair.after.sources and how_unread(source, pair.before, pair.after, day) is None
        if not is_read:
            place = pair.after.key_position("adopted_in", number, "services")
            message = f"`services` of `{row.area}` changed, and nothing says that anybody has read who pays there"
            yield this.finding(
                pair.after.file, place, message, _ASK.format("of the source that the row cites"), _PUT_BACK
            )


_ASK = "Read what the commissioner says, or ask, and write the day {}"
_OF_FUNDING = names_in("commissioned commissioner service funding funded paid payment pays")
_SAY_WHY = "If it was recorded wrongly, say so of the funding under `corrections`: `- {on: …, by: …, what: …}`"
_PUT_BACK = "If nobody has, put it back as it was"


def _paid(protocol: Protocol) -> CommissionedService | None:
    paid = protocol.commissioned_service
    return paid if isinstance(paid, CommissionedService) else None


def _is_forgotten(pair: Pair) -> bool:
    told = (str(row.what) for row in new_corrections(pair))
    is_gone = _paid(pair.before.record) is not None and _paid(pair.after.record) is None
    return is_gone and not is_named(told, _OF_FUNDING)


def _paid_on(pair: Pair) -> object:
    was = _paid(pair.before.record)
    return was.checked_on if was is not None else None


def _changed(
    old: CommissionedService | Service | None, new: CommissionedService | Service | None, names: tuple[str, ...]
) -> str:
    """The fields among some that say something else, in words; none where nothing is said any more."""
    if new is None:
        return ""
    changed = {one.block for one in record_changes(old if old is not None else type(new)(), new)}
    return ", ".join(f"`{name}`" for name in names if name in changed)


RULES = (funding_is_confirmed,)
