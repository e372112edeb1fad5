"""The queue: the gravest first, then the oldest; page by page, however many there are."""

import csv
import io
import re
from html import unescape
from pathlib import Path
from secrets import token_urlsafe

import pytest
from sqlalchemy import insert

from feedback.store.engine import writing
from feedback.store.tables import comments
from tests.support.moderation import PAGE, ModerationSite, moderation_site

_ROWS = re.compile(r'<h2><a href="/feedback/desk/comment/(\d+)">')
_MORE = re.compile(r'class="moderation-more" href="/feedback/desk/([^"]*)"')


def fill(site: ModerationSite, rows: list[dict[str, object]]) -> None:
    """Write comments straight into the table."""
    usual: dict[str, object] = {
        "kind": "comment", "way": "website", "manner": "plain", "page": "", "about": "",
        "role": "", "age": "", "area": "", "may_publish": True, "wants_reply": False,
        "words": '{"wrong": "The taxi."}', "flags": "", "danger": 0, "state": "new",
        "received": 1_700_000_000, "due": 1_700_000_001, "version": 1,
    }  # fmt: skip
    told = [
        {**usual, "form": token_urlsafe(), "reference": f"R{count}", **row}
        for count, row in enumerate(rows)
    ]
    with writing(site.service.engine) as connection:
        connection.execute(insert(comments), told)


def order(page: str) -> list[int]:
    return [int(number) for number in _ROWS.findall(page)]


