"""Schools as a family meets them: found by name, with the state of their report in words."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from localoffer.pipeline import Task, build

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
CHECKED = {"checked": "2026-11-01", "found": "working", "format": "page", "has_text": "yes"}
COORDINATORS = """\
- {contact: help-line, covers: Schools in other areas, outside: yes}
- {contact: sendiass, covers: Everyone else}
"""


def _report(name: str, **fields: str) -> dict[str, Any]:
    return {"report": {"url": f"https://{name}.example.org/sen", **fields}}


#: A school for each state of a report and each kind of place that a page speaks of.
SCHOOLS: dict[str, dict[str, Any]] = {
    "ash": {**_report("ash", dated="2026-09-07", checked="2026-10-01"), "urn": "990001"},
    "beech": _report("beech"),
    "cedar": _report("cedar", checked="2026-10-01"),
    "dogwood": _report("dogwood"),
    "elm": {**_report("elm"), "email": "office@elm.example.org"},
    "fir": _report("fir"),
    "gorse": {"email": "office@gorse.example.org"},
    "hazel": _report("hazel"),
    "ivy": {"kind": "college", "phases": ["post-16"], "city": "Far Hills", "in_area": "no"},
    "juniper": {"kind": "special school", "phone": "01632 960444"},
    "kelp": {
        "special_provision": ["resourced provision", "SEN unit"],
        "resourced_places": "20",
        "register_needs": ["ASD - Autistic Spectrum Disorder"],
        "urn": "990002",
    },
    "laurel": {
        "bases": [{"name": "The Nest", "needs": ["autism"], "places": "8"}],
        "senco": {"email": "senco@laurel.example.org"},
        "former_names": ["Old Laurel School"],
        "phases": ["early years", "primary"],
    },
    "maple": {"status": "closed", "closes": "2026-07-22"},
    "nettle": {"kind": "early years setting", "phases": ["early years"]},
    "oak": {"kind": "special school", "hospital": "yes"},
    "pine": {"kind": "independent school", "status": "closing", "closes": "2027-08-31"},
}
CHECKS: dict[str, dict[str, Any]] = {
    "beech": {**CHECKED, "dated": "2024-05-02", "reading_age": "17", "words": "2900",
              "seems": ["teaching", "progress"]},
    "dogwood": {**CHECKED, "found": "moved", "moved_to": "https://dogwood.example.org/new",
                "dated": "2026-06-01"},
    "elm": {"checked": "2026-11-01", "found": "broken", "why": "The page is not there (404)"},
    "fir": {**CHECKED, "format": "PDF", "has_text": "no"},
}  # fmt: skip


@dataclass(frozen=True)
class Built:
    """A built site, read as a reader does."""

    folder: Path

    def html(self, address: str) -> str:
        """The page at an address."""
        return (self.folder / address.strip("/") / "index.html").read_text(encoding="utf-8")

    def words(self, address: str) -> str:
        """The words of a page's main part, as they are read aloud."""
        main = self.html(address).partition("<main")[2].partition("</main>")[0]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())

    def report(self, school: str) -> str:
        """The words of the box on a school's report."""
        words = self.words(f"/schools/{school}/")
        return words.partition("SEN information report")[2].partition("EHC coordinator for")[0]


def _lay(content: Path, schools: Mapping[str, Mapping[str, Any]]) -> None:
    (content / "schools").mkdir()
    for name, fields in schools.items():
        usual = {
            "name": f"{name.title()} School",
            "kind": "maintained school",
            "phases": ["primary"],
            "city": "Little Marsh",
            "area": None if "city" in fields else "little-marsh",
        }
        rows = {key: value for key, value in {**usual, **fields}.items() if value is not None}
        header = "".join(f"{key}: {json.dumps(value)}\n" for key, value in rows.items())
        (content / "schools" / f"{name}.md").write_text(f"---\n{header}---\n", encoding="utf-8")


def _build(content: Path, folder: Path) -> Built:
    build(Task(content, ROOT, folder / "state", TODAY), folder / "site")
    return Built(folder / "site")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("schools")
    content = folder / "content"
    shutil.copytree(ROOT / "tests" / "examples" / "good", content)
    _lay(content, SCHOOLS)
    rows = [
        {"address": f"https://{name}.example.org/sen", **check} for name, check in CHECKS.items()
    ]
    (content / "link-checks.yaml").write_text(
        "".join(f"- {json.dumps(row)}\n" for row in rows), encoding="utf-8"
    )
    (content / "coordinators.yaml").write_text(COORDINATORS, encoding="utf-8")
    (content / "lists" / "needs.yaml").write_text(
        "- {id: autism, name: Autism, also_called: [ASD]}\n- {id: any, name: Any need}\n",
        encoding="utf-8",
    )
    return _build(content, folder)


