"""What a field is called: the model's own description of it is the only list of names."""

from __future__ import annotations

import re
from functools import cache

from sharedcare.register.model.base import Record

_CONDITION = re.compile(r"^(?:With|Where)\b(?:`[^`]*`|[^:`])*: ")
"""What some descriptions begin with: `Where no service record exists: what is known of the funding.`"""


@cache
def label_of(kind: type[Record], name: str) -> str:
    """The first words of a field's description: `Who requests the tests`."""
    text = _CONDITION.sub("", (kind.model_fields[name].description or name).replace("\n", " "))
    first = re.split(r"[.:;](?:\s|$)|(?<=\?)\s", text, maxsplit=1)[0].replace("`", "")
    return first[:1].upper() + first[1:]
