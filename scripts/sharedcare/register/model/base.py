"""What a record is, and what a field of one may hold beside a value of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar, get_args

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

from sharedcare.register.model.scalars import RESERVED as RESERVED
from sharedcare.register.model.scalars import Amount as Amount
from sharedcare.register.model.scalars import Code as Code
from sharedcare.register.model.scalars import Email as Email
from sharedcare.register.model.scalars import Flag as Flag
from sharedcare.register.model.scalars import Id as Id
from sharedcare.register.model.scalars import RuleCode as RuleCode
from sharedcare.register.model.scalars import Text as Text
from sharedcare.register.model.scalars import WebAddress as WebAddress
from sharedcare.register.model.scalars import WholeNumber as WholeNumber
from sharedcare.register.model.scalars import WholeNumberFrom as WholeNumberFrom
from sharedcare.register.model.scalars import YesNo as YesNo
from sharedcare.register.model.scalars import is_id as is_id
from sharedcare.register.model.scalars import refuse_hidden, says_something

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
        if wrong := [key for key, value in notes.items() if not isinstance(value, str) or not says_something(value)]:
            raise PydanticCustomError("scalar", "`{key}` holds no words", {"key": wrong[0], "write": "Write words"})
        for value in notes.values():
            refuse_hidden(value)
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
