"""The work list: what each record lacks, counted and chosen, the most useful first."""

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
_SCHOOL = "---\nname: Heron School\nkind: academy\nphases: [primary]\nowner: help-line\n---\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A good council with three drafts: one nearly whole, two that say little."""
    folder = Path(shutil.copytree(GOOD, tmp_path / "content"))
    whole = (folder / "services" / "saturday-club.md").read_text(encoding="utf-8")
    _draft(folder, "nearly-whole", whole.replace("needs: [any]\n", ""))
    words = "owner: sendiass\nname: {}\nsummary: We meet each week {}.\n"
    _draft(
        folder, "autism-club", f"---\n{words.format('Autism Club', 'with autistic children')}---\n"
    )
    _draft(folder, "yarn", f"---\n{words.format('Yarn', 'and knit with what there is')}---\n")
    return folder


def _draft(content: Path, slug: str, text: str) -> None:
    with_draft = text.replace("---\n", "---\ndraft: yes\n", 1)
    (content / "services" / f"{slug}.md").write_text(f"{with_draft}Come and see.\n", "utf-8")


def _todo(content: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run_in(ROOT, ["todo", "--content", str(content), *words]) == 0
    return capsys.readouterr().out


def _json(content: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_todo(content, capsys, "--json", *words))
    return found


def test_each_fact_is_counted_among_all_records_of_its_kind(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = _todo(content, capsys)
    assert "## Services: 3 of 5 to see to" in printed
    assert "- ages: 2 of 5 (for which ages it is; families filter by it)" in printed
    assert "- needs: 3 of 5 " in printed
    owners = "Little Marsh SENDIASS (sendiass) 2; Local Offer team (help-line) 1."
    assert f"By who is responsible: {owners}" in printed
    assert printed.index("- needs: ") < printed.index("- topics: ") < printed.index("- checked: ")


def test_what_searches_and_links_lead_to_comes_first(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "vocabulary").mkdir()
    row = "- {words: [on the spectrum], means: [autism, autistic], match: expand}\n"
    (content / "vocabulary" / "synonyms.yaml").write_text(row, encoding="utf-8")
    services = ["--kind", "services"]
    assert _names(_json(content, capsys, *services))[0] == "Autism Club"
    guide = content / "guides" / "short-breaks.md"
    text = guide.read_text(encoding="utf-8")
    guide.write_text(f"{text}\n[Knit with us](/services/yarn/)\n", encoding="utf-8")
    assert _names(_json(content, capsys, *services))[0] == "Yarn"


def _names(found: dict[str, Any]) -> list[str]:
    return [record["name"] for record in found["records"]]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["--field", "needs"], {"Autism Club", "The Saturday Club", "Yarn"}),
        (["--field", "minimum_age"], {"Autism Club", "Yarn"}),
        (["--field", "ages", "--owner", "help-line"], set()),
        (["--owner", "sendiass", "--kind", "service"], {"Autism Club", "Yarn"}),
        (["--search", "AUTISM"], {"Autism Club"}),
        (["--search", "nearly-whole"], {"The Saturday Club"}),
    ],
)
def test_the_list_is_chosen_by_field_owner_kind_and_words(
    content: Path, words: list[str], names: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    found = _json(content, capsys, *words)
    assert set(_names(found)) == names
    assert found["offer"] == []
    if names and "--field" in words:
        facts = {fact["fact"] for record in found["records"] for fact in record["missing"]}
        assert facts == {"ages" if words[1] == "minimum_age" else words[1]}


def test_the_list_of_a_choice_names_every_record_under_its_owner(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = _todo(content, capsys, "--field", "needs", "--kind", "services")
    assert "### Little Marsh SENDIASS (sendiass)\n\n- [ ] Autism Club: needs. In " in printed
    assert "- [ ] The Saturday Club: needs. In `services/nearly-whole.md`" in printed
    assert "phone number of the Local Offer" not in printed
    assert _todo(content, capsys, "--search", "zebra").endswith("Nothing of this is missing.\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--field", "nedes"], '"nedes" is no fact or field that a record can lack. Did you mean'),
        (["--owner", "sendias"], "Did you mean sendiass?"),
        (["--kind", "servics"], "Did you mean services?"),
        (["--owner", "zzz"], "Choose one of: nobody, help-line, sendiass."),
    ],
)
def test_a_choice_that_does_not_exist_is_told_with_what_was_meant(
    content: Path, words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_in(ROOT, ["todo", "--content", str(content), *words]) == 2
    assert sentence in capsys.readouterr().err


def test_schools_contacts_comments_and_finished_drafts_lack_something_too(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "schools").mkdir()
    (content / "schools" / "heron.md").write_text(_SCHOOL, encoding="utf-8")
    guide = (content / "guides" / "short-breaks.md").read_text(encoding="utf-8")
    guide = guide.replace("---\n", "---\ndraft: yes\n", 1).replace(
        "duties: [lo.short-breaks]\n", ""
    )
    (content / "guides" / "nights.md").write_text(guide, encoding="utf-8")
    facts = {
        record["name"]: [fact["fact"] for fact in record["missing"]]
        for record in _json(content, capsys)["records"]
    }
    assert facts["Heron School"] == ["contact", "senco", "area", "report", "accessibility_plan"]
    assert facts["Short breaks"] == ["published"]
    assert facts["Local Offer team (help-line)"] == ["hours"]


def test_the_table_has_a_row_for_each_fact_and_no_cell_that_a_spreadsheet_runs(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = '=HYPERLINK("https://example.org")'
    _draft(content, "formula", f"---\nowner: sendiass\nname: '{name}'\n---\n")
    printed = _todo(content, capsys, "--csv", "--kind", "services")
    assert printed.startswith("\ufeffplace,kind,name,file,owner,state,fact,")
    rows = list(csv.DictReader(io.StringIO(printed.removeprefix("\ufeff"))))
    assert [row["fact"] for row in rows if row["file"] == "services/nearly-whole.md"] == ["needs"]
    assert {row["name"] for row in rows if row["file"] == "services/formula.md"} == {f"'{name}"}
    ages = next(row for row in rows if row["fact"] == "ages")
    assert (ages["fields"], ages["to do"]) == ("minimum_age maximum_age", "find out")


def test_hints_on_the_words_of_a_draft_stand_in_the_list(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "---\nowner: sendiass\nname: Hard words\n---\nWe facilitate holistic signposting.\n"
    _draft(content, "hard", text)
    found = _json(content, capsys, "--field", "words")
    assert _names(found) == ["Hard words"]
    assert {hint["line"] for hint in found["records"][0]["hints"]} == {6}
    assert found["records"][0]["missing"] == []


def test_check_shows_ten_lines_about_drafts_and_points_to_the_list(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(12):
        text = f"---\nowner: sendiass\nname: Club {number}\n---\n"
        _draft(content, f"club-{number}", text)
    (content / "redirects.yaml").write_text("- {old: /x/, new: /nowhere/}\n", encoding="utf-8")
    assert run_in(ROOT, ["check", "--content", str(content)]) == 1
    printed = capsys.readouterr().out
    assert printed.count("A draft that still lacks: ") == 10
    assert "\n… and 5 more about what is not finished: python build.py todo\n" in printed
    assert "/nowhere/" in printed
    assert printed.endswith("1 error, 15 warnings.\n")
    assert run_in(ROOT, ["check", "--content", str(content), "--format", "json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    lacking = [problem["missing"] for problem in problems if problem["missing"]]
    assert len(lacking) == 15
    assert ["needs"] in lacking


def test_a_few_drafts_are_told_in_full(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_in(ROOT, ["check", "--content", str(content)]) == 0
    printed = capsys.readouterr().out
    assert "A draft that still lacks: needs. Fill these in" in printed
    assert "python build.py todo" not in printed


def test_annotations_name_other_warnings_before_those_on_drafts(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = content / "guides" / "short-breaks.md"
    guide.write_text(f"{guide.read_text('utf-8')}\nWe facilitate it.\n", encoding="utf-8")
    shutil.copy(content / "services" / "yarn.md", content / "services" / "aaa.md")
    assert run_in(ROOT, ["check", "--content", str(content), "--format", "github"]) == 0
    lines = capsys.readouterr().out.splitlines()
    drafts = ["A draft that still lacks" in line for line in lines]
    assert drafts == sorted(drafts)
    assert sum(drafts) == 4
    assert any("facilitate" in line for line in lines)


def test_the_page_needs_no_other_file_and_says_what_was_chosen(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "<script>alert(1)</script>"
    _draft(content, "hostile", f"---\nowner: sendiass\nname: {name}\n---\n")
    page = content.parent / "lists" / "list.html"
    printed = _todo(content, capsys, "--page", str(page), "--owner", "sendiass")
    assert printed == f"{page}: 3 records.\n"
    html = page.read_text(encoding="utf-8")
    assert "<code>--owner sendiass</code>" in html
    assert html.count("<script") == 0
    assert "&lt;script&gt;alert(1)" in html
    links = re.findall(r'(?:src|href)="([^"]*)"', html)
    assert [link for link in links if not link.startswith(("#", "data:text/css;base64,"))] == []


def test_the_page_is_not_written_where_others_read_it(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = content.parent / "site"
    site.mkdir()
    (site / "build.json").write_text("{}", encoding="utf-8")
    for file in (site / "more" / "list.html", content / "list.html"):
        assert run_in(ROOT, ["todo", "--content", str(content), "--page", str(file)]) == 2
        assert "elsewhere" in capsys.readouterr().err
        assert not file.exists()


def test_what_an_import_worked_out_by_rule_is_to_be_looked_at(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    club = content / "services" / "saturday-club.md"
    text = club.read_text(encoding="utf-8")
    club.write_text(
        text.replace("---\n", "---\ninferred_fields: [needs, maximum_age]\n", 1), encoding="utf-8"
    )
    found = _json(content, capsys, "--search", "saturday-club")
    (record,) = found["records"]
    assert (record["state"], record["missing"]) == ("published", [])
    assert [fact["fact"] for fact in record["inferred"]] == ["needs", "ages"]
    printed = _todo(content, capsys, "--field", "needs", "--kind", "services")
    assert "needs: 3 of 5, 1 worked out by rule, to be looked at" in printed
    assert "- [ ] The Saturday Club: to be looked at: needs. In" in printed
    (row,) = csv.DictReader(
        io.StringIO(_todo(content, capsys, "--csv", "--search", "saturday-club", "--field", "ages"))
    )
    assert (row["fact"], row["to do"]) == ("ages", "look at")
    page = content.parent / "list.html"
    _todo(content, capsys, "--page", str(page))
    assert "to be looked at: needs, ages" in page.read_text(encoding="utf-8")


def test_the_most_visited_come_first_where_the_council_has_counted(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visits = content.parent / "visits.csv"
    rows = (
        "address,visits",
        "/services/yarn/?from=home,3",
        "https://offer.example.org/services/yarn,4",
    )
    visits.write_text("\n".join((*rows, "", "/services/autism-club/index.html,6")), "utf-8")
    words = ("--kind", "services", "--visits", str(visits))
    assert _names(_json(content, capsys, *words))[:2] == ["Yarn", "Autism Club"]
    visits.write_text("/services/yarn/,many\n/services/yarn/,many\n", encoding="utf-8")
    assert run_in(ROOT, ["todo", "--content", str(content), *words]) == 2
    assert 'line 2: "/services/yarn/,many" is no address with a number' in capsys.readouterr().err
    visits.unlink()
    assert run_in(ROOT, ["todo", "--content", str(content), *words]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_what_answers_a_watched_search_comes_before_what_says_a_word_of_it(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "vocabulary").mkdir()
    searches = "- words: [my knitting for the family, Knit with what there is]\n"
    (content / "vocabulary" / "searches.yaml").write_text(searches, encoding="utf-8")
    found = _json(content, capsys, "--kind", "services")
    assert _names(found)[0] == "Yarn"
    assert found["records"][0]["usefulness"]["searches"] == 1
    assert found["records"][1]["usefulness"]["searches"] == 0


def test_a_fact_of_which_one_half_was_worked_out_is_missing_and_to_be_looked_at(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "owner: sendiass\nname: Teens\nminimum_age: 13\ninferred_fields: [minimum_age]\n"
    _draft(content, "teens", f"---\n{header}---\n")
    found = _json(content, capsys, "--search", "teens")
    ages = next(fact for fact in found["counts"][0]["facts"] if fact["fact"] == "ages")
    assert (ages["missing"], ages["inferred"]) == (1, 1)
