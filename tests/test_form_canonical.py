"""What the form writes is what `sharedcare fmt` would write: rows of every kind, long texts, keys of every rank."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from sharedcare.pages.book import Book
from sharedcare.pages.edit import form_data
from sharedcare.register.canonical.form import checked
from sharedcare.register.canonical.layout import fields_of
from sharedcare.register.load import load
from sharedcare.register.model.base import Record, kinds_in
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.sources import Statement
from tests.registers import BASE, DAY
from tests.site import ROOT, OpenPage
from tests.test_form import FORM, FROM_SITE
from tests.test_form import form as shown

pytestmark = pytest.mark.xdist_group("site")

IN_BRACKETS = BASE / "exampleshire/exampleshire-methotrexate.yml"
WRITTEN_OUT = ROOT / "protocols/exampleshire/exampleshire-methotrexate.yml"
LONG = (
    "Ask the specialist the same day: withhold the next dose, and repeat the tests within 2 days, " * 2
    + "then ask again"
)
TEXTS = [
    LONG,
    "4.2",
    "Ask: the same day",
    "no",
    "2027",
    "a, b [c]",
    "one\ntwo",
    "- x",
    'it\'s "x"',
    "~",
    "naïve ≥ 3 ×10⁹/L",
    "1e5",
    "Ask (#1)",
]
STATEMENTS = {key for key, field in fields_of(Protocol).items() if field.kind is Statement}
EVERY_KIND = sorted(fields_of(Protocol).keys() - STATEMENTS - {"responsibilities"} | {"cautions"})
"""Of lists that hold the same kind of row, one."""
SCRIPT = f"""async ([given, text, texts, tops]) => {{
  {FROM_SITE}
  const parts = await Promise.all(['desk.js', 'lists.js', 'shape.js'].map(part));
  const [{{ Desk }}, {{ blank }}, {{ fieldsOf, TOP }}] = parts;
  const source = {{ id: 'tried', title: '', area: '', place: '', page: '', file: '', text }};
  const samples = {{ date: '2027-01-02', duration: '2 weeks', number: '18', flag: 'true', id: 'protocol', rule: 'SC203',
    url: 'https://example.org/x', email: 'a@example.org' }};
  let turn = 0;
  const sample = ({{ kind, name }}) => samples[kind]
    ?? (kind === 'enum' ? Object.keys(given.words[name])[0] : texts[turn++ % texts.length]);
  const found = [];
  const fill = (desk, path, kind) => {{
    for (const {{ key, shape }} of fieldsOf(given, kind)) {{
      const here = [...path, key];
      if (shape.kind === 'block' || shape.kind === 'map' || shape.item?.kind === 'block') continue;
      if (shape.kind !== 'list') desk.write(here, sample(shape));
      else if (desk.at(here) === undefined || desk.at(here).length === 0) {{
        if (desk.at(here) === undefined) desk.write(here, []);
        for (const row of [0, 1]) {{ desk.insert([...here, row], ''); desk.write([...here, row], sample(shape.item)); }}
      }}
    }}
  }};
  const list = (path, shape) => {{
    const desk = new Desk(given, source, 'tried');
    desk.take = (file) => {{ desk.file = file; }};  // without the checks, which take most of the time
    if (!Array.isArray(desk.at(path))) desk.write(path, []);
    const here = [...path, desk.at(path).length];
    desk.insert(here, blank({{ desk }}, shape.item));
    if (shape.item.kind === 'block') fill(desk, here, shape.item.name);
    else desk.write(here, sample(shape.item));
    found.push([`${{path.join('.')}}: a filled row`, desk.file.text]);
    if (desk.at(path).length > 1) desk.remove([...path, 0]);
    found.push([`${{path.join('.')}}: rows removed`, desk.file.text]);
  }};
  const visit = (path, kind, value) => {{
    for (const {{ key, shape }} of fieldsOf(given, kind)) {{
      if (path.length === 0 && !tops.includes(key)) continue;
      if (shape.kind === 'list') list([...path, key], shape);
      else if (shape.kind === 'block' && typeof value?.[key] === 'object') {{
        visit([...path, key], shape.name, value[key]);
      }}
    }}
  }};
  visit([], TOP, new Desk(given, source, 'tried').values);
  localStorage.clear();
  return found;
}}"""


def written(page: Page, file: Path, tops: list[str]) -> dict[str, str]:
    given = json.loads(json.dumps(form_data(Book.of(load(BASE), DAY))))
    text = checked(Protocol, file.read_bytes())
    return dict(page.evaluate(SCRIPT, [given, text, TEXTS, tops]))


def astray(text: str) -> list[str]:
    """The lines that `sharedcare fmt` would change."""
    made = checked(Protocol, text.encode())
    return [
        line for line in difflib.unified_diff(text.split("\n"), made.split("\n"), n=0) if line[:3] not in ("---", "+++")
    ]


@pytest.mark.parametrize(
    ("file", "tops", "least"),
    [(IN_BRACKETS, EVERY_KIND, 50), (WRITTEN_OUT, ["monitoring", "contacts"], 5)],
    ids=["in-brackets", "written-out"],
)
def test_rows_that_the_form_adds_are_in_the_canonical_form(
    file: Path, tops: list[str], least: int, open_page: OpenPage
):
    found = written(shown(open_page(FORM)), file, tops)
    assert len(found) > least
    assert {name: lines for name, text in found.items() if (lines := astray(text))} == {}


def test_a_new_file_is_in_the_canonical_form(open_page: OpenPage):
    page = shown(open_page("edit/?new=exampleshire"))
    page.locator("#show").click()
    assert astray(page.locator("#changed-file").input_value()) == []


def test_the_form_knows_which_keys_hold_no_text(open_page: OpenPage):
    def kinds(kind: type[Record], seen: set[type[Record]]) -> set[type[Record]]:
        if kind not in seen:
            seen.add(kind)
            for field in kind.model_fields.values():
                for inner in kinds_in(field.annotation):
                    kinds(inner, seen)
        return seen

    held = [
        (key, field.is_text)
        for kind in kinds(Protocol, set())
        for key, field in fields_of(kind).items()
        if field.kind is None
    ]
    texts = {key for key, is_text in held if is_text}
    bare = {key for key, is_text in held if not is_text}
    assert texts & bare == {"until", "reason"}
    script = f"async () => {{ {FROM_SITE} return [...(await part('scalars.js')).BARE]; }}"
    assert set(shown(open_page(FORM)).evaluate(script)) == bare - texts
