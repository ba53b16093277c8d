"""The reading of a text: what is refused and exactly where, what stays raw, and that every value knows its place."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sharedcare.findings import Position
from sharedcare.register.reading.positions import MAX_DEPTH, MAX_ROWS, MAX_VALUES, parse
from sharedcare.register.reading.text import MAX_BYTES
from sharedcare.register.reading.trouble import Trouble
from sharedcare.register.values.signs import is_plain
from tests.registers import BASE

REFUSED = {
    "a key twice": (b"a: 1\nb:\n  c: 1\n  c: 2\n", [("SC003", 4, 3)]),
    "a key twice, quoted once": (b"a: 1\n'a': 2\n", [("SC003", 2, 1)]),
    "a key three times": (b"{a: 1, a: 2, a: 3}", [("SC003", 1, 8), ("SC003", 1, 14)]),
    "the same key in two rows": (b"- {a: 1}\n- {a: 1}\n", []),
    "an anchor": (b"a: &x 1\n", [("SC004", 1, 4)]),
    "an anchor of a block": (b"a: &x\n  b: 1\n", [("SC004", 1, 4)]),
    "an anchor of a key": (b"&x a: 1\n", [("SC004", 1, 1)]),
    "an alias": (b"a: *x\n", [("SC004", 1, 4)]),
    "an alias as a key": (b"a: 1\n*x : [2]\nb: 3\n", [("SC004", 2, 1)]),
    "a merge": (b"a:\n  <<: {b: 1}\n", [("SC004", 2, 3)]),
    "a tag": (b"a: !!int 1\n", [("SC004", 1, 4)]),
    "a tag of its own": (b"- !drug methotrexate\n", [("SC004", 1, 3)]),
    "a tag that would run code": (b"!!python/object/apply:os.system [ls]\n", [("SC004", 1, 1)]),
    "a tab as indent": (b"a:\n\tb: 1\n", [("SC002", 2, 1)]),
    "a tab in a text": ("ä: 1\nb: x\ty\n".encode(), [("SC002", 2, 5)]),
    "two documents": (b"a: 1\n---\na: 2\na: 3\n", [("SC002", 2, 1)]),
    "two documents, one ended": (b"a: 1\n...\nb: 2\n", [("SC002", 3, 1)]),
    "too long by a byte": (b"a: " + b"x" * (MAX_BYTES - 2), [("SC001", 1, 1)]),
    "300 kB": (b"a: 1\n" * 60_000, [("SC001", 1, 1)]),
    "one too deep": (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), [("SC005", 1, MAX_DEPTH + 1)]),
    "one too deep, as keys": (
        "\n".join(f"{' ' * depth}a:" for depth in range(MAX_DEPTH + 1)).encode(),
        [("SC005", MAX_DEPTH + 1, MAX_DEPTH + 1)],
    ),
    "40,000 brackets": (b"[" * 40_000, [("SC005", 1, MAX_DEPTH + 1)]),
    "40,000 braces": (b"{a: " * 40_000, [("SC005", 1, 4 * MAX_DEPTH + 1)]),
    "40,000 hyphens": (b"- " * 40_000, [("SC005", 1, 2 * MAX_DEPTH + 1)]),
    "40,000 question marks": (
        b"? " * 40_000, [*(("SC002", 1, 2 * depth + 1) for depth in range(1, MAX_DEPTH + 1)),
                         ("SC005", 1, 2 * MAX_DEPTH + 1)]),
    "a row too many": (b"- a\n" * (MAX_ROWS + 1), [("SC005", MAX_ROWS + 1, 3)]),
    "a row too many between brackets": (b"[" + b"a," * MAX_ROWS + b"a]", [("SC005", 1, 2 * MAX_ROWS + 2)]),
    "a value too many": (
        "\n".join(f"{number:05}:" for number in range(MAX_VALUES)).encode(), [("SC005", MAX_VALUES, 7)]),
    "100,000 keys": (b"a:\n" * 80_000, [*(("SC003", line, 1) for line in range(2, MAX_VALUES + 1)),
                                        ("SC005", MAX_VALUES, 3)]),
    "nothing": (b"", [("SC002", 1, 1)]),
    "only blanks": (b" \r\n\n", [("SC002", 1, 1)]),
    "only a byte order mark": (b"\xef\xbb\xbf\n", [("SC002", 1, 1)]),
    "a NUL": (b"a: 1\nb: x\x00y\n", [("SC002", 2, 5)]),
    "a bell after other letters": ("é: ä\x07\n".encode(), [("SC002", 1, 5)]),
    "an escape character": (b"a: \x1b[31m\n", [("SC002", 1, 4)]),
    "Latin-1": ("a: 1\nb: é × ".encode() + b"\xd7\n", [("SC001", 2, 8)]),
    "UTF-16": ("a: 1\n".encode("utf-16"), [("SC001", 1, 1)]),
    "UTF-16 without its mark": ("a: 1\n".encode("utf-16-be"), [("SC001", 1, 1)]),
    "Latin-1 behind a mark": (b"\xef\xbb\xbfa: \xd7\n", [("SC001", 1, 4)]),
    "a Word file": (b"PK\x03\x04...", [("SC001", 1, 1)]),
    "an old Word file": (b"\xd0\xcf\x11\xe0...", [("SC001", 1, 1)]),
    "a PDF": (b"%PDF-1.7\n", [("SC001", 1, 1)]),
    "a tab in each of two lines": (b"a:\n\t- b\n\t- c\td\n", [("SC002", 2, 1), ("SC002", 3, 1)]),
    "a lone line end of an old Mac": (b"a: b\rc: d\n", [("SC002", 1, 5)]),
    "a line end of web pages": ("a: b\u2028c: d\n".encode(), [("SC002", 1, 5)]),
    "a line end of mainframes": ("a: b\x85c: d\n".encode(), [("SC002", 1, 5)]),
    "a mark inside": ("a: \ufeffb\n".encode(), [("SC002", 1, 4)]),
    "what turns text, in a comment": ("a: b # \u2067x\n".encode(), [("SC002", 1, 8)]),
    "what nobody sees, in a key": ("a\u200b: b\n".encode(), [("SC002", 1, 2)]),
    "a private character": ("a: \ue000\n".encode(), [("SC002", 1, 4)]),
    "a control character of the upper row": ("a: \x9b31m\n".encode(), [("SC002", 1, 4)]),
    "an order to YAML": (b"%YAML 1.2\n---\na: b\n", [("SC002", 1, 1)]),
    "16,000 orders to YAML": (
        "".join(f"%TAG !{number}! a\n" for number in range(16_000)).encode()[:MAX_BYTES],
        [("SC002", line, 1) for line in range(1, 16_001)]),
    "a lone surrogate": (b"a: \xed\xa0\x80\n", [("SC001", 1, 4)]),
    "a list as a key": (b"[a, b]: c\nd: c\nc: d\n", [("SC002", 1, 1)]),
    "a list as a key, written out": (b"? [a]\n: b\nb: c\nc: b\n", [("SC002", 1, 3)]),
    "a block as a key": (b"? {a: b}\n: c\n", [("SC002", 1, 3)]),
    "a colon in a text": (b"title: Methotrexate: adults\n", [("SC002", 1, 20)]),
    "a quote left open": (b"a: 'x\nb: 1\n", [("SC002", 1, 4)]),
    "a bracket left open": (b"a: [x\nb: 1\n", [("SC002", 1, 4)]),
    "a wrong indent": (b"a:\n  b: 1\n c: 2\n", [("SC002", 3, 2)]),
    "text after a quote": (b'a: "x" y\n', [("SC002", 1, 8)]),
    "a backquote": (b"a: `x`\n", [("SC002", 1, 4)]),
    "several at once": (b"a: &x !t 1\na: *x\n<<: 3\n", [("SC004", 1, 4), ("SC004", 1, 4), ("SC003", 2, 1),
                                                         ("SC004", 2, 4), ("SC004", 3, 1)]),
    "syntax after another fault": (b"a: &x 1\nb: c: d\n", [("SC004", 1, 4), ("SC002", 2, 5)]),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_and_where(name):
    raw, expected = REFUSED[name]
    _, troubles = parse(raw)
    assert [(trouble.code, trouble.position.line, trouble.position.column) for trouble in troubles] == expected
    assert all(trouble.message and trouble.help for trouble in troubles)


READ = {
    "a byte order mark": (b"\xef\xbb\xbfa: b\n", {"a": "b"}),
    "Windows line ends": (b"a: b\r\nc:\r\n  - d\r\n", {"a": "b", "c": ["d"]}),
    "a comment only": (b"# nothing yet\n", ""),
    "a document mark at the head": (b"---\na: b\n", {"a": "b"}),
    "a text only": (b"a\n", "a"),
    "as deep as allowed": (b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, None),
    "as long as allowed": (b"a: " + b"x" * (MAX_BYTES - 3), {"a": "x" * (MAX_BYTES - 3)}),
    "signs": ("a: ≥ 3.5 ×10⁹/L 😀\n".encode(), {"a": "≥ 3.5 ×10⁹/L 😀"}),
    "nothing after the colon": (b"a:\nb: ''\n", {"a": "", "b": ""}),
    "a folded text": (b"a: >-\n  b\n  c\n", {"a": "b c"}),
    "a text over two lines": (b"a: b\n  c\n", {"a": "b c"}),
    "a text over two lines, broken before a dash": ("a: b\n  – c\n".encode(), {"a": "b – c"}),
    "a quoted text over two lines": (b"a: 'b\n  c'\nd: e\n", {"a": "b c", "d": "e"}),
    "a narrow space inside a text": ("a: 5\u202fmg\u00a0daily\n".encode(), {"a": "5\u202fmg\u00a0daily"}),
    "quotation marks of print inside a text": ("a: the “stable” phase\n".encode(), {"a": "the “stable” phase"}),
    "two of them": ("a: “x” and “y”\n".encode(), {"a": "“x” and “y”"}),
    "a sign below zero": (b"- -5\n- -ve result\n", ["-5", "-ve result"]),
    "a time and an address": (b"- at 10:30\n- https://example.org\n", ["at 10:30", "https://example.org"]),
    "a comment behind quotes": (b"a: 'b' #c\n", {"a": "b"}),
    "as many rows as allowed": (b"- a\n" * MAX_ROWS, ["a"] * MAX_ROWS),
    "as many values as allowed": ("\n".join(f"{number:05}:" for number in range(MAX_VALUES - 1)).encode(), None),
}


@pytest.mark.parametrize("name", READ)
def test_what_is_read(name):
    raw, expected = READ[name]
    positioned, troubles = parse(raw)
    assert troubles == ()
    assert positioned is not None
    assert positioned.data == expected or expected is None


@pytest.mark.parametrize(
    "word",
    ["no", "yes", "on", "off", "true", "null", "~", "012", "0x1F", "1:30", "1e3", ".inf", "2024-06", "2024-06-01", "=",
     "2.50", "+1", "1_000", "2024-06-01T10:00:00Z"],
)  # fmt: skip
def test_a_scalar_stays_as_written_quoted_or_not(word):
    plain, *quoted = (parse(f"a: {text}\n".encode())[0] for text in (word, f"'{word}'", f'"{word}"'))
    assert plain is not None
    assert plain.data == {"a": word}
    assert all(other is not None and other.data == plain.data for other in quoted)


def test_keys_stay_as_written_too():
    positioned, _ = parse(b"no: 1\n012: 2\n1:30: 3\n2024-06: 4\n")
    assert positioned is not None
    assert positioned.data == {"no": "1", "012": "2", "1:30": "3", "2024-06": "4"}


def test_every_value_and_every_key_knows_its_place():
    positioned, _ = parse("é: {b: [x, 'ÿ', z]}\nc:\n  - d: 1\n    e: 2\n".encode())
    assert positioned is not None
    assert dict(positioned.values) == {
        (): Position(1, 1),
        ("é",): Position(1, 4),
        ("é", "b"): Position(1, 8),
        ("é", "b", 0): Position(1, 9),
        ("é", "b", 1): Position(1, 12),
        ("é", "b", 2): Position(1, 17),
        ("c",): Position(3, 3),
        ("c", 0): Position(3, 5),
        ("c", 0, "d"): Position(3, 8),
        ("c", 0, "e"): Position(4, 8),
    }
    assert dict(positioned.keys) == {
        ("é",): Position(1, 1),
        ("é", "b"): Position(1, 5),
        ("c",): Position(2, 1),
        ("c", 0, "d"): Position(3, 5),
        ("c", 0, "e"): Position(4, 5),
    }


def test_what_has_no_place_takes_that_of_what_is_around_it():
    positioned, _ = parse(b"a:\n  - b: 1\n")
    assert positioned is not None
    assert positioned.position(("a", 0, "c", 5)) == Position(2, 5)
    assert positioned.key_position(("a", 0)) == Position(2, 5)
    assert positioned.position(("x",)) == Position(1, 1)


def plain(value: Any) -> Any:
    """Data as the register reads it: every scalar the text that stands for it."""
    if isinstance(value, dict):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return (
        {True: "true", False: "false", None: "null"}[value]
        if value is None or value is True or value is False
        else str(value)
    )


def scalars(value: Any, path: tuple[str | int, ...] = ()) -> Any:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from scalars(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from scalars(item, (*path, number))
    else:
        yield path, value


class Dumper(yaml.SafeDumper):
    """Writes the same list twice where it stands twice."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


