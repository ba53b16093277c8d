"""One rolling issue: which issues are ours, and what has to be done to leave exactly one, or none. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

MOST = 60_000
"""The most characters of a body: GitHub takes 65,536."""
QUIET_DAYS = 30
"""For how long an issue that a person closed is not opened anew while nothing has changed."""
BOT = "Bot"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a rolling issue is about."""

    name: str
    """Its hidden marker's name."""
    label: str
    title: str
    """The title it is opened with. Whatever people make of it later is left alone."""
    intro: str
    done: str
    """What is said when it is closed."""

    @property
    def marker(self) -> str:
        """What nobody sees in the body. By it the issue is found again."""
        return f"<!-- sharedcare:{self.name} -->"


@dataclass(frozen=True, slots=True)
class Issue:
    """What is read of one of our issues."""

    number: int
    body: str
    labelled: bool = True
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: open an issue, give one a new body or its label back, say something on one, or close one."""

    do: Literal["open", "edit", "label", "comment", "close"]
    number: int = 0
    text: str = ""


def ours(topic: Topic, rows: Iterable[Mapping[str, Any]]) -> tuple[Issue, ...]:
    """The issues that are ours, the oldest first: those with two of three signs, since people edit and relabel.

    The signs are the marker, the label, and that a program opened it. A stranger can write the marker alone.
    """
    found = (_issue(topic, row) for row in rows if "pull_request" not in row and _signs(topic, row) >= 2)
    return tuple(sorted(found, key=lambda issue: issue.number))


def body_of(topic: Topic, report: str) -> str:
    """The whole body: marker, what this is, and the report, cut where GitHub would not take more."""
    head = f"{topic.marker}\n{topic.intro}\n\n"
    whole = f"{head}{report.strip()}\n"
    if len(whole) <= MOST:
        return whole
    kept = whole[: MOST - 200].rpartition("\n")[0]
    left = whole[len(kept) :].strip().count("\n") + 1
    return f"{kept}\n\n**{left} more lines do not fit here.** The command that made this list prints them all.\n"


def steps(
    topic: Topic, report: str | None, found: Sequence[Issue], closed: Sequence[Issue], day: date
) -> Iterator[Step]:
    """What to do for a report, or for none, given our open issues and our closed ones.

    At most one issue is opened, none is opened while one is open, and none is reopened.
    """
    if not found:
        if report is not None and not _said_enough(body := body_of(topic, report), closed, day):
            yield Step("open", text=body)
        return
    kept, *others = found
    for other in others:
        yield Step("comment", other.number, f"#{kept.number} is the one that is kept up to date.")
        yield Step("close", other.number)
    yield from _closing(topic, kept) if report is None else _updating(topic, kept, body_of(topic, report))


def _closing(topic: Topic, kept: Issue) -> Iterator[Step]:
    yield Step("edit", kept.number, body_of(topic, topic.done))
    yield Step("comment", kept.number, topic.done)
    yield Step("close", kept.number)


def _updating(topic: Topic, kept: Issue, body: str) -> Iterator[Step]:
    if not kept.labelled:
        yield Step("label", kept.number, topic.label)
    if not _same(body, kept.body):
        yield Step("edit", kept.number, body)
        if new := news(kept.body, body):
            yield Step("comment", kept.number, new)


def news(before: str, after: str) -> str:
    """The lines of a list that are new, under their headings: GitHub tells nobody that a body was edited."""
    known = set(_lines(before))
    new = [line for line in _lines(after) if line not in known]
    said: list[str] = []
    for number, (headings, text) in enumerate(new):
        if number == 0 or new[number - 1][0] != headings:
            said += ["", f"**{' — '.join(headings)}**", ""]
        said.append(text)
    return _cut("New since the last run:\n" + "\n".join(said) + "\n") if new else ""


def _cut(text: str) -> str:
    """A text that GitHub takes, cut at the end of a line."""
    return text if len(text) <= MOST else text[:MOST].rpartition("\n")[0] + "\n\n…and more: see the list above.\n"


def _lines(body: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each line of a list in a body, with the headings above it."""
    owner = band = ""
    for line in body.splitlines():
        if line.startswith("## "):
            owner, band = line.removeprefix("## "), ""
        elif line.startswith("### "):
            band = line.removeprefix("### ")
        elif line.startswith("- "):
            yield tuple(name for name in (owner, band) if name), line


def _signs(topic: Topic, row: Mapping[str, Any]) -> int:
    user = row.get("user") or {}
    return sum((topic.marker in (row.get("body") or ""), _has_label(topic, row), user.get("type") == BOT))


def _has_label(topic: Topic, row: Mapping[str, Any]) -> bool:
    return topic.label in [label.get("name") for label in row.get("labels") or []]


def _issue(topic: Topic, row: Mapping[str, Any]) -> Issue:
    at = row.get("closed_at")
    closed = datetime.fromisoformat(at).date() if isinstance(at, str) else None
    return Issue(int(row["number"]), row.get("body") or "", _has_label(topic, row), closed)


def _same(one: str, other: str) -> bool:
    """Whether two bodies are the same, however GitHub ends their lines."""
    return re.sub(r"\s+", " ", one).strip() == re.sub(r"\s+", " ", other).strip()


def _said_enough(body: str, closed: Sequence[Issue], day: date) -> bool:
    """Whether a person closed the same list a short while ago. One that closed itself says that nothing is due."""
    since = day - timedelta(days=QUIET_DAYS)
    return any(_same(body, issue.body) and issue.closed is not None and issue.closed > since for issue in closed)
