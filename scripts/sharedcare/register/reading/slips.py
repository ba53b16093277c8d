"""What YAML reads otherwise than its writer meant, without a word: a text cut short, a bullet, a quote left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sharedcare.findings import Position
from sharedcare.register.reading.lines import has_text, hyphens_of, indent_of, quoted, value_of, with_value
from sharedcare.register.reading.scalar import Scalar
from sharedcare.register.reading.trouble import Trouble, not_yaml, paste
from sharedcare.register.values.signs import named

_DASHES = tuple("–—−")
BULLETS = (*"•‣◦▪●○·∙", *_DASHES)
"""What Word puts before the rows of a list."""
_OPENING, _CLOSING = "“‘„", "”’“"
_KEY_ON_A_LINE = re.compile(r" *(?:- +)*[a-z][a-z0-9_]*:(?: |$)")
_WIDE_COLON = re.compile(r"(?P<key>[a-z][a-z0-9_]*)[\uff1a\ufe55\u2236\ua789] ?(?P<value>.*)")
_NO_SPACE = re.compile(r"(?P<key>[a-z][a-z0-9_]*):(?P<value>[^\s:/].*)")


def slips(scalar: Scalar, lines: Sequence[str]) -> Iterator[Trouble]:
    """What is wrong with one text as YAML understood it."""
    if scalar.start.line > len(lines):
        return
    if scalar.is_quoted:
        yield from _swallows_keys(scalar, lines)
        yield from _touched(scalar, lines)
    elif not scalar.mark:
        yield from _cut_short(scalar, lines)
        yield from _curly(scalar, lines)
        yield from _rows_in_text(scalar, lines)


def _cut_short(scalar: Scalar, lines: Sequence[str]) -> Iterator[Trouble]:
    """A text that YAML ends at a `#` which its writer meant to be read."""
    line, column = scalar.end.line, scalar.end.column - 1
    if line > len(lines) or not lines[line - 1].startswith(" ", column):
        return
    rest = lines[line - 1][column:]
    found = rest.lstrip(" ")
    touches = found.startswith("#") and found[1:2].strip("# ") != ""
    # Whoever sets a comment apart by several spaces means a comment.
    if touches or (len(rest) - len(found) == 1 and _goes_on(scalar.text, found)):
        place = Position(line, column + len(rest) - len(found) + 1)
        message = "the text ends here, since YAML takes a `#` after a space for the start of a comment"
        whole = paste(quoted(f"{scalar.text} {found.rstrip()}"), "If it belongs to the text, write")
        other = "put a space after the `#`" if touches else "put it on a line of its own, above this one"
        other = f"If it is a comment, {other}"
        yield Trouble("SC006", place, message, (whole or "If it belongs to the text, put the text in quotes", other))


def _goes_on(text: str, comment: str) -> bool:
    """Whether a comment looks like the rest of a text: it begins with a number, or the text has not come to its end."""
    if not text or not comment.startswith("#"):
        return False
    left_open = any(text.count(opening) > text.count(closing) for opening, closing in ("()", "[]", "{}", "“”"))
    return left_open or text.count('"') % 2 == 1 or comment.lstrip("# ")[:1].isdigit()


def _touched(scalar: Scalar, lines: Sequence[str]) -> Iterator[Trouble]:
    """A `#` right behind a closing quote: the parser drops what follows."""
    if lines[scalar.end.line - 1].startswith("#", scalar.end.column - 1):
        message = "what stands behind the closing quotation mark is dropped, since it begins with `#`"
        inside = "If it belongs to the text, put it before the closing mark"
        yield Trouble("SC006", scalar.end, message, (inside, "If it is a comment, put a space before the `#`"))


def _rows_in_text(scalar: Scalar, lines: Sequence[str]) -> Iterator[Trouble]:
    """Rows and keys that became a text, or were taken for its next lines, since a space is missing in them."""
    line = lines[scalar.start.line - 1]
    if scalar.text and hyphens_of(line) + 1 == scalar.start.column and (found := no_row(scalar.start, line)):
        yield found
    for number in range(scalar.start.line + 1, min(scalar.end.line, len(lines)) + 1):
        start = indent_of(lines[number - 1])
        # A text may well be broken before a dash.
        if lines[number - 1][start : start + 1] not in _DASHES:
            found = no_row(Position(number, start + 1), lines[number - 1])
            yield from () if found is None else (found,)


def no_row(place: Position, line: str) -> Trouble | None:
    """A row or a key that YAML takes for text, since its hyphen or its colon has no space after it."""
    start, rest = line[: place.column - 1], line[place.column - 1 :]
    if rest[:1] == "-" and (rest[1:2].isalpha() or rest[1:2] in tuple("{[\"'")) and not start.strip():
        return not_yaml(place, "no space follows the hyphen", paste(f"{start}- {rest[1:]}") or _HYPHEN, _TEXT)
    if rest and rest[0] in BULLETS:
        message = f"`{rest[0]}` stands before this row, and YAML knows no bullet but the hyphen"
        return not_yaml(place, message, paste(f"{start}- {rest[1:].lstrip()}") or _HYPHEN)
    if (found := _NO_SPACE.match(rest)) is not None:
        after = Position(place.line, place.column + found.end("key") + 1)
        pasted = paste(f"{start}{found['key']}: {found['value']}")
        return not_yaml(after, "no space follows the colon", pasted or "Put a space between the colon and the value")
    if (found := _WIDE_COLON.match(rest)) is not None:
        colon = Position(place.line, place.column + found.end("key"))
        message = f"this colon is {named(rest[found.end('key')])}, which only looks like `:`"
        return not_yaml(colon, message, paste(f"{start}{found['key']}: {found['value']}") or "Type the colon anew")
    return None


_HYPHEN = "Begin each row of a list with a hyphen and a space"
_TEXT = "If the hyphen belongs to a text, put the text in quotation marks"


def _curly(scalar: Scalar, lines: Sequence[str]) -> Iterator[Trouble]:
    """Quotation marks of Word round a whole text, which YAML takes for a part of it."""
    text, line = scalar.text, lines[scalar.start.line - 1]
    if len(text) > 1 and text[0] in _OPENING and text[-1] in _CLOSING and not set(text[1:-1]) & set("“”„"):
        straight = quoted(text[1:-1])
        whole = paste(with_value(line, straight) if value_of(line) == text else straight)
        keep = paste(quoted(text), "If the document prints these marks, write")
        message = f"`{text[0]}` is no quotation mark of YAML: it becomes a part of the text"
        yield not_yaml(scalar.start, message, whole or "Type straight quotation marks", keep)


def _swallows_keys(scalar: Scalar, lines: Sequence[str]) -> Iterator[Trouble]:
    """A quote that closes only after lines that look like keys."""
    if any(_KEY_ON_A_LINE.match(line) for line in lines[scalar.start.line : scalar.end.line]):
        yield left_open(scalar.start, lines, scalar.end.line)


def left_open(place: Position, lines: Sequence[str], closes: int | None = None) -> Trouble:
    """A quotation mark that is not closed on its line."""
    line = lines[place.line - 1]
    mark = line[place.column - 1 : place.column]
    where = f"is closed only on line {closes}" if closes else "is never closed"
    text = value_of(line)
    whole = text.startswith(mark) and text.count(mark) == 1 and _ends_on_its_line(lines, place.line)
    closed = paste(with_value(line, f"{text}{mark}"), "To close it, write") if whole else None
    bare = paste(with_value(line, quoted(text)), "If it is an apostrophe, write") if whole and mark == "'" else None
    message = f"the quotation mark that opens here {where}"
    return not_yaml(place, message, closed or "Close it where its text ends", bare)


def _ends_on_its_line(lines: Sequence[str], number: int) -> bool:
    """Whether what stands below a line is no part of its text: a key, a row or nothing."""
    below = next((line for line in lines[number:] if has_text(line)), None)
    return below is None or _KEY_ON_A_LINE.match(below) is not None or hyphens_of(below) > indent_of(below)
