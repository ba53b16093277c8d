"""What is due, as text for a terminal and as Markdown for an issue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sharedcare.register.values.dates import in_words
from sharedcare.reminders.due import Group
from sharedcare.reminders.items import BAND_LABELS, Band, Item
from sharedcare.safe import comment_text, one_line

MOST_AREAS = 4
"""The most areas that are named in one line."""


def sentence(item: Item) -> str:
    """One thing that is due: what, where, and how far the register knows it."""
    where = f" ({_areas(item)})" if item.areas else ""
    remark = f" {item.remark}" if item.remark else ""
    return f"{item.title}{where}: {item.words}.{remark}"


def summary(groups: Sequence[Group]) -> str:
    """How many things are due, by band."""
    counts = Counter(band for group in groups for band, items in group.bands for _ in items)
    if not counts:
        return "Nothing is due."
    parts = [f"{BAND_LABELS[band].lower()}: {counts[band]}" for band in Band if counts[band]]
    return f"{'; '.join(parts)}.".capitalize()


def as_text(groups: Sequence[Group], day: date, address: Callable[[Item], str]) -> str:
    """For a terminal: by owner, then by how near it is."""
    lines = [f"Due on {in_words(day)}", "", summary(groups)]
    for group in groups:
        lines += ["", one_line(f"{group.owner.name} <{group.owner.mailbox or 'no mailbox recorded'}>")]
        for band, items in group.bands:
            lines.append(f"  {BAND_LABELS[band]}")
            lines += [f"    {one_line(f'{sentence(item)} [{address(item)}]')}" for item in items]
    return "\n".join(lines) + "\n"


def as_markdown(groups: Sequence[Group], address: Callable[[Item], str]) -> str:
    """For an issue or a summary. It names no day: it stays the same until something changes."""
    lines = [summary(groups)]
    for group in groups:
        lines += ["", f"## {comment_text(group.owner.name)}", ""]
        lines += [] if group.owner.mailbox else ["No mailbox is recorded for this owner.", ""]
        for band, items in group.bands:
            lines += [f"### {BAND_LABELS[band]}", "", *_bullets(items, address), ""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def _bullets(items: Sequence[Item], address: Callable[[Item], str]) -> Iterator[str]:
    for item in items:
        link = address(item)
        shown = f"[{comment_text(item.id)}]({link})" if link.startswith("https://") else comment_text(item.id)
        yield f"- {comment_text(sentence(item))} {shown}"


def _areas(item: Item) -> str:
    more = len(item.areas) - MOST_AREAS
    return ", ".join(item.areas[:MOST_AREAS]) + (f" and {more} more" if more > 0 else "")