ODD = re.compile(r"[^\S ]|[•‣◦▪●○·∙–—−“”‘’„\uff1a\ufe55\u2236\ua789]|^-\w|^[a-z]\w*:\S")
"""What the register refuses in a text that no quotation marks stand round, though other readers take it as it is."""
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Co", "Cs", "Zl", "Zp"]), max_size=12
).filter(lambda text: not ODD.search(text) and is_plain(text))
LEAVES = st.one_of(WORDS, st.integers(), st.booleans(), st.none(), st.dates().map(str))
DATA = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(WORDS.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=20,
).filter(lambda value: isinstance(value, dict | list))


@given(data=DATA, flow=st.sampled_from([True, False, None]), unicode=st.booleans())
def test_what_is_dumped_is_read_back_with_its_places(data, flow, unicode):
    text = yaml.dump(
        data, Dumper=Dumper, default_flow_style=flow, allow_unicode=unicode, sort_keys=False, width=100_000
    )
    positioned, troubles = parse(text.encode())
    assert {trouble.code for trouble in troubles} <= {"SC005"}
    if troubles:
        return
    assert positioned is not None
    assert positioned.data == plain(data)
    lines = text.split("\n")
    for path, value in scalars(positioned.data):
        place = positioned.values[path]
        here = lines[place.line - 1][place.column - 1 :]
        assert here.startswith((value, '"', "'", "|", ">", "{}", "[]", "? "))


