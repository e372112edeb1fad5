"""What docs/importing.md shows is what happens: its commands, rows and options are tried."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from localoffer.cli.options import make_parser
from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/importing.md").read_text(encoding="utf-8")
BLOCKS: list[str] = re.findall(r"^```\n((?:local-offer .+\n(?: .+\n)*)+)```$", PAGE, re.MULTILINE)
COMMANDS: list[str] = [
    command.removeprefix("local-offer ")
    for block in BLOCKS
    for command in block.replace("\\\n", " ").splitlines()
]
ROWS: list[str] = re.findall(r"^```yaml\n((?:- .+\n)+)```$", PAGE, re.MULTILINE)
HOST = "www.example.org"

HUB = {
    "id": "11111111-2222-3333-4444-555555555551",
    "name": "Otter Club",
    "description": "We look for otters by the river with children who like to be outside.",
    "organization": {"name": "Sandmere Family Hub"},
    "email": "club@otters.org.uk",
    "taxonomies": [
        {"name": name}
        for name in ("Childminders", "Sensory impaired", "Little ones", "Ramp at the door")
    ],
    "service_areas": [{"name": "North Lakes"}],
    "application_process": "Ring Sam.",
}
PARTY = {**HUB, "id": "11111111-2222-3333-4444-555555555552", "name": "Christmas party 2019"}
CAFE = {**HUB, "id": "11111111-2222-3333-4444-555555555553", "name": "Dementia Café"}
OTHER = {
    **HUB,
    "id": "11111111-2222-3333-4444-555555555554",
    "name": "Owl Club",
    "organization": {"name": "Owl Trust"},
}


@pytest.fixture
def folder(council: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the commands are called, with a feed in two files."""
    folder = council.parent
    for name in ("export", HOST):
        _publish(folder, HUB, PARTY, CAFE, OTHER, name=name)
    monkeypatch.chdir(folder)
    return folder


def _publish(folder: Path, *rows: dict[str, Any], name: str = HOST) -> None:
    (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")


def _command(start: str, *, holds: str = "") -> str:
    """Return the page's first such command; a feed's address becomes a file of its name."""
    command = next(one for one in COMMANDS if one.startswith(start) and holds in one)
    return command.replace(f"https://{HOST}/services", f"{HOST}.json")


def _import(folder: Path, *more: str) -> str:
    """Import the feed as the page says; return the report."""
    words = [*shlex.split(_command("import open-referral")), "--report", "report.md", *more]
    assert run_in(folder, words) == 0
    return (folder / "report.md").read_text(encoding="utf-8")


def _row(folder: Path, holds: str) -> None:
    """Write the page's block of rows that holds some words into importing.yaml."""
    block = next(one for one in ROWS if holds in one)
    (folder / "content/importing.yaml").write_text(block, encoding="utf-8")


def _file(folder: Path) -> str:
    return (folder / "content/services/otter-club.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_page_is_one(command: str) -> None:
    make_parser().parse_args(shlex.split(command))


def test_a_file_and_a_host_come_in_as_the_page_says(folder: Path) -> None:
    assert "| 4 | new |" in _import(folder)
    owner = _command("import open-referral", holds="--owner")
    (contact,) = re.findall(r"--owner (\S+)", owner)
    contacts = (folder / "content/contacts.yaml").read_text(encoding="utf-8")
    if f"id: {contact}\n" not in contacts:
        owner = owner.replace(contact, re.findall(r"id: ([\w-]+)", contacts)[0])
    assert run_in(folder, shlex.split(owner)) == 0


def test_the_option_writes_the_row_and_publishes_with_gaps(folder: Path) -> None:
    command = _command("import open-referral", holds="--publish-with-gaps")
    assert run_in(folder, shlex.split(command)) == 0
    rules = (folder / "content/importing.yaml").read_text(encoding="utf-8")
    assert rules.endswith(next(one for one in ROWS if "with-gaps" in one))
    assert "publish_with_gaps: yes\n" in _file(folder)


def test_the_rows_choose_what_comes_in_and_are_counted(folder: Path) -> None:
    _row(folder, "Christmas party")
    report = _import(folder)
    assert "| 1 | leave_out: Christmas party |\n" in report
    assert "| 1 | leave_out: dementia, field: name |\n" in report
    assert "| 3 | only: family hub, field: organization.name |\n" in report
    assert [one.name for one in (folder / "content/services").iterdir()] == ["otter-club.md"]


def test_a_feed_has_the_name_that_its_row_gives_it(folder: Path) -> None:
    _row(folder, "Brackenshire Family Hub")
    _import(folder)
    assert "source: Brackenshire Family Hub\n" in _file(folder)


def test_terms_mean_what_their_rows_say(folder: Path) -> None:
    _row(folder, "Childminders")
    (folder / "content/topics").mkdir()
    (folder / "content/topics/childcare.md").write_text("---\nname: Childcare\n---\n", "utf-8")
    _import(folder)
    text = _file(folder)
    for said in (
        "kind: childcare\n", "topics: [childcare]\n", "needs: [hearing, vision]\n",
        "minimum_age: 0\nmaximum_age: 4\n", "service_areas: [sandmere, thornbeck]\n",
    ):  # fmt: skip
        assert said in text, text


@pytest.mark.parametrize(
    ("option", "kept"), [("--keep otter-club", "Ring us."), ("--take otter-club", "Ring Kim.")]
)
def test_a_person_decides_as_the_page_says(folder: Path, option: str, kept: str) -> None:
    assert f"`{option}`" in PAGE
    _import(folder)
    file = folder / "content/services/otter-club.md"
    file.write_text(_file(folder).replace("Ring Sam.", "Ring us."), encoding="utf-8")
    _publish(folder, {**HUB, "application_process": "Ring Kim."}, PARTY, CAFE, OTHER)
    for _ in range(2):
        assert "## Conflicts" in _import(folder)
    assert "## Conflicts" not in _import(folder, *option.split())
    assert f"application_process: {kept}\n" in _file(folder)


def test_the_parts_of_the_report_have_the_names_that_the_page_gives_them(folder: Path) -> None:
    _row(folder, "Christmas party")
    report = _import(folder)
    headings = {"Rows of importing.yaml that choose records", "Kept out"}
    assert headings <= set(re.findall(r"[A-Z][\w. ]+[a-z]", PAGE.replace("| ", "\n")))
    assert all(f"## {heading}" in report for heading in headings)


@pytest.mark.parametrize("kind", ["open-referral", "postcodes", "schools", "spreadsheet"])
def test_no_import_needs_to_be_told_where_the_content_is(kind: str) -> None:
    authority = ["--authority", "881"] if kind == "schools" else []
    options = make_parser().parse_args(["import", kind, "somewhere", *authority])
    assert options.content == Path("content")


def test_owners_that_the_page_names_are_contacts_of_every_council() -> None:
    rows = yaml.safe_load((ROOT / "national/contacts.yaml").read_text(encoding="utf-8"))
    named = re.findall(r"--owner (\S+)", " ".join(COMMANDS))
    assert named
    assert set(named) <= {row["id"] for row in rows}
