"""MkDocs events -> the register's pages. The only place that knows MkDocs: a thin adapter, given the day.

It reads SHAREDCARE_DAY, the day to judge on, and SHAREDCARE_REGISTER, the register's folder. Where SHAREDCARE_SUMMARY
names a file, it writes there what the checks say.
"""

from __future__ import annotations

import json
import logging
import os
import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from itertools import count, cycle
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import get_toc

from sharedcare.exports.prose import Prose, menu_of, prose
from sharedcare.exports.search import search_index
from sharedcare.exports.timelines import stamp
from sharedcare.findings import Grade
from sharedcare.pages import Packed, Page, packed_pages
from sharedcare.pages.book import Book
from sharedcare.pages.comparison import comparison_files, unpacked
from sharedcare.pages.edit import form_files
from sharedcare.pages.recall import csv_address, recall_csv
from sharedcare.pages.sheet import sheet
from sharedcare.pages.short import onward_pages
from sharedcare.pages.unbroken import unbroken
from sharedcare.pages.wrong import ID as WRONG
from sharedcare.register.load import load, settings_of
from sharedcare.reports.findings import Report, failing_at
from sharedcare.rules import check

log = logging.getLogger("mkdocs.hooks.register")
_pages: dict[str, Packed] = {}
"""The pages of this build, by source."""
_comparisons: list[tuple[str, bytes]] = []
"""What a browser joins to compare two protocols or areas: each file's address, and its text packed."""
_SEARCHES = {"index.md", "find.md"}
"""The pages that are a search box: nobody looks for them with it."""
_STAND_IN = '<h1 data-register-page="{}"></h1>'
"""What MkDocs keeps in the place of a page's text until it writes the page. With a heading, the theme adds none."""

_NOBODYS = "example.org"
"""The host of the address that mkdocs.yml gives where SITE_URL is not set."""
_MOST_COLUMNS = 3
"""As many as a phone has room for: a wider table of prose is shown there as cards."""
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)
_POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'self'; form-action 'self'"
)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take the name, the addresses and the look from the register's own settings. What the build is told wins."""
    if not (folder := _folder(config)).is_dir():
        return config
    settings = settings_of(folder)
    # The theme writes both without escaping.
    config.site_name, config.site_description = escape(settings.name), escape(settings.description)
    if settings.site and not os.environ.get("SITE_URL"):
        config.site_url = settings.address
    if settings.repository and not os.environ.get("REPO_URL"):
        config.repo_url = settings.repository
    config.theme["palette"] = {**config.theme["palette"], "primary": f"register-{settings.colour}"}
    config.extra["editor"] = settings.editor
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the register's pages and its search index to the files of prose."""
    _pages.clear()
    book = _book(config)
    for packed in packed_pages(book):
        _pages[packed.page.source] = packed
        files.append(_file(packed.page, files, config))
    _comparisons[:] = [*comparison_files(book), *form_files(book, lambda file: (_folder(config) / file).read_bytes())]
    index = search_index(book.register, book.day, book.timelines, _prose(files, config))
    files.append(File.generated(config, "search.json", content=index))
    for address, html in onward_pages(book):
        files.append(File.generated(config, f"{address}index.html", content=html))
    for area in book.register.areas:
        files.append(File.generated(config, csv_address(area), content=recall_csv(book, area)))
    log.info("%d pages of the register as it stands on %s", len(_pages), book.day)
    return files


def on_page_markdown(markdown: str, page: SitePage, config: MkDocsConfig, **_: object) -> str:
    """Give a page its title; date every page by the build's day, so that a day always gives the same site."""
    page.update_date = _day().isoformat()
    if not _repo(config):
        page.edit_url = None
    ours = _pages.get(page.file.src_uri)
    if ours is not None:
        page.meta.update(title=str(escape(ours.page.title)), hide=["navigation"])
    return markdown


def on_page_content(html: str, page: SitePage, config: MkDocsConfig, **_: object) -> str:
    """Put the register's page in the place of its empty text; make tables of prose reachable by keyboard."""
    ours = _pages.get(page.file.src_uri)
    if ours is None:
        numbers = count(1)
        html = re.sub(r"<table>.*?</table>", lambda found: _scrolling(found[0], next(numbers)), html, flags=re.DOTALL)
        return _on_paper(html, str(page.title), page.url, config)
    tokens = [
        {"level": 2, "id": heading.id, "name": str(escape(heading.title)), "children": []}
        for heading in ours.page.headings
    ]
    page.toc = get_toc(tokens)  # type: ignore[arg-type]
    page.present_anchor_ids = set(re.findall(r' id="([^"]+)"', ours.html))
    return _STAND_IN.format(escape(page.file.src_uri))


