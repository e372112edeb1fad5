"""What has been kept long enough is deleted, by rule, and nothing of it is left in the files."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, insert, select, update

from feedback.app_context import AppContext
from feedback.cli import run
from feedback.local_time import TIME_ZONE, moment_of
from feedback.mail.outbox import queue_reply
from feedback.moderation.actions.table import ACTION_BY_NAME
from feedback.moderation.answer import Answer
from feedback.retention.purge import purge, wipe
from feedback.retention.site_numbers import months_before, numbers_of
from feedback.retention.unanswered import LET_GO, UNDECIDED, find_unanswered
from feedback.states import State
from feedback.store.audit_log import note_act
from feedback.store.engine import reading, writing
from feedback.store.submissions import by_reference, store_submission
from feedback.store.tables import (
    acts,
    answers,
    comments,
    contacts,
    drafts,
    outbox,
    senders,
    votes,
)
from feedback.store.votes import store_vote
from feedback.submission import Kind, Submission, Vote
from localoffer.cli.options import make_parser
from localoffer.model.feedback import Feedback
from localoffer.problems import ContentError, UsageError
from localoffer.workspace import Workspace
from tests.support.feedback import ROOT, make_service, small_council
from tests.support.moderation import PAGE, moderation_site
from tests.support.service_command import run_feedback, server_settings

NUMBERS = Feedback()
DAY = 86_400
RECEIVED = int(datetime(2026, 1, 15, tzinfo=UTC).timestamp())
WORDS = "Quillonby Zephyrine"
DRAFT = "Brindlewick Oxmoor"


def stored(service: AppContext, form: str = "1", state: State = State.PUBLISHED) -> int:
    """Keep a comment with everything that hangs on one; return its id in the store."""
    words = {"wrong": f"The taxi of {WORDS} never comes. " * 200}
    sent = Submission(
        form, "comment", words, role="parent or carer", age="5 to 10", area="sandmere",
        reply_to="parent@example.org",
    )  # fmt: skip
    sealed = service.keys.seal(sent.reply_to)
    private = Answer(you_said=DRAFT, private=f"{WORDS} rang", reply=f"Dear {WORDS}")
    published = Answer(
        you_said="A taxi never comes.", themes=("transport",), private=WORDS
    ).as_json()
    with writing(service.engine) as connection:
        receipt = store_submission(connection, sent, sealed, RECEIVED, RECEIVED)
        row = by_reference(connection, receipt.reference)
        assert row
        public = state is State.PUBLISHED
        values = {
            "comment": row.id,
            "content": private.as_json(),
            "shown": published if public else None,
        }
        connection.execute(insert(answers), values)
        former = {"version": 1, "state": "open", "written": RECEIVED, "account": 1}
        connection.execute(
            insert(drafts), {"comment": row.id, "content": private.as_json(), **former}
        )
        mine = update(comments).where(comments.c.id == row.id)
        connection.execute(mine.values(state=state.value))
    return int(row.id)


def column(service: AppContext, what: object) -> list[object]:
    with reading(service.engine) as connection:
        return list(connection.execute(select(what)).scalars())  # type: ignore[call-overload]


def test_words_go_after_the_months_of_the_council_and_what_is_published_stays(
    tmp_path: Path, databases: str
) -> None:
    service = make_service(tmp_path, databases)
    stored(service)
    stored(service, "2", State.WITHHELD)
    day_before = int(datetime(2027, 2, 14, tzinfo=UTC).timestamp())
    assert not any(purge(service, NUMBERS, day_before, dry_run=False).values())
    counts = purge(service, NUMBERS, day_before + DAY, dry_run=False)
    assert {name: number for name, number in counts.items() if number} == {
        "addresses for a reply": 2,
        "comments as they were written": 2,
    }
    assert column(service, comments.c.words) == [None, None]
    assert column(service, drafts.c.id) == column(service, contacts.c.comment) == []
    published, withheld = map(json.loads, map(str, column(service, answers.c.content)))
    assert published["you_said"] == "A taxi never comes."
    assert (published["private"], withheld["you_said"]) == ("", "")
    assert not any(purge(service, NUMBERS, day_before + DAY, dry_run=False).values())


def test_an_address_goes_some_days_after_the_reply_unless_a_mail_still_waits(
    tmp_path: Path, databases: str
) -> None:
    service = make_service(tmp_path, databases)
    comment = stored(service)
    month = RECEIVED + 30 * DAY
    assert purge(service, NUMBERS, month, dry_run=False)["addresses for a reply"] == 0
    with writing(service.engine) as connection:
        connection.execute(update(contacts).values(replied=RECEIVED))
        queue_reply(connection, service, comment, "Your comment", "Thank you.", RECEIVED)
    assert purge(service, NUMBERS, month, dry_run=False)["addresses for a reply"] == 0
    with writing(service.engine) as connection:
        connection.execute(update(outbox).values(sent=RECEIVED, sealed=None))
    assert purge(service, NUMBERS, month - 1, dry_run=False)["addresses for a reply"] == 0
    assert purge(service, NUMBERS, month, dry_run=False)["addresses for a reply"] == 1
    assert column(service, contacts.c.comment) == []
    assert column(service, comments.c.words) != [None]


def test_what_was_no_comment_goes_as_many_days_after_it_was_judged(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    comment = stored(service, "1", State.NOT_A_COMMENT)
    with writing(service.engine) as connection:
        row = {"at": RECEIVED + 5 * DAY, "act": "not a comment", "comment": comment, "note": ""}
        connection.execute(insert(acts), row)
    name = "words of what was no comment"
    assert purge(service, NUMBERS, RECEIVED + 34 * DAY, dry_run=False)[name] == 0
    assert purge(service, NUMBERS, RECEIVED + 35 * DAY, dry_run=False)[name] == 1
    assert column(service, contacts.c.comment) == []


def test_role_age_and_area_are_kept_until_the_year_has_been_counted(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    stored(service)
    last = int(datetime(2027, 9, 30, tzinfo=UTC).timestamp())
    name = "roles, ages and areas"
    assert purge(service, NUMBERS, last, dry_run=False)[name] == 0
    assert column(service, comments.c.age) == ["5 to 10"]
    assert purge(service, NUMBERS, last + DAY, dry_run=False)[name] == 1
    assert column(service, comments.c.age) == [""]


def test_counts_of_networks_go_after_a_day(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    with writing(service.engine) as connection:
        for hours in (1, 30):
            row = {"sender": "a", "hour": RECEIVED // 3600 - hours, "number": 3}
            connection.execute(insert(senders), row)
    assert purge(service, NUMBERS, RECEIVED, dry_run=False)["counts of network addresses"] == 1


def test_whose_yes_or_no_it_was_cannot_be_tested_once_its_day_is_over(
    tmp_path: Path, databases: str
) -> None:
    service = make_service(tmp_path, databases)
    with writing(service.engine) as connection:
        for code in ("2026-01-14 a", "2026-01-14 b", "2026-01-15 a"):
            assert store_vote(connection, Vote(code, "/", useful=True), "2026-01")
    name = "codes of yes and no"
    assert purge(service, NUMBERS, RECEIVED, dry_run=True)[name] == 2
    assert "2026-01-14 a" in column(service, votes.c.form)
    assert purge(service, NUMBERS, RECEIVED, dry_run=False)[name] == 2
    first, second, today = sorted(map(str, column(service, votes.c.form)), reverse=True)
    assert today == "2026-01-15 a"
    assert first != second
    assert "2026-01-14" not in first + second
    assert column(service, acts.c.note) == ["codes of yes and no: 2"]
    assert purge(service, NUMBERS, RECEIVED, dry_run=False)[name] == 0
    with writing(service.engine) as connection:
        assert not store_vote(connection, Vote("2026-01-15 a", "/", useful=True), "2026-01")
    assert purge(service, NUMBERS, RECEIVED + DAY, dry_run=False)[name] == 1


def test_a_yes_from_a_page_has_its_code_purged_and_stays_counted(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    form = {"page": PAGE, "answer": "yes"}
    for _ in range(2):
        assert site.signed_in["ruth"].post("/feedback/useful", data=form).status_code == 303
    now = site.service.now()
    assert purge(site.service, NUMBERS, now, dry_run=False)["codes of yes and no"] == 0
    (code,) = column(site.service, votes.c.form)
    assert purge(site.service, NUMBERS, now + DAY, dry_run=False)["codes of yes and no"] == 1
    assert column(site.service, votes.c.form) != [code]
    assert column(site.service, votes.c.useful) == [True]


def test_a_dry_run_counts_the_same_and_changes_nothing(tmp_path: Path, databases: str) -> None:
    service = make_service(tmp_path, databases)
    stored(service)
    later = RECEIVED + 900 * DAY
    dry_run = purge(service, NUMBERS, later, dry_run=True)
    assert column(service, comments.c.words) != [None]
    assert column(service, acts.c.id) == []
    assert purge(service, NUMBERS, later, dry_run=False) == dry_run


def test_the_log_says_how_many_and_never_a_word(tmp_path: Path, databases: str) -> None:
    service = make_service(tmp_path, databases)
    stored(service)
    purge(service, NUMBERS, RECEIVED + 900 * DAY, dry_run=False)
    assert column(service, acts.c.note) == [
        "addresses for a reply: 1",
        "comments as they were written: 1",
        "roles, ages and areas: 1",
    ]
    assert set(column(service, acts.c.act)) == {"purge"}


def test_nothing_of_what_was_deleted_is_left_in_the_files(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    for number in range(30):
        stored(service, str(number))
    assert found_in(tmp_path, WORDS)
    assert found_in(tmp_path, DRAFT)
    purge(service, NUMBERS, RECEIVED + 900 * DAY, dry_run=False)
    assert (found_in(tmp_path, WORDS), found_in(tmp_path, DRAFT)) == ([], [])
    with reading(service.engine) as connection:
        assert connection.scalar(select(func.count()).select_from(comments)) == 30


def test_a_file_that_cannot_be_written_anew_is_told_and_tried_again(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    stored(service)
    hasty = create_engine(service.settings.database, connect_args={"timeout": 0.1})
    with writing(service.engine), pytest.raises(UsageError, match="could not be written anew"):
        wipe(hasty)
    hasty.dispose()
    purge(service, NUMBERS, RECEIVED, dry_run=False)
    assert found_in(tmp_path, WORDS)


def found_in(folder: Path, words: str) -> list[str]:
    """The files of the database that hold these words."""
    files = [file for file in folder.iterdir() if file.name.startswith("feedback.sqlite3")]
    assert files
    return [file.name for file in files if words.encode() in file.read_bytes()]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2027-02-15", 13, "2026-01-15"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2026-01-31", 2, "2025-11-30"),
    ],
)
def test_months_are_those_of_the_calendar(day: str, months: int, then: str) -> None:
    moment = int(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=TIME_ZONE).timestamp())
    assert moment_of(months_before(moment, months)).isoformat()[:19] == f"{then}T12:00:00"


def test_the_numbers_are_read_whatever_else_is_wrong_with_the_content(tmp_path: Path) -> None:
    site = (small_council().content / "site.yaml").read_text(encoding="utf-8")
    own = "feedback: {address: /feedback/, keep_text_months: 6}\n"
    text = site.replace("feedback: {address: /feedback/}\n", own)
    (tmp_path / "site.yaml").write_text(text, encoding="utf-8")
    assert numbers_of(tmp_path, ROOT).keep_text_months == 6
    (tmp_path / "site.yaml").write_text("feedback: [", encoding="utf-8")
    with pytest.raises(ContentError):
        numbers_of(tmp_path, ROOT)
    with pytest.raises(UsageError, match="There is no"):
        numbers_of(tmp_path / "nowhere", ROOT)


def test_the_command_tells_the_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["feedback", "purge", "--dry-run", "--content", str(small_council().content)]
    assert run(Workspace.of_checkout(tmp_path), make_parser().parse_args(words)) == 0
    output = capsys.readouterr()
    assert "      0  addresses for a reply\n" in output.out
    assert output.err == "Nothing is deleted yet: this was a dry run.\n"


def taken(service: AppContext, form: str, kind: Kind = "comment", state: State = State.NEW) -> str:
    """Keep something of a kind, with an address, in a state; return its reference."""
    sent = Submission(form, kind, {"wrong": WORDS}, reply_to="parent@example.org")
    with writing(service.engine) as connection:
        sealed = service.keys.seal(sent.reply_to)
        receipt = store_submission(connection, sent, sealed, RECEIVED, RECEIVED)
        mine = update(comments).where(comments.c.reference == receipt.reference)
        connection.execute(mine.values(state=state.value))
    return receipt.reference


DUE = int(datetime(2027, 2, 16, tzinfo=UTC).timestamp())


@pytest.mark.parametrize("state", UNDECIDED)
@pytest.mark.parametrize("kind", ["comment", "correction"])
def test_what_nobody_has_answered_is_named_and_kept_back(
    tmp_path: Path, kind: Kind, state: State
) -> None:
    service = make_service(tmp_path)
    reference = taken(service, "1", kind, state)
    counts = purge(service, NUMBERS, DUE, dry_run=False)
    assert counts["comments as they were written"] == counts["addresses for a reply"] == 0
    assert WORDS in str(column(service, comments.c.words)[0])
    with reading(service.engine) as connection:
        before = find_unanswered(connection, DUE - 40 * DAY, NUMBERS)
        long_before = find_unanswered(connection, DUE - 50 * DAY, NUMBERS)
        now = find_unanswered(connection, DUE, NUMBERS)
    assert (before.kept_back, dict(before.soon)) == ((), {reference: date(2027, 2, 15)})
    assert (long_before.kept_back, dict(long_before.soon)) == ((), {})
    assert (now.kept_back, dict(now.soon)) == ((reference,), {})


@pytest.mark.parametrize("state", sorted(set(State) - {*UNDECIDED, State.SIGNED_OFF}))
def test_what_somebody_decided_about_goes_in_its_time(tmp_path: Path, state: State) -> None:
    service = make_service(tmp_path)
    taken(service, "1", state=state)
    assert purge(service, NUMBERS, DUE, dry_run=False)["comments as they were written"] == 1


@pytest.mark.parametrize("kind", ["useful", "sought", "survey"])
def test_what_asks_for_no_answer_goes_in_its_time(tmp_path: Path, kind: Kind) -> None:
    service = make_service(tmp_path)
    taken(service, "1", kind)
    assert purge(service, NUMBERS, DUE, dry_run=False)["comments as they were written"] == 1


def test_a_moderator_lets_the_words_go_by_a_button_of_the_table(
    tmp_path: Path, databases: str
) -> None:
    service = make_service(tmp_path, databases)
    reference = taken(service, "1")
    assert ACTION_BY_NAME["let-go"].role == "moderator"
    with writing(service.engine) as connection:
        row = by_reference(connection, reference)
        assert row
        note_act(connection, RECEIVED, ACTION_BY_NAME["let-go"].stored_act, comment=row.id)
        assert find_unanswered(connection, DUE, NUMBERS).kept_back == ()
        note_act(connection, RECEIVED, "saved", comment=row.id)  # taken up again
        assert find_unanswered(connection, DUE, NUMBERS).kept_back == (reference,)
        note_act(connection, RECEIVED, LET_GO, comment=row.id)
    assert purge(service, NUMBERS, DUE, dry_run=False)["comments as they were written"] == 1
    assert column(service, comments.c.words) == [None]


def test_the_command_names_what_nobody_has_answered(
    tmp_path: Path, databases: str, capsys: pytest.CaptureFixture[str]
) -> None:
    service, settings = make_service(tmp_path, databases), server_settings(tmp_path, databases)
    kept, soon = taken(service, "1"), taken(service, "2")
    with writing(service.engine) as connection:
        for reference, months in ((kept, 14), (soon, 12)):
            received = months_before(service.now(), months)
            mine = update(comments).where(comments.c.reference == reference)
            connection.execute(mine.values(received=received))
    for words in (["--dry-run"], ["--clock-is-right"]):
        assert run_feedback(settings, "purge", *words) == 0
        output = capsys.readouterr()
        assert f"      1  kept back, since nobody has answered\n         {kept}\n" in output.out
        assert f"      1  not answered, and due in 42 days\n         {soon}  due " in output.out
        assert "A moderator has to decide" in output.err
