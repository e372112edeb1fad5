"""What every setting should do: a small council's statements as parents and staff read them."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from localoffer.cli.content_commands import accept
from localoffer.pipeline import Task, build, check
from localoffer.problems import ContentError

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
FIRST = "You do not need a diagnosis or an EHC plan."
CI = "provision/communication"

Lay = Callable[[Path, Mapping[str, Any]], None]
Site = Callable[..., Path]


def task(content: Path) -> Task:
    return Task(content, ROOT, ROOT / ".localoffer", TODAY)


@pytest.fixture
def site(expecting: Path, lay: Lay, tmp_path: Path) -> Site:
    """Builds a council with these statements, each by its id."""

    def make(**statements: dict[str, Any]) -> Path:
        files = {f"provision/{one.replace('_', '-')}.md": text for one, text in statements.items()}
        lay(expecting, files)
        build(task(expecting), tmp_path / "site")
        return tmp_path / "site"

    return make


def page(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def words(html: str) -> str:
    """The words of a page's main part, as they are read aloud."""
    main = html.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def statement_ids(html: str) -> list[str]:
    return re.findall(r'id="([a-z]+-(?:uni|tar)-\d+)"', html)


def told(content: Path, name: str) -> list[str]:
    """The level and words of all that is wrong with one statement."""
    problems = check(task(content)).problems
    return [
        f"{one.level}, {one.field}: {one.message} {one.fix}" for one in problems if name in one.path
    ]


def test_a_council_without_statements_has_no_such_page(site: Site) -> None:
    assert not (site() / "provision").exists()


def test_the_first_line_of_every_page_is_that_nobody_needs_a_diagnosis_or_a_plan(
    site: Site,
) -> None:
    built = site(ci_uni_03={}, ci_tar_01={"tier": "targeted"})
    pages = sorted((built / "provision").rglob("index.html"))
    late = [
        str(file)
        for file in pages
        if not re.search(rf"</h1>\s*<p[^>]*>\s*(<strong>)?{FIRST}", file.read_text("utf-8"))
    ]
    assert len(pages) > 15
    assert late == []


def test_a_statement_stands_at_its_anchor_and_its_own_page_says_all_of_it_in_order(
    site: Site,
) -> None:
    built = site(ci_uni_03={})
    anchored = page(built, CI).partition('id="ci-uni-03"')[2].partition("</li>")[0]
    assert "You should see pictures of the day on the wall." in anchored
    assert "For early years settings and primary schools." in anchored
    said = words(page(built, "provision/ci-uni-03"))
    parts = (
        *("What you should see You should see pictures", "What staff are told Adults should use"),
        *("How you can tell Look at the wall", "Who does it The class teacher"),
        *("Questions to ask May we have", "If it is not happening Ask the teacher"),
        *("In a young person’s words The pictures", "Agreed Version 1, agreed on 15 June 2026"),
    )
    assert [said.index(part) for part in parts] == sorted(said.index(part) for part in parts)
    assert f"https://localoffer.example.org/{CI}/#ci-uni-03" in said
    assert "Little Marsh SENDIASS" in said


def test_staff_read_the_same_statements_in_the_same_order_and_each_leads_to_the_other_voice(
    site: Site,
) -> None:
    built = site(ci_uni_02={}, ci_uni_10={}, ci_tar_01={"tier": "targeted"})
    parents, staff = page(built, CI), page(built, f"{CI}/staff")
    order = ["ci-uni-02", "ci-uni-10", "ci-tar-01"]
    assert statement_ids(parents) == statement_ids(staff) == order
    assert "visual supports" in words(staff)
    assert "visual supports" not in words(parents)
    assert [f'href="/{CI}/staff/#{one}"' in parents for one in order] == [True] * 3
    assert [f'href="/{CI}/#{one}"' in staff for one in order] == [True] * 3


def test_a_changed_statement_keeps_what_it_said_when_and_why(site: Site) -> None:
    earlier = {
        "version": 1,
        "agreed": "2025-05-01",
        "staff": "Use pictures.",
        "parents": "You should see pictures.",
        "why": "Families asked where to look.",
    }
    built = site(ci_uni_03={"version": 2, "history": [earlier]})
    kept = re.search(
        r'<details class="earlier">\s*<summary>(.*?)</summary>(.*?)</details>',
        page(built, "provision/ci-uni-03"),
        re.DOTALL,
    )
    assert kept
    assert kept[1] == "Version 1, agreed on 1 May 2025"
    for said in ("Families asked where to look.", "You should see pictures.", "Use pictures."):
        assert said in kept[2]


