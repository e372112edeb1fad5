"""A correction leads to the record that is wrong, with the sender's words and the facts beside."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import select

from feedback.forms.contexts import RecordFact
from feedback.forms.record_facts import is_named
from feedback.store.engine import reading
from feedback.store.tables import acts, outbox
from localoffer.model.editor import Editor
from localoffer.serving.site_context import SiteContext
from tests.support.feedback import client, service_app, small_council
from tests.support.moderation import PAGE, ModerationSite, moderation_site, surroundings

CLUB = "/services/saturday-club/"
WORDS = "The number is old, it is 01632 960999 now. Mrs Okafor knows."
TYPED = "The number is old, it is [look at: 01632 960999] now. [look at: Mrs Okafor] knows."


def newest(**changed: Any) -> Callable[[], SiteContext]:
    """The small council with other facts in its ``site.yaml``."""
    context = surroundings()
    site = context.offer.site.model_copy(update=changed)
    made = replace(context, offer=replace(context.offer, site=site))
    return lambda: made


@pytest.fixture
def site(tmp_path: Path) -> ModerationSite:
    editor = Editor(backend="github", repo="a/b")
    return moderation_site(tmp_path, newest=newest(editor=editor))


def sent(site: ModerationSite, words: str = WORDS, **values: Any) -> int:
    return site.send(words, kind="correction", **{"page": CLUB, "about": "wrong detail", **values})


def shown(site: ModerationSite, number: int, by: str = "ruth") -> BeautifulSoup:
    return BeautifulSoup(site.get(f"comment/{number}", by), "html.parser")


def one(soup: BeautifulSoup, selector: str) -> Tag:
    (found,) = soup.select(selector)
    return found


def change_links(soup: BeautifulSoup) -> dict[str, str]:
    links = one(soup, ".moderation-change").select("li a")
    assert all(link["target"] == "_blank" for link in links)
    return {str(link["href"]): link.get_text() for link in links}


def test_a_correction_leads_into_the_editor_in_a_tab_that_is_announced(
    site: ModerationSite,
) -> None:
    soup = shown(site, sent(site))
    assert change_links(soup) == {
        "/edit/#/collections/service/entries/saturday-club": (
            "Change this record (opens in a new tab)"
        )
    }
    assert "services/saturday-club.md" in one(soup, ".moderation-change").get_text()


@pytest.mark.parametrize(
    ("page", "entry"), [("/events/", "rows/entries/event"), (PAGE, "guide/entries/ask-for-a-plan")]
)
def test_rows_and_guides_open_in_the_editor_too(
    site: ModerationSite, page: str, entry: str
) -> None:
    assert list(change_links(shown(site, sent(site, page=page)))) == [
        f"/edit/#/collections/{entry}"
    ]


def test_without_an_editor_the_file_in_the_repository_opens(tmp_path: Path) -> None:
    repository = "https://git.example.org/edit/content"
    site = moderation_site(tmp_path, newest=newest(repository=repository))
    links = change_links(shown(site, sent(site)))
    assert list(links) == [f"{repository}/services/saturday-club.md"]
    bare = moderation_site(tmp_path / "bare")
    soup = shown(bare, sent(bare))
    assert change_links(soup) == {}
    assert "services/saturday-club.md" in one(soup, ".moderation-change").get_text()


def test_what_the_page_says_now_stands_beside_with_what_they_speak_of_first(
    site: ModerationSite,
) -> None:
    soup = shown(site, sent(site))
    (sides,) = soup.select(".moderation-sides")
    assert one(soup, ".moderation-typed .moderation-words").get_text() == TYPED
    named, rest = sides.select("section[aria-labelledby=says-now] dl")
    assert named.get_text(" ", strip=True) == "Phone 01632 960300"
    words = rest.get_text(" ", strip=True)
    assert "Cost £4 a session." in words
    assert "When it runs Saturdays, 9:30am to 11:30am" in words


@pytest.mark.parametrize(
    ("name", "value", "text", "told"),
    [
        ("Phone", "01632 960300", "01632-960 300 rings out", "yes"),
        ("Phone", "01632 960300", "It is £5 now.", "no"),
        ("Cost", "£4 a session.", "It is £5 now.", "yes"),
        ("Ages", "0 to 11", "This page is wrong.", "no"),
        ("Ages", "0 to 11", "They take 12 year olds, up to age 14.", "yes"),
        ("When it runs", "Saturdays, 9am to noon", "It is on Sundays.", "yes"),
        ("Address", "Marsh Hall", "marsh hall was sold", "yes"),
        ("E-mail", "a@example.org", "a@example.org bounces", "yes"),
    ],
)
def test_a_fact_is_known_by_its_value_and_by_everyday_words(
    name: str, value: str, text: str, told: str
) -> None:
    assert is_named(RecordFact(name, value), text) is (told == "yes")


def test_whoever_cannot_edit_has_words_to_pass_on_without_the_sender(site: ModerationSite) -> None:
    number = sent(site, reply_to="jo@example.org")
    soup = shown(site, number, by="lena")
    passed = one(soup, ".moderation-change details").get_text(" ", strip=True)
    for words in (
        "To: Local Offer team, Little Marsh Council",
        "Page: The Saturday Club, https://localoffer.example.org/services/saturday-club/",
        "File: services/saturday-club.md",
        WORDS,
        "Phone: 01632 960300",
        "phone 01632 960100",
    ):
        assert words in passed
    assert "jo@example.org" not in passed
    assert site.row(number).reference not in passed


def test_the_senders_words_stand_in_no_address_and_in_no_log(
    site: ModerationSite, caplog: pytest.LogCaptureFixture
) -> None:
    number = sent(site)
    soup = shown(site, number)
    for tag in soup.select("[href], [action]"):
        address = str(tag.get("href") or tag.get("action"))
        assert "960999" not in address
        assert "Okafor" not in address
    site.post(number, action="done", changed=CLUB)
    with reading(site.service.engine) as connection:
        notes = " ".join(str(row) for row in connection.execute(select(acts)))
    assert "Okafor" not in notes + caplog.text


def test_done_says_which_page_changed_and_its_sender_is_told(site: ModerationSite) -> None:
    number = sent(site, reply_to="jo@example.org")
    assert site.post(number, action="done", changed=CLUB, reply="Thank you.").status_code == 303
    assert one(shown(site, number), "#changed")["value"] == CLUB
    text = site.post(number, action="address").text
    assert (
        "We have changed this page: https://localoffer.example.org/services/saturday-club/" in text
    )
    assert site.post(number, action="reply").status_code == 303
    with reading(site.service.engine) as connection:
        (sealed,) = connection.execute(select(outbox.c.sealed)).scalars()
    assert f"this page: https://localoffer.example.org{CLUB}" in (
        site.service.keys.unseal(sealed) or ""
    )
    reader = client(
        service_app(Path(site.service.settings.folders.state), site.service.settings.database)
    )
    status = reader.get(f"/feedback/status/?reference={site.row(number).reference}").text
    assert f'<a href="{CLUB}">The page that we changed: The Saturday Club</a>' in status


def test_a_page_that_is_not_there_has_not_changed(site: ModerationSite) -> None:
    number = sent(site)
    answer = site.post(number, action="done", changed="/services/saturday-clu/")
    assert answer.status_code == 400
    assert "Did you mean /services/saturday-club/?" in answer.text
    assert site.row(number).state == "new"
    assert site.post(number, action="not-done").status_code == 303
    assert 'value=""' in str(one(shown(site, number), "#changed"))


def test_a_correction_without_a_page_of_ours_offers_no_record(site: ModerationSite) -> None:
    soup = shown(site, sent(site, page="/gone/"))
    assert soup.select(".moderation-change") == []
    assert one(soup, "#changed").get("list") is None


def test_the_pages_of_events_and_of_contacts_can_be_corrected_too() -> None:
    for page in ("events", "contact"):
        built = (small_council().site / page / "index.html").read_text(encoding="utf-8")
        assert f'href="/feedback/correction?page=/{page}/"' in built
