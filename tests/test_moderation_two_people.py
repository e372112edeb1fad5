"""Two moderators at once: no edit is lost, like comments become one, no number is given twice."""

from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select

from feedback.moderation.action_errors import ActionError, NotAllowedError
from feedback.moderation.actions.merge_comments import merge
from feedback.moderation.actions.sign_off import next_number
from feedback.moderation.comment_record import ModeratedComment, load_comment
from feedback.moderation.versions import Edit
from feedback.store.engine import make_engine, reading, writing
from feedback.store.tables import answers, drafts
from tests.support.moderation import PAGE, ModerationSite, boxes, moderation_site


def loaded(site: ModerationSite, number: int) -> ModeratedComment:
    with reading(site.service.engine) as connection:
        found = load_comment(connection, number)
    assert found
    return found


def test_who_saves_second_sees_both_texts_and_loses_nothing(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    number = site.send()
    form = boxes(site.get(f"comment/{number}", by="olga"))
    site.post(number, action="save", answer="Ruth’s answer.", private="Seen by Ruth.")
    second = site.signed_in["olga"].post(
        f"/feedback/desk/comment/{number}",
        data={**form, "action": "save", "answer": "Olga’s answer.", "sorry": "Olga is sorry."},
    )
    assert second.status_code == 409
    text = unescape(second.text)
    for words in (
        "ruth has saved",
        "Ruth’s answer.",
        "Olga’s answer.",
        "Olga is sorry.",
        "Seen by",
    ):
        assert words in text
    assert loaded(site, number).answer.answer == "Ruth’s answer."
    joined = {**boxes(second.text), "action": "save", "answer": "Both answers."}
    third = site.signed_in["olga"].post(f"/feedback/desk/comment/{number}", data=joined)
    assert third.status_code == 303
    assert loaded(site, number).answer.answer == "Both answers."
    assert loaded(site, number).answer.sorry == "Olga is sorry."


def test_what_was_typed_stands_there_though_somebody_else_has_closed_the_comment(
    tmp_path: Path,
) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    form = boxes(site.get(f"comment/{number}", by="olga"))
    site.post(number, action="withhold", reason="vexatious")
    second = site.signed_in["olga"].post(
        f"/feedback/desk/comment/{number}",
        data={**form, "action": "save", "answer": "An hour’s work."},
    )
    assert second.status_code == 409
    assert "An hour’s work." in unescape(second.text)
    assert "What you wrote: not saved" in second.text


def test_every_former_version_is_kept(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    number = site.send()
    for words in ("One.", "Two.", "Three."):
        assert site.post(number, action="save", answer=words).status_code == 303
    with reading(site.service.engine) as connection:
        kept = connection.execute(select(drafts.c.content).order_by(drafts.c.version)).scalars()
        assert [word in text for word, text in zip(["One.", "Two."], [*kept][1:], strict=True)] == [
            True,
            True,
        ]
    assert loaded(site, number).answer.answer == "Three."


def test_what_was_written_is_saved_with_any_action(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    site.post(number, action="withhold", reason="about one person", private="Passed to the school.")
    assert site.row(number).state == "withheld"
    assert loaded(site, number).answer.private == "Passed to the school."


def test_an_action_that_is_refused_changes_nothing_and_keeps_what_was_typed(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    refused = site.post(number, action="withhold", answer="Half an answer")
    assert refused.status_code == 400
    assert "Choose one of the two reasons" in refused.text
    assert "Half an answer" in refused.text
    assert site.row(number).version == 1


def test_undo_does_not_throw_away_what_is_not_saved(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    site.post(number, action="save", answer="First.")
    refused = site.post(number, action="undo", answer="Second, not saved.")
    assert refused.status_code == 400
    assert "Second, not saved." in refused.text
    assert site.post(number, action="undo").status_code == 303
    assert loaded(site, number).answer.answer == ""


def merge_as_ruth(site: ModerationSite, number: int, into: int) -> int:
    current_edit = Edit(number, site.row(number).version, site.accounts["ruth"], 1_800_000_000)
    with writing(site.service.engine) as connection:
        return merge(connection, current_edit, into)


def test_merging_adds_the_people_up_and_undo_takes_them_apart(
    tmp_path: Path, databases: str
) -> None:
    site = moderation_site(tmp_path, databases)
    one, two = site.send(page=PAGE), site.send("The taxi again.", page=PAGE)
    site.post(one, action="save", people="3")
    site.post(two, action="save", people="2")
    done = site.post(two, action="merge", like=site.row(one).reference)
    assert done.status_code == 303, done.text
    assert loaded(site, one).answer.people == 5
    assert "Merged into: The taxi did not come." in site.get(f"comment/{two}")
    assert "Merged into this one: The taxi again." in site.get(f"comment/{one}")
    assert site.post(two, action="undo").status_code == 303
    assert loaded(site, one).answer.people == 3
    assert site.row(two).state == "open"


def test_a_merged_comment_that_is_opened_again_takes_its_people_back(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    one, two = site.send(), site.send()
    merge_as_ruth(site, two, one)
    assert loaded(site, one).answer.people == 2
    site.post(two, action="open", by="olga")
    assert loaded(site, one).answer.people == 1
    assert loaded(site, two).current.merged_into is None


def test_a_comment_is_merged_only_into_another_one_that_is_open(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    one, two, three = site.send(), site.send(), site.send()
    site.post(three, action="withhold", reason="vexatious")
    correction = site.send(kind="correction")
    wanted = {
        one: "Choose another",
        three: "is closed",
        correction: "no comment",
        999: "no comment",
    }
    for into, sentence in wanted.items():
        with pytest.raises(NotAllowedError, match=sentence):
            merge_as_ruth(site, one, into)
    merge_as_ruth(site, two, one)
    with pytest.raises(NotAllowedError, match="Others were merged"):
        merge_as_ruth(site, one, site.send())


def test_two_that_merge_into_each_other_at_once_do_not_hang(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    one, two = site.send(), site.send()
    with ThreadPoolExecutor(2) as pool:
        merges = [pool.submit(merge_as_ruth, site, *pair) for pair in ((one, two), (two, one))]
    refused = [one.exception() for one in merges if one.exception()]
    assert len(refused) == 1
    assert isinstance(refused[0], ActionError)
    assert sorted([site.row(one).state, site.row(two).state]) == ["merged", "new"]


def test_no_public_number_is_given_twice(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    address = site.service.settings.database

    def ask(_: int) -> list[str]:
        engine = make_engine(address)
        given = []
        for _ in range(10):
            with writing(engine) as connection:
                given.append(next_number(connection, 2026, 14))
        engine.dispose()
        return given

    with ThreadPoolExecutor(4) as pool:
        given = [number for numbers in pool.map(ask, range(4)) for number in numbers]
    assert sorted(given) == [f"2026-{count:03}" for count in range(15, 55)]


def test_a_number_stays_with_its_comment(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    typed = {"you_said": "A taxi.", "who": "forum", "matter": "missing", "theme-travel": "yes"}
    for _ in range(2):
        signed = site.post(number, action="sign-off", nobody_known="yes", **typed)
        assert signed.status_code == 303, signed.text
        site.post(number, action="open")
    with reading(site.service.engine) as connection:
        assert connection.execute(select(answers.c.number)).scalar_one().endswith("-001")
