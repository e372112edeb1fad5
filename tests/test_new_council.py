"""A new council's folder: it checks with no error, builds at once, and holds nothing made up."""

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from localoffer import __version__
from localoffer.check.fictional_checks import fictional_problems
from localoffer.cli.editor_schemas import refresh_editor_schemas
from localoffer.cli.plugins import ALL_PLUGINS
from localoffer.cli.run import run
from localoffer.new_council.answers import CouncilAnswers, way_of
from localoffer.new_council.council_folder import file_errors
from localoffer.new_council.folder_files import SCHEMAS, folder_files
from localoffer.new_council.questions import ask_all
from localoffer.pipeline import CheckResult, Task, build, check
from localoffer.problems import Level, Problem, errors
from localoffer.read.yaml_parser import parse
from localoffer.to_do.to_do_list import ToDo, to_do_list
from localoffer.to_do.to_do_text import TO_DO_FILE, as_markdown
from localoffer.to_do.work_list import NO_WORK
from localoffer.workspace import Workspace
from search.index.site_files import add

ROOT = Path(__file__).parent.parent
NATIONAL = ROOT / "national"
NAME = "Westshire County Council"
DAY = date(2026, 11, 30)


@dataclass(frozen=True)
class NewCouncil:
    """The folder of a council that gave its name alone, and its built site."""

    folder: Path
    site: Path
    checked: CheckResult


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> NewCouncil:
    folder, site = tmp_path_factory.mktemp("new") / "our-offer", tmp_path_factory.mktemp("site")
    assert new(folder, "--name", NAME) == 0
    task = Task(folder / "content", ROOT, site.parent / "state", DAY)
    return NewCouncil(folder, site, build(task, site, [add]).checked)


def new(folder: Path, *words: str) -> int:
    """Run ``new council`` and return its exit status."""
    return run(Workspace.of_checkout(ROOT), ["new", "council", str(folder), *words], ALL_PLUGINS)


def checked(folder: Path) -> CheckResult:
    return check(Task(folder / "content", ROOT, None, DAY))


def to_do(folder: Path) -> tuple[ToDo, ...]:
    offer = checked(folder).offer
    assert offer
    return to_do_list(offer)


def test_it_checks_with_no_error_and_every_warning_is_a_thing_to_do(council: NewCouncil) -> None:
    problems = council.checked.problems
    assert errors(problems) == ()
    about = {(problem.path, problem.field) for problem in problems}
    assert about <= {("site.yaml", ""), ("agreements.yaml", "")}
    in_list = (council.folder / TO_DO_FILE).read_text(encoding="utf-8")
    assert all(f"`{path}`" in in_list for path, _ in about)


def test_it_has_the_pages_of_the_national_texts(council: NewCouncil) -> None:
    pages = {page.address for page in council.checked.pages}
    assert len(pages) >= 100
    assert {"/", "/guides/appeals/", "/schools/", "/contact/", "/privacy/"} <= pages


def test_nothing_of_the_example_is_in_the_folder_or_on_the_site(council: NewCouncil) -> None:
    for file in (*council.folder.rglob("*"), *council.site.rglob("*.html")):
        if file.is_file() and SCHEMAS not in file.as_posix():
            text = file.read_text(encoding="utf-8", errors="replace")
            body = f"---\n---\n{text}"
            assert [one.message for one in fictional_problems("a.md", body)] == [], file


def test_no_page_has_a_placeholder_or_an_empty_value(council: NewCouncil) -> None:
    for file in council.site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        left = re.findall(
            r"\{(?:council|area|local offer|team|phone|contact|slot|forum)[^}]*\}", text
        )
        assert left == [], file
        assert [bad for bad in ('tel:"', 'mailto:"', "mailto:?", ">None<") if bad in text] == []


def test_no_page_has_a_list_with_nothing_in_it(council: NewCouncil) -> None:
    in_the_example_too = {"ehc-dates"}  # its list of mistakes, which is hidden while it is empty
    for file in council.site.rglob("*.html"):
        text = re.sub(r"<template.*?</template>", "", file.read_text("utf-8"), flags=re.DOTALL)
        if file.parent.name not in in_the_example_too:
            assert re.findall(r"<(?:ul|ol|dl)(?![^>]*data-)[^>]*>\s*</", text) == [], file


def test_every_template_is_filled_in_and_can_be_read(council: NewCouncil) -> None:
    files = [file for file in council.folder.rglob("*") if file.is_file()]
    assert not [file for file in files if "{@" in file.read_text(encoding="utf-8", errors="ignore")]
    for file in files:
        if file.suffix in (".yml", ".yaml"):
            yaml.safe_load(file.read_text(encoding="utf-8"))
        elif file.suffix == ".json":
            json.loads(file.read_text(encoding="utf-8"))
    requirements = (council.folder / "requirements.txt").read_text(encoding="utf-8")
    assert f"=={__version__}" in requirements
    assert not (council.folder / "content" / "addresses.txt").exists()


