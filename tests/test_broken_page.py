"""The page of a protocol whose file cannot be read says what can be done: for the reader, and for whoever mends it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from sharedcare.pages.book import Book
from sharedcare.pages.broken import broken_page
from sharedcare.register.load import load
from sharedcare.rules import check
from tests.registers import copied
from tests.site import DAY

REPO = "https://git.example.org/us/register"
FILE = "exampleshire/exampleshire-methotrexate.yml"


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, str]:
    """The page of the same broken file where the repository is known, and where it is not."""
    folder = copied(tmp_path_factory.mktemp("broken"), (FILE, "silence_means: no", "silence_mean: no"))
    register = load(folder)
    (broken,) = register.unreadable
    books = {repo: Book.of(register, DAY, check(register, DAY), repo=repo) for repo in ("", REPO)}
    return {repo: unescape(broken_page(book, broken).html) for repo, book in books.items()}


@pytest.mark.parametrize("repo", ["", REPO])
def test_it_says_what_is_wrong_with_the_file_and_how_to_mend_it(repo, pages):
    said = re.sub(r"<[^>]+>", "", pages[repo])
    assert "SC101" in said
    assert "Something wrong here?" in said
    assert "Under “This file” stands what has to change, with its line." in said
    assert 'href="../../editors/what-the-checks-said/"' in pages[repo]


def test_it_leads_to_the_file_and_to_the_issue_form_and_not_to_the_form_for_editors(pages):
    known = pages[REPO]
    assert f'href="{REPO}/edit/main/protocols/{FILE}"' in known
    assert "issues/new?template=correction.yml&protocol=exampleshire-methotrexate&area=exampleshire" in known
    assert f"The file is protocols/{FILE}" in pages[""]
    assert [repo for repo, html in pages.items() if "edit/?protocol=" in html or "edit/?new=" in html] == []
