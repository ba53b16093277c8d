"""What a browser puts on paper, as a reader of the sheets sees it: their lines, and each letter's size and place."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import pypdfium2
import pypdfium2.raw as pdfium
from playwright.sync_api import Page

MILLIMETRE = 72 / 25.4
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
UNITS = (
    "mg|g|kg|micrograms?|mcg|ng|mL|ml|mmol|micromol|nmol|units?|IU|mU|ms|bpm|mmHg|"
    "days?|weeks?|months?|years?|hours?|minutes?|times"
)
WITH_UNIT = re.compile(
    rf"\d{{1,2}} (?:{MONTHS}) \d{{4}}\b|(?:{MONTHS}) \d{{4}}\b|\b0\d{{3,4}} \d{{3,6}}(?: \d{{3,4}})?\b"
    rf"|\d[\d.,]* (?:{UNITS})\b(?:/[A-Za-z]+)?|\d[\d.,]* ?[×x] ?10[⁰-⁹¹²³^]+"
)
"""A date, a telephone number, a number with its unit or its power of ten."""
WORD = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Letter:
    """A letter on a sheet, in points from the sheet's left edge."""

    left: float
    right: float
    size: float


@dataclass(frozen=True)
class Sheet:
    """One side of a sheet of paper."""

    width: float
    """In points."""
    lines: tuple[str, ...]
    letters: tuple[Letter, ...]

    @cached_property
    def text(self) -> str:
        """Its words in one line."""
        return " ".join(" ".join(self.lines).split())


def printed(page: Page, *, landscape: bool = False) -> tuple[Sheet, ...]:
    """The sides of A4 that a page takes, as it is printed now."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4", landscape=landscape))
    try:
        return tuple(_sheet(side) for side in document)
    finally:
        document.close()


def words(texts: list[str] | tuple[str, ...]) -> Counter[str]:
    """How often each word and each number stands in some lines."""
    return Counter(word for text in texts for word in WORD.findall(text))


def whole_numbers(texts: list[str] | tuple[str, ...]) -> Counter[str]:
    """How often each number stands in one line with its unit, each date in one line, each telephone number in one."""
    return Counter(" ".join(found.split()) for text in texts for found in WITH_UNIT.findall(text))


def texts_to_print(page: Page) -> list[str]:
    """The page's texts, one for each element of text, without those that nobody is meant to see on paper."""
    page.emulate_media(media="print")
    found = page.evaluate(_TEXTS)
    page.emulate_media(media="screen")
    return [str(text) for text in found]


_TEXTS = """
  () => {
    // An address may end a line anywhere, and a hidden text is for ears alone.
    const unseen = (element) => element.closest('[hidden], .sc-hidden, script, .sc-sheet')
      || !(element.checkVisibility() || element.closest('details'));
    const blocks = new Map();
    const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent;
      const parent = walker.currentNode.parentElement;
      if (unseen(parent) || /:\\/\\/|@|\\w\\/\\w+\\//.test(text)) continue;
      const block = parent.closest('p, li, td, th, dt, dd, h1, h2, h3, caption, summary, .sc-line, .sc-mark');
      blocks.set(block, (blocks.get(block) ?? '') + text);
    }
    return [...blocks.values()];
  }
"""


def _sheet(side: pypdfium2.PdfPage) -> Sheet:
    text = side.get_textpage()
    return Sheet(
        width=side.get_width(),
        lines=tuple(text.get_text_range().splitlines()),
        letters=tuple(_letter(text, number) for number in range(text.count_chars()) if _is_seen(text, number)),
    )


def _is_seen(text: pypdfium2.PdfTextPage, number: int) -> bool:
    return chr(pdfium.FPDFText_GetUnicode(text.raw, number)).strip() != ""


def _letter(text: pypdfium2.PdfTextPage, number: int) -> Letter:
    left, _, right, _ = text.get_charbox(number)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text.raw, number, ctypes.byref(matrix))
    return Letter(left, right, pdfium.FPDFText_GetFontSize(text.raw, number) * abs(matrix.d or matrix.b))
