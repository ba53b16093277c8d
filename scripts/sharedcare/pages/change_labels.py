"""What the field of a change is called: the model's own description, save where that speaks of keys and ids."""

from __future__ import annotations

from functools import cache

from sharedcare.compare.labels import label_of
from sharedcare.register.model.base import Record

_PLAIN = {
    "A key of this file's sources": "Source",
    "A protocol, or a national template that binds nobody": "Protocol or national template",
    "A telephone number, in quotes or not": "Telephone",
    "An end whose meaning is not clear, as printed": "Its end as printed",
    "An id of reference/areas": "Area",
    "An id of reference/committees": "Committee",
    "An id of reference/drugs": "Drug",
    "An id of reference/organisations": "Organisation",
    "How far": "How far it was checked",
    "Ids of protocols' indications": "Indications",
    "Ids of reference/areas": "Areas",
    "Ids of reference/drugs": "Drugs",
    "Ids of reference/drugs, where the register has the drug": "Drugs",
    "Ids of reference/reports": "Reports",
    "Ids of the drugs' safety notices that were read for it": "Safety notices read for it",
    "Ids of the protocols it is about": "The protocols it is about",
    "Ids of the tests that the same request answers": "Tests that the same request answers",
    "Ids of this protocol's indications": "Indications",
    "Ids or aliases of reference/tests": "Tests",
    "Keys of this file's sources that were read for it": "Sources read for it",
    "Keys of this file's sources": "Sources",
    "Permanent, never reused": "Its permanent name in addresses",
    "The day of the evidence for status": "The day of the evidence for it",
    "The fact, in the register's own words": "Words",
    "The file's name without its ending": "Its permanent name in addresses",
    "The folder's name, and an id of reference/areas": "Area",
    "The id of the protocol to read now, or none": "The protocol to read now",
    "The id or alias in reference/tests, where it is a test's result": "Test",
    "The ids that have a file, one a line": "Published protocols",
    "The ids that have none any more": "Retired protocols",
    "The interval": "How often",
    "The last day on which it holds, or none": "The last day on which it holds",
    "The last day, or none": "The last day",
    "The protocol that covers the adult, or none": "The protocol that covers the adult",
    "The section of the source": "Section",
    "True for a body that does not exist": "Whether it is invented",
    "True for a place that does not exist": "Whether it is invented",
    "True for a service that does not exist": "Whether it is invented",
    "True where the interval is the longest allowed": "Whether the interval is the longest allowed",
    "True where the interval is the longest allowed, and more often is expected": "Whether more often is expected",
    "What a review's notices_read calls it": "What the file calls it",
    "What other fields call it": "What the file calls it",
    "What the source asks for, in our words, where no id of a test says it": "What the source asks for",
    "The documents that rows cite, each under a short name": "Sources",
}
"""Descriptions written for whoever types the field, by what a reader sees in their place."""


@cache
def plain_label(kind: type[Record], name: str) -> str:
    """What a field is called: `Who requests the tests`."""
    label = label_of(kind, name)
    return _PLAIN.get(label, label)
