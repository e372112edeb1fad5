"""Records that lack facts are published if the council says so, and say what is not known."""

import json
import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from localoffer.pages.search_contexts import Choices
from localoffer.pipeline import Task, build
from localoffer.render.filters import names_price
from search.engine.reader import Reader
from search.engine.results import search
from search.index.site_files import add
from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"

OTTERS = {
    "id": "11111111-2222-3333-4444-555555555555",
    "name": "Otter Club",
    "description": "We look for otters by the river each week. Bring boots and a friend.",
    "phones": [{"number": "01632 960123"}],
}
BADGERS = {
    "id": "99999999-2222-3333-4444-555555555555",
    "name": "Badger Watch",
    "description": "We sit very still at night and look for badgers.",
}
RULE = "- {feed: feed, publish: with-gaps}\n"


def _import(council: Path, feed: Sequence[dict[str, Any]], *options: str) -> None:
    file, report = council.parent / "feed.json", council.parent / "report.md"
    file.write_text(json.dumps(feed), encoding="utf-8")
    words = ["import", "open-referral", str(file), "--content", str(council), *options]
    assert run_in(council.parent, [*words, "--report", str(report)]) == 0


def _text(council: Path, name: str) -> str:
    return (council / "services" / f"{name}.md").read_text(encoding="utf-8")


def _service(council: Path, name: str, header: str, body: str = "We meet and play.") -> None:
    (council / "services").mkdir(exist_ok=True)
    text = f"---\n{header}---\n{body}\n"
    (council / "services" / f"{name}.md").write_text(text, encoding="utf-8")


