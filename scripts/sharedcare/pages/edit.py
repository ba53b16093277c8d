"""The form for editors: its page, what the browser makes it from, and the text of each file that it is filled with.

The browser makes the form from the published JSON Schema. What a schema cannot hold (labels, the words for words, which
records an id may name, what is said of a value that does not fit) is written beside it, from where Python has it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sharedcare.exports.timelines import stamp
from sharedcare.pages import template
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.pages.change_labels import plain_label
from sharedcare.pages.edit_told import NEEDS, told_data
from sharedcare.pages.page import FAST, Page
from sharedcare.pages.words import NOT_KNOWN, as_text, capital
from sharedcare.pages.wrong import BRANCH
from sharedcare.register.canonical.layout import SPACED, ordered
from sharedcare.register.editors import mailbox_of
from sharedcare.register.model.base import Record, Required, kinds_in
from sharedcare.register.model.care import Answers, IfDeclined, OnEnding
from sharedcare.register.model.document import Review
from sharedcare.register.model.monitoring import MonitoringRow, When
from sharedcare.register.model.protocol import Classification, Protocol
from sharedcare.register.model.scalars import Email, Id, RuleCode, Text, WebAddress, WholeNumber
from sharedcare.register.schema import schemas
from sharedcare.register.values.dates import PartialDate
from sharedcare.register.values.durations import Duration
from sharedcare.register.walk import CITING
from sharedcare.rules.parties import DIGITS, NUMBER, SHORT_NUMBERS
from sharedcare.rules.since.reviews import ASKED
from sharedcare.rules.targets import SINGULAR, TARGETS
from sharedcare.rules.values import MAILBOX, MAILBOXES, NO_PROSE, ROLES, TEN_DIGITS
from sharedcare.rules.values import TITLE as NAMED

SOURCE = "edit.md"
TITLE = "Change a protocol in a form"
FORM = "edit/form.json"
NO_FIT = "\u2603"
"""A text that is of no kind but plain text."""
KINDS: Mapping[str, Any] = {
    "text": Text,
    "date": PartialDate,
    "duration": Duration,
    "id": Id,
    "email": Email,
    "url": WebAddress,
    "number": WholeNumber,
    "rule": RuleCode,
}
"""The kinds of value that a pattern of the schema tells."""
PARTS: Mapping[type[Record], Mapping[str, str]] = {
    IfDeclined: {"contact": "contacts"},
    OnEnding: {"contact": "contacts"},
    MonitoringRow: {"indications": "indications"},
    Classification: {"indications": "indications"},
}
"""The fields that name a part of the protocol itself."""
SECTIONS: Mapping[str, str] = {
    "id": "Id",
    "adopted_in": "Where it applies",
    "products": "Products",
    "indications": "Indications",
    "exclusions": "Exclusions",
    "classification": "Traffic light",
    "document": "The document",
    "commissioned_service": "Funding",
    "specialist_services": "Providers whose requests it covers",
    "transfer": "How care passes, and how it comes back",
    "contacts": "Contacts",
    "monitoring": "Monitoring",
    "actions": "What to do about a result or a symptom",
    "contraindications": "Contraindications",
    "cautions": "Cautions",
    "interactions": "Interactions",
    "adverse_effects": "Adverse effects",
    "patient_advice": "Advice for patients",
    "sources": "Sources",
    "verification": "Verification",
}
"""The parts of a file as pages call them, where the model describes them in a sentence."""
MAY_BE_EMPTY: Mapping[type[Record], str] = {Answers: "", When: "tests_as_printed"}
"""The records whose required lists may hold nothing; of some, only where this key is there."""
LISTED = ("drugs", "areas", "committees", "organisations", "services", "tests", "reports")
"""The shelves whose ids are chosen from a list. Of protocols there may be thousands."""
NEVER_PUBLISHED = "SC111"
"""A file in which the checks find what could be a patient's number is sent nowhere that it is not already."""


def edit_page(book: Book) -> Page:
    """The page of the form. Which protocol it shows is in its address."""
    areas = book.register.areas
    editors = {area: editor.email for area in areas if (editor := mailbox_of(book.register, area)) is not None}
    known = {"repo": book.repo, "branch": BRANCH, "site": book.site, "editors": editors}
    html = template.render("edit.html", SOURCE, title=TITLE, repo=book.repo, known=template.embed(_text(known)))
    return Page(SOURCE, f"{TITLE} – every area", html)


def form_files(book: Book, bytes_of: Callable[[str], bytes]) -> Iterator[tuple[str, bytes]]:
    """What the form is made from, and each protocol's file: addresses, and texts packed until they are written.

    `bytes_of` gives a file of the register.
    """
    yield FORM, _packed(form_data(book))
    for name, entry in book.register.protocols.items():
        if any(finding.code == NEVER_PUBLISHED for finding in book.findings.get(entry.file, ())):
            continue
        slug, area = book.slugs[name], entry.record.area
        text = bytes_of(entry.file).decode("utf-8", "surrogateescape")
        data = {
            **stamp(book.day),
            "id": name,
            "title": book.by_protocol[name][0].title,
            "area": area,
            "place": book.place(area),
            "page": book.protocol_href(name),
            "file": f"{PROTOCOLS_FOLDER}/{entry.file}",
            "text": text,
        }
        yield f"edit/of/{slug}.json", _packed(data)