def test_a_school_is_three_clicks_from_home_by_the_first_letter_of_its_name(site: Built) -> None:
    assert 'href="/schools/"' in site.html("/")
    assert 'href="/schools/names/k/"' in site.html("/schools/")
    assert 'href="/schools/kelp/"' in site.html("/schools/names/k/")


def test_the_box_for_a_name_comes_before_every_list_and_asks_for_schools_alone(
    site: Built,
) -> None:
    hub = site.html("/schools/").partition("<main")[2]
    box = hub.index('name="q"')
    assert hub.index('<input type="hidden" name="school" value="yes">') > box
    assert box < hub.index("first letter of the name") < hub.index("By phase")


def test_the_town_and_the_phase_stand_beside_a_name_and_the_report_in_words(site: Built) -> None:
    listed = site.words("/schools/phases/primary/")
    assert "Ash School , Primary school in Little Marsh SEN report from September 2026" in listed
    assert "Elm School , Primary school in Little Marsh Link to the SEN report does not" in listed
    assert "Base: The Nest (autism)" in listed


def test_links_to_schools_of_one_name_say_more_than_the_name(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "examples" / "good", content)
    towns = {"a": "Ashby", "b": "Zennor"}
    twins = {key: {"name": "St Mary’s School", "city": town} for key, town in towns.items()}
    _lay(content, {**twins, "other": {}})
    site = _build(content, tmp_path)
    for address in ("/schools/phases/primary/", "/schools/reports/missing/"):
        links = re.findall(r'<a href="/schools/(?:a|b|other)/">(.*?)</a>', site.html(address))
        assert sorted(links) == [
            "Other School",
            "St Mary’s School, Primary school in Ashby",
            "St Mary’s School, Primary school in Zennor",
        ]


@pytest.mark.parametrize(
    ("way", "inside", "outside"),
    [
        ("needs/autism", "Kelp School", "Ash School"),
        ("bases", "Laurel School", "Ash School"),
        ("special", "Juniper School", "Ash School"),
        ("independent", "Pine School", "Ash School"),
        ("out-of-area", "Ivy School", "Ash School"),
        ("colleges", "Ivy School", "Ash School"),
        ("early-years", "Nettle School", "Laurel School"),
        ("phases/early-years", "Laurel School", "Nettle School"),
        ("places/little-marsh", "Ash School", "Ivy School"),
        ("places/far-hills", "Ivy School", "Ash School"),
        ("names/m", "Maple School", "Ash School"),
        ("places/little-marsh", "Ash School", "Maple School"),
    ],
)
def test_each_list_has_its_schools_and_no_other(
    site: Built, way: str, inside: str, outside: str
) -> None:
    listed = site.words(f"/schools/{way}/")
    assert inside in listed
    assert outside not in listed


@pytest.mark.parametrize(
    ("school", "sentences"),
    [
        ("ash", ["The report is dated 7 September 2026", "Read the report (ash.example.org)"]),
        (
            "beech",
            [
                "2 May 2024: about two and a half years ago",
                "Ask the school if there is a newer one",
            ],
        ),
        ("cedar", ["We cannot see a date on it"]),
        ("dogwood", ["The report has moved", "The report is dated 1 June 2026"]),
        ("elm", ["did not work when we last tried", "The page is not there (404).", "office@ elm"]),
        ("fir", ["Your screen reader may not be able to read it", "Ask the school for the words"]),
        (
            "gorse",
            [
                "We have not found it yet.",
                "This does not mean that the school does not help.",
                "Hello. I would like to know how you help children",
            ],
        ),
        ("hazel", ["Nobody here has looked at it yet"]),
        ("ivy", ["The law does not ask colleges for a report.", "ask the same questions"]),
        ("nettle", ["does not ask private nurseries, playgroups and childminders for a report"]),
        ("oak", ["does not ask special schools in hospitals for a report"]),
        ("pine", ["The law does not ask independent schools for a report."]),
    ],
)
def test_every_state_of_a_report_is_said_in_words_of_its_own(
    site: Built, school: str, sentences: list[str]
) -> None:
    said = site.report(school)
    assert [sentence for sentence in sentences if sentence not in said] == []


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"email": "office@ash.example.org", "phone": "01632 960444"}, "Send it to office@"),
        ({"senco": {"email": "senco@ash.example.org"}}, "Send it to senco@"),
        ({"phone": "01632 960444"}, "Read it out on 01632 960444 ."),
        (
            {"phone": "01632 960444", "url": "https://ash.example.org/"},
            "Read it out on 01632 960444 , or send it from its website (ash.example.org) .",
        ),
        ({"url": "https://ash.example.org/"}, "Send it from its website (ash.example.org) ."),
        ({}, "We do not know how to reach the school yet. Call us on"),
    ],
)
def test_the_message_that_a_family_can_copy_has_somewhere_to_go(
    tmp_path: Path, known: dict[str, Any], told: str
) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "examples" / "good", content)
    _lay(content, {"ash": known})
    message = _build(content, tmp_path).report("ash").partition("A message you can copy")[2]
    assert told in message.partition("The SENCO")[0]


