"""What the asking found, in words. An address elsewhere that is gone is said, and never fails anybody's change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sharedcare.links.addresses import Named
from sharedcare.safe import annotation, comment_text, one_line

_GONE = re.compile(r"40[4-9]|410|.*NameResolutionError", re.DOTALL)
HELP = "Look where the document is now, and change the address; if it is nowhere, say so in `url_note`"


@dataclass(frozen=True, slots=True)
class Found:
    """An address that did not answer as it should."""

    named: Named
    gone: bool
    """Whether it is certainly no longer there. Other sites also refuse programs, or are slow."""
    answered: bool
    """Whether anybody answered at all, if only to say no."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found of the addresses of the register's files, and of the links inside the site."""

    asked: int
    found: tuple[Found, ...]
    broken: tuple[tuple[str, str], ...]
    """Links inside the site that lead nowhere: page and link."""
    folder: str

    @property
    def is_cut_off(self) -> bool:
        """Whether nobody answered at all: then it is this machine that reaches nothing."""
        silent = [found for found in self.found if not found.answered]
        return self.asked > 1 and len(silent) == self.asked

    def place(self, named: Named) -> str:
        """Where an address is named, as the reader would type it."""
        return one_line(f"{self.folder}/{named.file}:{named.line}")

    def of(self, gone: bool) -> Sequence[Found]:
        """The addresses that are gone, or those that merely did not answer."""
        return [found for found in self.found if found.gone is gone]


def judged(named: Sequence[Named], answers: Mapping[str, str]) -> tuple[Found, ...]:
    """Which addresses are gone, and which did not answer. One that was not asked after all did not answer."""
    wrong = ((row, answers.get(row.url, "not asked")) for row in named)
    return tuple(Found(row, _GONE.match(result) is not None, result[:1].isdigit()) for row, result in wrong if result)


def summary(report: Report) -> str:
    """The last line."""
    if report.is_cut_off:
        outside = f"None of {report.asked} addresses answered: this machine seems to reach no other."
    else:
        gone, silent = len(report.of(True)), len(report.of(False))
        outside = f"{report.asked} addresses asked: {gone} gone, {silent} gave no answer."
    return f"{outside} Broken links inside the site: {len(report.broken)}."


def as_text(report: Report) -> str:
    """For a terminal."""
    lines = [f"{report.place(row.named)} {_said(row)}: {one_line(row.named.url)}" for row in _listed(report)]
    lines += [f"help: {HELP}"] if report.of(True) else []
    lines += [f"{one_line(page)}: nothing is at {one_line(link)!r}" for page, link in report.broken]
    return "\n".join([*lines, summary(report)]) + "\n"


def as_github(report: Report) -> str:
    """For GitHub: an error for a broken link of the site, a warning for an address that is gone."""
    lines = [
        annotation("error", f"{one_line(page)}: nothing is at {one_line(link)}", title="Broken link")
        for page, link in report.broken
    ]
    for row in report.of(True):
        text = f"{_said(row)}: {one_line(row.named.url)}\nhelp: {HELP}. This does not stop your change."
        file, place = f"{report.folder}/{row.named.file}", row.named
        lines.append(annotation("warning", text, file=file, line=place.line, col=place.column, title="Address gone"))
    return "\n".join([*lines, summary(report)]) + "\n"


def as_markdown(report: Report) -> str:
    """For a summary."""
    lines = ["### Links", "", summary(report), ""]
    lines += [
        f"- Inside the site, {comment_text(page)}: nothing is at {comment_text(link)}" for page, link in report.broken
    ]
    lines += [f"- {_bullet(report, row)}" for row in _listed(report)]
    return "\n".join(lines).rstrip() + "\n"


def for_issue(report: Report) -> str | None:
    """For the rolling issue: what is certainly wrong; nothing where nothing is. What comes and goes is left out."""
    lines = [f"- In the site, {comment_text(page)}: nothing is at {comment_text(link)}" for page, link in report.broken]
    lines += [f"- {_bullet(report, row)}" for row in report.of(True)]
    return "\n".join([*lines, "", HELP + ".", ""]) if lines else None


FORMATS: Mapping[str, Callable[[Report], str]] = {"text": as_text, "github": as_github, "markdown": as_markdown}


def _listed(report: Report) -> Iterator[Found]:
    yield from report.of(True)
    yield from report.of(False)


def _said(row: Found) -> str:
    return "nothing is there any more" if row.gone else "no answer (it may refuse programs, or be slow)"


def _bullet(report: Report, row: Found) -> str:
    return f"{comment_text(report.place(row.named))}: {_said(row)}: `{one_line(row.named.url).replace('`', '')}`"
