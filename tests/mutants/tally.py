"""How a run of mutants went, and whether that is good enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from tests.mutants.run import BOUND, Verdict

LEAST_PARSED, LEAST_REACHED = 0.30, 0.10
"""The least shares of mutants that are still read, and that every rule sees: with fewer, the rules prove nothing."""
LEAST_DISTINCT = 0.95
"""The least share of mutants that no other equals."""


@dataclass
class Tally:
    """What was counted."""

    asked: int
    failures: list[Verdict] = field(default_factory=list)
    digests: set[str] = field(default_factory=set)
    parsed: int = 0
    reached: int = 0
    fired: Counter[str] = field(default_factory=Counter)
    """How many mutants made each rule find something new."""
    kinds: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    commanded: int = 0
    slowest: Verdict = field(default_factory=lambda: Verdict(-1))
    seconds: float = 0.0
    peak: int = 0

    @classmethod
    def of(cls, asked: int, verdicts: Iterable[Verdict]) -> Tally:
        """Count the verdicts on the mutants that were asked for."""
        tally = cls(asked)
        for verdict in verdicts:
            tally._count(verdict)
        return tally

    def _count(self, verdict: Verdict) -> None:
        if verdict.failure:
            self.failures.append(verdict)
        self.digests.add(verdict.digest)
        self.parsed += verdict.parsed
        self.reached += verdict.reached
        self.fired.update(verdict.codes)
        self.kinds.update(verdict.kinds)
        self.files[verdict.file] += 1
        self.commanded += verdict.commanded
        self.slowest = max(self.slowest, verdict, key=lambda one: one.seconds)
        self.seconds += verdict.seconds
        self.peak = max(self.peak, verdict.peak)

    @property
    def run(self) -> int:
        """How many were judged."""
        return self.files.total()

    def missed(self) -> Iterator[str]:
        """Each bar that a run of any size misses."""
        if not self.asked or self.run != self.asked:
            yield f"{self.run} of {self.asked} mutants were judged"
        if self.failures:
            yield f"{len(self.failures)} mutants failed, the first of them {self.failures[0].number}"
        if self.run and not self.commanded:
            yield "none went through the command line"
        for what, number, least in (
            ("are still read", self.parsed, LEAST_PARSED),
            ("reach the rules", self.reached, LEAST_REACHED),
            ("differ from all others", len(self.digests - {""}), LEAST_DISTINCT),
        ):
            if number < least * self.asked:
                yield f"{number / self.asked:.1%} of the mutants {what}, and {least:.0%} should"

    def missed_of(self, what: str, wanted: Collection[str], seen: Counter[str]) -> Iterator[str]:
        """What a run of full size should have seen, and has not."""
        if lacking := sorted(name for name in wanted if not seen[name]):
            yield f"{len(lacking)} of {len(wanted)} {what}: {', '.join(lacking)}"

    def lines(self) -> Iterator[str]:
        """The table."""
        run, slowest = max(self.run, 1), self.slowest
        yield f"mutants       {self.run:>7,}  of {len(self.files)} files, {len(self.digests - {''}):,} of them distinct"
        yield f"still read    {self.parsed:>7,}  {self.parsed / run:.1%}"
        yield f"reach rules   {self.reached:>7,}  {self.reached / run:.1%}"
        yield f"by command    {self.commanded:>7,}  and said the same"
        yield f"failed        {len(self.failures):>7,}"
        yield f"mean work     {1000 * self.seconds / run:>7.1f}  ms"
        yield f"slowest       {1000 * slowest.seconds:>7.1f}  ms of {1000 * BOUND:.0f}: number {slowest.number}"
        yield f"peak memory   {self.peak / 1024:>7.1f}  MiB"
        for title, counts in (("rule", self.fired), ("kind", self.kinds)):
            yield ""
            yield from (f"{title} {name:<22} {number:>6,}" for name, number in sorted(counts.items()))
