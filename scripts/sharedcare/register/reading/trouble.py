"""Why a text is not a file of the register."""

from __future__ import annotations

from dataclasses import dataclass

from sharedcare.findings import LONGEST_PASTE, Position


@dataclass(frozen=True, slots=True)
class Trouble:
    """The code of a rule, a place, words, and help."""

    code: str
    position: Position
    message: str
    help: tuple[str, ...] = ()


def not_yaml(position: Position, message: str, *help_lines: str | None) -> Trouble:
    """What keeps a text from being read as YAML; help that there is none of is left out."""
    return Trouble("SC002", position, message, tuple(line for line in help_lines if line))


def paste(line: str, lead: str = "Write") -> str | None:
    """Help that gives a line to paste; nothing where it is so long that it would be cut."""
    return f"{lead} `{line}`" if len(line) <= LONGEST_PASTE else None
