"""What the form for editors needs to tell a change as `sharedcare diff` does: every list and label.

The browser walks through two readings of a file as `changes/` does, and knows nothing of its own about any field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any

from sharedcare.changes.fields import is_large
from sharedcare.changes.rows import ALIKE, HALF, identity_fields, name_field, split_fields, subject_fields
from sharedcare.changes.safety import CARE, CITING, SAFETY
from sharedcare.changes.told import REWRITTEN
from sharedcare.compare.facts import key_of
from sharedcare.compare.matching import TIMING
from sharedcare.pages.book import Book
from sharedcare.pages.change_labels import plain_label
from sharedcare.pages.change_words import CITED, CONDITIONS, called_by, has_conditions
from sharedcare.pages.compared import DEADLINES
from sharedcare.pages.id_words import words_for
from sharedcare.pages.words import capital
from sharedcare.register.model.base import Record
from sharedcare.register.model.care import Contact
from sharedcare.register.model.document import Review
from sharedcare.register.model.monitoring import Ages, MonitoringRow, When
from sharedcare.register.model.protocol import Classification, Protocol
from sharedcare.register.model.sources import Source
from sharedcare.register.model.vocabulary import ContactFor, Phase
from sharedcare.register.values.dates import MONTHS
from sharedcare.rules.targets import SINGULAR

Models = Iterable[type[Record]]

NEEDS: tuple[tuple[frozenset[str], str, str], ...] = (
    (
        frozenset({"document.review_due", "document.end", "document.expires"}),
        "A date that moves later needs a review record that says who read what, or an extension by the committee.",
        "record-a-review",
    ),
    (
        frozenset(key_of(Protocol, name) for name in CARE),
        "What changes about care needs a row under “Slips mended without a new version”, or a new version that was "
        "read.",
        "correct",
    ),
    (
        frozenset({"commissioned_service"}),
        "What is paid needs the day on which somebody confirmed it, and a source for it.",
        "change-funding",
    ),
    (
        frozenset({"contacts"}),
        "Another number, mailbox or hours need the day on which somebody rang or wrote, or “Not known”.",
        "change-a-contact",
    ),
)
"""What a change asks for besides, by the keys that change, with its guide: the checks fail without it, and only they
can tell. In short what `rules/since` asks."""


def told_data(book: Book, models: Models) -> Mapping[str, Any]:
    """Everything for the kinds of record inside a protocol. Fields are given by their keys."""
    return {
        "labels": _each((Protocol,), _labels),
        "absent": _each(models, _absent),
        "rows": _each(models, _row),
        "large": [kind.__name__ for kind in models if is_large(kind)],
        "safety": {kind.__name__: _keys(kind, sorted(fields)) for kind, fields in SAFETY.items() if kind in models},
        "citing": sorted(CITING),
        "urgent": {"kind": Contact.__name__, "key": key_of(Contact, "for_"), "word": ContactFor.URGENT.value},
        "alike": ALIKE,
        "half": HALF,
        **_words(book, models),
    }


def _words(book: Book, models: Models) -> Mapping[str, Any]:
    """What puts a change into words."""
    return {
        "when": [kind.__name__ for kind in models if issubclass(kind, When)],
        "timing": _keys(When, TIMING),
        "once": Phase.BASELINE.value,
        "named_by": {kind.__name__: key_of(kind, name) for kind in models if (name := called_by(kind)) is not None},
        "conditions": _each(models, _conditions),
        "cited": sorted(CITED - {"section"}),
        "deadlines": sorted(DEADLINES),
        "months": MONTHS,
        "rewritten": capital(REWRITTEN),
        "ages": Ages.__name__,
        "source": Source.__name__,
        "monitoring": MonitoringRow.__name__,
        "light": {"kind": Classification.__name__, "key": "label"},
        "spoken": ["specialties"],
        "called": _called(book),
        "named": [shelf for shelf, word in SINGULAR.items() if hasattr(Book, word)],
        "abbreviations": {
            key: entry.record.abbreviation for key, entry in book.register.tests.items() if entry.record.abbreviation
        },
    }


def _called(book: Book) -> Mapping[str, Mapping[str, str | None]]:
    """The words for ids that no shelf of the form has names for, by the kind of record and the key."""
    notices = [one.id for entry in book.register.drugs.values() for one in entry.record.safety_notices if one.id]
    fields = ((Review(), "notices_read", notices), (Protocol(), "reports", list(book.register.reports)))
    return {
        f"{type(record).__name__}.{name}": {key: words_for(book, record, name, key) for key in keys}
        for record, name, keys in fields
    }


def _each(models: Models, said: Callable[[type[Record]], Any]) -> Mapping[str, Any]:
    return {kind.__name__: found for kind in models if (found := said(kind))}


def _keys(kind: type[Record], names: Iterable[str]) -> list[str]:
    return [key_of(kind, name) for name in names]


def _labels(kind: type[Record]) -> Mapping[str, str]:
    return {key: plain_label(kind, name) for key, name in kind.field_keys().items()}


def _absent(kind: type[Record]) -> Mapping[str, Any]:
    """What an absent key reads as, where it reads as anything."""
    fields = ((key, kind.model_fields[name]) for key, name in kind.field_keys().items())
    given = {key: field.get_default(call_default_factory=True) for key, field in fields}
    return {key: value.value if isinstance(value, Enum) else value for key, value in given.items() if value is not None}


def _row(kind: type[Record]) -> Mapping[str, Any]:
    """What rows of a kind are taken apart by, are about, and are told apart by."""
    name = name_field(kind)
    said = {
        "split": sorted(split_fields(kind)),
        "subjects": _keys(kind, subject_fields(kind)),
        "identity": _keys(kind, identity_fields(kind)),
    }
    return {**said, "name": key_of(kind, name)} if name else said


def _conditions(kind: type[Record]) -> list[str]:
    return [name for name in CONDITIONS if has_conditions(kind) and name in kind.model_fields]
