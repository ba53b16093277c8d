"""`ids` and `as-it-stood`: what the repository's history says."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from sharedcare.commands.options import Day, register_folder, today
from sharedcare.commands.outcome import CannotCompare, Refused, end_with
from sharedcare.history.git import NoHistory
from sharedcare.past import page_on, register_of
from sharedcare.register.ids import IDS_FILE, list_is_readable, lost_ids, published_ids
from sharedcare.register.load import load


@click.command("ids")
@click.option("--since", "revision", required=True, metavar="REVISION", help="A commit, branch or tag, as origin/main.")
@register_folder
def ids_command(revision: str, folder: Path) -> None:
    """Compare the ids that were ever published with those of an earlier REVISION. None may be lost.

    Exit status: 0 where none is, 1 where one is, 2 where the two cannot be compared.
    """
    try:
        before = register_of(folder, revision)
    except NoHistory as failure:
        raise CannotCompare(str(failure)) from None
    if not list_is_readable(before):
        click.echo(f"{IDS_FILE} of {revision} cannot be read: only the ids of its files are compared.", err=True)
    lost = lost_ids(before, load(folder))
    for name in lost:
        click.echo(f"{name} was published in {revision}, and now neither a file nor {IDS_FILE} has it.")
    if lost:
        click.echo("help: Put the id back, under `published:` with its file, or under `retired:` with the reason.")
    else:
        click.echo(f"{len(published_ids(before))} ids of {revision}: none is lost.")
    end_with(1 if lost else 0)


@click.command("as-it-stood")
@click.argument("protocol")
@click.option("--on", "day", type=Day(), required=True, help="The day, to its end in London.")
@register_folder
@click.option(
    "--out", type=click.Path(path_type=Path), show_default="<id>-as-it-stood-<day>.html", help="The file to write."
)
def as_it_stood_command(protocol: str, day: date, folder: Path, out: Path | None) -> None:
    """Write one page that shows PROTOCOL, an id, as it stood on a past day, from the repository's history.

    For an inspection: "which protocol did you follow?" The repository itself is only read.
    """
    try:
        page = page_on(folder, protocol, day, today=today(), site=os.environ.get("SITE_URL", ""))
        out = out or Path(f"{protocol}-as-it-stood-{day.isoformat()}.html")
        with out.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(page)
    except NoHistory as failure:
        raise Refused(str(failure)) from None
    except OSError as failure:
        raise Refused(f"{out} cannot be written: {failure.strerror}. Name another file with --out") from None
    click.echo(f"Wrote {out}")
