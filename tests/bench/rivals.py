"""The same pages as other generators would be given them, written in a process of its own.

`python -m tests.bench.rivals <way> <register> <day> <site> <folder>` writes a folder that the generator of that way
then builds; the site is the register's own, built from the same register.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from posixpath import join, normpath

from markdownify import markdownify

from sharedcare.pages import Page, render
from sharedcare.register.load import load
from sharedcare.rules import check
from tests.bench.bars import HUGO, IDIOMATIC, WHOLE
from tests.bench.frame import frame, text_of
from tests.bench.ways import KINDS

MKDOCS = """\
site_name: Shared care register
site_url: https://example.org/
theme: {name: material}
plugins: [search]
markdown_extensions: [tables, def_list]
"""
"""No `nav`: MkDocs then puts every page into it."""
TOML = """\
title = "Shared care register"
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "rss"]
[security]
allowContent = ["^text/html$"]
"""
_SCRIPT = re.compile(r"<script.*?</script>", re.DOTALL)
_HREF = re.compile(r'href="([^":#]+)(#[^"]*)?"')


def idiomatic(pages: Sequence[Page], _site: Path, folder: Path) -> None:
    """The pages of protocols, drugs and areas, as `whole` writes them."""
    whole([page for page in pages if page.source.split("/")[0] in KINDS], _site, folder)


def whole(pages: Sequence[Page], _site: Path, folder: Path) -> None:
    """Markdown files for MkDocs with Material: every page in the menu and in the theme's search."""
    sources = {page.address: page.source for page in pages}
    _write(folder / "mkdocs.yml", MKDOCS)
    _write(folder / "docs/index.md", "# Shared care register\n")
    for page in pages:
        html = _HREF.sub(partial(_to_file, page=page, sources=sources), _SCRIPT.sub("", page.html))
        _write(folder / "docs" / page.source, markdownify(html, heading_style="ATX"))


def hugo(pages: Sequence[Page], site: Path, folder: Path) -> None:
    """Content files of HTML for Hugo, and one layout: the frame around a page of the register's own site."""
    _write(folder / "hugo.toml", TOML)
    for page in pages:
        name = re.sub(r"(^|/)index\.md$", r"\1_index.html", page.source)
        front = f"---\ntitle: {json.dumps(page.title)}\n---\n"
        _write(folder / "content" / name.replace(".md", ".html"), front + text_of(page))
    _write(folder / "layouts/all.html", "{{ .Content }}".join(frame(pages, site)))


def _to_file(found: re.Match[str], page: Page, sources: dict[str, str]) -> str:
    """A link to a page, as MkDocs wants it: to its file. A page that is not there is linked at its own address."""
    address = normpath(join(page.address, found[1])).removeprefix(".") + "/"
    if address not in sources:
        return f'href="https://example.org/{address}"'
    return f'href="{"../" * page.source.count("/")}{sources[address]}"'


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    # As MkDocs writes: the page of a rule may show bytes that are no UTF-8.
    file.write_bytes(text.encode("utf-8", "xmlcharrefreplace"))


WRITERS: Mapping[str, Callable[[Sequence[Page], Path, Path], None]] = {
    IDIOMATIC: idiomatic,
    WHOLE: whole,
    HUGO: hugo,
}


def main(kind: str, register: Path, day: date, site: Path, folder: Path) -> None:
    """Write the folder of one rival."""
    read = load(register)
    WRITERS[kind](render(read, day, check(read, day)), site, folder)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), date.fromisoformat(sys.argv[3]), Path(sys.argv[4]), Path(sys.argv[5]))
