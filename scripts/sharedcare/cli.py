"""The command line. Nothing else reads the clock, and nothing else ends the program."""

from __future__ import annotations

import io
import sys
from datetime import date, datetime

import click

from sharedcare import __version__
from sharedcare.commands import (
    building,
    checking,
    commenting,
    differing,
    editing,
    formatting,
    linking,
    past,
    reminding,
    starting,
)
from sharedcare.history.commits import LONDON


def _today() -> date:
    return datetime.now(LONDON).date()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sharedcare")
@click.pass_context
def main(context: click.Context) -> None:
    """Check, judge and publish a register of drug shared care protocols."""
    # A Windows console or a plain C locale has no ≥: it shows another sign instead of ending the program.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    context.obj = _today()


for command in (
    checking.check_command,
    checking.status_command,
    checking.explain_command,
    formatting.fmt_command,
    editing.extend_command,
    editing.review_command,
    editing.retire_command,
    editing.rename_command,
    building.build_command,
    building.serve_command,
    past.as_it_stood_command,
    differing.diff_command,
    differing.history_command,
    reminding.remind_command,
    linking.links_command,
    commenting.comment_command,
    starting.init_command,
):
    main.add_command(command)
