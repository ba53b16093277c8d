"""Two files of one id: which of them keeps the page, and what is said of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sharedcare.findings import Finding, Grade, Position
from sharedcare.register.entries import Entry, Unreadable
from sharedcare.register.model.protocol import Protocol


@dataclass(frozen=True, slots=True)
class Claim:
    """A protocol's file, and the id under which it would be shown."""

    name: str
    folder: str
    file: str
    """Path from the register's folder."""
    entry: Entry[Protocol] | None
    """The record, where the file can be trusted."""
    place: Position
    """Where the file gives its id."""
    title: str | None
    areas: tuple[str, ...]
    """The areas that its text names."""
    findings: tuple[Finding, ...]

    @property
    def rank(self) -> tuple[int, bool]:
        """How good the claim is: a folder that begins the id is its home, whether the file can be read or not."""
        return len(self.folder) if self.is_at_home else 0, self.entry is not None

    @property
    def is_at_home(self) -> bool:
        """Whether the file's folder begins its id."""
        return self.name.startswith(f"{self.folder}-")


def settled(
    claims: Iterable[Claim],
) -> tuple[dict[str, Entry[Protocol]], tuple[Unreadable, ...], tuple[Finding, ...]]:
    """Give each id to one file.

    Returns the protocols by id; the files that cannot be trusted or have lost their id, none of them under the id of
    another; and what is said of the files that keep an id which another one has too.
    """
    by_name: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_name[claim.name].append(claim)
    protocols: dict[str, Entry[Protocol]] = {}
    unreadable: list[Unreadable] = []
    clashes: list[Finding] = []
    for name, alike in by_name.items():
        keeper = max(alike, key=lambda claim: claim.rank)
        losers = [claim for claim in alike if claim is not keeper]
        if keeper.entry is not None:
            protocols[name] = keeper.entry
        else:
            unreadable.append(_unreadable(name, keeper, keeper.findings))
        unreadable += (_loser(claim, keeper) for claim in losers)
        clashes += _shared(keeper, losers)
    return protocols, tuple(unreadable), tuple(clashes)


def _loser(claim: Claim, keeper: Claim) -> Unreadable:
    findings = claim.findings
    if not any(finding.code == "SC104" for finding in findings):
        findings = (_taken(claim, keeper), *findings)
    return _unreadable(f"{claim.folder}/{claim.name}", claim, findings)


def _unreadable(name: str, claim: Claim, findings: tuple[Finding, ...]) -> Unreadable:
    return Unreadable(name, claim.folder, claim.file, claim.title, findings, claim.areas)


def _taken(claim: Claim, keeper: Claim) -> Finding:
    own = f"{claim.folder}-{claim.name.removeprefix(f'{keeper.folder}-')}"
    rename = f"Write `id: {own}`, and rename the file to `{own}.yml`"
    message = f"the id `{claim.name}` is taken by {keeper.file}"
    return Finding(claim.file, claim.place, "SC104", Grade.UNREADABLE, message, (rename, f"That file {_why(keeper)}"))


def _shared(keeper: Claim, losers: Sequence[Claim]) -> Iterator[Finding]:
    for claim in losers:
        message = f"the id `{keeper.name}` stands in {claim.file} too"
        help_line = f"This file {_why(keeper)}: the other needs another id and name"
        yield Finding(keeper.file, keeper.place, "SC104", Grade.INCOMPLETE, message, (help_line,))


def _why(keeper: Claim) -> str:
    if keeper.is_at_home:
        return f"keeps the id, since its folder `{keeper.folder}` begins it"
    return "keeps the id for now, since no folder begins it: choose which of the two is to keep it"
