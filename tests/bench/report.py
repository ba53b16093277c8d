"""Measurements -> Markdown tables. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

MB, MIB = 1e6, 2**20


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    cpu: float
    """Seconds, user and system, of the command and all that it started."""
    wall: float
    """Seconds."""
    peak: int
    """The most bytes that the command and all that it started held at once. Memory that they share counts for each."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a generator wrote, in bytes."""

    pages: int
    """How many."""
    site: int
    same_pages: int
    """The pages of protocols, drugs and areas, which every rival has."""
    search: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One way, on one size of register."""

    cost: Cost
    weight: Weight | None = None


Results = Mapping[tuple[str, int], Measured]
"""By way and number of protocols."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure of one measurement, or how often it holds that of another, and what it is to reach."""

    name: str
    of: Callable[[Measured], float]
    this: tuple[str, int]
    other: tuple[str, int] | None = None
    most: float | None = None
    least: float | None = None


def costs_table(results: Results) -> str:
    """Every measurement."""
    head = ("Protocols", "What", "CPU, s", "Wall, s", "Peak memory, MiB", "Pages", "Site, MB", "Search index, MB")
    return table(head, [_costs_row(what, size, results[what, size]) for what, size in results])


def bars_table(results: Results, bars: Sequence[Bar]) -> str:
    """Every figure of which all sides were measured, beside its bar."""
    return table(("Figure", "Value", "Bar", "Held"), list(_bar_rows(results, bars)))


def stages_table(shares: Mapping[str, Mapping[str, float]]) -> str:
    """Where the time of each command goes, in per cent."""
    stages = list(dict.fromkeys(stage for of in shares.values() for stage in of))
    rows = [(stage, *(f"{100 * of.get(stage, 0):.0f}" for of in shares.values())) for stage in stages]
    return table(("Stage", *(f"{command}, %" for command in shares)), rows)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _costs_row(what: str, size: int, of: Measured) -> tuple[str, ...]:
    cost, made = of.cost, of.weight
    written = (f"{made.pages:,}", f"{made.site / MB:.1f}", f"{made.search / MB:.2f}") if made else ("",) * 3
    return f"{size:,}", what, f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.peak / MIB:.0f}", *written


def _bar_rows(results: Results, bars: Sequence[Bar]) -> Iterator[tuple[str, ...]]:
    for bar in bars:
        if bar.this in results and (bar.other is None or bar.other in results):
            value = bar.of(results[bar.this]) / (bar.of(results[bar.other]) if bar.other else 1)
            yield bar.name, f"{value:,.1f}", *_held(bar, value)


def _held(bar: Bar, value: float) -> tuple[str, str]:
    if bar.most is not None:
        return f"at most {bar.most:,g}", "yes" if value <= bar.most else "no"
    if bar.least is not None:
        return f"at least {bar.least:,g}", "yes" if value >= bar.least else "no"
    return "", ""
