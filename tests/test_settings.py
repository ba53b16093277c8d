"""The settings of a register: what a place may set, what it may not, and that each colour can be read."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from mkdocs.config import load_config

from hooks import register_hook
from sharedcare.pages.book import Book
from sharedcare.register.load import load, settings_of
from sharedcare.register.model.settings import EARLIEST, Colour, Notice
from sharedcare.status import Currency, cases
from sharedcare.status.currency import currency_on
from sharedcare.status.funding import funding_on
from tests.registers import DAY, check, copied
from tests.site import ROOT

FILE = "reference/register.yml"
CSS = ROOT / "docs/assets/css"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copied(tmp_path)


def write(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def state(folder: Path) -> tuple[str, bool]:
    """Whether methotrexate's review is near, and whether its funding ends soon."""
    (case,) = [case for case in cases(load(folder)) if case.key == "exampleshire-methotrexate@exampleshire"]
    return currency_on(case, DAY).currency.value, funding_on(case, DAY).ending_soon


def test_without_settings_a_register_gives_the_least_notice(folder):
    assert load(folder).settings.notice == Notice()
    assert state(folder) == ("current", False)


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        ("review_days: 159", ("current", False)),
        ("review_days: 160", ("due-soon", False)),
        ("funding_months: 16", ("current", False)),
        ("funding_months: 17", ("current", True)),
    ],
)
def test_a_place_may_warn_earlier(folder, notice, expected):
    """Its review is due by 30 April 2027, 160 days after the day; its service ends on 31 March 2028."""
    assert state(write(folder, f"notice: {{{notice}}}\n")) == expected


def test_a_place_may_never_warn_later_and_a_misspelt_setting_is_named(folder):
    write(folder, "name: Ours\nnotice: {review_days: 30}\ncolor: teal\n")
    assert check(folder) == (
        "register/reference/register.yml:2:23 SC103 `review_days`: `30` is not a number of days from 90 to 365\n"
        " 2 | notice: {review_days: 30}\n"
        "   |                       ^\n"
        "help: Write digits only, for example `90`\n\n"
        "register/reference/register.yml:3:1 SC101 no field is called `color` here\n"
        " 3 | color: teal\n"
        "   | ^\n"
        "help: Did you mean `colour`?\n\n"
        "19 files checked: 2 findings (2 unreadable); 2 fail this check.\n"
        "exit status: 1\n"
    )


@pytest.mark.parametrize("limit", ["confirmed_months: 24", "rely_days: 60", "notice: {confirmed_months: 24}"])
def test_what_is_promised_to_the_reader_is_no_setting(folder, limit):
    assert "SC101" in check(write(folder, f"{limit}\n"))


@pytest.mark.parametrize("broken", ["notice: {review_days: soon}\n", "name: a\nname: b\n", "\tname: a\n", "- a\n"])
def test_settings_that_cannot_be_read_show_the_worse_state(folder, broken):
    write(folder, broken)
    assert load(folder).settings.notice == EARLIEST
    assert state(folder) == ("due-soon", True)
    assert "exit status: 1" in check(folder)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("role: Dr Jane Example", ":2:9 SC112 `Dr Jane` looks like a person, not a role\n"),
        ("email: j.example@example.org", ":2:10 SC112 `j.example@example.org` looks like a person, not a role\n"),
        ("role: Rang about 9434765919", ":2:9 SC111 "),
    ],
)
def test_the_rules_read_the_settings_too(folder, line, said):
    assert said in check(write(folder, f"editor:\n  {line}\n"))


def test_a_warning_reaches_the_timeline_on_its_day(folder):
    """The turn that a page carries for the browser: 30 April 2027 less 100 days."""
    write(folder, "notice: {review_days: 100}\n")
    entries = Book.of(load(folder), DAY).timelines["exampleshire-methotrexate@exampleshire"]
    turn = next(entry.from_day for entry in entries if entry.state.currency.currency is Currency.DUE_SOON)
    assert turn == date(2027, 4, 30) - timedelta(days=100)


def test_text_of_the_settings_never_becomes_markup(folder, monkeypatch):
    write(folder, 'name: <b>Ours</b> & theirs\ndescription: "\\"><script>"\n')
    monkeypatch.setenv("SHAREDCARE_REGISTER", str(folder))
    config = register_hook.on_config(load_config(str(ROOT / "mkdocs.yml")))
    assert config.site_name == "&lt;b&gt;Ours&lt;/b&gt; &amp; theirs"
    assert "<" not in config.site_description
    assert '"' not in config.site_description


def test_what_the_build_is_told_wins_over_the_settings(folder, monkeypatch):
    write(folder, "site: https://own.example.org/here\nrepository: https://git.example.org/own\n")
    monkeypatch.setenv("SHAREDCARE_REGISTER", str(folder))
    for name in ("SITE_URL", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    config = register_hook.on_config(load_config(str(ROOT / "mkdocs.yml")))
    assert (config.site_url, config.repo_url) == ("https://own.example.org/here/", "https://git.example.org/own")
    monkeypatch.setenv("SITE_URL", "https://told.example.org/")
    monkeypatch.setenv("REPO_URL", "https://git.example.org/told")
    config = register_hook.on_config(load_config(str(ROOT / "mkdocs.yml")))
    assert (config.site_url, config.repo_url) == ("https://told.example.org/", "https://git.example.org/told")


def test_the_shipped_settings_are_those_of_a_register_that_says_nothing(folder):
    ours, nothing = settings_of(ROOT / "protocols"), settings_of(folder)
    assert ours == nothing
    config = load_config(str(ROOT / "mkdocs.yml"))
    assert (config.site_name, config.site_description) == (ours.name, ours.description)


def colours(text: str, selector: str) -> dict[str, str]:
    block = re.search(re.escape(selector) + r" \{(.*?)\}", text, re.DOTALL)
    assert block, selector
    return dict(re.findall(r"(--sc-[\w-]+): (#[0-9a-f]{6})", block[1]))


def luminance(colour: str) -> float:
    """Of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", Colour, ids=lambda colour: colour.value)
def test_every_colour_can_be_read(colour, scheme):
    """4.5 to 1, for links on every ground that text stands on, and for the words in the head."""
    ground, own = ((CSS / name).read_text(encoding="utf-8") for name in ("ground.css", "colours.css"))
    if scheme == "dark":
        ground, own = (text[text.index("@media (prefers-color-scheme: dark)") :] for text in (ground, own))
    used = colours(ground, '[data-md-color-scheme="register"]')
    if colour is not Colour.PLUM:
        chosen = colours(own, f'[data-md-color-primary="register-{colour}"]')
        assert chosen.keys() == {"--sc-head", "--sc-link"}
        used |= chosen
    grounds = [name for name in used if name.endswith(("-paper", "-panel", "-tint"))]
    assert len(grounds) >= 6
    assert contrast(used["--sc-head"], used["--sc-head-ink"]) >= 4.5
    assert {
        name: contrast(used["--sc-link"], used[name])
        for name in grounds
        if contrast(used["--sc-link"], used[name]) < 4.5
    } == {}
