"""What the editor changes in a file: the lines that are about it, and no others."""

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from localoffer.editor.configuration import configuration
from localoffer.editor.site_files import add
from localoffer.kinds import KINDS
from localoffer.model.editor import Editor
from localoffer.offer import Offer
from localoffer.pipeline import Task, check
from localoffer.read.yaml_parser import parse

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
EDITOR = Editor(backend="github", repo="brackenshire/local-offer")

#: Reads a file as the editor shows it, changes its values and writes it as the editor would.
RUN = """import {{ readFileSync }} from "fs";
import {{ fileFormat }} from "./formats.js";
const {{ text, fields, shape, changes }} = JSON.parse(readFileSync(0, "utf8"));
const {{ fromFile, toFile }} = fileFormat(fields, shape);
const values = text === null ? {{}} : fromFile(text.trim());
for (const change of changes) new Function("values", change)(values);
process.stdout.write(`${{toFile(values).trim()}}\\n`);
"""

CLUB = """\
---
# The club's own words.
name: Saturday club   # not "Sunflower"
organization: "Marsh Trust"

phones:
  - number: 01632 960300   # the hall
    description: Saturdays
  - {number: 01632 960301, description: "Maria, the lead"}
schedules:
  - {byday: SA, opens_at: 9:30, closes_at: 11:30}
needs: [any]
draft: True
---

Come and see us.

  Two spaces stay.
"""

HALL = "  - number: 01632 960300   # the hall\n    description: Saturdays\n"

WORDS = """\
# Words of parents.
- words: [runner]   # said in March
  means: [runs off]
  match: expand

- words: [tac]
  means: [team around the child]
  match: equivalent
"""


@pytest.fixture(scope="module")
def offer() -> Offer:
    """The example council."""
    made = check(Task(ROOT / "content", ROOT, ROOT / ".localoffer", TODAY)).offer
    assert made
    return replace(made, site=made.site.model_copy(update={"editor": EDITOR}))


@pytest.fixture(scope="module")
def edited(offer: Offer, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Writes a file of a kind as the editor does after changes to its values, in JavaScript."""
    folder = tmp_path_factory.mktemp("editor")
    for file in add(folder, folder, offer, ()).files:
        if file.path.endswith(".js") and "/cms/" not in file.path:
            target = folder / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.make())
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "edit" / "run.js").write_text(RUN.format())
    forms = {
        one["format"]: one
        for collection in configuration(offer, EDITOR)["collections"]
        for one in collection.get("files", [collection])
    }

    def run(kind: str, text: str | None, *changes: str) -> str:
        form = next(form for form in forms if form.endswith(f"-{kind}"))
        shape = form.partition("-")[0]
        given = {"text": text, "fields": forms[form]["fields"], "shape": shape, "changes": changes}
        done = subprocess.run(
            ["node", folder / "edit" / "run.js"],
            input=json.dumps(given), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ("values.phones[0].number = '01632 960999'", "960300   # the hall", "960999   # the hall"),
        ("values.phones[1].description = 'Maria'", '"Maria, the lead"', "Maria"),
        ("values.organization = 'Fen: Trust'", '"Marsh Trust"', '"Fen: Trust"'),
        ("values.name = 'NO'", "Saturday club   # not", "NO   # not"),
        ("values.needs = ['any', 'autism']", "[any]", "[any, autism]"),
        ("values.schedules[0].opens_at = '007'", "opens_at: 9:30", "opens_at: 007"),
        ("delete values.phones[0].description", "    description: Saturdays\n", ""),
        ("values.phones.shift()", HALL, ""),
        ("values.draft = ''", "draft: True\n", ""),
        ("values.email = 'a@example.org'", "draft: True\n", "draft: True\nemail: a@example.org\n"),
        ("values.body = 'New.'", "Come and see us.\n\n  Two spaces stay.\n", "New.\n"),
    ],
)  # fmt: skip
def test_only_what_was_changed_is_another(
    edited: Callable[..., str], change: str, before: str, after: str
) -> None:
    result = edited("service", CLUB, change)
    expected = CLUB.replace(before, after)
    if "body" in change:
        expected = expected.replace("---\n\nNew", "---\nNew")
    assert result == expected


def test_nothing_changed_leaves_every_file_of_the_example_as_it_was(
    edited: Callable[..., str],
) -> None:
    kinds = {"service": "services", "guide": "guides", "topic": "topics", "comment": "comments"}
    for kind in KINDS:
        if kind.name in kinds or not (kind.has_form and kind.links_are_checked):
            continue
        place = ROOT / "content" / kind.place
        files = [place] if place.is_file() else sorted(place.glob(f"*{kind.ending}"))[:1]
        for file in files:
            text = file.read_text(encoding="utf-8")
            assert edited(kind.name, text) == text.rstrip() + "\n", file


def test_an_unsaved_change_to_a_file_that_is_another_by_now_is_refused(
    edited: Callable[..., str],
) -> None:
    with pytest.raises(AssertionError, match="Somebody has changed this file since you began"):
        edited("service", CLUB, "values.original = values.original.replace('runs', 'walks') + 'x'")


def test_a_row_is_added_as_the_others_stand(edited: Callable[..., str]) -> None:
    row = "{words: ['bolter'], means: ['runs off'], match: 'expand'}"
    added = edited("synonym", WORDS, f"values.rows.push({row})")
    assert added == f"{WORDS}\n- words: [bolter]\n  means: [runs off]\n  match: expand\n"
    removed = edited("synonym", WORDS, "values.rows.shift()")
    assert removed == "# Words of parents.\n" + WORDS.partition("expand\n\n")[2]


def test_a_new_file_is_laid_out_as_ours_are(edited: Callable[..., str]) -> None:
    long = "It helps you with many things. " * 8
    text = edited(
        "service", None,
        f"values.name = 'A: club'; values.summary = {json.dumps(long)}; values.needs = ['a', 'b'];"
        "values.minimum_age = '0'; values.email = ''; values.phones = [{number: '01632 960300'}];"
        "values.free = 'no'; values.body = 'Come.'; values.locations = []",
    )  # fmt: skip
    header = text.split("---\n")[1]
    assert text.startswith('---\nname: "A: club"\nsummary: >-\n  It helps')
    assert text.endswith("---\nCome.\n")
    assert max(map(len, text.splitlines())) <= 100
    read = parse(header, "x.md").values
    assert read == {
        "name": "A: club", "summary": long.strip(), "needs": ["a", "b"], "minimum_age": "0",
        "phones": [{"number": "01632 960300"}], "free": "no",
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    ["NO", "9:30", "007", "~", "yes", "- a", "a: b", "# c", "'", '"', "[x", "{y}", "*z", "&w", "!t",
     "%d", "@e", "`f", "1e3", "0x1F", "2026-11-21", "null", "a #b", "a:", "é ‘a’", "|", ">-"],
)  # fmt: skip
def test_any_words_are_read_back_as_text(edited: Callable[..., str], words: str) -> None:
    changes = (
        f"values.organization = {json.dumps(words)}",
        f"values.phones[1].description = {json.dumps(words)}",
        f"values.needs = [{json.dumps(words)}]",
    )
    header = re.split(r"^---\n", edited("service", CLUB, *changes), flags=re.MULTILINE)[1]
    read = parse(header, "x.md")
    assert not read.problems
    assert isinstance(read.values, dict)
    found = (read.values["organization"], read.values["phones"][1]["description"])
    assert found == (words, words)
    assert read.values["needs"] == [words]
