"""Keys that stand twice in a block: one of them, or a run of them, whose own block has lost its first line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sharedcare.findings import Position
from sharedcare.register.reading.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Repeat:
    """A key that stands a second time in its block."""

    key: str
    place: Position
    first: Position

    def trouble(self) -> Trouble:
        """What is said of the key alone."""
        message = f"`{self.key}` stands twice in this block; the first is on line {self.first.line}"
        return Trouble("SC003", self.place, message, ("Keep one of the two",))


def is_run(repeats: Sequence[Repeat]) -> bool:
    """Whether several keys of a block stand twice, each of them once more: another block began there."""
    return len(repeats) > 1 and len({repeat.key for repeat in repeats}) == len(repeats)


def in_runs(troubles: Iterable[Trouble], runs: Sequence[tuple[Sequence[Repeat], bool]]) -> tuple[Trouble, ...]:
    """The troubles, but one for all repeats of a block; beside its repeats stands whether the block is a row."""
    by_trouble = {repeats[0].trouble(): _run(repeats, is_row=is_row) for repeats, is_row in runs}
    hidden = {repeat.trouble() for repeats, _ in runs for repeat in repeats[1:]}
    return tuple(by_trouble.get(trouble, trouble) for trouble in troubles if trouble not in hidden)


def _run(repeats: Sequence[Repeat], *, is_row: bool) -> Trouble:
    first, others = repeats[0], len(repeats) - 1
    more = "another key" if others == 1 else f"{others} more keys"
    message = f"`{first.key}` and {more} stand twice in this block; the first is on line {first.first.line}"
    which = (
        "the first line of a row, with its hyphen, may be missing above this one"
        if is_row
        else f"a name such as `{' ' * max(first.place.column - 3, 0)}les-spec:` may be missing above this line"
    )
    help_lines = (f"If another block begins here, {which}", "If it is the same block, keep one of each two")
    return Trouble("SC003", first.place, message, help_lines)
