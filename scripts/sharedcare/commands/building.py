"""`build` and `serve`: from the register to its site."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from sharedcare.commands.options import on_day, register_folder, site_of
from sharedcare.commands.outcome import Refused
from sharedcare.publish import BuildFailed, environment, publish

_NO_ADDRESS = (
    "SITE_URL is not set: the page for a missing address works only where the site stands at the root of a host, and "
    "paper and short links name no host. Set it to the site's address: SITE_URL=https://register.example.org/"
)


@click.command("build")
@on_day
@register_folder
@click.option(
    "--config", type=click.Path(path_type=Path), default="mkdocs.yml", show_default=True, help="The site's settings."
)
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default="site",
    show_default=True,
    help="The link to the published pages.",
)
def build_command(day: date, folder: Path, config: Path, site: Path) -> None:
    """Check the register, build its site, and put it in place by one rename.

    Findings never stop a build: a page shows the worse state instead.
    """
    try:
        summary = publish(folder, config, site, day)
    except BuildFailed as failure:
        raise Refused(str(failure)) from None
    click.echo(summary.words)
    if summary.fails:
        click.echo("Run `sharedcare check` to see them with what to write instead.", err=True)
    if not site_of(folder):
        click.echo(_NO_ADDRESS, err=True)
    click.echo(f"Built {site}/ for {day.isoformat()}.")


@click.command("serve")
@on_day
@register_folder
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
def serve_command(day: date, folder: Path, address: str) -> None:
    """Show the site while you edit: a change under protocols/ rebuilds it."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    os.execve(sys.executable, command, dict(environment(folder, day)))