def test_the_short_forms_of_a_statement_are_explained_on_its_page(
    expecting: Path, site: Site
) -> None:
    (expecting / "glossary.yaml").write_text(
        "- {id: senco, term: SENCO, stands_for: special needs coordinator, meaning: In charge.}\n"
        "- {id: sen, term: SEN, stands_for: special educational needs, meaning: Needing more.}\n",
        encoding="utf-8",
    )
    said = words(page(site(ci_uni_01={"who": "The SENCO."}), "provision/ci-uni-01"))
    assert "Words explained SENCO (special needs coordinator) In charge." in said
    assert "Needing more." not in said


def test_what_is_ticked_is_in_the_privacy_notice_where_there_is_anything_to_tick(
    site: Site,
) -> None:
    told = "What you tick for a meeting"
    assert told not in words(page(site(), "privacy"))
    assert told in words(page(site(ci_uni_01={}), "privacy"))


def test_a_need_leads_to_what_every_setting_should_do_for_it(expecting: Path, site: Site) -> None:
    areas = expecting / "lists" / "need-areas.yaml"
    text = areas.read_text(encoding="utf-8").replace("For some.}", "For some., needs: [autism]}")
    areas.write_text(text, encoding="utf-8")
    built = site(ci_uni_01={})
    for need, number in (("autism", 1), ("any", 0)):
        assert page(built, f"find/needs/{need}").count('href="/provision/communication/"') == number
    assert 'href="/provision/"' in page(built, "site-map")


def test_statements_are_found_by_age_and_by_tier_and_never_under_staffs_names(site: Site) -> None:
    built = site(
        ci_uni_01={"title": "Clear words"},
        ci_tar_01={"title": "A quiet group", "tier": "targeted", "phases": ["secondary"]},
    )
    primary = words(page(built, "provision/phases/primary"))
    secondary = words(page(built, "provision/phases/secondary"))
    assert "Clear words" in primary
    assert "A quiet group" not in primary
    assert "A quiet group" in secondary
    assert "Clear words" in words(page(built, "provision/tiers/every-child"))
    assert "A quiet group" in words(page(built, "provision/tiers/more"))
    assert not (built / "provision/phases/post-16").exists()
    for file in (built / "provision").rglob("index.html"):
        assert not re.search(r"(?i)universal|targeted|quality first", file.read_text("utf-8"))


def test_a_long_list_across_areas_is_of_titles_and_the_areas_own_page_says_what_each_says(
    site: Site,
) -> None:
    many = {f"ci_uni_{number:02}": {"title": f"Part {number:02}"} for number in range(1, 31)}
    built = site(**many)
    primary = words(page(built, "provision/phases/primary"))
    assert [f"Part {number:02}" in primary for number in range(1, 31)] == [True] * 30
    assert "pictures of the day" not in primary
    assert words(page(built, CI)).count("pictures of the day on the wall.") == 30


def test_the_grid_says_how_many_there_are_where_they_are_and_where_there_are_none_yet(
    site: Site,
) -> None:
    built = site(ci_uni_01={}, ci_uni_02={"facets": ["teaching", "progress"]})
    grid = page(built, "provision/what-is-said")
    rows = re.findall(r'<th scope="row">(.*?)</tr>', grid, re.DOTALL)
    assert [row.count("<td>") for row in rows] == [4] * 12
    assert [row.count("Nothing yet") for row in rows[:4]] == [2, 4, 4, 2]
    assert "SI 2014/1530 Sch 2 para 5(a)" in rows[0]
    assert "4 of the 40 boxes have something. 36 have nothing yet." in words(grid)
    link = re.search(r'href="/(provision/what-is-said/[a-z-]+)/#early-years">2<', rows[0])
    assert link
    early = page(built, link[1]).partition('id="early-years"')[2].partition("</section>")[0]
    assert early.count('name="s"') == 2


def test_the_front_page_says_what_this_is_what_it_rests_on_and_what_nobody_has_verified(
    site: Site,
) -> None:
    front = words(page(site(ci_uni_01={}), "provision"))
    assert "It is not a term of the law" in front
    assert "SI 2014/1530 Sch 2 para 3(a)" in front
    assert "SEND Code of Practice 4.32 Paragraph number not verified" in front
    assert "Parent Voice: 1 statement, on 15 June 2026" in front


def test_what_an_author_types_is_text_and_never_markup(site: Site) -> None:
    nasty = "<script>alert(1)</script>"
    built = site(ci_uni_01={"title": f"A {nasty}", "parents": nasty, "young_person": nasty})
    for file in (built / "provision").rglob("index.html"):
        assert "<script>alert" not in file.read_text("utf-8")


def test_an_anchor_that_was_promised_stands_for_ever(expecting: Path, lay: Lay) -> None:
    file = "provision/ci-uni-03.md"
    lay(expecting, {file: {}, "provision/ci-uni-04.md": {}})
    accept(task(expecting))
    promised = (expecting / "addresses.txt").read_text(encoding="utf-8")
    assert f"/{CI}/#ci-uni-03\n/{CI}/#ci-uni-04\n" in promised
    lay(expecting, {file: {"parents": "You should see new pictures."}})
    assert told(expecting, "addresses.txt") == []
    lay(expecting, {file: {"draft": "yes"}})
    assert len(told(expecting, "addresses.txt")) == 2
    (expecting / file).unlink()
    gone = told(expecting, "addresses.txt")
    assert [one for one in gone if f"/{CI}/#ci-uni-03 was published before and is gone." in one]
    assert not [one for one in gone if "ci-uni-04" in one]
    assert "Letters may cite it: put ci-uni-03 back." in " ".join(gone)


