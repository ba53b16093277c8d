"""The contract of the files: raw scalars, unknown facts, notes, and the schemas made from the records."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sharedcare.register.folder import REFERENCE
from sharedcare.register.kinds import SHELVES
from sharedcare.register.model import (
    base,
    care,
    document,
    drug,
    monitoring,
    places,
    protocol,
    scalars,
    services,
    shelves,
    sources,
    vocabulary,
    voices,
)
from sharedcare.register.model.base import ALL, NONE, UNKNOWN, Record, Required
from sharedcare.register.model.care import CommissionedService, Contact, Transfer
from sharedcare.register.model.document import Document, Owner
from sharedcare.register.model.monitoring import Ages
from sharedcare.register.model.places import Area, Organisation
from sharedcare.register.model.protocol import AcceptedFinding, Protocol
from sharedcare.register.model.services import Coverage, Fee, Participation, Service
from sharedcare.register.model.sources import Source
from sharedcare.register.reading.positions import parse
from sharedcare.register.schema import DIALECT, KINDS, schemas
from sharedcare.register.shape import read_record
from sharedcare.register.values import durations
from sharedcare.register.values.dates import PartialDate
from sharedcare.register.values.durations import Duration
from sharedcare.register.values.signs import is_plain
from tests.vectors.table import Files

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "docs" / "schema"
PROTOCOLS = ROOT / "protocols"
MADE = schemas()
"""The schemas as the records make them."""


def all_records(kind: type[Record] = Record) -> Iterator[type[Record]]:
    for below in kind.__subclasses__():
        yield below
        yield from all_records(below)


RECORDS = sorted(set(all_records()), key=lambda record: record.__name__)
MODULES = (
    base, care, document, drug, monitoring, places, protocol, services, shelves, sources, vocabulary, voices, durations
)  # fmt: skip


def read(kind: type[Record], text: str) -> Any:
    """The record that a file's text makes."""
    positioned, troubles = parse(text.encode())
    assert positioned is not None, troubles
    assert troubles == ()
    record, findings = read_record(kind, positioned, "a.yml")
    assert record is not None, findings
    return record


def refused(kind: type[Record], text: str) -> str:
    """What is said of a text that makes no record."""
    positioned, troubles = parse(text.encode())
    assert positioned is not None, troubles
    record, findings = read_record(kind, positioned, "a.yml")
    assert record is None
    return " | ".join(line for finding in findings for line in (finding.message, *finding.help))


# --- Raw scalars: the field decides what a value means

SCALARS: list[tuple[type[Record], str, str, object]] = [
    # Text that other readers of YAML take for something else
    *(
        (Owner, "role", text, text)
        for text in (
            "no", "yes", "on", "Off", "true", "null", "1e3", "0x1F", "0o17", "1_000", "12:30", ".5", ".inf",
            "2024-06", "2024-06-01", "007", "3.10", "Pharmacist", "<b>bold</b>", "ward 7", "Ω µg", "é", "<2",
        )
    ),
    (Owner, "organisation", "exampleshire-trust", "exampleshire-trust"),
    (Owner, "organisation", "2024", "2024"),
    (Owner, "organisation", "no", "no"),
    (AcceptedFinding, "rule", "SC203", "SC203"),
    (Organisation, "ods", "71E", "71E"),
    (Organisation, "ods", "363874005", "363874005"),
    (Organisation, "ods", "1e3", "1e3"),
    (Owner, "email", "rheum.advice@example.org", "rheum.advice@example.org"),
    (Source, "url", "https://example.org/a?b=c&d=1", "https://example.org/a?b=c&d=1"),
    (Participation, "practices", "18", 18),
    (Participation, "practices", "018", 18),
    (Participation, "practices", "0", 0),
    (Fee, "amount", "2.87", 2.87),
    (Fee, "amount", "3", 3.0),
    (Area, "fictional", "true", True),
    (Area, "fictional", "false", False),
    (Transfer, "silence_means", "no", scalars.YesNo.NO),
    (Transfer, "silence_means", "yes", scalars.YesNo.YES),
    (Document, "review_due", "2024", PartialDate.parse("2024")),
    (Document, "review_due", "2024-06", PartialDate.parse("2024-06")),
    (Document, "review_due", "2024-06-01", PartialDate.parse("2024-06-01")),
    (Transfer, "stable_for", "12 weeks", Duration(12, 12, "week")),
    (Document, "status", "approved", vocabulary.DocumentStatus.APPROVED),
    (Document, "status", "unknown", vocabulary.DocumentStatus.UNKNOWN),
    (Document, "review_due", "unknown", UNKNOWN),
    (Owner, "role", "unknown", UNKNOWN),
    (Ages, "continue_to", "none", NONE),
    (Ages, "continue_to", "unknown", UNKNOWN),
    (Coverage, "drugs", "all", ALL),
    (Coverage, "drugs", "unknown", UNKNOWN),
    (Service, "end", "none", NONE),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "key", "text", "meaning"), SCALARS, ids=lambda value: str(value)[:40])
