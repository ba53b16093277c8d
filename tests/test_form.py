"""The form for editors in a real browser: what it changes, what it leaves alone, and what it says of a wrong value."""

from __future__ import annotations

import difflib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Locator, Page, Route, expect

from sharedcare.cli import main
from sharedcare.pages.book import Book
from sharedcare.pages.edit_told import NEEDS
from sharedcare.pages.wrong import About, section
from sharedcare.register.canonical.form import checked as in_form
from sharedcare.register.load import load
from sharedcare.register.model.document import Document
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.reading.positions import parse
from sharedcare.rules.since.reviews import ASKED
from tests.hosting import hosting
from tests.registers import BASE, copied
from tests.site import DAY, ROOT, OpenPage, noon
from tests.test_browser import violations
from tests.waiting import wait_until, wait_until_kept

pytestmark = pytest.mark.xdist_group("site")

LITHIUM = "exampleshire/exampleshire-lithium.yml"
FORM = "edit/?protocol=exampleshire-lithium"
VECTORS = json.loads((ROOT / "tests/vectors/form.json").read_text(encoding="utf-8"))
SMALL = "exampleshire/exampleshire-methotrexate.yml"
REPO = "https://github.com/example/register"
HOSTILE = "<script>alert(1)</script> \": # [x], {y}: 'z' - ? & * ! | > % @ `\nno 😀 \\ é"
KEPT_PARTS = """
  (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()))))
    .flat().map(({ url }) => url.split("/").pop())
"""
ODD = [
    HOSTILE, "a: b", "a #b", "- x", "? x", ": x", "[x]", "{x}", "&a", "*a", "!t", "|", ">", "%x", "@x", "`x`", "'x'",
    '"x"', "x:", "x, y", "no", "null", "~", "-", "?", ":", "#", "---", "...", "--- a", "=", "<<", "x\ty", " x", "x ",
    "a\r\nb", "5.10", "0x1F", "1:30", "2024-06", "\u00a0x", "x\u2028y", "’“”", "a [b] c", "a, b: c", "http://x/y?z#w",
    'key: "v"', "it's: 'x'", "\\n", "x\\", "a]b", "a}b", "a{b", "e\u0301",
]  # fmt: skip
"""Texts that mean something else in YAML unless they are quoted."""
FROM_SITE = """
  const top = document.querySelector('script[src*="js/edit.js"]').src;
  const part = (name) => import(new URL('edit/' + name, top));
  const data = async (name) => (await fetch(new URL('../../edit/' + name, top))).json();
"""


def form(page: Page) -> Page:
    page.locator(".sc-edit-section").first.wait_for()
    return page


def field(page: Page, path: str) -> Locator:
    return page.locator(f'[id="f.{path}"]')


def unfold(page: Page, section: str, *rows: str) -> None:
    page.locator(f'[id="s.{section}"]').click()
    for row in rows:
        page.locator(f'[id="f.{row}-row"]').click()


def taken(page: Page) -> str:
    """The file as the form gives it."""
    page.locator("#show").click()
    return page.locator("#changed-file").input_value()


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def shipped(file: str = LITHIUM) -> str:
    return (ROOT / "protocols" / file).read_text(encoding="utf-8")


def checked(folder: Path, file: str) -> list[dict[str, str]]:
    """What `sharedcare check` finds in one file."""
    arguments = ["check", str(folder / file), "--register", str(folder), "--on", DAY.isoformat(), "--format", "json"]
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return json.loads(result.output)["findings"]


# --- From the form to the check


