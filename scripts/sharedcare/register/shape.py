"""Positioned values -> a typed record, and a finding for every value that does not fit its field."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sharedcare.findings import Finding, Grade
from sharedcare.register.model.base import Record
from sharedcare.register.model.vocabulary import EVERYDAY_WORDS
from sharedcare.register.positions import Path, Positioned, Trouble

R = TypeVar("R", bound=Record)


def read_record(kind: type[R], positioned: Positioned, file: str) -> tuple[R | None, tuple[Finding, ...]]:
    """Make a record of one file's values.

    Returns the record, or nothing where a value does not fit, and a finding for each such value.
    """
    if not isinstance(positioned.data, dict):
        message = "the file holds no keys"
        help_line = "Begin with a line such as `id: exampleshire-methotrexate`"
        finding = Finding(file, positioned.position(()), "SC103", Grade.UNREADABLE, message, (help_line,))
        return None, (finding,)
    try:
        return kind.model_validate(positioned.data), ()
    except ValidationError as error:
        return None, tuple(_finding(kind, positioned, file, detail) for detail in error.errors(include_url=False))


def trouble_finding(file: str, trouble: Trouble) -> Finding:
    """What the reading of a text refused, as a finding."""
    return Finding(file, trouble.position, trouble.code, Grade.UNREADABLE, trouble.message, trouble.help)


def nearest(word: str, words: Sequence[str]) -> str | None:
    """The word most like `word`, or nothing where none is like it."""
    alike = {candidate: _likeness(word.casefold(), candidate.casefold()) for candidate in words}
    best = max(alike, key=lambda candidate: alike[candidate], default="")
    return best if alike.get(best, 0) >= LIKE else None


LIKE = 0.6
"""The least likeness of two words for one to be proposed for the other."""


def _likeness(word: str, other: str) -> float:
    """How alike two words are, from 0 to 1, leaving out the parts that both begin with, such as `exampleshire-`."""
    pairs = zip(word, other, strict=False)
    same = "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)).rfind("-") + 1
    return difflib.SequenceMatcher(None, word[same:], other[same:]).ratio()


def did_you_mean(word: str, words: Sequence[str], *, most: int = 12) -> tuple[str, ...]:
    """Help for a word that is none of `words`: the nearest, else all of them where they are few."""
    if (match := nearest(word, words)) is not None:
        return (f"Did you mean `{match}`?",)
    return (f"Write one of: {', '.join(sorted(words))}",) if 0 < len(words) <= most else ()


def _finding(kind: type[Record], positioned: Positioned, file: str, detail: ErrorDetails) -> Finding:
    path = _path_in_file(positioned, detail["loc"])
    if detail["type"] == "extra_forbidden":
        key = str(path[-1])
        keys = list(_record_at(kind, path[:-1]).field_keys())
        message = f"no field is called `{key}` here"
        help_lines = did_you_mean(key, keys) or ("Remove it, or look the field up in the schema",)
        place = positioned.key_position(path)
        return Finding(file, place, "SC101", Grade.UNREADABLE, message, help_lines)
    message, help_lines = _explain(detail)
    if detail["loc"][-1:] == ("[key]",):
        return Finding(file, positioned.key_position(path), "SC103", Grade.UNREADABLE, message, help_lines)
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    message = f"`{name}`: {message}" if name else message
    return Finding(file, positioned.position(path), "SC103", Grade.UNREADABLE, message, help_lines)


def _explain(detail: ErrorDetails) -> tuple[str, tuple[str, ...]]:
    context: dict[str, Any] = dict(detail.get("ctx") or {})
    given = detail["input"]
    match detail["type"]:
        case "enum":
            allowed = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
            if not isinstance(given, str):
                return "one word belongs here", (f"Write one of: {', '.join(allowed)}",)
            return f"`{given}` is none of its words", _which_word(given, allowed)
        case "tuple_type" if isinstance(given, dict):
            return "a list belongs here", ("Begin each of its rows with a hyphen and a space, as in `- id: ra`",)
        case "tuple_type":
            return "a list belongs here", (f"Write it in square brackets: `[{_inline(given)}]`",)
        case "model_type" | "dict_type" | "mapping_type":
            return "a block of keys belongs here", (
                "Write its keys on the lines below, two spaces further to the right",
            )
        case _:
            return detail["msg"], (str(context["write"]),) if "write" in context else ()


def _which_word(given: str, allowed: Sequence[str]) -> tuple[str, ...]:
    """The word that was meant, where that is plain; and all words, lest a wrong one be taken."""
    meant = EVERYDAY_WORDS.get(given.casefold())
    all_words = f"Write one of: {', '.join(allowed)}"
    return (
        (f"Did you mean `{meant}`?", all_words)
        if meant in allowed
        else (*did_you_mean(given, allowed, most=0), all_words)
    )


def _inline(given: object) -> str:
    return given if isinstance(given, str) and given else "..."


def _path_in_file(positioned: Positioned, location: Sequence[int | str]) -> Path:
    """The validator's location without the steps that are not keys or numbers of the file."""
    path: Path = ()
    for step in location:
        longer = (*path, step)
        if longer in positioned.values or longer in positioned.keys:
            path = longer
    return path


def _record_at(kind: type[Record], path: Path) -> type[Record]:
    """The kind of record that stands at `path` inside a record of `kind`."""
    here: type[Record] = kind
    for step in path:
        name = here.field_keys().get(str(step)) if isinstance(step, str) else None
        if name is not None:
            here = next(_records_in(here.model_fields[name].annotation), here)
    return here


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if issubclass(annotation, Record):
            yield annotation
        return
    for part in getattr(annotation, "__args__", ()):
        yield from _records_in(part)
