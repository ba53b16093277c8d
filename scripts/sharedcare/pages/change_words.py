"""Changes of one record, in the words of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from sharedcare.changes.change import About, Change, Kind, Side
from sharedcare.changes.rows import NAMES, split_fields
from sharedcare.changes.safety import CITING
from sharedcare.changes.same import note_in
from sharedcare.changes.sources import renamed
from sharedcare.changes.told import Line
from sharedcare.compare.matching import TIMING
from sharedcare.pages.blocks import Said
from sharedcare.pages.book import Book
from sharedcare.pages.change_labels import plain_label
from sharedcare.pages.compared import DEADLINES, Wording, light
from sharedcare.pages.id_words import words_for
from sharedcare.pages.intervals import how_often
from sharedcare.pages.scope import indication_names
from sharedcare.pages.words import ages_in_words, as_text, capital, deadline, said, uncapital
from sharedcare.register.entries import Entry
from sharedcare.register.model.base import Record, Unknown
from sharedcare.register.model.care import Contact
from sharedcare.register.model.monitoring import Ages, Monitoring, MonitoringRow, When
from sharedcare.register.model.protocol import Classification, Protocol
from sharedcare.register.model.sources import Limits, Source
from sharedcare.register.values.dates import PartialDate

_NAMED_BY = (*NAMES, "role", "organisation", "area", "drug", "rule", "decided_on", "on", "unit")
"""The fields that a row is called by, the first that it has."""
CONDITIONS = ("only_if", "ages", "indications", "specialties")
CITED = CITING | {"sources_read"}


@dataclass(frozen=True)
class ChangeWords:
    """Puts the changes of one record into words. Each side speaks with the names of its own register."""

    before: Speech
    after: Speech

    def lines(self, changes: tuple[Change, ...]) -> tuple[Line, ...]:
        """Each change as a line, those for a second reviewer first."""
        made = dict.fromkeys(map(self.line, changes))
        return tuple(sorted(made, key=lambda line: not line.second_reviewer))

    def line(self, change: Change) -> Line:
        """A change as a line."""
        speech = self.before if change.kind is Kind.REMOVED else self.after
        before = self.before.value(change.before) if change.before else ""
        after = self.after.value(change.after) if change.after else ""
        if before == after and change.before and change.after and change.before.role == "row":
            before, after = self.before.timing(change.before.record), self.after.timing(change.after.record)
        if before == after and change.before and change.after and not self._is_one_source(change.before, change.after):
            before, after = _told_apart(before, change.before.item), _told_apart(after, change.after.item)
        unshown = change.kind is Kind.CHANGED and before == after
        kind = Kind.REWRITTEN if unshown else change.kind
        return Line(kind, speech.label(change), before, after, change.safety)

    def _is_one_source(self, before: Side, after: Side) -> bool:
        """Whether two sides cite the same source, which has another key now."""
        keys = renamed(self.before.wording.sources, self.after.wording.sources)
        return after.field in CITED and isinstance(after.item, str) and keys.get(after.item) == before.item


@dataclass(frozen=True)
class Speech:
    """One side's words."""

    wording: Wording
    indications: Mapping[str, str]
    several: bool
    """Whether the file has several drugs, so that every row must say for which it is."""

    @classmethod
    def of(cls, book: Book, entry: Entry[Record]) -> Speech:
        """For what an entry of the register says."""
        record = entry.record
        if isinstance(record, Protocol):
            return cls(Wording.of(book, record), indication_names(record), len(record.drug_ids) > 1)
        return cls(Wording(book, entry.sources), {}, several=False)

    def label(self, change: Change) -> str:
        """What a change is about, from the outside in."""
        steps, about = list(change.steps), change.about
        inside = next((number for number, step in enumerate(steps) if about and step.owner is type(about.row)), None)
        if about is None:
            names = [plain_label(step.owner, step.field) for step in steps]
        else:
            outer = steps[:inside] if inside is not None else steps
            names = self._row_heads(outer[-1].owner, outer[-1].field, about)
            names += self._row(about, without=steps[inside].field if inside is not None else None)
            names += self._inner(change, about, inside) if inside is not None else []
        side = change.after or change.before
        names += ["note"] if side is not None and side.role == "note" else []
        return _joined(names)

    def _row_heads(self, owner: type[Record], field: str, about: About) -> list[str]:
        """What the list is called that a row stands in. A row of monitoring is known by its phase."""
        return [] if owner is Monitoring and isinstance(about.row, MonitoringRow) else [plain_label(owner, field)]

    def _inner(self, change: Change, about: About, inside: int) -> list[str]:
        """What the field of a row is called. Its name, and when it is due, need no label."""
        side = change.after or change.before
        inner = change.steps[inside:]
        is_timing = side is not None and side.role == "row"
        is_name = inner[0].field == called_by(type(about.row)) and (side is None or side.role != "note")
        if is_timing or (is_name and len(inner) == 1):
            return []
        return [plain_label(step.owner, step.field) for step in inner]

    def _row(self, about: About, without: str | None) -> list[str]:
        """What a row is called: its phase, tests, drugs and conditions, or its own name."""
        row, book, parts = about.row, self.wording.book, []
        if isinstance(row, When):
            parts.append(said(row, "phase").text)
        elif about.key is not None and not isinstance(row, Source):
            parts.append(about.key)
        tests = ", ".join(dict.fromkeys(book.test(name).text for name in about.tests)) if about.tests else ""
        named = [part for part in (tests, self._name(row, without), *self._conditions(row, without)) if part]
        drugs = " and ".join(uncapital(book.drug(drug).text) for drug in about.drugs)
        if drugs and (self.several or isinstance(row, MonitoringRow)):
            at = 1 if isinstance(row, When) and tests else len(named)
            named.insert(at, f"for {drugs}")
        return [*parts, ", ".join(named)] if named else parts

    def _name(self, row: Record, without: str | None) -> str:
        """What a row is called by a field of its own, where it is not the one that changed."""
        name = called_by(type(row))
        if isinstance(row, Source):
            return said(row, "title").text
        if isinstance(row, When) or name is None or name == without:
            return self._contact_for(row) if name == without else ""
        value = getattr(row, name)
        text = "" if value is None or isinstance(value, Unknown) else self._plain(row, name, value).text
        return ", ".join(filter(None, (self._contact_for(row), text)))

    def _contact_for(self, row: Record) -> str:
        return said(row, "for_").text if isinstance(row, Contact) else ""

    def _conditions(self, row: Record, without: str | None) -> Iterator[str]:
        if isinstance(row, When) and row.trigger and without != "every":
            yield f"set off by {row.trigger}"
        for name in CONDITIONS if has_conditions(type(row)) else ():
            value = getattr(row, name, None) if name != without else None
            if value in (None, ()) or isinstance(value, Unknown):
                continue
            match value:
                case str():
                    yield f"only if {value}"
                case Ages():
                    yield f"only at ages: {ages_in_words(value)}"
                case tuple() if name == "indications":
                    yield f"only for {', '.join(self.indications.get(key, key) for key in value)}"
                case tuple():
                    yield f"only for {as_text(value).replace('-', ' ')}"

    def value(self, side: Side) -> str:
        """What a side says."""
        record, name, item = side.record, side.field, side.item
        if side.role == "note":
            return str(item)
        if name is None or (isinstance(item, Record) and not isinstance(item, Ages)):
            return self.whole(item) if isinstance(item, Record) and name else self._row_whole(record)
        if side.role == "row" and isinstance(record, When):
            texts = [piece.text for piece in how_often(record).pieces if isinstance(piece, Said)]
            return uncapital(", ".join((*texts[:1], *map(uncapital, texts[1:]))))
        if isinstance(item, tuple) and any(isinstance(row, Record) for row in item):
            return f"{len(item)} row{'' if len(item) == 1 else 's'}"
        if isinstance(item, tuple) and side.role == "item":
            return ": ".join(map(str, item))
        text = self._plain(record, name, item)
        notes = [note_in(record, name)] if side.role == "field" else []
        notes += [note_in(item, end) for end in type(item).model_fields] if isinstance(item, Ages) else []
        said_beside = "; ".join(filter(None, notes))
        return f"{text.text} ({said_beside})" if said_beside else text.text

    def timing(self, row: Record) -> str:
        """When tests are due, field by field: for what the sentence of a page leaves out."""
        parts = [
            f"{uncapital(plain_label(type(row), name))}: {self.value(Side(row, name, getattr(row, name)))}"
            for name in TIMING
            if getattr(row, name) not in (None, ()) or note_in(row, name)
        ]
        return "; ".join(parts) or "nothing is said"

    def _plain(self, record: Record, name: str, item: object) -> Said:
        """A value without its note."""
        if (words := words_for(self.wording.book, record, name, item)) is not None:
            return Said(words)
        if name in CITED and not isinstance(item, Unknown | None) and name != "section":
            keys = item if isinstance(item, tuple) else (item,)
            return Said(", ".join(self._source(str(key)) for key in keys))
        if name == "indications" and isinstance(item, tuple) and item:
            return Said(", ".join(self.indications.get(key, str(key)) for key in item))
        if isinstance(item, PartialDate) and name in DEADLINES:
            return Said(deadline(record, name).text)
        if isinstance(item, tuple) and item and all(isinstance(part, Enum) for part in item):
            return Said(", ".join(capital(as_text(part)) for part in item))
        if isinstance(record, Classification) and name == "label":
            return Said(light(self.wording.book, record).text)
        return self.wording.item(record, name, item, None)

    def _source(self, key: str) -> str:
        sources = self.wording.sources
        return said(sources[key], "title").text if key in sources else key

    def _row_whole(self, row: Record) -> str:
        """All that a row says, save what it is called by already."""
        known = split_fields(type(row)) | {called_by(type(row)), "id", "for_"}
        if not isinstance(row, When):
            return self.whole(row, known) or said_name(row)
        due = self.value(Side(row, "every", row.every, "row"))
        rest = self.whole(row, known | {"phase", *CONDITIONS, *TIMING})
        return f"{due}; {rest}" if rest else due

    def whole(self, record: Record, without: frozenset[str | None] = frozenset()) -> str:
        """All that a record says, field by field."""
        parts = []
        for name in sorted(type(record).model_fields, key=lambda name: name in CITED):
            value = getattr(record, name)
            if name not in without and value not in (None, ()):
                text = self.value(Side(record, name, value))
                parts.append(f"{uncapital(plain_label(type(record), name))}: {text}")
        return "; ".join(parts)


def _told_apart(said: str, item: object) -> str:
    """Two records of one name are told apart by their ids."""
    return f"{said} ({item})" if isinstance(item, str) and item != said else said


def said_name(record: Record) -> str:
    """The name of a row that says nothing else."""
    name = called_by(type(record))
    return said(record, name).text if name else "nothing else is said"


def has_conditions(kind: type[Record]) -> bool:
    """Whether a row of a kind is called by the conditions under which it holds."""
    return issubclass(kind, When | Limits | Classification)


def called_by(kind: type[Record]) -> str | None:
    """The field that rows of a kind are called by."""
    if issubclass(kind, Contact):
        return "role"
    return next((name for name in _NAMED_BY if name in kind.model_fields), None)


def _joined(names: list[str]) -> str:
    """Labels from the outside in: `Who does what: Who prescribes? What the specialist does`."""
    text = ""
    for name in names:
        gap = "" if not text else " " if text.endswith("?") else ": "
        text += f"{gap}{name}"
    return text
