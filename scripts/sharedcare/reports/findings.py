"""A report of findings, in each of the forms that a reader or a machine asks for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.safe import annotation, markdown_cell, one_line

LineOf = Callable[[str, int], str | None]
"""The text of a numbered line of a file of the register, or nothing where there is none."""

TURN = "--- What stands above fails no check. What fails this one:"
WIDEST = 120
"""The most characters shown of a line of a file: of a longer one, what stands round the place."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found on a day, and which of it fails the check."""

    findings: tuple[Finding, ...]
    on: date
    files: int
    folder: str
    """What the reader calls the register's folder."""
    fails: Callable[[Finding], bool]
    since: str | None = None
    """The revision or folder that the register was compared with, as the reader called it."""

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings that fail the check."""
        return tuple(finding for finding in self.findings if self.fails(finding))

    @property
    def failing_first(self) -> list[Finding]:
        """All findings, those that fail the check before the others."""
        return sorted(self.findings, key=lambda finding: not self.fails(finding))

    def path(self, finding: Finding) -> str:
        """The finding's file as the reader would type it."""
        return one_line(f"{self.folder}/{finding.file}")

    def summary(self, shown: Callable[[str], str] = one_line) -> str:
        """The last line: how many files, how many findings, and how many of them fail the check.

        `shown` makes what the reader typed harmless for the place where it is shown.
        """
        compared = f", and compared with {shown(self.since)}" if self.since is not None else ""
        checked = f"{_many(self.files, 'file')} checked{compared}"
        if not self.findings:
            return f"{checked}: no findings."
        counts = Counter[Grade]()
        for finding in self.findings:
            counts[finding.grade] += 1 + finding.more
        grades = ", ".join(f"{counts[grade]:,} {grade.value}" for grade in Grade if counts[grade])
        number = sum(1 + finding.more for finding in self.failing)
        failing = f"{f'{number:,}' if number else 'none'} {'fails' if number <= 1 else 'fail'} this check"
        return f"{checked}: {_many(counts.total(), 'finding')} ({grades}); {failing}."


def failing_at(levels: Collection[str]) -> Callable[[Finding], bool]:
    """Whether a finding fails a check at these grades and states. A grade takes in the worse ones."""
    grades = list(Grade)
    chosen = [grades.index(grade) for grade in Grade if grade.value in levels]
    worst = set(grades[: max(chosen, default=0) + 1])
    return lambda finding: finding.grade in worst or finding.state in levels


def as_text(report: Report, line_of: LineOf) -> str:
    """For a terminal: place, code and message; the line with a caret; what to write instead.

    What fails the check comes last: that is what stands on the screen when it ends.
    """
    warnings = [finding for finding in report.findings if not report.fails(finding)]
    turn = [TURN] if warnings and report.failing else []
    above, below = (
        ["\n".join(_block(report, finding, line_of)) for finding in findings] for findings in (warnings, report.failing)
    )
    return "\n\n".join([*above, *turn, *below, report.summary()]) + "\n"


def _block(report: Report, finding: Finding, line_of: LineOf) -> Iterator[str]:
    place = finding.position
    yield f"{report.path(finding)}:{place.line}:{place.column} {finding.code} {one_line(finding.message)}"
    if line := line_of(finding.file, place.line):
        shown, caret = _window(line, place.column)
        margin = " " * len(str(place.line))
        yield f" {place.line} | {shown}"
        yield f" {margin} | {' ' * (caret - 1)}^"
    yield from (f"help: {one_line(line)}" for line in finding.help)


def _window(line: str, column: int) -> tuple[str, int]:
    """As much of a line as fits around a column, with ellipses where it is cut, and the column in it."""
    start = max(0, min(column - WIDEST // 2, len(line) - WIDEST))
    end = start + WIDEST
    before, after = "…" if start > 0 else "", "…" if end < len(line) else ""
    shown = f"{before}{one_line(line[start:end])}{after}"
    return shown, max(1, min(column - start + len(before), len(shown) + 1))


def as_json(report: Report, line_of: LineOf) -> str:
    """For machines: an object whose `findings` carry file, line, column, code, grade, message, help and state."""
    rows = [
        {
            "file": report.path(finding),
            "line": finding.position.line,
            "column": finding.position.column,
            "code": finding.code,
            "grade": finding.grade.value,
            "message": finding.message,
            "help": list(finding.help),
            "state": finding.state,
            "more": finding.more,
            "fails": report.fails(finding),
        }
        for finding in report.findings
    ]
    about = {"on": report.on.isoformat(), "since": report.since, "files": report.files}
    return json.dumps({**about, "findings": rows}, indent=1) + "\n"


def as_github(report: Report, line_of: LineOf) -> str:
    """For GitHub: one annotation a finding, those that fail first, since only ten of a step are shown."""
    lines = [_annotation(report, finding) for finding in report.failing_first]
    return "\n".join([*lines, report.summary()]) + "\n"


def _annotation(report: Report, finding: Finding) -> str:
    kind = "error" if report.fails(finding) else "warning"
    place = finding.position
    text = "\n".join(one_line(line) for line in (finding.message, *(f"help: {line}" for line in finding.help)))
    path = report.path(finding)
    return annotation(kind, text, file=path, line=place.line, col=place.column, title=finding.code)


def as_markdown(report: Report, line_of: LineOf) -> str:
    """For a job's summary or a comment: a table of all findings, those that fail first."""
    lines = [f"### Check of the register on {report.on.isoformat()}", "", report.summary(markdown_cell)]
    if report.findings:
        lines += ["", "| Place | Code | Grade | What | Help |", "| --- | --- | --- | --- | --- |"]
        lines += [_row(report, finding) for finding in report.failing_first]
    return "\n".join(lines) + "\n"


def _row(report: Report, finding: Finding) -> str:
    place = f"{report.path(finding)}:{finding.position.line}"
    cells = (place, finding.code, finding.grade.value, finding.message, " ".join(finding.help))
    return "| " + " | ".join(markdown_cell(cell) for cell in cells) + " |"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


FORMATS: Mapping[str, Callable[[Report, LineOf], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "markdown": as_markdown,
}
