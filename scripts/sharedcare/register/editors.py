"""Who looks after the files of an area: the one place that says so, for pages, the form and reminders alike."""

from __future__ import annotations

from dataclasses import dataclass

from sharedcare.register.entries import Register


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where the editor of an area reads e-mail."""

    email: str
    area: str | None
    """The area that names it; nothing where the register's settings do."""


def mailbox_of(register: Register, area: str | None) -> Mailbox | None:
    """The mailbox that an area names, or the nearest area around it, or else the settings. No other is invented."""
    for name in register.area_and_wider(area) if area is not None else ():
        entry = register.areas.get(name)
        if entry is not None and entry.record.editor is not None:
            return Mailbox(entry.record.editor, name)
    own = register.settings.editor
    return Mailbox(own.email, None) if own is not None and own.email is not None else None
