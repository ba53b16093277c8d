"""Who is reminded: the owner of the document, or else the committee, or else the area's editor. Never a person."""

from __future__ import annotations

from dataclasses import dataclass

from sharedcare.register.editors import mailbox_of
from sharedcare.register.load import Register
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.document import Owner as DocumentOwner
from sharedcare.status import Case


@dataclass(frozen=True, slots=True, order=True)
class Owner:
    """A role, a committee or an editor."""

    name: str
    mailbox: str = ""
    """The mailbox that the register records for the role; empty where it records none."""


def owner_of_document(register: Register, case: Case) -> Owner:
    """Who looks after a protocol's document."""
    known = case.document.owner
    if isinstance(known, DocumentOwner) and (name := _named(register, case, known)) is not None:
        return Owner(name, known.email or "")
    return committee_of(register, case.document.committee, _own_area(case))


def committee_of(register: Register, committee: str | Unknown | None, area: str) -> Owner:
    """A committee by its name, or else the editor of the area."""
    entry = register.committees.get(committee) if isinstance(committee, str) else None
    if entry is None:
        return editor_of(register, area)
    name = entry.record.name
    return Owner(str(committee) if isinstance(name, Unknown) else name)


def editor_of(register: Register, area: str) -> Owner:
    """Who edits an area's files, named by the area that gives the mailbox, so that each is written to once."""
    editor, own = mailbox_of(register, area), register.settings.editor
    if editor is not None and editor.area is None and own is not None:
        return Owner(own.role, editor.email)
    name = editor.area if editor is not None and editor.area is not None else area
    return Owner(f"Editor for {area_name(register, name)}", editor.email if editor is not None else "")


def area_name(register: Register, area: str) -> str:
    """An area's name, or its id where the register has no record of it or no name."""
    entry = register.areas.get(area)
    return area if entry is None or isinstance(entry.record.name, Unknown) else entry.record.name


def _own_area(case: Case) -> str:
    return (case.protocol.area if case.protocol else None) or case.area


def _named(register: Register, case: Case, owner: DocumentOwner) -> str | None:
    """A role with its organisation. Without one it is told from the same role elsewhere by its area."""
    organisation = None if isinstance(owner.organisation, Unknown) else owner.organisation
    entry = register.organisations.get(organisation) if organisation else None
    known = organisation if entry is None or isinstance(entry.record.name, Unknown) else entry.record.name
    if isinstance(owner.role, Unknown):
        return known
    return f"{owner.role}, {known or area_name(register, _own_area(case))}"
