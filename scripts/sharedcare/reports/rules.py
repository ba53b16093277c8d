"""A rule explained in a terminal."""

from __future__ import annotations

import textwrap

from sharedcare.rules.frame import Explained


def as_text(rule: Explained) -> str:
    """The rule, why it matters, and a bad and a good example."""
    example = rule.example
    before = () if example.shown_before is None else (f"Before the change:\n{_shown(example.shown_before)}",)
    parts = [
        f"{rule.code} ({rule.grade.value}): {rule.statement}",
        textwrap.fill(rule.why, width=88),
        textwrap.fill(rule.consequence, width=88),
        *before,
        f"Wrong, in {rule.example.where}:\n{_shown(rule.example.shown_bad)}",
        f"Right:\n{_shown(rule.example.shown_good)}",
    ]
    return "\n\n".join(parts) + "\n"


def _shown(example: str) -> str:
    printable = example.encode("utf-8", "backslashreplace").decode("utf-8")
    return textwrap.indent(printable, "    ")