def test_a_withdrawn_statement_stays_at_its_anchor_says_why_and_counts_nowhere(
    expecting: Path, site: Site
) -> None:
    site(ci_uni_01={}, ci_uni_02={})
    accept(task(expecting))
    why = "Since 1 May 2026 schools do this for all: see ci-uni-01."
    built = site(ci_uni_01={}, ci_uni_02={"withdrawn": why})
    both = page(built, CI)
    assert statement_ids(both) == ["ci-uni-01", "ci-uni-02"]
    row = both.partition('id="ci-uni-02"')[2].partition("</li>")[0]
    assert why in row
    assert "checkbox" not in row
    whole = words(page(built, "provision/ci-uni-02"))
    assert f"This is no longer agreed. {why}" in whole
    assert "You should see pictures of the day on the wall." in whole
    assert "ci-uni-02" not in page(built, "provision/phases/primary")
    assert "Primary school 1 statement" in words(page(built, "provision"))
    (expecting / "addresses.txt").unlink()
    nothing = site(ci_uni_01={"withdrawn": why}, ci_uni_02={"withdrawn": why})
    assert "Each of the 40" not in words(page(nothing, "provision/what-is-said"))


def test_a_statement_that_cannot_be_read_is_told_once_and_not_also_as_lost(
    expecting: Path, lay: Lay
) -> None:
    lay(expecting, {"provision/ci-uni-03.md": {}, "provision/ci-uni-04.md": {}})
    accept(task(expecting))
    lay(expecting, {"provision/ci-uni-03.md": {"phases": ["nursery class"]}})
    assert len(told(expecting, "ci-uni-03")) == 1
    assert told(expecting, "addresses.txt") == []


@pytest.mark.parametrize(
    "name", ["ci-uni-3", "cl-uni-03", "ci-tar-03", "ci-uni-three", "ci-uni-03-b"]
)
def test_an_id_that_does_not_fit_its_statement_is_an_error(
    expecting: Path, lay: Lay, name: str
) -> None:
    lay(expecting, {f"provision/{name}.md": {}})
    expected = (
        f"error, : The file's name is the statement's id, and \"{name}\" does not fit what it "
        "says. "
        "Name a universal statement of Communication and interaction ci-uni-NUMBER.md, "
        "such as ci-uni-07.md, or correct its area or tier."
    )
    assert told(expecting, name) == [expected]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"agreed": "2026-11-22"}, "error, agreed: It was agreed in the future (2026-11-22)."),
        ({"agreed": "2025-11-20"}, "warning, agreed: It was agreed more than 12 months ago"),
        ({"young_person": "It is nice. " * 11}, "warning, young_person: The young"),
        ({"parents": "It is Quality First teaching."}, 'error, parents: "Quality First" is'),
        ({"questions": ["Is it in the universal offer?"]}, 'error, questions.1: "universal offer"'),
        ({"if_not": "Utilise the form."}, "warning, if_not: "),
        ({"how_you_can_tell": "TODO: write this."}, "error, how_you_can_tell: "),
    ],
)  # fmt: skip
def test_a_statements_days_and_its_words_to_parents_are_checked(
    expecting: Path, lay: Lay, changes: dict[str, Any], expected: str
) -> None:
    lay(expecting, {"provision/ci-uni-03.md": dict(**changes)})
    assert [one for one in told(expecting, "ci-uni-03") if one.startswith(expected)]


def test_a_fine_statement_gets_no_word_and_staff_may_be_told_things_in_their_own(
    expecting: Path, lay: Lay
) -> None:
    staff = "Quality first teaching (QFT) should utilise visual supports in the universal offer."
    lay(expecting, {"provision/ci-uni-03.md": {"staff": staff}})
    assert told(expecting, "ci-uni-03") == []


def test_versions_have_to_follow_one_another(expecting: Path, lay: Lay) -> None:
    earlier = {
        "version": 1, "agreed": "2026-07-01", "staff": "Use them.", "parents": "See them.",
        "why": "It was short.",
    }  # fmt: skip
    lay(expecting, {"provision/ci-uni-03.md": {"version": 2, "history": [earlier]}})
    assert "Version 1 is not older than the one after it." in " ".join(told(expecting, "ci-uni-03"))


def test_an_error_in_a_statement_stops_the_build(site: Site) -> None:
    with pytest.raises(ContentError):
        site(cl_uni_01={})
