"""Whether a text is certainly in the canonical form, found out without printing it.

Almost every file is, whenever it is checked, and to print each again would take a quarter of the check's time. So its
values are held against its lines. What this cannot tell with certainty, such as a comment beside a value, it leaves to
the printer: it may say no of a text that is in the form, and never yes of one that is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sharedcare.register.canonical.layout import SPACED, Field, inside
from sharedcare.register.canonical.scalars import WIDTH, below, folds_of, in_line
from sharedcare.register.model.base import Record
from sharedcare.register.reading.places import Value

STEP = 2


def certainly_canonical(kind: type[Record], data: Value, lines: Sequence[str]) -> bool:
    """Whether a file's lines are those that would be printed of its values and of the comments between them."""
    if not isinstance(data, dict):
        return False
    matching = _Matching(lines)
    return matching.block(data, Field(0, is_text=True, kind=kind), 0) and lines[matching.at :] == [""]


@dataclass(slots=True)
class _Matching:
    lines: Sequence[str]
    at: int = 0
    """The number of the next line, counted from 0."""

    def block(self, value: Value, held: Field, indent: int, lead: str | None = None) -> bool:
        """Whether a list or block stands here; `lead` is what its first line begins with, in place of its indent."""
        margin = " " * indent
        if isinstance(value, list):
            return self._rows(value, held, margin, lead)
        return isinstance(value, dict) and self._keys(value, held, margin, lead)

    def _rows(self, value: list[Value], held: Field, margin: str, lead: str | None) -> bool:
        _, row_held = inside(held)
        for number, row in enumerate(value):
            start = lead if lead and not number else None
            if start is None and not self._between(margin, is_first=not number):
                return False
            if not self._entry(f"{start or margin}-", row, row_held, len(margin) + STEP, is_row=True):
                return False
        return True

    def _keys(self, value: dict[str, Value], held: Field, margin: str, lead: str | None) -> bool:
        known, named = inside(held)
        last, indent, is_first = -1, len(margin) + STEP, True
        for key, item in value.items():
            field = known.get(key) if known is not None else named
            if field is None or (known is not None and field.rank <= last):
                return False
            if not (is_first and lead):
                if not margin and key in SPACED and not is_first and self.lines[self.at]:
                    return False
                if not self._between(margin, is_first=is_first):
                    return False
            name = key if known is not None else in_line(key, True, False)
            start = lead if is_first and lead else margin
            if not self._entry(f"{start}{name}:", item, field, indent):
                return False
            last, is_first = field.rank, False
        return True

    def _between(self, margin: str, *, is_first: bool) -> bool:
        """Pass over comments and blank lines; whether they stand as they should."""
        sign, is_blank = f"{margin}#", is_first
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line and not line.startswith(sign):
                return True
            if (not line and is_blank) or line != line.rstrip():
                return False
            is_blank = not line
            self.at += 1
        return False

    def _entry(self, lead: str, value: Value, held: Field, indent: int, *, is_row: bool = False) -> bool:
        line = self.lines[self.at] if self.at < len(self.lines) else ""
        if isinstance(value, str):
            whole = f"{lead} {in_line(value, held.is_text, False)}"
            if len(whole) > WIDTH or "\n" in value:
                return self._long(lead, whole, value, indent)
            self.at += 1
            return line == whole
        if value and not line.startswith(("{", "["), len(lead) + 1):
            if is_row:
                return self.block(value, held, indent, f"{lead} ")
            self.at += 1
            return line == lead and self.block(value, held, indent)
        self.at += 1
        return line == f"{lead} {_whole(value, held)}" and (not value or len(line) <= WIDTH)

    def _long(self, lead: str, whole: str, text: str, indent: int) -> bool:
        long = below(text, indent, folds_of(text, self.lines, self.at + 1))
        wanted = [whole] if long is None else [f"{lead} {long[0]}", *long[1]]
        start, self.at = self.at, self.at + len(wanted)
        return self.lines[start : self.at] == wanted


def _whole(value: Value, held: Field) -> str | None:
    """A value in brackets on one line, or nothing where it has none or its keys stand in another order."""
    if isinstance(value, str):
        return None if "\n" in value else in_line(value, held.is_text, True)
    if isinstance(value, list):
        _, row_held = inside(held)
        rows = [_whole(row, row_held) for row in value]
        return None if None in rows else f"[{', '.join(filter(None, rows))}]"
    known, named = inside(held)
    parts, last = [], -1
    for key, item in value.items():
        field = known.get(key) if known is not None else named
        if field is None or (known is not None and field.rank <= last) or (whole := _whole(item, field)) is None:
            return None
        last = field.rank
        parts.append(f"{key if known is not None else in_line(key, True, True)}: {whole}")
    return f"{{{', '.join(parts)}}}"
