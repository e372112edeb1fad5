"""What was counted in a year and answered in surveys: numbers in which nobody is found."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from feedback.app_context import AppContext
from feedback.export.comment_facts import CommentFact, counts_by, working_days
from feedback.export.content_file import ExportResult, KnownIds
from feedback.export.export_counts import export_counts
from feedback.export.export_surveys import export_surveys
from feedback.moderation.answer import Answer
from feedback.states import State
from feedback.store.engine import writing
from feedback.store.tables import answers, comments, confirmations, survey_answers, votes
from tests.support.feedback import council_with_themes, make_service

NOVEMBER = date(2026, 11, 22)
DECEMBER = date(2026, 12, 1)
MARCH_2026 = 1_772_500_000
DAY = 86_400


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return council_with_themes(tmp_path)


def known_of(service: AppContext, content: Path) -> KnownIds:
    place = replace(service.settings.folders, content=content, state=content.parent / "state")
    return KnownIds.of(place)


def came(service: AppContext, number: int, answer: Answer | None = None, **values: object) -> None:
    """Keep so many comments of March 2026 with these values in their columns."""
    with writing(service.engine) as connection:
        for one in range(number):
            name = f"{len(values)}-{values}-{answer}-{one}"
            row = connection.execute(insert(comments).returning(comments.c.id), {
                "form": str(abs(hash(name)))[:20], "reference": str(abs(hash(name)))[:12],
                "received": MARCH_2026, "kind": "comment", "way": "website", "manner": "plain",
                "page": "/", "about": "missing", "role": "parent or carer", "age": "5 to 10",
                "area": "", "may_publish": True, "wants_reply": False, "words": "{}", "flags": "",
                "danger": 0, "state": "new", "due": MARCH_2026, "version": 1, **values,
            }).one()  # fmt: skip
            if answer:
                answer_row = {"comment": row.id, "content": answer.as_json()}
                connection.execute(
                    insert(answers), {**answer_row, "answered": MARCH_2026 + 14 * DAY}
                )


def text_of(content: Path, name: str) -> str:
    return (content / name).read_text(encoding="utf-8")


YEAR = """\
begins: 2025-09-01
ends: 2026-08-31
as_at: 2026-11-22
received: 24
published: 0
answered: 12
days_to_answer: 10
by_matter:
  - {what: missing, number: 18}
by_role:
  - {what: parent or carer, number: 18}
  - {what: young person, number: 6}
by_age:
  - {what: 5 to 10, number: 24}
by_way:
  - {what: website, number: 18}
  - {what: phone, number: 6}
by_theme:
  - {what: transport, number: 12}
withheld:
  - {what: vexatious, number: 0}
  - {what: about one person, number: 0}
not_to_publish: 0
publish_not_said: 0
not_comments: 6
useful_yes: 7
useful_no: 0
not_found:
  - {theme: transport, number: 5}
gaps:
  - {theme: transport, number: 12}
