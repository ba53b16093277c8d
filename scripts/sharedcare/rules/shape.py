"""The shape of a file: its keys, its kinds of value, its name, and the facts that no file leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, get_args

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Register
from sharedcare.register.model.base import Record, Required, Unknown
from sharedcare.register.model.care import Answers
from sharedcare.register.model.document import Document
from sharedcare.register.model.monitoring import When
from sharedcare.register.model.vocabulary import DocumentStatus
from sharedcare.register.walk import Block, blocks, in_words
from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example, Rule, found_in_reading, rule

known_key = found_in_reading(
    "SC101",
    "Every key is one that the register knows",
    "A misspelt key would be passed over: the fact stands in the file, and the page says that nobody knows it.",
    Example(METHOTREXATE, good="  silence_means: no\n", bad="  silence_mean: no\n"),
)


@rule(
    "SC102",
    Grade.INCOMPLETE,
    "Every required fact is there, or says `unknown`",
    "An absent fact looks like one that does not matter. `unknown` tells the reader to ask, and tells the editor "
    "that somebody has looked.",
    Example(METHOTREXATE, good="  specialist_review_every: 12 months\n", bad=""),
    may_wait=True,
)
def facts_present(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No required key is absent or empty."""
    for block in blocks(register, Record):
        for key, name in _required(type(block.record), _is_approved(block.record)):
            lacks, is_empty = name not in block.record.model_fields_set, _is_empty(block.record, name)
            if lacks or is_empty:
                where = f" from {in_words(block.path)}" if block.path else ""
                message = f"`{key}` is missing{where}" if lacks else f"`{key}` is empty"
                place = block.key_position() if lacks else block.key_position(key)
                yield this.finding(block.file, place, message, *_help(block, key, name))


right_kind = found_in_reading(
    "SC103",
    "Every value is of its field's kind",
    "What cannot be read as a date, a length of time or one of a field's own words cannot be judged: a protocol "
    "with a mistyped review date would never lapse.",
    Example(
        METHOTREXATE,
        good="  - {label: Amber 1, meaning: shared-care, committee: exampleshire-apc}\n",
        bad="  - {label: Amber 1, meaning: shared-cre, committee: exampleshire-apc}\n",
    ),
)

own_name = found_in_reading(
    "SC104",
    "A file's id is its name, and no other file has it",
    "Links and printed letters lead to the id. Two files of one id, or an id that changes, would lead a reader to "
    "another protocol.",
    Example(METHOTREXATE, good="id: exampleshire-methotrexate\n", bad="id: exampleshire-metotrexate\n"),
)

own_place = found_in_reading(
    "SC105",
    "A file is no link, has a name that every computer can hold, and stands where it belongs: in its area's folder",
    "A file elsewhere would not be read, or would appear as the protocol of another area. A link could show a file of "
    "the machine that builds the site. Of two names that differ only in capitals, Windows and macOS keep one file.",
    Example(METHOTREXATE, good="area: exampleshire\n", bad="area: exampleshire-north\n"),
)


def _is_approved(record: Record) -> bool:
    return isinstance(record, Document) and record.status is DocumentStatus.APPROVED


@cache
def _required(kind: type[Record], approved: bool) -> tuple[tuple[str, str], ...]:
    """The key and the name of each field that a record of a kind may not leave out."""
    return tuple(
        (key, name)
        for key, name in kind.field_keys().items()
        for mark in kind.model_fields[name].metadata
        if isinstance(mark, Required) and (approved or not mark.once_approved)
    )


def _is_empty(record: Record, name: str) -> bool:
    """Whether a list or block has nothing in it. A party may have nothing to do, and a row no test that has a name."""
    may_be = isinstance(record, Answers) or (isinstance(record, When) and record.tests_as_printed is not None)
    return not may_be and getattr(record, name) in ((), {})


def _help(block: Block[Record], key: str, name: str) -> Iterator[str]:
    field = type(block.record).model_fields[name]
    words = _words(field.annotation)
    if field.default is Unknown.UNKNOWN or "unknown" in words:
        yield f"Write `{key}: unknown` if nobody knows it"
    elif words:
        yield f"Write `{key}:` and one of: {', '.join(words)}"
    elif key == "source" and block.entry.sources:
        yield f"Write `source:` and one of the keys under `sources`: {', '.join(block.entry.sources)}"
    else:
        yield f"Add a line that begins with `{key}:`"
    yield f"What belongs there: {field.description}"


def _words(annotation: Any) -> list[str]:
    """The words that a field may hold, where it holds one of a few."""
    kinds = [kind for kind in (annotation, *get_args(annotation)) if isinstance(kind, type)]
    return [str(word) for kind in kinds if issubclass(kind, StrEnum) for word in kind]


RULES = (known_key, facts_present, right_kind, own_name, own_place)
