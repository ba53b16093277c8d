"""What changed between two readings of the register, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from sharedcare.changes.registers import DRUGS, PROTOCOLS, SOURCES, Changed, Fate, changed
from sharedcare.changes.safety import SAFETY
from sharedcare.changes.states import StateChange, state_changes
from sharedcare.changes.told import Comparison, Line, Reach, StateLine, Told
from sharedcare.pages.book import Book
from sharedcare.pages.change_words import ChangeWords, Speech
from sharedcare.pages.reach import Reaching
from sharedcare.pages.words import capital, said
from sharedcare.register.model.base import Record
from sharedcare.rules.targets import SINGULAR
from sharedcare.status import FundingState, State

NO_STATE = "not in the register"
_WORST = (Fate.UNREADABLE, Fate.BROKEN, Fate.STILL_UNREADABLE, Fate.REMOVED)


def comparison(before: Book, after: Book, called: tuple[str, str]) -> Comparison:
    """Everything that changed between two readings, judged on the day of the books.

    `called` is what the reader calls the two readings.
    """
    telling = Telling(before, after)
    states = groupby(state_changes(before.cases, after.cases, after.day), key=lambda one: one.protocol)
    by_protocol = {name: tuple(group) for name, group in states}
    told = []
    for one in changed(before.register, after.register):
        names = (one.id, one.was or "") if one.shelf == PROTOCOLS else ()
        told.append(telling.told(one, *(by_protocol.pop(name, ()) for name in names)))
    told += [telling.only_states(name, group) for name, group in by_protocol.items()]
    return Comparison(*called, after.day, tuple(sorted(told, key=_order)))


def _order(one: Told) -> tuple[int, bool]:
    """Broken files first, then what is gone, then what needs a second reviewer."""
    return (_WORST.index(one.fate) if one.fate in _WORST else len(_WORST), not one.second_reviewer)


@dataclass(frozen=True)
class Telling:
    """Tells of each record that changed."""

    before: Book
    after: Book

    def told(self, one: Changed, states: Sequence[StateChange] = (), earlier: Sequence[StateChange] = ()) -> Told:
        """Everything about one record; of a renamed protocol, `earlier` are the states under its old id."""
        if one.was is not None:
            states = _joined(earlier, states)
        book = self.before if one.fate is Fate.REMOVED else self.after
        return Told(
            title=self._title(one, book),
            file=one.file,
            fate=one.fate,
            headline=self._headline(one),
            lines=self.lines(one),
            states=tuple(self._states(states)),
            reach=self._reach(one),
            headline_second_reviewer=one.fate is not Fate.CHANGED and _is_clinical(one),
        )

    def _reach(self, one: Changed) -> Reach:
        """What a record reached before, or reaches now: of a file that broke, only the one is known."""
        sides = self._reaching[1].reach(one), self._reaching[0].reach(replace(one, id=one.was or one.id))
        found = {name: (*getattr(sides[0], name), *getattr(sides[1], name)) for name in Reach.__slots__}
        return Reach(**{name: tuple(dict.fromkeys(values)) for name, values in found.items()})

    @cached_property
    def _reaching(self) -> tuple[Reaching, Reaching]:
        return Reaching(self.before), Reaching(self.after)

    def lines(self, one: Changed) -> tuple[Line, ...]:
        """The changes of one record in words."""
        if one.before is None or one.after is None:
            return ()
        return ChangeWords(Speech.of(self.before, one.before), Speech.of(self.after, one.after)).lines(one.changes)

    def only_states(self, protocol: str, states: Sequence[StateChange]) -> Told:
        """Of a protocol whose own file did not change, but something that it rests on did."""
        entry = self.after.register.protocols[protocol]
        one = Changed(PROTOCOLS, protocol, entry.file, Fate.CHANGED, entry, entry)
        return replace(self.told(one, states), headline="Its own file did not change; what it rests on did.")

    def _title(self, one: Changed, book: Book) -> str:
        entry = one.after or one.before
        if one.shelf == PROTOCOLS:
            record = entry.record if entry else None
            title = said(record, "title").text if record else one.title or one.id
            area = record.area if record else one.file.partition("/")[0]
            return f"{title}, {book.place(area)}"
        if entry is None:
            return f"File: {one.file}"
        return f"{_KIND[one.shelf]}: {_name_of(entry.record) or one.id}"

    def _headline(self, one: Changed) -> str:
        words = _HEADLINES[one.fate]
        if one.finding is not None:
            return f"{words} Line {one.finding.position.line}: {one.finding.message}."
        if one.was is not None:
            return f"{words} It was called {one.was}."
        record = one.after or one.before
        if one.fate in (Fate.NEW, Fate.REMOVED) and one.shelf not in (PROTOCOLS, DRUGS) and record is not None:
            book = self.after if one.after else self.before
            return f"{words} {capital(Speech.of(book, record).whole(record.record))}."
        return words

    def _states(self, changes: Sequence[StateChange]) -> Iterator[StateLine]:
        for one in changes:
            area = self.after.area_name(one.area)
            for what, old, new, better in _state_words(one.before, one.after):
                yield StateLine(area, what, old, new, better)


_KIND = {shelf: capital(word) for shelf, word in SINGULAR.items()} | {
    "ids": "List of ids",
    "ratchet": "Rule that old files need not keep",
    SOURCES: "Source",
}
_HEADLINES = {
    Fate.UNREADABLE: "The file can no longer be read: nothing in it is shown or checked.",
    Fate.BROKEN: "The file is new, and cannot be read.",
    Fate.STILL_UNREADABLE: "The file could not be read before, nor now: nobody can tell what changed in it.",
    Fate.REMOVED: "Taken out of the register.",
    Fate.RENAMED: "Renamed.",
    Fate.READABLE: "The file could not be read before, and can now: all that it says has to be reviewed.",
    Fate.NEW: "New: all that it says has to be reviewed.",
    Fate.CHANGED: "",
}


def _is_clinical(one: Changed) -> bool:
    """Whether a whole record that came, went or broke is one in which second reviewers have an interest."""
    entry = one.after or one.before
    return entry is None or type(entry.record) in SAFETY


def _name_of(record: Record) -> str:
    name = next((field for field in ("name", "title", "item") if field in type(record).model_fields), None)
    return said(record, name).text if name else ""


def _joined(earlier: Sequence[StateChange], later: Sequence[StateChange]) -> tuple[StateChange, ...]:
    """The states of a protocol under its old id beside those under its new one, where they are not the same."""
    news = {one.area: one for one in later}
    olds = {one.area: one for one in earlier}
    return tuple(
        StateChange(one.protocol, area, olds[area].before if area in olds else None, one.after)
        for area, one in news.items()
        if area not in olds or olds[area].before != one.after
    )


def _state_words(old: State | None, new: State | None) -> Iterator[tuple[str, str, str, bool]]:
    """What of a state is another, in words, and whether it is better."""
    for what, part in (("Currency", "currency"), ("Funding", "funding"), ("A new request", "arrangements")):
        (was, rank), (now, newer) = _part(old, part), _part(new, part)
        if was != now:
            yield what, was, now, old is not None and new is not None and newer < rank
    if old is None or new is None:
        return
    for came, went, part in _REASONS:
        was_said, now_said = getattr(old.arrangements, part), getattr(new.arrangements, part)
        yield from ((came, "", text, False) for text in now_said if text not in was_said)
        yield from ((went, text, "", True) for text in was_said if text not in now_said)


_REASONS = (
    ("Now known to be missing", "No longer known to be missing", "missing"),
    ("Now not confirmed", "No longer unconfirmed", "unconfirmed"),
)
"""What is said of a reason that came and of one that went, by the part of a state that holds them."""


def _part(state: State | None, part: str) -> tuple[str, float]:
    """A part of a state in words, and its rank; one that ends soon ranks a little worse."""
    if state is None:
        return NO_STATE, 0
    whole = getattr(state, part)
    value = getattr(whole, part)
    soon = isinstance(whole, FundingState) and whole.ending_soon
    return f"{value.label}{', ending soon' if soon else ''}", value.rank + (0.5 if soon else 0)
