"""What the area's editor has to look at again: services that end, funding, contacts and lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sharedcare.register.load import Register
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.care import Contact
from sharedcare.register.model.places import ListRead
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.services import Service
from sharedcare.register.model.vocabulary import Evidence
from sharedcare.register.values.dates import PartialDate, in_words, months_after
from sharedcare.reminders.document import item
from sharedcare.reminders.items import Deadline, Item, Kind
from sharedcare.reminders.owners import area_name, editor_of, owner_of_document
from sharedcare.status import Case
from sharedcare.status.funding import CONFIRMED_MONTHS, needs_confirming, not_applicable, stated_funding


def of_upkeep(register: Register, case: Case, day: date) -> Iterator[Item]:
    """What has to be looked at again for a protocol in an area."""
    protocol = case.protocol
    if protocol is None:
        return
    editor = editor_of(register, protocol.area or case.area)
    yield from _of_funding(register, case, protocol, day)
    yield from _of_contacts(register, case, protocol, day)
    seen = protocol.listing_seen_on
    if protocol.evidence is Evidence.LISTING and isinstance(seen, PartialDate):
        words = "the list that it was found in was last read"
        yield item(register, case, editor, Kind.LISTING, _again(words, seen, day), _confirmed_until(seen))


def of_area(register: Register, area: str, day: date) -> Iterator[Item]:
    """When the list of an area's protocols is to be read again."""
    read = register.areas[area].record.list
    if isinstance(read, ListRead) and isinstance(read.read_on, PartialDate):
        words = _again("its list of protocols was last read", read.read_on, day)
        name, owner = area_name(register, area), editor_of(register, area)
        until = _confirmed_until(read.read_on)
        yield Item(owner, Kind.LISTING, area, name, (), words, until, is_protocol=False)


def _of_funding(register: Register, case: Case, protocol: Protocol, day: date) -> Iterator[Item]:
    if not_applicable(protocol) is not None:
        return
    own = case.adoption is not None and case.adoption.services is not None
    editor = editor_of(register, case.area if own else protocol.area or case.area)
    for key, service in (case.services or {}).items():
        if service is not None and isinstance(service.end, PartialDate) and _is_missed(case, protocol, service, day):
            words = _service_words(register, key, service, service.end, day)
            yield item(register, case, editor, Kind.SERVICE, words, service.end)
    checked = case.commissioned.checked_on
    if isinstance(checked, PartialDate) and needs_confirming(case, stated_funding(case, protocol, day)):
        words = _again("its funding was last confirmed", checked, day)
        yield item(register, case, editor, Kind.FUNDING, words, _confirmed_until(checked))


def _is_missed(case: Case, protocol: Protocol, service: Service, day: date) -> bool:
    """Whether the payment is worse without a service, once it has ended: nothing else has taken its place."""
    assert isinstance(service.end, PartialDate)
    after = max(day, service.end.last + timedelta(days=1))
    without = stated_funding(case, protocol, after).funding.rank
    return without > stated_funding(case, protocol, service.end.last).funding.rank


def _service_words(register: Register, key: str, service: Service, end: PartialDate, day: date) -> str:
    name = key if isinstance(service.name, Unknown) else service.name
    payer = register.organisations.get(service.commissioner) if isinstance(service.commissioner, str) else None
    who = "" if payer is None or isinstance(payer.record.name, Unknown) else f" of {payer.record.name}"
    return f"the service that pays for it, {name}{who}, {'ended' if end.last < day else 'ends'} on {in_words(end.last)}"


def _of_contacts(register: Register, case: Case, protocol: Protocol, day: date) -> Iterator[Item]:
    """The contacts that are to be tried again, together where they were last tried on the same day."""
    if isinstance(protocol.contacts, Unknown):
        return
    owner = owner_of_document(register, case)
    given = [row for row in protocol.contacts if "checked_on" in row.model_fields_set]
    for checked, roles in _by_day(given).items():
        named = "; ".join(roles)
        if checked is None:
            words = f"when somebody last checked this contact is not known: {named}"
            yield item(register, case, owner, Kind.CONTACT, words)
        else:
            words = _again(f"its contacts ({named}) were last checked", checked, day)
            yield item(register, case, owner, Kind.CONTACT, words, _confirmed_until(checked))


def _by_day(contacts: list[Contact]) -> Mapping[PartialDate | None, tuple[str, ...]]:
    found: dict[PartialDate | None, tuple[str, ...]] = {}
    for contact in contacts:
        key = contact.checked_on if isinstance(contact.checked_on, PartialDate) else None
        role = contact.role if isinstance(contact.role, str) else contact.id or "a contact without a role"
        found[key] = (*found.get(key, ()), role)
    return found


def _confirmed_until(evidence: PartialDate) -> Deadline:
    """The last day on which evidence is no older than 12 months. It counts from its first day."""
    return Deadline.on(months_after(evidence.first, CONFIRMED_MONTHS))


def _again(said: str, evidence: PartialDate, day: date) -> str:
    until = _confirmed_until(evidence).last
    return f"{said} {evidence.when()}; that {'was' if until < day else 'is'} to be done again by {in_words(until)}"
