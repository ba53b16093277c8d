"""Where YAML gives up on a text -> what its writer did, in plain words, at the place where it went wrong.

The parser says what it expected, and often far from the cause. An editor who has never seen YAML needs the cause. Each
function below knows one mistake; the first that recognises its own speaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import yaml

from sharedcare.findings import Position
from sharedcare.register.reading.brackets import after_bracket, brackets
from sharedcare.register.reading.fields import known_keys
from sharedcare.register.reading.headings import headings
from sharedcare.register.reading.indents import indents
from sharedcare.register.reading.lines import before, hyphens_of, indent_of, lead_of, quoted, value_of, with_value
from sharedcare.register.reading.scalar import Scalar
from sharedcare.register.reading.slips import left_open, no_row
from sharedcare.register.reading.stop import Stop, stop_of
from sharedcare.register.reading.trouble import Trouble, not_yaml, paste

_RESERVED = "@`%*&!|>?,]}"
"""The signs with which no text begins, since they mean something to YAML."""
_BLOCK_MARK = re.compile(r"[|>][-+\d]{0,2}")
_LABEL = re.compile(r"[*&!]\S*")


def explained(error: yaml.YAMLError, last: Scalar | None, opened: Iterable[Position], lines: Sequence[str]) -> Trouble:
    """What is wrong with a text, by the parser's error, the last text before it, and what was open."""
    stop = stop_of(error, last, opened, lines)
    return next(filter(None, (look(stop) for look in _MISTAKES)), None) or not_yaml(
        stop.place, "YAML cannot make sense of this", _LOOK_ABOVE
    )


_LOOK_ABOVE = "Look at this line and the one above it: most often a colon, a quote, a bracket or the indent is wrong"


def _left_of_merge(stop: Stop) -> Trouble | None:
    number = (stop.opened or stop.place).line
    if not stop.lines[number - 1].startswith("======="):
        return None
    message = "this line is left over from two versions of the same lines"
    return not_yaml(Position(number, 1), message, "Keep one version, and delete the other and this line")


def _open_quote(stop: Stop) -> Trouble | None:
    """A quote that is never closed, or is closed by the one that should open another text."""
    if stop.opened and "end of stream" in stop.problem and "quoted" in stop.context:
        return left_open(stop.opened, stop.lines)
    last = stop.last
    if last is None or not last.is_quoted or not last.start.line < last.end.line == stop.place.line:
        return None
    return left_open(last.start, stop.lines, last.end.line)


def _after_quote(stop: Stop) -> Trouble | None:
    """Text behind a closing quote: most often a quote or an apostrophe inside the text."""
    last = stop.last
    if stop.bracket or last is None or not last.is_quoted:
        return None
    if last.end.line != stop.place.line or last.end.column > stop.place.column:
        return None
    value = value_of(stop.line)
    inner = value[1:-1] if value[:1] == value[-1:] == last.mark else value
    message = "the quotation mark before this ends the text, but more text follows"
    return not_yaml(
        stop.place, message, paste(with_value(stop.line, quoted(inner))) or "Put other quotation marks round it"
    )


def _escape(stop: Stop) -> Trouble | None:
    if "quoted" not in stop.context or "end of stream" in stop.problem or stop.opened is None:
        return None
    start = stop.line.rfind("\\", 0, stop.place.column)
    place = Position(stop.place.line, max(start, 0) + 1)
    value = value_of(stop.line)
    whole = value[:1] == value[-1:] == '"' and len(value) > 1
    message = f"`{stop.line[place.column - 1 :][:2]}` stands for no character inside double quotation marks"
    return not_yaml(
        place, message, paste(with_value(stop.line, quoted(value[1:-1]))) if whole else "Write `\\\\` for a backslash"
    )


def _reserved(stop: Stop) -> Trouble | None:
    """A text that begins with a sign that means something to YAML."""
    number = stop.opened.line if stop.opened and not stop.bracket and "block" in stop.context else stop.place.line
    for at in dict.fromkeys((stop.place.line, number)):
        line = stop.lines[at - 1]
        value, column = value_of(line), len(lead_of(line)) + 1
        if value[:1] == "-" and value[1:2] in (" ", "") and lead_of(line).strip(" -"):
            return _row_beside_key(Position(at, column), line, value)
        if value and value[0] in _RESERVED and not _BLOCK_MARK.fullmatch(value) and not _LABEL.fullmatch(value):
            whole = paste(with_value(line, quoted(value))) or _QUOTE
            return not_yaml(Position(at, column), _cannot_begin(value[0]), whole)
    found = stop.line[stop.place.column - 1 :][:1]
    if found and found in _RESERVED and "cannot start" in stop.problem:
        return not_yaml(stop.place, _cannot_begin(found), _QUOTE)
    return None


_QUOTE = "Put the text in quotation marks"


def _cannot_begin(sign: str) -> str:
    return f"a text cannot begin with {'a backquote' if sign == '`' else f'`{sign}`'}, which means something to YAML"


