"""The one file that a new register begins with: its settings, areas, committee and traffic lights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from sharedcare.findings import Finding
from sharedcare.register.folder import REFERENCE
from sharedcare.register.model.base import Id, Record, Text
from sharedcare.register.model.places import Level
from sharedcare.register.model.settings import Settings
from sharedcare.register.model.sources import Source
from sharedcare.register.reading.positions import parse
from sharedcare.register.shape import read_record, trouble_finding


class Place(Record):
    """An area of the new register."""

    name: Text | None = None
    """Its name."""
    part_of: Id | None = None
    """The area of this file that it is a part of."""


class Body(Record):
    """A committee or a commissioner."""

    id: Id | None = None
    """What files call it: small letters, digits and single hyphens."""
    name: Text | None = None
    """Its name."""
    abbreviation: Text | None = None
    """What it is called for short."""


class Start(Record):
    """What a new register begins with."""

    register_: Settings = Field(default=Settings(), alias="register")
    """The register's settings."""
    areas: Mapping[Id, Place] = Field(default_factory=dict)
    """Its areas. Each has a folder of protocols."""
    committee: Body | None = None
    """Who approves protocols in all of them."""
    commissioner: Body | None = None
    """Who pays for services in all of them, where that is known."""
    lights: tuple[Level, ...] = ()
    """The committee's traffic lights, where they are known."""
    source: Source | None = None
    """Where this can be read: the committee's own page or terms of reference."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The file as a record, and as it is written."""

    record: Start
    raw: Mapping[str, Any]


def read_answers(raw: bytes, file: str) -> tuple[Answered | None, tuple[Finding, ...]]:
    """Read the file. Returns what it says, or nothing where it cannot be read, and why."""
    positioned, troubles = parse(raw)
    if positioned is None or troubles:
        return None, tuple(trouble_finding(file, trouble) for trouble in troubles)
    record, findings = read_record(Start, positioned, file)
    if record is None or not isinstance(positioned.data, dict):
        return None, findings
    return Answered(record, positioned.data), ()


def lacking(answers: Start) -> tuple[str, ...]:
    """What the file still has to say, each with a line to paste."""
    said = []
    if not answers.areas:
        said.append("it names no area. Write `areas:` and below it a line such as `  norfolk: {name: Norfolk}`")
    said += [
        f"the area `{key}` has no name. Write `  {key}: {{name: ...}}`"
        for key, place in answers.areas.items()
        if place.name is None
    ]
    if REFERENCE in answers.areas:
        said.append(f"no area can have the id `{REFERENCE}`: its folder holds what protocols share. Write another id")
    bodies = [("committee", "apc", answers.committee or Body())]
    bodies += [("commissioner", "icb", answers.commissioner)] if answers.commissioner else []
    said += [
        f"the {word} lacks an id or a name. Write `{word}: {{id: norfolk-{short}, name: ...}}`"
        for word, short, body in bodies
        if not (body.id and body.name)
    ]
    if answers.source is None:
        said.append(
            "it has no source. Write `source:` and below it `title:`, `publisher:`, `url:`, `read_as: original` "
            "and `checked_on:`, the day on which you read it"
        )
    return tuple(said)
