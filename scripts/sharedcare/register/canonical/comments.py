"""The comments and blank lines of a file, by the line that they stand above or beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sharedcare.register.reading.comments import Comment

BLANK = ""


@dataclass(slots=True)
class Around:
    """What a file holds beside its values."""

    above: dict[int, list[Comment]] = field(default_factory=dict)
    """The comments and blank lines above a line; a blank line has no text."""
    beside: dict[int, str] = field(default_factory=dict)
    """The comment on a line behind its value."""

    def left(self) -> Iterator[int]:
        """The lines of the comments that nobody has taken."""
        yield from self.beside
        yield from (one.line for group in self.above.values() for one in group if one.text)


def around(lines: Sequence[str], comments: Iterable[Comment]) -> Around:
    """What stands around the values of a text."""
    found, own = Around(), dict[int, Comment]()
    for comment in comments:
        if lines[comment.line - 1][: comment.column - 1].strip():
            found.beside[comment.line] = comment.text
        else:
            own[comment.line] = comment
    group: list[Comment] = []
    for number, line in enumerate(lines, start=1):
        if not line or line.isspace():
            group.append(Comment(number, 0, BLANK))
        elif number in own:
            group.append(own[number])
        elif group:
            found.above[number], group = group, []
    found.above[len(lines) + 1] = group
    return found
