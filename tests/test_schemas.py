"""What editors' tools read says what the program itself says, and is made from it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from localoffer.kinds import BY_NAME, KINDS, Kind
from localoffer.model.site import Site
from localoffer.read.front_matter import split
from localoffer.schemas import NATIONAL_DEFAULTS, schema_of
from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
COUNCILS = (ROOT / "content", ROOT / "tests" / "examples" / "good")
NATIONAL = ROOT / "national"


class Yaml12(yaml.CSafeLoader):
    """Reads values as editors' tools do: the core schema of YAML 1.2.2, chapter 10.3."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own attribute


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Yaml12.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first)
    )


def read(text: str) -> Any:
    return yaml.load(text, Loader=Yaml12)  # noqa: S506 - a safe loader with fewer types


def header(text: str) -> Any:
    parts = split(text, "")
    assert isinstance(parts, tuple)
    return read(parts[0])


def complaints(kind: Kind, values: Any) -> list[str]:
    return [error.json_path for error in Draft202012Validator(schema_of(kind)).iter_errors(values)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_file_that_passes_the_check_passes_its_schema(kind: Kind) -> None:
    Draft202012Validator.check_schema(schema_of(kind))
    wrong = {}
    for folder in COUNCILS if kind is BY_NAME["site"] else (*COUNCILS, NATIONAL):
        place = folder / kind.place
        for file in sorted(place.glob(f"*{kind.ending}")) if kind.is_folder else [place]:
            if file.exists():
                text = file.read_text(encoding="utf-8")
                is_markdown = file.suffix == ".md"
                faults = complaints(kind, header(text) if is_markdown else read(text) or [])
                wrong.update({str(file.relative_to(ROOT)): faults} if faults else {})
    assert wrong == {}


def test_a_council_may_leave_out_what_the_national_site_file_gives() -> None:
    given = read((NATIONAL / "site.yaml").read_text(encoding="utf-8"))
    needed = {name for name, field in Site.model_fields.items() if field.is_required()}
    assert given.keys() & needed == NATIONAL_DEFAULTS


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("minimum_age: 0", "minimum_age: none", "$.minimum_age"),
        ("free: yes", "free: perhaps", "$.free"),
        ("referral: [self]", "referral: [doctor]", "$.referral[0]"),
        ("kind: advice\n", "", "$"),
        ("kind: advice", "kind: advice\ncolour: red", "$"),
        ("needs: [autism, any]", "needs: []", "$.needs"),
        ("summary: Free advice by phone about school and plans.", "summary: Short.", "$.summary"),
    ],
)
def test_a_mistake_fails_the_schema_where_it_stands(old: str, new: str, place: str) -> None:
    text = (COUNCILS[1] / "services" / "parents-advice.md").read_text(encoding="utf-8")
    assert old in text
    assert complaints(BY_NAME["service"], header(text.replace(old, new))) == [place]


def test_the_schemas_and_the_page_of_fields_are_those_of_the_models(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where this fails: python build.py schemas."""
    words = ["schemas", "--out", str(tmp_path / "new"), "--page", str(tmp_path / "fields.md")]
    assert run_in(ROOT, words) == 0
    assert f"{tmp_path}/fields.md\n" in capsys.readouterr().out
    new = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "new").iterdir()}
    schemas = ROOT / "schemas"
    assert {file.name: file.read_text(encoding="utf-8") for file in schemas.iterdir()} == new
    page = (ROOT / "docs" / "fields.md").read_text(encoding="utf-8")
    assert page == (tmp_path / "fields.md").read_text(encoding="utf-8")


def test_the_page_of_fields_names_every_field_of_every_record() -> None:
    page = (ROOT / "docs" / "fields.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1] for line in page.splitlines() if line.startswith(("| `", "| **`"))}
    fields = {name for kind in KINDS for name in kind.model.model_fields}
    assert fields - rows == set()
    assert rows >= {"postal_code", "byday", "as_at", "criterion", "contract_end"}


def test_an_editor_is_told_which_schema_belongs_to_which_file() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {
        f"./schemas/{kind.name}.schema.json": _files_of(kind)
        for kind in KINDS
        if not kind.is_folder or kind.ending == ".yaml"
    }


def _files_of(kind: Kind) -> str | list[str]:
    files = f"{kind.place}{'/*.yaml' * kind.is_folder}"
    is_national = kind is not BY_NAME["site"] and (NATIONAL / kind.place).exists()
    return [f"content/{files}", f"national/{files}"] if is_national else f"content/{files}"
