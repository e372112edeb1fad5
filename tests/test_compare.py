"""What a change does to the site is told as the page shows it: each kind of change once."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from localoffer.compare.block_changes import TextChange
from localoffer.compare.comparison import Comparison
from localoffer.compare.page_changes import PageTitle
from localoffer.compare.reading_ages import ReadingAges
from localoffer.compare.report import report_of
from localoffer.compare.report_outline import SHORT
from localoffer.compare.text_report import as_plain_text
from tests.support.compared import ROOT, compared

Lay = Callable[[Path, Mapping[str, Any]], None]

_BROOK = "services/brook-house.md"

_PLAIN = "We help you. You can ring us. We come to your house. It is free for you. " * 5
_HARD = "Practitioners of our organisations facilitate individualised interventions. " * 15


@pytest.fixture
def old(council: Path, lay: Lay) -> Path:
    """A small council: a service, a guide that leads to it, and a page for each."""
    lay(
        council,
        {
            _BROOK: {"duties": ["lo.mediation"]},
            "guides/valley.md": {"text": "Go to [Brook House](/services/brook-house/)."},
        },
    )
    return council


@pytest.fixture
def new(old: Path) -> Path:
    """The same folder once more, for a test to change."""
    return Path(shutil.copytree(old, old.parent / "new"))


def _replace(folder: Path, path: str, before: str, now: str) -> None:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, now), encoding="utf-8")


def _told(comparison: Comparison) -> str:
    return as_plain_text(report_of(comparison, SHORT))


def test_nothing_is_told_of_a_folder_that_is_as_it_was(old: Path, new: Path) -> None:
    same = compared(old, new, searching=True)
    assert (same.files, same.pages.addresses, same.searches) == ((), (), None)
    assert "\n\nNothing in the content has changed.\n" in _told(same)


def test_a_phone_number_is_told_before_and_now_on_its_page_and_nowhere_else(
    old: Path, new: Path
) -> None:
    _replace(new, _BROOK, "01632 960300", "01632 960301")
    result = compared(old, new)
    [page] = result.pages.changed
    assert page.page == PageTitle("/services/brook-house/", "Brook House")
    assert page.changes == (TextChange("Phone", "01632 960300", "01632 960301"),)
    assert (result.pages.new, result.pages.gone, result.pages.shared) == ((), (), ())
    assert result.files == (_BROOK,)
    assert "Phone: 01632 960300 → 01632 960301" in _told(result)


def test_a_number_of_contacts_is_told_once_with_all_pages_that_show_it(
    old: Path, new: Path
) -> None:
    _replace(new, "contacts.yaml", "01632 960100", "01632 960199")
    result = compared(old, new)
    assert result.pages.changed == ()
    [first, *_] = result.pages.shared
    assert first.change.words == ("01632 960100", "01632 960199")
    assert PageTitle("/contact/", "Talk to someone") in first.pages
    assert len(first.pages) > 1


def test_a_paragraph_is_told_whole_and_its_label_is_the_heading_above_it(
    old: Path, new: Path
) -> None:
    _replace(new, _BROOK, "Come and see us.", "Come and see us on any day.")
    [page] = compared(old, new).pages.changed
    assert page.changes == (
        TextChange("What it is like", "Come and see us.", "Come and see us on any day."),
    )


def test_a_link_that_leads_elsewhere_is_told_though_its_words_are_the_same(
    old: Path, new: Path
) -> None:
    for folder, target in ((old, "https://www.example.org/a"), (new, "https://evil.example.org")):
        _replace(folder, _BROOK, "Come and see us.", f"[Come and see us]({target})")
    [page] = compared(old, new).pages.changed
    assert page.changes == (
        TextChange(
            "Link “Come and see us”", "https://www.example.org/a", "https://evil.example.org"
        ),
    )


def test_a_renamed_page_with_a_redirect_is_told_as_moved_with_what_changed_in_it(
    old: Path, new: Path
) -> None:
    (new / _BROOK).rename(new / "services/river-house.md")
    _replace(new, "services/river-house.md", "Come and see us.", "Come and see us soon.")
    _replace(new, "guides/valley.md", "brook-house", "river-house")
    moved = "- {old: /services/brook-house/, new: /services/river-house/}\n"
    (new / "redirects.yaml").write_text(moved, encoding="utf-8")
    result = compared(old, new)
    [gone] = result.pages.gone
    assert (gone.leads_to, gone.is_lost) == ("/services/river-house/", False)
    page = next(one for one in result.pages.changed if one.old_address)
    assert (page.old_address, page.page.address) == (
        "/services/brook-house/", "/services/river-house/",
    )  # fmt: skip
    assert page.changes[0].words == ("Come and see us.", "Come and see us soon.")
    assert result.pages.new == ()
    told = _told(result)
    assert "2 pages with other words, 1 page moved." in told
    assert "Look at this first" not in told


def test_a_page_that_is_gone_without_a_redirect_is_flagged_at_the_top(old: Path, new: Path) -> None:
    (new / _BROOK).rename(new / "services/river-house.md")
    result = compared(old, new)
    [gone] = result.pages.gone
    assert (gone.page.address, gone.is_lost) == ("/services/brook-house/", True)
    top = _told(result).partition("Pages with other words")[0]
    assert "1 page is gone, and the address leads nowhere." in top


def test_a_link_to_a_page_that_is_gone_is_a_new_broken_link(old: Path, new: Path) -> None:
    (old / "guides/older.md").write_text(
        (old / "guides/valley.md").read_text("utf-8").replace("brook-house", "not-there"), "utf-8"
    )
    shutil.copy(old / "guides/older.md", new / "guides/older.md")
    (new / _BROOK).unlink()
    problems = compared(old, new).problems
    [broken] = problems.links
    assert (broken.path, broken.line) == ("guides/valley.md", 9)
    assert broken.message == "The link /services/brook-house/ leads to no page of this site."
    assert problems.elsewhere == compared(old, old).problems.elsewhere


def test_a_new_service_is_told_with_its_summary_and_its_lists_are_only_counted(
    old: Path, new: Path, lay: Lay
) -> None:
    lay(new, {"services/mill.md": {"name": "The Mill"}})
    result = compared(old, new)
    [page] = result.pages.new
    assert page.page == PageTitle("/services/mill/", "The Mill")
    assert page.summary == "It is open to families each week of the year."
    assert (result.pages.changed, result.pages.shared) == ((), ())
    assert result.pages.lists > 1
    assert "New pages\n  - The Mill /services/mill/. It is open" in _told(result)


def test_longer_words_raise_the_reading_age_of_their_page(old: Path, new: Path) -> None:
    for folder, text in ((old, _PLAIN), (new, _HARD)):
        _replace(folder, _BROOK, "Come and see us.", text)
    result = compared(old, new)
    ages = result.reading_ages["/services/brook-house/"]
    assert isinstance(ages, ReadingAges)
    assert ages.before is not None
    assert ages.now is not None
    assert ages.before + 5 < ages.now
    assert f"Reading age: {ages.before} → {ages.now} (harder to read)" in _told(result)


def test_the_reading_age_is_the_one_that_the_check_tells(old: Path, new: Path) -> None:
    _replace(new, _BROOK, "Come and see us.", _HARD)
    result = compared(old, new)
    age = result.reading_ages["/services/brook-house/"].now
    told = [one.message for one in result.problems.others if "reading age" in one.message]
    assert [f"The page has a reading age of {age};" in message for message in told] == [True]


def test_a_duty_that_loses_its_only_page_is_flagged(old: Path, new: Path) -> None:
    _replace(new, _BROOK, 'duties: ["lo.mediation"]\n', "")
    result = compared(old, new)
    [duty] = result.duties
    assert (duty.id, duty.before, duty.now) == ("lo.mediation", "evidence", "missing")
    assert (duty.gained, duty.lost) == ((), ("/services/brook-house/",))
    assert "1 duty loses all evidence" in _told(result)
    assert result.pages.unseen == (PageTitle("/services/brook-house/", "Brook House"),)
    [back] = compared(new, old).duties
    assert (back.gained, back.is_worse) == (("/services/brook-house/",), False)


def test_a_search_of_the_councils_list_whose_first_result_changes_is_told(
    old: Path, new: Path, lay: Lay
) -> None:
    searches = "- words: [Brook House, valley]\n"
    lay(new, {"services/mill.md": {"name": "The Mill", "alternate_names": ["Brook House"]}})
    _replace(new, _BROOK, '"Brook House"', '"River House"')
    lay(new, {"vocabulary/searches.yaml": searches})
    result = compared(old, new, searching=True).searches
    assert result
    assert (result.own, result.national) == (2, 0)
    [change] = result.changed
    assert change.words == "Brook House"
    assert change.before
    assert change.now
    assert (change.before.address, change.now.address) == (
        "/services/brook-house/", "/services/mill/",
    )  # fmt: skip


def test_a_mistake_in_a_changed_file_stands_at_the_top_and_does_not_hide_the_rest(
    old: Path, new: Path
) -> None:
    _replace(new, "guides/valley.md", "owner: ", "ownr: ")
    _replace(new, _BROOK, "01632 960300", "01632 960301")
    told = _told(compared(old, new))
    assert "to be put right before this can be published" in told.partition("Pages with")[0]
    assert "Phone: 01632 960300 → 01632 960301" in told


def test_where_all_pages_need_what_is_broken_the_mistakes_are_told_and_no_pages(
    old: Path, new: Path
) -> None:
    (new / "site.yaml").write_text("title: [\n", encoding="utf-8")
    result = compared(old, new)
    [obstacle] = result.obstacles
    assert obstacle.startswith(f"At {new} there are mistakes in what all pages need")
    told = _told(result)
    assert "The pages cannot be compared" in told
    assert "site.yaml" in told.partition("Look at this first")[2]


def test_a_name_in_the_footer_is_told_once_for_every_page(old: Path, new: Path) -> None:
    name = "The council of the brook"
    _replace(new, "site.yaml", "Brackenshire Council", name)
    result = compared(old, new)
    assert any(name in change.now for change in result.pages.around)
    assert "On every page" in _told(result)


def test_an_own_text_in_place_of_a_national_one_is_told_paragraph_by_paragraph(
    council: Path, old: Path
) -> None:
    facts = old / "site.yaml"
    facts.write_text(facts.read_text("utf-8").replace("national: no\n", ""), encoding="utf-8")
    new = Path(shutil.copytree(council, council.parent / "new"))
    national = (ROOT / "national/guides/complaints.md").read_text("utf-8")
    (new / "guides/complaints.md").write_text(f"{national}\nRing us first.\n", encoding="utf-8")
    [page] = compared(old, new).pages.changed
    assert (page.page.address, page.now) == ("/guides/complaints/", "own")
    assert TextChange("", "", "Ring us first.").words in [one.words for one in page.changes]
    result = compared(new, old)
    assert result.pages.changed[0].now == "national"
    assert "the national text stands here now" in _told(result)


def test_a_theme_that_shows_no_page_is_an_obstacle_and_no_crash(old: Path, new: Path) -> None:
    template = new / "theme/templates/pages/service.html"
    template.parent.mkdir(parents=True)
    template.write_text("{{ 1 / 0 }}", encoding="utf-8")
    _replace(new, _BROOK, "01632 960300", "01632 960301")
    [obstacle] = compared(old, new).obstacles
    assert "cannot be made with the templates in theme/" in obstacle


def test_a_link_to_elsewhere_is_broken_where_its_last_visit_said_so(old: Path, new: Path) -> None:
    address = "https://www.example.org/gone"
    row = f'- {{address: "{address}", checked: 2026-11-20, found: broken, why: it was not found}}\n'
    for folder in (old, new):
        (folder / "link-checks.yaml").write_text(row, encoding="utf-8")
    _replace(new, _BROOK, "Come and see us.", f"Come and [see our page]({address}).")
    [broken] = compared(old, new).problems.links
    assert broken.path == _BROOK
    assert broken.message.startswith(f'"{address}" did not work on 20 November 2026')
