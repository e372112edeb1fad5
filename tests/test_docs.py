"""What the pages in docs/ name is there: buttons of moderation, commands, tests, files, places."""

import re
import shlex
from html import unescape
from pathlib import Path

import pytest

from feedback.accounts import login_pages, second_factor_pages
from feedback.moderation import (
    assignment_status,
    comment_page,
    enter_view,
    event_words_view,
    form_fields,
    labels,
)
from feedback.moderation.actions.table import ACTIONS
from feedback.retention import rules
from localoffer.cli.options import make_parser
from localoffer.pages.you_said_we_did.labels import STATUSES
from localoffer.read.yaml_parser import parse

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = (*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md")
MODERATOR = " ".join((DOCS / "moderator.md").read_text(encoding="utf-8").split())
SECURITY = "".join((DOCS / name).read_text("utf-8") for name in ("security.md", "asvs.md"))

#: Words in bold that stand out on the page and stand on no screen.
_STRESSED = {
    "What stands in bold stands on the screen in the same words.", "today", "nobody", "name",
    "first password", "It does not know most names, and it takes nothing out.", "Overdue",
    "They said that we may not publish it",
    "If somebody can be known from it, ring whoever runs the site the same hour",
}  # fmt: skip


#: How the names of the templates of moderation and of its accounts begin.
_STEMS = ("moderation", "account", "sign-in")


def _templates() -> str:
    folder = ROOT / "templates" / "feedback"
    texts = [file for stem in _STEMS for file in folder.glob(f"{stem}*.html")]
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(texts))


def _buttons() -> set[str]:
    """Every button of moderation in its words."""
    of_actions = {label for one in ACTIONS for label in (one.label, one.other_label) if label}
    plain = re.findall(r"<button [^>]*>([^<{]+)</button>", _templates())
    return of_actions | {unescape(label) for label in plain}


def _screen() -> str:
    """Everything that moderation can show, as one text: its templates and its words."""
    sources = (
        form_fields,
        enter_view,
        event_words_view,
        comment_page,
        labels,
        assignment_status,
        login_pages,
        second_factor_pages,
    )
    code = "\n".join(Path(str(one.__file__)).read_text(encoding="utf-8") for one in sources)
    said = [*STATUSES.values(), *_buttons()]
    return " ".join(f"{_templates()}\n{code}\n{said}".split())


def _plain(text: str) -> str:
    return text.replace("’", "'").replace("“", '"').replace("”", '"')


def test_what_the_page_for_moderators_shows_in_bold_stands_on_the_screen() -> None:
    shown = set(re.findall(r"\*\*(.+?)\*\*", MODERATOR)) - _STRESSED
    assert len(shown) > 60
    screen = _plain(_screen())
    assert {words for words in shown if _plain(words) not in screen} == set()


def test_the_page_for_moderators_tells_every_button_of_moderation() -> None:
    buttons = _buttons()
    assert {"Save and sign off", "Withhold it", "Enter it", "Sign in"} <= buttons
    #: A council's own accounts bring two pages of one button each, which say all there is to it.
    told_there = {"I have signed in: show me what I wrote"}
    assert {label for label in buttons - told_there if f"**{label}**" not in MODERATOR} == set()


def test_the_page_for_moderators_names_every_status_and_both_lawful_reasons() -> None:
    assert {one for one in STATUSES.values() if f"**{one}**" not in MODERATOR} == set()
    assert {one for one in labels.REASONS.values() if f"**{one}**" not in MODERATOR} == set()


def test_the_numbers_that_the_page_for_moderators_gives_are_those_of_the_example() -> None:
    example = parse((ROOT / "content/site.yaml").read_text("utf-8"), "site.yaml").values["feedback"]
    for said, name in (
        ("(20 working days in the example)", "answer_days"),
        ("two working days in the example", "triage_days"),
        ("(30 in the example)", "keep_contact_days"),
        ("(13 in the example)", "keep_text_months"),
    ):
        assert said in MODERATOR
        number = re.search(r"\d+", said)
        assert int(example[name]) == (int(number[0]) if number else 2)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_that_a_page_shows_can_be_typed(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for command in re.findall(r"python build\.py (feedback [^`\n]+)", text):
        if not command.strip().endswith("…"):
            assert make_parser().parse_args(shlex.split(command)).command == "feedback"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_place_that_a_page_leads_to_is_there(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if link.startswith(("http:", "https:", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), f"{page.name} leads to {link}"
        if anchor:
            assert anchor in _anchors(target), f"{page.name} leads to {link}"


def test_every_test_that_the_pages_on_safety_name_is_there() -> None:
    told = set(re.findall(r"`([a-z0-9]+(?:_[a-z0-9]+){2,})`", SECURITY))
    assert len(told) > 40
    code = "\n".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "tests").glob("test_*.py")
    )
    there = set(re.findall(r"^def test_(\w+)\(", code, re.MULTILINE))
    assert told - there - {"email_verified"} == set()
    files = re.findall(r"`(tests/[a-z_]+\.py)`", SECURITY)
    assert {file for file in files if not (ROOT / file).is_file()} == set()


def test_the_assessment_tells_every_rule_of_deletion() -> None:
    assessment = (DOCS / "dpia.md").read_text(encoding="utf-8")
    assert {name for name in rules.RULES if f"`{name}`" not in assessment} == set()


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}
