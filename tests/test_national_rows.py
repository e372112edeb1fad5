"""National topics, words and statements: their slots, and rows that are the council's own."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from localoffer.model.guide import Guide
from localoffer.offer import Entry
from localoffer.pipeline import CheckResult, Task, build, check

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)

TOPIC = """---
title: Breaks
summary: What breaks there are in {area}, and who can have them.
links: [{to: /a-z/}]
---
You are allowed to be tired. {slot: clubs}
"""
SLOT = """---
topic: breaks
slot: clubs
owner: help-line
assured_date: 2026-11-02
assured_by: Help line
---
Many clubs need no assessment.
"""
STATEMENT = """---
area: everyone
tier: universal
phases: [primary]
facets: [teaching]
title: Pictures as well as words
staff: Staff should use pictures in every lesson of the day.
parents: You should see pictures of the day on the wall.
how_you_can_tell: Look at the wall by the door.
who: The class teacher
questions: [May we have the same pictures at home?]
if_not: "Call {advice service}."
young_person: The pictures tell me what is next.
---
"""
FIGURE = """- id: plans
  title: How many plans came in 20 weeks
  sentence: Nearly six in ten plans came in time.
  unit: percent
  as_at: 2026-01-31
  source: SEN2
  points: [{label: "2025", value: 58}]
