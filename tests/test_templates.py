"""Issue forms, the pull request's template and the code owners: of the right shape, in plain words, and complete."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
FORMS = {
    "new-protocol.yml", "review.yml", "extension.yml", "withdrawal.yml", "funding.yml", "contact.yml", "correction.yml",
    "unsure.yml",
}  # fmt: skip
"""One for each kind of change, and one for whoever does not know the kind. Pages link to them by these names."""
PREFILLED = {"protocol", "area", "page"}
"""What a page fills in by its link: `?template=contact.yml&protocol=…&area=…&page=…`."""
LANGUAGE = re.compile(r"\b(yaml|yml|git|commit|merge|branch|markdown|schema|null)\b", re.IGNORECASE)


def form(name: str) -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / name).read_text(encoding="utf-8"))
    return made


def fields(name: str) -> dict[str, dict[str, Any]]:
    return {part["id"]: part for part in form(name)["body"] if part["type"] != "markdown"}


def judged(schema: str, *files: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    return finished.returncode, finished.stdout


def test_forms_are_of_the_right_shape():
    folder = GITHUB / "ISSUE_TEMPLATE"
    assert {file.name for file in folder.iterdir()} == FORMS | {"config.yml"}
    assert judged("vendor.github-issue-forms", *(folder / name for name in sorted(FORMS)))[0] == 0
    assert judged("vendor.github-issue-config", folder / "config.yml")[0] == 0


def test_a_form_of_the_wrong_shape_is_found(tmp_path):
    text = (GITHUB / "ISSUE_TEMPLATE" / "contact.yml").read_text(encoding="utf-8")
    (tmp_path / "contact.yml").write_text(text.replace("type: textarea", "type: textbox", 1), encoding="utf-8")
    assert judged("vendor.github-issue-forms", tmp_path / "contact.yml")[0] == 1


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_form_can_be_filled_in_by_a_link_and_says_what_never_to_write(name):
    made, parts = form(name), fields(name)
    assert parts.keys() >= PREFILLED
    assert all(parts[name]["type"] == "input" for name in PREFILLED)
    said = made["body"][0]["attributes"]["value"]
    assert "**No patient data.**" in said
    assert "**No personal names**: write roles" in said
    (safe,) = parts["safe"]["attributes"]["options"]
    assert safe["required"] is True


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_form_is_one_that_github_takes_and_an_editor_understands(name):
    made, text = form(name), (GITHUB / "ISSUE_TEMPLATE" / name).read_text(encoding="utf-8")
    parts = [part for part in made["body"] if part["type"] != "markdown"]
    ids, labels = [part["id"] for part in parts], [part["attributes"]["label"] for part in parts]
    assert all(isinstance(key, str) and re.fullmatch(r"[A-Za-z0-9_-]+", key) for key in ids)
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    for part in parts:
        options = part["attributes"].get("options", [])
        assert all(isinstance(option, str | dict) for option in options)
    assert LANGUAGE.findall(yaml.safe_dump([part["attributes"] for part in made["body"]])) == []
    assert len(made["name"]) >= 3
    bare = re.findall(r"^\s*(?:- )?(?:label|description|name): [^\"\n]*'.*$", text, re.MULTILINE)
    assert bare == [], "GitHub asks for quotation marks round what holds an apostrophe"
    assert made["title"].endswith(": ")


def test_no_blank_issue_and_a_link_to_the_editors_page():
    config = form("config.yml")
    assert config["blank_issues_enabled"] is False
    (link,) = config["contact_links"]
    site = re.search(r"SITE_URL, \"([^\"]+)\"", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert site is not None
    assert link["url"] == f"{site[1]}editors/"
    assert (ROOT / "docs/editors/index.md").is_file()


def test_the_pull_requests_template_asks_for_evidence_in_plain_words():
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    kinds = ("new protocol", "review", "extension", "withdrawal", "funding", "contact", "correction")
    assert [kind for kind in kinds if kind not in text.lower()] == []
    assert "No patient data" in text
    assert "roles only" in text


def owners(text: str) -> dict[str, list[str]]:
    lines = (line.split() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {pattern: names for pattern, *names in lines}


def test_every_folder_of_the_register_has_its_owners_and_no_owner_is_a_person():
    owned = owners((GITHUB / "CODEOWNERS").read_text(encoding="utf-8"))
    folders = {f"/protocols/{folder.name}/" for folder in (ROOT / "protocols").iterdir() if folder.is_dir()}
    assert len(folders) > 5
    assert {pattern for pattern in owned if pattern.count("/") == 3} == folders
    assert owned.keys() - folders == {"*", "/docs/", "/protocols/"}
    for names in owned.values():
        assert names
        assert all(re.fullmatch(r"@[a-z0-9-]+/[a-z0-9-]+", name) for name in names), "a team, as @organisation/team"
