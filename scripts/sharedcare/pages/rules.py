"""The pages of the rules: what must hold, why, and a good and a bad example."""

from __future__ import annotations

from collections.abc import Sequence

from sharedcare.pages import template
from sharedcare.pages.book import Book
from sharedcare.pages.page import Heading, Page
from sharedcare.pages.words import as_text
from sharedcare.register.load import Entry
from sharedcare.register.model.shelves import Ratchet
from sharedcare.rules.frame import FAMILIES, Explained


def rule_pages(book: Book, rules: Sequence[Explained]) -> tuple[Page, ...]:
    """The list of rules, and a page for each."""
    return (_list(rules), *(_page(rule, book.register.ratchet.get(rule.code)) for rule in rules))


def _list(rules: Sequence[Explained]) -> Page:
    families = []
    for key, name in FAMILIES.items():
        own = tuple(sorted((rule for rule in rules if rule.family_key == key), key=lambda rule: rule.code))
        if own:
            codes = f"SC{key}xx" if len(key) == 1 else f"{own[0].code} to {own[-1].code}"
            families.append((f"family-{key}", f"{codes}: {name}", own))
    html = template.render("rules.html", "rules/index.md", families=families)
    headings = tuple(Heading(anchor, title) for anchor, title, _ in families)
    return Page("rules/index.md", "Rules of the register, every area", html, headings=headings)


def _page(rule: Explained, let_off: Entry[Ratchet] | None) -> Page:
    source = f"rules/{rule.code}.md"
    old = let_off.record if let_off else None
    said = {name: as_text(getattr(old, name)) for name in ("reason", "since")} if old else {}
    html = template.render("rule.html", source, rule=rule, files=old.files if old else {}, **said)
    return Page(source, f"{rule.code}: {rule.statement} – every area", html)