def test_an_interval_and_a_contact_are_changed_and_nothing_else(open_page: OpenPage, tmp_path: Path):
    page = form(open_page(FORM))
    unfold(page, "contacts", "contacts.0")
    field(page, "contacts.0.phone").fill("01632 960123")
    unfold(page, "monitoring", "monitoring.rows.4")
    field(page, "monitoring.rows.4.every").fill("2 months")
    text = taken(page)
    assert changed_lines(shipped(), text) == [
        '-    phone: "01632 960030"',
        '+    phone: "01632 960123"',
        "-      every: 3 months",
        "+      every: 2 months",
    ]
    assert page.locator(".sc-edit-difference > section").first.inner_text().split("\n") == [
        "Needs a second reviewer", "", "A second person has to read these before they go into the register.", "",
        "Whom to ask: Urgent questions, Lithium advice line: Telephone",
        "01632 960030", "becomes", " 01632 960123",
        "Once stable: Serum lithium level, for lithium", "every 3 months, for 12 months", "becomes",
        " every 2 months, for 12 months",
    ]  # fmt: skip
    assert page.locator(".sc-edit-summary").count() == 0
    folder = tmp_path / "register"
    shutil.copytree(ROOT / "protocols", folder)
    (folder / LITHIUM).write_text(text, encoding="utf-8")
    assert checked(folder, LITHIUM) == []


def test_a_row_is_added_moved_and_removed(open_page: OpenPage):
    page = form(open_page(FORM))
    unfold(page, "cautions")
    page.locator('[id="f.cautions-add"]').click()
    expect(field(page, "cautions.2.source")).to_be_focused()
    field(page, "cautions.2.source").select_option("protocol")
    field(page, "cautions.2.text").fill("Fasting: ask first")
    assert changed_lines(shipped(), taken(page)) == ['+  - {text: "Fasting: ask first", source: protocol}']
    page.locator('[id="f.cautions.2-up"]').click()
    expect(page.locator('[id="f.cautions.1-up"]')).to_be_focused()
    assert "is now row 2" in page.get_by_role("status").last.inner_text()
    assert page.locator(".sc-edit-changes li").all_inner_texts() == [
        "New: When the drug is given with care: Fasting: ask first\n"
        "source: Lithium in Exampleshire: who does what, version 4"
    ]
    page.locator('[id="f.cautions.0-row"]').click()
    page.locator('[id="f.cautions.0-out"]').click()
    expect(page.locator('[id="f.cautions-add"]')).to_be_focused()
    assert changed_lines(shipped(), taken(page)) == [
        '-  - {text: "Illness with loss of fluid: stop for a day or two on advice", source: protocol, section: "7"}',
        '+  - {text: "Fasting: ask first", source: protocol}',
    ]


def test_what_nobody_knows_has_a_note(open_page: OpenPage):
    page = form(open_page(FORM))
    unfold(page, "transfer")
    page.locator('[id="f.transfer.reply_within-unknown"]').check()
    expect(field(page, "transfer.reply_within")).to_be_disabled()
    field(page, "transfer.reply_within_note").fill("The document does not say")
    assert changed_lines(shipped(), taken(page)) == [
        "-  reply_within: 28 days",
        "+  reply_within: unknown",
        "+  reply_within_note: The document does not say",
    ]


def test_a_step_is_taken_back_and_typing_is_one_step(open_page: OpenPage):
    page = form(open_page(FORM))
    unfold(page, "monitoring")
    page.locator('[id="f.monitoring.basis"]').select_option("reference")
    page.locator('[id="f.monitoring-unknown"]').check()
    assert "monitoring: unknown" in taken(page)
    page.locator("#undo").click()
    unfolded = page.locator('[id="f.monitoring.rows.4-row"]')
    unfolded.click()
    field(page, "monitoring.rows.4.every").press_sequentially(" or so")
    page.locator("#undo").click()
    expect(field(page, "monitoring.rows.4.every")).to_have_value("3 months")
    assert changed_lines(shipped(), taken(page)) == ["-  basis: protocol", "+  basis: reference"]
    page.locator("#clear").click()
    expect(page.locator(".sc-edit-end")).to_contain_text("Nothing is changed yet.")


