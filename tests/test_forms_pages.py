"""The forms as a reader meets them: what stands in them, in three kinds of words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from gzip import decompress
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from feedback.app import make_app
from feedback.forms.form import FormRequest, area
from feedback.forms.labels import MANNERS
from localoffer.model.lists import Area
from localoffer.model.survey import Survey
from localoffer.offer import ListsById
from localoffer.pictures import FORM_PICTURES, read_pictures
from localoffer.pipeline import Task, check
from localoffer.plain_language.blocks import blocks
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.reading_age import grade
from localoffer.plain_language.sentences import sentences
from localoffer.render.filters import day
from localoffer.serving.site_context import make_site_context
from tests.support.feedback import (
    ROOT,
    client,
    make_settings,
    service_app,
    site_context,
    small_council,
)

CLUB = "/services/saturday-club/"
FORMS = (
    "/feedback/comment",
    f"/feedback/comment?page={CLUB}",
    f"/feedback/correction?page={CLUB}",
    "/feedback/correction",
    "/feedback/sought?words=chess+club",
    f"/feedback/useful?page={CLUB}&answer=no",
    "/feedback/survey/helped",
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    with client(service_app(tmp_path_factory.mktemp("forms"))) as reader:
        yield reader


def page(reader: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    answer = reader.get(address)
    assert answer.status_code == status
    has_form = 'class="form"' in answer.text
    assert answer.headers["Cache-Control"] == ("private, no-cache" if has_form else "no-store")
    assert "Set-Cookie" not in answer.headers
    return BeautifulSoup(answer.text, "html.parser")


def one(soup: BeautifulSoup, selector: str) -> Tag:
    tags = soup.select(selector)
    assert len(tags) == 1, selector
    return tags[0]


def text(soup: BeautifulSoup, selector: str) -> str:
    return " ".join(one(soup, selector).get_text().split())


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("manner", MANNERS)
def test_every_box_for_words_says_to_name_nobody_and_how_much_it_holds(
    reader: FlaskClient, address: str, manner: str
) -> None:
    name = "manner" if "sought" in address else "words"
    soup = page(reader, f"{address}{'&' if '?' in address else '?'}{name}={manner}")
    every = soup.select("form.form textarea[id]:not([autocomplete]), form.form input[type=text]")
    boxes = [box for box in every if box["id"] != "website"]
    assert boxes
    for box in boxes:
        notes = [soup.find(id=str(one)) for one in str(box["aria-describedby"]).split()]
        words = " ".join(tag.get_text(" ", strip=True) for tag in notes if tag)
        assert "name" in words
        assert "There is room for" in words
        assert "maxlength" not in box.attrs


@pytest.mark.parametrize("address", FORMS)
def test_every_form_says_what_to_do_in_danger_and_whom_to_call(
    reader: FlaskClient, address: str
) -> None:
    soup = page(reader, address)
    assert "Are you or someone else in danger now? Call 999." in text(soup, "main .notice.warn")
    assert soup.select("main .notice.warn a[href='tel:999']")
    words = text(soup, "main .panel")
    assert "What happens next" in words
    assert "Call 01632 960100" in words
    assert "Town Hall, Little Marsh" in words
    assert soup.select_one("main .panel a[href='/privacy/']")


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("manner", MANNERS)
def test_every_form_says_at_its_top_not_to_wait_and_young_people_are_told_of_childline(
    reader: FlaskClient, address: str, manner: str
) -> None:
    asked = f"{address}{'&' if '?' in address else '?'}"
    soup = page(reader, f"{asked}{'manner' if 'sought' in address else 'words'}={manner}")
    shown = one(soup, "h1 ~ .notice.warn")
    assert one(soup, "h1 ~ form") in shown.find_next_siblings()
    assert "2 working days" in shown.get_text(" ")
    is_plain = "survey" in address or manner == "plain"
    childline = [link["href"] for link in shown.select("a") if link.get_text() == "0800 1111"]
    assert childline == ([] if is_plain else ["tel:08001111"])


def test_the_page_it_is_about_is_shown_by_its_title_and_sent_along(reader: FlaskClient) -> None:
    soup = page(reader, f"/feedback/comment?page={CLUB}")
    assert text(soup, ".form-about") == "About: The Saturday Club"
    assert one(soup, "input[name=page]")["value"] == CLUB
    elsewhere = page(reader, "/feedback/comment?page=https://evil.example.org/<b>")
    assert elsewhere.select(".form-about") == []
    assert "evil" not in one(elsewhere, "form.form").decode()


def test_a_correction_shows_the_facts_that_are_most_often_wrong(reader: FlaskClient) -> None:
    soup = page(reader, f"/feedback/correction?page={CLUB}")
    facts = {
        row.dt.get_text(): row.dd.get_text()
        for row in soup.select(".form-facts dl > div")
        if row.dt and row.dd
    }
    assert facts == {
        "Phone": "01632 960300",
        "Address": "Marsh Hall, 1 Green Lane, Little Marsh, LM1 1AB",
        "Cost": "£4 a session.",
    }
    assert soup.select("#which") == []


def test_words_that_were_looked_for_stand_in_the_box(reader: FlaskClient) -> None:
    soup = page(reader, "/feedback/sought?words=chess+club+%00+%3Cb%3E")
    assert one(soup, "#sought").get_text() == "\nchess club  <b>"


def test_young_people_and_easy_read_have_words_of_their_own(reader: FlaskClient) -> None:
    plain, young, easy = (
        page(reader, f"/feedback/comment?page={CLUB}&words={manner}") for manner in MANNERS
    )
    assert text(plain, "h1") == "Make a comment"
    assert text(young, "h1") == "Tell us what to change"
    assert "Not yours either." in text(young, "#wrong-names")
    assert text(easy, "main > .form-easy .kind") == "Easy read"
    assert plain.select("input[name=age][value='0 to 4']")
    assert young.select("input[name=age]")
    assert not young.select("input[name=age][value='0 to 4']")
    for soup, own in ((plain, "plain"), (young, "young"), (easy, "easy")):
        assert one(soup, "input[name=manner]")["value"] == own
        links = [str(link["href"]) for link in soup.select(".form-versions a")]
        assert len(links) == 2
        assert all("page=%2Fservices%2Fsaturday-club%2F" in link for link in links)
        assert all(reader.get(link).status_code == 200 for link in links)


def test_easy_read_has_a_picture_to_every_question_and_every_picture_is_built(
    reader: FlaskClient,
) -> None:
    for address in FORMS[:5]:
        joined = "&" if "?" in address else "?"
        soup = page(reader, f"{address}{joined}words=easy&manner=easy")
        if address.startswith("/feedback/sought"):
            soup = page(reader, "/feedback/sought?manner=easy")
        pictures = soup.select(".form-pictured > .picture img")
        assert len(pictures) == len(soup.select(".form-question"))
        for picture in soup.select("main img"):
            assert picture["alt"] == ""
            assert (small_council().site / str(picture["src"]).lstrip("/")).is_file()
        assert "CC BY-SA 4.0" in text(soup, ".credit")


def test_the_pictures_of_forms_are_those_of_the_picture_set() -> None:
    pictures = read_pictures(ROOT)
    assert {name: pictures.file(name) for name in FORM_PICTURES} == dict(FORM_PICTURES)


def test_a_crisis_guide_and_a_complaints_guide_are_linked_where_the_site_has_them(
    reader: FlaskClient,
) -> None:
    """The small council has neither; a link to nothing would be worse than none."""
    soup = page(reader, "/feedback/comment")
    hrefs = {str(link["href"]) for link in soup.select("main a")}
    for href in hrefs:
        file = small_council().site / href.strip("/") / "index.html"
        assert href.startswith(("tel:", "/feedback/", "http")) or file.is_file(), href


def test_no_question_is_asked_twice_and_every_box_has_its_label(reader: FlaskClient) -> None:
    for address in FORMS:
        soup = page(reader, address)
        ids = [str(tag["id"]) for tag in soup.select("[id]")]
        assert sorted(ids) == sorted(set(ids))
        for box in soup.select(
            "form.form input:not([type=hidden]), form.form textarea, form.form select"
        ):
            assert one(soup, f"label[for='{box['id']}']").get_text(strip=True)
        for group in soup.select("form.form fieldset"):
            assert group.legend
            assert group.legend.get_text(strip=True)


def surveyed(folder: Path, **changed: date) -> FlaskClient:
    """The service of a council whose survey is open on other days."""
    context = site_context()
    (survey,) = context.offer.surveys
    other = replace(survey, record=survey.record.model_copy(update=changed))
    then = replace(context, offer=context.offer.with_entries(Survey, (other,)))
    return client(make_app(make_settings(folder), lambda: then))


def test_a_survey_that_is_not_open_says_when_it_is_or_was(tmp_path: Path) -> None:
    today = site_context().offer.today
    for changed, notes in (
        ({"opens": today, "closes": today}, "Did we help?"),
        ({"opens": today + timedelta(days=1)}, f"It opens on {day(today + timedelta(days=1))}."),
        ({"closes": today - timedelta(days=1)}, f"It closed on {day(today - timedelta(days=1))}."),
    ):
        answer = surveyed(tmp_path, **changed).get("/feedback/survey/helped")
        assert answer.status_code == (200 if notes == "Did we help?" else 404)
        assert notes in answer.text
    late = surveyed(tmp_path, closes=today - timedelta(days=1))
    answer = late.post("/feedback/survey/helped", data={"q-helped": "A lot"})
    assert answer.status_code == 404
    assert "It closed on" in answer.text


def test_what_is_not_there_is_told_in_a_sentence(reader: FlaskClient) -> None:
    soup = page(reader, "/feedback/survey/nothing", 404)
    assert text(soup, "h1") == "We do not know this survey"
    soup = page(reader, "/feedback/useful?page=/nowhere/", 404)
    assert text(soup, "h1") == "We do not know which page you mean"


def test_a_reference_that_nobody_has_gets_a_sentence(reader: FlaskClient) -> None:
    for reference in ("AAAAA-AAAAA", "x", "'; DROP TABLE comments", "%00", "a" * 3_000):
        soup = page(reader, f"/feedback/received/{reference}", 404)
        assert text(soup, "h1") == "We do not know this reference"


def test_the_forms_of_static_pages_lead_to_addresses_that_answer(reader: FlaskClient) -> None:
    """Every link and form of the built site below /feedback/ is one of the service's."""
    wanted = set()
    for file in Path(small_council().site).rglob("*.html"):
        soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        wanted |= {str(link["href"]) for link in soup.select("a[href^='/feedback/']")}
        for form in soup.select("form[action^='/feedback/']"):
            assert form["action"] == "/feedback/useful"
            assert {str(button["value"]) for button in form.select("button")} == {"yes", "no"}
    assert any("correction" in one for one in wanted)
    for address in sorted(wanted):
        assert reader.get(address).status_code == 200, address


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("manner", MANNERS)
def test_the_words_of_a_form_are_for_a_reader_of_nine(
    reader: FlaskClient, address: str, manner: str
) -> None:
    joined = "&" if "?" in address else "?"
    soup = page(reader, f"{address}{joined}words={manner}&manner={manner}")
    notes = soup.select("main :is(.lead p, .form-hint, .form-names, .panel li, legend, label)")
    words = "\n\n".join(tag.get_text() for tag in notes)
    assert grade(sentences(blocks(Passage("form", 1, "", words)))) + 5 < 9


