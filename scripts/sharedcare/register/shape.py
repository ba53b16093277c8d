"""Positioned values -> a typed record, and a finding for every value that does not fit its field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sharedcare.findings import MOST_FINDINGS, Finding, Grade, further
from sharedcare.register.likeness import did_you_mean as did_you_mean
from sharedcare.register.likeness import nearest as nearest
from sharedcare.register.misfit import explained, unknown_key
from sharedcare.register.model.base import Record
from sharedcare.register.reading.places import Path
from sharedcare.register.reading.positions import Positioned
from sharedcare.register.reading.strays import strays
from sharedcare.register.reading.trouble import Trouble

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
        gone, details = _strays(kind, positioned, file, details)
        found = [_finding(kind, positioned, file, detail) for detail in details[: MOST_FINDINGS + 1]]
        if len(details) > len(found):
            found[-1] = further(found[-1], len(details) - MOST_FINDINGS)
        return None, (*gone, *found)


_NO_KEY_HERE = ("extra_forbidden", "model_type")
"""What the validator says of a key that it does not know, or takes for a name of the file's own."""


def _strays(
    kind: type[Record], positioned: Positioned, file: str, details: list[ErrorDetails]
) -> tuple[list[Finding], list[ErrorDetails]]:
    """What is said of keys whose block has lost its name, and what the validator says of all others."""
    paths = [_path_in_file(positioned, detail["loc"]) for detail in details]
    misfits = [path for path, detail in zip(paths, details, strict=True) if detail["type"] in _NO_KEY_HERE]
    found = strays(kind, positioned, misfits)
    gone = frozenset(path for one in found for path in one.paths)
    kept = [detail for path, detail in zip(paths, details, strict=True) if path[:2] not in gone]
    return [trouble_finding(file, one.trouble) for one in found], kept


def trouble_finding(file: str, trouble: Trouble) -> Finding:
    """What the reading of a text refused, as a finding."""
    return Finding(file, trouble.position, trouble.code, Grade.UNREADABLE, trouble.message, trouble.help)


def _finding(kind: type[Record], positioned: Positioned, file: str, detail: ErrorDetails) -> Finding:
    path = _path_in_file(positioned, detail["loc"])
    if detail["type"] == "extra_forbidden":
        keys = list(_record_at(kind, path[:-1]).field_keys())
        message, help_lines = unknown_key(str(path[-1]), keys, has_value=detail["input"] != "")
        return Finding(file, positioned.key_position(path), "SC101", Grade.UNREADABLE, message, help_lines)
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    is_key = detail["loc"][-1:] == ("[key]",)
    lead = "" if is_key else f"{name}: " if path[-1:] == (name,) else _hyphen(positioned, path, detail["input"])
    message, help_lines = explained(detail, lead)
    if is_key:
        return Finding(file, positioned.key_position(path), "SC103", Grade.UNREADABLE, message, help_lines)
    message = f"`{name}`: {message}" if name else message
    return Finding(file, positioned.position(path), "SC103", Grade.UNREADABLE, message, help_lines)


def _hyphen(positioned: Positioned, path: Path, given: object) -> str:
    """The spaces and the hyphen of a row, where a text of its own stands behind it that YAML took for a key."""
    above, here = positioned.position(path[:-1]), positioned.position(path)
    is_row = isinstance(given, dict) and path[-1:] != () and here.column == above.column + len("- ")
    return f"{' ' * (above.column - 1)}- " if is_row else ""


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
