"""A comment is found by what its sender or the public site calls it."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.support.moderation import ModerationSite, moderation_site
from tests.support.sign_off import sign


@pytest.fixture
def site(tmp_path: Path) -> ModerationSite:
    return moderation_site(tmp_path)


def found(site: ModerationSite, address: str, **query: str) -> str:
    """Where an address of moderation leads, or nothing where it leads nowhere."""
    answer = site.signed_in["lena"].get(f"/feedback/desk/{address}", query_string=query)
    return answer.headers.get("Location", "") if answer.status_code == 303 else ""


def test_by_its_reference_however_it_is_written(site: ModerationSite) -> None:
    number = site.send()
    reference = site.row(number).reference
    for written in (reference, f" {reference.lower()} ", reference.replace("-", "")):
        if not written.strip().isdecimal():
            assert found(site, "find", reference=written).endswith(f"/desk/comment/{number}")
    assert found(site, f"comment/{reference}").endswith(f"/desk/comment/{number}")


def test_by_its_public_number(site: ModerationSite) -> None:
    number = site.send()
    assert sign(site, number) == ""
    public = site.get(f"comment/{number}").partition("<h1>Comment: ")[2].partition("<")[0]
    assert found(site, "find", reference=f" {public} ").endswith(f"/desk/comment/{number}")


@pytest.mark.parametrize("typed", ["", "nothing", "é\0", "'; --", "9" * 40])
def test_what_nobody_has_is_said_to_be_not_here(site: ModerationSite, typed: str) -> None:
    site.send()
    page = site.signed_in["lena"].get("/feedback/desk/find", query_string={"reference": typed})
    assert page.status_code == 404
    assert "Nothing here has this reference or public number." in page.text


def test_a_row_says_the_reference_the_day_and_whether_a_reply_is_wanted(
    site: ModerationSite,
) -> None:
    number, quiet = site.send(reply_to="01632 960123"), site.send("Another.")
    rows = site.get("").partition('class="moderation-rows"')[2]
    first, second = rows.split("</li>")[:2]
    assert f"Reference {site.row(number).reference}. Due by " in first
    assert "Wants a reply." in first
    assert site.row(quiet).reference in second
    assert "Wants a reply." not in second


def test_boxes_take_words_that_run_from_right_to_left(site: ModerationSite) -> None:
    assert 'name="you_said" dir="auto"' in site.get(f"comment/{site.send()}")
    reader = site.signed_in["lena"].application.test_client()
    form = reader.get("/feedback/comment").text
    boxes = re.findall(r"<textarea[^>]*>", form)
    assert boxes
    assert [box for box in boxes if 'dir="auto"' not in box] == []


@pytest.mark.parametrize(
    ("word", "times"),
    [("TAXI", 1), ("axi did", 1), ("100%", 1), ("wrong", 0), ("1_0", 0)],
)
def test_by_a_word_that_was_typed(tmp_path: Path, databases: str, word: str, times: int) -> None:
    site = moderation_site(tmp_path, databases)
    site.send('The taxi did not come. 100% of the time, "he" said.')
    other = site.send("Another.", kind="sought")
    page = site.get(f"?word={quote(word)}").partition("moderation-filters")[2]
    assert page.count("The taxi did not come") == times
    assert f"/comment/{other}" not in page
    assert f'value="{word}"' in page
