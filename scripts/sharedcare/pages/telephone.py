"""Telephone numbers as documents print them -> what a telephone dials."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, ValidationResult

REGION = "GB"
SHORT = re.compile(r"[0-9 ]{3,7}")
"""111, 999 and 116 117 are dialled as they are."""


def tel(text: str) -> str | None:
    """The `tel:` address (RFC 3966), extension included, of the only number in a text, if it holds one.

    A bleep or an option is no part of it: no telephone dials them.
    """
    if SHORT.fullmatch(text):
        return f"tel:{text.replace(' ', '')}"
    found = [match.number for match in PhoneNumberMatcher(text, REGION, leniency=Leniency.POSSIBLE)]
    whole = [number for number in found if _is_whole(number)]
    if len(whole) != 1:
        return None
    return phonenumbers.format_number(whole[0], PhoneNumberFormat.RFC3966)


def _is_whole(number: phonenumbers.PhoneNumber) -> bool:
    """Whether it can be dialled from anywhere: a bleep or a date that looks like a local number cannot."""
    return phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