def _row_beside_key(place: Position, line: str, value: str) -> Trouble:
    row = f"{' ' * (indent_of(line) + 2)}{value}".rstrip()
    text = paste(with_value(line, quoted(value)), "If the hyphen belongs to the text, write") if value[1:] else None
    message = "a row of a list stands on the line of its key"
    return not_yaml(place, message, paste(row, "Write the row on the line below:"), text)


def _no_space(stop: Stop) -> Trouble | None:
    """A hyphen or colon without its space, or a bullet, on one of the lines that may have misled the parser."""
    for number in _suspects(stop):
        line = stop.lines[number - 1]
        if (found := no_row(Position(number, hyphens_of(line) + 1), line)) is not None:
            return found
    return None


def _suspects(stop: Stop) -> Iterator[int]:
    if stop.opened is not None and "simple key" in stop.context:
        yield stop.opened.line
    if (above := before(stop.lines, stop.place.line)) is not None:
        yield above
    yield stop.place.line


def _colon_in_text(stop: Stop) -> Trouble | None:
    line, lead = stop.line, lead_of(stop.line)
    value, column = value_of(line), stop.place.column - 1
    if not stop.problem.startswith("mapping values") or column < len(lead) or not value:
        return None
    if not lead.rstrip().endswith(":") and ": " not in line[len(lead) : column]:
        return None
    if value[0] in "“‘„":
        message = f"`{value[0]}` is no quotation mark of YAML"
        straight = paste(with_value(line, quoted(value.strip("“”‘’„"))))
        return not_yaml(Position(stop.place.line, len(lead) + 1), message, straight or "Type straight quotation marks")
    message = "a colon inside a text makes YAML look for a second value here"
    return not_yaml(stop.place, message, paste(with_value(line, quoted(value))) or _QUOTE)


def _no_colon(stop: Stop) -> Trouble | None:
    """A line that is neither a key nor a row."""
    number = _without_colon(stop)
    if number is None:
        return None
    line = stop.lines[number - 1]
    start = hyphens_of(line)
    place = Position(number, start + 1)
    if ": " in line:
        return not_yaml(place, "this key is longer than YAML can read", _A_KEY)
    message, as_text = "this line has no colon, so YAML finds no key in it", tuple(_as_text(stop.lines, number))
    found = _OTHER_SIGN.match(line, start)
    if found is None or found["key"] not in known_keys():
        return not_yaml(place, message, *as_text, _A_KEY)
    key = f"{line[:start]}{found['key']}: {found['value']}".rstrip()
    return not_yaml(place, message, paste(key, f"If `{found['key']}` is a key, write") or _A_KEY, *as_text)


_OTHER_SIGN = re.compile(r"(?P<key>[a-z][a-z0-9_]*)(?: *[=;,] *| +[-–—>]+ +| +|$)(?P<value>.*)")
"""A key, and what is written for its colon."""

_A_KEY = "A key is one word followed by a colon, for example `title: Methotrexate`"


def _as_text(lines: Sequence[str], number: int) -> Iterator[str]:
    above = before(lines, number)
    if above is None:
        return
    least = indent_of(lines[above - 1]) + 2
    if indent_of(lines[number - 1]) < least:
        yield f"If it goes on with the text above, begin it with {least} spaces"
    else:
        yield "If it is a text, put the whole of it in quotation marks"


def _without_colon(stop: Stop) -> int | None:
    if stop.opened is not None and "could not find expected ':'" in stop.problem:
        return stop.opened.line
    above = before(stop.lines, stop.place.line)
    first_colon = stop.line.find(":") == stop.place.column - 1
    if (
        above is None
        or not stop.problem.startswith("mapping values")
        or not first_colon
        or ":" in stop.lines[above - 1]
    ):
        return None
    wider = before(stop.lines, above)
    begins_block = wider is None or stop.lines[wider - 1].rstrip().endswith(":")
    return above if begins_block and indent_of(stop.lines[above - 1]) >= indent_of(stop.line) else None


def _no_key(stop: Stop) -> Trouble | None:
    start = hyphens_of(stop.line)
    if stop.line[start : start + 2].rstrip() != ":":
        return None
    return not_yaml(Position(stop.place.line, start + 1), "no key stands before this colon", f"Remove it. {_A_KEY}")


def _after_the_end(stop: Stop) -> Trouble | None:
    if "<document start>" not in stop.problem:
        return None
    return not_yaml(stop.place, "more text follows what YAML takes for the end of the file", _LOOK_ABOVE)


_MISTAKES: tuple[Callable[[Stop], Trouble | None], ...] = (
    _left_of_merge,
    _open_quote,
    _escape,
    brackets,
    _after_quote,
    _reserved,
    after_bracket,
    _no_space,
    _no_key,
    _colon_in_text,
    _no_colon,
    headings,
    indents,
    _after_the_end,
)
"""The likelier cause stands before the vaguer one."""
