"""What changed, as a comment on GitHub. No text of a file is markup, and no name in it calls anybody.

A comment holds only so much. What does not fit is left out line by line, what needs a second reviewer last, and the
comment says of what it is not all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sharedcare.changes.told import PRINTED_ARROW, Comparison, Told, Trend
from sharedcare.register.values.dates import in_words
from sharedcare.reports.telling import MOST_NAMED, NOTHING, SECOND, headed, reached, states, summary
from sharedcare.safe import comment_text

LONGEST_COMMENT = 55_000
"""The most characters of a comment. GitHub takes 65,536; whoever posts it may have to put signs in."""

ENOUGH = 10
"""How many changes of each record are worth more than what the records reach."""


def as_markdown(made: Comparison) -> str:
    """For a comment: all of it, or as much as fits and a sentence that says what is missing."""
    before, after = comment_text(made.before), comment_text(made.after)
    head = f"## What changes\n\nFrom {before} to {after}, judged on {in_words(made.day)}.\n\n"
    if not made.told:
        return f"{head}{NOTHING}\n"
    head += f"{summary(made).replace('the lines with !', 'the lines in bold')}.\n".replace("..", ".")
    parts = [Part.of(one) for one in made.told]
    whole = head + "".join(part.whole for part in parts)
    return whole if len(whole) <= LONGEST_COMMENT else _cut(head, parts)


@dataclass(frozen=True)
class Part:
    """What is said of one record, line by line."""

    name: str
    """All of it that a list has room for."""
    head: str
    """Its title, its file, what became of it and of its states."""
    few: str
    """The same, of many protocols that rest on it the first ones."""
    lines: tuple[tuple[str, str, bool], ...]
    """Each change under its heading, and whether it needs a second reviewer."""
    foot: str
    """What it reaches."""

    @classmethod
    def of(cls, one: Told) -> Part:
        """Say it all."""
        lines = (
            (heading, _bullet(line.stated(PRINTED_ARROW), strong=line.second_reviewer), line.second_reviewer)
            for heading, group in headed(one.lines)
            for line in group
        )
        reach = "; ".join(reached(one))
        foot = f"- Reaches {comment_text(reach)}\n" if reach else ""
        return cls(_name(one), _head(one, None), _head(one, MOST_NAMED), tuple(lines), foot)

    @property
    def whole(self) -> str:
        """All of it."""
        return f"\n{self.head}{self._changes(len(self.lines))}{self.foot}"

    def cut(self, most: int, *, reach: bool) -> str:
        """At most so many of its changes, and how many are left out; with what it reaches or without."""
        left, foot = self.lines[most:], self.foot if reach else ""
        second = sum(needs for _, _, needs in left)
        whose = f", of which {second} {'needs' if second == 1 else 'need'} a second reviewer" if second else ""
        more = f"- **And {len(left)} more{whose}: not shown here.**\n" if left else ""
        return f"\n{self.few}{self._changes(most)}{more}{foot}"

    def is_cut(self, most: int, *, reach: bool) -> bool:
        """Whether so few changes, with what it reaches or without, are not all that there is to say."""
        return len(self.lines) > most or self.few != self.head or bool(self.foot and not reach)

    def _changes(self, most: int) -> str:
        text, under = "", ""
        for heading, line, _ in self.lines[:most]:
            text += f"\n#### {comment_text(heading)}\n\n{line}" if heading != under else line
            under = heading
        return f"{text}\n" if under else text


def _head(one: Told, most: int | None) -> str:
    needs = f" – {SECOND}" if one.second_reviewer else ""
    lines = [f"### {comment_text(one.title)}{needs}\n\n{comment_text(one.file)}\n\n"]
    if one.headline:
        lines.append(_bullet(one.headline, strong=one.headline_second_reviewer))
    return "".join((*lines, *(_bullet(words, strong=better) for words, better in states(one, PRINTED_ARROW, most))))


def _name(one: Told) -> str:
    """A record in one line, with the first of what becomes worse."""
    worse = next((state.words(PRINTED_ARROW) for state in one.every_state if state.trend is Trend.WORSE), "")
    return _bullet(": ".join(filter(None, (f"{one.title} ({one.fate})", worse))), strong=one.second_reviewer)


def _bullet(text: str, *, strong: bool) -> str:
    safe = comment_text(text)
    return f"- **{safe}**\n" if strong else f"- {safe}\n"


def _cut(head: str, parts: Sequence[Part]) -> str:
    """As much as fits: of every record the same number of changes, what it reaches where there is room, or its name."""
    with_reach = _fitting(head, parts, reach=True, least=ENOUGH)
    return with_reach or _fitting(head, parts, reach=False, least=0) or _names(head, parts)


def _fitting(head: str, parts: Sequence[Part], *, reach: bool, least: int) -> str | None:
    """The longest text that fits in which each record has `least` of its changes or more."""
    found, most = None, max(len(part.lines) for part in parts)
    while least <= most:
        middle = (least + most) // 2
        text = head + "".join(part.cut(middle, reach=reach) for part in parts)
        text += _missing(sum(part.is_cut(middle, reach=reach) for part in parts))
        if len(text) <= LONGEST_COMMENT:
            found, least = text, middle + 1
        else:
            most = middle - 1
    return found


def _names(head: str, parts: Sequence[Part]) -> str:
    """The first records with some of their changes, and the names of as many of the rest as fit."""
    room = LONGEST_COMMENT - len(_missing(len(parts), len(parts))) - len(head) - 1
    cuts, rest = [], list(parts)
    spare = room - sum(len(part.name) for part in parts)
    while rest and len(cut := rest[0].cut(ENOUGH, reach=False)) - len(rest[0].name) <= spare:
        spare -= len(cut) - len(rest.pop(0).name)
        cuts.append(cut)
    names = ""
    while rest and len(names) + len(rest[0].name) <= room - sum(map(len, cuts)):
        names += rest.pop(0).name
    whole = sum(not part.is_cut(ENOUGH, reach=False) for part in parts[: len(cuts)])
    return f"{head}{''.join(cuts)}\n{names}{_missing(len(parts) - whole, len(rest))}"


def _missing(number: int, unnamed: int = 0) -> str:
    """What stands at the end of a comment that is cut."""
    things = "1 thing that changed is" if number == 1 else f"{number} things that changed are"
    names = f", {unnamed} of them not even by name" if unnamed else ""
    return (
        f"\n**This is not all.** A comment holds at most {LONGEST_COMMENT:,} characters here: "
        f"{things} not shown in full{names}. `sharedcare diff` shows all.\n"
    )