def outside(text: str, troubles: tuple[Trouble, ...]) -> list[Position]:
    """The places that are not in the text."""
    lengths = [len(line.removesuffix("\r")) for line in text.removeprefix("\ufeff").split("\n")]
    return [
        trouble.position
        for trouble in troubles
        if not 1 <= trouble.position.line <= len(lengths)
        or not 1 <= trouble.position.column <= lengths[trouble.position.line - 1] + 1
    ]


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_read_or_refused_at_a_place_inside_them(raw):
    positioned, troubles = parse(raw)
    assert positioned is not None or troubles
    assert outside(raw.decode("utf-8", "replace"), troubles) == []
    assert all(trouble.help for trouble in troubles)


SIGNS = st.text(st.sampled_from("ab-:?[]{},&*!|>'\"#%@` \n<=\r\t•–“”\uff1a\u00a0\\"), max_size=60)
LINES = st.lists(
    st.builds(
        lambda indent, start, text: f"{' ' * indent}{start}{text}",
        st.integers(0, 5),
        st.sampled_from(["", "- ", "-", "a: ", "b:", "- c: ", "• ", "a:b", "<<<<<<< ", "======="]),
        st.sampled_from(
            ["", "x", "'x", '"x', '"x" y', "[x", "{a: x", "]", "x: y", "# z", "x #z", "|", ">", "“x”", "*x"]
        ),
    ),
    max_size=8,
).map("\n".join)


@settings(max_examples=400)
@given(SIGNS | LINES)
@example("?")
@example("a:\n\n\n")
@example("- \n  ? \n\n")
def test_any_signs_at_all_are_read_or_refused_at_a_place_inside_them(text):
    positioned, troubles = parse(text.encode())
    assert positioned is not None or troubles
    assert outside(text, troubles) == []
    assert len(set(troubles)) == len(troubles)
    assert all(trouble.help and "\n" not in trouble.message for trouble in troubles)
    if positioned is not None:
        places = (Trouble("", place, "") for place in (*positioned.values.values(), *positioned.keys.values()))
        assert outside(text, tuple(places)) == []


@pytest.mark.parametrize("file", sorted(BASE.rglob("*.yml")), ids=lambda path: path.stem)
def test_a_file_with_other_line_ends_is_the_same_file(file):
    raw = file.read_bytes()
    assert parse(raw) == parse(raw.replace(b"\n", b"\r\n")) == parse(b"\xef\xbb\xbf" + raw)
