"""What is said of a value that does not fit its field, or of a key that is no field: what is wrong, and help."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from sharedcare.register.likeness import did_you_mean
from sharedcare.register.model.scalars import RESERVED, is_id
from sharedcare.register.model.vocabulary import EVERYDAY_WORDS
from sharedcare.register.reading.fields import known_keys
from sharedcare.register.reading.lines import quoted
from sharedcare.register.reading.trouble import paste
from sharedcare.register.values.look_alikes import plain, stranger


def unknown_key(key: str, keys: Sequence[str], *, has_value: bool) -> tuple[str, tuple[str, ...]]:
    """What is said of a key that is none of its block's, and help."""
    foreign = stranger(key)
    message = f"no field is called `{key}` here{f': {foreign}' if foreign else ''}"
    if foreign and (straight := plain(key)) in keys:
        return message, (f"Write `{straight}`, typed on a keyboard",)
    if (found := _NO_SPACE.fullmatch(key)) is not None and found["key"] in keys:
        return message, (paste(f"{found['key']}: {found['value']}") or "Put a space behind the colon",)
    if not has_value and any(mark in key for mark in "“”„"):
        return message, ('Write straight quotation marks round the whole text, as in `"one, two"`: the comma ends it',)
    if " " in key and not has_value:
        return message, ("If it goes on with the text before the comma, put that whole text in quotation marks",)
    return message, did_you_mean(key, keys) or ("Remove it, or look the field up in the schema",)


_NO_SPACE = re.compile(r"(?P<key>[a-z_]+):(?P<value>.+)")


def explained(detail: ErrorDetails, key: str) -> tuple[str, tuple[str, ...]]:
    """What is wrong with a value, and help; `key` begins the line to paste, if it has one."""
    context: dict[str, Any] = dict(detail.get("ctx") or {})
    given = detail["input"]
    match detail["type"]:
        case "scalar" if (text := colon_text(given)) is not None:
            return _COLON_IN_TEXT, (paste(f"{key}{quoted(text)}") or "Put the text in quotation marks",)
        case "enum" | "date" | "duration" if given == "":
            return _EMPTY, (str(context.get("write") or _one_of(_allowed(context))),)
        case "enum":
            return _no_word(given, _allowed(context), key)
        case "tuple_type" if isinstance(given, dict):
            return "a list belongs here", ("Begin each of its rows with a hyphen and a space, as in `- id: ra`",)
        case "tuple_type":
            return "a list belongs here", (f"Write it in square brackets: `[{_inline(given)}]`",)
        case "model_type" | "dict_type" | "mapping_type":
            return "a block of keys belongs here", (_BLOCK,)
        case "scalar" if isinstance(given, str) and given in RESERVED and context.get("kind") == "an id":
            return f"`{given}` is not an id: it is kept for another use", ("Choose a longer one",)
        case "scalar" if isinstance(given, str) and context.get("kind") == "text":
            return detail["msg"], (str(context["write"]),)
        case "scalar" | "date" | "duration" if isinstance(given, str) and "value" in context:
            return _with_stranger(detail["msg"], given), _what_to_write(given, context, key)
        case _:
            return detail["msg"], (str(context["write"]),) if "write" in context else ()


_BLOCK = "Write its keys on the lines below, two spaces further to the right"
_EMPTY = "nothing is written here"


def _what_to_write(given: str, context: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The line with the value that was meant, where that is plain, or else what its field takes."""
    straight = plain(given) if stranger(given) else None
    meant = context.get("paste") or straight or (_as_id(given) if context.get("kind") == "an id" else None)
    other = (str(context["other"]),) if "other" in context else ()
    return (paste(f"{key}{meant}") if meant else None) or str(context["write"]), *other


def _allowed(context: Mapping[str, Any]) -> list[str]:
    """The words of a field that takes no others."""
    words = str(context.get("expected", "")).replace(" or ", ", ").split(", ")
    return [word.strip("' ") for word in words if word]


def _one_of(words: Sequence[str]) -> str:
    return f"Write one of: {', '.join(words)}"


def _as_id(given: str) -> str | None:
    """The id that a text is but for capitals, and for what stands between its words."""
    meant = _BETWEEN.sub("-", given.strip().lower())
    return meant if is_id(meant) else None


_BETWEEN = re.compile(r"[ _]+")


def _with_stranger(message: str, given: str) -> str:
    found = stranger(given)
    return f"{message}: {found}" if found else message


def _no_word(given: object, allowed: Sequence[str], key: str) -> tuple[str, tuple[str, ...]]:
    if not isinstance(given, str):
        return "one word belongs here", (_one_of(allowed),)
    return _with_stranger(f"`{given}` is none of its words", given), _which_word(given, allowed, key)


def _which_word(given: str, allowed: Sequence[str], key: str) -> tuple[str, ...]:
    """The word that was meant, where that is plain; and all words, lest a wrong one be taken."""
    if (straight := plain(given)) in allowed:
        return (f"Write `{key}{straight}`",)
    meant = EVERYDAY_WORDS.get(given.casefold())
    all_words = _one_of(allowed)
    return (
        (f"Did you mean `{meant}`?", all_words)
        if meant in allowed
        else (*did_you_mean(given, allowed, most=0), all_words)
    )


def _inline(given: object) -> str:
    return (given.strip("[] ") if isinstance(given, str) else "") or "..."


_COLON_IN_TEXT = "a colon inside a text makes YAML take it for a key"


def colon_text(given: object) -> str | None:
    """The text that YAML took for a key and its value, at the colon inside it; nothing where it may be a key."""
    if not isinstance(given, dict) or len(given) != 1:
        return None
    key, value = next(iter(given.items()))
    return f"{key}: {value}" if isinstance(value, str) and value and key not in known_keys() else None
