"""Positioned values -> a typed record, and a finding for every value that does not fit its field."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sharedcare.findings import LONGEST_QUOTE, MOST_FINDINGS, Finding, Grade, further
from sharedcare.register.look_alikes import plain, stranger
from sharedcare.register.model.base import RESERVED, Record
from sharedcare.register.model.vocabulary import EVERYDAY_WORDS
from sharedcare.register.places import Path
from sharedcare.register.positions import Positioned
from sharedcare.register.trouble import Trouble, paste

R = TypeVar("R", bound=Record)


def read_record(kind: type[R], positioned: Positioned, file: str) -> tuple[R | None, tuple[Finding, ...]]:
    """Make a record of one file's values.

    Returns the record, or nothing where a value does not fit, and a finding for each such value; of very many, the
    last finding stands for the rest.
    """
    if not isinstance(positioned.data, dict):
        message = "the file holds no keys"
        help_line = "Begin with a line such as `id: exampleshire-methotrexate`"
        finding = Finding(file, positioned.position(()), "SC103", Grade.UNREADABLE, message, (help_line,))
        return None, (finding,)
    try:
        return kind.model_validate(positioned.data), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        if len(details) > MOST_FINDINGS + 1:
            # Each message takes a search for the nearest word: too long for 10,000 that nobody would read.
            positioned = positioned.at_hand()
            details.sort(key=lambda detail: positioned.position(_path_in_file(positioned, detail["loc"])))
        found = [_finding(kind, positioned, file, detail) for detail in details[: MOST_FINDINGS + 1]]
        if len(details) > len(found):
            found[-1] = further(found[-1], len(details) - MOST_FINDINGS)
        return None, tuple(found)


def trouble_finding(file: str, trouble: Trouble) -> Finding:
    """What the reading of a text refused, as a finding."""
    return Finding(file, trouble.position, trouble.code, Grade.UNREADABLE, trouble.message, trouble.help)


LIKE = 0.6
"""The least likeness of two words for one to be proposed for the other."""


def nearest(word: str, words: Sequence[str], *, like: float = LIKE) -> str | None:
    """The word most like `word`, or nothing where none is `like` it, from 0 to 1."""
    if len(word) > LONGEST_QUOTE:
        return None
    best, best_likeness, folded = None, like, word.casefold()
    for candidate in words:
        likeness = _likeness(folded, candidate.casefold(), best_likeness)
        if likeness > best_likeness or (best is None and likeness >= like):
            best, best_likeness = candidate, likeness
    return best


def _likeness(word: str, other: str, least: float) -> float:
    """How alike two words are, from 0 to 1, leaving out the parts that both begin with, such as `exampleshire-`.

    0 where it is certainly less than `least`, by the letters that the two share: most pairs need no closer look.
    """
    same = word.rfind("-", 0, _shared_start(word, other)) + 1
    one, two = word[same:], other[same:]
    shared = sum(min(one.count(letter), two.count(letter)) for letter in set(one))
    if 2 * shared < least * (len(one) + len(two)):
        return 0
    return difflib.SequenceMatcher(None, one, two).ratio()


def _shared_start(word: str, other: str) -> int:
    """With how many letters both begin."""
    shorter = min(len(word), len(other))
    return next((at for at in range(shorter) if word[at] != other[at]), shorter)


def did_you_mean(word: str, words: Sequence[str], *, most: int = 12) -> tuple[str, ...]:
    """Help for a word that is none of `words`: the nearest, else all of them where they are few."""
    if (match := nearest(word, words)) is not None:
        return (f"Did you mean `{match}`?",)
    return (f"Write one of: {', '.join(sorted(words))}",) if 0 < len(words) <= most else ()


def _finding(kind: type[Record], positioned: Positioned, file: str, detail: ErrorDetails) -> Finding:
    path = _path_in_file(positioned, detail["loc"])
    if detail["type"] == "extra_forbidden":
        keys = list(_record_at(kind, path[:-1]).field_keys())
        message, help_lines = _unknown_key(str(path[-1]), keys, has_value=detail["input"] != "")
        return Finding(file, positioned.key_position(path), "SC101", Grade.UNREADABLE, message, help_lines)
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    is_key = detail["loc"][-1:] == ("[key]",)
    message, help_lines = _explain(detail, "" if is_key or path[-1:] != (name,) else f"{name}: ")
    if is_key:
        return Finding(file, positioned.key_position(path), "SC103", Grade.UNREADABLE, message, help_lines)
    message = f"`{name}`: {message}" if name else message
    return Finding(file, positioned.position(path), "SC103", Grade.UNREADABLE, message, help_lines)


def _unknown_key(key: str, keys: Sequence[str], *, has_value: bool) -> tuple[str, tuple[str, ...]]:
    foreign = stranger(key)
    message = f"no field is called `{key}` here{f': {foreign}' if foreign else ''}"
    if foreign and (straight := plain(key)) in keys:
        return message, (f"Write `{straight}`, typed on a keyboard",)
    if (found := _NO_SPACE.fullmatch(key)) is not None and found["key"] in keys:
        return message, (paste(f"{found['key']}: {found['value']}") or "Put a space behind the colon",)
    if " " in key and not has_value:
        return message, ("If it goes on with the text before the comma, put that whole text in quotation marks",)
    return message, did_you_mean(key, keys) or ("Remove it, or look the field up in the schema",)


_NO_SPACE = re.compile(r"(?P<key>[a-z_]+):(?P<value>.+)")


def _explain(detail: ErrorDetails, key: str) -> tuple[str, tuple[str, ...]]:
    """What is wrong with a value, and help; `key` begins the line to paste, if it has one."""
    context: dict[str, Any] = dict(detail.get("ctx") or {})
    given = detail["input"]
    match detail["type"]:
        case "enum":
            allowed = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
            if not isinstance(given, str):
                return "one word belongs here", (f"Write one of: {', '.join(allowed)}",)
            return _with_stranger(f"`{given}` is none of its words", given), _which_word(given, allowed, key)
        case "tuple_type" if isinstance(given, dict):
            return "a list belongs here", ("Begin each of its rows with a hyphen and a space, as in `- id: ra`",)
        case "tuple_type":
            return "a list belongs here", (f"Write it in square brackets: `[{_inline(given)}]`",)
        case "model_type" | "dict_type" | "mapping_type":
            return "a block of keys belongs here", (
                "Write its keys on the lines below, two spaces further to the right",
            )
        case "scalar" if isinstance(given, str) and given in RESERVED and context.get("kind") == "an id":
            return f"`{given}` is not an id: it is kept for another use", ("Choose a longer one",)
        case "scalar" | "date" | "duration" if isinstance(given, str) and "value" in context:
            meant = context.get("paste") or (plain(given) if stranger(given) else None)
            line = paste(f"{key}{meant}") if meant else None
            return _with_stranger(detail["msg"], given), (line or str(context["write"]),)
        case _:
            return detail["msg"], (str(context["write"]),) if "write" in context else ()


def _with_stranger(message: str, given: str) -> str:
    found = stranger(given)
    return f"{message}: {found}" if found else message


def _which_word(given: str, allowed: Sequence[str], key: str) -> tuple[str, ...]:
    """The word that was meant, where that is plain; and all words, lest a wrong one be taken."""
    if (straight := plain(given)) in allowed:
        return (f"Write `{key}{straight}`",)
    meant = EVERYDAY_WORDS.get(given.casefold())
    all_words = f"Write one of: {', '.join(allowed)}"
    return (
        (f"Did you mean `{meant}`?", all_words)
        if meant in allowed
        else (*did_you_mean(given, allowed, most=0), all_words)
    )


def _inline(given: object) -> str:
    return (given.strip("[] ") if isinstance(given, str) else "") or "..."


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
