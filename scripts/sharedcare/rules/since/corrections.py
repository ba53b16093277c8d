"""What a correction says: whether it names what changed, and a line to paste that does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date

from sharedcare.changes.change import About
from sharedcare.changes.change import Change as Difference
from sharedcare.compare.labels import label_of
from sharedcare.register.load import Register
from sharedcare.register.model.protocol import AdoptedIn
from sharedcare.register.reading.places import Value
from sharedcare.rules.since.frame import Change, Pair

FEWEST_WORDS = 3
"""A correction of fewer words says nothing. Our judgement."""
SHORTEST_WORD = 4
"""The fewest letters of an ordinary word that names something; a test, a drug or a number may be shorter."""
LONGEST_WHAT = 160
"""The most characters of a `what` to paste that names each row."""
_STEM = 5
_SAYS_NOTHING = frozenset(("protocol", "document", "file", "what", "which", "when", "where", "with", "from", "that"))
_CITES = frozenset(("source", "sources"))


Names = frozenset[frozenset[str]]
"""What something may be called by: each name by the stems of all its words."""


def is_named(told: Iterable[str], names: Names) -> bool:
    """Whether one of some corrections has a few words, none left open, and the whole of a name among them."""
    return any(len(said := _words(text)) >= FEWEST_WORDS and "…" not in text and _has_one(said, names) for text in told)


def _has_one(said: Iterable[str], names: Names) -> bool:
    stems = _stems(said)
    return any(name <= stems for name in names)


def names_of(change: Change, pair: Pair, one: Difference) -> Names:
    """What a reader may call a change by: its block, its field, its drugs and tests, and what its row says.

    A drug or test of several words is named by all of them: "blood" alone is no full blood count.
    """
    step, about = one.steps[-1], one.about
    said = [*_sections(one), *_row_says(pair, one), label_of(step.owner, step.field), *_of_key(step.field)]
    long = (word for text in said for word in _words(text) if len(word) >= SHORTEST_WORD or word.isdigit())
    ids = (*about.drugs, *about.tests) if about is not None else ()
    whole = (_stems(_words(text)) for name in ids for text in _called(change.after, name))
    single = _stems((*_of_key(one.block), *(word for word in long if word not in _SAYS_NOTHING)))
    return frozenset((*_each(single), *(name for name in whole if name)))


def names_in(about: str) -> Names:
    """The words of a text by which a reader may know what it is about: what its numbers say alone is too little."""
    words = (word for word in _words(about) if len(word) >= SHORTEST_WORD and not word.isdigit())
    return frozenset(_each(_stems(word for word in words if word not in _SAYS_NOTHING)))


def of_area(row: AdoptedIn, pair: Pair) -> Names:
    """What a correction calls another area's decision: by the area, or by what it decided."""
    own = str(pair.after.record.area or "").split("-")
    place = (word for word in str(row.area).split("-") if word not in own)
    return names_in(f"adopted adoption pending review {' '.join(place)}")


def _each(stems: Iterable[str]) -> Iterator[frozenset[str]]:
    return (frozenset((stem,)) for stem in stems)


def row_to_paste(day: date, what: str) -> str:
    """A correction to paste."""
    return f"  - {{on: {day.isoformat()}, by: …, what: {json.dumps(what, ensure_ascii=False)}}}"


def quoted(name: str) -> str:
    """A name as it is pasted: between quotation marks only where a sign in it could mean something else."""
    return name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)


_PLAIN = re.compile(r"[^\W\d_][\w '&()-]*[\w)]")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _of_key(key: str) -> list[str]:
    return _words(key.replace("_", " "))


def _stems(words: Iterable[str]) -> frozenset[str]:
    """Words without what an ending may change: `tests` is `test`."""
    return frozenset(word if word.isdigit() else word.removesuffix("s")[:_STEM] for word in words)


def _sections(one: Difference) -> Iterator[str]:
    said = (side for side in (one.before, one.after, one.about) if side is not None)
    for record in (side.row if isinstance(side, About) else side.record for side in said):
        yield str(getattr(record, "section", None) or "")


def _row_says(pair: Pair, one: Difference) -> Iterator[str]:
    """All that stands in the row of a change, or else in its field; its sources left out."""
    path, entry = one.path, pair.after if one.after is not None else pair.before
    rows = [end for end, step in enumerate(path, 1) if isinstance(step, int)]
    value: Value = entry.positioned.data
    for step in (*entry.base, *(path[: rows[-1]] if rows else path)):
        value = _inside(value, step)
    yield from _texts(value)


def _inside(value: Value, step: str | int) -> Value:
    if isinstance(value, dict):
        return value.get(str(step), "")
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else ""


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for key, item in value.items() if key not in _CITES for text in _texts(item))
    elif isinstance(value, list):
        yield from (text for item in value for text in _texts(item))
    else:
        yield str(value)


def _called(register: Register, name: str) -> Iterator[str]:
    """A drug or test by its id, and a test by the other names that the register has of it."""
    yield name
    if (test := register.test_named(name)) is not None:
        record = test[1].record
        yield from (str(record.name), record.abbreviation or "", *record.aliases)


OF_REVIEW = names_in("review reviewed ends expires valid")
"""What a correction calls the day after which a document is out of date."""
