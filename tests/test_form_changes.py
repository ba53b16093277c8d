"""The form tells a change as `sharedcare diff` does: one table of changes, and both say the same of each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page
from pydantic import ValidationError

from sharedcare.changes.protocols import changes_of
from sharedcare.pages.book import Book
from sharedcare.pages.change_words import ChangeWords, Speech
from sharedcare.pages.edit import form_data
from sharedcare.register.entries import Entry
from sharedcare.register.load import load
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.reading.positions import parse
from tests import diff_cases, form_changes
from tests.form_changes import Vector
from tests.registers import BASE, DAY
from tests.site import ROOT, OpenPage
from tests.test_diff_complete import BLOCKS, SHAPES, another, at, edited, fitting, paths, whole
from tests.test_form import FORM, FROM_SITE
from tests.test_form import form as shown

pytestmark = pytest.mark.xdist_group("site")

TABLE = ROOT / "tests/vectors/form-changes.json"
Said = list[dict[str, Any]]


@cache
def book() -> Book:
    return Book.of(load(BASE), DAY)


def told(before: Any, after: Any) -> Said:
    """What Python says of a change."""
    records = [Protocol.model_validate(one) for one in (before, after)]
    speeches = [Speech.of(book(), Entry(record, "x.yml", None, (), record.sources)) for record in records]
    lines = ChangeWords(speeches[0], speeches[1]).lines(changes_of(*records, book().register.test_key))
    return [
        {
            "kind": line.kind.value,
            "what": line.what,
            "before": line.before,
            "after": line.after,
            "second": line.second_reviewer,
        }
        for line in lines
    ]


def read(text: str) -> Any:
    positioned, troubles = parse(text.encode())
    assert positioned is not None and troubles == ()
    return positioned.data


def sides(vector: Vector) -> tuple[str, str]:
    """The file before and after the edits of a vector."""
    before = after = (BASE / vector.file).read_text(encoding="utf-8")
    for old, new in vector.edits:
        assert after.count(old) == 1, f"{old!r} stands {after.count(old)} times"
        after = after.replace(old, new)
    return before, after


Pair = tuple[Any, Any]
"""A file before and after: two texts, or two files as they are read."""


def in_browser(page: Page, pairs: Sequence[Pair]) -> list[Said]:
    """What the form says of each pair."""
    script = f"""async ([form, befores, edits]) => {{
      {FROM_SITE}
      const [{{ read }}, {{ changes }}] = await Promise.all(['read.js', 'changes.js'].map(part));
      return edits.map(([at, after]) => {{
        const before = befores[at];
        if (typeof before === 'string') return changes(form, read(before).values, read(after).values);
        const [put, out] = after;
        const values = {{ ...before, ...put }};
        out.forEach((key) => delete values[key]);
        return changes(form, before, values);
      }});
    }}"""
    befores: list[Any] = []
    edits = []
    for before, after in pairs:
        if not any(before is one for one in befores):
            befores.append(before)
        at = next(number for number, one in enumerate(befores) if one is before)
        edits.append((at, after if isinstance(after, str) else patch(before, after)))
    return page.evaluate(script, [json.loads(json.dumps(form_data(book()))), befores, edits])


def patch(before: Any, after: Any) -> tuple[Any, list[str]]:
    """What another file has at its top: the whole of hundreds of files takes long to send."""
    return {key: value for key, value in after.items() if before.get(key) != value}, [*before.keys() - after.keys()]


def test_python_says_what_the_table_says(golden):
    table = {
        "about": "What `sharedcare diff` says of an edit of a file of the tests' register, and the form for editors "
        "with it. `form` is what the form says where that is not the same, and `why` the reason.",
        "vectors": [vector_said(vector) for vector in form_changes.VECTORS],
    }
    golden(TABLE, json.dumps(table, indent=1, ensure_ascii=False) + "\n")


def vector_said(vector: Vector) -> Mapping[str, Any]:
    lines = told(*map(read, sides(vector)))
    said: dict[str, Any] = {"name": vector.name, "file": vector.file, "edits": vector.edits, "lines": lines}
    if vector.form:
        (was, now), why = vector.form, vector.why
        said |= {"form": json.loads(json.dumps(lines).replace(was, now)), "why": why}
        assert said["form"] != lines
    return said


def test_the_table_holds_every_kind_of_change():
    table = json.loads(TABLE.read_text(encoding="utf-8"))["vectors"]
    assert len(table) >= 60
    assert len({vector["name"] for vector in table}) == len(table)
    lines = [line for vector in table for line in vector["lines"]]
    assert {line["kind"] for line in lines} == {"changed", "new", "removed", "rewritten"}
    assert [vector["name"] for vector in table if not vector["lines"]] == list(form_changes.SILENT)
    changed = {vector["edits"][0][0].lstrip("- {").partition(":")[0] for vector in table}
    assert len(changed) > 25


def test_the_form_says_what_the_table_says(open_page: OpenPage):
    table = json.loads(TABLE.read_text(encoding="utf-8"))["vectors"]
    vectors = [Vector(one["name"], one["file"], tuple(map(tuple, one["edits"]))) for one in table]
    found = in_browser(shown(open_page(FORM)), [sides(vector) for vector in vectors])
    for vector, said in zip(table, found, strict=True):
        assert said == vector.get("form", vector["lines"]), vector["name"]


def test_the_form_says_of_every_value_what_python_says(open_page: OpenPage):
    names, pairs = zip(*every_change(), strict=True)
    assert len(names) > 150
    found = in_browser(shown(open_page(FORM)), pairs)
    for name, (before, after), said in zip(names, pairs, found, strict=True):
        assert said == told(before, after), name


def every_change() -> Iterator[tuple[Any, Pair]]:
    """Each case of `sharedcare diff` on one protocol, and values of a full one added, changed and taken away."""
    for case in diff_cases.CASES:
        files = {file for file, _, _ in case.edits}
        if len(files) == 1 and files <= {diff_cases.M, diff_cases.B, diff_cases.L} and not case.renamed:
            before, after = sides(Vector(case.name, files.pop(), tuple(edit[1:] for edit in case.edits)))
            with suppress(AssertionError, ValidationError):  # some cases are about files that cannot be read
                Protocol.model_validate(read(after))
                yield case.name, (read(before), read(after))
    data = whole()[0]
    places = list(paths(data))
    for path in places[::8]:
        with suppress(ValidationError):
            after = edited(data, path, ...)
            Protocol.model_validate(after)
            yield path, (data, after)
    for path in places[2::8]:
        if isinstance(at(data, path), str):
            yield path, (data, edited(data, path, another(path)[0]))
    for block, (path, key) in [(one, (BLOCKS[one], key)) for one in BLOCKS for key in one.field_keys()][::6]:
        if key not in at(data, path) and (found := fitting((*path, key), SHAPES)):
            yield (block.__name__, key), (data, edited(data, (*path, key), found[0]))


def test_rows_and_keys_in_another_order_are_no_change(open_page: OpenPage):
    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return [turned(item) for item in reversed(value)] if isinstance(value, list) else value

    assert in_browser(shown(open_page(FORM)), [(whole()[0], turned(whole()[0]))]) == [[]]
