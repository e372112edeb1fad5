"""The days of the EHC journey: worked by hand, at the ends of years, and as in the browser."""

import json
import random
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from icalendar import Calendar
from playwright.sync_api import Browser, Page

from checks.server import serving
from localoffer.calendar_days import bank_holidays
from localoffer.ehc_journey.calendar_file import calendar_file
from localoffer.ehc_journey.clocks import clocks
from localoffer.ehc_journey.date_query import read_date_query
from localoffer.ehc_journey.deadlines import Deadline, after, deadlines, last_day, notes_on
from localoffer.ehc_journey.legal_limits import limits
from localoffer.offer import Offer
from localoffer.pages.ehc_journey.date_calculator import dates_page, holidays_until
from localoffer.pipeline import Task, check
from tests.support.example_facts import lay_example_facts

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
LAST_YEAR = 2036
POLICY = "default-src 'none'; script-src 'self'"

#: Any day that the calculator takes.
DAYS = some.dates(date(2014, 1, 1), date(LAST_YEAR, 12, 31))


def worked_out(clock: str, today: date = TODAY, **days: date) -> dict[str, Deadline]:
    rows = deadlines(clocks()[clock], days, today, bank_holidays(2014, 2037))
    return {row.title: row for row in rows}


def days_of(clock: str, **days: date) -> dict[str, str]:
    return {row.limit: row.day for row in worked_out(clock, **days).values()}


def test_a_request_got_on_a_tuesday_is_answered_on_tuesdays_in_weeks_6_16_and_20() -> None:
    """As councils' pages count: 1 December 2026 is day 0."""
    assert days_of("request", day=date(2026, 12, 1)) == {
        "ehc.decide": "2027-01-12",
        "ehc.no-plan": "2027-03-23",
        "ehc.draft-comments": "",
        "ehc.school-answers": "",
        "ehc.final": "2027-04-20",
    }


def test_what_counts_from_the_draft_is_told_without_a_day() -> None:
    row = worked_out("request", day=TODAY)["You comment on the draft plan and name a school"]
    assert row.when == "15 days from the day you are sent the draft"


def test_a_review_meeting_has_days_two_four_and_twelve_weeks_later() -> None:
    assert days_of("review", day=date(2027, 12, 20)) == {
        "review.report": "2028-01-03",
        "review.decision": "2028-01-17",
        "review.comments": "",
        "review.final": "2028-03-13",  # over 29 February 2028
    }


@pytest.mark.parametrize(
    ("letter", "last"),
    [
        (date(2026, 11, 15), date(2027, 1, 15)),
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2027, 12, 29), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 4, 29)),
        (date(2026, 7, 31), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 11, 30)),
    ],
)
def test_two_months_end_on_the_same_number_or_on_the_last_day_of_a_shorter_month(
    letter: date, last: date
) -> None:
    assert after(letter, 2, "months") == last


@pytest.mark.parametrize(
    ("letter", "certificate", "last", "limit"),
    [
        (date(2026, 11, 2), date(2026, 11, 20), "2027-01-02", "appeal.letter"),
        (date(2026, 11, 2), date(2026, 12, 2), "2027-01-02", "appeal.letter"),
        (date(2026, 11, 2), date(2026, 12, 30), "2027-01-30", "appeal.certificate"),
        (date(2026, 11, 30), date(2027, 1, 31), "2027-02-28", "appeal.certificate"),
    ],
)
def test_an_appeal_has_two_months_or_one_from_the_certificate_whichever_is_later(
    letter: date, certificate: date, last: str, limit: str
) -> None:
    row = worked_out("appeal", day=letter, certificate=certificate)["You appeal"]
    assert (row.day, row.limit) == (last, limit)


def test_the_day_that_does_not_count_is_told_too() -> None:
    row = worked_out("appeal", day=date(2026, 11, 2), certificate=date(2026, 12, 30))["You appeal"]
    assert row.notes[0] == (
        "2 months from the date on the decision letter would be Saturday 2 January 2027. "
        "The later day counts."
    )


