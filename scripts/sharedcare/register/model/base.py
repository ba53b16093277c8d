"""The kinds of value that records are made of, and what a record is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import Enum, StrEnum
from functools import cache
from typing import Annotated, Any, TypeVar, get_args
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

NOTE_SUFFIX = "_note"


class Unknown(Enum):
    """The honest answer where nobody has confirmed a fact."""

    UNKNOWN = "unknown"


class NoLimit(Enum):
    """There is no such limit or end, and that is known."""

    NONE = "none"


class Everything(Enum):
    """All of them, and that is known."""

    ALL = "all"


UNKNOWN = Unknown.UNKNOWN
NONE = NoLimit.NONE
ALL = Everything.ALL

T = TypeVar("T")


class Words:
    """Lets a field hold one of a few literal words instead of its own kind of value.

    The words are the members of every enumeration in the union after its first part.
    """

    def __init__(self, *words: str) -> None:
        self.words = words

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        kind, *enumerations = get_args(source)
        words = {word.value: word for enumeration in enumerations for word in enumeration}

        def read(value: Any, inner: core_schema.ValidatorFunctionWrapHandler) -> Any:
            if isinstance(value, str) and value in words:
                return words[value]
            return value if isinstance(value, tuple(enumerations)) else inner(value)

        return core_schema.no_info_wrap_validator_function(read, handler.generate_schema(kind))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"enum": list(self.words)}]}


OrUnknown = Annotated[T | Unknown, Words("unknown")]
OrNone = Annotated[T | NoLimit | Unknown, Words("none", "unknown")]
OrAll = Annotated[T | Everything | Unknown, Words("all", "unknown")]


class Required:
    """Marks a fact that may be `unknown` but may not be absent. Absent reads as unknown, and is a finding."""

    def __init__(self, *, once_approved: bool = False) -> None:
        self.once_approved = once_approved


REQUIRED = Required()
REQUIRED_ONCE_APPROVED = Required(once_approved=True)

Fact = Annotated[OrUnknown[T], REQUIRED]
"""A required fact; its default in every record is UNKNOWN."""


class _Scalar:
    """One value read from raw text by a function of its own."""

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
            raise PydanticCustomError(
                "empty",
                "nothing stands after the colon",
                {"write": f"{self.accepts}; a required fact that nobody knows is `unknown`"},
            )
        _refuse_hidden(value)
        try:
            return self.read(value)
        except ValueError:
            raise PydanticCustomError(
                "scalar", "`{value}` is not {kind}", {"value": value, "kind": self.kind, "write": self.accepts}
            ) from None


def _refuse_hidden(text: str) -> None:
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


class _Matching(_Scalar):
    def __init__(self, kind: str, accepts: str, pattern: str, longest: int) -> None:
        text = {"type": "string", "pattern": f"^{pattern}$", "maxLength": longest}
        # Other readers take 0105010E0 for a number; here every scalar is text.
        super().__init__(kind, accepts, {"anyOf": [text, {"type": "number"}]})
        self._pattern, self._longest = re.compile(pattern, re.ASCII), longest

    def read(self, text: str) -> str:
        if len(text) > self._longest or self._pattern.fullmatch(text) is None:
            raise ValueError(text)
        return text


class _WholeNumber(_Scalar):
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


class _Amount(_Scalar):
    def read(self, text: str) -> float:
        whole, _, part = text.partition(".")
        if not (whole.isascii() and whole.isdigit() and (not part or (part.isascii() and part.isdigit()))):
            raise ValueError(text)
        if len(text) > len("100000000.00"):
            raise ValueError(text)
        return float(text)


class _TrueFalse(_Scalar):
    def read(self, text: str) -> bool:
        if text not in ("true", "false"):
            raise ValueError(text)
        return text == "true"


class _WebAddress(_Scalar):
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


_RAW_TEXT = {"type": ["string", "number", "boolean"]}
Text = Annotated[str, _Scalar("text", "Write words here", _RAW_TEXT)]
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


class Record(BaseModel):
    """A block of fields. It never changes, and refuses a key that it does not know.

    Beside any field `x` that can be unknown, `x_note` may say why.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, validate_default=False)

    _notes: Mapping[str, str] = PrivateAttr(default_factory=dict)

    def note_on(self, name: str) -> str | None:
        """What the file says beside the field `name`, if anything."""
        # What pydantic does for `self._notes` takes ten times as long, and pages ask hundreds of thousands of times.
        private = self.__pydantic_private__
        notes: Mapping[str, str] = private["_notes"] if private else {}
        return notes.get(name)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_notes_apart(cls, data: Any, read: ModelWrapValidatorHandler[Any]) -> Any:
        if not isinstance(data, dict):
            return read(data)
        notes = {key: value for key, value in data.items() if cls.base_of_note(key) is not None}
        record = read({key: value for key, value in data.items() if key not in notes})
        if wrong := [key for key, value in notes.items() if not isinstance(value, str) or not value]:
            raise PydanticCustomError("scalar", "`{key}` holds no words", {"key": wrong[0], "write": "Write words"})
        for value in notes.values():
            _refuse_hidden(value)
        texts = {str(cls.base_of_note(key)): value for key, value in notes.items()}
        record._notes = texts
        return record

    @classmethod
    def base_of_note(cls, key: str) -> str | None:
        """The field that the key `<field>_note` speaks of, or nothing where there is no such field."""
        base = key.removesuffix(NOTE_SUFFIX)
        return base if key != base and key not in cls.model_fields and base in cls.field_keys() else None

    @classmethod
    def field_keys(cls) -> dict[str, str]:
        """The keys as written in a file, each with its field's name."""
        return _field_keys(cls)


@cache
def _field_keys(kind: type[Record]) -> dict[str, str]:
    return {field.alias or name: name for name, field in kind.model_fields.items()}


def kinds_in(annotation: Any) -> Iterator[type[Record]]:
    """The kinds of record that a field of this annotation can hold, itself or in a list or block."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from kinds_in(part)