def test_a_report_that_moved_is_linked_at_its_new_address(site: Built) -> None:
    assert 'href="https://dogwood.example.org/new"' in site.html("/schools/dogwood/")


def test_what_a_visit_seemed_to_find_is_for_a_person_to_confirm(site: Built) -> None:
    said = site.report("beech")
    assert "What it seems to say: 2 of 23 answers" in said
    assert "It can be wrong, so ask the school." in said
    lacking, _, seems = said.partition("It seems to answer")
    assert "How will my child be taught?" in seems
    assert "Where is the council's Local Offer?" in lacking
    assert "It is hard to read: it suits readers of 17 and over." in said


def test_nobody_is_told_that_a_school_which_needs_no_report_lacks_one(site: Built) -> None:
    for school in ("ivy", "nettle", "oak", "pine"):
        assert "not found" not in site.report(school)


def test_the_senco_comes_first_and_the_office_of_a_special_school(site: Built) -> None:
    assert "senco@laurel.example.org" in site.html("/schools/laurel/")
    special = site.words("/schools/juniper/")
    assert "there may be no SENCO. Ask the office. 01632 960444" in special
    unknown = site.words("/schools/ash/")
    assert "We do not know yet how to reach the SENCO" in unknown


def test_a_base_says_what_is_known_and_what_is_not(site: Built) -> None:
    base = site.words("/schools/laurel/")
    assert "The Nest Needs it is for Autism Places 8" in base
    assert "Who decides who gets a place We do not know yet." in base
    register = site.words("/schools/kelp/")
    assert "The national register says it has resourced provision with 20 places." in register
    assert "The national register says it has a unit for special needs." in register
    assert "We do not know yet who decides who gets a place." in register


def test_needs_in_the_register_s_words_stand_with_the_facts_and_not_with_the_needs(
    site: Built,
) -> None:
    needs, _, facts = site.words("/schools/kelp/").partition("About this school")
    assert "Needs it is set up for Autism. Schools help children with other needs too" in needs
    assert "ASD" not in needs
    assert "Needs in the register’s words ASD - Autistic Spectrum Disorder" in facts


def test_what_to_ask_fits_the_phase_and_the_base(site: Built) -> None:
    primary = site.words("/schools/laurel/").partition("What to ask when you visit")[2]
    order = ["at playtime", "Nursery and early years: ask too", "About the base or unit"]
    assert order == sorted(order, key=primary.index)
    assert "About the base" not in site.words("/schools/ash/")
    assert "Year 9" not in primary


def test_the_coordinator_stands_on_the_school_s_page_and_in_a_plain_table(site: Built) -> None:
    assert "Local Offer team 01632 960100" in site.words("/schools/ivy/")
    assert "Little Marsh SENDIASS 01632 960200" in site.words("/schools/ash/")
    page = site.html("/schools/coordinators/")
    assert page.index("Schools in other areas") < page.index("Everyone else")
    assert '<th scope="row">Everyone else</th>' in page
    assert "tel:01632960200" in page.partition("<main")[2].partition("</main>")[0]


def test_opening_and_closing_are_said_with_their_day(site: Built) -> None:
    assert "It closed on 22 July 2026." in site.words("/schools/maple/")
    assert "It is going to close on 31 August 2027." in site.words("/schools/pine/")
    assert "It used to be called Old Laurel School" in site.words("/schools/laurel/")
    assert "This is outside our area." in site.words("/schools/ivy/")


