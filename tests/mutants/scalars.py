"""Ways to spoil one value of a file: what it says, not where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from sharedcare.register.values.dates import PartialDate
from sharedcare.register.values.durations import UNITS
from tests.mutants.corpus import ID, Corpus
from tests.mutants.raw import MARKS
from tests.mutants.tree import Node, Tree, as_flow

Change = Callable[[Random, Corpus, Node, Tree], str]
"""Gives what is written in the place of a scalar of a tree."""

SOME, NUMBER = re.compile(r"(?s).+"), re.compile(r"[0-9]{1,9}")
DATE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1\d|2[0-8]))?)?")
LENGTH = re.compile(r"(\d+)( to \d+)? (day|week|month|year)s?")
PLAIN_WORDS = (
    "unknown", "none", "all", "yes", "no", "true", "false", "True", "null", "~", "n/a", "TBC", "?", "on", "off", "0x1F",
    "1e9", "1_000", ".inf", "Unknown", "UNKNOWN", "''", '""', "index",
)  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script>", "{{ 7 * 7 }}", "{% raw %}", "](javascript:alert(1))", "%s %(a)s {0} {name}",
    "@everyone", "=HYPERLINK(1)", "\\x1b[2J", "\N{HEBREW LETTER ALEF}" * 9, "\N{PILE OF POO}", "e\u0301", "×10⁹",
    "\u212a", "\ufb01", "\u0130", "\u0661\u0662", "a" * 9_000, "a " * 4_000, "a-" * 200, "9" * 4_400,
    "../../etc/passwd", "con", "-", ".", "||", "::", "https://[::1", "https://example.org:99999999/",
    "https://exa mple.org", "http://\N{SNOWMAN}.example", "mailto:a@b.c", "https://example.org/%",
    "https://user:word@example.org", "2024-02-30", "30/02/2024", "2024-13", "9999-12-31", "1000", "2999-12-31",
    "0 weeks", "9999 years", "3 to 2 weeks", "-1", "1e400", "9" * 30, "0.1.2", "\u0663",
)  # fmt: skip
OUT_OF_PLACE = (
    "999 000 0018",
    "9990000018",
    "Dr Jane Example",
    "Nurse A. Example",
    "j.example@gmail.com",
    "180",
    "TBC",
)
"""What has no business where it stands: what could be a patient's or a person's, and what says nothing."""
ESCAPES = (
    r'"\0"', r'"\uD800"', r'"\U0010FFFF"', r'"\x1b"', r'"a\nb"', r'"\u202E"', r'"\L"', r'"\_"', '"\\t"', '"\\\n  a"',
)  # fmt: skip


def value_from_elsewhere(rng: Random, corpus: Corpus, node: Node, tree: Tree) -> str:
    """Another value of the same place, or of the same key in the same file."""
    same_place, own = corpus.texts.get(node.pattern, ()), tree.words.get(node.key, ())
    others = [word for word in rng.choice((same_place, same_place, own)) if word != node.text]
    return as_flow(rng.choice(others or corpus.by_key.get(node.key, corpus.words)))


def value_misspelt(rng: Random, _corpus: Corpus, node: Node, _: Tree) -> str:
    return as_flow(misspelt(rng, str(node.text)))


def misspelt(rng: Random, word: str) -> str:
    """A word with two letters swapped, one lost, doubled or changed, or all in capitals."""
    place = rng.randrange(len(word))
    head, letter, tail = word[:place], word[place], word[place + 1 :]
    return rng.choice(
        (
            head + tail[:1] + letter + tail[1:],
            head + tail,
            head + letter * 2 + tail,
            head + rng.choice("aeinst-_ 0") + tail,
            word.swapcase(),
            word.title(),
            f" {word}",
            word.replace("-", "_"),
        )
    )


def letter_slipped(rng: Random, corpus: Corpus, node: Node, tree: Tree) -> str:
    """An id that is still one, with two letters swapped, or one lost or doubled; another value where it is no id."""
    word = str(node.text)
    place = rng.randrange(len(word))
    head, letter, tail = word[:place], word[place], word[place + 1 :]
    slipped = rng.choice((head + tail[:1] + letter + tail[1:], head + tail, head + letter * 2 + tail))
    patterns = [option.get("pattern", "") for option in node.shape.options]
    is_id = any(pattern and re.search(pattern, slipped) for pattern in patterns)
    return slipped if is_id else value_from_elsewhere(rng, corpus, node, tree)


def date_shifted(rng: Random, _corpus: Corpus, node: Node, _: Tree) -> str:
    day = PartialDate.parse(str(node.text)).first
    days = rng.choice((1, 30, 31, 90, 365, 366, 730, 3_650, 36_500)) * rng.choice((-1, 1))
    low, high = date(1000, 1, 1).toordinal(), date(2999, 12, 31).toordinal()
    shifted = date.fromordinal(min(max(day.toordinal() + days, low), high))
    return shifted.isoformat()[: rng.choice((len(str(node.text)), 4, 7, 10))]


def length_changed(rng: Random, _corpus: Corpus, node: Node, _: Tree) -> str:
    given = int(str(node.text).partition(" ")[0])
    number = rng.choice((given, 1, given * 2, max(1, given // 2), given * 100))
    return f"{number} {rng.choice(UNITS)}{rng.choice(('s', 's', ''))}"


def number_changed(rng: Random, _corpus: Corpus, node: Node, _: Tree) -> str:
    number = int(str(node.text))
    return str(rng.choice((0, -number, number + 1, number - 1, number * 10, number * 10**9, number / 3, 120)))


def plain_word(rng: Random, _corpus: Corpus, _node: Node, _: Tree) -> str:
    return rng.choice(PLAIN_WORDS)


def hostile_text(rng: Random, _corpus: Corpus, _node: Node, _: Tree) -> str:
    return rng.choice((as_flow(rng.choice(HOSTILE)), as_flow(rng.choice(HOSTILE)), rng.choice(ESCAPES)))


def out_of_place(rng: Random, _corpus: Corpus, node: Node, _: Tree) -> str:
    text = rng.choice(OUT_OF_PLACE)
    return as_flow(rng.choice((text, f"{node.text} {text}")))


def mark_in_value(rng: Random, _corpus: Corpus, node: Node, _: Tree) -> str:
    """What means something to YAML, inside a value that is not in quotes, before it or after it."""
    mark, text = rng.choice(MARKS), str(node.text)
    place = rng.choice((0, len(text), rng.randint(0, len(text))))
    return text[:place] + mark + text[place:]


def text_lengthened(rng: Random, _corpus: Corpus, node: Node, _: Tree) -> str:
    return as_flow(f"{node.text}{rng.choice(HOSTILE)}")


def other_id(rng: Random, corpus: Corpus, _node: Node, tree: Tree) -> str:
    """Another id: of this file, or of any."""
    own = [value.text for found in tree.scalars.values() for value in found if value.text and ID.fullmatch(value.text)]
    own += [name for found in tree.collections.values() for block in found for name in block.own_keys]
    return as_flow(rng.choice((rng.choice(own), rng.choice(corpus.ids))))


def text_quoted_otherwise(rng: Random, _corpus: Corpus, node: Node, _: Tree) -> str:
    text = str(node.text)
    quoted = "'" + text.replace("'", "''") + "'"
    return rng.choice((text, quoted, as_flow(text), f"|-\n          {text}", f">\n          {text}", f"!!str {text}"))


def narrowed(rng: Random, corpus: Corpus, _node: Node, _: Tree) -> str:
    """Some of them, where it was all."""
    return as_flow(rng.sample(corpus.ids, rng.choice((1, 2))))


@dataclass(frozen=True)
class Kind:
    """A way to change a scalar."""

    weight: int
    """How often it stands among the others."""
    change: Change
    fits: re.Pattern[str] = re.compile(r"(?s).*")
    """What the whole of a scalar looks like that can be changed so."""
    to_prose: bool = False
    """Whether it rather changes prose than ids, dates and the words of fields."""


GENTLE_CHANGES = (
    Kind(12, value_from_elsewhere),
    Kind(9, date_shifted, DATE),
    Kind(6, length_changed, LENGTH),
    Kind(4, letter_slipped, ID),
    Kind(10, narrowed, re.compile("all")),
)
"""What leaves a value of its field's kind."""
ROUGH_CHANGES = (
    Kind(3, value_misspelt, SOME),
    Kind(2, number_changed, NUMBER),
    Kind(4, plain_word),
    Kind(4, hostile_text, to_prose=True),
    Kind(2, text_lengthened, to_prose=True),
    Kind(5, out_of_place, to_prose=True),
    Kind(2, mark_in_value),
    Kind(6, other_id, ID),
    Kind(2, text_quoted_otherwise),
)
"""What most often does not."""
