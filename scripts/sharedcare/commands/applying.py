"""An edit is tried on a copy of the register first: it is made only where it brings no new finding but warnings."""

from __future__ import annotations

import difflib
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from sharedcare.commands.files import write_whole
from sharedcare.commands.lines import line_reader
from sharedcare.commands.outcome import Refused
from sharedcare.editing.found import Changes, TextOf
from sharedcare.editing.sheet import CannotEdit
from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Register, load
from sharedcare.reports import findings as finding_reports
from sharedcare.rules import check
from sharedcare.rules.frame import CLOCK

FORM = "SC106"
"""An edit changes no more lines than it needs to; in which form they stand is left to `fmt`."""


def apply(folder: Path, day: date, edit: Callable[[Register, TextOf], Changes], *, dry_run: bool) -> None:
    """Make an edit of the register, or show what it would change. Raises Refused where it would be wrong."""
    register = load(folder)
    try:
        changes = edit(register, lambda file: _text(folder / file))
    except CannotEdit as problem:
        raise Refused(f"{problem}{'' if str(problem).endswith('?') else '.'} Nothing is changed.") from None
    told = _what_it_brings(folder, register, changes, day)
    differences = list(_differences(folder, changes))
    if dry_run:
        click.echo("\n".join(line for difference in differences for line in difference.lines))
        click.echo(told, nl=False)
        click.echo("Nothing is changed: this shows what would be.")
        return
    for file, text in changes.texts.items():
        if text is not None:
            write_whole(folder / file, text.encode())
    for file in (file for file, text in changes.texts.items() if text is None):
        (folder / file).unlink()
    for line in (*changes.words, *(difference.in_words(folder) for difference in differences)):
        click.echo(line)
    click.echo(told, nl=False)


def _text(path: Path) -> str:
    """A file's text, its line ends as they are."""
    return path.read_bytes().decode("utf-8").removeprefix("\ufeff")


def _what_it_brings(folder: Path, register: Register, changes: Changes, day: date) -> str:
    """What the edit brings and is only told, as a report. Raises Refused where it brings anything else."""
    with tempfile.TemporaryDirectory(prefix="edit-") as made:
        copy = Path(made, folder.resolve().name)
        shutil.copytree(folder, copy, symlinks=True)
        for file, text in changes.texts.items():
            if text is None:
                (copy / file).unlink()
            else:
                (copy / file).write_bytes(text.encode())
        known = Counter(map(_what, check(register, day)))
        found = Counter[tuple[str, str]]()
        new = []
        for finding in check(load(copy), day, register):
            found[_what(finding)] += 1
            if found[_what(finding)] > known[_what(finding)] and finding.code[2] != CLOCK and finding.code != FORM:
                new.append(finding)
        # A warning stops nobody, as in `check`: a withdrawal may be urgent, and a committee may decide once more.
        refused = [one for one in new if one.grade is not Grade.NOTABLE]
        report = finding_reports.Report(tuple(refused or new), day, 0, folder.as_posix(), lambda _finding: True)
        told = finding_reports.as_text(report, line_reader(copy)).rpartition("\n\n")[0]
        if refused:
            raise Refused(f"Nothing is changed. With this edit, the register would have:\n\n{told}")
        return f"With this edit, the check warns of this:\n\n{told}\n" if new else ""


def _what(finding: Finding) -> tuple[str, str]:
    """What a finding says, wherever it stands: lines move, and a file may have another name."""
    return finding.code, finding.message


@dataclass(frozen=True)
class _Difference:
    """What becomes of a file: what it was called, what it is called, and its changed lines as `git diff` shows them."""

    was: str
    now: str | None
    lines: Sequence[str]

    def in_words(self, folder: Path) -> str:
        """The file, and how many of its lines change."""
        name = f"  {folder.as_posix()}/{self.now or self.was}"
        if self.now is None:
            return f"{name}: taken away"
        signs = Counter(line[0] for line in self.lines[2:])
        moved = f"until now {self.was}; " if self.was != self.now else ""
        return f"{name}: {moved}{_many(signs['+'], 'line')} in place of {_many(signs['-'], 'line')}"


def _differences(folder: Path, changes: Changes) -> Iterator[_Difference]:
    for file, text in sorted(changes.texts.items()):
        if text is None and file in changes.moved.values():
            continue
        was = changes.moved.get(file, file)
        before, after = _text(folder / was).splitlines(), text.splitlines() if text is not None else []
        one, other = f"{folder.as_posix()}/{was}", f"{folder.as_posix()}/{file}" if after else "/dev/null"
        lines = list(difflib.unified_diff(before, after, one, other, lineterm=""))
        yield _Difference(was, file if after else None, lines)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
