"""The house: data flows one way, one place reads the clock, one place knows MkDocs, and modules stay small."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sharedcare.rules import EVERY_RULE

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "scripts" / "sharedcare"
MODULES = sorted(PACKAGE.rglob("*.py"))
MAY_IMPORT = {
    "findings": set(),
    "safe": set(),
    "cores": set(),
    "register": {"findings"},
    "status": {"register"},
    "rules": {"changes", "compare", "findings", "register", "status"},
    "compare": {"register"},
    "changes": {"compare", "findings", "register", "status"},
    "editing": {"findings", "register", "rules"},
    "exports": {"findings", "register", "status"},
    "pages": {"changes", "compare", "cores", "findings", "register", "safe", "status", "rules", "exports"},
    "reports": {"changes", "findings", "register", "safe", "status", "rules"},
    "reminders": {"register", "safe", "status", "rules"},
    "links": {"register", "rules", "safe"},
    "github": {"safe"},
    "publish": set(),
    "history": {"register", "safe"},
    "past": {"history", "pages", "register", "safe"},
    "start": {"findings", "register"},
    "difference": {"changes", "history", "pages", "past", "register"},
    "ledger": {"changes", "findings", "history", "pages", "register", "safe"},
    "commands": {
        "difference",
        "editing",
        "findings",
        "github",
        "history",
        "ledger",
        "links",
        "past",
        "register",
        "reminders",
        "rules",
        "reports",
        "publish",
        "start",
    },
    "cli": {"commands", "history"},
}
"""What each part of the package may import of the others: text -> register -> judgements -> what people see."""
INSIDE_REGISTER = {
    "values": set(),
    "model": {"values"},
    "reading": {"values", "model"},
    "canonical": {"model", "reading"},
}
"""What each room of `register` may import of it: one value, then a record, then a text; all else stands above."""
CLOCKS = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 32
SCRIPTS = sorted((ROOT / "docs/assets/js").rglob("*.js"))
LONGEST_SCRIPT = 250
LONGEST_SCRIPT_FUNCTION = 40
LONGER = {("panel.js", "attach"), ("finder.js", "finder"), ("finder.js", "listed")}
"""The functions of scripts that are longer. None may join them."""


def part_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by a relative path"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_the_package_was_found():
    assert len(MODULES) > 30
    assert {part_of(module) for module in MODULES} == {*MAY_IMPORT, "__init__", "__main__"}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way(module):
    part = part_of(module)
    if part in ("__init__", "__main__"):
        return
    used = {name.split(".")[1] for name in imports(module) if name.startswith("sharedcare.")} - {part, "__version__"}
    assert used <= MAY_IMPORT[part]


@pytest.mark.parametrize(("room", "allowed"), INSIDE_REGISTER.items())
def test_reading_goes_one_way(room, allowed):
    modules = sorted((PACKAGE / "register" / room).glob("*.py"))
    assert len(modules) > 3
    names = [name.split(".") for module in modules for name in imports(module)]
    used = {name[2] for name in names if name[:2] == ["sharedcare", "register"]}
    assert used <= {room, *allowed}


def test_only_hooks_know_mkdocs():
    known = [module for module in MODULES for name in imports(module) if re.match(r"mkdocs|material", name)]
    assert known == []
    assert any(name.startswith("mkdocs") for file in (ROOT / "hooks").rglob("*.py") for name in imports(file))


def test_no_clock_is_brought_in_under_another_name():
    brought = [
        name for module in MODULES for name in imports(module) if re.match(r"time(\.|$)|datetime\.timezone", name)
    ]
    assert brought == []
    ends = [
        module.name
        for module in MODULES
        if re.search(r"raise SystemExit|os\._exit", module.read_text(encoding="utf-8"))
    ]
    assert ends == []


def test_only_the_command_line_reads_the_clock_and_ends_the_program():
    read = {}
    for module in [*MODULES, *(ROOT / "hooks").rglob("*.py")]:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = f"{ast.unparse(node.func.value)}.{node.func.attr}"
                if re.fullmatch(
                    r"(date|datetime|time)(\.(date|datetime))?\.(" + "|".join(CLOCKS) + ")|sys\\.exit", called
                ):
                    read.setdefault(module.name, set()).add(called)
    assert read == {"cli.py": {"datetime.now"}}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_stay_small(module):
    text = module.read_text(encoding="utf-8")
    if "model" not in module.parts:
        assert len(text.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.relative_to(ROOT).as_posix())
def test_scripts_stay_small(script):
    assert len(script.read_text(encoding="utf-8").splitlines()) <= LONGEST_SCRIPT


def test_functions_of_scripts_stay_small():
    """With whatever stands inside them; a long one that was split leaves the list."""
    whole = re.compile(r"^(?:export )?(?:async )?function (\w+)[\s\S]*?^}$", re.MULTILINE)
    found = [(script.name, text) for script in SCRIPTS for text in whole.finditer(script.read_text(encoding="utf-8"))]
    assert len(found) > 100
    assert {(name, text[1]) for name, text in found if text[0].count("\n") >= LONGEST_SCRIPT_FUNCTION} == LONGER


def test_every_code_in_the_package_is_a_rules():
    used = {code for module in MODULES for code in re.findall(r"\"(SC\d{3})\"", module.read_text(encoding="utf-8"))}
    assert used == set(EVERY_RULE)


def test_tracked_files_name_no_path_of_a_machine():
    pattern = re.compile(r"(?<![A-Za-z0-9_.-])/(work|farm|root|home/\w+)/")
    named = []
    for folder in ("scripts", "hooks", "docs", "tests", "protocols", ".github"):
        for file in (ROOT / folder).rglob("*"):
            if (
                file.suffix in {".py", ".md", ".yml", ".html", ".css", ".js", ".json", ".sh"}
                and file.name != Path(__file__).name
            ):
                named += [f"{file}: {found}" for found in pattern.findall(file.read_text(encoding="utf-8"))]
    assert named == []
