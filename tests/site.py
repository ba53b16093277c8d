"""Fixtures: the shipped register's site, built once on a fixed day, served, and a real browser to read it with."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.serving import serving

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 21)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

OpenPage = Callable[..., Page]


def noon(day: date) -> datetime:
    """The middle of a day in London."""
    return datetime.combine(day, time(12), ZoneInfo("Europe/London"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the shipped register's pages, as the command line builds them: once for all workers."""
    own = tmp_path_factory.getbasetemp()
    link = (own if worker_id == "master" else own.parent) / "built/site"
    link.parent.mkdir(exist_ok=True)
    command = [sys.executable, "scripts/build.py", "--on", DAY.isoformat(), "--site", str(link)]
    with (link.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not link.exists():
            finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert finished.returncode == 0, finished.stderr
    return link.resolve()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser: the system's own Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        yield browser
        browser.close()


def program() -> str:
    """The browser's path: what CHROMIUM names, or what is found."""
    if named := os.environ.get("CHROMIUM"):
        return named
    found = subprocess.run([ROOT / "tests/browser/ensure_chromium.sh"], stdout=subprocess.PIPE, text=True, check=True)
    return found.stdout.strip()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Open a page of the site, with the browser's clock on a day, in a window of a width, after `before`.

    Without the worker that keeps pages, unless a test asks for it: what is asked would not pass by `page.route`.
    """
    contexts: list[BrowserContext] = []

    def opened(
        path: str,
        *,
        day: date | None = DAY,
        width: int = 1440,
        dark: bool = False,
        before: Callable[[Page], None] = lambda page: None,
        **options: object,
    ) -> Page:
        scheme = "dark" if dark else "light"
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            **{"service_workers": "block", **options},
        )
        contexts.append(context)
        page = context.new_page()
        if day is not None:
            page.clock.set_fixed_time(noon(day))
        before(page)
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()


def set_day(page: Page, day: date) -> None:
    """Move the browser's clock."""
    page.clock.set_fixed_time(noon(day))
