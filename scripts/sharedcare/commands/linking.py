"""`links`: whether the web addresses that the register names still answer, and the site's own links lead somewhere."""

from __future__ import annotations

from pathlib import Path

import click

from sharedcare.commands.options import register_folder, today
from sharedcare.commands.outcome import Refused, end_with
from sharedcare.commands.paths import under
from sharedcare.commands.rolling import issue_option, keep_issue
from sharedcare.github.rolling import Topic
from sharedcare.links.addresses import named_in
from sharedcare.links.checker import CheckerFailed, answers, broken_inside
from sharedcare.links.report import FORMATS, Report, for_issue, judged
from sharedcare.register.load import load

TOPIC = Topic(
    name="links",
    label="clock: links",
    title="Links that lead nowhere",
    intro="The weekly check keeps this list up to date. Nobody needs to close it: it closes itself when it is empty.",
    done="Every address was found again.",
)


@click.command("links")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@register_folder
@click.option("--site", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Walk a built site.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@issue_option
def links_command(paths: tuple[Path, ...], folder: Path, site: Path | None, form: str, issue: bool) -> None:
    """Ask the web addresses that the register's files name whether they answer: those in PATHS, or all.

    With --site, walk the links inside a built site, and ask no other addresses but those in PATHS.

    Exit status: 0 where the site's own links are whole, 1 where one is broken or nothing could be asked. An address
    elsewhere that is gone is told, and fails nothing.
    """
    try:
        named = named_in(load(folder), under(folder, paths)) if paths or site is None else ()
        found = judged(named, answers(row.url for row in named))
        broken = broken_inside(site) if site is not None else ()
    except CheckerFailed as failure:
        raise Refused(str(failure)) from None
    report = Report(len(named), found, broken, folder.as_posix())
    click.echo(FORMATS[form](report), nl=False)
    if issue and not report.is_cut_off:
        keep_issue(TOPIC, for_issue(report), today())
    end_with(1 if broken or (issue and report.is_cut_off) else 0)
