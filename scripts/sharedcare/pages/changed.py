"""What changed between two readings of the register, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from sharedcare.changes.registers import PROTOCOLS, SETTINGS, SOURCES, Changed, Fate, changed
from sharedcare.changes.renames import told_once, way_on
from sharedcare.changes.safety import SAFETY
from sharedcare.changes.states import StateChange, state_changes
from sharedcare.changes.told import Comparison, Line, Reach, StatesAlike, Told, Trend
from sharedcare.exports.addresses import address_of
from sharedcare.pages.book import Book
from sharedcare.pages.causes import Candidate, Shared, shared_out
from sharedcare.pages.change_words import ChangeWords, Speech
from sharedcare.pages.id_words import title_for
from sharedcare.pages.places import PAGES
from sharedcare.pages.reach import Reaching
from sharedcare.pages.state_words import rank, state_lines
from sharedcare.pages.whole_words import whole_lines
from sharedcare.pages.words import capital, said, uncapital
from sharedcare.rules.targets import SINGULAR

_WORST = (Fate.UNREADABLE, Fate.BROKEN, Fate.STILL_UNREADABLE, Fate.REMOVED)


def comparison(before: Book, after: Book, called: tuple[str, str]) -> Comparison:
    """Everything that changed between two readings, judged on the day of the books.

    `called` is what the reader calls the two readings.
    """
    telling = Telling(before, after)
    found = told_once(changed(before.register, after.register), after.register)
    by_protocol = groupby(state_changes(before.cases, after.cases, after.day), key=lambda one: one.protocol)
    states = {name: tuple(group) for name, group in by_protocol}
    own = [telling.own_states(one, states) for one in found]
    shared = telling.shared_out(found, states)
    told = [telling.told(one, own[number], shared.by_cause.get(number, ())) for number, one in enumerate(found)]
    told += [telling.only_states(name, states[name]) for name in shared.unexplained]
    return Comparison(*called, after.day, tuple(sorted(told, key=_order)))


def _order(one: Told) -> tuple[bool, int, bool, bool]:
    """Where funding ends; then broken files, what is gone, what becomes worse, and what needs a second reviewer."""
    states = one.every_state
    return (
        not any(state.ends_funding for state in states),
        _WORST.index(one.fate) if one.fate in _WORST else len(_WORST),
        not any(state.trend is Trend.WORSE for state in states),
        not one.second_reviewer,
    )


@dataclass(frozen=True)
class Telling:
    """Tells of each record that changed."""

    before: Book
    after: Book

    def told(self, one: Changed, states: Sequence[StateChange] = (), resting: Sequence[StatesAlike] = ()) -> Told:
        """Everything about one record, with what it makes of protocols whose own files did not change."""
        return Told(
            title=self._title(one, self.before if one.fate is Fate.REMOVED else self.after),
            file=one.file,
            fate=one.fate,
            headline=self._headline(one),
            lines=self.lines(one),
            states=state_lines((self.before, self.after), states),
            resting=tuple(sorted(resting, key=lambda alike: rank(alike.lines[0]))),
            reach=self._reach(one),
            headline_second_reviewer=one.fate is not Fate.CHANGED and _is_clinical(one),
        )

    def own_states(self, one: Changed, states: dict[str, tuple[StateChange, ...]]) -> tuple[StateChange, ...]:
        """Take out of `states` what becomes of a protocol; of a renamed one, under its old id as well."""
        if one.shelf != PROTOCOLS:
            return ()
        now = states.pop(one.id, ())
        return _joined(states.pop(one.was, ()), now) if one.was is not None else now

    def shared_out(self, found: Sequence[Changed], states: Mapping[str, Sequence[StateChange]]) -> Shared:
        """The states of protocols whose own files did not change, under the changed records that they rest on."""
        lines = {name: state_lines((self.before, self.after), group) for name, group in states.items()}
        among = [Candidate(one, self._resting_on(one) if lines else frozenset()) for one in found]
        return shared_out(lines, among, lambda name: self.after.by_protocol[name][0].title)

    def _resting_on(self, one: Changed) -> frozenset[str]:
        before, after = self._reaching
        return frozenset((*before.resting_on(one), *after.resting_on(one)))

    def _reach(self, one: Changed) -> Reach:
        """What a record reached before, or reaches now: of a file that broke, only the one is known."""
        sides = self._reaching[1].reach(one), self._reaching[0].reach(replace(one, id=one.was or one.id))
        found = {name: (*getattr(sides[0], name), *getattr(sides[1], name)) for name in Reach.__slots__}
        if one.fate is Fate.RENAMED:
            found["pages"] += (address_of(PAGES["ids"]),)
        return Reach(**{name: tuple(dict.fromkeys(values)) for name, values in found.items()})

    @cached_property
    def _reaching(self) -> tuple[Reaching, Reaching]:
        return Reaching(self.before, is_after=False), Reaching(self.after, is_after=True)

    def lines(self, one: Changed) -> tuple[Line, ...]:
        """The changes of one record in words; of one that came or went, all that it says."""
        if one.before is not None and one.after is not None:
            words = ChangeWords(Speech.of(self.before, one.before), Speech.of(self.after, one.after))
            return words.lines(one.changes)
        if (entry := one.after or one.before) is None:
            return ()
        speech = Speech.of(self.after if one.after else self.before, entry)
        return whole_lines(ChangeWords(speech, speech), one.changes, f"The {_kind(one.shelf)} itself")

    def only_states(self, protocol: str, states: Sequence[StateChange]) -> Told:
        """Of a protocol whose own file did not change, nor any record that it names."""
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
        kind = capital(_kind(one.shelf))
        return kind if one.shelf == SETTINGS else f"{kind}: {title_for(book, entry.record, one.id)}"

    def _headline(self, one: Changed) -> str:
        if one.was is not None:
            return self._renamed(one)
        words = _HEADLINES[one.fate]
        if one.finding is not None:
            return f"{words} Line {one.finding.position.line}: {one.finding.message}."
        return words

    def _renamed(self, one: Changed) -> str:
        """What a protocol was called, and whether its old address leads on."""
        words = f"Renamed from {one.was} to {one.id};"
        if (row := way_on(one, self.after.register)) is None:
            return f"{words} nothing leads from the old address to the new one."
        day, why = said(row, "retired_on").text, said(row, "why").text
        return f"{words} the old address leads to the new one (since: {uncapital(day)}), and says why: {why}"


_KINDS = {
    "ids": "list of published protocols",
    "ratchet": "rule that old files need not keep",
    SETTINGS: "register",
    SOURCES: "source",
}


def _kind(shelf: str) -> str:
    """The word for one record of a shelf."""
    return _KINDS.get(shelf) or SINGULAR[shelf]


_HEADLINES = {
    Fate.UNREADABLE: "The file can no longer be read: nothing in it is shown or checked.",
    Fate.BROKEN: "The file is new, and cannot be read.",
    Fate.STILL_UNREADABLE: "The file could not be read before, nor now: nobody can tell what changed in it.",
    Fate.REMOVED: "Taken out of the register: all that it said is gone.",
    Fate.READABLE: "The file could not be read before, and can now: all that it says has to be reviewed.",
    Fate.NEW: "New: all that it says has to be reviewed.",
    Fate.CHANGED: "",
}


def _is_clinical(one: Changed) -> bool:
    """Whether a whole record that came, went or broke is one in which second reviewers have an interest."""
    entry = one.after or one.before
    return entry is None or type(entry.record) in SAFETY


def _joined(earlier: Sequence[StateChange], later: Sequence[StateChange]) -> tuple[StateChange, ...]:
    """The states of a protocol under its old id beside those under its new one, where they are not the same."""
    news = {one.area: one for one in later}
    olds = {one.area: one for one in earlier}
    return tuple(
        StateChange(one.protocol, area, olds[area].before if area in olds else None, one.after)
        for area, one in news.items()
        if area not in olds or olds[area].before != one.after
    )
