"""Jinja2, set up so that a text can never become markup."""

from __future__ import annotations

from typing import Any

import jinja2
from markupsafe import Markup

from sharedcare.exports.addresses import address_of

_OUTSIDE = ("https://", "http://", "mailto:", "tel:", "#")


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("sharedcare.pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False}
    return environment


_ENVIRONMENT = _environment()


def render(template: str, source: str, **values: Any) -> str:
    """Fill a template. Links lead from the page at `source` to addresses from the site's top."""
    root = "../" * address_of(source).count("/") or "./"

    def link(address: str) -> str:
        return address if address.lower().startswith(_OUTSIDE) else root + address

    return _ENVIRONMENT.get_template(template).render(values, link=link, root=root)


def embed(json_text: str) -> Markup:
    """JSON to stand inside a script element. It holds no `<`, so that nothing in it can end the element."""
    if "<" in json_text:
        raise ValueError("the JSON holds a `<`")
    return Markup(json_text)  # noqa: S704 - JSON without `<` cannot leave its script element
