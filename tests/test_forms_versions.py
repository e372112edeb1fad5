"""Whoever began in young people's words or in easy read stays in them, to the reply's last line."""

from html import unescape
from itertools import count
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from sqlalchemy import select

from feedback.forms.labels import MANNERS, OTHER_VERSIONS
from feedback.store.engine import reading, writing
from feedback.store.tables import comments, outbox
from localoffer.plain_language.blocks import blocks
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.reading_age import grade
from localoffer.plain_language.sentences import sentences
from tests.support.feedback import client, form_number, small_council
from tests.support.moderation import ModerationSite, moderation_site

CLUB = "/services/saturday-club/"
#: Each form comes from a network of its own: none may send many in an hour.
NETWORKS = count()
#: A form and what has to be typed in it.
FORMS = {
    "comment": {"wrong": "Nothing on Fridays."},
    "correction": {"what": "It is shut.", "which": "The club"},
    "sought": {"sought": "A chess club"},
    "wall": {"question": "good", "said": "The swings."},
    "useful": {"why": "It is long.", "page": CLUB, "answer": "no"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> ModerationSite:
    return moderation_site(tmp_path_factory.mktemp("versions"))


@pytest.fixture(scope="module")
def reader(site: ModerationSite) -> FlaskClient:
    return client(site.signed_in["ruth"].application)


def page(reader: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    answer = reader.get(address)
    assert answer.status_code == status, address
    return BeautifulSoup(answer.text, "html.parser")


def main(soup: BeautifulSoup) -> Tag:
    assert soup.main
    return soup.main


def sent(reader: FlaskClient, form: str, manner: str, **typed: str) -> str:
    """Send a form and return the address of its receipt."""
    data = {"form": form_number(), "manner": manner, **FORMS[form], **typed}
    elsewhere = {"REMOTE_ADDR": f"10.{next(NETWORKS)}.0.1"}
    answer = reader.post(f"/feedback/{form}", data=data, environ_overrides=elsewhere)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def reading_age(tags: list[Tag]) -> float:
    words = "\n\n".join(tag.get_text() for tag in tags)
    return grade(sentences(blocks(Passage("page", 1, "", words)))) + 5


def has_easy_pictures(soup: BeautifulSoup) -> bool:
    pictures = main(soup).select(".form-line .picture img")
    for picture in pictures:
        assert (small_council().site / str(picture["src"]).lstrip("/")).is_file()
    lines = main(soup).select(".form-line")
    return bool(lines) and len(pictures) == len(lines)


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("form", FORMS)
def test_the_receipt_and_where_it_stands_are_in_the_words_of_the_form(
    reader: FlaskClient, form: str, manner: str
) -> None:
    receipt = page(reader, sent(reader, form, manner))
    later = main(receipt).select_one("a[href^='/feedback/status/']")
    assert later
    status = page(reader, str(later["href"]))
    for soup in (receipt, status):
        assert bool(main(soup).select(".kind")) is (manner == "easy")
        assert has_easy_pictures(soup) is (manner == "easy")
        assert bool(main(soup).select(".credit")) is (manner == "easy")
        said = main(soup).select(":is(p, li):not(.credit, .form-complain, .onward)")
        assert reading_age(said) < 9
    told = main(receipt).get_text(" ", strip=True)
    assert ("We try to" in told or "Tell us your reference." in told) or manner != "easy"


@pytest.mark.parametrize("publish", ["yes", "no", ""])
@pytest.mark.parametrize("way", ["no", "e-mail"])
def test_no_two_versions_of_a_receipt_are_word_for_word_the_same(
    reader: FlaskClient, publish: str, way: str
) -> None:
    typed = {"publish": publish, "reply": way, "email": "jo@example.org"}
    said = {
        manner: main(page(reader, sent(reader, "comment", manner, **typed))).get_text()
        for manner in MANNERS
    }
    assert len(set(said.values())) == len(MANNERS)
    assert "20 working days" in said["easy"] if way == "e-mail" else True


@pytest.mark.parametrize("manner", MANNERS)
def test_what_is_wrong_is_said_in_the_same_version(reader: FlaskClient, manner: str) -> None:
    answer = reader.post("/feedback/comment", data={"manner": manner, "wrong": ""})
    soup = BeautifulSoup(answer.text, "html.parser")
    chosen = soup.select_one("input[name=manner]")
    assert chosen
    assert chosen["value"] == manner
    for asked in ("", "?words={manner}&reference=", "?words={manner}&reference=AAAAA-AAAAA"):
        address = f"/feedback/status/{asked.format(manner=manner)}"
        soup = page(reader, address, 404 if "AAAAA" in asked else 200)
        links = [link.get_text() for link in main(soup).select(".form-versions a")]
        mine = manner if asked else "plain"
        assert links == [label for name, label in OTHER_VERSIONS.items() if name != mine]
        assert reading_age(main(soup).select(".form-mistake, .form-hint, main > p")) < 9


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("guides/easy-read-*", "&words=easy"),
        ("easy-read", "&words=easy"),
        ("topics/young-people", "&words=young"),
        ("guides/yp-*", "&words=young"),
        ("guides/short-breaks", ""),
    ],
)
def test_pages_lead_to_the_forms_in_the_words_of_their_readers(
    pytestconfig: pytest.Config, folder: str, words: str
) -> None:
    files = list(pytestconfig.getoption("--site").glob(f"{folder}/index.html"))
    assert files
    for file in files:
        built = unescape(file.read_text(encoding="utf-8"))
        address = f"/{file.parent.relative_to(pytestconfig.getoption('--site')).as_posix()}/"
        assert f'href="/feedback/comment?page={address}{words}"' in built
        assert ('name="manner"' in built) is bool(words)


@pytest.mark.parametrize("manner", MANNERS)
def test_a_vote_asks_why_in_the_words_of_its_page(reader: FlaskClient, manner: str) -> None:
    vote = {"page": CLUB, "answer": "no", "manner": manner}
    leads = reader.post("/feedback/useful", data=vote).headers["Location"]
    chosen = page(reader, leads).select_one("input[name=manner]")
    assert chosen
    assert chosen["value"] == manner


@pytest.mark.parametrize(
    ("manner", "words"),
    [
        ("plain", "What we do:\nPut it on the page."),
        ("young", "What we do now:\nPut it on the page."),
        ("easy", "Is it still wrong?\nPhone 01632 960100"),
    ],
)
def test_the_reply_speaks_as_the_form_did_and_easy_words_come_first(
    tmp_path: Path, manner: str, words: str
) -> None:
    site = moderation_site(tmp_path)
    number = site.send("Who drives?", reply_to="jo@example.org", manner=manner)
    written = {
        "answer": "The club runs its own bus on each day of the term.",
        "action_what": "Put it on the page.", "action_owner": "help-line",
        "short_said": "Who drives?", "short_answer": "The club has a bus.",
    }  # fmt: skip
    assert site.post(number, action="reply", **written).status_code == 303
    with reading(site.service.engine) as connection:
        (sealed,) = connection.execute(select(outbox.c.sealed)).scalars()
    mail = (site.service.keys.unseal(sealed) or "").replace("\\n", "\n")
    assert words in mail
    assert ("The club has a bus." in mail) is (manner != "plain")
    if manner != "plain":
        assert mail.index("The club has a bus.") < mail.index("The club runs its own bus")


def test_a_version_that_nobody_knows_is_the_plain_one(
    site: ModerationSite, reader: FlaskClient
) -> None:
    number = site.send()
    with writing(site.service.engine) as connection:
        row = comments.update().where(comments.c.id == number).values(manner="loud")
        connection.execute(row)
    receipt = page(reader, f"/feedback/received/{site.row(number).reference}")
    assert main(receipt).select(".kind") == []