def test_a_day_is_picked_and_a_month_is_typed(open_page: OpenPage):
    page = form(open_page(FORM))
    unfold(page, "document")
    page.get_by_label("pick a day").nth(1).fill("2029-01-31")
    expect(field(page, "document.review_due")).to_have_value("2029-01-31")
    field(page, "document.review_due").fill("2029-01")
    assert changed_lines(shipped(), taken(page)) == ["-  review_due: 2028-09-30", "+  review_due: 2029-01"]


# --- Every file


def test_no_file_is_touched_by_reading_it_or_by_writing_what_it_says(open_page: OpenPage):
    names = [path.stem for path in (ROOT / "protocols").glob("*/*.yml") if path.parent.name != "reference"]
    script = f"""async (names) => {{
      {FROM_SITE}
      const [{{ read }}, {{ setValue }}] = await Promise.all(['read.js', 'values.js'].map(part));
      const {{ findings }} = await part('checks.js');
      const form = await data('form.json');
      const found = {{}};
      for (const name of names) {{
        const {{ text }} = await data(`of/${{name}}.json`);
        const file = read(text);
        const touched = [];
        const visit = (value, path) => {{
          if (Array.isArray(value)) value.forEach((item, row) => visit(item, [...path, row]));
          else if (typeof value !== 'string') Object.keys(value).forEach((key) => visit(value[key], [...path, key]));
          else if (setValue(file, path, value) !== text) touched.push(path.join('.'));
        }};
        visit(file.values, []);
        const said = findings(form, file.values).map((one) => one.message);
        found[name] = {{ text, values: file.values, touched, findings: said }};
      }}
      return found;
    }}"""
    found = form(open_page(FORM)).evaluate(script, names)
    assert len(found) == len(names) > 80
    for path in (ROOT / "protocols").glob("*/*.yml"):
        if path.parent.name != "reference":
            raw = path.read_bytes()
            one = found[path.stem]
            assert one["text"].encode() == raw
            assert one["values"] == parse(raw)[0].data, path.stem
            assert (one["touched"], one["findings"]) == ([], []), path.stem


def test_what_is_added_and_removed_or_moved_and_moved_back_leaves_no_trace(open_page: OpenPage):
    script = f"""async () => {{
      {FROM_SITE}
      const [{{ read }}, {{ edited }}] = await Promise.all(['read.js', 'edits.js'].map(part));
      const {{ text }} = await data('of/exampleshire-lithium.json');
      const file = read(text);
      const traces = [];
      let tried = 0;
      const leaves = (path, ...edits) => {{
        tried += 1;
        const after = edits.reduce((here, edit) => edited(here, edit), file);
        if (after.text !== text) traces.push([`${{edits[0].do}} ${{path.join('.')}}`, after.text]);
      }};
      const visit = (value, path) => {{
        if (typeof value === 'string') return;
        const names = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
        for (const name of names) {{
          const here = [...path, name];
          if (Array.isArray(value)) {{
            leaves(here, {{ do: 'add', path: here, value: value[name] }}, {{ do: 'remove', path: here }});
            if (name > 0) {{
              const upper = [...path, name - 1];
              leaves(upper, {{ do: 'swap', path: upper }}, {{ do: 'swap', path: upper }});
            }}
          }}
          visit(value[name], here);
        }}
      }};
      visit(file.values, []);
      return [tried, traces];
    }}"""
    tried, traces = form(open_page(FORM)).evaluate(script)
    # A list that was too long for its brackets stays written out, one item a line.
    assert all(name.startswith("add ") and in_form(Protocol, text.encode()) == text for name, text in traces)
    assert all(parse(text.encode())[0].data == parse(shipped().encode())[0].data for _, text in traces)
    assert len(traces) < 15 < 150 < tried


def test_a_new_review_asks_for_all_that_lets_a_date_move(open_page: OpenPage):
    page = form(open_page(FORM))
    number = len(parse(shipped().encode())[0].data["document"]["reviews"])
    unfold(page, "document")
    page.locator('[id="f.document.reviews-add"]').click()
    row = page.locator(f'[id="f.document.reviews.{number}-box"]')
    for name in ASKED:
        box = field(page, f"document.reviews.{number}.{name}{'.0' if name == 'sources_read' else ''}")
        expect(box).to_be_visible()
        expect(row.locator(f'label[for="{box.get_attribute("id")}"]')).not_to_contain_text("may be left out")


