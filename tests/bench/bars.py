"""The figures that are looked at, and what each is to reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.bench.report import MIB, Bar, Measured

COMPOSE, CHECK, BUILD, HUGO = "bare composing", "check", "build", "Hugo"
IDIOMATIC, WHOLE = "idiomatic MkDocs", "idiomatic MkDocs, every page"
SMALLER, LARGER = 1000, 5000
"""Between these sizes growth is judged: five times the protocols."""
MOST_GROWTH = 6
MOST_MEMORY = 1024
"""MiB."""
LEAST_TIMES_FASTER, LEAST_TIMES_SMALLER = 6, 10


def bars(sizes: Sequence[int]) -> tuple[Bar, ...]:
    """Every figure, for registers of these sizes."""
    return (*(bar for size in sizes for bar in _of_size(size)), *_growth())


def cpu(of: Measured) -> float:
    """Seconds of CPU time."""
    return of.cost.cpu


def wall(of: Measured) -> float:
    """Seconds from start to end."""
    return of.cost.wall


def memory(of: Measured) -> float:
    """MiB."""
    return of.cost.peak / MIB


def site(of: Measured) -> float:
    """Bytes of all that was published."""
    return of.weight.site if of.weight else 0


def same_pages(of: Measured) -> float:
    """Bytes of the pages of protocols, drugs and areas."""
    return of.weight.same_pages if of.weight else 0


def search(of: Measured) -> float:
    """Bytes of the search index."""
    return of.weight.search if of.weight else 0


def _of_size(size: int) -> Iterator[Bar]:
    composed, checked, built = (COMPOSE, size), (CHECK, size), (BUILD, size)
    yield Bar(f"check ÷ bare composing, CPU, {size:,}", cpu, checked, composed)
    for usual in (IDIOMATIC, WHOLE):
        yield from _beside(usual, size)
    for name, of in (("CPU", cpu), ("wall", wall), ("site", site)):
        yield Bar(f"build ÷ Hugo, {name}, {size:,}", of, built, (HUGO, size))


def _beside(usual: str, size: int) -> Iterator[Bar]:
    for name, of, least in (
        ("CPU", cpu, LEAST_TIMES_FASTER),
        ("wall", wall, LEAST_TIMES_FASTER),
        ("site", site, LEAST_TIMES_SMALLER),
        ("the same pages", same_pages, LEAST_TIMES_SMALLER),
        ("search index", search, LEAST_TIMES_SMALLER),
        ("peak memory", memory, None),
    ):
        yield Bar(f"{usual} ÷ build, {name}, {size:,}", of, (usual, size), (BUILD, size), least=least)


def _growth() -> Iterator[Bar]:
    for what in (CHECK, BUILD):
        larger, smaller = (what, LARGER), (what, SMALLER)
        yield Bar(f"{what}, CPU, {LARGER:,} ÷ {SMALLER:,}", cpu, larger, smaller, most=MOST_GROWTH)
        yield Bar(f"{what}, peak memory at {LARGER:,}, MiB", memory, larger, most=MOST_MEMORY)
