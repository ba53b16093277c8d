"""Records of a change, each beside what it was: by what it is called, whatever its order, file or key."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sharedcare.changes.sources import renamed
from sharedcare.register.load import Register
from sharedcare.register.model.base import Record
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.sources import Source
from sharedcare.register.model.vocabulary import ReadAs
from sharedcare.register.reading.places import Path
from sharedcare.register.walk import Block, blocks_of, entries
from sharedcare.rules.since.frame import Change

Name = tuple[object, ...]
"""The id of a protocol or the path of another file, the kind of record, and the way to it inside."""
Named = Mapping[Name, Block[Any]]


def beside(change: Change, kinds: Collection[type[Any]]) -> Iterator[tuple[Block[Any], Any]]:
    """Each record of some kinds after the change, with what it was."""
    before, after = _both(change, kinds)
    former = _former(before, after)
    for name, block in after.items():
        if (was := before.get(former.get(name, name))) is not None:
            yield block, was.record


def in_place_of_copies(change: Change) -> Iterator[tuple[Block[Source], Source]]:
    """Each source that is new in a file from which a third-party copy has gone, with that copy."""
    before, after = _both(change, (Source,))
    former = _former(before, after)
    gone = {name: block.record for name, block in before.items() if name not in {*after, *former.values()}}
    copies = {name[:-1]: source for name, source in gone.items() if source.read_as is ReadAs.THIRD_PARTY_COPY}
    for name, block in after.items():
        if name not in before and name not in former and name[:-1] in copies:
            yield block, copies[name[:-1]]


def _both(change: Change, kinds: Collection[type[Any]]) -> tuple[Named, Named]:
    """The records of before and of after. A protocol that has a new id goes by its id of before."""
    moved = {pair.after.record.id: pair.before.record.id for pair in change.protocols}
    return dict(_named(change.before, kinds, {})), dict(_named(change.after, kinds, moved))


def _named(
    register: Register, kinds: Collection[type[Any]], moved: Mapping[str | None, str | None]
) -> Iterator[tuple[Name, Block[Any]]]:
    for entry in entries(register):
        is_protocol = isinstance(entry.record, Protocol)
        owner = moved.get(entry.record.id, entry.record.id) if is_protocol else entry.file
        for kind in kinds:
            for block in blocks_of(entry, kind):
                yield (owner, kind, *entry.base, *_in_words(block)), block


def _in_words(block: Block[Record]) -> Path:
    """The way to a record, with the id of a row in place of its number."""
    own = getattr(block.record, "id", None)
    return (*block.path[:-1], str(own)) if own is not None else block.path


def _former(before: Named, after: Named) -> Mapping[Name, Name]:
    """The name that each source had whose key is new."""
    was, now = _sources(before), _sources(after)
    return {
        (*home, new): (*home, old)
        for home in was.keys() & now.keys()
        for new, old in renamed(was[home], now[home]).items()
    }


def _sources(named: Named) -> Mapping[Name, dict[str, Source]]:
    """The sources of each file by their keys."""
    found: dict[Name, dict[str, Source]] = {}
    for name, block in named.items():
        if isinstance(block.record, Source):
            found.setdefault(name[:-1], {})[str(name[-1])] = block.record
    return found
