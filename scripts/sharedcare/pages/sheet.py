"""What stands at the head of every sheet of paper: what it is, when it was issued, until when to use it, and where."""

from __future__ import annotations

import json
import re
from datetime import date

from sharedcare.exports.addresses import paper_address
from sharedcare.exports.paper import last_day, use_until
from sharedcare.pages import template
from sharedcare.register.values.dates import in_words

_EMBEDDED = re.compile(r'<script type="application/json" id="register-timelines">(.*?)</script>', re.DOTALL)


def sheet(title: str, address: str, html: str, day: date, site: str) -> str:
    """The head of a page's sheets. Screens do not show it; paper repeats it.

    The page's own timelines say until when it may be used, so that no page can say it in two ways.

    Args:
        title: Of the page, with its area, as plain text.
        address: Of the page, from the site's top.
        html: The page.
        day: Of the build.
        site: The address of the site's top, with a slash at its end; empty where it is not known.
    """
    return template.render(
        "sheet.html",
        "index.md",
        title=title,
        day=in_words(day),
        says=_says(html, day),
        address=f"{site}{paper_address(address)}",
    )


def _says(html: str, day: date) -> str:
    found = _EMBEDDED.search(html)
    return str(json.loads(found[1])["paper"][0]["says"]) if found else use_until(last_day(day))
