"""Options and fixtures that all tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from sharedcare.register.load import Register, load

pytest_plugins = ["tests.site"]

settings.register_profile("house", deadline=None)
settings.load_profile("house")  # a busy machine is no fault of the code

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="take what the tests see now as what they should see")


@pytest.fixture(scope="session", autouse=True)
def _held() -> tuple[Register, ...]:
    """Registers that stay in use, so that each file of the many copies that tests make of them is read once."""
    root = Path(__file__).parent.parent
    folders = (root / "protocols", root / "tests/fixtures/register")
    return tuple(load(folder) for folder in folders if folder.is_dir())


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with the file that holds what it should be; with `--bless`, writes the file."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--bless"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        assert expected == text, f"{path.name} says otherwise; if this change is meant, run `make bless` and review it"
        assert text.strip(), f"{path.name} would be empty, and prove nothing"

    return compare
