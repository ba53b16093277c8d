"""The ids of protocols: every one that was ever published, and what became of those that have no file any more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from sharedcare.register.model.base import REQUIRED, UNKNOWN, Fact, Id, OrNone, Record, Text
from sharedcare.register.values.dates import PartialDate


class Retired(Record):
    """An id whose protocol has no file any more. Its short link still leads to a page that says why."""

    retired_on: Fact[PartialDate] = UNKNOWN
    """The day on which the file was taken out of the register."""
    why: Fact[Text] = UNKNOWN
    """Why, for somebody who follows an old link."""
    now: Annotated[OrNone[Id], REQUIRED] = UNKNOWN
    """The id of the protocol to read now, or `none`."""


class PublishedIds(Record):
    """The ids that an area's protocols were ever published under. They may only grow."""

    published: tuple[Id, ...] = ()
    """The ids that have a file, one a line."""
    retired: Mapping[Id, Retired] = Field(default_factory=dict)
    """The ids that have none any more."""
