"""A rule explained in a terminal."""

from __future__ import annotations

import textwrap

from sharedcare.rules.frame import Rule


def as_text(rule: Rule) -> str:
    """The rule, why it matters, and a bad and a good example."""
    parts = [
        f"{rule.code} ({rule.grade.value}): {rule.statement}",
        textwrap.fill(rule.why, width=88),
        textwrap.fill(rule.consequence, width=88),
        f"Wrong, in {rule.example.where}:\n{_shown(rule.example.shown_bad)}",
        f"Right:\n{_shown(rule.example.shown_good)}",
    ]
    return "\n\n".join(parts) + "\n"


def _shown(example: str) -> str:
    printable = example.encode("utf-8", "backslashreplace").decode("utf-8")
    return textwrap.indent(printable, "    ")
