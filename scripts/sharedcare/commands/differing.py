"""`diff` and `history`: what changes, in clinical words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sharedcare.commands.options import on_day, register_folder
from sharedcare.commands.outcome import CannotCompare
from sharedcare.difference import compared
from sharedcare.history.git import NoHistory
from sharedcare.reports import changes as change_reports


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@on_day
@register_folder
@click.option("--format", "form", type=click.Choice(list(change_reports.FORMATS)), default="text", show_default=True)
def diff_command(base: str, head: str | None, day: date, folder: Path, form: str) -> None:
    """Say in clinical words what changes from BASE to HEAD, or to the register as it stands.

    BASE and HEAD are folders that hold a register, or commits, branches or tags of its repository. What needs a
    second reviewer comes first.

    Exit status: 0 whatever changed, 2 where the two cannot be compared.
    """
    try:
        made = compared(folder, base, head, day)
    except NoHistory as failure:
        raise CannotCompare(str(failure)) from None
    click.echo(change_reports.FORMATS[form](made), nl=False)
