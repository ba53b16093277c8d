"""The settings of a register: what it is called, where it stands, who looks after it, and how early it warns."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from sharedcare.register.model.base import Email, Record, Text, WebAddress, WholeNumberFrom

REVIEW_DAYS = range(90, 365 + 1)
"""The days of notice of a review or an end, the least and the most."""
FUNDING_MONTHS = range(6, 24 + 1)
"""The months of notice of the end of a service, the least and the most."""


class Colour(StrEnum):
    """Colours that can be read on every ground of a page, in light and in dark."""

    PLUM = "plum"
    TEAL = "teal"
    FOREST = "forest"
    RUST = "rust"
    SLATE = "slate"


class Notice(Record):
    """How early a register warns. A place may warn earlier than the least notice, and never later."""

    review_days: Annotated[int, WholeNumberFrom("a number of days", REVIEW_DAYS)] = REVIEW_DAYS[0]
    """How many days before its review or its end a protocol is `due-soon`."""
    funding_months: Annotated[int, WholeNumberFrom("a number of months", FUNDING_MONTHS)] = FUNDING_MONTHS[0]
    """How many months before its end the payment of a service is ending soon."""


LEAST = Notice()
"""The notice of a register that sets none."""
EARLIEST = Notice.model_validate({"review_days": f"{REVIEW_DAYS[-1]}", "funding_months": f"{FUNDING_MONTHS[-1]}"})
"""The notice of a register whose settings cannot be read: the worse state shows."""


class Editor(Record):
    """Who looks after the register."""

    role: Text = "The editor of this register"
    """The role or office. Never a person."""
    email: Email | None = None
    """The mailbox of the role."""


class Settings(Record):
    """What is a register's own, and no protocol's."""

    name: Text = "Shared care register"
    """What the register is called, on every page."""
    description: Text = (
        "NHS drug shared care protocols by area: is there one, is it in date, is anybody paid, who does what."
    )
    """What it is, in a sentence, for lists of search results."""
    site: WebAddress | None = None
    """Where its site stands, unless the build is told another address."""
    repository: WebAddress | None = None
    """Where its files are kept, unless the build is told another address."""
    editor: Editor | None = None
    """Who looks after it."""
    colour: Colour = Colour.PLUM
    """The colour of the head of every page and of its links."""
    notice: Notice = LEAST
    """How early it warns."""

    @property
    def address(self) -> str:
        """Where its site stands, with a slash at its end; empty where they do not say."""
        return f"{self.site.rstrip('/')}/" if self.site else ""