def test_a_closed_school_tells_what_happens_now_and_nothing_of_what_is_over(
    tmp_path: Path,
) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "examples" / "good", content)
    maple = {**SCHOOLS["maple"], **_report("maple"), "senco": {"email": "s@maple.example.org"}}
    _lay(content, {"maple": maple, "oak": maple})
    with (content / "schools" / "maple.md").open("a", encoding="utf-8") as file:
        file.write("\n## Where to go\n\nThe children went to Ash School.\n")
    site = _build(content, tmp_path)
    told = site.words("/schools/maple/").partition("It closed on 22 July 2026.")[2]
    assert told.strip().startswith("Where to go The children went to Ash School.")
    for over in ("SEN information report", "SENCO", "coordinator", "What to ask", "you visit"):
        assert over not in told
    assert "Did your child go here? Call us on" in site.words("/schools/oak/")


def test_a_page_nobody_checked_says_so_and_is_not_called_late(site: Built) -> None:
    page = site.html("/schools/ash/")
    assert "We have not checked this page yet." in page
    assert "data-overdue" not in page
    assert "Get information about schools (Department for Education)" in page


def test_the_register_is_named_where_its_facts_are_used_and_nowhere_else(site: Built) -> None:
    licence = "Contains public sector information licensed under the Open Government Licence v3.0"
    assert licence in site.words("/schools/")
    assert licence in site.words("/schools/kelp/")
    assert licence not in site.words("/schools/gorse/")


def test_every_link_of_the_pages_of_schools_leads_to_a_page(site: Built) -> None:
    broken = set()
    for file in (site.folder / "schools").rglob("*.html"):
        for address in re.findall(r'href="(/[^"#?]*)', file.read_text(encoding="utf-8")):
            target = site.folder / address.lstrip("/")
            if not (target / "index.html").is_file() and not target.is_file():
                broken.add(address)
    assert broken == set()


def _levels(html: str) -> Iterator[int]:
    yield from (int(level) for level in re.findall(r"<h([1-6])", html.partition("<main")[2]))


def test_headings_are_in_order_and_no_id_stands_twice(site: Built) -> None:
    wrong = []
    for file in (site.folder / "schools").rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        levels, ids = list(_levels(html)), re.findall(r'\sid="([^"]+)"', html)
        steps = pairwise(levels)
        if levels[0] != 1 or any(after > before + 1 for before, after in steps):
            wrong.append(f"{file}: {levels}")
        if len(ids) != len(set(ids)):
            wrong.append(f"{file}: {sorted(one for one in ids if ids.count(one) > 1)}")
    assert wrong == []


def test_linked_data_describes_a_school(site: Built) -> None:
    page = site.html("/schools/ivy/")
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert data
    said = json.loads(data[1])
    assert (said["@type"], said["name"]) == ("CollegeOrUniversity", "Ivy School")
    assert said["address"]["addressLocality"] == "Far Hills"


def test_the_council_s_page_counts_the_schools_of_which_the_law_asks_a_report(
    site: Built,
) -> None:
    page = site.words("/schools/reports/")
    assert "The law asks 11 schools in our area for a report." in page
    assert "SEN report not found yet Which schools : SEN report not found yet 4 36%" in page
    assert "SI 2014/1530 Sch 1 para 8 (number not verified)" in page
    assert "compliant" not in page
    row = re.search(r"How will my child be taught\? SI 2014/1530 Sch 1 para 3\(c\) ([\d ]+)", page)
    assert row
    assert row[1].split() == ["0", "1", "1", "9"]


def test_schools_to_ask_are_listed_by_state_with_age_reading_age_and_what_was_not_seen(
    site: Built,
) -> None:
    old = site.words("/schools/reports/old/")
    assert "Beech School" in old
    assert "30 months ago" in old
    assert "Reading age 17 Not seen: kinds of need, identifying" in old
    assert "Ash School" not in old