def test_what_a_change_needs_besides_is_said_before_it_is_sent(open_page: OpenPage):
    page = form(open_page(FORM))
    needs = page.locator(".sc-edit-needs li")
    unfold(page, "document")
    field(page, "document.review_due").fill("2031-05")
    page.locator("#show").click()
    expect(needs).to_have_text(
        ["A date that moves later needs a review record that says who read what, or an extension by the committee. How"]
    )
    needs.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Record a review")


def test_a_title_alone_needs_nothing_besides(open_page: OpenPage):
    page = form(open_page(FORM))
    unfold(page, "about")
    field(page, "title").fill("Lithium for adults, again")
    page.locator("#show").click()
    expect(page.locator(".sc-edit-difference")).to_be_visible()
    expect(page.locator(".sc-edit-needs")).to_have_count(0)


def test_every_guide_that_the_form_names_is_there():
    for paths, _, guide in NEEDS:
        assert paths <= set(Protocol.field_keys()) | {f"document.{key}" for key in Document.field_keys()}
        assert (ROOT / "docs/editors" / f"{guide}.md").is_file()


def test_a_name_that_no_source_can_have_is_refused_where_it_was_typed(open_page: OpenPage):
    page = form(open_page(FORM))
    unfold(page, "sources")
    box = field(page, "sources-new")
    for typed, said in {
        "Letter from ICB": "A name has small letters, digits and hyphens only. Write letter-from-icb",
        "protocol": "There is a protocol already: choose another name.",
        " ": "Type a name for it first.",
    }.items():
        box.fill(typed)
        field(page, "sources-new-add").click()
        expect(box).to_be_focused()
        expect(box).to_have_attribute("aria-invalid", "true")
        expect(box).to_have_accessible_description(
            f"Small letters, digits and hyphens: protocol, or leaflet-2026 Error: {said}"
        )
    box.fill("letter-from-icb")
    field(page, "sources-new-add").click()
    expect(field(page, "sources.letter-from-icb-row")).to_be_visible()


# --- The same words as the checks


def said_by_the_checks(vector: dict[str, object], tmp_path: Path, number: int) -> list[list[str]]:
    folder = copied(tmp_path / str(number), (SMALL, str(vector["old"]), str(vector["new"])))
    return [[one["code"], one["message"]] for one in checked(folder, SMALL) if one["code"] in VECTORS["codes"]]


def test_the_checks_say_what_the_table_says(tmp_path: Path):
    for number, vector in enumerate(VECTORS["vectors"]):
        assert said_by_the_checks(vector, tmp_path, number) == vector["finds"], vector["new"]


def test_the_form_says_what_the_table_says(open_page: OpenPage):
    small = (BASE / SMALL).read_text(encoding="utf-8")
    script = f"""async ([base, vectors]) => {{
      {FROM_SITE}
      const [{{ read }}, {{ findings }}] = await Promise.all(['read.js', 'checks.js'].map(part));
      const form = await data('form.json');
      const said = (text) => findings(form, read(text).values).map(({{ code, message }}) => [code, message]);
      const always = said(base).map(String);
      const isNew = (one) => !always.includes(String(one));
      return vectors.map(({{ old, new: now }}) => said(base.replace(old, () => now)).filter(isNew));
    }}"""
    found = form(open_page(FORM)).evaluate(script, [small, VECTORS["vectors"]])
    for vector, said in zip(VECTORS["vectors"], found, strict=True):
        # The checks look no further in a file of which a value cannot be read; the form does.
        unreadable = [one for one in said if one[0] in ("SC101", "SC103")]
        assert (unreadable or said) == vector["finds"], vector["new"]


