"""Ways to spoil a file without knowing what it is: its bytes and its lines."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.mutants.corpus import Corpus

NOT_UTF8 = (b"\xd7", b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\xe2\x82")
CONTROLS = ("\0", "\x07", "\x08", "\x0b", "\x1b[2J", "\x7f", "\x85", "\x9b", "\ufffe", "\uffff")
UNSEEN = (
    "\u202e", "\u2066", "\u200b", "\u200d", "\u2028", "\u2029", "\ufeff", "\u00ad", "\u00a0", "\U000e0041", "\ue000",
)  # fmt: skip
MARKS = (
    "{", "}", "[", "]", ":", ": ", " #x", "#", "- ", "? ", "|", ">", "'", '"', "%", "@", "`", ",", "&a ", "*a",
    "!!str ", "!!python/object/apply:os.getcwd []", "<<: {a: b}", "\n---\n", "\n...\n", "\n%YAML 1.2\n---\n", "\\",
    "[" * 25, "{a: " * 25, "- " * 25, "\t",
)  # fmt: skip
"""What means something to YAML."""

LineKind = Callable[[Random, Corpus, list[str]], None]
ByteKind = Callable[[Random, bytearray], None]


def bit_flipped(rng: Random, raw: bytearray) -> None:
    for _ in range(rng.choice((1, 1, 4, 16))):
        raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)


def bytes_deleted(rng: Random, raw: bytearray) -> None:
    start = rng.randrange(len(raw))
    del raw[start : start + rng.choice((1, 1, 2, 8, 200))]


def bytes_repeated(rng: Random, raw: bytearray) -> None:
    start = rng.randrange(len(raw))
    piece = raw[start : start + rng.choice((1, 2, 8, 200))]
    raw[start:start] = piece * rng.choice((1, 1, 3, 40))


def not_utf8(rng: Random, raw: bytearray) -> None:
    _insert(rng, raw, rng.choice(NOT_UTF8))


def control_character(rng: Random, raw: bytearray) -> None:
    _insert_text(rng, raw, rng.choice(CONTROLS))


def unseen_character(rng: Random, raw: bytearray) -> None:
    _insert_text(rng, raw, rng.choice(UNSEEN))


def yaml_mark(rng: Random, raw: bytearray) -> None:
    _insert_text(rng, raw, rng.choice(MARKS))


def cut_off(rng: Random, raw: bytearray) -> None:
    del raw[rng.randrange(len(raw)) :]


def head_lost(rng: Random, raw: bytearray) -> None:
    del raw[: rng.randrange(len(raw))]


def byte_order_mark(rng: Random, raw: bytearray) -> None:
    raw[0:0] = rng.choice((b"\xef\xbb\xbf", b"\xef\xbb\xbf" * 2, b"\xff\xfe", b"\xfe\xff"))


def other_encoding(rng: Random, raw: bytearray) -> None:
    text = raw.decode("utf-8", "replace")
    raw[:] = text.encode(rng.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7")), "replace")


def other_line_ends(rng: Random, raw: bytearray) -> None:
    ending = rng.choice((b"\r\n", b"\r\n", b"\r", "\u2028".encode(), "\x85".encode()))
    raw[:] = raw.replace(b"\n", ending, rng.choice((-1, 1, 5)))


def bloated(rng: Random, raw: bytearray) -> None:
    filler = rng.choice((bytes(raw), b"# more\n", b"\n", b" ", b"[", b"\x00"))
    raw += filler * (rng.choice((3_000, 100_000, 300_000)) // len(filler) + 1)


def _insert(rng: Random, raw: bytearray, piece: bytes) -> None:
    place = rng.randrange(len(raw) + 1)
    raw[place:place] = piece


def _insert_text(rng: Random, raw: bytearray, piece: str) -> None:
    """Put a text between two characters, so that the whole stays UTF-8."""
    text = raw.decode("utf-8", "surrogateescape")
    place = rng.randrange(len(text) + 1)
    raw[:] = (text[:place] + piece + text[place:]).encode("utf-8", "surrogateescape")


def line_deleted(rng: Random, _: Corpus, lines: list[str]) -> None:
    del lines[rng.randrange(len(lines))]


def lines_deleted(rng: Random, _: Corpus, lines: list[str]) -> None:
    start = rng.randrange(len(lines))
    del lines[start : start + rng.randint(2, 12)]


def line_repeated(rng: Random, _: Corpus, lines: list[str]) -> None:
    line = rng.choice(lines)
    lines.insert(rng.choice((lines.index(line), rng.randrange(len(lines)))), line)


def lines_swapped(rng: Random, _: Corpus, lines: list[str]) -> None:
    first = rng.randrange(len(lines))
    second = rng.choice(((first + 1) % len(lines), rng.randrange(len(lines))))
    lines[first], lines[second] = lines[second], lines[first]


def line_indented(rng: Random, _: Corpus, lines: list[str]) -> None:
    number = rng.randrange(len(lines))
    lines[number] = rng.choice((" ", "  ", "    ", "\t")) + lines[number]


def line_outdented(rng: Random, _: Corpus, lines: list[str]) -> None:
    number = rng.randrange(len(lines))
    lines[number] = lines[number].removeprefix(rng.choice((" ", "  ", "    ")))


def lines_joined(rng: Random, _: Corpus, lines: list[str]) -> None:
    number = rng.randrange(len(lines))
    lines[number : number + 2] = [rng.choice(("", " ")).join(line.strip("\n") for line in lines[number : number + 2])]


def line_broken(rng: Random, _: Corpus, lines: list[str]) -> None:
    number = rng.randrange(len(lines))
    place = rng.randrange(len(lines[number]) + 1)
    lines[number : number + 1] = [lines[number][:place], lines[number][place:]]


def line_commented_out(rng: Random, _: Corpus, lines: list[str]) -> None:
    number = rng.randrange(len(lines))
    lines[number] = f"# {lines[number]}"


def merge_conflict(rng: Random, _: Corpus, lines: list[str]) -> None:
    """Some lines as a merge leaves them that nobody has resolved."""
    start = rng.randrange(len(lines))
    ours = lines[start : start + rng.randint(0, 4)]
    theirs = [line.replace("0", "1") for line in ours]
    lines[start : start + len(ours)] = ["<<<<<<< ours", *ours, "=======", *theirs, ">>>>>>> theirs"]


def line_from_elsewhere(rng: Random, corpus: Corpus, lines: list[str]) -> None:
    lines.insert(rng.randrange(len(lines) + 1), rng.choice(corpus.text(rng.choice(corpus.names)).split("\n")))


def tail_from_elsewhere(rng: Random, corpus: Corpus, lines: list[str]) -> None:
    other = corpus.text(rng.choice(corpus.names)).split("\n")
    lines[rng.randrange(len(lines)) :] = other[rng.randrange(len(other)) :]


BYTES: dict[str, ByteKind] = {
    kind.__name__: kind
    for kind in (
        bit_flipped, bytes_deleted, bytes_repeated, not_utf8, control_character, unseen_character, yaml_mark, cut_off,
        head_lost, byte_order_mark, other_encoding, other_line_ends, bloated,
    )
}  # fmt: skip
LINES: dict[str, LineKind] = {
    kind.__name__: kind
    for kind in (
        line_deleted, lines_deleted, line_repeated, lines_swapped, line_indented, line_outdented, lines_joined,
        line_broken, line_commented_out, line_from_elsewhere, tail_from_elsewhere, merge_conflict,
    )
}  # fmt: skip
