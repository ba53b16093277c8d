"""The kinds of single value that records are made of: text, ids, numbers, addresses, yes and no."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Annotated, Any, LiteralString
from urllib.parse import urlsplit

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

_NOBODY_KNOWS = "a required fact that nobody knows is `unknown`"


class Scalar:
    """One value read from raw text by a function of its own."""

    refused: LiteralString = "`{value}` is not {kind}"

    def __init__(self, kind: str, accepts: str, json_schema: JsonSchemaValue) -> None:
        self.kind, self.accepts, self.json_schema = kind, accepts, json_schema

    def read(self, text: str) -> Any:
        """Turn the text into the field's value. Raises ValueError where it is not of this kind."""
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return dict(self.json_schema)

    def _validate(self, value: object) -> Any:
        if not isinstance(value, str):
            raise PydanticCustomError(
                "scalar",
                "one value belongs here, not {found}",
                {"found": "a list" if isinstance(value, list) else "a block of keys", "write": self.accepts},
            )
        if not value:
            write = f"{self.accepts}; {_NOBODY_KNOWS}"
            raise PydanticCustomError("empty", "nothing is written here", {"write": write})
        refuse_hidden(value)
        try:
            return self.read(value)
        except ValueError:
            context = {"value": value, "kind": self.kind, "write": self.accepts}
            raise PydanticCustomError("scalar", self.refused, context) from None


def refuse_hidden(text: str) -> None:
    """Raises PydanticCustomError where a text holds a character that nobody can see."""
    # What can be printed hides nothing: most texts are not looked at letter by letter.
    if not text.isprintable() and (hidden := [character for character in text if _is_hidden(character)]):
        raise PydanticCustomError(
            "scalar",
            "it holds a character that nobody can see (U+{code})",
            {"code": f"{ord(hidden[0]):04X}", "write": "Type the text again instead of pasting it"},
        )


def _is_hidden(character: str) -> bool:
    """Whether a character shows nothing, and may turn the text around it: controls, formats, surrogates."""
    return character != "\n" and unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs")


SAYS_SOMETHING = r"[^\s!-/:-@\[-`{-~\u00a0-\u00bf\u2000-\u2bff]"
"""A letter, a digit or the like: no blank, punctuation or symbol. Every reader of regular expressions takes it so."""
_SAYS_SOMETHING = re.compile(SAYS_SOMETHING)


def says_something(text: str) -> bool:
    """Whether a text holds more than blanks, punctuation and symbols."""
    return _SAYS_SOMETHING.search(text) is not None


class _Words(Scalar):
    """Text. Blanks, or an ellipsis that stands where words are to come, would be shown as if somebody had said it."""

    refused = "`{value}` holds no words"

    def __init__(self) -> None:
        schema = {"type": ["string", "number", "boolean"], "pattern": SAYS_SOMETHING}
        super().__init__("text", "Write words here", schema)

    def read(self, text: str) -> str:
        """The text as it is. Raises ValueError where it says nothing."""
        if not says_something(text):
            raise ValueError(text)
        return text


class _Matching(Scalar):
    def __init__(self, kind: str, accepts: str, pattern: str, longest: int) -> None:
        text = {"type": "string", "pattern": f"^{pattern}$", "maxLength": longest}
        # Other readers take 0105010E0 for a number; here every scalar is text.
        super().__init__(kind, accepts, {"anyOf": [text, {"type": "number"}]})
        self._pattern, self._longest = re.compile(pattern, re.ASCII), longest

    def read(self, text: str) -> str:
        if len(text) > self._longest or self._pattern.fullmatch(text) is None:
            raise ValueError(text)
        return text


class _WholeNumber(Scalar):
    def read(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= len("100000000")):
            raise ValueError(text)
        return int(text)


class WholeNumberFrom(_WholeNumber):
    """A whole number of a range."""

    def __init__(self, kind: str, numbers: range) -> None:
        limits = {"type": "integer", "minimum": numbers[0], "maximum": numbers[-1]}
        text = {"type": "string", "pattern": r"^\d{1,9}$"}
        kind = f"{kind} from {numbers[0]} to {numbers[-1]}"
        super().__init__(kind, f"Write digits only, for example `{numbers[0]}`", {"anyOf": [limits, text]})
        self.numbers = numbers

    def read(self, text: str) -> int:
        """Read a number. Raises ValueError where it is not of the range."""
        number = super().read(text)
        if number not in self.numbers:
            raise ValueError(text)
        return number


class _Amount(Scalar):
    def read(self, text: str) -> float:
        whole, _, part = text.partition(".")
        if not (whole.isascii() and whole.isdigit() and (not part or (part.isascii() and part.isdigit()))):
            raise ValueError(text)
        if len(text) > len("100000000.00"):
            raise ValueError(text)
        return float(text)


class _TrueFalse(Scalar):
    def read(self, text: str) -> bool:
        if text not in ("true", "false"):
            raise ValueError(text)
        return text == "true"


class _WebAddress(Scalar):
    def read(self, text: str) -> str:
        parts = urlsplit(text)
        if parts.scheme not in ("https", "http") or not parts.hostname or parts.username or parts.password:
            raise ValueError(text)
        if any(character.isspace() or character in "<>\"'`\\" for character in text):
            raise ValueError(text)
        return text


RESERVED = (
    "index",
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
)
"""What no id may be: the name of each list of pages, and the names that Windows keeps for devices."""
_ID = r"(?!(?:index|con|prn|aux|nul|com[1-9]|lpt[1-9])$)[a-z0-9]+(-[a-z0-9]+)*"
_LONGEST_ID = 80


def is_id(text: str) -> bool:
    """Whether a text could be an id."""
    return len(text) <= _LONGEST_ID and re.fullmatch(_ID, text, re.ASCII) is not None


Text = Annotated[str, _Words()]
Id = Annotated[
    str,
    _Matching("an id", "Use small letters, digits and single hyphens, for example `exampleshire-methotrexate`",
              _ID, _LONGEST_ID),
]  # fmt: skip
RuleCode = Annotated[str, _Matching("the code of a rule", "Use a code such as SC203", r"SC\d{3}", 5)]
Code = Annotated[str, _Matching("a code", "Use letters, digits and hyphens", r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", 40)]
Email = Annotated[
    str,
    _Matching("an e-mail address", "Write a role's mailbox, for example `rheum.advice@example.org`",
              r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", 254),
]  # fmt: skip
WebAddress = Annotated[
    str,
    _WebAddress("a web address", "Begin it with `https://` and leave out spaces, quotes and passwords",
                {"type": "string", "pattern": r"^https?://[^\s<>\x22'`\x5c]+$"}),
]  # fmt: skip
WholeNumber = Annotated[
    int,
    _WholeNumber("a whole number", "Write digits only, for example `18`",
                 {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\d{1,9}$"}]}),
]  # fmt: skip
Amount = Annotated[
    float,
    _Amount("an amount", "Write digits and a point only, for example `2.87`",
            {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\d+(\.\d+)?$"}]}),
]  # fmt: skip
Flag = Annotated[
    bool,
    _TrueFalse(
        "true or false", "Write `true` or `false`", {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false"]}]}
    ),
]


class YesNo(StrEnum):
    """Yes or no. YAML 1.1 readers would make these words true and false; here they stay words."""

    YES = "yes"
    NO = "no"