def test_what_is_wrong_is_said_beside_the_fact_and_in_the_summary(open_page: OpenPage):
    page = form(open_page(FORM))
    unfold(page, "monitoring", "monitoring.rows.4")
    every = field(page, "monitoring.rows.4.every")
    every.fill("quarterly")
    expect(every).to_have_attribute("aria-invalid", "true")
    expect(every).to_have_accessible_description(
        "The interval: 2 weeks, or 3 to 6 months. Error: `every`: `quarterly` is not a length of time. "
        "Write a number and days, weeks, months or years: 12 weeks, or 3 to 6 months (SC103)"
    )
    page.locator('[id="s.monitoring"]').click()
    page.locator("#show").click()
    expect(page.locator(".sc-edit-summary")).to_be_focused()
    page.locator(".sc-edit-summary a").click()
    expect(every).to_be_focused()
    every.fill("3 months")
    expect(every).to_have_attribute("aria-invalid", "false")
    assert page.locator(".sc-edit-summary").count() == 0


# --- Hostile text


def test_a_hostile_text_comes_back_as_it_was_typed(open_page: OpenPage):
    page = form(open_page(FORM))
    unfold(page, "transfer")
    for path in ("transfer.criteria.0", "transfer.section", "transfer.stable_for"):
        field(page, path).evaluate(
            """(old, text) => {
              const area = document.createElement('textarea');
              Object.defineProperty(old, 'value', { get: () => text, set: () => {} });
              old.dispatchEvent(new Event('input', { bubbles: true }));
            }""",
            HOSTILE,
        )
    text = taken(page)
    read, troubles = parse(text.encode())
    assert troubles == ()
    transfer = read.data["transfer"]
    assert (transfer["criteria"][0], transfer["section"], transfer["stable_for"]) == (HOSTILE, HOSTILE, HOSTILE)
    assert len(changed_lines(shipped(), text)) == 3 * (1 + 3)
    assert page.locator(".sc-edit-form script").count() == 0


def test_no_text_means_something_else_in_the_file(open_page: OpenPage):
    script = f"""async (texts) => {{
      {FROM_SITE}
      const [{{ read }}, {{ edited }}] = await Promise.all(['read.js', 'edits.js'].map(part));
      const written = (text, path, values) => {{
        let file = edited(read(text), {{ do: 'set', path, value: values.map(() => 'x') }});
        values.forEach((value, row) => {{ file = edited(file, {{ do: 'set', path: [...path, row], value }}); }});
        values.forEach((value, row) => {{ file = edited(file, {{ do: 'add', path: [...path, row], value }}); }});
        return file.text;
      }};
      const lithium = (await data('of/exampleshire-lithium.json')).text;
      const few = 'transfer:\\n  criteria: [x]\\n';
      const path = ['transfer', 'criteria'];
      return [written(lithium, path, texts), ...texts.map((one) => written(few, path, [one]))];
    }}"""
    whole, *few = form(open_page(FORM)).evaluate(script, ODD)
    for text, values in ((whole, ODD), *zip(few, ([one] for one in ODD), strict=True)):
        read, troubles = parse(text.encode())
        assert troubles == ()
        assert read.data["transfer"]["criteria"] == [*values, *values]
    assert sum("criteria: [" in text for text in few) > len(ODD) - 3


def test_a_file_that_the_form_cannot_hold_is_not_shown(open_page: OpenPage):
    def broken(page: Page) -> None:
        given = {
            "id": "x",
            "title": "x",
            "area": "exampleshire",
            "place": "x",
            "page": "",
            "file": "x",
            "text": "a: [1\n",
        }
        page.route("**/edit/of/*.json", lambda route: route.fulfill(json=given))

    page = open_page(FORM, before=broken)
    page.get_by_text("Change the file itself").wait_for()
    page = open_page("edit/?protocol=no-such-protocol")
    page.get_by_text("the register has nothing under this address").wait_for()


# --- Kept on the device