def test_quoting_never_changes_a_meaning(kind: type[Record], key: str, text: str, meaning: object):
    forms = [text, f"'{text}'", json.dumps(text, ensure_ascii=False), f"|-\n  {text}", f">-\n  {text}"]
    for form in forms:
        value = getattr(read(kind, f"{key}: {form}\n"), key)
        assert value == meaning, form
        assert type(value) is type(meaning), form


def test_every_kind_of_scalar_is_tried():
    kinds = {name for name, value in vars(scalars).items() if hasattr(value, "__metadata__")}
    found = {name for name in kinds if isinstance(getattr(scalars, name).__metadata__[0], scalars.Scalar)}
    assert found == {"Text", "Id", "RuleCode", "Code", "Email", "WebAddress", "WholeNumber", "Amount", "Flag"}


words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).filter(
    lambda text: is_plain(text) and scalars.says_something(text)
)


@given(words)
def test_any_words_are_kept_as_written(text: str):
    role = read(Owner, f"role: {json.dumps(text, ensure_ascii=False)}\n").role
    assert role == (UNKNOWN if text == "unknown" else text)


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=9))
def test_the_schema_takes_for_text_what_the_checks_take(text: str):
    schema = TypeAdapter(scalars.Text).json_schema()
    assert jsonschema.Draft202012Validator(schema).is_valid(text) == is_text(text)


def is_text(text: str) -> bool:
    try:
        return bool(TypeAdapter(scalars.Text).validate_python(text) == text)
    except ValidationError:
        return False


@pytest.mark.parametrize("text", [" ", "\u00a0", "\u2003", ".", "…", "...", "-", "–", "?", "~", "="])
def test_blanks_and_signs_are_no_text(text: str):
    """They would be shown as if somebody had said something: who reviewed, what to do, whom to ring at night."""
    assert "` holds no words | Write words here" in refused(Owner, f'role: "{text}"\n')
    assert "`role_note` holds no words" in refused(Owner, f'role: unknown\nrole_note: "{text}"\n')


kinds_of_scalar = st.sampled_from(["Id", "RuleCode", "Code", "Email", "WebAddress", "WholeNumber", "Amount"])


@given(st.text(max_size=12), kinds_of_scalar)
def test_a_scalar_reads_a_text_or_says_what_to_write(text: str, name: str):
    try:
        TypeAdapter(getattr(scalars, name)).validate_python(text)
    except ValidationError as error:
        (detail,) = error.errors()
        assert detail["ctx"]["write"]


