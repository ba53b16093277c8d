"""A link to a number dials that number, its extension, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from sharedcare.pages.telephone import tel


@pytest.mark.parametrize(
    ("printed", "dialled"),
    [
        ("01632 960001", "tel:+44-1632-960001"),
        ("(01632) 960001", "tel:+44-1632-960001"),
        ("+44 1632 960001", "tel:+44-1632-960001"),
        ("01632 960001 ext 123", "tel:+44-1632-960001;ext=123"),
        ("01632 960001, extension 4", "tel:+44-1632-960001;ext=4"),
        ("01632 960001 bleep 2345", "tel:+44-1632-960001"),
        ("0800 123 4567 option 2", "tel:+44-800-123-4567"),
        ("On-call medical registrar, 01632 960000", "tel:+44-1632-960000"),
        ("111", "tel:111"),
        ("116 117", "tel:116117"),
        ("Medical registrar on bleep 2345", None),
        ("From 2026-11-22, ask the clinic", None),
        ("01632 960001, or 01632 960002 at night", None),
        ("Ask the switchboard", None),
    ],
)
def test_a_number_is_dialled_as_it_is_printed(printed: str, dialled: str | None) -> None:
    assert tel(printed) == dialled