def _table(site: Built) -> list[dict[str, str]]:
    raw = (site.folder / "schools" / "reports.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_the_table_has_a_row_for_every_school(site: Built) -> None:
    rows = {row["slug"]: row for row in _table(site)}
    assert sorted(rows) == sorted(SCHOOLS)
    beech = rows["beech"]
    assert (beech["dated"], beech["age in months"], beech["reading age"]) == (
        "2024-05-02", "30", "17",
    )  # fmt: skip
    assert "teaching" not in beech["parts that seem missing"].split("; ")
    assert rows["laurel"]["SENCO known"] == "yes"
    assert rows["ivy"]["EHC coordinator"] == "Local Offer team"
    assert rows["gorse"]["state of report"] == "SEN report not found yet"


def test_no_cell_of_the_table_is_a_formula(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "examples" / "good", content)
    names = ["=1+1", "+44", "-1", "@SUM(A1)", "Ordinary - School"]
    _lay(content, {f"school-{number}": {"name": name} for number, name in enumerate(names)})
    rows = _table(_build(content, tmp_path))
    assert sorted(row["name"] for row in rows) == sorted(
        ["'=1+1", "'+44", "'-1", "'@SUM(A1)", "Ordinary - School"]
    )


def test_what_every_setting_is_expected_to_do_stands_only_where_the_council_can_expect_it(
    tmp_path: Path,
) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "examples" / "good", content)
    shutil.copytree(ROOT / "national" / "provision", content / "provision")
    agreements = content / "agreements.yaml"
    agreements.write_text("- {agreed: 2026-06-15, agreed_by: Schools forum}", encoding="utf-8")
    areas = (ROOT / "national" / "lists" / "need-areas.yaml").read_text(encoding="utf-8")
    kept = re.sub(r"^  (needs|easy_read): .*\n", "", areas, flags=re.MULTILINE)
    (content / "lists" / "need-areas.yaml").write_text(kept, encoding="utf-8")
    away = {"city": "Far Hills", "in_area": "no"}
    _lay(content, {"ash": {}, "away": away, "pine": {"kind": "independent school"}})
    site = _build(content, tmp_path)
    told = [
        name
        for name in ("ash", "away", "pine")
        if "school-expect" in site.html(f"/schools/{name}/")
    ]
    assert told == ["ash"]
    agreements.unlink()
    assert "school-expect" not in _build(content, tmp_path).html("/schools/ash/")


def test_a_council_without_schools_says_where_else_to_look(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "examples" / "good", content)
    site = _build(content, tmp_path)
    assert [file.name for file in (site.folder / "schools").iterdir()] == ["index.html"]
    page = site.html("/schools/")
    assert "We are still writing down the schools, nurseries and colleges here." in page
    assert "01632 960100" in page
    assert "https://www.get-information-schools.service.gov.uk/" in page
    assert "choose the first letter" not in page
    assert "/schools/" not in site.html("/")
    assert "/schools/" in site.html("/find/")


def test_a_long_list_comes_in_parts_of_a_hundred_and_loses_no_school(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "examples" / "good", content)
    setting = {"kind": "early years setting", "phases": ["early years"]}
    _lay(content, {f"crab-{number:03}": setting for number in range(230)})
    site = _build(content, tmp_path)
    for start in ("early-years/", "early-years/little-marsh/", "names/c/"):
        parts = [site.html(f"/schools/{start}{part}") for part in ("", "part-2/", "part-3/")]
        found = [re.findall(r'href="/schools/(crab-\d+)/"', part) for part in parts]
        assert [len(part) for part in found] == [100, 100, 30]
        assert len({name for part in found for name in part}) == 230


def test_towns_that_are_no_area_of_the_council_are_places_in_alphabetical_order(
    tmp_path: Path,
) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "examples" / "good", content)
    towns = {"a": "Zennor", "b": "Market Barrow", "c": "Ashby"}
    _lay(content, {**{name: {"city": town} for name, town in towns.items()}, "d": {}})
    site = _build(content, tmp_path)
    places = re.findall(r'href="/schools/places/([^/]+)/"', site.html("/schools/"))
    assert places == ["little-marsh", "ashby", "market-barrow", "zennor"]


def test_a_new_finding_about_a_report_changes_the_page_that_tells_it(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "examples" / "good", content)
    _lay(content, {"elm": _report("elm")})
    before = _build(content, tmp_path).report("elm")
    row = {"address": "https://elm.example.org/sen", **CHECKS["elm"]}
    (content / "link-checks.yaml").write_text(f"- {json.dumps(row)}\n", encoding="utf-8")
    after = _build(content, tmp_path).report("elm")
    assert "did not work" not in before
    assert "did not work" in after
