"""docs/editing.md, walked: its commands, its words on the screen, its headers, its schemas."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from localoffer.cli.options import make_parser
from localoffer.editor.configuration import configuration
from localoffer.model.editor import Editor
from localoffer.offer import Offer
from localoffer.pipeline import Task, check
from localoffer.problems import Problem, as_github
from localoffer.read.yaml_parser import parse
from localoffer.serving.editor_policy import editor_headers
from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
GOOD = ROOT / "tests" / "examples" / "good"
PAGE = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")
WORDS = " ".join(PAGE.split())
TASKS = ROOT / "localoffer" / "new_council" / "files" / "dot-vscode" / "tasks.json"


@pytest.fixture(scope="module")
def offer() -> Offer:
    """The example council."""
    made = check(Task(ROOT / "content", ROOT, ROOT / ".localoffer", TODAY)).offer
    assert made
    return made


def block(first: str) -> str:
    """The indented block of the page that begins with these words."""
    found = re.search(rf"^ {{4}}{re.escape(first)}.*(?:\n {{4}}.*)*", PAGE, re.MULTILINE)
    assert found
    return re.sub(r"^ {4}", "", found[0], flags=re.MULTILINE)


def test_its_commands_are_commands() -> None:
    commands = re.findall(r"^ {4}local-offer (.+)$", PAGE, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        make_parser().parse_args(shlex.split(command))


def test_its_settings_give_a_site_an_editor() -> None:
    values = parse(block("editor:"), "site.yaml").values
    assert isinstance(values, dict)
    editor = Editor(**values["editor"])
    assert (editor.branch, editor.folder) == ("main", "content")
    assert "`app_id`" in PAGE
    assert "`sign_in`" in PAGE
    assert {"app_id", "sign_in"} <= Editor.model_fields.keys()


def test_what_it_names_stands_on_the_screen(offer: Offer) -> None:
    found = configuration(offer, Editor(backend="github", repo="a/b"))["collections"]
    labels = {one["label"] for one in found} | {
        file["label"] for one in found for file in one.get("files", ())
    }
    service = next(one for one in found if one["name"] == "service")
    labels |= {field.get("label") for field in service["fields"]}
    for name in (
        "Services",
        "Draft",
        "Publish with gaps",
        "Words and lists",
        "Glossary",
        "Synonyms",
    ):
        assert f"**{name}**" in WORDS
        assert name in labels
    useful = (ROOT / "templates" / "components" / "useful.html").read_text(encoding="utf-8")
    assert "**Edit this page**" in WORDS
    assert "Edit this page" in useful


def test_its_headers_are_those_of_the_service() -> None:
    ours = editor_headers(Editor(backend="github", repo="a/b"))
    assert block("/edit/*").splitlines()[1:] == [
        f"  {name}: {value}" for name, value in ours.items()
    ]
    nginx = (ROOT / "deploy/nginx/local-offer-editor-headers.conf").read_text(encoding="utf-8")
    for name, value in ours.items():
        also = value.replace("https://api.github.com", "https://api.github.com https://gitlab.com")
        assert f'add_header {name} "{also}" always;' in nginx


@pytest.mark.parametrize(
    ("name", "address"),
    [("local-offer", "/edit/"), ("local-offer-below-a-path", "/local-offer/edit/")],
)
def test_nginx_sends_them_with_the_editors_page_alone(name: str, address: str) -> None:
    text = (ROOT / "deploy" / "nginx" / f"{name}.conf").read_text(encoding="utf-8")
    include = "include /etc/nginx/local-offer-editor-headers.conf;"
    cached = 'add_header Cache-Control "no-cache" always;'
    assert re.search(rf"location {address} {{\s+{include}\s+{cached}\s+}}", text)
    assert text.count(include) == 1


def checked_headers(folder: Path, kind: str, files: Sequence[Path]) -> str:
    """What check-jsonschema says of headers."""
    program = Path(sys.executable).with_name("check-jsonschema")
    schema = ROOT / "schemas" / f"{kind}.schema.json"
    words = [str(word) for word in (program, "--schemafile", schema, *files)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=folder)
    return done.stdout + done.stderr


def test_check_jsonschema_reads_the_headers_of_markdown_files(tmp_path: Path) -> None:
    content = Path(shutil.copytree(GOOD, tmp_path / "content"))
    club = content / "services" / "saturday-club.md"
    (content / "services" / "unfinished.md").write_text("---\nname: New\ndraft: yes\n---\nSoon.\n")
    (content / "services" / "no-header.md").write_text("Only words.\n")
    headers = tmp_path / "headers"
    assert run_in(tmp_path, ["schemas", "--headers", str(headers), "--content", str(content)]) == 0
    for kind, place in (("service", "services"), ("guide", "guides"), ("topic", "topics")):
        files = sorted((headers / place).glob("*.yaml"))
        assert "ok -- validation done" in checked_headers(tmp_path, kind, files)
    assert not (headers / "services" / "no-header.yaml").exists()
    club.write_text(club.read_text().replace("free: no", "free: perhaps"), encoding="utf-8")
    run_in(tmp_path, ["schemas", "--headers", str(headers), "--content", str(content)])
    wrong = headers / "services" / "saturday-club.yaml"
    assert "$.free: 'perhaps' is not one of" in checked_headers(tmp_path, "service", [wrong])
    lines = club.read_text(encoding="utf-8").splitlines()
    number = lines.index("free: perhaps")
    assert wrong.read_text(encoding="utf-8").splitlines()[number] == lines[number]


def test_a_task_of_vs_code_finds_each_problem_at_its_line() -> None:
    task = next(one for one in json.loads(TASKS.read_text(encoding="utf-8"))["tasks"])
    assert f"**{task['label']}**" in WORDS
    make_parser().parse_args(shlex.split(task["command"])[1:])
    pattern = task["problemMatcher"]["pattern"]
    problem = Problem("services/a.md", 7, "phones.1.number", "Too short: 5, digits.", "Write 11.")
    line = as_github([problem], "content").splitlines()[0]
    found = re.fullmatch(pattern["regexp"], line)
    assert found
    parts = {name: found[group] for name, group in pattern.items() if name != "regexp"}
    assert parts == {
        "severity": "error", "file": "content/services/a.md", "line": "7",
        "code": "phones.1.number", "message": "Too short: 5, digits. Write 11.",
    }  # fmt: skip