corrections: 5
confirmed: 1
"""


def test_a_year_is_counted_with_no_small_number_in_it(
    tmp_path: Path, databases: str, content: Path
) -> None:
    service = make_service(tmp_path, databases)
    travel = Answer(matter="missing", themes=("transport",))
    came(service, 12, travel)
    came(service, 6)
    came(service, 4, about="content", way="phone", role="young person")
    came(service, 2, about="service", way="phone", role="young person")
    came(service, 6, state="not a comment")
    came(service, 9, state="quarantined")
    came(service, 5, kind="correction", about="closed")
    came(service, 5, Answer(themes=("transport",)), kind="sought", about="")
    with writing(service.engine) as connection:
        for one in range(7):
            row = {"form": str(one), "page": "/", "useful": True, "month": "2026-03"}
            connection.execute(insert(votes), row)
        row = {"token": "t", "page": "/services/x/", "confirmed": MARCH_2026}
        connection.execute(insert(confirmations), row)
    known = known_of(service, content)
    results = list(export_counts(service, content, known, NOVEMBER))
    assert results == [ExportResult("counts/2025-26.yaml", "written")]
    assert text_of(content, "counts/2025-26.yaml") == YEAR


def test_a_year_is_counted_anew_once_a_month(tmp_path: Path, content: Path) -> None:
    service = make_service(tmp_path)
    came(service, 9)
    known = known_of(service, content)
    list(export_counts(service, content, known, NOVEMBER))
    first = text_of(content, "counts/2025-26.yaml")
    came(service, 9, way="post")
    assert list(export_counts(service, content, known, NOVEMBER)) == []
    assert text_of(content, "counts/2025-26.yaml") == first
    list(export_counts(service, content, known, DECEMBER))
    assert "received: 18" in text_of(content, "counts/2025-26.yaml")


def test_before_the_year_has_ended_it_has_totals_and_no_rows(tmp_path: Path, content: Path) -> None:
    service = make_service(tmp_path)
    came(service, 9, Answer(matter="missing", themes=("transport",)))
    list(export_counts(service, content, known_of(service, content), date(2026, 8, 31)))
    assert text_of(content, "counts/2025-26.yaml") == (
        "begins: 2025-09-01\nends: 2026-08-31\nas_at: 2026-08-31\nreceived: 9\npublished: 0\n"
        "answered: 9\ndays_to_answer: 10\nuseful_yes: 0\nuseful_no: 0\ncorrections: 0\n"
        "confirmed: 0\n"
    )
    list(export_counts(service, content, known_of(service, content), date(2026, 9, 1)))
    assert "by_role" in text_of(content, "counts/2025-26.yaml")


def test_no_row_changes_by_a_few_people_from_one_version_to_the_next(
    tmp_path: Path, content: Path
) -> None:
    service = make_service(tmp_path)
    came(service, 9)
    list(export_counts(service, content, known_of(service, content), NOVEMBER))
    first = text_of(content, "counts/2025-26.yaml")
    came(service, 4, way="post")
    (outcome,) = export_counts(service, content, known_of(service, content), DECEMBER)
    assert outcome.action == "left"
    assert "A row of it would change by fewer than 5 people" in outcome.reasons[0]
    assert text_of(content, "counts/2025-26.yaml") == first
    came(service, 1, way="post", page="/guides/")
    list(export_counts(service, content, known_of(service, content), DECEMBER))
    assert "received: 14" in text_of(content, "counts/2025-26.yaml")


def test_counts_by_hand_are_never_made_smaller(tmp_path: Path, content: Path) -> None:
    service = make_service(tmp_path)
    came(service, 9)
    byhand = YEAR.replace("2026-11-22", "2026-10-01")
    (content / "counts").mkdir()
    (content / "counts" / "2025-26.yaml").write_text(byhand, encoding="utf-8")
    (outcome,) = export_counts(service, content, known_of(service, content), NOVEMBER)
    assert outcome.action == "left"
    assert "more came than this store knows of" in outcome.reasons[0]
    assert text_of(content, "counts/2025-26.yaml") == byhand


def test_a_year_of_a_few_comments_is_not_shown(tmp_path: Path, content: Path) -> None:
    service = make_service(tmp_path)
    came(service, 4)
    (outcome,) = export_counts(service, content, known_of(service, content), NOVEMBER)
    assert outcome.reasons == (
        "Fewer than 5 comments came in that year, so nothing of it is shown.",
    )
    assert not (content / "counts").exists()


def test_a_year_that_the_store_does_not_know_is_left_alone(tmp_path: Path, content: Path) -> None:
    service = make_service(tmp_path)
    (content / "counts").mkdir()
    byhand = content / "counts" / "2023-24.yaml"
    text = YEAR.replace("2025-09", "2023-09").replace("2026-08", "2024-08")
    byhand.write_text(text, encoding="utf-8")
    assert list(export_counts(service, content, known_of(service, content), NOVEMBER)) == []
    assert byhand.read_text(encoding="utf-8") == text


def fact(role: str) -> CommentFact:
    state = State.NEW
    day = date(2026, 3, 1)
    return CommentFact(1, "comment", day, state, "post", "", role, "", "", (), None, "", None, None)


@given(st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=40), st.integers(2, 9))
def test_no_small_number_can_be_worked_out_from_the_others(roles: list[str], least: int) -> None:
    rows = counts_by(map(fact, roles), lambda one: one.role, ("a", "b", "c"), least)
    cells = [row.get("number") for row in rows]
    hidden = cells.count(None)
    numbers = [number for number in cells if isinstance(number, int)]
    assert all(number >= least for number in numbers)
    if len(roles) >= least:
        assert hidden != 1
    if hidden:
        assert len(roles) < least or len(roles) - sum(numbers) > hidden


def test_working_days_leave_out_weekends_and_bank_holidays() -> None:
    assert working_days(date(2026, 12, 24), date(2026, 12, 29)) == 1
    assert working_days(date(2026, 11, 20), date(2026, 11, 20)) == 0
    assert working_days(date(2026, 11, 20), date(2026, 11, 23)) == 1


def answered(service: AppContext, number: int, choices: str, first: int = 0) -> None:
    with writing(service.engine) as connection:
        for one in range(first, first + number):
            row = {"form": str(one), "survey": "helped", "month": "2026-03", "choices": choices}
            connection.execute(insert(survey_answers), row)


RESULT = """\
survey: helped
as_at: 2026-11-22
answers: 25
questions:
  - question: helped
    tallies:
      - {answer: A lot, number: 12}
      - {answer: A little}
      - {answer: Not at all}
  - question: found
    tallies:
      - {answer: This site, number: 13}
      - {answer: A friend, number: 0}
"""


def closed(content: Path) -> None:
    survey = content / "surveys" / "helped.yaml"
    text = survey.read_text(encoding="utf-8").replace("2099-12-31", "2026-10-31")
    survey.write_text(text, encoding="utf-8")


def test_a_survey_that_has_closed_is_counted(tmp_path: Path, content: Path) -> None:
    service = make_service(tmp_path)
    answered(service, 12, '{"helped": "A lot"}')
    answered(service, 10, '{"helped": "A little", "found": ["This site"]}', 12)
    answered(service, 3, '{"helped": "Not at all", "found": ["This site"]}', 22)
    assert list(export_surveys(service, content, known_of(service, content), NOVEMBER)) == []
    closed(content)
    known = known_of(service, content)
    results = list(export_surveys(service, content, known, NOVEMBER))
    assert results == [ExportResult("survey-results/helped.yaml", "written")]
    assert text_of(content, "survey-results/helped.yaml") == RESULT
    assert list(export_surveys(service, content, known, DECEMBER)) == []


def test_what_was_learned_stays_when_the_numbers_grow(tmp_path: Path, content: Path) -> None:
    service = make_service(tmp_path)
    closed(content)
    answered(service, 25, '{"helped": "A lot"}')
    (content / "survey-results").mkdir()
    file = content / "survey-results" / "helped.yaml"
    old = "survey: helped\nas_at: 2026-11-01\nanswers: 9\nwhat_we_learned: It helped.\n"
    file.write_text(old, encoding="utf-8")
    list(export_surveys(service, content, known_of(service, content), NOVEMBER))
    assert "answers: 25" in file.read_text(encoding="utf-8")
    assert "what_we_learned: It helped." in file.read_text(encoding="utf-8")
    file.write_text(file.read_text("utf-8").replace("answers: 25", "answers: 40"), "utf-8")
    (outcome,) = export_surveys(service, content, known_of(service, content), DECEMBER)
    assert outcome.action == "left"
