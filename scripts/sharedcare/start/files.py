"""(answers, shared files of this checkout) -> the files of the new register. Pure: nothing is read or written here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from sharedcare.register.canonical.form import CannotKeep, checked
from sharedcare.register.reading.positions import parse
from sharedcare.register.schema import KINDS
from sharedcare.start.answers import Answered
from sharedcare.start.yaml_text import keys_of, names, part_of, written

EXAMPLE = "exampleshire/exampleshire-methotrexate.yml"
"""The protocol of an invented place that comes along, to be copied and looked at."""
PRUNED = ("areas", "committees", "organisations", "services", "schemes")
"""The shared files of which only what the example names comes along."""
EMPTY = ("decisions", "guidance", "reports")
"""The shared files that begin empty: they speak of places."""
WHOLE = ("tests",)
"""The shared files that come along whole, as do those of drugs: they speak of no place."""
RATCHET = "ratchet"
"""The shared file of what old files need not keep yet: so much of it as speaks of those that come along whole."""
_COMES_WHOLE = ("reference/drugs/", *(f"reference/{name}.yml" for name in WHOLE))
SOURCE = "start"
"""The key of the source that the file of answers names."""
_NOT_ASKED = "Nobody has recorded it yet"


def register_files(answered: Answered, shared: Mapping[str, str], example: str) -> dict[str, str]:
    """The files of the new register's own, by path from its folder.

    `shared` holds the shared files of this checkout by name; `example` is the text of the invented protocol.
    """
    wanted = _named_by(example, shared)
    own, source = _own_records(answered), answered.raw["source"]
    files = {
        f"reference/{name}.yml": _joined(part_of(shared[name], wanted), name, own[name], source) for name in PRUNED
    }
    files |= {f"reference/{name}.yml": f"{name}: {{}}\n\nsources: {{}}\n" for name in EMPTY}
    files |= {f"reference/{name}.yml": shared[name] for name in WHOLE}
    files[f"reference/{RATCHET}.yml"] = _ratchet(shared[RATCHET])
    area, file = EXAMPLE.split("/")
    ids = {
        area: {"published": [file.removesuffix(".yml")]},
        **{key: {"published": []} for key in answered.raw["areas"]},
    }
    files["reference/ids.yml"] = _IDS + written({"ids": ids})
    files["reference/register.yml"] = _SETTINGS + written(
        answered.raw.get("register") or {"name": "Shared care register"}
    )
    return {**{file: _in_form(file, text) for file, text in files.items()}, EXAMPLE: example}


def _in_form(file: str, text: str) -> str:
    """A shared file in the canonical form, or as it is where the form would lose something."""
    try:
        return checked(KINDS[PurePosixPath(file).stem], text.encode())
    except CannotKeep:
        return text


_IDS = """\
# Every id that a protocol was ever published under, by area. An id never leaves this file: old links and printed pages
# name it. Take a protocol's file away, and its id moves to `retired:`, with the day, why, and what to read now.
"""
_SETTINGS = "# The settings of this register: its name, its look, who looks after it, and how early it warns.\n"


def _ratchet(text: str) -> str:
    """What the files that come along whole need not keep yet."""
    positioned, _ = parse(text.encode())
    data: Any = positioned.data if positioned is not None else {RATCHET: {}}
    kept = {}
    for rule, row in data[RATCHET].items():
        files = {file: number for file, number in row["files"].items() if file.startswith(_COMES_WHOLE)}
        if files:
            kept[rule] = {**row, "files": files}
    return written({RATCHET: kept})


def _joined(text: str, name: str, records: Mapping[str, Any], source: Mapping[str, Any]) -> str:
    """A shared file with records added at the end of its block, and their source."""
    for block, added in ((name, records), ("sources", {SOURCE: source} if records else {})):
        if added:
            lines = "".join(f"  {line}\n" if line else "\n" for line in written(added).splitlines())
            text = text.replace(f"{block}: {{}}\n", f"{block}:\n", 1).replace(f"{block}:\n", f"{block}:\n{lines}", 1)
    return text


def owners_file(answered: Answered) -> str:
    """Who is asked to read a change on GitHub: teams, to be made there."""
    folders = ["*", "/protocols/", *(f"/protocols/{area}/" for area in (*answered.record.areas, EXAMPLE.split("/")[0]))]
    teams = ["developers", "editors", *(f"editors-{area}" for area in answered.record.areas), "editors"]
    width = max(map(len, folders))
    lines = (f"{folder:{width}} @your-organisation/{team}" for folder, team in zip(folders, teams, strict=True))
    return _OWNERS + "".join(f"{line}\n" for line in lines)


_OWNERS = """\
# Who is asked to read a change. The last line that fits a file counts.
# Make each team in your organisation on GitHub, and put its name in place of `your-organisation`. Teams, never persons.
"""


def _named_by(example: str, shared: Mapping[str, str]) -> frozenset[str]:
    """The records that the example names, and those that they name."""
    found: set[str] = set()
    text, before = example, ""
    while text != before:
        before = text
        found.update(key for name in PRUNED for key in keys_of(shared[name]) if names(text, key))
        text = example + "".join(part_of(shared[name], found) for name in PRUNED)
    return frozenset(found)


def _own_records(answered: Answered) -> dict[str, dict[str, Any]]:
    raw = answered.raw
    committee, commissioner, lights = raw["committee"], raw.get("commissioner"), raw.get("lights")
    named = {key: value for key, value in committee.items() if key != "id"}
    scheme = {"committee": committee["id"], "levels": lights, "source": SOURCE}
    payer = {**{key: value for key, value in (commissioner or {}).items() if key != "id"}, "kind": "commissioner"}
    advises = {"advises": commissioner["id"] if commissioner else "unknown"}
    return {
        "areas": {key: _area(place, raw) for key, place in raw["areas"].items()},
        "committees": {committee["id"]: {**named, **advises, "source": SOURCE}},
        "organisations": {commissioner["id"]: {**payer, "source": SOURCE}} if commissioner else {},
        "services": {},
        "schemes": {_scheme_of(raw): scheme} if lights else {},
    }


def _scheme_of(raw: Mapping[str, Any]) -> str:
    return f"{raw['committee']['id']}-lights"


def _area(place: Mapping[str, Any], raw: Mapping[str, Any]) -> dict[str, Any]:
    """An area of which nothing is known but what the answers say."""
    payer = raw.get("commissioner")
    since = {"from": "unknown", "from_note": _NOT_ASKED, "to": "unknown", "to_note": _NOT_ASKED, "source": SOURCE}
    lights = {"scheme": _scheme_of(raw)} if raw.get("lights") else {"scheme": "unknown", "scheme_note": _NOT_ASKED}
    return {
        **place,
        "committee": raw["committee"]["id"],
        **(
            {"commissioners": [{"organisation": payer["id"], **since}]}
            if payer
            else {"commissioners": "unknown", "commissioners_note": _NOT_ASKED}
        ),
        **lights,
        "past_review_means": "unknown",
        "past_review_means_note": _NOT_ASKED,
        "list": "unknown",
        "list_note": "Nobody has read the committee's list of protocols for this register yet",
    }
