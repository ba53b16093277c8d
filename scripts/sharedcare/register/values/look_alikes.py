"""Characters that look like others: a Cyrillic letter for a Latin one, a dash for a hyphen, a wide digit for a digit.

Ids, keys, dates and words of the register are made of the letters, digits and signs of every keyboard. What looks like
them to a reader and is another character to a machine is named, with what should stand in its place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from sharedcare.register.values.signs import named

# From Unicode's list of confusables (UTS #39), those that are found on a keyboard or in a web page.
_CYRILLIC = dict(zip("аеорсухіјѕԁһԛԝкгАВЕКМНОРСТУХІЈЅ", "aeopcyxijsdhqwkrABEKMHOPCTYXIJS", strict=True))
_GREEK = dict(zip("αεικνορτυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeiknoptuABEZHIKMNOPTYX", strict=True))
_OTHERS = dict(zip("ıɡɑοօսհոցӏ", "igaoouhngl", strict=True))  # noqa: RUF001
_SIGNS = dict(zip("‐‑‒–—―−﹘‘’‚′“”„″⁄∕∶", "--------''''\"\"\"\"//:", strict=True))  # noqa: RUF001
_PLAIN: Mapping[str, str] = {**_CYRILLIC, **_GREEK, **_OTHERS, **_SIGNS}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def plain(text: str) -> str | None:
    """The text in the characters that it looks like; nothing where one looks like none of a keyboard's."""
    signs = [_plain_sign(sign) for sign in text]
    return None if None in signs else "".join(sign for sign in signs if sign is not None)


def _plain_sign(sign: str) -> str | None:
    if sign.isascii():
        return sign
    if sign in _PLAIN:
        return _PLAIN[sign]
    same = unicodedata.normalize("NFKC", sign)
    if not same.isascii():
        same = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    return same if len(same) == 1 and same.isascii() else None


def stranger(text: str) -> str | None:
    """Which character of a text is not what it looks like, and where; nothing where all are a keyboard's."""
    foreign = [number for number, sign in enumerate(text) if not sign.isascii()]
    if not foreign:
        return None
    number, others = foreign[0], len(foreign) - 1
    sign, meant = text[number], _plain_sign(text[number])
    kind = "letter" if sign.isalpha() else "character"
    which = f"its {_ORDINALS[number]} {kind}" if number < len(_ORDINALS) else f"{kind} {number + 1} of it"
    looks = f", which only looks like {'a space' if meant == ' ' else f'`{meant}`'}" if meant else ""
    more = f"; {others} more {'is' if others == 1 else 'are'} foreign too" if others else ""
    return f"{which} is {named(sign)}{looks}{more}"
