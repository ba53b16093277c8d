"""The pages of the rules: what must hold, why, and a good and a bad example."""

from __future__ import annotations

from collections.abc import Sequence

from sharedcare.pages import template
from sharedcare.pages.page import Heading, Page
from sharedcare.rules.frame import FAMILIES, Rule

def rule_pages(rules: Sequence[Rule]) -> tuple[Page, ...]:
    """The list of rules, and a page for each."""
    return (_list(rules), *(_page(rule) for rule in rules))


def _list(rules: Sequence[Rule]) -> Page:
    families = []
    for digit, name in FAMILIES.items():
        own = tuple(sorted((rule for rule in rules if rule.code[2] == digit), key=lambda rule: rule.code))
        if own:
            families.append((f"family-{digit}", f"SC{digit}xx: {name}", own))
    html = template.render("rules.html", "rules/index.md", families=families)
    headings = tuple(Heading(anchor, title) for anchor, title, _ in families)
    return Page("rules/index.md", "Rules of the register, every area", html, headings=headings)


def _page(rule: Rule) -> Page:
    source = f"rules/{rule.code}.md"
    html = template.render("rule.html", source, rule=rule)
    return Page(source, f"{rule.code}: {rule.statement} – every area", html)
