"""JSON Schema 2020-12 of every kind of file, generated from the model.

The schemas serve editors' tools. They are slightly laxer than the checks: a tool may read `2024` as a number where
the register reads text. `python -m sharedcare.register.schema docs/schema` writes them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from sharedcare.register.kinds import SETTINGS, SHELVES
from sharedcare.register.model.base import NOTE_SUFFIX, Record, Required
from sharedcare.register.model.drug import Drug
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.settings import Settings

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS: Mapping[str, type[Record]] = {"protocol": Protocol, "drug": Drug, **SHELVES, SETTINGS: Settings}
"""The name of each schema, and the kind of file it describes."""


def schemas() -> dict[str, str]:
    """The text of each schema file, by file name."""
    return {f"{name}.schema.json": _text(name, kind) for name, kind in KINDS.items()}


def _text(name: str, kind: type[Record]) -> str:
    schema = kind.model_json_schema(schema_generator=GenerateJsonSchema)
    models = {model.__name__: model for model in _all_records(Record)}
    for title, definition in {**schema.get("$defs", {}), kind.__name__: schema}.items():
        if title in models:
            _finish(definition, models[title])
    return (
        json.dumps({"$schema": DIALECT, "$id": f"{name}.schema.json", **_clean(schema)}, indent=1, sort_keys=False)
        + "\n"
    )


def _finish(definition: dict[str, Any], model: type[Record]) -> None:
    """Add what pydantic cannot know: which facts are required, and the note beside a field that can be unknown."""
    properties = definition.get("properties", {})
    required = [
        field.alias or name
        for name, field in model.model_fields.items()
        if any(isinstance(mark, Required) and not mark.once_approved for mark in field.metadata)
    ]
    if required:
        definition["required"] = required
    notes = {
        f"{key}{NOTE_SUFFIX}": {"type": "string", "description": f"Says more about `{key}`."} for key in properties
    }
    definition["properties"] = {**properties, **{key: note for key, note in notes.items() if key not in properties}}


def _all_records(kind: type[Record]) -> list[type[Record]]:
    below = kind.__subclasses__()
    return below + [record for child in below for record in _all_records(child)]


def _clean(node: Any) -> Any:
    """Leave out defaults, generated titles and null: an absent key is absent."""
    if isinstance(node, list):
        return [_clean(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: _clean(value)
        for key, value in node.items()
        if not (key == "default" or (key == "title" and isinstance(value, str)))
    }
    options = [option for option in kept.get("anyOf", []) if option != {"type": "null"}]
    if "anyOf" in kept and len(options) == 1:
        del kept["anyOf"]
        return {**options[0], **kept}
    return {**kept, "anyOf": options} if "anyOf" in kept else kept


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for file, text in schemas().items():
        (target / file).write_text(text, encoding="utf-8")