def test_a_move_to_another_school_has_its_fixed_days_in_the_year_of_the_move() -> None:
    assert days_of("transfer", year=date(2028, 1, 1)) == {
        "transfer.february": "2028-02-15",
        "transfer.march": "2028-03-31",
    }


def test_a_last_day_on_a_weekend_a_bank_holiday_or_without_school_is_said_and_not_moved() -> None:
    known = bank_holidays(2014, 2037)
    stays = "The last day stays the same."
    good_friday = notes_on(date(2027, 3, 26), known, stays)
    assert good_friday == ("This is a bank holiday (Good Friday).", stays)
    assert notes_on(date(2026, 12, 26), known, stays) == (
        "This is a Saturday.",
        "This is a bank holiday (Boxing Day).",
        "Most schools are closed then.",
        stays,
    )
    assert notes_on(date(2027, 8, 4), known, stays) == ("Most schools are closed then.", stays)
    assert notes_on(date(2027, 1, 12), known, stays) == ()
    row = worked_out("request", day=date(2026, 11, 14))[limits()["ehc.decide"].title]
    assert (row.day, row.notes[0], row.notes[-1]) == ("2026-12-26", "This is a Saturday.", stays)


@pytest.mark.parametrize("title", ["You ring the mediation adviser", "You appeal"])
def test_an_appeals_last_day_on_a_sunday_says_to_act_before_it(title: str) -> None:
    """The Tribunal's rules may give more time, which nobody here has read: none is promised."""
    row = worked_out("appeal", day=date(2027, 4, 13))[title]
    assert (row.when, row.notes) == (
        "Sunday 13 June 2027",
        ("This is a Sunday.", "Act before it."),
    )


def test_bank_holidays_are_englands_with_those_that_were_proclaimed() -> None:
    known = bank_holidays(2014, 2037)
    proclaimed = {"2020-05-08", "2022-06-03", "2022-09-19", "2023-05-08"}
    assert proclaimed <= known.keys()
    assert {"2026-11-30", "2027-03-17", "2027-01-02"} & known.keys() == set()  # other nations'


def test_a_day_has_passed_from_the_next_day_on() -> None:
    title = limits()["ehc.decide"].title
    start = date(2026, 10, 10)
    assert not worked_out("request", date(2026, 11, 21), day=start)[title].is_past
    assert worked_out("request", date(2026, 11, 22), day=start)[title].is_past


@given(DAYS, some.integers(0, 400))
def test_a_later_start_never_gives_an_earlier_last_day(start: date, on: int) -> None:
    for limit in limits().values():
        if limit.unit in ("days", "weeks", "months"):
            later = last_day(limit, start + timedelta(days=on))
            assert start < last_day(limit, start) <= later


@given(DAYS, some.integers(1, 24))
def test_months_keep_the_number_of_the_day_or_end_the_month(start: date, number: int) -> None:
    last = after(start, number, "months")
    assert (last.year - start.year) * 12 + last.month - start.month == number
    assert last.day == start.day or ((last + timedelta(days=1)).day == 1 and last.day < start.day)


@given(DAYS, DAYS)
def test_an_appeals_last_day_is_never_before_that_of_the_letter(one: date, other: date) -> None:
    letter, certificate = sorted((one, other))
    alone = worked_out("appeal", day=letter)["You appeal"].day
    assert worked_out("appeal", day=letter, certificate=certificate)["You appeal"].day >= alone


def test_every_limit_says_where_it_comes_from_and_none_claims_to_have_been_read() -> None:
    """Nobody here has read the provisions yet: see the note at the head of legal_limits.yaml."""
    for limit in limits().values():
        assert limit.title, limit.id
        assert limit.citation, limit.id
        assert bool(limit.unit) != bool(limit.day), limit.id
        assert limit.unit in ("", "days", "working days", "weeks", "months"), limit.id
        assert not limit.citation_verified, limit.id


def test_every_clock_names_limits_that_there_are() -> None:
    named = [
        one
        for clock in clocks().values()
        for stage in clock.stages
        for one in (stage.limit, stage.later)
    ]
    assert {one for one in named if one} <= set(limits())


