"""The canonical form: what it makes of a text, that it changes no value, keeps every comment, and comes to rest."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sharedcare.cli import main
from sharedcare.register.canonical.form import CannotKeep, canonical, checked, first_astray
from sharedcare.register.canonical.layout import fields_of, ordered
from sharedcare.register.canonical.matching import certainly_canonical
from sharedcare.register.folder import LEDGER
from sharedcare.register.kinds import kind_of
from sharedcare.register.load import load
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.sources import DrugStatement
from sharedcare.register.reading.positions import parse
from sharedcare.rules import check
from tests.registers import BASE, DAY, copied

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "protocols"
PAGE = ROOT / "docs" / "editors" / "canonical-form.md"
LITHIUM = "exampleshire/exampleshire-lithium.yml"
FILES = [
    (folder, file) for folder in (SHIPPED, BASE) for file in sorted(folder.rglob("*.yml")) if file.parent.name != LEDGER
]


def form(text: str, file: str = LITHIUM) -> str:
    """A text in the canonical form, once it is certain that it says the same."""
    return checked(kind_of(file), text.encode())


def values(text: str) -> object:
    """What a text says, read by another reader than the register's, every scalar as text."""
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - the base loader makes nothing but texts


# One thing each: what is written, and what it becomes.
FORMS = {
    "keys stand in their order": ("title: A\nid: b\n", "id: b\ntitle: A\n"),
    "a note follows its key": (
        "title_note: why\nid: b\nages: unknown\ntitle: A\nages_note: not said\n",
        "id: b\ntitle: A\ntitle_note: why\nages: unknown\nages_note: not said\n",
    ),
    "whom a row is limited to, its source and section stand last": (
        'cautions:\n  - section: "4"\n    source: protocol\n    text: Take care\n',
        'cautions:\n  - text: Take care\n    source: protocol\n    section: "4"\n',
    ),
    "names of the file's own keep their order": (
        "sources:\n  b: {title: B}\n  a: {title: A}\n",
        "sources:\n  b: {title: B}\n  a: {title: A}\n",
    ),
    "two spaces for each step": (
        "document:\n      status: draft\n      reviews:\n      -   on: 2026\n",
        "document:\n  status: draft\n  reviews:\n    - on: 2026\n",
    ),
    "one space behind a colon and a comma": ("ages:   {start:  18,continue_to: none  }\n",
                                             "ages: {start: 18, continue_to: none}\n"),
    "no quotation marks where none are needed": ("title: \"A\"\nid: 'b'\n", "id: b\ntitle: A\n"),
    "a text without a letter is quoted": ("document:\n  version: 3.1\n", 'document:\n  version: "3.1"\n'),
    "a telephone number is quoted": (
        "contacts:\n  - phone: 01632 960001\n", 'contacts:\n  - phone: "01632 960001"\n'
    ),
    "a date, a number and a word of a list are not": (
        'ages: {start: "18", continue_to: "none"}\ntransfer:\n  silence_means: "no"\n  stable_for: "12 weeks"\n',
        "ages: {start: 18, continue_to: none}\ntransfer:\n  stable_for: 12 weeks\n  silence_means: no\n",
    ),
    "what other readers take for a number is quoted": (
        "document:\n  version: 1e5\n  title_as_printed: 'no'\n",
        'document:\n  title_as_printed: "no"\n  version: "1e5"\n',
    ),
    "a colon and a hash inside a text": (
        "title: 'A: b'\nid: \"c #1\"\n", 'id: "c #1"\ntitle: "A: b"\n'
    ),
    "quotation marks inside a text": (
        "title: \"say \\\"yes\\\": it's\"\n", "title: 'say \"yes\": it''s'\n"
    ),
    "a comma needs quotes only in brackets": (
        'specialties: ["a, b", "c"]\ntitle: "A, b"\n', 'title: A, b\nspecialties: ["a, b", c]\n'
    ),
    "three hyphens": ("title: '--- A'\nid: \"...\"\n", 'id: "..."\ntitle: "--- A"\n'),
    "what looks like an anchor, a tag or an order": (
        "title: '&a'\nid: '!b'\ndrugs: ['*c', '%d', '@e']\n", 'id: "!b"\ntitle: "&a"\ndrugs: ["*c", "%d", "@e"]\n'
    ),
    "a bullet at the beginning is no row": ("title: '– dash'\n", 'title: "– dash"\n'),
    "a text over several lines goes on one": ("title: one\n  two\n   three\nid: b\n", "id: b\ntitle: one two three\n"),
    "a folded text that fits goes on one line": ("title: >-\n  one\n  two\n", "title: one two\n"),
    "a long text is folded": (
        f"title: {'word ' * 30}end\n", f"title: >-\n  {'word ' * 22}word\n  {'word ' * 7}end\n"
    ),
    "two spaces that follow each other stay": (
        f"title: {'word ' * 22}two  {'word ' * 5}end\n",
        f"title: >-\n  {'word ' * 21}word\n  two  {'word ' * 5}end\n",
    ),
    "a folded text keeps its breaks": (
        f"title: >-\n  {'word ' * 20}end;\n  {'word ' * 5}end\n",
        f"title: >-\n  {'word ' * 20}end;\n  {'word ' * 5}end\n",
    ),
    "a long word is not broken": (f"title: {'x' * 200}\n", f"title: {'x' * 200}\n"),
    "lines of a text stay lines": (
        "title: |-\n    one\n    two\n\n    # three\n", "title: |-\n  one\n  two\n\n  # three\n"
    ),
    "signs of every script": ("title: '漢字 💊 naïve ≥ 3 ×10⁹/L'\n", "title: 漢字 💊 naïve ≥ 3 ×10⁹/L\n"),
    "brackets that do not fit become rows": (
        f"indications:\n  - {{id: ra, name: {'word ' * 24}end}}\n",
        f"indications:\n  - id: ra\n    name: >-\n      {'word ' * 22}word\n      word end\n",
    ),
    "a comment beside brackets that do not fit": (
        f"indications:\n  # one\n  - {{id: ra, name: {'word ' * 24}end}}  # two\n",
        f"indications:\n  # one\n  # two\n  - id: ra\n    name: >-\n      {'word ' * 22}word\n      word end\n",
    ),
    "rows that are written out stay written out": (
        "indications:\n  - id: ra\n    name: A\n", "indications:\n  - id: ra\n    name: A\n"
    ),
    "a list in brackets over two lines": ("drugs: [a,\n  b]\n", "drugs: [a, b]\n"),
    "nothing in a list": ("drugs: [ ]\nsources: { }\n", "drugs: []\n\nsources: {}\n"),
    "a blank line above the large blocks": (
        "id: b\ndocument:\n  status: draft\nsources: {}\n", "id: b\n\ndocument:\n  status: draft\n\nsources: {}\n"
    ),
    "one blank line at most, and none at the ends": (
        "\n\nid: b\n\n\n\ntitle: A\n\n\n", "id: b\n\ntitle: A\n"
    ),
    "no blank line under a heading": ("document:\n\n  status: draft\n", "document:\n  status: draft\n"),
    "the comment at the head stays there": ("# all\n\ntitle: A\nid: b\n", "# all\n\nid: b\ntitle: A\n"),
    "a comment goes with the key below it": (
        "id: b\n# of the ages\nages: unknown\n# of the title\ntitle: A\n",
        "id: b\n# of the title\ntitle: A\n# of the ages\nages: unknown\n",
    ),
    "a comment beside a value goes with it": ("title: A # one\nid: b      # two\n", "id: b  # two\ntitle: A  # one\n"),
    "a comment beside a heading, and beside the sign of a long text": (
        f"document: # the document\n  status: draft\n  title_as_printed: >-   # long\n    {'word ' * 30}end\n",
        f"document:  # the document\n  status: draft\n  title_as_printed: >-  # long\n    {'word ' * 22}word\n"
        f"    {'word ' * 7}end\n",
    ),
    "comments between rows and at the end of a list": (
        "drugs:\n# first\n - a\n   # second\n - b\n  # last\ntitle: A\n# foot\n",
        "title: A\ndrugs:\n  # first\n  - a\n  # second\n  - b\n  # last\n# foot\n",
    ),
    "a comment inside brackets opens them": (
        "drugs: [a, # one\n  b, # two\n  c]\n", "drugs:  # one\n  - a\n  - b  # two\n  - c\n"
    ),
    "a hyphen on a line of its own": (
        "indications:\n  - # which\n    # what for\n    id: ra\n", "indications:\n  # which\n  # what for\n  - id: ra\n"
    ),
    "line ends, a mark at the beginning, no end at the end": ("\ufefftitle: A\r\nid: b", "id: b\ntitle: A\n"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), FORMS.values(), ids=FORMS)
