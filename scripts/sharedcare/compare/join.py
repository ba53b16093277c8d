"""Facts of two records, or of many, joined by their keys. A browser does the same with what the build wrote."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from sharedcare.compare.facts import BETWEEN, Fact, Names, facts_of
from sharedcare.register.model.base import Record, Unknown
from sharedcare.register.model.monitoring import Monitoring
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import Basis, Evidence

H = TypeVar("H", bound=Hashable)


class Verdict(StrEnum):
    """What a comparison says of a fact or of a part of it."""

    SAME = "same"
    DIFFERS = "differs"
    ONLY_LEFT = "only-left"
    ONLY_RIGHT = "only-right"
    NOT_KNOWN = "not-known"
    """Nobody knows it of one of the two, or of both. Two unknowns are never the same."""


@dataclass(frozen=True)
class Compared:
    """A record taken apart."""

    facts: tuple[Fact, ...]
    unknown: tuple[str, ...] = ()
    """Where nobody knows what else there is: the beginnings of keys. An empty one begins them all."""

    def may_have(self, key: str) -> bool:
        """Whether a fact that is not here is only not known, rather than known to be missing."""
        return any(not start or key == start or key.startswith(start + BETWEEN) for start in self.unknown)


@dataclass(frozen=True, slots=True)
class Row:
    """A fact of the one record, of the other, or of both."""

    left: Fact | None
    right: Fact | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Versions(Generic[H]):
    """What several records say of one thing, where they differ."""

    said: tuple[tuple[Fact, tuple[H, ...]], ...]
    """Each version, with those that say it."""
    without: tuple[H, ...]
    """Those that are known to say nothing of it."""
    slots: frozenset[str]
    """The parts in which the versions differ."""


def protocol_compared(protocol: Protocol, names: Names, blocks: Sequence[str] | None = None) -> Compared:
    """A protocol taken apart. Of one that was not transcribed, nobody knows what else it says."""
    facts = facts_of(protocol, names, blocks)
    if protocol.evidence is not Evidence.DOCUMENT:
        return Compared(facts, ("",))
    return Compared(facts, (*_unknown_under(protocol, ""), *_without_rows(protocol, names)))


def compare(left: Compared, right: Compared) -> Iterator[Row]:
    """Every fact of either, in the order of the left one; what only the right one has comes last."""
    others = {fact.key: fact for fact in right.facts}
    for fact in left.facts:
        other = others.pop(fact.key, None)
        alone = Verdict.NOT_KNOWN if right.may_have(fact.key) else Verdict.ONLY_LEFT
        yield Row(fact, other, _verdict(fact, other) if other else alone)
    for fact in others.values():
        yield Row(None, fact, Verdict.NOT_KNOWN if left.may_have(fact.key) else Verdict.ONLY_RIGHT)


def part_verdicts(one: Fact, other: Fact) -> Iterator[Verdict]:
    """The verdict on each part of a fact that both have. What one has and the other lacks differs."""
    mine, theirs = ({part.slot: part.token for part in fact.parts} for fact in (one, other))
    for slot in dict.fromkeys((*mine, *theirs)):
        tokens = mine.get(slot, ""), theirs.get(slot, "")
        if None in tokens:
            yield Verdict.NOT_KNOWN
        else:
            yield Verdict.SAME if tokens[0] == tokens[1] else Verdict.DIFFERS


def differing(holders: Sequence[tuple[H, Compared]]) -> Iterator[Versions[H]]:
    """Everything in which several records differ, each version once, in the order in which they first say it."""
    found: dict[str, list[tuple[H, Fact]]] = {}
    for holder, compared in holders:
        for fact in compared.facts:
            found.setdefault(fact.key, []).append((holder, fact))
    for key, facts in found.items():
        having = {holder for holder, _ in facts}
        without = tuple(holder for holder, compared in holders if holder not in having and not compared.may_have(key))
        slots = _differing_slots([fact for _, fact in facts])
        if slots or (without and not is_worded(facts[0][1])):
            yield Versions(_versions(facts, slots), without, slots)


def is_worded(fact: Fact) -> bool:
    """Whether rows are matched by words of their own, which two documents hardly share."""
    return any(fact.of(name) for name in ("only_if", "finding", "with_", "route", "form"))


def _verdict(one: Fact, other: Fact) -> Verdict:
    found = set(part_verdicts(one, other))
    return next((worst for worst in (Verdict.DIFFERS, Verdict.NOT_KNOWN) if worst in found), Verdict.SAME)


def _differing_slots(facts: Sequence[Fact]) -> frozenset[str]:
    """The parts of which any two say different things, as far as is known."""
    said = [{part.slot: part.token for part in fact.parts} for fact in facts]
    slots = dict.fromkeys(slot for tokens in said for slot in tokens)
    return frozenset(slot for slot in slots if len({tokens.get(slot, "") for tokens in said} - {None}) > 1)


def _versions(facts: Sequence[tuple[H, Fact]], slots: frozenset[str]) -> tuple[tuple[Fact, tuple[H, ...]], ...]:
    versions: dict[frozenset[tuple[str, str | None]], tuple[Fact, tuple[H, ...]]] = {}
    for holder, fact in facts:
        tokens = frozenset((part.slot, part.token) for part in fact.parts if part.slot in slots)
        first, holders = versions.get(tokens, (fact, ()))
        versions[tokens] = (first, (*holders, holder))
    return tuple(versions.values())


def _unknown_under(record: Record, key: str) -> Iterator[str]:
    """The keys of the blocks and lists of which a record says nothing, or that they are not known."""
    for name, field in record.field_keys().items():
        value = getattr(record, field)
        if isinstance(value, Record):
            yield from _unknown_under(value, f"{key}{name}{BETWEEN}")
        elif isinstance(value, Unknown) or value == ():
            yield f"{key}{name}"


def _without_rows(protocol: Protocol, names: Names) -> Iterator[str]:
    """The keys of the tests of drugs of which no row was transcribed."""
    own = protocol.monitoring
    if not isinstance(own, Monitoring):
        return
    if own.basis is not Basis.PROTOCOL:
        yield f"monitoring{BETWEEN}rows"
    for drug in names.drugs:
        if not any(not row.drugs or drug in row.drugs for row in own.rows):
            yield BETWEEN.join(("monitoring", "rows", drug))