def test_a_reload_loses_nothing_and_what_is_cleared_is_gone(open_page: OpenPage):
    page = form(open_page(FORM))
    unfold(page, "cautions", "cautions.1")
    field(page, "cautions.1.text").fill("Low-salt diets")
    page.reload()
    form(page)
    assert f"You have an unfinished change of {DAY.day} {DAY:%B %Y}" in page.locator(".sc-edit-kept").inner_text()
    assert "Low-salt diets" in taken(page)
    page.locator("#kept-clear").click()
    assert page.locator(".sc-edit-kept").count() == 0
    page.reload()
    form(page)
    assert page.locator(".sc-edit-kept").count() == 0
    page.locator("#show").click()
    expect(page.locator(".sc-edit-end")).to_contain_text("Nothing is changed yet.")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('register-edit'))") == []


def test_a_change_of_an_older_file_is_not_put_into_the_new_one(open_page: OpenPage):
    page = form(open_page(FORM))
    unfold(page, "cautions", "cautions.1")
    field(page, "cautions.1.text").fill("Low-salt diets")

    def newer(route: Route) -> None:
        given = route.fetch().json()
        route.fulfill(json={**given, "text": given["text"] + "# newer\n"})

    page.route("**/edit/of/*.json", newer)
    page.reload()
    form(page)
    assert "has changed since" in page.locator(".sc-edit-kept").inner_text()
    page.locator("#show").click()
    expect(page.locator(".sc-edit-end")).to_contain_text("Nothing is changed yet.")
    assert "Low-salt diets" in page.get_by_label("Your unfinished change of the older file").input_value()


def test_a_device_that_keeps_nothing_is_said(open_page: OpenPage):
    refuse = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    page = form(open_page(FORM, before=lambda page: page.add_init_script(refuse)))
    unfold(page, "cautions", "cautions.1")
    field(page, "cautions.1.text").fill("Low-salt diets")
    expect(page.get_by_role("status").last).to_contain_text("This device keeps nothing")
    assert "Low-salt diets" in taken(page)


def two_tabs(open_page: OpenPage) -> tuple[Page, Page]:
    """One file in two tabs, changed in both: first in the one, then in the other."""
    older = form(open_page(FORM))
    unfold(older, "cautions", "cautions.1")
    newer = older.context.new_page()
    newer.clock.set_fixed_time(noon(DAY))
    newer.goto(older.url)
    form(newer)
    field(older, "cautions.1.text").fill("Low-salt diets")
    newer.locator("#other-take").wait_for()
    newer.locator("#other-stay").click()
    unfold(newer, "cautions", "cautions.0")
    field(newer, "cautions.0.text").fill("Sick days")
    older.locator("#other-take").wait_for()
    return older, newer


def kept(page: Page) -> str:
    return page.evaluate("Object.entries(localStorage).find(([key]) => key.startsWith('register-edit'))?.[1] ?? ''")


def test_the_older_of_two_tabs_is_told_and_writes_nothing_over_the_other(open_page: OpenPage):
    older, newer = two_tabs(open_page)
    assert "Another tab on this device changed this file" in older.get_by_role("alert").inner_text()
    assert older.get_by_label("What the other tab has").input_value().count("Sick days") == 1
    field(older, "cautions.1.text").fill("Low-salt diets, crash diets")
    expect(older.get_by_role("status").last).to_contain_text("Until then this tab keeps nothing")
    assert "Sick days" in kept(older) and "crash diets" not in kept(older)
    older.evaluate("scrollTo(0, 0)")
    assert violations(older) == []
    older.locator("#other-stay").click()
    assert older.get_by_role("alert").count() == 0
    assert "crash diets" in kept(older)
    expect(newer.get_by_role("alert")).to_contain_text("Another tab on this device changed this file")
    assert "Sick days" in taken(newer)


def test_what_the_other_tab_has_is_taken_and_given_back(open_page: OpenPage):
    older, newer = two_tabs(open_page)
    older.locator("#other-take").click()
    assert "Sick days" in taken(older) and "Low-salt" not in taken(older)
    older.locator("#undo").click()
    assert "Low-salt" in taken(older)
    newer.locator("#other-take").click()
    newer.locator("#clear").click()
    expect(older.get_by_role("alert")).to_contain_text("cleared the unfinished change. It still stands here.")
    older.locator("#other-stay").click()
    assert "Low-salt" in kept(older)


