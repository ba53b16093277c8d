"""Where areas are chosen from, they stand in one order: real ones first, by name."""

from __future__ import annotations

import re

from sharedcare.pages.book import Book
from sharedcare.pages.comparison import comparison_page
from sharedcare.pages.find import find_page
from sharedcare.pages.letter import form_page
from sharedcare.register.load import load
from tests.site import DAY, ROOT


def test_every_list_of_areas_has_the_same_order():
    book = Book.of(load(ROOT / "protocols"), DAY)
    order = list(book.areas_to_choose)
    assert order[-2:] == ["exampleshire", "exampleshire-north"]
    assert order[:-2] == sorted(order[:-2], key=lambda area: book.area_name(area).casefold())
    for page in (comparison_page(book), form_page(book)):
        assert [area for area in re.findall(r'<option value="([a-z-]+)"', page.html) if area in order][
            : len(order)
        ] == order
    assert re.findall(r'href="\.\./areas/([a-z-]+)/"', find_page(book).html) == order
