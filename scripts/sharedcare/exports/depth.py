"""How deep the evidence behind a protocol goes, in the words that every list, result and comparison uses."""

from __future__ import annotations

from collections.abc import Mapping

from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import Evidence

DEPTHS: Mapping[Evidence | None, str] = {
    Evidence.DOCUMENT: "Transcribed from the document",
    Evidence.LISTING: "Only a listing or a title page was read",
    Evidence.REPORTED: "Only reported; nobody has shown us the document",
    None: "How it was learnt is not known",
}


def depth(protocol: Protocol) -> str:
    """How deep the evidence goes, in a few words."""
    return DEPTHS[protocol.evidence]


def shallow(protocol: Protocol | None) -> str | None:
    """The same, as a warning beside a title: nothing where the document itself was read, or no file can be."""
    return None if protocol is None or protocol.evidence is Evidence.DOCUMENT else depth(protocol)