# --- Where the file goes


def with_repo(page: Page) -> None:
    def told(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('"repo":""', f'"repo":"{REPO}"'))

    page.route("**/edit/?*", told)


def onward(page: Page) -> list[str]:
    page.locator("#show").click()
    return [str(link.get_attribute("href")) for link in page.locator(".sc-edit-onward a").all()]


def test_githubs_editor_opens_beside_the_form(open_page: OpenPage):
    page = form(open_page(FORM, before=with_repo))
    unfold(page, "cautions", "cautions.1")
    field(page, "cautions.1.text").fill("Low-salt diets")
    assert onward(page)[0] == f"{REPO}/edit/main/protocols/{LITHIUM}"
    assert page.locator(".sc-edit-onward a").first.get_attribute("target") == "_blank"
    with page.expect_download() as started:
        page.locator("#take-file").click()
    assert started.value.suggested_filename == "exampleshire-lithium.yml"
    assert started.value.path().read_text(encoding="utf-8") == page.locator("#changed-file").input_value()


def test_a_new_file_is_filled_in_on_github_only_where_its_address_is_short(open_page: OpenPage):
    page = form(open_page("edit/?new=exampleshire", before=with_repo))
    unfold(page, "about")
    field(page, "id").fill("exampleshire-gold")
    field(page, "title").fill('Gold & silver + "x": for adults')
    address = onward(page)[0]
    asked = parse_qs(urlsplit(address).query)
    text = page.locator("#changed-file").input_value()
    assert address.startswith(f"{REPO}/new/main?filename=protocols%2Fexampleshire%2Fexampleshire-gold.yml&value=")
    assert asked["value"] == [text]
    assert "+" in address and "%20" not in address
    data = parse(text.encode())[0].data
    assert data["title"] == 'Gold & silver + "x": for adults' and data["contacts"] == "unknown"
    field(page, "title").fill(field(page, "title").input_value() + "a" * 6_000)
    room = 7_499 - len(onward(page)[0])
    assert 0 < room < 1_500
    field(page, "title").fill(field(page, "title").input_value() + "a" * room)
    assert len(onward(page)[0]) == 7_499
    field(page, "title").fill(field(page, "title").input_value() + "a")
    assert onward(page)[0] == f"{REPO}/new/main?filename=protocols%2Fexampleshire%2Fexampleshire-gold.yml"


def test_without_a_repository_the_file_goes_to_the_editor(open_page: OpenPage):
    page = form(open_page(FORM))
    unfold(page, "cautions", "cautions.1")
    field(page, "cautions.1.text").fill("Low-salt diets")
    (address,) = onward(page)
    subject = f"Shared%20care%20register%3A%20protocols%2F{LITHIUM.replace('/', '%2F')}"
    body = f"Attach%20the%20file%20that%20you%20downloaded%3A%20{LITHIUM.split('/')[-1]}"
    assert address == f"mailto:register.editor@example.org?subject={subject}&body={body}"


# --- For everybody


def test_by_keyboard_alone(open_page: OpenPage):
    page = form(open_page(FORM))
    page.locator('[id="s.cautions"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator('[id="f.cautions.0-row"]')).to_be_visible()
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.locator('[id="f.cautions.1-row"]').focus()
    page.keyboard.press("Space")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "f.cautions.1.text":
            break
    page.keyboard.press("Control+a")
    page.keyboard.type("Low-salt diets")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "show":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#your-change")).to_be_focused()
    assert "Low-salt diets" in page.locator(".sc-edit-difference").inner_text()


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1440, False)])
def test_the_open_form_breaks_no_accessibility_rule(width: int, dark: bool, open_page: OpenPage):
    page = form(open_page(FORM, width=width, dark=dark))
    unfold(page, "contacts", "contacts.0")
    field(page, "contacts.0.email").fill("nobody")
    unfold(page, "monitoring", "monitoring.rows.4")
    unfold(page, "about")
    page.locator("#show").click()
    page.evaluate("scrollTo(0, 0)")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_the_page_says_what_else_there_is(open_page: OpenPage):
    page = open_page(FORM, day=None, java_script_enabled=False)
    assert "This form needs JavaScript" in page.locator("article").inner_text()
    assert page.locator(".sc-edit-form").is_hidden()