TYPED = (
    *("", " ", "0", "1", "07", "29", "30", "31", "32", "2", "4", "12", "13", "feb", "February"),
    *("ju", "jun", "sept", "MAY", "2026", "2028", "2027", "2013", "2014", "2036", "2037", "26"),
    *(
        "x",
        "-1",
        "1.5",
        "1e3",
        "٣",
        "٢٠٢٦",
        "²",
        "\u00a031",
        "\ufeff3",
        " 3 ",
        "3\t",
        "00000000003",
    ),
    *("İan", "😀" * 30, "<b>", "'", "constructor", "__proto__", "999999999999999999999999"),
)


def asked_of(number: int) -> dict[str, str]:
    """Return parameters as somebody may send them, most of them near to a date."""
    chance = random.Random(number)  # noqa: S311 - the same at each run
    names = ("day", "month", "year")
    asked = {"clock": chance.choice([*clocks(), "appeal", "appeal", "none", "__proto__"])}
    for start in ("", "certificate-"):
        likely = (
            str(chance.randint(1, 31)),
            str(chance.randint(1, 12)),
            str(chance.randint(2013, 2037)),
        )
        for name, value in zip(names, likely, strict=True):
            odd = chance.random() < (0.15 if number % 3 else 0)
            asked[start + name] = chance.choice(TYPED) if odd else value
        if start and chance.random() < 0.4:
            asked |= dict.fromkeys((start + name for name in names), "")
    return asked


@pytest.fixture(scope="module")
def offer(tmp_path_factory: pytest.TempPathFactory) -> Offer:
    """A council with the example's own facts, and nothing else."""
    folder = tmp_path_factory.mktemp("content")
    lay_example_facts(folder)
    found = check(Task(folder, ROOT, None, TODAY)).offer
    assert found
    return found


