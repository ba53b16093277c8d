"""Text from a file, made harmless for the place where it is shown."""

from __future__ import annotations

import unicodedata

_MARKUP = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]()#+!|<>~&"})


def one_line(text: str) -> str:
    """Text that cannot move a terminal's cursor, start another line, hide what stands beside it or order a runner.

    GitHub's runner takes `##[` anywhere in a line of a log for a command.
    """
    # Most texts hide nothing: a long report would take seconds to look at letter by letter.
    shown = text if text.isprintable() else "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
    return shown.replace("##[", "# #[")


def markdown_cell(text: str) -> str:
    """Text that stays text in a cell of a Markdown table. An `@` is broken, so that it calls nobody."""
    return one_line(text).translate(_MARKUP).replace("@", "@\u2060")


_JOINED = (("#", "#\u2060"), ("://", ":\u2060//"), ("www.", "www\u2060."), ("GH-", "GH\u2060-"))
"""What GitHub makes links of after the Markdown is read, so that no backslash stops it."""


def comment_text(text: str) -> str:
    """Text that stays text in a comment on GitHub: no markup, no link, no mention of a person or an issue."""
    text = markdown_cell(text)
    for sign, broken in _JOINED:
        text = text.replace(sign, broken)
    return text


def annotation(kind: str, text: str, **properties: str | int) -> str:
    """An order to GitHub's runner to show a text (error or warning), with its place and title as properties."""
    named = ",".join(f"{name}={_encoded(one_line(str(value)), ':,')}" for name, value in properties.items())
    return f"::{kind} {named}::{_encoded(text)}"


def _encoded(text: str, more: str = "") -> str:
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def csv_cell(text: str) -> str:
    """Text that a spreadsheet does not take for a formula."""
    # A spreadsheet looks past blanks, and reads the wide signs of East Asian keyboards as the narrow ones.
    begins = unicodedata.normalize("NFKC", text).lstrip()
    return f"'{text}" if begins.startswith(("=", "+", "-", "@")) else text
