"""`as-it-stood`: what the repository's history says of a past day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sharedcare.commands.options import Day, register_folder, site_of, today
from sharedcare.commands.outcome import Refused
from sharedcare.history.git import NoHistory
from sharedcare.past import page_on


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
        page = page_on(folder, protocol, day, today=today(), site=site_of(folder))
        out = out or Path(f"{protocol}-as-it-stood-{day.isoformat()}.html")
        with out.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(page)
    except NoHistory as failure:
        raise Refused(str(failure)) from None
    except OSError as failure:
        raise Refused(f"{out} cannot be written: {failure.strerror}. Name another file with --out") from None
    click.echo(f"Wrote {out}")