def test_an_editor_finds_the_schema_of_every_yaml_file(council: NewCouncil, tmp_path: Path) -> None:
    settings = json.loads((council.folder / ".vscode/settings.json").read_text(encoding="utf-8"))
    schemas = settings["yaml.schemas"]
    assert schemas[f"./{SCHEMAS}/contact.schema.json"] == "content/contacts.yaml"
    assert [name for name in schemas if not (council.folder / name).is_file()] == []
    refresh_editor_schemas(Workspace.of_checkout(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_an_old_schema_is_renewed_once_for_each_version(tmp_path: Path) -> None:
    workspace, folder = Workspace(ROOT, tmp_path), tmp_path / SCHEMAS
    refresh_editor_schemas(workspace)
    (folder / "site.schema.json").write_text("old", encoding="utf-8")
    refresh_editor_schemas(workspace)
    assert (folder / "site.schema.json").read_text(encoding="utf-8") == "old"
    (folder / "version").write_text("0.0.1", encoding="utf-8")
    refresh_editor_schemas(workspace)
    assert (folder / "site.schema.json").read_text(encoding="utf-8") != "old"


def test_what_lies_in_a_folder_is_never_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "README.md").write_text("ours", encoding="utf-8")
    (tmp_path / "file").write_text("ours", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("taken", "file", "link"):
        assert new(tmp_path / name, "--name", NAME) == 2
        assert "nothing there is changed" in capsys.readouterr().err
    assert [file.name for file in taken.iterdir()] == ["README.md"]
    (tmp_path / "empty").mkdir()
    assert new(tmp_path / "empty", "--name", NAME) == 0


def test_without_a_terminal_the_name_is_needed_and_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(tmp_path / "a") == 2
    assert "--name" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()


def test_all_that_was_given_stands_on_the_pages(tmp_path: Path) -> None:
    words = ["--address", "https://offer.westshire.gov.uk", "--phone", "0300 123 4567"]
    words += ["--email", "offer@westshire.gov.uk", "--brand", "#1d5c63", "--accent", "#f4b942"]
    words += ["--advice-service", "Westshire SENDIASS", "--advice-contact", "0300 123 4568"]
    words += ["--forum", "Westshire Voices", "--forum-contact", "https://voices.westshire.org.uk"]
    assert new(tmp_path / "a", "--name", NAME, *words) == 0
    result = checked(tmp_path / "a")
    assert errors(result.problems) == ()
    assert result.offer
    site, contacts = result.offer.site, result.offer.lists.contacts
    assert (site.base_url, site.phone) == ("https://offer.westshire.gov.uk", "0300 123 4567")
    assert (site.colours.brand, site.title) == ("#1d5c63", "Westshire Local Offer")
    assert contacts["sendiass"].phones[0].number == "0300 123 4568"
    assert contacts[site.forum or ""].url == "https://voices.westshire.org.uk"
    things = to_do(tmp_path / "a")
    left = [thing.what for thing in things if thing.group == "people"][:2]
    assert left[0].startswith("When someone answers the phone")
    assert left[1].startswith("Children's safety team")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--name", "Council\x01"], "cannot be printed (code 1)"),
        (["--name", "Council\udcff"], "is not UTF-8"),
        (["--phone", "12"], '"12"'),
        (["--phone", "01632 960123"], "a number for drama"),
        (["--email", "nobody"], "is not an e-mail address"),
        (["--address", "offer"], '"offer"'),
        (["--address", "https://localoffer.example.org"], "an address for examples"),
        (["--brand", "#ffff00"], "cannot be read"),
        (["--brand", "green"], '"green"'),
        (["--advice-service", "SENDIASS"], "--advice-contact"),
        (["--forum-contact", "0300 123 4567"], "--forum"),
        (["--forum", "Voices", "--forum-contact", "12"], '"12"'),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_nothing_is_written(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(tmp_path / "a", "--name", NAME, *words) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    "name",
    [
        'The "Best": Council # of all',
        "{@ name @} Council",
        "${{ secrets.KEY }} Council",
        "Council {council}",
        "- a: [b, c]",
        "Cyngor Sir Ynys Môn ☃ Council",
        "Council",
        "yes",
        "A" * 300,
        "two\nlines Council",
        "O'Neil & Sons <b>Council</b>",
    ],
)
def test_a_strange_name_is_kept_as_it_is_or_refused(name: str, tmp_path: Path) -> None:
    if new(tmp_path / "a", "--name", name) == 0:
        site = parse((tmp_path / "a/content/site.yaml").read_text("utf-8"), "site.yaml").values
        assert site["council"]["name"] == name
        assert all(one.level is Level.WARNING for one in checked(tmp_path / "a").problems)
    else:
        assert not (tmp_path / "a").exists()


def test_a_way_to_reach_somebody_is_known_by_its_signs() -> None:
    assert way_of("0300 123 4567") == {"phone": "0300 123 4567"}
    assert way_of("hello@westshire.gov.uk") == {"email": "hello@westshire.gov.uk"}
    assert way_of("https://westshire.gov.uk") == {"url": "https://westshire.gov.uk"}


def _asked(*typed: str) -> tuple[CouncilAnswers, str]:
    """Return the answers of somebody who types these lines, and what they were told."""
    lines = iter(typed)
    told: list[str] = []

    def problems(answers: CouncilAnswers) -> tuple[Problem, ...]:
        return file_errors(folder_files(answers, NATIONAL), NATIONAL)

    return ask_all(lambda _: next(lines), told.append, problems), " ".join(told)


def test_at_a_terminal_a_wrong_answer_is_asked_again_and_the_rest_can_wait() -> None:
    answers, told = _asked(
        "", NAME, "", "01632 960123", "0300 123 4567", "", "SENDIASS", "0300 123 4568", "Voices",
        "", "", "",
    )  # fmt: skip
    assert "The name is needed" in told
    assert "a number for drama" in told
    known = CouncilAnswers(NAME, phone="0300 123 4567")
    assert answers == replace(known, advice_service="SENDIASS", advice_contact="0300 123 4568")


def test_the_list_in_the_folder_is_what_the_command_prints(
    council: NewCouncil, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["todo", "--content", str(council.folder / "content")]
    assert run(Workspace.of_checkout(ROOT), words) == 0
    printed = capsys.readouterr().out
    assert printed == (council.folder / TO_DO_FILE).read_text(encoding="utf-8")


def test_what_helps_families_most_comes_first_and_each_thing_names_its_file(
    council: NewCouncil,
) -> None:
    things = to_do(council.folder)
    assert things[0].what.startswith("The phone number of the Local Offer")
    groups = list(dict.fromkeys(thing.group for thing in things))
    assert groups == ["people", "law", "facts", "pages", "words"]
    assert all(thing.file for thing in things)
    assert len(things) == len(set(things))
    duties = " ".join(thing.what for thing in things if thing.group == "law")
    assert "Short breaks services statement" in duties
    assert "SI 2014/1530 reg 57, number not verified" in duties


def test_a_thing_that_is_done_leaves_the_list(council: NewCouncil, tmp_path: Path) -> None:
    assert new(tmp_path / "a", "--name", NAME) == 0
    content = tmp_path / "a" / "content"
    with (content / "site.yaml").open("a", encoding="utf-8") as site:
        site.write("phone: 0300 123 4567\nphone_hours: Monday to Friday, 9am to 5pm\n")
    slot = "guide: appeals\nslot: whom-to-ring\nowner: send-team\nassured_date: 2026-11-01\n"
    text = f"---\n{slot}assured_by: SEND team\n---\nRing the SEND team first.\n"
    (content / "slots" / "appeals-whom-to-ring.md").write_text(text, encoding="utf-8")
    assert errors(checked(tmp_path / "a").problems) == ()
    done = {thing.what for thing in to_do(council.folder)} - {
        thing.what for thing in to_do(tmp_path / "a")
    }
    assert any(what.startswith("The phone number") for what in done)
    assert any(what.startswith("Appeal to the SEND Tribunal") for what in done)
    assert any(what.startswith("Appeals to the Tribunal") for what in done)


def test_the_example_has_nothing_to_do_for_people_or_facts() -> None:
    offer = check(Task(ROOT / "content", ROOT, ROOT / ".localoffer", DAY)).offer
    assert offer
    assert {thing.group for thing in to_do_list(offer)} <= {"law", "words"}
    nothing = "# To do\n\nNothing: every part of this Local Offer is there.\n"
    assert as_markdown((), NO_WORK) == nothing


def test_a_form_of_site_yaml_that_nobody_filled_in_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "our-offer"
    assert new(folder, "--name", NAME) == 0
    site = folder / "content" / "site.yaml"
    _, note, forms = site.read_text(encoding="utf-8").partition("# Facts for the accessibility")
    kept = site.read_text(encoding="utf-8").removesuffix(note + forms)
    site.write_text(kept + re.sub(r"^# (?=[a-z]+:$|  )", "", note + forms, flags=re.MULTILINE))
    refused = {one.field for one in errors(checked(folder).problems)}
    parts = {"accessibility": "prepared reviewed tested tested_by tested_how faults.1.text"}
    parts |= {"privacy": "reviewed lawful_basis", "making": "who checks listed.1"}
    assert refused == {f"{part}.{name}" for part, names in parts.items() for name in names.split()}


def test_the_form_of_a_slot_says_which_text_and_place_it_is_for(tmp_path: Path) -> None:
    folder = tmp_path / "our-offer"
    assert new(folder, "--name", NAME) == 0
    content = folder / "content"
    files = [one.file for one in to_do(folder) if one.group == "words"]
    for number, field in ((-1, "topic: young-people"), (0, "guide: ")):
        file = content / files[number]
        words = ["new", "slot", file.stem, "--content", str(content)]
        assert run(Workspace.of_checkout(ROOT), words, ALL_PLUGINS) == 0
        header = file.read_text(encoding="utf-8")
        assert f"\n{field}" in header
        assert re.search(r"^slot: [a-z-]+$", header, re.MULTILINE)
