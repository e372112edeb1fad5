"""The national texts below the council's folder: replaced, left out, filled in, and optional."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from localoffer import problems
from localoffer.check.council_words import compose, fill_placeholders, slots_in
from localoffer.phone_address import phone_href
from localoffer.pipeline import CheckResult, Task, check
from localoffer.read.source import Source

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"

GUIDE = """---
title: Ask {council} for help
summary: How to ask {council} for help, and what happens next in {area}.
topics: [short-breaks]
contact: sen-team
next_steps: [/guides/not-here/, /guides/asking/]
owner: sen-team
assured_date: 2026-11-01
assured_by: Local Offer project
---
Ring {local offer phone}, or ask the {team: sen-team}. See [the bus](/services/no-such-bus/).

- You write to us.
- {slot: our-form}

{slot: how-long}

## Who decides

We decide. {slot: who-decides} You can appeal.
"""


def _slot(name: str, text: str) -> str:
    return (
        f"---\nguide: asking\nslot: {name}\nowner: help-line\nassured_date: 2026-11-02\n"
        f"assured_by: Help line\n---\n{text}\n"
    )


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """A council with a national layer of one guide, one contact, one word and one setting."""
    content, national = tmp_path / "content", tmp_path / "national"
    shutil.copytree(GOOD, content)
    site = content / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace("national: no\n", ""), "utf-8")
    (national / "guides").mkdir(parents=True)
    (national / "guides" / "asking.md").write_text(GUIDE, encoding="utf-8")
    (national / "contacts.yaml").write_text(
        "- id: sen-team\n  role: SEN team\n  organization: '{council}'\n"
        "  about: They help with plans.\n",
        encoding="utf-8",
    )
    return tmp_path


def _check(folders: Path, *, packages: Path = ROOT) -> CheckResult:
    for name in ("templates", "node_modules"):
        if not (folders / name).exists():
            (folders / name).symlink_to(packages / name)
    return check(Task(folders / "content", folders, None, date(2026, 11, 21)))


def _guide_text(result: CheckResult) -> str:
    assert result.offer
    guide = next(one for one in result.offer.guides if one.slug == "asking")
    return str(guide.text.html)


def test_a_national_guide_speaks_for_the_council(folders: Path) -> None:
    result = _check(folders)
    assert problems.as_text(result.problems) == "0 errors, 0 warnings.\n"
    assert result.offer
    guide = next(one for one in result.offer.guides if one.slug == "asking")
    assert guide.is_national
    assert guide.record.title == f"Ask {result.offer.site.council.name} for help"
    phone = str(result.offer.site.phone)
    assert f'<a href="{phone_href(phone)}">{phone}</a>' in str(guide.text.html)
    assert "{" not in str(guide.text.html)


def test_what_a_council_does_not_have_leaves_no_trace(folders: Path) -> None:
    result = _check(folders)
    text = _guide_text(result)
    assert "See the bus." in text
    assert text.count("<li>") == 1
    assert "We decide. You can appeal." in text
    assert result.offer
    guide = next(one for one in result.offer.guides if one.slug == "asking")
    assert guide.record.next_steps == ("/guides/asking/",)


def test_a_slot_holds_the_councils_words_and_says_where(folders: Path) -> None:
    slots = folders / "content" / "slots"
    slots.mkdir()
    (slots / "a.md").write_text(_slot("who-decides", "A panel\nmeets on Thursdays."), "utf-8")
    (slots / "b.md").write_text(_slot("our-form", "You can use our form."), "utf-8")
    result = _check(folders)
    assert problems.as_text(result.problems) == "0 errors, 0 warnings.\n"
    text = _guide_text(result)
    assert "We decide. A panel meets on Thursdays. You can appeal." in text
    assert "<li>You can use our form.</li>" in text
    assert result.offer
    guide = next(one for one in result.offer.guides if one.slug == "asking")
    assert guide.council_headings == ("", "who-decides")


def test_a_page_names_the_sources_of_both_and_its_first_check_due(folders: Path) -> None:
    guide = folders / "national" / "guides" / "asking.md"
    guide.write_text(GUIDE.replace("owner:", "source: The law\nowner:"), encoding="utf-8")
    slots = folders / "content" / "slots"
    slots.mkdir()
    own = _slot("who-decides", "A panel.").replace("owner:", "source: Our minutes\nowner:")
    (slots / "a.md").write_text(own, encoding="utf-8")
    asking = next(one for one in _check(folders).pages if one.address == "/guides/asking/")
    assert asking.assurance
    assert asking.assurance.source == "The law; Our minutes"
    assert asking.assurance.due == date(2027, 11, 1)
    soon = own.replace("owner:", "next_check: 2026-11-20\nowner:")
    (slots / "a.md").write_text(soon, encoding="utf-8")
    asking = next(one for one in _check(folders).pages if one.address == "/guides/asking/")
    assert asking.assurance
    assert asking.assurance.due == date(2026, 11, 20)
    assert asking.assurance.overdue


def test_a_council_replaces_leaves_out_and_is_told_of_slips(folders: Path) -> None:
    content = folders / "content"
    (content / "slots").mkdir()
    (content / "slots" / "a.md").write_text(_slot("who-decide", "A panel does."), "utf-8")
    with (content / "site.yaml").open("a", encoding="utf-8") as site:
        site.write("leave_out: [guides/askin.md]\n")
    said = problems.as_text(_check(folders).problems)
    assert 'no slot "who-decide". Did you mean who-decides?' in said.replace(
        '"who-decides"', "who-decides"
    )
    assert 'no national text "guides/askin.md"' in said
    (content / "site.yaml").write_text(
        (content / "site.yaml").read_text("utf-8").replace("askin.md", "asking.md"), "utf-8"
    )
    (content / "slots" / "a.md").unlink()
    result = _check(folders)
    assert problems.as_text(result.problems) == "0 errors, 0 warnings.\n"
    assert result.offer
    assert "asking" not in [guide.slug for guide in result.offer.guides]


def test_a_councils_row_takes_the_place_of_the_national_one(folders: Path) -> None:
    contacts = folders / "content" / "contacts.yaml"
    contacts.write_text(
        contacts.read_text("utf-8") + "- id: sen-team\n  role: Plans team\n"
        "  organization: Little Marsh Council\n  about: They write plans.\n"
        "  email: plans@example.org\n",
        "utf-8",
    )
    result = _check(folders)
    assert result.offer
    assert result.offer.lists.contacts["sen-team"].role == "Plans team"
    assert "ask the plans team" in _guide_text(result)


def test_a_placeholder_for_nobody_is_an_error(folders: Path) -> None:
    guide = next((folders / "content" / "guides").glob("*.md"))
    guide.write_text(guide.read_text("utf-8") + "\nRing {phone: sen-teem} today.\n", "utf-8")
    said = problems.as_text(_check(folders).problems)
    assert 'There is no contact "sen-teem" in contacts.yaml for {phone: sen-teem}.' in said


def test_a_name_of_nobody_in_a_slot_is_told_where_it_stands_and_there_alone(folders: Path) -> None:
    slots = folders / "content" / "slots"
    slots.mkdir()
    (slots / "a.md").write_text(_slot("how-long", "Ring {phone: sen-teem} today."), "utf-8")
    paths = {problem.path for problem in problems.errors(_check(folders).problems)}
    assert paths == {"slots/a.md"}


def test_a_broken_link_in_a_national_text_is_no_warning_to_a_council(folders: Path) -> None:
    guide = folders / "national" / "guides" / "asking.md"
    guide.write_text(guide.read_text("utf-8") + "\n[A page](https://gone.gov.uk/a).\n", "utf-8")
    (folders / "content" / "link-checks.yaml").write_text(
        "- address: https://gone.gov.uk/a\n  checked: 2026-11-12\n  found: broken\n"
        "  why: there is no such page (404)\n",
        "utf-8",
    )
    assert problems.as_text(_check(folders).problems) == "0 errors, 0 warnings.\n"


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("a {slot: x} b", "a X b"),
        ("{slot: x}", "X"),
        ("> {slot: x}\n> b", "> X\n> b"),
        ("1. {slot: x}\n2. b", "1. X\n2. b"),
        ("  - {slot: x}", "  - X"),
    ],
)
def test_a_slot_stands_where_it_is_written(text: str, filled: str) -> None:
    assert slots_in(text) == ("x",)
    assert compose(text, {"x": "X\n"})[0] == filled


@pytest.mark.parametrize(
    ("role", "inside"),
    [
        ("School travel team", "Ask the school travel team."),
        ("SEND team", "Ask the SEND team."),
        ("EHC coordinators", "Ask the EHC coordinators."),
        ("Brackenshire SENDIASS", "Ask the Brackenshire SENDIASS."),
        ("Kooth", "Ask the Kooth."),
    ],
)
def test_a_team_that_is_no_name_is_written_small_inside_a_sentence(role: str, inside: str) -> None:
    values = {"team: a": (role, role)}
    source = Source("guides/a.md", {}, {}, "Ask the {team: a}.\n\n- {team: a}")
    assert fill_placeholders(source, values).body == f"{inside}\n\n- {role}"


def test_a_team_is_written_small_where_its_council_or_number_follows() -> None:
    role, reach = "Short breaks team", "Short breaks team at Thornshire County Council"
    values = {"team: a": (role, role), "contact: a": (reach, reach)}
    source = Source("guides/a.md", {}, {}, "Ring the {contact: a}.\n\n- {contact: a}")
    inside = "Ring the short breaks team at Thornshire County Council."
    assert fill_placeholders(source, values).body == f"{inside}\n\n- {reach}"


def test_a_text_full_of_brackets_comes_back_as_it_was() -> None:
    """A pattern that backtracks would not be done with it tomorrow."""
    text = "{slot:" * 20_000 + "{ council " * 20_000 + " " * 50_000
    source = Source("guides/a.md", {}, {}, text)
    assert fill_placeholders(source, {"council": ("A", "B")}).body == text
    assert compose(text, {})[0] == text


@pytest.mark.parametrize("change", ["help: nobody-here", "leave_out: ['contacts.yaml#sen-team']"])
def test_a_site_without_its_first_contact_is_told_so(folders: Path, change: str) -> None:
    site = folders / "content" / "site.yaml"
    text = site.read_text(encoding="utf-8").replace("help: help-line", "help: sen-team")
    key = change.partition(":")[0]
    others = [line for line in text.splitlines() if not line.startswith(f"{key}:")]
    site.write_text("\n".join([*others, change, ""]), encoding="utf-8")
    result = _check(folders)
    assert ("site.yaml", "help") in {(one.path, one.field) for one in result.problems}
    assert not result.pages
