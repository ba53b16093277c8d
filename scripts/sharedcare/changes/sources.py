"""Which source of a file is which, where a change gave it another key."""

from __future__ import annotations

from collections.abc import Mapping

from sharedcare.register.model.sources import Source, known


def renamed(before: Mapping[str, object], after: Mapping[str, object]) -> Mapping[str, str]:
    """The key that each source had whose key is new: one that is gone had its title or its address."""
    gone, came = ([key for key in one if key not in other] for one, other in ((before, after), (after, before)))
    alike = [(-_in_common(before[old], after[new]), new, old) for old in gone for new in came]
    found: dict[str, str] = {}
    for common, new, old in sorted(alike):
        if common and new not in found and old not in found.values():
            found[new] = old
    return found


def _in_common(one: object, other: object) -> int:
    """How many of the fields that name a document are known of both sources and say the same."""
    if not (isinstance(one, Source) and isinstance(other, Source)):
        return 0
    said = ((getattr(one, name), getattr(other, name)) for name in ("title", "url"))
    return sum(known(first) and first == second for first, second in said)
