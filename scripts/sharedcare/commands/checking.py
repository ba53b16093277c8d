"""`check`, `status` and `explain`: what is wrong, where things stand, and why a rule is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sharedcare.commands.lines import line_reader
from sharedcare.commands.options import Levels, on_day, register_folder
from sharedcare.commands.outcome import CannotCompare, end_with
from sharedcare.commands.paths import under
from sharedcare.history.git import NoHistory
from sharedcare.past import register_before
from sharedcare.register.load import Register, load
from sharedcare.register.shape import did_you_mean
from sharedcare.reports import findings as finding_reports
from sharedcare.reports import rules as rule_reports
from sharedcare.reports import states as state_reports
from sharedcare.rules import EVERY_RULE, check


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@on_day
@register_folder
@click.option("--format", "form", type=click.Choice(list(finding_reports.FORMATS)), default="text", show_default=True)
@click.option(
    "--fail-on",
    "levels",
    type=Levels(),
    default="incomplete",
    show_default=True,
    help="Grades and states that fail the check, separated by commas. A grade takes in the worse ones. "
    "An unreadable file always fails.",
)
@click.option(
    "--since",
    "since",
    metavar="REVISION",
    help="Also check what has changed since a commit, branch or tag, as origin/main, or since the register of another "
    "folder.",
)
def check_command(
    paths: tuple[Path, ...], day: date, folder: Path, form: str, levels: frozenset[str], since: str | None
) -> None:
    """Check the whole register, and report what stands in PATHS, or everywhere.

    Exit status: 0 where nothing fails, 1 where something does, 2 for wrong use or where there is nothing to compare
    with.
    """
    register, wanted = load(folder), under(folder, paths)
    before, failure = _before(folder, since)
    findings = tuple(finding for finding in check(register, day, before) if wanted(finding.file))
    files = sum(1 for file in register.files if wanted(file))
    compared = since if before is not None else None
    fails = finding_reports.failing_at(levels)
    report = finding_reports.Report(findings, day, files, folder.as_posix(), fails, compared)
    click.echo(finding_reports.FORMATS[form](report, line_reader(folder)), nl=False)
    if failure is not None:
        raise CannotCompare(f"The changes were not checked: {failure}")
    end_with(1 if report.failing else 0)


def _before(folder: Path, since: str | None) -> tuple[Register | None, NoHistory | None]:
    """The register to compare with, if one was asked for, or why there is none."""
    if since is None:
        return None, None
    try:
        return register_before(folder, since), None
    except NoHistory as failure:
        return None, failure


@click.command("status")
@on_day
@register_folder
@click.option("--format", "form", type=click.Choice(list(state_reports.FORMATS)), default="text", show_default=True)
def status_command(day: date, folder: Path, form: str) -> None:
    """Show each protocol in each area: currency, funding, arrangements, and why."""
    click.echo(state_reports.FORMATS[form](state_reports.rows(load(folder), day), day), nl=False)


@click.command("explain")
@click.argument("code", required=False)
def explain_command(code: str | None) -> None:
    """Explain the rule CODE: why it matters, with a bad and a good example. Without CODE, list all rules."""
    if code is None:
        click.echo("\n".join(f"{rule.code}  {rule.statement}" for rule in EVERY_RULE.values()))
        return
    rule = EVERY_RULE.get(code.upper())
    if rule is None:
        hint = " ".join(did_you_mean(code.upper(), list(EVERY_RULE)))
        raise click.UsageError(f"No rule has the code {code!r}. {hint}".strip())
    click.echo(rule_reports.as_text(rule), nl=False)