def test_the_option_publishes_what_it_can_and_writes_the_rule_for_the_next_time(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _import(council, [OTTERS, BADGERS], "--publish-with-gaps")
    told = "Written to importing.yaml: publish the feed feed with gaps from now on."
    assert told in capsys.readouterr().out
    assert "publish_with_gaps: yes\n" in _text(council, "otter-club")
    assert "draft:" not in _text(council, "otter-club")
    assert "draft: yes\n" in _text(council, "badger-watch"), "nobody can be reached"
    rules = (council / "importing.yaml").read_text(encoding="utf-8")
    assert rules.endswith(RULE)
    _import(council, [OTTERS, BADGERS], "--publish-with-gaps")
    assert (council / "importing.yaml").read_text(encoding="utf-8") == rules
    _import(council, [OTTERS, {**BADGERS, "email": "badgers@example.org"}])
    assert "draft: yes\n" in _text(council, "badger-watch"), "a draft stays one until asked"


def test_rules_that_stand_there_already_stay_as_they_are(council: Path) -> None:
    (council / "importing.yaml").write_text(
        "# Ours.\n- {term: Forts, kind: childcare}", encoding="utf-8"
    )
    _import(council, [OTTERS], "--publish-with-gaps")
    assert (council / "importing.yaml").read_text(encoding="utf-8") == (
        f"# Ours.\n- {{term: Forts, kind: childcare}}\n{RULE}"
    )


@pytest.mark.parametrize(
    ("rule", "state"),
    [
        (RULE, "publish_with_gaps"),
        ("- {feed: FEED.json, publish: with-gaps}\n", "publish_with_gaps"),
        ("- {feed: other, publish: with-gaps}\n", "draft"),
        (f"{RULE}- {{feed: feed, publish: when-complete}}\n", "draft"),
        ("", "draft"),
    ],
)
def test_a_rule_is_about_its_own_feed_and_the_last_one_counts(
    council: Path, rule: str, state: str
) -> None:
    (council / "importing.yaml").write_text(rule, encoding="utf-8")
    _import(council, [OTTERS])
    written = re.findall(
        r"^(publish_with_gaps|draft): yes$", _text(council, "otter-club"), re.MULTILINE
    )
    assert written == [state]


def test_drafts_of_an_earlier_import_are_published_when_the_option_asks(council: Path) -> None:
    _import(council, [OTTERS, BADGERS])
    file = council / "services/otter-club.md"
    file.write_text(_text(council, "otter-club").replace("draft: yes", "draft: yes  # Until June"))
    _import(council, [OTTERS, BADGERS], "--publish-with-gaps")
    assert "publish_with_gaps: yes" in _text(council, "otter-club")
    assert "draft:" not in _text(council, "otter-club")
    assert "draft: yes\n" in _text(council, "badger-watch")
    before = _text(council, "otter-club")
    _import(council, [OTTERS, BADGERS], "--publish-with-gaps")
    assert _text(council, "otter-club") == before


def test_the_council_decides_what_has_to_be_known(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = council / "site.yaml"
    least = "least_facts: [name, contact, maximum_age]\n"
    site.write_text(site.read_text(encoding="utf-8") + least, encoding="utf-8")
    _import(council, [OTTERS, {**BADGERS, "email": "b@example.org", "maximum_age": "9"}],
            "--publish-with-gaps")  # fmt: skip
    assert "draft: yes\n" in _text(council, "otter-club")
    assert "publish_with_gaps: yes\n" in _text(council, "badger-watch")
    _service(council, "otter-club", "name: Otter Club\npublish_with_gaps: yes\n")
    assert run_in(council.parent, ["check", "--content", str(council)]) == 1
    said = capsys.readouterr().out
    assert "It lacks too much to be published with gaps: contact, maximum_age." in said
    assert "line 3, publish_with_gaps" in said


def test_only_fields_of_a_service_can_be_worked_out(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _service(council, "otter-club", "name: Otter Club\ndraft: yes\ninferred_fields: [size]\n")
    assert run_in(council.parent, ["check", "--content", str(council)]) == 1
    assert 'A service has no field "size".' in capsys.readouterr().out


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a service that is whole, the same with gaps, and a draft."""
    folder = tmp_path_factory.mktemp("gaps")
    council = Path(shutil.copytree(GOOD, folder / "content"))
    whole = (council / "services" / "saturday-club.md").read_text(encoding="utf-8")
    with_gaps = re.sub(r"assured_by: .*", "publish_with_gaps: yes", whole)
    (council / "services" / "a-saturday-club.md").write_text(with_gaps, encoding="utf-8")
    _service(
        council, "otter-club",
        "name: Otter Club\norganization: Otter Trust\nsummary: A club for otters and children.\n"
        "minimum_age: 5\ninferred_fields: [minimum_age]\npublish_with_gaps: yes\n"
        "source: Otter Trust\nphones: [{number: 01632 960123}]\n",
    )  # fmt: skip
    _service(council, "otter-draft", "name: Otter Draft\ndraft: yes\n")
    gaps = "publish_with_gaps: yes\nurl: https://otters.org.uk/\n"
    prices = "cost_options: [{option: Adult, amount: 2}, {option: Carer, amount: 0}]\n"
    _service(council, "otter-prices", f"name: Otter Prices\n{prices}{gaps}")
    _service(
        council, "otter-hire",
        "name: Otter Hire\nfees_description: It is £4 for an hour.\n"
        "cost_options: [{option: For an hour, amount: 4}]\nfree: no\n"
        "locations: [{name: 2 Mill Lane, address_1: 2 Mill Lane, city: Little Marsh,"
        " postal_code: LM1 1AA}]\n" + gaps,
    )  # fmt: skip
    _service(council, "otter-walk", f"name: Otter Walk\n{gaps}", "It is £2, with £1 off in May.")
    build(Task(council, ROOT, folder / "state", date(2026, 11, 21)), folder / "site", [add])
    return folder / "site"


def _page(site: Path, name: str) -> BeautifulSoup:
    file = site / "services" / name / "index.html"
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def test_a_page_with_gaps_says_what_is_not_known_and_whom_to_ring(site: Path) -> None:
    main = _page(site, "otter-club").main
    assert main
    words = " ".join(main.get_text(" ").split())
    assert "From age 5, oldest age not known" in words
    assert "The oldest age, who can come and which needs it is for: we do not know yet" in words
    assert "What it costs: we do not know yet" in words
    assert "has not checked this page yet" in words
    assert (
        "Its facts come from: Otter Trust. We worked out from its words: the youngest age" in words
    )
    asks = [link for link in main.select(".not-known a") if link.get_text() == "ring them"]
    assert len(asks) >= 3
    assert {link["href"] for link in asks} == {"tel:01632960123"}
    for claim in ("Free", "You need", "do not need", "You can ask for it yourself", "Last checked"):
        assert claim not in words, claim
    assert not (site / "services" / "otter-draft").exists()


def test_a_page_does_not_say_that_a_price_is_unknown_which_it_names(site: Path) -> None:
    by_name = {name: _page(site, name).main for name in ("otter-prices", "otter-walk")}
    words = {name: " ".join(main.get_text(" ").split()) for name, main in by_name.items() if main}
    assert "What it costs: we do not know" not in words["otter-prices"]
    assert (
        "What it costs: look for it in the words below, or look at their website"
        in words["otter-walk"]
    )
    assert "We have no short description yet." in words["otter-walk"]


def test_a_phone_number_that_is_missing_is_not_said_to_be_none(site: Path) -> None:
    walk = _page(site, "otter-walk").main
    assert walk
    words = " ".join(walk.get_text(" ").split())
    assert "We do not know their phone number yet. If you would like to talk" in words
    assert "There is no phone number" not in words


@pytest.mark.parametrize(
    ("text", "is_named"),
    [("£4 an hour", True), ("Now £4.", True), ("£4.50", False), ("£40", False)],
)
def test_a_price_is_named_only_whole(text: str, *, is_named: bool) -> None:
    assert names_price(text, 4) is is_named
    assert not names_price(text, None)


def test_a_page_says_a_price_and_a_street_once(site: Path) -> None:
    main = _page(site, "otter-hire").main
    assert main
    words = " ".join(main.get_text(" ").split())
    assert words.count("£4") == 1
    assert main.select(".address")[0].get_text(" ").count("2 Mill Lane") == 1


def test_search_puts_what_is_not_checked_behind_what_is_and_claims_nothing_for_it(
    site: Path,
) -> None:
    reader = Reader(site / "search")
    first = [one.address for one in search(Choices("saturday club"), reader).results[:2]]
    assert first == ["/services/saturday-club/", "/services/a-saturday-club/"]
    free_of_diagnosis = search(Choices("", {"no-diagnosis": ("yes",)}), reader).results
    assert "/services/otter-club/" not in [one.address for one in free_of_diagnosis]
    result = search(Choices("otter club"), reader).results[0]
    assert result.notice == "Not checked by us yet"
