"""`remind`: what is due, as text, Markdown, e-mails, or the one rolling issue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click

from sharedcare.commands.options import on_day, register_folder, site_of
from sharedcare.commands.outcome import Refused
from sharedcare.commands.rolling import issue_option, keep_issue
from sharedcare.findings import Grade
from sharedcare.github.rolling import Topic
from sharedcare.register.folder import REFERENCE
from sharedcare.register.load import Register, load
from sharedcare.reminders.due import Group, due
from sharedcare.reminders.items import Item
from sharedcare.reminders.mail import messages
from sharedcare.reminders.words import as_markdown, as_text, summary

TOPIC = Topic(
    name="reminders",
    label="clock: due",
    title="What is due in the register",
    intro=(
        "The clock keeps this list up to date every night; each thing stays until the register's files say that it is "
        "done. Nobody needs to close it: it closes itself when it is empty. A passed date ends nobody's treatment. "
        "Never write patient data or a person's name here."
    ),
    done="Nothing is due any more.",
)


@click.command("remind")
@on_day
@register_folder
@click.option("--format", "form", type=click.Choice(["text", "markdown", "eml"]), default="text", show_default=True)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="With `--format eml`: the folder to write."
)
@click.option("--invented", is_flag=True, help="Take in areas that do not exist, to see what a reminder looks like.")
@issue_option
def remind_command(day: date, folder: Path, form: str, out: Path | None, invented: bool, issue: bool) -> None:
    """Show what is due on a day, by who looks after it: already past, today, within 30 and within 90 days.

    Set SITE_URL, or `site` in the settings, to have each protocol's short link. E-mails are only written, never sent.
    """
    if (form == "eml") != (out is not None):
        raise click.UsageError("`--format eml` and `--out FOLDER` belong together: an e-mail is a file of its own")
    register = load(folder)
    _refuse_what_cannot_be_told(register, folder)
    groups = due(register, day, invented=invented)
    address = addresses(folder)
    if out is not None:
        _write(groups, day, out, address)
    elif form == "markdown":
        click.echo(as_markdown(groups, address), nl=False)
    else:
        click.echo(as_text(groups, day, address), nl=False)
    if issue:
        keep_issue(TOPIC, as_markdown(groups, address) if groups else None, day)


def _refuse_what_cannot_be_told(register: Register, folder: Path) -> None:
    """A wrong reminder is worse than none: without the shared files it is not known what is invented or extended."""
    broken = {row.file for row in register.findings if row.grade is Grade.UNREADABLE and row.file.startswith(_SHARED)}
    if broken:
        files = " and ".join(f"{folder.as_posix()}/{file}" for file in sorted(broken))
        raise Refused(f"Nobody is reminded: {files} cannot be read. `sharedcare check` says what to write instead.")
    if not register.protocols and not register.unreadable:
        raise Refused(f"Nobody is reminded: {folder.as_posix()} holds no protocol. Name the folder with --register.")


_SHARED = f"{REFERENCE}/"


def addresses(folder: Path) -> Callable[[Item], str]:
    """The short link of what is due, or its id where the site's address is not known."""
    site = site_of(folder)
    known = site.startswith(("https://", "http://"))
    return lambda item: f"{site.rstrip('/')}/p/{item.id}/" if known and item.is_protocol else item.id


def _write(groups: Sequence[Group], day: date, out: Path, address: Callable[[Item], str]) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, message in messages(groups, day, address):
            (out / name).write_bytes(message)
            click.echo(f"Wrote {out / name}")
    except OSError as failure:
        raise Refused(f"{out} cannot be written: {failure.strerror}. Name another folder with --out") from None
    for group in groups:
        if not group.owner.mailbox:
            click.echo(f"No mailbox is recorded for {group.owner.name}: {len(group.items)} due, no e-mail written.")
    click.echo(summary(groups))
