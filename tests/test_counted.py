"""Areas are counted without the place of the national templates, and one order of areas serves every list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sharedcare.pages.book import Book
from sharedcare.pages.counted import areas_of, in_short
from sharedcare.pages.recall_index import recall_index
from sharedcare.register.load import load
from sharedcare.register.model.vocabulary import Adoption
from sharedcare.status import Case
from tests.site import DAY, ROOT


@pytest.fixture(scope="module")
def book() -> Book:
    return Book.of(load(ROOT / "protocols"), DAY)


def of(book: Book, drug: str, *areas: str) -> list[Case]:
    found = [case for case in book.by_drug[drug] if case.area in areas]
    assert {case.area for case in found} == set(areas)
    return found


@pytest.mark.parametrize(
    ("drug", "areas", "said"),
    [
        ("riluzole", ("england", "humber", "hull"), "2 areas and a national template"),
        ("methotrexate", ("england", "sheffield"), "Sheffield and a national template"),
        ("methotrexate", ("lincolnshire", "sheffield"), "2 areas"),
        ("methotrexate", ("lincolnshire",), "Lincolnshire"),
        ("methotrexate", ("england",), "England: national templates"),
        ("methotrexate", (), "no protocol read in any area"),
    ],
)
def test_a_template_is_named_beside_the_areas_and_never_counted_as_one(drug, areas, said, book: Book):
    assert in_short(book, of(book, drug, *areas)) == said


def test_a_template_is_its_areas_own_once_it_is_adopted_there_and_not_before(book: Book):
    (template,) = of(book, "methotrexate", "england")
    (adopted,) = (case.adoption for case in of(book, "riluzole", "hull"))
    assert adopted is not None
    here = replace(template, area="hull", adoption=adopted)
    refused = replace(here, adoption=adopted.model_copy(update={"status": Adoption.NOT_ADOPTED}))
    assert (areas_of([template, here]), areas_of([refused])) == (("hull",), ())


def test_recall_sheets_stand_in_the_order_of_every_other_list_of_areas(book: Book):
    html = recall_index(book).html
    places = [html.index(f'recall/{area}/"') for area in book.areas_to_choose]
    assert places == sorted(places)