def test_danger_comes_first_and_then_the_oldest(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    now = site.service.now()
    rows = [(0, now - 50), (0, now - 90), (3, now), (1, now - 10), (2, now - 5), (3, now - 1)]
    fill(site, [{"danger": danger, "received": moment} for danger, moment in rows])
    assert order(site.get("")) == [6, 3, 5, 4, 2, 1]


def test_five_thousand_are_paged_and_each_is_seen_once(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    states = ("new", "open", "answered")
    fill(
        site,
        [
            {"danger": count % 4 if count % 50 == 0 else 0, "received": 10 + count % 700,
             "state": states[count % 3]}
            for count in range(5_000)
        ],
    )  # fmt: skip
    seen: list[int] = []
    address = ""
    while True:
        page = site.get(address)
        assert len(order(page)) == 50
        seen += order(page)
        more = _MORE.search(page)
        if not more:
            break
        address = unescape(more[1])
    assert len(seen) == len(set(seen)) == 5_000
    assert "5,000 waiting. 5,000 overdue." in site.get("")


def test_what_is_late_says_so_in_words(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    late, early = site.service.now() - 86_400, site.service.now() + 86_400
    fill(site, [{"due": late}, {"due": early}, {"due": late, "state": "published"}])
    page = site.get("")
    assert page.count("Overdue: it was due by") == 1
    assert "2 waiting. 1 overdue." in page
    assert "Overdue" not in site.get("?state=published")


def test_a_list_is_had_as_a_file_of_facts_without_a_word_of_anyone(
    tmp_path: Path, databases: str
) -> None:
    site = moderation_site(tmp_path, databases)
    late, early = site.service.now() - 86_400, site.service.now() + 86_400
    odd = "=HYPERLINK(1)"
    fill(site, [
        {"due": late, "page": PAGE, "about": "missing", "wants_reply": True},
        {"due": early, "page": odd, "reference": "R9"},
        {"state": "published", "reference": "R10"},
    ])  # fmt: skip
    [address] = re.findall(r'href="/feedback/desk/(queue\.csv[^"]*)"', site.get(""))
    text = site.get(unescape(address))
    assert "taxi" not in text
    assert odd not in text
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["Reference"] for row in rows] == ["R0", "R9"]
    first = rows[0]
    assert (first["State"], first["Overdue"], first["Wants a reply"]) == ("New", "yes", "yes")
    assert (first["Page"], rows[1]["Page"], rows[1]["Overdue"]) == (PAGE, "", "no")
    assert "R10" in site.get("queue.csv?state=published")


def test_each_list_shows_its_own(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    fill(
        site,
        [
            {"kind": "correction"},
            {"kind": "sought"},
            {"state": "withheld"},
            {"state": "quarantined", "flags": "many-links"},
            {"page": PAGE},
            {},
        ],
    )
    assert order(site.get("")) == [5, 6]
    assert order(site.get("?kind=correction")) == [1]
    assert order(site.get("?kind=sought")) == [2]
    assert order(site.get("?state=withheld")) == [3]
    assert order(site.get(f"?page={PAGE}")) == [5]
    apart = site.get("?state=quarantined")
    assert order(apart) == [4]
    assert "more than 3 links" in apart
    assert "Comments in quarantine: 1" in site.get("")


def test_comments_are_found_by_the_theme_of_their_answer(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    one, two = site.send(), site.send()
    site.post(one, action="save", **{"theme-travel": "yes"})
    site.post(two, action="save", **{"theme-plain-words": "yes"})
    assert order(site.get("?theme=travel")) == [one]
    site.post(one, action="save", **{"theme-plain-words": "yes"})
    assert order(site.get("?theme=plain-words")) == [one, two]


@pytest.mark.parametrize(
    "asked", ["?after=x", "?after=1-2", "?after=9-9-99999999999999999999999", "?state=gone&kind=x",
              "?after=%00", "?page=%27%3B--&theme=%FF", "?after=²-²-²", "?after=9000000000-1-1",
              "?after=1-1-1-1"],
)  # fmt: skip
def test_an_odd_address_shows_a_queue(tmp_path: Path, asked: str) -> None:
    site = moderation_site(tmp_path)
    site.send()
    assert "<h1>Comments</h1>" in site.get(asked)


def test_danger_of_every_kind_stands_above_the_queue_until_it_is_seen_to(
    tmp_path: Path, databases: str
) -> None:
    site = moderation_site(tmp_path, databases)
    hidden = site.send("my dad hits me", kind="useful", flags=("too-fast",))
    plain = site.send("I can't cope and he is not safe")
    page = site.get("?kind=sought")
    assert "Somebody may be in danger" in page
    assert 'Call <a href="tel:999">999</a>' in page
    assert site.post(hidden, action="passed-on").status_code == 400
    assert site.post(hidden, action="passed-on", to="999").status_code == 303
    assert "ruth passed it on (999)" in unescape(site.get(f"comment/{hidden}"))
    assert "my dad hits me" not in site.get("?kind=sought")
    assert site.post(plain, action="no-danger").status_code == 303
    assert "Somebody may be in danger" not in site.get("")


def test_words_of_worry_come_first_and_raise_no_alarm(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    site.send("The bus.")
    worried = site.send("I am desperate: nobody answers.")
    page = site.get("")
    assert order(page)[0] == worried
    assert "Words of worry: read this soon" in page
    assert "Somebody may be in danger" not in page
    assert "There are words of worry in it" in site.get(f"comment/{worried}")


def test_next_leads_through_the_queue_and_back_to_it(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    fill(site, [{"received": 10}, {"received": 20, "danger": 2}, {"received": 30}])
    browser, address, seen = site.signed_in["ruth"], "/feedback/desk/comment/2", []
    for _ in range(3):
        page = browser.get(address).text
        seen.append(address)
        following = re.search(r'href="([^"]*/next[^"]*)"', page)
        assert following
        address = browser.get(unescape(following[1])).location
    assert seen == [f"/feedback/desk/comment/{number}" for number in (2, 1, 3)]
    assert address == "/feedback/desk/?kind=comment&said=end#told"


@pytest.mark.parametrize("kind", ["comment", "correction", "useful", "sought", "survey"])
def test_a_danger_that_no_list_of_words_knows_can_be_passed_on(tmp_path: Path, kind: str) -> None:
    site = moderation_site(tmp_path)
    sent = site.send("Ask him about Thursdays.", kind=kind)
    page = site.get(f"comment/{sent}")
    assert "No word of danger was found in it" in page
    assert "I read it all: nobody is in danger" not in page
    assert site.post(sent, by="amir", action="passed-on").status_code == 400
    assert site.post(sent, by="amir", action="passed-on", to="social-care").status_code == 303
    assert "amir passed it on (children’s social care)" in unescape(site.get(f"comment/{sent}"))