"""
AREA = (
    "- {id: everyone, code: all, name: All, plain_name: Every child, description: For everyone.}\n"
)


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """A council, and a national layer with a topic, a statement and some words."""
    content, national = tmp_path / "content", tmp_path / "national"
    shutil.copytree(ROOT / "tests" / "examples" / "good", content)
    site = content / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace("national: no\n", ""), "utf-8")
    files = {
        "topics/breaks.md": TOPIC,
        "provision/all-uni-01.md": STATEMENT,
        "lists/need-areas.yaml": AREA,
        "vocabulary/synonyms.yaml": "- {words: [Sitter, minder], means: [breaks], match: expand}\n"
        "- {words: [dog-sitter], means: [animals], match: expand}\n",
        "vocabulary/best-bets.yaml": "- {words: [breaks, rest], pages: [/a-z/], reason: One list.}",
    }
    for path, text in files.items():
        (national / path).parent.mkdir(parents=True, exist_ok=True)
        (national / path).write_text(text, encoding="utf-8")
    for name in ("templates", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def lay(folders: Path, path: str, text: str) -> None:
    file = folders / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def checked(folders: Path) -> CheckResult:
    return check(Task(folders / "content", folders, None, TODAY))


def told(folders: Path, path: str) -> list[str]:
    return [one.message for one in checked(folders).problems if one.path == path]


def found_guides(folders: Path) -> tuple[Entry[Guide], ...]:
    offer = checked(folders).offer
    assert offer
    return offer.guides


def topic_text(folders: Path) -> str:
    offer = checked(folders).offer
    assert offer
    return next(str(one.text.html) for one in offer.topics if one.slug == "breaks").strip()


def test_a_topic_has_slots_too(folders: Path) -> None:
    assert topic_text(folders) == "<p>You are allowed to be tired.</p>"
    lay(folders, "slots/breaks-clubs.md", SLOT)
    assert topic_text(folders) == (
        "<p>You are allowed to be tired. Many clubs need no assessment.</p>"
    )
    assert told(folders, "slots/breaks-clubs.md") == []
    build(Task(folders / "content", folders, None, TODAY), folders / "site")
    page = (folders / "site/topics/breaks/index.html").read_text(encoding="utf-8")
    assert "2 November 2026" in page


def test_a_slot_may_add_keywords_and_next_steps_to_its_text(folders: Path) -> None:
    guide = (folders / "content" / "guides" / "short-breaks.md").read_text(encoding="utf-8")
    (folders / "national" / "guides").mkdir()
    (folders / "national" / "guides" / "resting.md").write_text(guide, encoding="utf-8")
    more = "keywords: [crab pots]\n"
    lay(folders, "slots/breaks-clubs.md", SLOT.replace("owner:", f"{more}owner:"))
    for name in ("resting", "short-breaks"):
        words = f"guide: {name}\n{more}next_steps: [/find/]"
        lay(folders, f"slots/{name}.md", SLOT.replace("topic: breaks", words))
    offer = checked(folders).offer
    assert offer
    assert [one.record.keywords for one in offer.topics if one.is_national] == [("crab pots",)]
    guides = {one.slug: one.record for one in offer.guides}
    own, national = guides["short-breaks"], guides["resting"]
    assert national.keywords == (*own.keywords, "crab pots")
    assert national.next_steps == (*own.next_steps, "/find/")
    assert "crab pots" not in own.keywords


def test_a_slot_may_add_figures_and_sentences_in_other_languages_to_its_guide(
    folders: Path,
) -> None:
    guide = (folders / "content" / "guides" / "short-breaks.md").read_text(encoding="utf-8")
    (folders / "national" / "guides").mkdir()
    polish = "translations: [{language: pl, name: Polski, text: Nie trzeba diagnozy.}]\n"
    text = guide.replace("owner:", f"{polish}owner:")
    (folders / "national" / "guides" / "resting.md").write_text(text, encoding="utf-8")
    lay(folders, "figures.yaml", FIGURE)
    assert told(folders, "figures.yaml") == []
    before = next(one for one in found_guides(folders) if one.slug == "resting")
    more = (
        "guide: resting\nfigures: [plans]\ntranslations:\n"
        "  - {language: pl, name: Polski, text: Zadzwoń do nas.}\n"
        "  - {language: cy, name: Cymraeg, text: Ffoniwch ni.}\n"
    )
    lay(folders, "slots/resting.md", SLOT.replace("topic: breaks\n", more))
    after = next(one for one in found_guides(folders) if one.slug == "resting")
    assert after.record.figures == ("plans",)
    assert [(one.name, one.text) for one in after.record.translations] == [
        ("Polski", "Nie trzeba diagnozy. Zadzwoń do nas."),
        ("Cymraeg", "Ffoniwch ni."),
    ]
    assert before.digest != after.digest
    lay(folders, "slots/resting.md", SLOT.replace("topic: breaks", "guide: resting\nfigures: [no]"))
    assert '"no" is not in figures.yaml.' in told(folders, "slots/resting.md")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("slot:", "next_steps: [/find/]\nslot:", "A topic has no next_steps: only a guide has."),
        ("slot:", "figures: [plans]\nslot:", "A topic has no figures: only a guide has."),
        ("slot: clubs", "slot: club", 'The national topic breaks has no slot "club".'),
        ("topic: breaks", "topic: brakes", '"brakes" is not in the folder topics.'),
        ("topic: breaks\n", "", "Words for a slot belong to one guide or to one topic."),
        ("topic:", "guide: sleep\ntopic:", "Words for a slot belong to one guide or to one topic."),
    ],
)
def test_a_slip_in_the_words_for_a_topic_is_told(
    folders: Path, old: str, new: str, message: str
) -> None:
    lay(folders, "slots/breaks-clubs.md", SLOT.replace(old, new))
    found = told(folders, "slots/breaks-clubs.md")
    assert [one for one in found if one.startswith(message)], found


def test_a_word_of_the_councils_vocabulary_leaves_the_national_row(folders: Path) -> None:
    own = "- {words: [sitter, dog sitter], means: [short breaks at home], match: equivalent}"
    lay(folders, "vocabulary/synonyms.yaml", own)
    lay(folders, "vocabulary/best-bets.yaml", "- {words: [rest], pages: [/find/], reason: Ours.}")
    result = checked(folders)
    assert result.offer
    assert [(row.words, row.match) for row in result.offer.synonyms] == [
        (("minder",), "expand"),
        (("sitter", "dog sitter"), "equivalent"),
    ]
    assert [(row.words, row.pages) for row in result.offer.best_bets] == [
        (("breaks",), ("/a-z/",)),
        (("rest",), ("/find/",)),
    ]
    assert [one for one in result.problems if one.path.startswith("vocabulary/")] == []


def test_a_national_statement_says_that_it_is_a_start_and_that_nobody_here_has_agreed_it(
    folders: Path,
) -> None:
    build(Task(folders / "content", folders, None, TODAY), folders / "site")
    page = (folders / "site/provision/all-uni-01/index.html").read_text(encoding="utf-8")
    assert "Little Marsh Council has not agreed it with its nurseries" in page
    assert "Little Marsh SENDIASS" in page
