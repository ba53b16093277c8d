"""`fmt`: the register's files in one order and one style."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from sharedcare.commands.files import write_whole
from sharedcare.commands.options import register_folder
from sharedcare.commands.outcome import end_with
from sharedcare.commands.paths import under
from sharedcare.findings import Grade
from sharedcare.register.canonical.form import CannotKeep, checked
from sharedcare.register.entries import Register
from sharedcare.register.kinds import kind_of
from sharedcare.register.load import load


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@register_folder
@click.option("--check", "is_check", is_flag=True, help="Change nothing; say which files would change.")
def fmt_command(paths: tuple[Path, ...], folder: Path, is_check: bool) -> None:
    """Write the files in PATHS, or all, in the canonical form: one order of keys, and one style.

    No value changes and every comment stays. A file where that is not certain is left alone.

    Exit status: 0 where every file is in the form, 1 where one is left alone or, with --check, would change.
    """
    register = load(folder)
    wanted = under(folder, paths)
    files = [file for file in register.files if wanted(file)]
    changed, kept = 0, 0
    for file, made in _made(register, folder, files):
        if isinstance(made, CannotKeep):
            click.echo(f"{folder.as_posix()}/{file} is left alone: {made}.", err=True)
            kept += 1
            continue
        changed += 1
        click.echo(f"{folder.as_posix()}/{file} {'is not in the canonical form' if is_check else 'is rewritten'}.")
        if not is_check:
            write_whole(folder / file, made)
    click.echo(_summary(len(files), changed, kept, is_check=is_check))
    end_with(1 if kept or (is_check and changed) else 0)


def _made(register: Register, folder: Path, files: list[str]) -> Iterator[tuple[str, bytes | CannotKeep]]:
    """What each file that is not in the form would be in it, or why it is left alone."""
    unread = {finding.file for finding in register.findings if finding.grade is Grade.UNREADABLE}
    for file in files:
        if file in unread:
            yield file, CannotKeep(f"it cannot be read; run `sharedcare check {folder.as_posix()}/{file}`")
        elif file in register.astray:
            try:
                yield file, checked(kind_of(file), (folder / file).read_bytes()).encode()
            except CannotKeep as problem:
                yield file, problem


def _summary(files: int, changed: int, kept: int, *, is_check: bool) -> str:
    stand = files - changed - kept
    parts = [f"{stand} in the canonical form"]
    if changed:
        parts.append(f"{changed} {'not in it' if is_check else 'rewritten'}")
    if kept:
        parts.append(f"{kept} left alone")
    return f"{files} file{'' if files == 1 else 's'}: {', '.join(parts)}."