def test_below_a_path_every_form_is_sent_and_leads_on_below_it(tmp_path: Path) -> None:
    """A site at https://www.example.org/offer: its server takes the path off what is asked."""
    place = small_council()
    lies = replace(place, base_url="https://www.example.org/offer")
    checked = check(Task(place.content, ROOT, tmp_path, site_context().offer.today, lies.base_url))
    assert checked.offer
    context = make_site_context(checked, checked.offer, lies)
    reader = client(make_app(make_settings(tmp_path), lambda: context))
    soup = page(reader, f"/feedback/comment?page={CLUB}")
    assert one(soup, "form.form")["action"] == "/offer/feedback/comment?from=form"
    assert all(str(link["href"]).startswith("/offer/") for link in soup.select(".form-versions a"))
    for address, typed, leads in (
        ("comment", {"wrong": "x"}, "/offer/feedback/received/"),
        ("useful", {"page": CLUB, "answer": "yes"}, "/offer/feedback/useful?"),
        ("survey/helped", {"q-helped": "A lot"}, "/offer/feedback/survey/helped?"),
    ):
        answer = reader.post(f"/feedback/{address}", data=typed)
        assert answer.headers["Location"].startswith(leads)


def test_where_do_you_live_leaves_out_what_is_no_place_to_live() -> None:
    context = site_context()
    lists = context.offer.lists
    online = Area.model_validate({"id": "online", "name": "Online", "lived_in": "no"})
    lists = ListsById({**lists.by_model, Area: {**lists.areas, "online": online}})
    area_question = area(FormRequest(), replace(context, offer=replace(context.offer, lists=lists)))
    labels = [choice.label for choice in area_question.choices]
    assert "Little Marsh" in labels
    assert "Online" not in labels


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("address", FORMS)
def test_a_form_is_a_light_page_over_the_wire(
    reader: FlaskClient, address: str, manner: str
) -> None:
    """The next page stays under 12 KB, headers and all; pictures come as the reader scrolls."""
    joined = "&" if "?" in address else "?"
    answer = reader.get(
        f"{address}{joined}words={manner}&manner={manner}", headers={"Accept-Encoding": "gzip"}
    )
    assert len(answer.data) < 11_000
    assert answer.headers["Vary"] == "Accept-Encoding"
    soup = BeautifulSoup(decompress(answer.data), "html.parser")
    assert soup.select_one("form.form")
    assert all(picture.get("loading") == "lazy" for picture in soup.select("form img"))


def test_the_size_of_a_page_of_moderation_tells_nothing(reader: FlaskClient) -> None:
    answer = reader.get("/feedback/desk/sign-in", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
