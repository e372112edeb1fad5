"""Who agreed what every setting should do: a fact of the council, whoever wrote the words."""

from collections.abc import Callable, Mapping
from datetime import date
from html import unescape
from pathlib import Path
from re import sub
from typing import Any

import pytest

from localoffer.coverage import coverage
from localoffer.pipeline import Task, build, check

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
NOT_AGREED = {"agreed": None, "agreed_by": None}

Lay = Callable[[Path, Mapping[str, Any]], None]
Lines = Callable[..., list[str]]


def task(content: Path) -> Task:
    return Task(content, ROOT, ROOT / ".localoffer", TODAY)


def words(file: Path) -> str:
    """The words of a page's main part, as they are read aloud."""
    main = file.read_text("utf-8").partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(sub(r"<[^>]+>", " ", main.partition(">")[2])).split())


@pytest.fixture
def agreed(expecting: Path, lay: Lay) -> Callable[..., Path]:
    """Lays two statements that do not say who agreed them, and these agreements."""

    def make(agreements: str = "", **changes: Any) -> Path:
        lay(
            expecting,
            {
                "provision/ci-uni-01.md": {**NOT_AGREED, **changes},
                "provision/ci-uni-02.md": NOT_AGREED,
                "agreements.yaml": agreements,
            },
        )
        return expecting

    return make


@pytest.fixture
def told(agreed: Callable[..., Path]) -> Lines:
    """What is wrong with these agreements of the two statements: level, line, field, message."""

    def make(agreements: str, **changes: Any) -> list[str]:
        return [
            f"{one.level} {one.line} {one.field}: {one.message}"
            for one in check(task(agreed(agreements, **changes))).problems
            if one.path == "agreements.yaml"
        ]

    return make


ONE = """\
- statements: [ci-uni-01]
  version: 2
  agreed: 2026-06-15
  agreed_by: Schools forum
  history:
    - {version: 1, agreed: 2025-05-01, staff: Use them., parents: See them., why: It was short.}
"""
REST = "- {agreed: 2026-07-01, agreed_by: The board}\n"


def test_a_row_says_who_agreed_a_statement_and_what_it_said_here_before(
    agreed: Callable[..., Path], tmp_path: Path
) -> None:
    build(task(agreed(ONE + REST)), tmp_path / "site")
    first = words(tmp_path / "site/provision/ci-uni-01/index.html")
    assert "Version 2, agreed on 15 June 2026 by Schools forum." in first
    assert "Version 1, agreed on 1 May 2025" in first
    assert "It was short." in first
    second = words(tmp_path / "site/provision/ci-uni-02/index.html")
    assert "Version 1, agreed on 1 July 2026 by The board." in second
    for page in ("provision", "provision/communication", "provision/ci-uni-01"):
        assert "Nobody here has agreed" not in words(tmp_path / f"site/{page}/index.html")


def test_pages_say_what_nobody_here_has_agreed(agreed: Callable[..., Path], tmp_path: Path) -> None:
    build(task(agreed()), tmp_path / "site")
    page = words(tmp_path / "site/provision/ci-uni-01/index.html")
    assert "Nobody here has agreed this yet." in page
    assert "Agreed Not agreed here yet." in page
    landing = words(tmp_path / "site/provision/index.html")
    assert "Nobody here has agreed any of these statements yet." in landing
    assert "is expected to do" not in landing
    assert "Who agreed them Nobody here has agreed them yet." in landing
    build(task(agreed(ONE)), tmp_path / "site")
    for list_page in (
        "communication",
        "communication/staff",
        "phases/primary",
        "tiers/every-child",
    ):
        listed = words(tmp_path / f"site/provision/{list_page}/index.html")
        assert "Nobody here has agreed some of these statements yet." in listed
    landing = words(tmp_path / "site/provision/index.html")
    assert "Nobody here has agreed some of these statements yet." in landing
    assert "Schools forum: 1 statement, on 15 June 2026" in landing


def test_what_nobody_has_agreed_is_told_once_and_is_no_evidence_of_a_duty(
    agreed: Callable[..., Path], told: Lines
) -> None:
    said = "warning 0 : Nobody here has agreed what every setting should do: {}."
    assert told("") == [said.format("2 statements, ci-uni-01 first")]
    assert told(ONE) == [said.format("ci-uni-02")]
    assert told(ONE + REST) == []
    offers = [check(task(agreed(rows))).offer for rows in ("", REST)]
    evidence = [str(coverage(offer)) for offer in offers if offer]
    assert ["/provision/ci-uni-01/" in one for one in evidence] == [False, True]


def test_words_that_changed_after_they_were_agreed_are_told_and_shown(
    agreed: Callable[..., Path], told: Lines, tmp_path: Path
) -> None:
    assert told(ONE + REST, changed="2026-06-15") == []
    assert told(ONE + REST, changed="2026-06-16") == [
        'warning 1 statements.1: The words of "ci-uni-01" changed on 2026-06-16, after this day.'
    ]
    build(task(agreed(ONE + REST, changed="2026-06-16")), tmp_path / "site")
    page = words(tmp_path / "site/provision/ci-uni-01/index.html")
    assert "Its words have changed since it was agreed here. They changed on 16 June 2026." in page


@pytest.mark.parametrize(
    ("agreements", "expected"),
    [
        (ONE + ONE, 'error 1 statements.1: "ci-uni-01" is in two rows.'),
        (REST + REST, "error 1 : Two rows name no statement, and so hold for all others."),
        (ONE.replace("ci-uni-01", "ci-uni-03"), 'error 1 statements.1: The file of "ci-uni-03" '),
        (ONE.replace("ci-uni-01", "ci-uni-09"), 'error 1 statements.1: "ci-uni-09" is not in'),
        (ONE.replace("2026-06-15", "2026-11-22"), "error 3 agreed: It was agreed in the future"),
        (ONE.replace("2026-06-15", "2025-11-20"), "warning 3 agreed: It was agreed more than 12"),
        (ONE.replace("2025-05-01", "2026-06-15"), "error 6 history.1.agreed: Version 1 is not"),
        (ONE.replace("version: 2", "version: 3"), "error 2 version: This is version 3, but its"),
        (ONE.replace("ci-uni-01", "ci-uni-01, ci-uni-02"), "error 5 history: Earlier versions are"),
    ],
)
def test_agreements_are_checked_row_by_row(
    expecting: Path, lay: Lay, told: Lines, agreements: str, expected: str
) -> None:
    lay(expecting, {"provision/ci-uni-03.md": {}})
    found = told(agreements)
    assert [one for one in found if one.startswith(expected)], found


def test_a_statement_says_who_agreed_it_and_when_or_neither(expecting: Path, lay: Lay) -> None:
    lay(expecting, {"provision/ci-uni-01.md": {"agreed_by": None}})
    problems = [one.message for one in check(task(expecting)).problems if "ci-uni" in one.path]
    assert problems == ["It says who agreed it or when, but not both."]