def test_what_a_text_becomes(text, wanted):
    assert form(text) == wanted
    assert form(wanted) == wanted
    assert values(wanted) == values(text.removeprefix("\ufeff"))


@pytest.mark.parametrize(("text", "wanted"), FORMS.values(), ids=FORMS)
def test_the_quick_look_tells_them_apart(text, wanted):
    """It sees every fault of these, and knows the form again wherever nothing stands beside a value or ends a block."""
    kind, raw = kind_of(LITHIUM), text.encode()
    positioned, _ = parse(raw)
    assert (first_astray(kind, raw, positioned) is None) is (text == wanted)
    lines = text.removeprefix("\ufeff").split("\n")
    assert certainly_canonical(kind, positioned.data, lines) is (text == wanted)
    seen = certainly_canonical(kind, parse(wanted.encode())[0].data, wanted.split("\n"))
    assert seen is not bool(re.search(r"\S  #|# last|# foot", wanted))


def test_what_cannot_be_kept_is_refused():
    refused = {
        "title: one\n  two # beside its end\nid: b\n": "the comment on line 2 stands where it cannot be kept",
        "drugs: [a, b\n  # at the end\n  ]\n": "the comment on line 2 stands where it cannot be kept",
        "id: [\n": "it cannot be read",
        "id: a\nid: b\n": "it cannot be read",
        "id: &a b\ntitle: *a\n": "it cannot be read",
    }
    for text, reason in refused.items():
        with pytest.raises(CannotKeep, match=reason):
            form(text)


