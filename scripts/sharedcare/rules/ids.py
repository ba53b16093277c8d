"""The list of ids: an id that was once published leads somewhere for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.ids import IDS_FILE, ids_with_a_file, list_is_readable, published_ids, retired_ids
from sharedcare.register.load import Register
from sharedcare.register.shape import did_you_mean
from sharedcare.rules.examples import HISTORY, IDS
from sharedcare.rules.frame import Example, Rule, rule


@rule(
    "SC908",
    Grade.INCOMPLETE,
    "Every protocol's id stands in the list of ids",
    "Letters, systems and printed pages name a protocol by its id. Only an id in the list is missed when its file is "
    "renamed or taken away.",
    Example(IDS, good="      - exampleshire-lithium\n", bad=""),
    always=True,
)
def id_is_listed(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Each protocol that can be read has its id under `published`."""
    if not list_is_readable(register):
        return
    listed = {name for entry in register.ids.values() for name in (*entry.record.published, *entry.record.retired)}
    for name, entry in register.protocols.items():
        if name not in listed:
            message = f"the list of ids does not have `{name}`"
            yield this.finding(entry.file, entry.position("id"), message, *_to_paste(register, entry.record.area, name))


def _to_paste(register: Register, area: str | None, name: str) -> tuple[str, str]:
    """Where to add an id, and the lines to paste there."""
    group, line, entry = f"  {area}:\n    published:\n", f"      - {name}", register.ids.get(area or "")
    if entry is not None and entry.record.published:
        return f"In {IDS_FILE}, add this line to the `published:` of `{area}`", line
    if register.ids:
        return f"In {IDS_FILE}, add these lines at the end", f"{group}{line}"
    return f"Make a file {IDS_FILE} of these lines", f"ids:\n{group}{line}"


@rule(
    "SC909",
    Grade.INCOMPLETE,
    "Every id in the list has a file, or was retired on a day, for a reason",
    "Whoever follows a letter's link to a protocol that has vanished must learn why, and what to read now. Without a "
    "word, the work may go on by a printed copy that nobody looks after.",
    Example(
        IDS,
        good="      - exampleshire-lithium\n",
        bad="      - exampleshire-lithium\n      - exampleshire-penicillamine\n",
    ),
    always=True,
)
def id_has_a_file(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """Each id under `published` is a file's, or is under `retired` too."""
    kept = ids_with_a_file(register).union(retired_ids(register))
    for entry in register.ids.values():
        for number, name in enumerate(entry.record.published):
            if name not in kept:
                message = f"`{name}` was published, and no file has this id any more"
                line = f"      {name}: {{retired_on: {day.isoformat()}, why: unknown, now: unknown}}"
                yield this.finding(entry.file, entry.position("published", number), message, *_GONE, line)


_GONE = (
    "Put the file back: a protocol that has ended keeps its file, with `status: withdrawn` or `status: superseded`",
    "If the file has to go, move the id under `retired:`, and say why and what to read now",
)


@rule(
    "SC910",
    Grade.INCOMPLETE,
    "An id stands in the list once, as published or as retired, and a retired one has no file",
    "One short link cannot lead to a protocol and also say that there is none. A page that calls a living protocol "
    "retired would send its readers away.",
    Example(
        IDS,
        good="      - exampleshire-methotrexate\n    retired:\n",
        bad="    retired:\n"
        "      exampleshire-methotrexate: {retired_on: 2025-03-31, why: Nobody is on it any more, now: none}\n",
    ),
    always=True,
)
def id_stands_once(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No retired id is a file's, and no id stands in two of the list's parts."""
    kept, seen = ids_with_a_file(register), dict[str, tuple[str, str]]()
    for area, entry in register.ids.items():
        for part in ("published", "retired"):
            for name in dict.fromkeys(getattr(entry.record, part)):
                place = entry.key_position("retired", name) if part == "retired" else entry.position("published")
                if part == "retired" and name in kept:
                    message = f"`{name}` is retired, and a file still has this id"
                    yield this.finding(entry.file, place, message, _RETIRED_WITH_A_FILE)
                elif name in seen:
                    message = (
                        f"`{name}` stands in the list twice: here, and under `{seen[name][1]}` of `{seen[name][0]}`"
                    )
                    yield this.finding(entry.file, place, message, "Keep the one that is true, and remove the other")
                seen.setdefault(name, (area, part))


_RETIRED_WITH_A_FILE = "Move the id back under `published:`, or take the file away; an id is never given to another"


@rule(
    "SC911",
    Grade.INCOMPLETE,
    "What to read in place of a retired id is an id of the list, and the way there never runs in a circle",
    "Whoever follows a retired id from page to page must come to a protocol, or be told that there is none.",
    Example(
        IDS,
        good="        now: exampleshire-methotrexate\n",
        bad="        now: exampleshire-methotrexate-oral\n",
    ),
    always=True,
)
def retirement_leads_on(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """`now` of each retired id is `none`, unknown, or an id from which the way never leads back."""
    known = sorted(published_ids(register))
    for entry in register.ids.values():
        for name, retired in entry.record.retired.items():
            if not isinstance(retired.now, str):
                continue
            place = entry.position("retired", name, "now")
            if retired.now not in known:
                message = f"no protocol was ever published as `{retired.now}`"
                yield this.finding(entry.file, place, message, *did_you_mean(retired.now, known), _OR_NONE)
            elif (way := _circle(register, name)) is not None:
                message = f"the way from here leads back here: {way}"
                yield this.finding(entry.file, place, message, "Write the id of the protocol to read now", _OR_NONE)


_OR_NONE = "If nothing took its place, write `now: none`; if nobody knows, `now: unknown`"


def _circle(register: Register, first: str) -> str | None:
    """The way from a retired id back to it, in words, if that is where it leads."""
    said = {name: row.now for entry in register.ids.values() for name, row in entry.record.retired.items()}
    seen = [first]
    current = said.get(first)
    while isinstance(current, str) and current not in seen:
        seen.append(current)
        current = said.get(current)
    return " to ".join(f"`{step}`" for step in (*seen, first)) if current == first else None


_CHANGED = (
    "changes:\n  - {on: 2026-09-14, protocol: exampleshire-lithium, commit: 5a0f48a5eecf6a119e26353a4c17a7bca78cdc51, "
    'says: ["The file came into the register."]}\n'
)


@rule(
    "SC913",
    Grade.INCOMPLETE,
    "Every row of the history names a protocol that has a file, or an id of the list",
    "A row under an id that no protocol ever had stands on no page. What it tells of is lost to whoever asks what "
    "changed, and when.",
    Example(HISTORY, good=_CHANGED, bad=_CHANGED.replace("-lithium", "-litium")),
    always=True,
)
def history_is_of_protocols(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """`protocol` of each row of the ledger is a file's id, or one of the list, retired or not."""
    if not list_is_readable(register):
        return
    known = published_ids(register)
    for entry in register.ledgers:
        for number, row in enumerate(entry.record.changes):
            if isinstance(row.protocol, str) and row.protocol not in known:
                message = f"no protocol was ever published as `{row.protocol}`"
                place = entry.position("changes", number, "protocol")
                yield this.finding(entry.file, place, message, *did_you_mean(row.protocol, sorted(known)), *_OF_HISTORY)


_OF_HISTORY = (
    f"If its file is gone, put its id under `retired:` of its area in {IDS_FILE}, with the day and the reason",
    "If somebody changed this file by hand, put it back as `sharedcare history` wrote it",
)

RULES = (id_is_listed, id_has_a_file, id_stands_once, retirement_leads_on, history_is_of_protocols)
