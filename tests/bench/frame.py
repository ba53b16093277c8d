"""What a rival that takes our pages ready-made needs of the built site: the text of a page, and the frame around it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sharedcare.pages import Page
from sharedcare.pages.unbroken import unbroken


def text_of(page: Page) -> str:
    """The text of a page as it is published."""
    return unbroken(page.html)


def frame(pages: Sequence[Page], site: Path) -> tuple[str, str]:
    """What stands before and after the text of a built page of a protocol."""
    page = next(page for page in pages if page.source.startswith("protocols/"))
    before, _, after = (site / page.address / "index.html").read_text(encoding="utf-8").partition(text_of(page))
    if not after or "{{" in before + after:
        raise ValueError(f"{page.address} does not hold its text as it was made, or holds what Hugo would read")
    return before, after