def test_the_form_works_without_a_network_after_a_first_visit(browser: Browser, site: Path):
    with hosting(site) as host:
        context = browser.new_context(service_workers="allow", reduced_motion="reduce")
        # By the browser's own clock: a stopped one also stops the list of what a page has loaded.
        page = context.new_page()
        page.goto(host.address + FORM)
        form(page)
        for part in ("edit/", "edit/form.json", "edit/of/exampleshire-lithium.json"):
            wait_until_kept(page, part)
        scripts = [path.name for path in site.glob("assets-*/js/edit/*.js")]
        holds = f"async (names) => {{ const kept = {KEPT_PARTS}; return names.every((name) => kept.includes(name)); }}"
        wait_until(page, holds, [*scripts, "index.js", "edit.js"])
        host.is_down = True
        page.reload()
        form(page)
        unfold(page, "cautions", "cautions.1")
        field(page, "cautions.1.text").fill("Low-salt diets")
        assert "Low-salt diets" in taken(page)
        context.close()


# --- The way there


@pytest.fixture(scope="module")
def book() -> Book:
    return Book.of(load(BASE), DAY)


ABOUT = About("Lithium & more", "protocols/exampleshire-lithium/", LITHIUM, "exampleshire-lithium", "exampleshire")


def ways(book: Book) -> dict[str, str | None]:
    return {piece.text: piece.href for cell in section(book, ABOUT).blocks[1].items for piece in cell.pieces}


def test_a_page_leads_to_its_issue_form_its_file_and_its_form(book: Book):
    found = ways(replace(book, repo=REPO, site="https://register.example.org/"))
    issue = urlsplit(str(found["Suggest a change"]))
    assert (issue.netloc, issue.path) == ("github.com", "/example/register/issues/new")
    assert parse_qs(issue.query) == {
        "template": ["correction.yml"], "protocol": ["exampleshire-lithium"], "area": ["exampleshire"],
        "page": ["https://register.example.org/protocols/exampleshire-lithium/"],
    }  # fmt: skip
    assert found["Edit this file"] == f"{REPO}/edit/main/protocols/{LITHIUM}"
    assert found["Edit it in a form"] == "edit/?protocol=exampleshire-lithium"


def test_what_nobody_recorded_is_not_offered(book: Book):
    assert list(ways(book)) == ["Edit it in a form", f"The file is protocols/{LITHIUM}"]


def test_the_editor_is_the_areas_own_or_the_wider_ones(tmp_path: Path):
    areas = "reference/areas.yml"
    text = (BASE / areas).read_text(encoding="utf-8")
    first = text[text.index("  exampleshire:\n") : text.index("    committee:")]
    folder = copied(tmp_path, (areas, first, f"{first}    editor: o'x+y%z@example.org\n"))
    book = Book.of(load(folder), DAY)
    north = replace(ABOUT, area="exampleshire-north")
    for about in (ABOUT, north):
        (href,) = [
            piece.href for cell in section(book, about).blocks[1].items for piece in cell.pieces if "mail" in piece.text
        ]
        address = urlsplit(str(href))
        assert (address.scheme, unquote(address.path)) == ("mailto", "o'x+y%z@example.org")
        fields = parse_qs(address.query)
        assert fields["subject"] == ["Shared care register: Lithium & more"]
        assert "Page: protocols/exampleshire-lithium/\r\nFile: protocols/" in fields["body"][0]
        assert " " not in str(href) and "+" not in str(href)
