"""Which of a drug's sources is its primary one. It is named, and shown first; it replaces no other."""

from __future__ import annotations

from sharedcare.register.model.drug import Drug
from sharedcare.register.model.sources import Source
from sharedcare.register.model.vocabulary import ReadAs, SourceKind

_TRUSTED = (
    SourceKind.SPECIALIST_PHARMACY_SERVICE,
    SourceKind.NATIONAL_BODY,
    SourceKind.HEALTH_BOARD,
    SourceKind.INTEGRATED_CARE_BOARD,
)


def primary_source(drug: Drug) -> str | None:
    """The key of the drug's primary source for monitoring, or nothing where no source may be one.

    The Specialist Pharmacy Service comes first, then a national body, a health board, an integrated care board, and
    last a third-party copy of any of these. Of two of one kind, the one that the file's rows cite first.
    """
    cited = dict.fromkeys(row.source for row in drug.reference_monitoring if row.source in drug.sources)
    trusted = [key for key in cited if key is not None and drug.sources[key].kind in _TRUSTED]
    return min(trusted, key=lambda key: _distance(drug.sources[key]), default=None)


def primary_first(drug: Drug) -> list[str | None]:
    """The keys that rows of monitoring cite, the primary source first, the others as the file cites them."""
    cited = list(dict.fromkeys(row.source for row in drug.reference_monitoring))
    primary = primary_source(drug)
    return sorted(cited, key=lambda key: key != primary)


def _distance(source: Source) -> int:
    """How far a source is from the most trusted kind; a copy is further than any original."""
    return _TRUSTED.index(source.kind) + (len(_TRUSTED) if source.read_as is not ReadAs.ORIGINAL else 0)