@pytest.fixture(scope="module")
def page(
    browser: Browser, offer: Offer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """A page of a browser that has the scripts and what the calculator's page gives them."""
    web = tmp_path_factory.mktemp("web")
    shutil.copytree(ROOT / "templates" / "scripts" / "ehc_journey", web / "scripts")
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    (web / "index.html").write_text(f"<!doctype html>{head}<title>Days</title>", encoding="utf-8")
    with serving(web) as base:
        opened = browser.new_page()
        opened.goto(base)
        data = dates_page(offer).script_data
        opened.evaluate("text => void (globalThis.data = JSON.parse(text))", data)
        yield opened
        opened.close()


IN_BROWSER = """async ([queries, today]) => {
  const { readDateQuery } = await import('/scripts/date_query.js');
  const { deadlines } = await import('/scripts/deadlines.js');
  const { calendarFile } = await import('/scripts/calendar_file.js');
  return JSON.stringify(JSON.parse(queries).map((parameters, number) => {
    const query = readDateQuery(parameters, data);
    if (!query) return null;
    const clock = data.clocks[parameters.clock];
    const rows = query.mistakes.length ? [] : deadlines(clock, query.days, today, data);
    const file = number % 20 ? "" : calendarFile(clock.id, rows, today);
    return { ...query, rows, file };
  }));
}"""


def in_python(number: int, parameters: Mapping[str, str]) -> Any:
    """What Python says; of every twentieth, its calendar file too."""
    query = read_date_query(parameters, LAST_YEAR)
    if query is None:
        return None
    rows = (
        deadlines(query.clock, query.days, TODAY, holidays_until(LAST_YEAR)) if query.days else ()
    )
    values = {
        "days": {name: day.isoformat() for name, day in query.days.items()},
        "mistakes": [{"field": one.field, "message": one.message} for one in query.mistakes],
        "rows": [asdict(row) for row in rows],
        "file": "" if number % 20 else calendar_file(query.clock.id, rows, TODAY).decode(),
    }
    return json.loads(json.dumps(values))


def test_the_browser_says_what_python_says_of_thousands_of_days_and_slips(page: Page) -> None:
    asked = [asked_of(number) for number in range(6_000)]
    theirs = json.loads(page.evaluate(IN_BROWSER, [json.dumps(asked), TODAY.isoformat()]))
    ours = [in_python(*one) for one in enumerate(asked)]
    answered = [one for one in ours if one and one["rows"]]
    assert len(answered) > 2_000
    assert len([one for one in ours if one and one["mistakes"]]) > 500
    wrong = [one for one in zip(asked, ours, theirs, strict=True) if one[1] != one[2]]
    assert wrong[:3] == []


def test_the_browser_has_the_same_days_for_every_day_of_five_years(page: Page) -> None:
    """29 February 2028, the ends of months and years and the changes of clocks are among them."""
    first = date(2025, 1, 1)
    days = [first + timedelta(days=number) for number in range(5 * 366)]
    asked = [
        {"clock": clock, "day": str(day.day), "month": str(day.month), "year": str(day.year)}
        for day in days
        for clock in ("request", "review", "appeal")
    ]
    theirs = json.loads(page.evaluate(IN_BROWSER, [json.dumps(asked), TODAY.isoformat()]))
    ours = [in_python(*one) for one in enumerate(asked)]
    wrong = [one for one in zip(asked, ours, theirs, strict=True) if one[1] != one[2]]
    assert wrong[:3] == []


@settings(deadline=None)
@given(DAYS, DAYS, some.sampled_from(sorted(clocks())))
def test_a_calendar_reads_back_every_day_that_we_wrote(one: date, other: date, clock: str) -> None:
    letter, certificate = sorted((one, other))
    rows = deadlines(
        clocks()[clock],
        {"day": letter, "certificate": certificate, "year": letter},
        TODAY,
        bank_holidays(2014, 2037),
    )
    content = calendar_file(clock, rows, TODAY)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    events = Calendar.from_ical(content).walk("VEVENT")
    dated = [row for row in rows if row.day]
    assert [event.decoded("DTSTART") for event in events] == [
        date.fromisoformat(row.day) for row in dated
    ]
    assert [str(event["SUMMARY"]) for event in events] == [
        f"Last day: {row.title}" for row in dated
    ]
    for event, row in zip(events, dated, strict=True):
        assert row.should in str(event["DESCRIPTION"])
        assert event.decoded("DTSTAMP") == datetime(2026, 11, 21, tzinfo=UTC)
        alarm = event.walk("VALARM")[0]
        assert alarm.decoded("TRIGGER") == timedelta(days=-7)
    assert len({str(event["UID"]) for event in events}) == len(events)


MADE_UP = Deadline(
    "ehc.decide",
    "Yes; no, or \\ perhaps",
    "2028-02-29",
    "Tuesday 29 February 2028",
    "The council’s answer " + "has come, ".join("a;b\\c" for _ in range(30)),
    "6 weeks",
    "Nowhere, at all.",
    ("…, " * 60,),
)


def test_a_calendar_file_has_these_bytes() -> None:
    short = replace(MADE_UP, should="It’s here.", notes=())
    assert calendar_file("request", [short], TODAY).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Local Offer//EHC dates//EN",
        "BEGIN:VEVENT",
        "UID:request.ehc.decide.20280229@ehc-dates",
        "DTSTAMP:20261121T000000Z",
        "DTSTART;VALUE=DATE:20280229",
        "DTEND;VALUE=DATE:20280301",
        r"SUMMARY:Last day: Yes\; no\, or \\ perhaps",
        r"DESCRIPTION:By then: It’s here. A guide only. Nowhere\, at all.",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        r"DESCRIPTION:Last day: Yes\; no\, or \\ perhaps",
        "TRIGGER:-P7D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_browser_cuts_long_lines_where_the_service_does(page: Page) -> None:
    rows = [replace(MADE_UP, title="x" * number + ",;" * 40) for number in range(80)]
    script = """async ([rows, today]) => {
      const { calendarFile } = await import('/scripts/calendar_file.js');
      return calendarFile("request", JSON.parse(rows), today);
    }"""
    values = json.dumps([asdict(row) for row in rows])
    ours = calendar_file("request", rows, TODAY).decode()
    assert page.evaluate(script, [values, TODAY.isoformat()]) == ours
