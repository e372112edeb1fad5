"""The privacy notice says what the forms keep, in the council's own numbers, if there are forms."""

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from localoffer.pipeline import build
from localoffer.plain_language.blocks import blocks
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.reading_age import grade
from localoffer.plain_language.sentences import sentences
from tests.support.comments import ROOT, set_feedback, task


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small council that has no service for comments."""
    return Path(shutil.copytree(ROOT / "tests" / "examples" / "good", tmp_path / "content"))


def _notice(content: Path, tmp_path: Path) -> BeautifulSoup:
    build(task(content, tmp_path / "state"), tmp_path / "site")
    text = (tmp_path / "site" / "privacy" / "index.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def _said(notice: BeautifulSoup) -> str:
    main = notice.select_one("main")
    assert main
    return " ".join(main.get_text(" ").split())


def test_the_notice_tells_what_the_forms_keep_in_the_councils_own_numbers(
    content: Path, tmp_path: Path
) -> None:
    set_feedback(
        content, address="/feedback/", keep_contact_days=17, keep_text_months=9, least_shown=8
    )
    said = _said(_notice(content, tmp_path))
    assert "There are no cookies. Only the people who read and answer comments get them" in said
    assert "Your way to be reached is deleted 17 days after we reply." in said
    assert "What you wrote is deleted after 9 months." in said
    assert "no number under 8" in said
    assert "Tell us the reference by phone, e-mail or letter." in said
    assert "We keep the code for a day." in said
    assert "For that day we also keep a code, so that you are counted once." in said
    assert "We delete it in the night after." in said


def test_where_there_are_no_forms_the_notice_says_nothing_of_them(
    content: Path, tmp_path: Path
) -> None:
    said = _said(_notice(content, tmp_path))
    assert "There are no cookies. Nothing on these pages" in " ".join(said.split())
    for word in ("reference", "13 months", "sealed", "network address"):
        assert word not in said


def test_the_short_version_is_in_easy_words(content: Path, tmp_path: Path) -> None:
    set_feedback(content, address="/feedback/")
    notice = _notice(content, tmp_path)
    heading = notice.select_one("h2#young")
    assert heading
    short = heading.find_next("ul")
    assert short
    words = "\n\n".join(one.get_text() for one in short.find_all("li"))
    assert len(re.findall(r"\w+", words)) > 80
    assert grade(sentences(blocks(Passage("notice", 1, "", words)))) + 5 < 8
