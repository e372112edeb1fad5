"""The editor as a part of a site: there only if asked for, its links, its policy, its settings."""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from host.app import make_app
from host.settings import HostSettings
from localoffer.editor.configuration import configuration
from localoffer.editor.kind_collections import entry_address
from localoffer.editor.site_files import add
from localoffer.kinds import KINDS
from localoffer.model.editor import Editor, LocalEditor
from localoffer.offer import Offer
from localoffer.pipeline import Task, build, check
from localoffer.problems import errors
from localoffer.serving.editor_policy import editor_policy
from search.index.site_files import add as search_files

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
SCHEMA = ROOT / "node_modules" / "@sveltia" / "cms" / "schema" / "sveltia-cms.json"
GITHUB = "editor:\n  backend: github\n  repo: little-marsh/local-offer\n"
EDITORS = (
    Editor(backend="github", repo="little-marsh/local-offer"),
    Editor(backend="github", repo="a/b", sign_in="https://sign-in.example.org", folder=""),
    Editor(backend="gitlab", repo="a/b/c", app_id="f00", host="https://git.example.org"),
    Editor(backend="gitlab", repo="a/b"),
    LocalEditor(backend="github", repo="this/folder", folder=""),
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small council's folder."""
    return Path(shutil.copytree(ROOT / "tests" / "examples" / "good", tmp_path / "content"))


def built(content: Path) -> Path:
    site = content.parent / "site"
    task = Task(content, ROOT, content.parent / "state", TODAY)
    build(task, site, [search_files, add])
    return site


@pytest.fixture(scope="module")
def offer() -> Offer:
    """The example council."""
    made = check(Task(ROOT / "content", ROOT, ROOT / ".localoffer", TODAY)).offer
    assert made
    return made


def test_without_an_editor_a_site_has_no_byte_of_one(content: Path) -> None:
    site = built(content)
    page = (site / "services" / "saturday-club" / "index.html").read_text(encoding="utf-8")
    assert not (site / "edit").exists()
    assert not [file for file in site.rglob("*") if "sveltia" in file.name or "editor" in file.name]
    assert "Edit this page" not in page


def test_with_an_editor_pages_lead_to_their_files(content: Path) -> None:
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(GITHUB)
    site = built(content)
    pages = {
        "services/saturday-club": "service/entries/saturday-club",
        "guides/short-breaks": "guide/entries/short-breaks",
        "glossary": "rows/entries/glossary",
    }
    for address, entry in pages.items():
        text = (site / address / "index.html").read_text(encoding="utf-8")
        assert f'href="/edit/#/collections/{entry}" rel="nofollow">Edit this page</a>' in text
        assert "/edit/" not in text.replace(f"/edit/#/collections/{entry}", "")
    assert "Edit this page" not in (site / "search" / "index.html").read_text(encoding="utf-8")
    assert "/edit/" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "noindex" in (site / "edit" / "index.html").read_text(encoding="utf-8")


def test_the_editors_page_alone_has_the_editors_policy(content: Path) -> None:
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(GITHUB)
    site = built(content)
    client = make_app(HostSettings(content, site, ROOT, content.parent / "state")).test_client()
    policy = client.get("/edit/", buffered=True).headers["Content-Security-Policy"]
    assert "connect-src 'self' blob: data: https://api.github.com;" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self';" in policy
    plain = client.get("/services/saturday-club/", buffered=True).headers["Content-Security-Policy"]
    assert "github" not in plain
    assert "unsafe-inline" not in plain


def test_nothing_that_is_published_names_a_network_for_fonts(offer: Offer) -> None:
    site = offer.site.model_copy(update={"editor": EDITORS[0]})
    files = add(ROOT, ROOT, replace(offer, site=site), ()).files
    text = next(file for file in files if file.path == "edit/cms/index.js").make().decode()
    assert "jsdelivr" not in text
    assert "maximum-scale" not in text
    assert "import(`./immutable.js`)" in text


def _with_site(offer: Offer, site: Any) -> Offer:
    return Offer(
        **{**{name: getattr(offer, name) for name in Offer.__dataclass_fields__}, "site": site}
    )


@pytest.mark.parametrize("editor", EDITORS)
def test_the_configuration_is_what_the_editor_asks_for(offer: Offer, editor: Editor) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    found = configuration(offer, editor)
    mistakes = [one.message[:300] for one in Draft7Validator(schema).iter_errors(found)]
    assert mistakes == []
    assert found["publish_mode"] == ("simple" if editor.is_local else "editorial_workflow")
    assert not [one for one in _texts(found["collections"]) if one.startswith("national/")]


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in _texts(inner)]
    return [value] if isinstance(value, str) else []


def test_every_field_of_every_kind_that_people_write_is_asked_for(offer: Offer) -> None:
    collections = configuration(offer, EDITORS[0])["collections"]
    forms = {
        form["format"].partition("-")[2]: form["fields"]
        for collection in collections
        for form in collection.get("files", [collection])
    }
    for kind in KINDS:
        if not kind.has_form or not kind.links_are_checked:
            continue
        fields = forms[kind.name][0]["fields"] if kind.has_rows else forms[kind.name]
        asked = {field["name"]: field for field in fields}
        for name, field in kind.model.model_fields.items():
            assert (field.title or "")[1:] in asked[name]["hint"]


def test_only_a_services_name_has_to_be_known_before_it_is_saved(offer: Offer) -> None:
    service = next(
        one for one in configuration(offer, EDITORS[0])["collections"] if one["name"] == "service"
    )
    needed = [field["name"] for field in service["fields"] if field.get("required", True)]
    assert needed == ["name", "body", "original"]


def test_choices_are_those_of_both_layers(offer: Offer) -> None:
    service = next(
        one for one in configuration(offer, EDITORS[0])["collections"] if one["name"] == "service"
    )
    fields = {field["name"]: field for field in service["fields"]}
    needs = {option["value"] for option in fields["needs"]["options"]}
    assert needs == set(offer.lists.needs)
    assert {option["label"] for option in fields["needs"]["options"]} >= {"Autism"}
    assert fields["free"]["options"] == ["yes", "no"]


def test_policies_reach_the_repository_and_nothing_else() -> None:
    reached = [re.findall(r"https://[^ ;]+", editor_policy(editor)) for editor in EDITORS]
    assert reached == [
        ["https://api.github.com"],
        ["https://api.github.com"],
        ["https://git.example.org"],
        ["https://gitlab.com"],
        [],
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("  repo: a/b\n  backend: svn\n", "backend"),
        ("  repo: nothing\n  backend: github\n", "repo"),
        ("  repo: a/b\n  backend: github\n  app_id: x\n", "has app_id"),
        (
            "  repo: a/b\n  backend: gitlab\n  sign_in: https://example.org\n",
            "The editor has sign_in",
        ),
        ("  repo: a/b\n  backend: github\n  folder: ../x\n", "folder"),
    ],
)
def test_wrong_settings_are_told_at_their_line(content: Path, lines: str, message: str) -> None:
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(f"editor:\n{lines}")
    found = errors(check(Task(content, ROOT, None, TODAY)).problems)
    assert [one.path for one in found] == ["site.yaml"]
    assert message in f"{found[0].field} {found[0].message}"
    assert found[0].line > 1


def test_addresses_of_entries_are_those_of_files_that_people_write() -> None:
    assert entry_address("services/club.md") == "/edit/#/collections/service/entries/club"
    assert entry_address("vocabulary/synonyms.yaml") == "/edit/#/collections/rows/entries/synonym"
    assert entry_address("national/guides/x.md") == ""
    assert entry_address("link-checks.yaml") == ""
    assert entry_address("") == ""
