"""MkDocs events -> the theme's markup, mended where the Nu HTML checker finds an error; each page described."""

from __future__ import annotations

import re

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig

_MENDED = (
    # Neither a check box nor a label without a control may have these.
    (re.compile(r'(<input class="md-toggle"[^>]*) autocomplete="off"'), r"\1"),
    (re.compile(r'(<label class="md-nav__title") for="__toc"'), r"\1"),
    (re.compile(r'(<label class="md-nav__link"[^>]*) tabindex=""'), r"\1"),
    # The first words need not wait for the theme's script.
    (re.compile(r'<script (src="[^"]*javascripts/bundle\.)'), r"<script defer \1"),
)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def on_post_page(output: str, config: MkDocsConfig, **_: object) -> str:
    """Mend a page, and have it described by its own title before the site's words."""
    for pattern, better in _MENDED:
        output = pattern.sub(better, output)
    title, site = _TITLE.search(output), escape(config.site_description)
    name = title[1].strip().removesuffix(f" - {config.site_name}") if title else config.site_name
    if name == config.site_name:
        return output
    return output.replace(f'name="description" content="{site}"', f'name="description" content="{name}. {site}"', 1)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for the page that is shown where there is none."""
    return on_post_page(output_content, config) if template_name.endswith(".html") else output_content
