"""What may stand only once: ids in a list, and an area's decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Register
from sharedcare.register.model.base import Record
from sharedcare.register.walk import blocks, in_words, texts
from sharedcare.rules.examples import METHOTREXATE, TWO_DRUGS
from sharedcare.rules.frame import Example, Rule, rule


@rule(
    "SC304",
    Grade.INCOMPLETE,
    "An id stands once in its list",
    "Where two contacts have one id, a practice may be sent to the wrong one; a drug that stands twice counts twice.",
    Example(
        TWO_DRUGS,
        good="drugs: [leflunomide, sulfasalazine]\nspecialties:",
        bad="drugs: [leflunomide, sulfasalazine, leflunomide]\nspecialties:",
    ),
)
def ids_stand_once(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No list of texts holds one twice, and no list of records has two with one `id`."""
    for block in blocks(register, Record):
        for name in _lists(type(block.record)):
            seen: dict[str, tuple[str | int, ...]] = {}
            for path, text in (*_listed(block.record, name), *_ids(block.record, name)):
                if text in seen:
                    message = f"`{text}` stands twice: here, and in {in_words(seen[text])}"
                    yield this.finding(
                        block.file, block.position(*path), message, "Remove one, or give it a name of its own"
                    )
                seen.setdefault(text, path[:2])


@cache
def _lists(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record that can hold a list."""
    return tuple(name for name, field in kind.model_fields.items() if "tuple" in str(field.annotation))


def _listed(record: Record, name: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    return (pair for pair in texts(record, name) if len(pair[0]) > 1)


def _ids(record: Record, name: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The `id` of each record of a list."""
    rows = getattr(record, name)
    for number, row in enumerate(rows if isinstance(rows, tuple) else ()):
        if isinstance(found := getattr(row, "id", None), str):
            yield (name, number, "id"), found


@rule(
    "SC305",
    Grade.INCOMPLETE,
    "An area decides once on another area's protocol, and an area's own protocol needs no such decision",
    "Two decisions of one area contradict each other sooner or later; the worse would hold, and nobody would know why.",
    Example(
        METHOTREXATE,
        good="  - {area: exampleshire-north, status: adopted, on: 2024-06}\n",
        bad="  - {area: exampleshire-north, status: adopted, on: 2024-06}\n"
        "  - {area: exampleshire-north, status: adopted, on: 2024-09}\n",
    ),
)
def one_decision_an_area(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """`adopted_in` has one row an area, and none of the protocol's own."""
    for entry in register.protocols.values():
        areas = [row.area for row in entry.record.adopted_in]
        for number, area in enumerate(areas):
            place = entry.position("adopted_in", number, "area")
            if area == entry.record.area:
                message = f"`{area}` is the protocol's own area"
                yield this.finding(
                    entry.file, place, message, "Remove the row, and write what the area decided under `document`"
                )
            elif area in areas[:number]:
                message = f"`{area}` has a row already"
                yield this.finding(entry.file, place, message, "Keep the row of the later decision")


RULES = (ids_stand_once, one_decision_an_area)