def on_post_page(output: str, page: SitePage, config: MkDocsConfig, **_: object) -> str:
    """Say which scripts may run, and when the page was built."""
    ours = _pages.get(page.file.src_uri)
    if ours is None:
        return _with_policy(output, theme=output.replace(page.content or "", ""))
    stand_in = str(page.content)
    if output.count(stand_in) != 1:
        raise PluginError(f"The theme does not write the text of {page.file.src_uri} once.")
    html = _on_paper(ours.html, ours.page.title, ours.page.address, config)
    return _with_policy(output, theme=output).replace(stand_in, html)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the files of the comparison. They are many, and kept packed until here."""
    for address, text in _comparisons:
        file = Path(config.site_dir, address)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(unpacked(text))


def on_post_template(output_content: str, template_name: str, **_: object) -> str:
    """The same for the page that is shown where there is none."""
    return _with_policy(output_content, theme=output_content) if template_name.endswith(".html") else output_content


def _prose(files: Files, config: MkDocsConfig) -> Iterator[Prose]:
    """What the search knows of pages that are about no one record: those of prose, and those that the menu names."""
    texts = {file.src_uri: file.content_string for file in files.documentation_pages() if file.src_uri not in _pages}
    menu = menu_of(config.nav or ())
    return prose(texts, {source: name for source, name in menu.items() if source not in _SEARCHES})


def _folder(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent / os.environ.get("SHAREDCARE_REGISTER", "protocols")


def _book(config: MkDocsConfig) -> Book:
    folder = _folder(config)
    try:
        register = load(folder)
    except NotADirectoryError as error:
        raise PluginError(f"The register's folder {error} does not exist: look at SHAREDCARE_REGISTER.") from error
    day = _day()
    findings = check(register, day)
    if (summary := os.environ.get("SHAREDCARE_SUMMARY")) is not None:
        report = Report(findings, day, len(register.files), folder.as_posix(), failing_at({Grade.INCOMPLETE.value}))
        said = {"words": report.summary(), "fails": bool(report.failing)}
        Path(summary).write_text(json.dumps(said), encoding="utf-8")
    return Book.of(register, day, findings, _site(config), _repo(config))


def _site(config: MkDocsConfig) -> str:
    """Where the site stands; nothing where the settings still name an address that is nobody's."""
    host = urlsplit(config.site_url or "").hostname
    return "" if host in (None, _NOBODYS) else f"{config.site_url}".rstrip("/") + "/"


def _repo(config: MkDocsConfig) -> str:
    """Where the repository stands; nothing where the settings still name an address that is nobody's."""
    host = urlsplit(config.repo_url or "").hostname
    return "" if host in (None, _NOBODYS) else f"{config.repo_url}".rstrip("/")


def _day() -> date:
    """The day to judge on: only the command line reads the clock."""
    given = os.environ.get("SHAREDCARE_DAY", "")
    try:
        return date.fromisoformat(given)
    except ValueError:
        said = f"it is `{given}`, and not a date" if given else "it is not set"
        raise PluginError(
            f"SHAREDCARE_DAY must say which day to judge the register on, as in 2026-11-22: {said}. "
            "Run `make site` or `make serve`, which set it."
        ) from None


def _file(page: Page, files: Files, config: MkDocsConfig) -> File:
    if files.get_file_from_path(page.source) is not None:
        raise PluginError(f"docs/{page.source} would hide a page of the register: rename it.")
    file = File.generated(config, page.source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    # The repository's edit address ends in docs/, so this leads from there to the register's file.
    has_own_way = any(heading.id == WRONG for heading in page.headings)
    file.edit_uri = f"../{page.edit_path}" if page.edit_path and not has_own_way else None
    return file


def _on_paper(html: str, title: str, address: str, config: MkDocsConfig) -> str:
    """A page as paper needs it: the head of its sheets first, and no number broken across lines."""
    return unbroken(sheet(title, address, html, _day(), _site(config)) + html)


def _scrolling(table: str, number: int) -> str:
    heads, kind = re.findall(r"<th\b[^>]*>(.*?)</th>", table, flags=re.DOTALL), "sc-prose"
    if len(heads) > _MOST_COLUMNS:
        kind = "sc-prose sc-cards"
        names = cycle(re.sub(r"<[^>]+>", "", head).replace('"', "&quot;") for head in heads)
        table = re.sub(r"<td\b", lambda found: f'{found[0]} data-head="{next(names)}"', table)
    opened = table.replace("<table>", f'<table class="{kind}">', 1)
    return f'<div class="tw" role="region" tabindex="0" aria-label="Table {number}">{opened}</div>'


def _with_policy(output: str, theme: str) -> str:
    """Allow the theme's own inline scripts, each by its hash, and none that stands in a page's content."""
    bodies = [found["body"] for found in _SCRIPT.finditer(theme) if _is_inline_script(found["attributes"])]
    hashes = dict.fromkeys(b64encode(sha256(body.encode()).digest()).decode() for body in bodies)
    policy = _POLICY.format(hashes="".join(f" 'sha256-{digest}'" for digest in hashes))
    built = "".join(f'<meta name="register-{name}" content="{day}">' for name, day in stamp(_day()).items())
    charset = '<meta charset="utf-8">'
    if charset not in output:
        raise PluginError("The theme writes its character set in another way: no page can carry its security policy.")
    return output.replace(charset, f'{charset}<meta http-equiv="Content-Security-Policy" content="{policy}">{built}', 1)


def _is_inline_script(attributes: str) -> bool:
    return "src=" not in attributes and "application/json" not in attributes
