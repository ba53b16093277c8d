"""What changed between two readings of the register: for a terminal, for a comment on GitHub, for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sharedcare.changes.told import PRINTED_ARROW, Comparison, Told
from sharedcare.register.values.dates import in_words
from sharedcare.safe import comment_text, one_line

FORMAT = 1
"""The version of the JSON. It grows by one where a name changes its meaning or goes; new names may come any time."""
LONGEST_COMMENT = 55_000
"""The most characters of a comment. GitHub takes 65,536; whoever posts it may have to put signs in."""
NOTHING = "Nothing changes that a reader would see."
SECOND = "needs a second reviewer"
MOST_NAMED = 10
"""How many protocols, areas or addresses a line names."""


def as_text(made: Comparison) -> str:
    """For a terminal."""
    lines = [f"From {made.before} to {made.after}, judged on {in_words(made.day)}", ""]
    if not made.told:
        lines += [NOTHING]
    for one in made.told:
        lines += [*_text_of(one), ""]
    if made.told:
        lines.append(_summary(made))
    return "\n".join(one_line(line) for line in lines) + "\n"


def _text_of(one: Told) -> Iterator[str]:
    yield f"{one.title}  [{SECOND}]" if one.second_reviewer else one.title
    yield f"  {one.file}"
    if one.headline:
        yield f"  {_mark(one.headline_second_reviewer)} {one.headline}"
    yield from (f"  {_mark(line.second_reviewer)} {line.words()}" for line in one.lines)
    yield from (f"  {_mark(state.better)} {state.words()}" for state in one.states)
    yield from (f"  reaches {line}" for line in _reach(one))


def _mark(second_reviewer: bool) -> str:
    return "!" if second_reviewer else "-"


def _summary(made: Comparison) -> str:
    number = sum(one.second_reviewer for one in made.told)
    things = _count(len(made.told), "thing")
    if not number:
        return f"{things} changed. Nothing of it {SECOND}."
    need = "needs" if number == 1 else "need"
    return f"{things} changed; {number} {need} a second reviewer, at the lines with !"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _reach(one: Told) -> Iterator[str]:
    for (word, words), names in (
        (("protocol that rests on it", "protocols that rest on it"), one.reach.protocols),
        (("area", "areas"), one.reach.areas),
        (("page", "pages"), one.reach.pages),
        (("letter", "letters"), one.reach.letters),
        (("short link", "short links"), one.reach.short_links),
    ):
        if names:
            yield f"{len(names)} {word if len(names) == 1 else words}: {_some(names)}"


def _some(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return f"{', '.join(names[:MOST_NAMED])}{f' and {more} more' if more > 0 else ''}"


def as_markdown(made: Comparison) -> str:
    """For a comment. No text of a file is markup, and no name in it calls anybody."""
    before, after = comment_text(made.before), comment_text(made.after)
    head = f"## What changes\n\nFrom {before} to {after}, judged on {in_words(made.day)}.\n\n"
    if not made.told:
        return f"{head}{NOTHING}\n"
    head += f"{_summary(made).replace('the lines with !', 'the lines in bold')}.\n".replace("..", ".")
    return _cut(head, ["\n".join(_markdown_of(one)) for one in made.told])


def _cut(head: str, parts: Sequence[str]) -> str:
    """The whole, or as much of it as fits into a comment, and a sentence that says what is missing."""
    whole = head + "".join(f"\n{part}\n" for part in parts)
    if len(whole) <= LONGEST_COMMENT:
        return whole
    room = LONGEST_COMMENT - len(_missing(len(parts)))
    text, kept = head, 0
    while len(text) + len(f"\n{parts[kept]}\n") <= room:
        text, kept = f"{text}\n{parts[kept]}\n", kept + 1
    return text + _first_lines(parts[kept], room - len(text)) + _missing(len(parts) - kept)


def _missing(number: int) -> str:
    """What stands at the end of a comment that is cut."""
    things = "1 thing that changed is" if number == 1 else f"{number} things that changed are"
    return (
        f"\n**This is not all.** A comment holds at most {LONGEST_COMMENT:,} characters here: "
        f"{things} not shown in full. `sharedcare diff` shows all.\n"
    )


def _first_lines(part: str, room: int) -> str:
    """The first whole lines of a text for which there is room."""
    text = "\n"
    for line in part.split("\n"):
        if len(text) + len(line) + 1 > room:
            return text if len(text) > 1 else ""
        text += f"{line}\n"
    return text


def _markdown_of(one: Told) -> Iterator[str]:
    yield f"### {comment_text(one.title)}{f' – {SECOND}' if one.second_reviewer else ''}"
    yield ""
    yield comment_text(one.file)
    yield ""
    if one.headline:
        yield _bullet(comment_text(one.headline), strong=one.headline_second_reviewer)
    yield from (_bullet(comment_text(line.words(PRINTED_ARROW)), strong=line.second_reviewer) for line in one.lines)
    yield from (_bullet(comment_text(state.words(PRINTED_ARROW)), strong=state.better) for state in one.states)
    reach = list(_reach(one))
    if reach:
        yield f"- Reaches {comment_text('; '.join(reach))}"


def _bullet(text: str, *, strong: bool) -> str:
    return f"- **{text}**" if strong else f"- {text}"


def as_json(made: Comparison) -> str:
    """For machines."""
    whole = {
        "format": FORMAT,
        "before": made.before,
        "after": made.after,
        "on": made.day.isoformat(),
        "needs_second_reviewer": any(one.second_reviewer for one in made.told),
        "changed": [_object(one) for one in made.told],
    }
    return json.dumps(whole, indent=1) + "\n"


def _object(one: Told) -> dict[str, Any]:
    lines = [
        {
            "kind": line.kind.value,
            "what": line.what,
            "before": line.before,
            "after": line.after,
            "words": line.words(),
            "needs_second_reviewer": line.second_reviewer,
        }
        for line in one.lines
    ]
    states = [
        {"area": state.area, "what": state.what, "before": state.before, "after": state.after, "better": state.better}
        for state in one.states
    ]
    names = ("protocols", "areas", "pages", "letters", "short_links")
    return {
        "title": one.title,
        "file": one.file,
        "fate": one.fate.value,
        "headline": one.headline,
        "needs_second_reviewer": one.second_reviewer,
        "changes": lines,
        "states": states,
        "reach": {name: list(getattr(one.reach, name)) for name in names},
    }


FORMATS: Mapping[str, Callable[[Comparison], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}
