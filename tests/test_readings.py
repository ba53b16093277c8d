"""The same text is read once for as long as a register that holds it is in use, and never taken for another."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

import pytest

from sharedcare.register import readings
from sharedcare.register.load import Register, load
from tests.registers import BASE, copied

METHOTREXATE = "exampleshire/exampleshire-methotrexate.yml"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read, in order."""
    names: list[str] = []
    real = readings._read

    def counted(raw: bytes, file: str) -> readings.Reading:
        names.append(file)
        return real(raw, file)

    monkeypatch.setattr(readings, "_read", counted)
    return names


def own(to: Path) -> Register:
    """A register of which no text is any other test's."""
    shutil.copytree(BASE, to)
    for file in to.rglob("*.yml"):
        file.write_text(f"# {to}\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    return load(to)


def test_a_text_is_read_once(tmp_path, read):
    first = own(tmp_path / "register")
    assert sorted(read) == sorted(first.files)
    second = load(tmp_path / "register")
    assert len(read) == len(first.files)
    assert all(entry.record is first.protocols[key].record for key, entry in second.protocols.items())
    assert second is not first


def test_another_text_of_the_same_length_is_read(tmp_path, read):
    first = own(tmp_path / "register")
    path = tmp_path / "register" / METHOTREXATE
    text = path.read_text(encoding="utf-8")
    read.clear()
    path.write_text(text.replace("every: 2 weeks", "every: 3 weeks", 1), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    second = load(tmp_path / "register")
    assert read == [METHOTREXATE]
    assert second.protocols["exampleshire-methotrexate"].record != first.protocols["exampleshire-methotrexate"].record


def test_a_file_with_a_fault_is_read_and_told_each_time(tmp_path):
    folder = copied(tmp_path)
    (folder / "exampleshire/exampleshire-torn.yml").write_text("[", encoding="utf-8")
    assert load(folder).findings == load(folder).findings != ()


def test_what_no_register_holds_is_let_go(tmp_path, read):
    gc.collect()
    before = len(readings._IN_USE)
    register = own(tmp_path / "register")
    assert len(readings._IN_USE) == before + len(register.files)
    del register
    gc.collect()
    assert len(readings._IN_USE) == before
