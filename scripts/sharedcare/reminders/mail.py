"""What is due, as one e-mail for each owner: plain text, ready for any mail program to send."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from zoneinfo import ZoneInfo

from sharedcare.register.values.dates import in_words
from sharedcare.reminders.due import Group
from sharedcare.reminders.items import BAND_LABELS, Item
from sharedcare.reminders.words import sentence
from sharedcare.safe import one_line

WIDTH = 76
LONDON = ZoneInfo("Europe/London")
FOOT = (
    "This message comes from the register of shared care protocols, which keeps dates and sends no reminder by hand. "
    "A passed date ends nobody's treatment. If a date here is wrong, the register is wrong: please say so. "
    "Never send patient data in reply."
)


def messages(groups: Sequence[Group], day: date, address: Callable[[Item], str]) -> Iterator[tuple[str, bytes]]:
    """A file's name and its bytes for each owner with a mailbox. The same day and register give the same bytes.

    Nothing is sent, and there is no sender: whoever sends it is.
    """
    taken: set[str] = set()
    for group in groups:
        if group.owner.mailbox:
            stem = re.sub(r"[^a-z0-9]+", "-", group.owner.name.casefold()).strip("-")[:60] or "owner"
            names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
            name = next(name for name in names if name not in taken)
            taken.add(name)
            yield f"{name}.eml", _message(group, day, address).as_bytes()


def _message(group: Group, day: date, address: Callable[[Item], str]) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    user, _, domain = group.owner.mailbox.rpartition("@")
    # Many mail programs decode what looks encoded, inside quotation marks too, and take what comes out for addresses.
    message["To"] = Address(one_line(group.owner.name).replace("=?", "= ?"), user, domain)
    message["Subject"] = f"Shared care register: {_how_many(len(group.items))} due, {in_words(day)}"
    message["Date"] = datetime.combine(day, time(8), LONDON)
    key = sha256(f"{group.owner.name}\n{group.owner.mailbox}".encode()).hexdigest()[:24]
    message["Message-ID"] = f"<{day.isoformat()}.{key}@reminders.invalid>"
    message["X-Unsent"] = "1"  # mail programs open it as a draft
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n".join(_body(group, day, address)) + "\n", charset="utf-8", cte="quoted-printable")
    return message


def _body(group: Group, day: date, address: Callable[[Item], str]) -> Iterator[str]:
    yield from textwrap.wrap(f"To: {one_line(group.owner.name)}", WIDTH)
    yield from ("", f"On {in_words(day)} the register of shared care protocols counts as due:")
    for band, items in group.bands:
        yield from ("", BAND_LABELS[band], "")
        for item in items:
            yield from _wrapped(f"- {one_line(sentence(item))}")
            yield f"  {one_line(address(item))}"
    yield from ("", *textwrap.wrap(FOOT, WIDTH))


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def _how_many(number: int) -> str:
    return "1 thing" if number == 1 else f"{number} things"