@pytest.mark.parametrize(("folder", "path"), FILES, ids=[f"{f.name}-{p.stem}" for f, p in FILES])
def test_every_file_of_the_register_goes_there_and_back(folder, path):
    raw = path.read_bytes()
    made = checked(kind_of(path.relative_to(folder).as_posix()), raw)
    assert values(made) == values(raw.decode())
    assert sorted(comments(made)) == sorted(comments(raw.decode()))
    if folder == SHIPPED:
        assert made.encode() == raw


def comments(text: str) -> list[str]:
    """The comments that stand on lines of their own: enough to count those of files that have no others."""
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]


# Generated files: values of every kind, written in every style, with comments everywhere.
WORDS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8),
    st.sampled_from(["#", "# no", ":", "a: b", "-", "- x", "---", "...", "'", '"', "[", "}", ",", "no", "1e5", "&a",
                     "*", "漢字", "💊", "×10⁹/L", "x" * 130, "https://example.org/?a=b#c", "key:value", "“so”",
                     "\\n", "%"]),
)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
DATES = st.sampled_from(["2026", "2026-04", "2026-04-30", "unknown"])
STATEMENTS = st.fixed_dictionaries(
    {"text": TEXTS},
    optional={"text_note": TEXTS, "drugs": st.lists(TEXTS, max_size=3), "source": TEXTS, "section": TEXTS},
)
RECORDS = st.fixed_dictionaries(
    {"id": TEXTS},
    optional={
        "title": TEXTS,
        "title_note": TEXTS,
        "drugs": st.lists(TEXTS, max_size=4),
        "ages": st.fixed_dictionaries({"start": DATES}, optional={"continue_to": TEXTS}),
        "cautions": st.lists(STATEMENTS, max_size=3),
        "document": st.fixed_dictionaries(
            {"status": DATES}, optional={"version": TEXTS, "reviews": st.lists(STATEMENTS, min_size=1, max_size=2)}
        ),
        "sources": st.dictionaries(TEXTS, st.fixed_dictionaries({"title": TEXTS}), max_size=3),
    },
)


