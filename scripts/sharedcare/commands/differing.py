"""`diff` and `history`: what changes, in clinical words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sharedcare.commands.options import on_day, register_folder
from sharedcare.commands.outcome import CannotCompare, Refused
from sharedcare.difference import compared
from sharedcare.history.git import NoHistory
from sharedcare.ledger import ledger_files
from sharedcare.reports import changes as change_reports


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@on_day
@register_folder
@click.option("--format", "form", type=click.Choice(list(change_reports.FORMATS)), default="text", show_default=True)
def diff_command(base: str, head: str | None, day: date, folder: Path, form: str) -> None:
    """Say in clinical words what changes from BASE to HEAD, or to the register as it stands.

    BASE and HEAD are folders that hold a register, or commits, branches or tags of its repository. A name that is both
    is refused: `./name` is the folder. What needs a second reviewer comes first.

    Exit status: 0 whatever changed, 2 where the two cannot be compared.
    """
    try:
        made = compared(folder, base, head, day)
    except NoHistory as failure:
        raise CannotCompare(str(failure)) from None
    click.echo(change_reports.FORMATS[form](made), nl=False)


@click.command("history")
@register_folder
def history_command(folder: Path) -> None:
    """Write what changed in the protocols' files, day by day, from git's history into reference/history/.

    Commit what it writes: the build reads that, and never git. A second run changes nothing.
    """
    try:
        files = ledger_files(folder)
    except NoHistory as failure:
        raise Refused(str(failure)) from None
    for file, text in files.items():
        path = folder / file
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"Wrote {path.as_posix()}")
    rows = sum(text.count("\n  - ") for text in files.values())
    click.echo(f"The ledger holds {rows} {'row' if rows == 1 else 'rows'}: one for each protocol and day.")
