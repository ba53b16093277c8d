"""The facts that records are compared in, in the words of their pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from sharedcare.compare.facts import Fact, Names, Part, Value, key_of
from sharedcare.compare.join import Compared, protocol_compared
from sharedcare.compare.labels import label_of
from sharedcare.pages.blocks import Said
from sharedcare.pages.book import Book
from sharedcare.pages.clinical import PARTIES
from sharedcare.pages.intervals import how_often
from sharedcare.pages.scope import indication_names
from sharedcare.pages.words import ages_in_words, as_text, capital, deadline, said, said_value, uncapital
from sharedcare.register.model.base import Record, Unknown
from sharedcare.register.model.monitoring import Ages, When
from sharedcare.register.model.protocol import Classification, Protocol
from sharedcare.register.model.sources import Source
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.targets import SINGULAR, TARGETS

NOTHING = "Nothing is listed"
"""Of a list that has to be there and is known to be empty."""
DEADLINES = {"approved_on", "review_due", "expires", "end", "until"}
"""The days that count as the last one that they can mean."""
BARE = {"text", "finding", "name", "says", "role", "organisation"}
"""The names of rows that need no label to be understood."""


def names_of(book: Book, protocol: Protocol) -> Names:
    """What a protocol calls its parts."""
    return Names(protocol.drug_ids, indication_names(protocol), test_names(book))


def test_names(book: Book) -> _TestNames:
    """The same for every name of one test."""
    return _TestNames(book)


@dataclass(frozen=True)
class _TestNames:
    book: Book

    def __call__(self, name: str) -> str:
        return self.book.register.test_key(name)


def compared(book: Book, protocol: Protocol, blocks: Sequence[str] | None = None) -> Compared:
    """A protocol taken apart, or some of its blocks."""
    return protocol_compared(protocol, names_of(book, protocol), blocks)


def light(book: Book, row: Classification) -> Said:
    """A traffic light, with the committee without which it means nothing."""
    label, committee = said(row, "label"), book.committee(row.committee)
    by = committee.text if committee.known else "a committee that is not known"
    return Said(f"{label.text}, given by {by}", label.known and committee.known, label.note)


@dataclass(frozen=True)
class Wording:
    """Puts the facts of one file into words."""

    book: Book
    sources: Mapping[str, Source]
    several: bool = False
    """Whether the file has several drugs, so that a row must say for which it is."""
    contacts: Mapping[str, str] = field(default_factory=dict)
    """The role of each of the file's contacts by id."""
    _texts: dict[int, tuple[Value, str]] = field(default_factory=dict)
    """What has been put into words: a row of three tests says the same three times."""

    @classmethod
    def of(cls, book: Book, protocol: Protocol) -> Wording:
        """For the facts of a protocol."""
        contacts = () if isinstance(protocol.contacts, Unknown) else protocol.contacts
        roles = {row.id: said(row, "role").text for row in contacts if row.id}
        return cls(book, protocol.sources, len(protocol.drug_ids) > 1, roles)

    def label(self, fact: Fact) -> str:
        """What a fact is called, under the name of its block."""
        heads = () if fact.of("phase") is not None else fact.labels[1:]
        text = ""
        for part in (*heads, *self._about(fact)):
            gap = ": " if text else ""
            gap = " " if text.endswith("?") else ", " if text and part.startswith("only ") else gap
            text += f"{gap}{part}"
        drug = fact.of("drugs") or fact.of("drug")
        if not self.several or not isinstance(drug, str) or not drug:
            return text
        name = self.book.drug(drug).text
        return f"{text}, for {name.lower()}" if text else name

    def source(self, fact: Fact) -> str:
        """What a fact rests on: the title of each source, with the section."""
        records = {id(value.record): value.record for part in fact.parts for value in part.values}
        cited = (
            (getattr(one, "source", None), getattr(one, "section", None))
            for one in records.values()
            if _cites(type(one))
        )
        return "; ".join(self._source(key, section) for key, section in dict.fromkeys(cited) if key)

    def texts(self, part: Part) -> tuple[str, ...]:
        """What a part says, each text once."""
        return tuple(dict.fromkeys(map(self._once, part.values)))

    def _once(self, value: Value) -> str:
        if id(value) not in self._texts:
            self._texts[id(value)] = value, self.text(value)
        return self._texts[id(value)][1]

    def text(self, value: Value) -> str:
        """What a record says in a field, with the note beside it."""
        if value.role == "note":
            return f"({value.item})"
        said_here = self._said(value)
        text = f"{said_here.text} ({said_here.note})" if said_here.note else said_here.text
        return f"{self._named(value)}{text}"

    def _named(self, value: Value) -> str:
        record, name = value.record, value.field
        if value.role == "field" or (value.role == "name" and name in BARE) or isinstance(record, When):
            return ""
        return "" if (type(record), name) == (Classification, "label") else f"{label_of(type(record), name)}: "

    def _said(self, value: Value) -> Said:
        record, name, item = value.record, value.field, value.item
        if isinstance(record, When):
            return self._when(record, name)
        if isinstance(record, Classification) and name == "label":
            return light(self.book, record)
        note = record.note_on(key_of(type(record), name))
        if isinstance(getattr(record, name), tuple) and value.role == "field":
            note = None
        if isinstance(item, PartialDate) and name in DEADLINES:
            return deadline(record, name)
        return self.item(record, name, item, note)

    def item(self, record: Record, name: str, item: object, note: str | None) -> Said:
        """A value as a reader sees it, or one item of a list: what ids stand for, not the ids."""
        shelf = _shelf(type(record), name)
        if isinstance(item, Ages):
            return Said(ages_in_words(item), note=note)
        if item == ():
            return Said(NOTHING, note=note)
        if shelf and isinstance(item, str | tuple):
            ids = (item,) if isinstance(item, str) else item
            return Said(", ".join(getattr(self.book, SINGULAR[shelf])(one).text for one in ids), note=note)
        if name == "contact" and isinstance(item, str):
            return Said(self.contacts.get(item, item), note=note)
        return said_value(item, note)

    def _when(self, row: When, name: str) -> Said:
        if name != "every":
            party = said(row, name)
            return Said(f"{PARTIES[name]}: {party.text.lower()}", party.known, party.note)
        texts = [piece.text for piece in how_often(row).pieces if isinstance(piece, Said)]
        return Said(", ".join((*texts[:1], *map(uncapital, texts[1:]))), known=row.says_when())

    def _about(self, fact: Fact) -> Iterator[str]:
        """What rows are about, save their drug."""
        for name, value in fact.about:
            if value in (None, (), "") or name in ("drug", "drugs") or isinstance(value, Unknown):
                continue
            match name:
                case "test" | "tests":
                    tests = value if isinstance(value, tuple) else (value,)
                    yield ", ".join(self.book.test(str(test)).text for test in tests)
                case "only_if":
                    yield f"only if {value}"
                case "ages" if isinstance(value, Ages):
                    yield f"only at ages: {ages_in_words(value)}"
                case "indications":
                    yield f"only for {as_text(value)}"
                case "area":
                    yield self.book.area_name(str(value))
                case _:
                    yield capital(as_text(value))

    def _source(self, key: str, section: str | None) -> str:
        title = said(self.sources[key], "title").text if key in self.sources else key
        return f"{title}, section {section}" if section else title


@cache
def _cites(kind: type[Record]) -> bool:
    """Whether records of a kind name their source."""
    return "source" in kind.model_fields


@cache
def _shelf(kind: type[Record], name: str) -> str | None:
    """On which shelf of the register the records stand that a field names by their ids."""
    found = (TARGETS[base].get(name) for base in kind.__mro__ if base in TARGETS)
    shelf = next(filter(None, found), "")
    return shelf if hasattr(Book, SINGULAR.get(shelf, "")) else None