class Written:
    """Writes values as YAML in whatever style comes to hand, and comments wherever they may stand."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.comments: list[str] = []

    def file(self, record: dict[str, object]) -> str:
        lines = [*self.around(0), *self.block(record, 0), *self.around(0)]
        return "\n".join(lines) + self.random.choice(["\n", "", "\n\n"])

    def remark(self) -> str:
        self.comments.append(f"# remark {len(self.comments)} of: \"this' [file")
        return self.comments[-1]

    def around(self, indent: int) -> list[str]:
        chosen = self.random.choices(["", "blank", "remark"], [16, 1, 2], k=2)
        return [f"{' ' * indent}{self.remark()}" if one == "remark" else "" for one in chosen if one]

    def beside(self) -> str:
        return f"   {self.remark()}" if self.random.random() < 0.08 else ""

    def block(self, value: object, indent: int) -> list[str]:
        margin, lines = " " * indent, list[str]()
        if isinstance(value, list):
            for item in value:
                lines += [*self.around(indent), *self.entry(f"{margin}-", item, indent)]
            return lines
        pairs = list(value.items())
        if any(key in ("id", "text", "title") for key, _ in pairs) and self.random.random() < 0.7:
            self.random.shuffle(pairs)
        for key, item in pairs:
            name = key if re.fullmatch(r"[a-z_]+", key) else json.dumps(key, ensure_ascii=False)
            lines += [*self.around(indent), *self.entry(f"{margin}{name}:", item, indent)]
        return lines

    def entry(self, lead: str, value: object, indent: int) -> list[str]:
        if isinstance(value, str):
            return self.text(lead, value, indent)
        if not value or self.random.random() < 0.3:
            return [f"{lead} {self.flow(value)}{self.beside()}"]
        inner = self.block(value, indent + self.random.choice([2, 4]))
        return [lead + self.beside(), *inner]

    def flow(self, value: object) -> str:
        if isinstance(value, str):
            return json.dumps(value, ensure_ascii=False)
        if isinstance(value, list):
            return f"[{', '.join(map(self.flow, value))}]"
        pairs = (f"{json.dumps(key, ensure_ascii=False)}: {self.flow(item)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"

    def text(self, lead: str, text: str, indent: int) -> list[str]:
        style = self.random.choice(["double", "single", "folded", "plain"])
        if style == "folded" and "  " not in text:
            words, lines = text.split(" "), list[str]()
            while words:
                some = self.random.randint(1, len(words))
                lines.append(" " * (indent + 6) + " ".join(words[:some]))
                words = words[some:]
            return [f"{lead} >-{self.beside()}", *lines]
        if style == "plain" and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ]*[A-Za-z0-9]", text):
            return [f"{lead} {text}{self.beside()}"]
        quoted = "'" + text.replace("'", "''") + "'" if style == "single" else json.dumps(text, ensure_ascii=False)
        return [f"{lead} {quoted}{self.beside()}"]


@settings(max_examples=120, suppress_health_check=list(HealthCheck), derandomize=True)
@given(RECORDS, st.integers(0, 2**32))
@example({"id": "x", "sources": {"no": {"title": "a"}, "1e5": {"title": "b"}}}, 1)
def test_any_file_keeps_its_values_and_comments(record, seed):
    written = Written(seed)
    text = written.file(record)
    positioned, troubles = parse(text.encode())
    if positioned is None or troubles:
        return  # the register itself refuses some of these texts
    assert values(text) == record
    made = checked(Protocol, text.encode())
    assert values(made) == record
    assert Counter(re.findall(r"# remark \d+ of: \"this' \[file$", made, re.MULTILINE)) == Counter(written.comments)
    assert checked(Protocol, made.encode()) == made
    assert first_astray(Protocol, made.encode(), parse(made.encode())[0]) is None


@settings(max_examples=100, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.sampled_from(FILES), st.integers(0, 2**32))
def test_what_is_certain_without_printing_is_what_would_be_printed(given_file, seed):
    """Lines of real files, moved and spoilt: the quick look never says yes where the printer says no."""
    folder, path = given_file
    kind, chance = kind_of(path.relative_to(folder).as_posix()), random.Random(seed)
    text = spoilt(path.read_text(encoding="utf-8"), chance)
    positioned, troubles = parse(text.encode())
    if positioned is None or troubles:
        return
    if certainly_canonical(kind, positioned.data, text.split("\n")):
        assert canonical(kind, text, positioned) == text


def spoilt(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(lines) - 1)
        line = lines[at]
        lines[at] = chance.choice(
            [f"{line} ", f"  {line}", line.replace(": ", ":  ", 1), line.replace("{", "{ ", 1), f"{line}\n",
             f"{line}\n# remark", f"{line}  # remark", f"    # remark\n{line}", line.replace("- ", "-   ", 1),
             re.sub(r": (\w[\w ]*)$", r': "\1"', line), re.sub(r': "(.*)"$', r": \1", line), line.replace(", ", ",", 1)]
        )  # fmt: skip
        if chance.random() < 0.3:
            other = chance.randrange(len(lines) - 1)
            lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def test_every_key_of_a_record_has_its_place():
    assert list(ordered(DrugStatement)) == ["text", "drugs", "specialties", "indications", "source", "section"]
    keys = list(Protocol.field_keys())
    assert list(ordered(Protocol)) == keys
    ranks = [fields_of(Protocol)[name].rank for key in keys for name in (key, f"{key}_note")]
    assert ranks == list(range(len(ranks)))


# The rule.

IDS = "reference/ids.yml"
STRAYS = ["the file is not in the canonical form, and this is the first line that differs"]
RULE = {
    "quotation marks": ('        now: "none"\n', STRAYS),
    "another step": ("        now:  none\n", STRAYS),
    "two blank lines": ("        now: none\n\n\n", STRAYS),
    "one blank line": ("        now: none\n\n", []),
    "a comment beside a value": ("        now: none  # so far\n", []),
    "a value that cannot be read": ("        now:  no one\n", []),
}


@pytest.mark.parametrize(("bad", "messages"), RULE.values(), ids=RULE)
def test_one_finding_a_file_and_none_of_a_file_that_cannot_be_read(bad, messages, tmp_path):
    # A file of which the list of old files says nothing.
    register = load(copied(tmp_path, (IDS, "        now: none\n", bad)))
    assert [finding.message for finding in check(register, DAY) if finding.code == "SC106"] == messages


# The command.


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, arguments, prog_name="sharedcare")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A copy of the register in which two files are not in the form, one cannot be read, and one cannot be kept."""
    folder = copied(tmp_path, ("reference/tests.yml", "  BP: {", "  BP:   {"))
    (folder / "reference/ids.yml").write_bytes((folder / "reference/ids.yml").read_bytes().replace(b"\n", b"\r\n"))
    (folder / "reference/drugs/lithium.yml").write_text("id: [", encoding="utf-8")
    kept = folder / "reference/drugs/leflunomide.yml"
    kept.write_text(kept.read_text(encoding="utf-8") + "spellings: [a,\n  b\n  # here\n  ]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


PLACES = ("register/reference/tests.yml", "register/reference/ids.yml", "register/reference/drugs")
ALONE = (
    "register/reference/drugs/leflunomide.yml is left alone: the comment on line 7 stands where it cannot be kept. Put "
    "it on a line of its own, above the key or row that it speaks of.\n"
    "register/reference/drugs/lithium.yml is left alone: it cannot be read; run "
    "`sharedcare check register/reference/drugs/lithium.yml`.\n"
)


def test_fmt_rewrites_what_it_can_and_says_what_it_left(here):
    broken = (here / "reference/drugs/lithium.yml").read_bytes()
    mended = (here / "reference/tests.yml").read_text(encoding="utf-8").replace("BP:   {", "BP: {")
    # Of the drugs, the tests' own are in rows too long for the form.
    code, output, errors = run("fmt", "--register", "register", "--check", *PLACES)
    assert (code, errors) == (1, ALONE)
    assert output == (
        "register/reference/ids.yml is not in the canonical form.\n"
        "register/reference/tests.yml is not in the canonical form.\n"
        "register/reference/drugs/methotrexate.yml is not in the canonical form.\n"
        "6 files: 1 in the canonical form, 3 not in it, 2 left alone.\n"
    )
    assert "BP:   {" in (here / "reference/tests.yml").read_text(encoding="utf-8")
    (here / "reference/tests.yml").chmod(0o640)
    code, output, errors = run("fmt", "--register", "register", *PLACES)
    assert (code, errors) == (1, ALONE)
    assert output.splitlines()[0] == "register/reference/ids.yml is rewritten."
    assert output.splitlines()[-1] == "6 files: 1 in the canonical form, 3 rewritten, 2 left alone."
    assert (here / "reference/tests.yml").read_text(encoding="utf-8") == mended
    assert (here / "reference/tests.yml").stat().st_mode & 0o777 == 0o640
    assert b"\r" not in (here / "reference/ids.yml").read_bytes()
    assert (here / "reference/drugs/lithium.yml").read_bytes() == broken
    code, output, errors = run("fmt", "--register", "register", "--check", *PLACES[:2])
    assert (code, output, errors) == (0, "2 files: 2 in the canonical form.\n", "")


def test_a_file_that_cannot_be_written_stays_whole(here, monkeypatch):
    before = (here / "reference/tests.yml").read_bytes()
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    code, _, errors = run("fmt", "--register", "register", "register/reference/tests.yml")
    assert code == 1
    assert errors == "register/reference/tests.yml cannot be written: Permission denied. Look at its permissions\n"
    assert (here / "reference/tests.yml").read_bytes() == before
    assert not list(here.rglob(".*"))


def test_the_page_shows_what_the_form_makes():
    """Each pair of blocks on the page is a text and what becomes of it."""
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 6
    assert len(blocks) % 2 == 0
    for text, wanted in zip(blocks[::2], blocks[1::2], strict=True):
        assert form(text) == wanted
        assert text != wanted


def test_the_page_names_the_form_s_own_figures():
    page = PAGE.read_text(encoding="utf-8")
    assert "120" in page
    for key in ("document", "commissioned_service", "sources", "verification"):
        assert f"`{key}`" in page
    assert "SC106" in page
