"""`extend`, `review`, `retire` and `rename`: the common edits, made right in every file that they touch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from sharedcare.commands.applying import apply
from sharedcare.commands.options import Command, Day, Printed, register_folder, today
from sharedcare.editing.identity import renamed, taken_away
from sharedcare.editing.records import ended, extended, reviewed
from sharedcare.register.model.vocabulary import ReviewOutcome, WithdrawnReason
from sharedcare.register.reading.places import Value
from sharedcare.register.values.dates import PartialDate

_REASONS = [reason.value for reason in WithdrawnReason]
_OUTCOMES = [outcome.value for outcome in ReviewOutcome]


def _day(name: str, into: str, what: str, **more: Any) -> Callable[[Command], Command]:
    return click.option(name, into, type=Day(), help=what, **{"required": True, **more})


def _edit(command: Command) -> Command:
    """The options that every edit has."""
    dry = click.option("--dry-run", is_flag=True, help="Change nothing; show the lines that would change.")
    return register_folder(dry(command))


@click.command("extend")
@click.argument("protocol")
@_day("--until", "until", "The last day of the extension.")
@_day("--decided-on", "decided_on", "The day of the committee's decision.")
@click.option("--by", required=True, metavar="COMMITTEE", help="The committee that decided, by its id.")
@click.option("--reason", required=True, help="Why, in the minute's words.")
@click.option("--source", required=True, help="The minute: a key of the file's `sources`.")
@_edit
def extend_command(
    protocol: str, until: date, decided_on: date, by: str, reason: str, source: str, folder: Path, dry_run: bool
) -> None:
    """Record that a committee goes on using PROTOCOL, an id, past its review date."""
    days = {"decided_on": decided_on.isoformat(), "until": until.isoformat()}
    extension = {**days, "by": by, "reason": reason, "source": source}
    apply(folder, today(), lambda register, text: extended(register, text, protocol, extension), dry_run=dry_run)


@click.command("review")
@click.argument("protocol")
@_day("--on", "on", "The day of the review.")
@click.option("--by", required=True, metavar="ROLE", help="The role that reviewed; never a person's name.")
@click.option("--outcome", required=True, type=click.Choice(_OUTCOMES), help="What the review decided.")
@click.option("--read", "read", required=True, multiple=True, metavar="SOURCE",
              help="What was read for it: a key of the file's `sources`. May be given several times.")  # fmt: skip
@click.option("--notice", multiple=True, help="A safety notice that was read for it, by its id. May be repeated.")
@click.option("--next", "due", type=Printed(),
              help="The next review date, as it is printed; without it, the date stays as it is.")  # fmt: skip
@click.option("--minute", help="The committee's minute.")
@_edit
def review_command(protocol: str, folder: Path, due: PartialDate | None, dry_run: bool, **said: Any) -> None:
    """Record a review of PROTOCOL, an id, and with it the next review date."""
    review: dict[str, Value] = {"on": said["on"].isoformat(), "by": said["by"], "outcome": said["outcome"]}
    review["sources_read"] = list(said["read"])
    if said["notice"]:
        review["notices_read"] = list(said["notice"])
    if said["minute"]:
        review["minute"] = said["minute"]
    next_due = str(due) if due else None
    apply(folder, today(), lambda register, text: reviewed(register, text, protocol, review, next_due), dry_run=dry_run)


@click.command("retire")
@click.argument("protocol")
@_day("--on", "on", "The first day on which it is no longer in force.")
@click.option("--reason", required=True, help=f"Why: {', '.join(_REASONS)}; with --take-away, a sentence.")
@click.option("--now", default="none", show_default=True, metavar="ID", help="The protocol to read now, or none.")
@click.option("--take-away", is_flag=True, help="Take the file away too. Its id stays in the list of ids for ever.")
@_edit
def retire_command(
    protocol: str, on: date, reason: str, now: str, take_away: bool, folder: Path, dry_run: bool
) -> None:
    """End PROTOCOL, an id: withdrawn, or superseded by another. Its file stays, unless it is to be taken away."""
    day = on.isoformat()
    if take_away:
        apply(folder, today(), lambda register, text: taken_away(register, text, protocol, day, reason, now),
              dry_run=dry_run)  # fmt: skip
        return
    if reason not in _REASONS:
        raise click.UsageError(f"--reason {reason!r} is none of {', '.join(_REASONS)}")
    if now != "none" and reason != WithdrawnReason.REPLACED:
        raise click.UsageError(f"With --now {now}, the reason is {WithdrawnReason.REPLACED.value}")
    successor = None if now == "none" else now
    now_day = today()
    apply(folder, now_day,
          lambda register, text: ended(register, text, protocol, day, reason, successor, now_day.isoformat()),
          dry_run=dry_run)  # fmt: skip


@click.command("rename")
@click.argument("old")
@click.argument("new")
@_day("--on", "on", "The day from which the new id holds.", required=False, default=today, show_default="today")
@click.option("--reason", help="Why, for somebody who follows an old link.", show_default="a sentence with the new id")
@_edit
def rename_command(old: str, new: str, on: date, reason: str | None, folder: Path, dry_run: bool) -> None:
    """Give the protocol OLD the id NEW: its file, what names it, and the list of ids. OLD leads to NEW for ever."""
    why = reason or f"The protocol has the id {new} now."
    apply(folder, today(), lambda register, text: renamed(register, text, old, new, on.isoformat(), why),
          dry_run=dry_run)  # fmt: skip
