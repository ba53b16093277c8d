"""Where the time of a command goes: samples of its stacks, sorted into stages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

STAGES = ("start", "parse", "records", "rules", "status", "pages", "reports", "MkDocs", "writing")
"""In the order of the way through the program."""
_FAMILIES: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        ("rules", "sharedcare/rules/"),
        ("status", "sharedcare/status/"),
        ("pages", "sharedcare/pages/"),
        ("pages", "sharedcare/exports/"),
        ("reports", "sharedcare/reports/"),
    ),
    (("parse", "sharedcare/register/reading/positions.py"), ("records", "sharedcare/register/")),
    (
        ("writing", "write_file (mkdocs/utils/"),
        ("writing", "copy_file (mkdocs/utils/"),
        ("writing", "sharedcare/publish.py"),
        ("MkDocs", "(mkdocs/"),
    ),
)
"""A stack belongs to the first family that is in it, and there to the stage of its innermost frame: the walk over
records is a part of the rule that asked for it, and the state that a rule asks for is a part of `status`."""
_IMPORT = "_find_and_load ("


def stage_of(frames: Iterable[str]) -> str:
    """The stage of one stack, its outermost frame first."""
    stack = tuple(frames)
    if any(frame.startswith(_IMPORT) for frame in stack):
        return "start"
    for family in _FAMILIES:
        for frame, (stage, mark) in ((frame, row) for frame in reversed(stack) for row in family):
            if mark in frame:
                return stage
    return "start"


def shares(collapsed: str) -> Mapping[str, float]:
    """Each stage's share, from 0 to 1, of collapsed stacks: `outer (file:line);inner (file:line) 12` a line."""
    counted: Counter[str] = Counter()
    for line in collapsed.splitlines():
        stack, _, samples = line.rpartition(" ")
        counted[stage_of(stack.split(";"))] += int(samples)
    total = counted.total()
    return {stage: counted[stage] / total for stage in STAGES} if total else {}
