"""Ways to spoil more than one file, or where a file stands: what only the register as a whole can notice."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from random import Random

from sharedcare.register.folder import REFERENCE
from tests.mutants.blocks import put, rebuilt
from tests.mutants.corpus import Corpus
from tests.mutants.tree import as_flow

Files = Mapping[str, bytes]
Whole = Callable[[Random, Corpus, str], Files | None]
"""Gives the files that take the place of a file, or nothing where it cannot be done."""

NAMES = (
    "index", "Index", "a b", "-", "copy of it", "\N{SNOWMAN}", "x" * 200, "con", "a.b", "a'b", 'a"b', "<b>", "a&b",
    "%2e", "a\nb", "\u202eb", "{{ x }}", "#a", "a?b", "not utf-8 \udcff", "İ",
)  # fmt: skip
"""What no file of the register should be called."""
NOTHING = ("", "\n", "# only this\n", "---\n", "null\n", "[]\n", "{}\n", "- a\n", "a\n", "\ufeff", "? \n")


def renamed(rng: Random, corpus: Corpus, file: str) -> Files:
    """The file under another name, which its id may follow."""
    path = PurePosixPath(file)
    name = rng.choice((*NAMES, f"{path.stem}-2", path.stem.upper(), rng.choice(corpus.ids)))
    ending = rng.choice((".yml", ".yml", ".yml", ".yml", ".yaml", ".YML", ".yml.yml", ".txt", ""))
    to = path.with_name(f"{name}{ending}").as_posix()
    return {to: rng.choice((corpus.files[file], _called(corpus, file, name)))}


def moved(rng: Random, corpus: Corpus, file: str) -> Files | None:
    """The file in another folder, whose area its own may follow."""
    folder = PurePosixPath(rng.choice(corpus.names)).parent.as_posix()
    folder = rng.choice((*[folder] * 12, f"{folder}/deeper", ".", REFERENCE, f"{REFERENCE}/drugs", "nowhere"))
    to = (PurePosixPath(folder) / PurePosixPath(file).name).as_posix()
    text, area = corpus.text(file), corpus.trees[file].top.by_key.get("area")
    moved_text = put(text, area, folder) if area is not None and rng.random() < 0.8 else text
    return {to: moved_text.encode()} if to not in corpus.files else None


def taken_over(rng: Random, corpus: Corpus, file: str) -> Files | None:
    """A transcribed protocol of an invented area in another area's folder, perhaps without the notices it has read."""
    path, area = PurePosixPath(file), corpus.trees[file].top.by_key.get("area")
    folders = sorted({PurePosixPath(other).parent for other in corpus.protocols} - {path.parent})
    if area is None or not folders or _EVIDENCE not in corpus.text(file):
        return None
    folder = rng.choice(folders)
    text = put(corpus.text(file), area, folder.name)
    return {(folder / path.name).as_posix(): (_NOTICES.sub("", text) if rng.random() < 0.5 else text).encode()}


_EVIDENCE = "\nevidence: document\n"
_NOTICES = re.compile(r"notices_read: \[[^\]]*\](?:, | *\n *)?|(?<=[{ ])notices_read:\n(?: +- .*\n)+")


def copied(rng: Random, corpus: Corpus, file: str) -> Files | None:
    """The file, and copies of it beside it or in another area; a copy may have an id and an area of its own."""
    path = PurePosixPath(file)
    folder = rng.choice((path.parent, PurePosixPath(rng.choice(corpus.protocols)).parent))
    number = rng.choice((1, 1, 1, 7))
    names = [
        rng.choice((path.stem, f"{path.stem}-2", rng.choice(corpus.ids))),
        *(f"{path.stem}-{n}" for n in range(3, 9)),
    ]
    copies = {}
    for name in names[:number]:
        text = (_called(corpus, file, name) if rng.random() < 0.9 else corpus.files[file]).decode()
        area = corpus.tree(file, text).top.by_key.get("area")
        text = put(text, area, folder.name) if area is not None and rng.random() < 0.9 else text
        copies[(folder / f"{name}.yml").as_posix()] = text.encode()
    return {file: corpus.files[file], **copies} if not copies.keys() & corpus.files.keys() else None


def succeeded(rng: Random, corpus: Corpus, file: str) -> Files | None:
    """Protocols that say of each other, or of themselves, that they took the other's place."""
    if file not in corpus.protocols:
        return None
    chain = [file, *rng.sample([other for other in corpus.protocols if other != file], rng.choice((0, 1, 1, 2)))]
    followers = [*chain[1:], rng.choice((chain[0], chain[0], chain[-1], rng.choice(corpus.protocols)))]
    made = {one: _succeeded_by(corpus, one, PurePosixPath(next_one).stem)
            for one, next_one in zip(chain, followers, strict=True)}  # fmt: skip
    return {one: raw for one, raw in made.items() if raw is not None} if all(made.values()) else None


def _succeeded_by(corpus: Corpus, file: str, by: str) -> bytes | None:
    text, document = corpus.text(file), corpus.trees[file].top.by_key.get("document")
    if document is None or not document.keys:
        return None
    kept = [text[start:end] for start, end in document.spans if not text.startswith(("status:", "superseded:"), start)]
    superseded = f"superseded: {as_flow({'on': '2026-01-01', 'by': by})}"
    return rebuilt(text, document, ["status: superseded", superseded, *kept]).encode()


def emptied(rng: Random, _corpus: Corpus, file: str) -> Files:
    """Nothing, or next to nothing, in the place of the file."""
    return {file: rng.choice(NOTHING).encode("utf-8")}


def another_in_its_place(rng: Random, corpus: Corpus, file: str) -> Files:
    """The text of another file, whose id may be the file's own."""
    other = rng.choice(corpus.names)
    return {file: rng.choice((corpus.files[other], _called(corpus, other, PurePosixPath(file).stem)))}


def _called(corpus: Corpus, file: str, name: str) -> bytes:
    found = corpus.trees[file].top.by_key.get("id")
    raw = corpus.files[file]
    return put(raw.decode(), found, as_flow(name)).encode("utf-8", "replace") if found is not None else raw


WHOLES: dict[str, tuple[int, Whole]] = {
    whole.__name__: (weight, whole)
    for weight, whole in (
        (4, renamed),
        (6, moved),
        (4, taken_over),
        (6, copied),
        (4, succeeded),
        (1, emptied),
        (1, another_in_its_place),
    )
}
"""How often each stands among the others, and how to do it."""
