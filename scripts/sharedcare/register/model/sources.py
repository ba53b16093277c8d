"""Where a fact comes from, and the small records that cite it."""

from __future__ import annotations

from typing import Annotated

from sharedcare.register.model.base import REQUIRED, UNKNOWN, Fact, Id, OrUnknown, Record, Text, Unknown, WebAddress
from sharedcare.register.model.vocabulary import ReadAs, SourceKind
from sharedcare.register.values.dates import PartialDate


class Source(Record):
    """A document or page that facts rest on."""

    title: Fact[Text] = UNKNOWN
    """Its title as printed."""
    publisher: Fact[Text] = UNKNOWN
    """The organisation that published it."""
    kind: SourceKind = SourceKind.UNKNOWN
    """What kind of body published it. It decides which of a drug's sources is its primary one."""
    url: WebAddress | None = None
    """Where it can be read."""
    published: OrUnknown[PartialDate] = UNKNOWN
    """When it was published."""
    review_due: OrUnknown[PartialDate] | None = None
    """When its publisher says it is to be reviewed."""
    read_as: Annotated[ReadAs | None, REQUIRED] = None
    """Whether the original was read, or somebody else's copy."""
    checked_on: Fact[PartialDate] = UNKNOWN
    """When it was last read for the register."""


class Sourced(Record):
    """Something that rests on a source."""

    source: Annotated[Id | None, REQUIRED] = None
    """A key of this file's `sources`."""
    section: Text | None = None
    """The section of the source."""


class Statement(Sourced):
    """A sentence with its source."""

    text: Fact[Text] = UNKNOWN
    """The fact, in the register's own words."""
    drugs: tuple[Id, ...] = ()
    """The drugs it is limited to; none means all drugs of the file."""


class Limits(Record):
    """To whom a source limits what it says. A page never shows one specialty's rows under another."""

    specialties: tuple[Id, ...] = ()
    """The specialties that the source limits it to."""
    indications: tuple[Text, ...] = ()
    """The indications that the source limits it to."""

    @property
    def is_limited(self) -> bool:
        """Whether the source limits it at all."""
        return bool(self.specialties or self.indications)


class DrugStatement(Statement, Limits):
    """A sentence about a drug with its source, and what the source limits it to."""


class Names(Record):
    """Names that sources give."""

    names: Fact[tuple[Text, ...]] = UNKNOWN
    """The names."""
    sources: Fact[tuple[Id, ...]] = UNKNOWN
    """Keys of this file's `sources`."""


class Difference(Record):
    """Where sources disagree. Both stand; none is chosen."""

    about: Fact[Text] = UNKNOWN
    """What they disagree about."""
    text: Fact[Text] = UNKNOWN
    """What each says."""
    sources: Fact[tuple[Id, ...]] = UNKNOWN
    """Keys of this file's `sources`."""


class NotFound(Record):
    """What was looked for and not found: unknown, not absent."""

    sought: Fact[Text] = UNKNOWN
    """What was looked for."""
    where: Text | None = None
    """Where it was looked for."""


def known(value: object) -> bool:
    """Whether a fact is known: neither the word unknown nor absent."""
    return value is not None and not isinstance(value, Unknown)
