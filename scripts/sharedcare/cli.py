"""The command line. Nothing else reads the clock, and nothing else ends the program."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import click

from sharedcare import __version__
from sharedcare.history.commits import LONDON
from sharedcare.history.git import NoHistory
from sharedcare.options import Day, Levels
from sharedcare.past import page_on, register_of
from sharedcare.publish import BuildFailed, environment, publish
from sharedcare.register.folder import first_bytes, label
from sharedcare.register.ids import IDS_FILE, list_is_readable, lost_ids, published_ids
from sharedcare.register.load import load
from sharedcare.register.reading.text import MAX_BYTES, is_text
from sharedcare.register.shape import did_you_mean
from sharedcare.reports import findings as finding_reports
from sharedcare.reports import rules as rule_reports
from sharedcare.reports import states as state_reports
from sharedcare.rules import BY_CODE, check


def _today() -> date:
    return datetime.now(LONDON).date()


def _on(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--on", "day", type=Day(), default=_today, show_default="today in London", help="The day to judge by."
    )(command)


def _is_a_folder(ctx: click.Context, param: click.Parameter, folder: Path) -> Path:
    """Refuse what is neither a file nor a folder, such as a device, which click lets pass."""
    if not folder.is_dir():
        raise click.BadParameter(f"Directory '{folder}' is a file.", ctx, param)
    return folder


def _register(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--register",
        "folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        callback=_is_a_folder,
        default="protocols",
        show_default=True,
        help="The register's folder.",
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sharedcare")
def main() -> None:
    """Check, judge and publish a register of drug shared care protocols."""
    # A Windows console or a plain C locale has no ≥: it shows another sign instead of ending the program.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_on
@_register
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
def check_command(paths: tuple[Path, ...], day: date, folder: Path, form: str, levels: frozenset[str]) -> None:
    """Check the whole register, and report what stands in PATHS, or everywhere.

    Exit status: 0 where nothing fails, 1 where something does, 2 for wrong use.
    """
    register = load(folder)
    wanted = _wanted(folder, paths)
    findings = tuple(finding for finding in check(register, day) if wanted(finding.file))
    files = sum(1 for file in register.files if wanted(file))
    report = finding_reports.Report(findings, day, files, folder.as_posix(), finding_reports.failing_at(levels))
    click.echo(finding_reports.FORMATS[form](report, _line_reader(folder)), nl=False)
    sys.exit(1 if report.failing else 0)


@main.command("status")
@_on
@_register
@click.option("--format", "form", type=click.Choice(list(state_reports.FORMATS)), default="text", show_default=True)
def status_command(day: date, folder: Path, form: str) -> None:
    """Show each protocol in each area: currency, funding, arrangements, and why."""
    click.echo(state_reports.FORMATS[form](state_reports.rows(load(folder), day), day), nl=False)


@main.command("explain")
@click.argument("code", required=False)
def explain_command(code: str | None) -> None:
    """Explain the rule CODE: why it matters, with a bad and a good example. Without CODE, list all rules."""
    if code is None:
        click.echo("\n".join(f"{rule.code}  {rule.statement}" for rule in BY_CODE.values()))
        return
    rule = BY_CODE.get(code.upper())
    if rule is None:
        hint = " ".join(did_you_mean(code.upper(), list(BY_CODE)))
        raise click.UsageError(f"No rule has the code {code!r}. {hint}".strip())
    click.echo(rule_reports.as_text(rule), nl=False)


@main.command("build")
@_on
@_register
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
        click.echo(str(failure), err=True)
        sys.exit(1)
    click.echo(summary.words)
    if summary.fails:
        click.echo("Run `sharedcare check` to see them with what to write instead.", err=True)
    click.echo(f"Built {site}/ for {day.isoformat()}.")


@main.command("serve")
@_on
@_register
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
def serve_command(day: date, folder: Path, address: str) -> None:
    """Show the site while you edit: a change under protocols/ rebuilds it."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    os.execve(sys.executable, command, dict(environment(folder, day)))


@main.command("ids")
@click.option("--since", "revision", required=True, metavar="REVISION", help="A commit, branch or tag, as origin/main.")
@_register
def ids_command(revision: str, folder: Path) -> None:
    """Compare the ids that were ever published with those of an earlier REVISION. None may be lost.

    Exit status: 0 where none is, 1 where one is, 2 where the two cannot be compared.
    """
    try:
        before = register_of(folder, revision)
    except NoHistory as failure:
        click.echo(str(failure), err=True)
        sys.exit(2)
    if not list_is_readable(before):
        click.echo(f"{IDS_FILE} of {revision} cannot be read: only the ids of its files are compared.", err=True)
    lost = lost_ids(before, load(folder))
    for name in lost:
        click.echo(f"{name} was published in {revision}, and now neither a file nor {IDS_FILE} has it.")
    if lost:
        click.echo("help: Put the id back, under `published:` with its file, or under `retired:` with the reason.")
    else:
        click.echo(f"{len(published_ids(before))} ids of {revision}: none is lost.")
    sys.exit(1 if lost else 0)


@main.command("as-it-stood")
@click.argument("protocol")
@click.option("--on", "day", type=Day(), required=True, help="The day, to its end in London.")
@_register
@click.option(
    "--out", type=click.Path(path_type=Path), show_default="<id>-as-it-stood-<day>.html", help="The file to write."
)
def as_it_stood_command(protocol: str, day: date, folder: Path, out: Path | None) -> None:
    """Write one page that shows PROTOCOL, an id, as it stood on a past day, from the repository's history.

    For an inspection: "which protocol did you follow?" The repository itself is only read.
    """
    try:
        page = page_on(folder, protocol, day, today=_today(), site=os.environ.get("SITE_URL", ""))
        out = out or Path(f"{protocol}-as-it-stood-{day.isoformat()}.html")
        with out.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(page)
    except NoHistory as failure:
        click.echo(str(failure), err=True)
        sys.exit(1)
    except OSError as failure:
        click.echo(f"{out} cannot be written: {failure.strerror}. Name another file with --out", err=True)
        sys.exit(1)
    click.echo(f"Wrote {out}")


def _wanted(folder: Path, paths: Iterable[Path]) -> Callable[[str], bool]:
    """Whether a file of the register stands at or under one of the paths, or there are none."""
    inside = [label(_inside(folder, path)) for path in paths]
    return lambda file: not inside or any(place in (".", file) or file.startswith(f"{place}/") for place in inside)


def _inside(folder: Path, path: Path) -> Path:
    """A path from the register's folder. A link in it is not followed: it is the link that the checks speak of."""
    if not os.path.lexists(path):
        raise click.UsageError(f"There is no {path}")
    for form in (os.path.abspath, os.path.realpath):
        with suppress(ValueError):
            return Path(form(path)).relative_to(form(folder))
    raise click.UsageError(f"{path} is not under the register's folder {folder}")


def _line_reader(folder: Path) -> finding_reports.LineOf:
    @lru_cache(maxsize=8)
    def lines(file: str) -> tuple[str, ...]:
        try:
            raw = first_bytes(folder / file, MAX_BYTES)
        except (OSError, ValueError):
            return ()
        return tuple(raw.decode("utf-8-sig", "replace").split("\n")) if is_text(raw) else ()

    def line_of(file: str, number: int) -> str | None:
        found = lines(file)
        return found[number - 1].rstrip("\r") if 0 < number <= len(found) else None

    return line_of