@pytest.mark.parametrize(
    ("kind", "key", "text"),
    [
        (Owner, "organisation", "Exampleshire Trust"),
        (Owner, "organisation", "exampleshire--trust"),
        (Owner, "organisation", "-exampleshire"),
        (Owner, "organisation", "exampleshire_trust"),
        (Owner, "organisation", "a" * 81),
        (Owner, "organisation", "é"),
        (AcceptedFinding, "rule", "SC20"),
        (AcceptedFinding, "rule", "sc203"),
        (Organisation, "ods", "71 E"),
        (Owner, "email", "rheum.advice@example"),
        (Owner, "email", "rheum advice@example.org"),
        (Source, "url", "ftp://example.org"),
        (Source, "url", "javascript:alert(1)"),
        (Source, "url", "https://user:secret@example.org"),
        (Source, "url", "https://example.org/a b"),
        (Source, "url", 'https://example.org/"onload="'),
        (Source, "url", "https://"),
        (Source, "url", "example.org"),
        (Participation, "practices", "-1"),
        (Participation, "practices", "1.5"),
        (Participation, "practices", "٢"),
        (Participation, "practices", "²"),
        (Participation, "practices", "1_000"),
        (Fee, "amount", "£2.87"),
        (Fee, "amount", "2,87"),
        (Fee, "amount", "1e3"),
        (Fee, "amount", "nan"),
        (Fee, "amount", "-2"),
        (Area, "fictional", "yes"),
        (Area, "fictional", "True"),
        (Transfer, "silence_means", "false"),
        (Transfer, "stable_for", "a while"),
        (Document, "review_due", "soon"),
        (Document, "review_due", "none"),
        (Document, "status", "aproved"),
        (Coverage, "drugs", "none"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(kind: type[Record], key: str, text: str):
    said = refused(kind, f"{key}: {json.dumps(text, ensure_ascii=False)}\n")
    assert f"`{key}`" in said
    assert len(said) > len(f"`{key}`: ") + 10


def test_a_misspelt_word_names_the_nearest():
    assert "Did you mean `approved`?" in refused(Document, "status: aproved\n")


def test_a_misspelt_key_names_the_nearest():
    assert "Did you mean `review_due`?" in refused(Document, "reveiw_due: 2024\n")


@pytest.mark.parametrize("value", ["[a]", "{a: b}", ""])
def test_only_one_value_belongs_in_a_scalar(value: str):
    assert "`role`" in refused(Owner, f"role: {value}\n")


def test_the_names_of_fields_in_python_are_not_keys():
    """A key such as `for`, which Python keeps for itself, has one spelling in files."""
    assert read(Contact, "for: urgent\n").for_ is vocabulary.ContactFor.URGENT
    assert "for_" in refused(Contact, "for_: urgent\n")


# --- Unknown facts

OWN_WORD = {"unknown"}
NAMES = {"id", "area", "rule", "source", "sources", "files", *SHELVES}
"""Fields that name something in the register itself: nobody can fail to know them."""
KINDS_OF_ROW = {"evidence", "for", "system", "complaint", "phase", "read_as", "topic"}
"""Fields that say what kind of record this is."""


def required_facts() -> list[tuple[type[Record], str]]:
    return [
        (record, key)
        for record in RECORDS
        for key, name in record.field_keys().items()
        if any(isinstance(mark, Required) for mark in record.model_fields[name].metadata)
    ]


def facts_that_can_be_unknown() -> list[tuple[type[Record], str]]:
    return [(kind, key) for kind, key in required_facts() if key not in NAMES | KINDS_OF_ROW and kind is not VERIFIED]


VERIFIED = protocol.Verification
"""Its one required field says how far it was verified; that is known of every file."""


@pytest.mark.parametrize(
    ("kind", "key"), facts_that_can_be_unknown(), ids=lambda value: getattr(value, "__name__", value)
)
def test_every_required_fact_may_be_unknown(kind: type[Record], key: str):
    record = read(kind, f"{key}: unknown\n{key}_note: The page carries no date\n")
    name = kind.field_keys()[key]
    assert getattr(record, name).value == "unknown"
    assert getattr(read(kind, "{}\n"), name) is getattr(record, name), "absent reads as unknown"
    assert record.note_on(key) == "The page carries no date"


def test_enough_facts_may_be_unknown():
    assert len(facts_that_can_be_unknown()) > 60


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_an_empty_record_is_readable(kind: type[Record]):
    """Absent is an error of a rule, which shows the page, and never of the reading."""
    read(kind, "{}\n")


# --- Notes


def test_a_note_is_kept_beside_its_field():
    record = read(Document, "review_due: unknown\nreview_due_note: Two dates are printed\n")
    assert record.note_on("review_due") == "Two dates are printed"
    assert record.note_on("approved_on") is None


def test_notes_are_kept_in_blocks_and_lists():
    text = "contacts:\n- {for: urgent, for_note: Also at night, checked_on: unknown, checked_on_note: Rang twice}\n"
    (contact,) = read(Protocol, text).contacts
    assert contact.note_on("for") == "Also at night"
    assert contact.note_on("checked_on") == "Rang twice"


@pytest.mark.parametrize("key", ["reveiw_due_note", "nothing_note", "_note", "review_due_note_note", "note"])
def test_a_note_for_no_field_is_refused(key: str):
    assert key in refused(Document, f"{key}: Two dates are printed\n")


def test_a_field_called_note_is_no_note():
    record = read(CommissionedService, "note: Paid by the quarter\nnote_note: As printed\n")
    assert record.note == "Paid by the quarter"
    assert record.note_on("note") == "As printed"


@pytest.mark.parametrize("value", ["", "[a]", "{a: b}", "''"])
def test_a_note_holds_words(value: str):
    assert "review_due_note" in refused(Document, f"review_due_note: {value}\n")


# --- What the records say of themselves


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_field_explains_itself(kind: type[Record]):
    assert (kind.__doc__ or "").strip()
    for name, field in kind.model_fields.items():
        text = field.description or ""
        assert text == text.strip() != "", name
        assert text.endswith((".", "?")), name


def test_every_vocabulary_explains_itself():
    for module in MODULES:
        for name, value in vars(module).items():
            if inspect.isclass(value) and value.__module__ == module.__name__ and not name.startswith("_"):
                assert value.__doc__, name


def test_record_names_are_unique():
    """The schemas find a record by its name."""
    names = [record.__name__ for record in RECORDS]
    assert sorted(set(names)) == names


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_a_record_never_changes(kind: type[Record]):
    record = read(kind, "{}\n")
    name = next(iter(kind.model_fields))
    with pytest.raises(ValidationError):
        setattr(record, name, "other")


# --- The schemas


def descriptions_missing(node: Any, path: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        properties = node.get("properties")
        if isinstance(properties, dict):
            yield from (f"{path}/{key}" for key, value in properties.items() if not value.get("description"))
        for key, value in node.items():
            yield from descriptions_missing(value, f"{path}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from descriptions_missing(value, f"{path}/{number}")


@pytest.mark.parametrize("file", MADE)
def test_schema_is_current(file: str):
    assert (SCHEMAS / file).read_text(encoding="utf-8") == MADE[file], "run `make schema`"


def test_no_schema_is_left_over():
    assert {path.name for path in SCHEMAS.iterdir()} == set(MADE), "delete what is not a schema"


@pytest.mark.parametrize("file", MADE)
def test_schema_is_sound(file: str):
    schema = json.loads(MADE[file])
    assert schema["$schema"] == DIALECT
    assert schema["$id"] == file
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(descriptions_missing(schema)) == []
    assert not jsonschema.Draft202012Validator(schema).is_valid({"nonsense": "1"})


@pytest.mark.parametrize("name", KINDS)
def test_schema_asks_for_what_the_register_asks_for(name: str):
    schema = json.loads(MADE[f"{name}.schema.json"])
    kind = KINDS[name]
    required = {
        key
        for key, field in kind.field_keys().items()
        if any(isinstance(mark, Required) and not mark.once_approved for mark in kind.model_fields[field].metadata)
    }
    assert set(schema["required"] if required else schema.get("required", [])) == required


def kind_of(file: Path, root: Path) -> str:
    parts = file.relative_to(root).parts
    if parts[0] != REFERENCE:
        return "protocol"
    return "drug" if parts[1] == "drugs" else file.stem


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_accept_every_shipped_file_and_refuse_a_planted_fault(kind: str, tmp_path: Path):
    """As judged by a tool from outside, which shares no code with the register and needs no network."""
    for file, text in Files().texts().items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    own = [file for file in sorted(tmp_path.rglob("*.yml")) if kind_of(file, tmp_path) == kind]
    shipped = [file for file in sorted(PROTOCOLS.rglob("*.yml")) if kind_of(file, PROTOCOLS) == kind]
    assert shipped
    planted = tmp_path / "planted.yml"
    planted.write_text(shipped[0].read_text(encoding="utf-8") + "\nreveiw_due: 2027-04\n", encoding="utf-8")

    schema = SCHEMAS / f"{kind}.schema.json"
    options = ["--output-format", "json", "--verbose", "--schemafile", str(schema)]
    command = [sys.executable, "-m", "check_jsonschema", *options, *map(str, [*own, *shipped, planted])]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    said = json.loads(ran.stdout)
    assert ran.returncode == 1
    faults = {error["filename"]: error["message"] for error in [*said["errors"], *said["parse_errors"]]}
    assert faults.keys() == {str(planted)}, faults
    assert "reveiw_due" in faults[str(planted)]
    assert {str(file) for file in [*own, *shipped]} == set(said["successes"])


@pytest.mark.parametrize(("name", "value"), [("Id", 2024), ("Code", 363874005), ("Code", 105010.0)])
def test_schemas_accept_what_other_readers_take_for_a_number(name: str, value: float):
    """The BNF's `0105010E0` is a number to most readers of YAML: quoting would change a meaning."""
    schema = TypeAdapter(getattr(scalars, name)).json_schema()
    jsonschema.validate(value, schema)


@pytest.mark.parametrize(
    ("kind", "at", "value"),
    [
        ("protocol", ("document", "status"), "aproved"),
        ("protocol", ("document", "review_due"), "30/04/2027"),
        ("protocol", ("document", "review_due"), "2027-13"),
        ("protocol", ("document", "reveiw_due"), "2027"),
        ("protocol", ("transfer", "stable_for"), "a while"),
        ("protocol", ("transfer", "silence_means"), "false"),
        ("protocol", ("ages", "start"), "adult"),
        ("protocol", ("id",), "Not An Id"),
        ("protocol", ("contacts",), "nobody"),
        ("drug", ("id",), "Not An Id"),
        ("services", ("services", "shared-care-les", "covers"), "everything"),
    ],
)
def test_schemas_refuse_what_the_register_refuses(kind: str, at: tuple[str, ...], value: str):
    records = Files().records
    whole = {
        "protocol": records["protocol"],
        "drug": records["drugs"]["methotrexate"],
        "services": {"services": records["services"], "sources": records["sources"]},
    }[kind]
    validator = jsonschema.Draft202012Validator(json.loads(MADE[f"{kind}.schema.json"]))
    assert validator.is_valid(whole)
    KINDS[kind].model_validate(whole)
    *around, last = at
    here = whole
    for step in around:
        here = here[step]
    here[last] = value
    assert not validator.is_valid(whole)
    with pytest.raises(ValidationError):
        KINDS[kind].model_validate(whole)
