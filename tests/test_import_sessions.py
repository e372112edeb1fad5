"""A feed's schedules as sessions of a file, on 30 November 2026; and what stays in its words."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.importers.open_referral.feed_object import FeedObject
from localoffer.importers.open_referral.location_mapping import schedules_of
from localoffer.importers.open_referral.mapping import service_of
from localoffer.importers.open_referral.schedules import Session, sessions_of
from localoffer.importers.open_referral.session_values import session_values
from localoffer.importers.open_referral.times_in_text import times_in_text
from localoffer.importers.session_words.day_rules import DAYS
from localoffer.importers.shared.notes import Notes
from localoffer.model.parts import Schedule

TODAY = date(2026, 11, 30)
TIMES = {"opens_at": "10:00", "closes_at": "12:00"}
WORKING = [{"byday": day, **TIMES} for day in DAYS[:5]]


def _read(*schedules: Any, name: str = "schedules") -> tuple[list[Session], str, list[str]]:
    notes = Notes()
    row = FeedObject({name: list(schedules)}, notes)
    sessions, text = sessions_of(schedules_of(row), 1, TODAY, notes)
    for session in sessions:
        Schedule.model_validate(session)
    return sessions, text, [note.kind for note in notes]


def _session(day: str, **more: str) -> Session:
    return {"byday": day, **TIMES, **more}


#: One schedule (beside its times), and its sessions.
UNDERSTOOD: list[tuple[dict[str, Any], list[Session]]] = [
    ({"weekday": "Monday-Friday"}, WORKING),
    ({"weekday": "Weekdays"}, WORKING),
    ({"weekday": ["Monday", "Wednesday"]}, [_session("MO"), _session("WE")]),
    ({"weekday": "https://schema.org/Monday"}, [_session("MO")]),
    ({"byday": "MO,TU,WE,TH,FR", "freq": "WEEKLY"}, WORKING),
    ({"byday": "mo, we"}, [_session("MO"), _session("WE")]),
    ({"days_of_week": ["MO", "WE"]}, [_session("MO"), _session("WE")]),
    ({"weekday": "Every other Saturday"}, [_session("SA", interval="2")]),
    ({"byday": "SA", "freq": "WEEKLY", "interval": 2}, [_session("SA", interval="2")]),
    ({"byday": "SA", "freq": "Fortnightly"}, [_session("SA", interval="2")]),
    ({"byday": "SA", "description": "Every other Saturday"}, [_session("SA", interval="2")]),
    ({"byday": "2TU", "freq": "MONTHLY"}, [_session("TU", week_of_month="second")]),
    ({"byday": "TU", "freq": "MONTHLY", "notes": "Second Tuesday of the month"},
     [_session("TU", week_of_month="second")]),
    ({"rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"}, [_session("SA", interval="2")]),
    ({"byday": "FREQ=MONTHLY;BYDAY=-1FR"}, [_session("FR", week_of_month="last")]),
    ({"rrule": "FREQ=WEEKLY;BYDAY=SA;UNTIL=20270206T235959Z"},
     [_session("SA", valid_to="2027-02-06")]),
    ({"freq": "DAILY"}, [_session(day) for day in DAYS]),
    ({"freq": "WEEKLY", "dtstart": "2026-01-06"}, [_session("TU")]),
    ({"freq": "WEEKLY", "byday": "TU", "valid_from": "2027-04-06"},
     [_session("TU", valid_from="2027-04-06")]),
    ({"freq": "WEEKLY", "byday": "TU", "valid_to": "2027-03-30"},
     [_session("TU", valid_to="2027-03-30")]),
    ({"freq": "WEEKLY", "byday": "TU", "valid_from": "0001-01-01", "valid_to": "9999-12-31"},
     [_session("TU")]),
    ({"freq": "WEEKLY", "byday": "TU", "dtstart": "2026-11-24", "count": 3},
     [_session("TU", valid_to="2026-12-08")]),
    ({"freq": "WEEKLY", "byday": "TU", "interval": "2", "dtstart": "2026-11-24", "count": "3"},
     [_session("TU", interval="2", valid_to="2026-12-22")]),
    ({"dtstart": "2026-12-12"},
     [_session("SA", valid_from="2026-12-12", valid_to="2026-12-12")]),
    ({"dtstart": "2019-01-01", "description": "Every Tuesday"}, [_session("TU")]),
    ({"dtstart": "2019-01-01", "description": "Tuesdays, fortnightly"},
     [_session("TU", interval="2")]),
    ({"dtstart": "2026-12-12", "description": "Open to all"},
     [_session("SA", valid_from="2026-12-12", valid_to="2026-12-12", description="Open to all")]),
    ({"weekday": "Saturday 12 December 2026"},
     [_session("SA", valid_from="2026-12-12", valid_to="2026-12-12")]),
    ({"weekday": "Monday", "description": "Term time only"},
     [_session("MO", term_time_only="yes")]),
    ({"weekday": "Monday", "description": "Mondays, 10am to 12 noon. Bring a towel."},
     [_session("MO", description="Bring a towel")]),
    ({"weekday": "Monday", "description": "Doors open at 9.45am"},
     [_session("MO", description="Doors open at 9.45am")]),
    ({"weekday": "Monday", "opens_at": "20:00", "closes_at": "24:00"},
     [{"byday": "MO", "opens_at": "20:00", "closes_at": "00:00"}]),
    ({"weekday": "Monday", "opens_at": "01:00:00", "closes_at": "03:00:00"},
     [{"byday": "MO", "opens_at": "01:00", "closes_at": "03:00"}]),
    ({"weekday": "Monday mornings"}, [_session("MO")]),
    ({"weekday": "Mondays, except bank holidays"},
     [_session("MO", description="Not on bank holidays")]),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), UNDERSTOOD)
def test_what_a_schedule_says_becomes_sessions(
    fields: dict[str, Any], expected: list[Session]
) -> None:
    sessions, text, kinds = _read({**TIMES, **fields})
    assert (sessions, text) == (expected, "")
    assert not [kind for kind in kinds if "words" in kind]


#: One schedule (beside its times), and its words.
IN_WORDS: list[tuple[dict[str, Any], str]] = [
    ({"weekday": "Most Mondays"}, "Most Mondays, 10:00 to 12:00"),
    ({"byday": "MO", "freq": "MONTHLY"}, "Monday, every month, 10:00 to 12:00"),
    ({"byday": "MO", "freq": "YEARLY"}, "Monday, every year, 10:00 to 12:00"),
    ({"byday": "2MO", "freq": "MONTHLY", "interval": 2},
     "second Monday of the month, every 2 months, 10:00 to 12:00"),
    ({"byday": "6MO"}, "6MO, 10:00 to 12:00"),
    ({"freq": "MONTHLY", "bymonthday": "15"},
     "every month, on day 15 of the month, 10:00 to 12:00"),
    ({"freq": "DAILY", "interval": 2}, "every 2 days, 10:00 to 12:00"),
    ({"byday": "MO", "freq": "now and then"}, "Monday, now and then, 10:00 to 12:00"),
    ({"byday": "MO", "count": 3}, "Monday, 10:00 to 12:00, 3 times"),
    ({"byday": "MO", "valid_from": "Easter"}, "Monday, 10:00 to 12:00, from Easter"),
    ({"byday": "MO", "opens_at": "17:00", "closes_at": "09:00"}, "Monday, 17:00 to 09:00"),
    ({"byday": "MO", "opens_at": "10:00", "closes_at": ""}, "Monday, 10:00"),
    ({"byday": "MO", "opens_at": "", "closes_at": ""}, "Monday"),
    ({"dtstart": "2026-12-12", "description": "Every other week"},
     "10:00 to 12:00, from 12 December 2026. Every other week"),
    ({"byday": "MO", "opens_at": "10:00", "closes_at": "midnight"}, "Monday, 10:00 to midnight"),
    ({"byday": "MO", "opens_at": "00:00", "closes_at": "00:00"}, "Monday, 00:00 to 00:00"),
    ({"byday": "MO", "opens_at": "7", "closes_at": "9"}, "Monday, 7 to 9"),
    ({"byday": "MO", "description": "School holidays only"},
     "Monday, 10:00 to 12:00. School holidays only"),
    ({"byday": "MO", "description": "Every other week, ring first"},
     "Monday, 10:00 to 12:00. Every other week, ring first"),
    ({"byday": "MO", "description": "First Tuesday of the month"},
     "Monday, 10:00 to 12:00. First Tuesday of the month"),
    ({"weekday": "Monday evenings"}, "Monday evenings, 10:00 to 12:00"),
    ({"rrule": "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2"},
     "10:00 to 12:00, FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2"),
    ({"valid_from": "2026-12-12", "valid_to": "2026-12-05", "byday": "SA"},
     "Saturday, 10:00 to 12:00, from 12 December 2026, until 5 December 2026"),
    ({"freq": "WEEKLY", "valid_from": "2026-01-06"}, "10:00 to 12:00, from 6 January 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), IN_WORDS)
def test_what_is_not_understood_whole_stays_in_words_and_is_told(
    fields: dict[str, Any], expected: str
) -> None:
    sessions, text, kinds = _read({**TIMES, **fields})
    assert (sessions, text) == ([], expected)
    assert kinds == ["days or times kept in the feed's words"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Every Tuesday 10am-12 noon, term time only. Please book.",
            [_session("TU", term_time_only="yes", description="Please book")],
        ),
        (
            "Tuesdays 10am to 12 noon\nSaturdays 10am to 12 noon",
            [_session("TU"), _session("SA")],
        ),
        ("Every Tuesday 10am-12 noon. Not the week before Christmas.", None),
        ("Whenever the river is high", None),
    ],
)
def test_a_schedule_that_is_only_words_is_read(text: str, expected: list[Session] | None) -> None:
    for schedule in (text, {"description": text}):
        sessions, note, _ = _read(schedule)
        assert sessions == (expected or [])
        assert note == ("" if expected else " ".join(text.split()))


def test_what_is_over_is_left_out_and_told_and_limits_to_come_are_told() -> None:
    tuesday = {"byday": "TU", "freq": "WEEKLY", **TIMES}
    sessions, text, kinds = _read(
        {**tuesday, "valid_to": "2026-11-29"},
        {**tuesday, "dtstart": "2026-01-06", "count": 3},
        {**TIMES, "dtstart": "2026-11-28"},
        {**tuesday, "weekday": "not known", "until": "2025-01-01"},
        {**tuesday, "valid_from": "2027-04-06"},
        {**tuesday, "valid_to": "2026-11-30"},
    )
    assert sessions == [
        _session("TU", valid_from="2027-04-06"),
        _session("TU", valid_to="2026-11-30"),
    ]
    assert text == ""
    assert kinds.count("session that is over") == 4
    assert kinds[-2:] == ["session that has not begun yet", "session with a last day"]


def test_a_session_listed_twice_shows_once() -> None:
    monday = {"weekday": "Monday", **TIMES, "description": "Monday from 10:00 to 12:00"}
    sessions, text, kinds = _read(
        {**monday, "ey_funded": False}, {**monday, "ey_funded": True}, name="regular_schedules"
    )
    assert (sessions, text, kinds) == ([_session("MO")], "", ["session listed twice"])


def test_what_is_too_long_for_a_session_stays_beside_it_whole() -> None:
    remark = "Come in by the green door " * 12
    sessions, text, _ = _read({"weekday": "Monday", **TIMES, "description": remark})
    assert sessions == [_session("MO")]
    assert text == remark.strip()


TUESDAY = [_session("TU")]

#: A description, and its sessions: none where a sentence is not clear.
DESCRIBED: list[tuple[str, list[Session]]] = [
    ("We look for otters. Tuesdays 10am to 12 noon. All welcome.", TUESDAY),
    ("Come to Otter Club every Tuesday from 10am to noon at Mill Hall.", TUESDAY),
    ("Otter Club.\n\nOpening times:\n\nMonday: 10am to 12 noon\n\nTuesday: 10am to 12 noon",
     [_session("MO"), _session("TU")]),
    ("Otters. Tuesdays 10am to 12 noon. Term time only.", [_session("TU", term_time_only="yes")]),
    ("We meet on the last Friday of the month from 10am to 12 noon in Mill Hall.",
     [_session("FR", week_of_month="last")]),
    ("Otter walks run every fortnight on a Tuesday, 10am to 12 noon.",
     [_session("TU", interval="2")]),
    ("Our helpline is open on Tuesdays 10am to 12 noon.", []),
    ("Ring on Tuesdays 10am to 12 noon.", []),
    ("Helpline:\n\nTuesday: 10am to 12 noon", []),
    ("We never meet on Tuesdays 10am to 12 noon.", []),
    ("Tuesdays 10am to 12 noon in the summer.", []),
    ("Tuesdays 10am to 12 noon. We are closed in August.", []),
    ("Tuesdays 10am to 12 noon, April to October.", []),
    ("Tuesdays 10am to 12 noon. The season begins in May.", []),
    ("A six week course. Tuesdays 10am to 12 noon.", []),
    ("Tuesdays 10am to 12 noon. You may march in.", TUESDAY),
    ("Tuesdays 10am to 12 noon. Tuesdays 2pm to 4pm.", []),
    ("Tuesdays 10am to 12 noon. Some Fridays at 3.30pm.", []),
    ("We meet at Mill Hall on a Tuesday after school, 4pm to 6pm and a Saturday morning.", []),
    ("Otters swim at all times.", []),
]  # fmt: skip


@pytest.mark.parametrize(("description", "expected"), DESCRIBED)
def test_a_clear_description_gives_sessions_marked_as_worked_out(
    description: str, expected: list[Session]
) -> None:
    """Where it is not clear, the sentences with days and times stand as they are in the note."""
    notes = Notes()
    row = FeedObject({"name": "Otter Club", "description": description}, notes)
    values = session_values(service_of(row), 1, TODAY, notes)
    assert values.get("schedules", []) == expected
    assert values.get("inferred_fields", []) == (["schedules"] if expected else [])
    noted = values.get("schedule_note", "")
    assert bool(noted) == (not expected and "Otters swim" not in description)
    assert all(sentence in description for sentence in noted.split("\n"))


def test_a_description_is_not_read_where_the_feed_has_a_schedule() -> None:
    notes = Notes()
    text = "Tuesdays 10am to 12 noon."
    fields = {"name": "Otters", "description": text, "opening_times": "Mondays 10am to 12 noon"}
    values = session_values(service_of(FeedObject(fields, notes)), 1, TODAY, notes)
    assert values == {"schedules": [_session("MO")], "schedule_note": ""}


def test_the_times_of_holidays_stay_in_words() -> None:
    closed = {"closed": True, "start_date": "2026-12-24", "end_date": "2027-01-02"}
    over = {"closed": True, "start_date": "2025-12-24", "end_date": "2026-01-02"}
    sessions, text, kinds = _read(closed, over, name="holiday_schedules")
    assert sessions == []
    assert text == "Closed, from 24 December 2026, until 2 January 2027"
    assert "session that is over" in kinds


@pytest.mark.parametrize("part", ["Monday 10am ", "every ", "a. ", "10am: ", "\n"])
def test_long_descriptions_are_read_in_time_that_grows_with_them(part: str) -> None:
    assert times_in_text(part * 5_000) is not None


@pytest.mark.parametrize("name", ["bucks_live_outpost_page_2services_2026-07", "bfis_services_20"])
def test_each_schedule_of_a_real_feed_becomes_sessions(name: str) -> None:
    feed = Path(__file__).parents[2] / f"shared/data/services/{name}.json"
    if not feed.is_file():
        pytest.skip("../shared/data is not here: it is only where the project is developed")
    rows = json.loads(feed.read_text(encoding="utf-8"))
    services = rows if isinstance(rows, list) else rows["content"]
    for service in services:
        schedules = service.get("regular_schedules") or []
        sessions, text, _ = _read(*schedules)
        assert text == ""
        named = {(row["weekday"][:2].upper(), row["opens_at"][:5]) for row in schedules}
        assert {(session["byday"], session["opens_at"]) for session in sessions} == named


_TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), max_size=60)
_FIELDS = ("weekday", "description", "freq", "interval", "valid_from", "until", "count", "rrule")


@given(
    st.dictionaries(
        st.sampled_from(_FIELDS),
        _TEXT | st.sampled_from(["Monday", "WEEKLY", "2", "2027-04-06", "every other", "TU,TH"]),
    )
)
def test_no_text_is_lost(fields: dict[str, str]) -> None:
    """Whatever a schedule says: it is a session, in the note, or told of as over."""
    sessions, text, kinds = _read({**TIMES, **fields})
    assert sessions or text or "session that is over" in kinds
