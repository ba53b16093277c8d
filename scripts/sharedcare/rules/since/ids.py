"""Ids: what was once published under one leads there for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.findings import Finding, Grade, Position
from sharedcare.register.ids import IDS_FILE, list_is_readable, lost_ids
from sharedcare.register.load import Entry
from sharedcare.register.model.base import NoLimit
from sharedcare.register.model.ids import PublishedIds, Retired
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.sources import known
from sharedcare.rules.examples import IDS, LISTED
from sharedcare.rules.frame import Example
from sharedcare.rules.since.frame import Change, ChangeRule, change_rule

_GOLD = (
    "      exampleshire-gold:\n        retired_on: 2024-06\n        why: The clinic gives gold injections itself.\n"
    "        now: none\n"
)


@change_rule(
    "SC958",
    Grade.INCOMPLETE,
    "No id that was ever published is lost",
    "Letters and records name a protocol by its id. Whoever follows one must come to the protocol, or be told what "
    "became of it.",
    Example(IDS, before=_GOLD, bad="", good=_GOLD.replace("itself.", "itself now.")),
)
def id_is_kept(this: ChangeRule, change: Change, _day: date) -> Iterator[Finding]:
    """Each id of a file or of the list of before is one of a file or of the list."""
    if not list_is_readable(change.after):
        return
    for name in lost_ids(change.before, change.after):
        message = f"`{name}` was published, and neither a file nor this list has it any more"
        yield this.finding(IDS_FILE, _place_in_list(change), message, *_KEEP_ID)


_KEEP_ID = (
    "Put it back under `published:` with its file",
    "If the file has to go, put the id under `retired:`, with the day, the reason and what to read now",
)


def _place_in_list(change: Change) -> Position:
    return next((entry.key_position() for entry in change.after.ids.values()), Position())


@change_rule(
    "SC959",
    Grade.INCOMPLETE,
    "An id is never given to another protocol, and a retired one leads elsewhere only for another reason",
    "A letter that named the old protocol would lead to the new one, and its monitoring would be taken for the one "
    "that was agreed.",
    Example(
        LISTED,
        before="title: Lithium for adults\nevidence: listing\nlisting_seen_on: 2026-09-14\n"
        "area: exampleshire\ndrugs: [lithium]\n",
        bad="title: Leflunomide for adults\nevidence: listing\nlisting_seen_on: 2026-09-14\n"
        "area: exampleshire\ndrugs: [leflunomide]\n",
        good="title: Lithium for adults with bipolar disorder\nevidence: listing\nlisting_seen_on: 2026-09-14\n"
        "area: exampleshire\ndrugs: [lithium]\n",
    ),
)
def id_means_the_same(this: ChangeRule, change: Change, _day: date) -> Iterator[Finding]:
    """A file that has the id of before has its title, one of its drugs or, where no drugs are known, its area.

    A retired id leads elsewhere only with another reason.
    """
    for name, old in change.before.protocols.items():
        new = change.after.protocols.get(name)
        if new is not None and _is_another(old, new):
            message = f"`{name}` was “{old.record.title}”, and is now “{new.record.title}”, of other drugs"
            yield this.finding(new.file, new.key_position("title"), message, *_NEW_ID)
    for entry, name, was, now in _led_elsewhere(change):
        message = f"`{name}` led to `{was}`, and now leads to `{now}`, for the same reason"
        yield this.finding(entry.file, entry.position("retired", name, "now"), message, *_SAY_WHY)


_NEW_ID = (
    "Give the new protocol a file and an id of its own, and keep the old file",
    "If the old one has ended, its file says `status: withdrawn` or `status: superseded`",
)


_SAY_WHY = (
    "Say under `why` what became of it since then",
    "If nothing did, put `now` back as it was",
)


def _led_elsewhere(change: Change) -> Iterator[tuple[Entry[PublishedIds], str, str, str]]:
    """The retired ids that lead to something else than before for the same reason: what they led to, and lead to."""
    before = {name: row for entry in change.before.ids.values() for name, row in entry.record.retired.items()}
    renamed = {(pair.before.record.id, pair.after.record.id) for pair in change.protocols}
    for entry in change.after.ids.values():
        for name, row in entry.record.retired.items():
            was = before.get(name)
            if was is None or not known(was.now) or was.now == row.now or str(was.why) != str(row.why):
                continue
            if (was.now, row.now) not in renamed:
                yield entry, name, _called(was), _called(row)


def _called(row: Retired) -> str:
    return row.now if isinstance(row.now, str) else "none" if row.now is NoLimit.NONE else "unknown"


def _is_another(old: Entry[Protocol], new: Entry[Protocol]) -> bool:
    if str(old.record.title) == str(new.record.title):
        return False
    drugs = set(old.record.drug_ids), set(new.record.drug_ids)
    return drugs[0].isdisjoint(drugs[1]) if all(drugs) else old.record.area != new.record.area


RULES = (id_is_kept, id_means_the_same)