def form_data(book: Book) -> Mapping[str, Any]:
    """The schema of a protocol's file, and what the form says beside it."""
    models = sorted(_records(Protocol), key=lambda kind: kind.__name__)
    return {
        **stamp(book.day),
        "schema": json.loads(schemas()["protocol.schema.json"]),
        "labels": _of_each(models, _labels),
        "words": {kind.__name__: _words(kind) for model in models for kind in _enums(model)},
        "shelves": _of_each(models, _shelves),
        "parts": _of_each(PARTS, PARTS.__getitem__),
        "citing": sorted(CITING),
        "approved": _of_each(models, _once_approved),
        "asked": {Review.__name__: sorted(ASKED)},
        "empty": {kind.__name__: key for kind in models if (key := _may_be_empty(kind)) is not None},
        "kinds": dict(_kind(name, kind) for name, kind in KINDS.items()),
        "phone": {
            "pattern": f"^(?:{NUMBER.pattern})$",
            "fewest": DIGITS[0],
            "most": DIGITS[-1],
            "short": sorted(SHORT_NUMBERS),
        },
        "people": _people(),
        "lists": {shelf: _names(book, shelf) for shelf in LISTED},
        "singular": SINGULAR,
        "order": _of_each(models, ordered),
        "spaced": sorted(SPACED),
        "told": told_data(book, models),
        "needs": [{"paths": sorted(paths), "said": said, "guide": guide} for paths, said, guide in NEEDS],
    }


def _people() -> Mapping[str, Any]:
    """How a patient's number and a person's name look, and where they are looked for."""
    return {
        "number": TEN_DIGITS.pattern,
        "not_in": sorted(NO_PROSE),
        "title": NAMED.pattern,
        "mailbox": MAILBOX.pattern,
        "mailboxes": sorted(MAILBOXES),
        "roles": {kind.__name__: names for kind, names in ROLES.items()},
    }


def _of_each(models: Iterable[type[Record]], said: Callable[[type[Record]], Any]) -> Mapping[str, Any]:
    """What is said of each kind of record, by its name; nothing of those of which nothing is said."""
    return {kind.__name__: found for kind in models if (found := said(kind))}


def _labels(kind: type[Record]) -> Mapping[str, str]:
    """What each field is called, as `sharedcare diff` calls it; a section by its name on pages."""
    labels = {key: plain_label(kind, name) for key, name in kind.field_keys().items()}
    return {**labels, **(SECTIONS if kind is Protocol else {})}


def _records(kind: type[Record]) -> set[type[Record]]:
    """A kind of record and every kind inside it."""
    found, waiting = set[type[Record]](), [kind]
    while waiting:
        if (here := waiting.pop()) not in found:
            found.add(here)
            waiting += (inner for field in here.model_fields.values() for inner in kinds_in(field.annotation))
    return found


def _enums(kind: type[Record]) -> Iterator[type[Enum]]:
    for field in kind.model_fields.values():
        yield from _enums_in(field.annotation)


def _enums_in(annotation: Any) -> Iterator[type[Enum]]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _enums_in(part)


def _words(kind: type[Enum]) -> Mapping[str, str]:
    """What a reader sees in the place of each word."""
    return {str(word.value): NOT_KNOWN if word.value == "unknown" else capital(as_text(word)) for word in kind}


def _shelves(kind: type[Record]) -> Mapping[str, str]:
    """Which shelf's ids each field of a record holds, by its key."""
    names = {name: shelf for base in kind.__mro__ for name, shelf in TARGETS.get(base, {}).items()}
    return {key: names[name] for key, name in kind.field_keys().items() if name in names}


def _once_approved(kind: type[Record]) -> list[str]:
    """The keys that may not be absent once the document is approved."""
    marks = {key: kind.model_fields[name].metadata for key, name in kind.field_keys().items()}
    return [
        key for key, found in marks.items() if any(isinstance(one, Required) and one.once_approved for one in found)
    ]


def _may_be_empty(kind: type[Record]) -> str | None:
    return next((key for base, key in MAY_BE_EMPTY.items() if issubclass(kind, base)), None)


def _kind(name: str, kind: Any) -> tuple[str, Mapping[str, str]]:
    """The pattern by which the schema knows a kind, and what is said of a value that is not of it."""
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    schema = adapter.json_schema()
    pattern = next(option["pattern"] for option in (schema, *schema.get("anyOf", ())) if "pattern" in option)
    try:
        adapter.validate_python(NO_FIT)
    except ValidationError as error:
        (detail,) = error.errors(include_url=False)
        context: Mapping[str, str] = detail.get("ctx", {})
        return pattern, {"kind": name, "message": detail["msg"].replace(NO_FIT, "{value}"), "write": context["write"]}
    raise AssertionError(f"{name} takes any text")


def _names(book: Book, shelf: str) -> list[tuple[str, ...]]:
    """The ids of a shelf with their names, by name; a test's other names follow."""
    rows = []
    for key, entry in getattr(book.register, shelf).items():
        name = getattr(entry.record, "name", None) or getattr(entry.record, "title", None)
        rows.append((key, name if isinstance(name, str) else key, *getattr(entry.record, "aliases", ())))
    return sorted(rows, key=lambda row: row[1].casefold())


def _packed(data: Mapping[str, Any]) -> bytes:
    return zlib.compress(_text(data).encode("utf-8", "surrogateescape"), FAST)


def _text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
