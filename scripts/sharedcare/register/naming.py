"""What a file calls itself, and what it is called and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sharedcare.findings import Finding, Grade, shortened
from sharedcare.register.model.base import Record, is_id
from sharedcare.register.reading.positions import Positioned
from sharedcare.register.values.look_alikes import stranger

LONGEST_TITLE = 200
_AREA = re.compile(rb"""\barea["']?\s{0,9}:\s{0,9}["']?([a-z0-9-]{1,99})""")


def own_name(name: str, given: str | None, file: str, positioned: Positioned) -> Iterator[Finding]:
    """A finding where the id that a file gives is not its name."""
    if given == name:
        return
    said = f"the id is `{given}`" if given else "the file gives no id"
    message = f"{said}, but the file is called `{name}.yml`{_foreign(name)}"
    if is_id(name):
        help_line = f"Write `id: {name}`, or rename the file; an id that was once published never changes"
    else:
        help_line = (
            f"Rename the file to `{given}.yml`" if given else "Give the file a name of small letters and hyphens"
        )
    yield Finding(file, positioned.position(("id",)), "SC104", Grade.UNREADABLE, message, (help_line,))


def own_folder(folder: str, given: str | None, file: str, positioned: Positioned) -> Iterator[Finding]:
    """A finding where the area that a file gives is not its folder's name."""
    if given == folder:
        return
    said = f"the area is `{given}`" if given else "the file gives no area"
    message = f"{said}, but the file stands in the folder `{folder}`{_foreign(folder)}"
    help_line = f"Write `area: {folder}`, or move the file" if is_id(folder) else "Move the file, or rename the folder"
    yield Finding(file, positioned.position(("area",)), "SC105", Grade.UNREADABLE, message, (help_line,))


def misfiled(kind: type[Record], other: type[Record], positioned: Positioned, file: str) -> Finding | None:
    """A finding where most keys of a file that is no record of its kind are those of the other kind."""
    data = positioned.data
    keys = data.keys() if isinstance(data, dict) else set()
    if len(keys & other.field_keys().keys()) <= len(keys & kind.field_keys().keys()) or not isinstance(data, dict):
        return None
    name, area = data.get("id"), data.get("area")
    called = name if isinstance(name, str) and is_id(name) else "<id>"
    folder = area if isinstance(area, str) and is_id(area) else "<area>"
    if "area" in other.field_keys():
        where, message = folder, "this is a protocol: it belongs in the folder of its area"
    else:
        where, message = "reference/drugs", "this is the record of a drug: it belongs in `reference/drugs`"
    help_line = f"Move the file to `{where}/{called}.yml`"
    return Finding(file, positioned.position(()), "SC105", Grade.UNREADABLE, message, (help_line,))


def title_of(positioned: Positioned | None) -> str | None:
    """The title that is left of a file which cannot be trusted, where it can be shown."""
    data = positioned.data if positioned is not None else None
    title = data.get("title") if isinstance(data, dict) else None
    return shortened(title, LONGEST_TITLE) if isinstance(title, str) and title.strip() and title.isprintable() else None


def areas_named(raw: bytes) -> tuple[str, ...]:
    """The areas that a file's text names, in its order: they can still be found where the text is no record."""
    return tuple(dict.fromkeys(found.decode("ascii") for found in _AREA.findall(raw)))


def _foreign(name: str) -> str:
    found = stranger(name)
    return f"; {found}" if found else ""
