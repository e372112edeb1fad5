"""Days and times in words: what each phrase means, and what is left in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.importers.session_words.clock_times import opening, read_clock
from localoffer.importers.session_words.day_rules import DAY_NAMES, DAYS, DayRule
from localoffer.importers.session_words.read_phrase import session_phrase
from localoffer.importers.session_words.recurrence_rule import coded_days, rule_fields

WORKING = "MO TU WE TH FR"
ALL = f"{WORKING} SA SU"

#: A phrase, its days, and its openings.
WEEKLY = [
    ("Monday to Friday", WORKING, ""),
    ("Monday-Friday", WORKING, ""),
    ("Mon–Fri", WORKING, ""),
    ("Mon. - Fri.", WORKING, ""),
    ("MO-FR", WORKING, ""),
    ("MONDAY TO FRIDAY", WORKING, ""),
    ("Weekdays", WORKING, ""),
    ("Every weekday", WORKING, ""),
    ("Weekends", "SA SU", ""),
    ("Every day", ALL, ""),
    ("Everyday", ALL, ""),
    ("7 days a week", ALL, ""),
    ("Daily 9-5", ALL, "09:00-17:00"),
    ("Friday to Monday", "FR SA SU MO", ""),
    ("Sunday to Thursday", "SU MO TU WE TH", ""),
    ("Tues/Thurs", "TU TH", ""),
    ("Tue & Thu", "TU TH", ""),
    ("Mon, Wed & Fri", "MO WE FR", ""),
    ("Monday, Wednesday and Friday", "MO WE FR", ""),
    ("Monday Wednesday Friday", "MO WE FR", ""),
    ("Mon-Wed and Fri", "MO TU WE FR", ""),
    ("WE", "WE", ""),
    ("Every Tuesday", "TU", ""),
    ("Tuesdays only", "TU", ""),
    ("Every day except Sunday", "MO TU WE TH FR SA", ""),
    ("Every day except Sundays and Mondays", "TU WE TH FR SA", ""),
    ("Monday to Friday, not Wednesdays", "MO TU TH FR", ""),
    ("Daily (but not Sunday) 10-4", "MO TU WE TH FR SA", "10:00-16:00"),
    ("Mon-Sat 9-5, closed Wednesday", "MO TU TH FR SA", "09:00-17:00"),
    ("Mon-Sat 9-5, closed Sunday", "MO TU WE TH FR SA", "09:00-17:00"),
    ("Mondays 10am-12 noon", "MO", "10:00-12:00"),
    ("Mondays: 9.30 - 11", "MO", "09:30-11:00"),
    ("Half past nine to eleven on Mondays", "MO", "09:30-11:00"),
    ("Tuesday, quarter to ten until noon", "TU", "09:45-12:00"),
    ("9am to 5pm Monday to Friday", WORKING, "09:00-17:00"),
    ("Open Monday to Friday between 10 and 4", WORKING, "10:00-16:00"),
    ("We meet every Tuesday from 10 a.m. to 12 noon.", "TU", "10:00-12:00"),
    ("Tuesday 1-3pm", "TU", "13:00-15:00"),
    ("Monday evenings 6-8", "MO", "18:00-20:00"),
    ("Saturday mornings, 10-12", "SA", "10:00-12:00"),
    ("Mon to Fri 9am-12pm and 1pm-4pm", WORKING, "09:00-12:00 13:00-16:00"),
    ("Monday: 9-5, Tuesday: closed, Wednesday: 9-5", "MO WE", "09:00-17:00"),
    ("Monday to Friday 9-5, Saturday and Sunday closed", WORKING, "09:00-17:00"),
    ("Monday 9-5 and Tuesday closed", "MO", "09:00-17:00"),
    ("Monday closed Tuesday 9-5", "TU", "09:00-17:00"),
    ("Mon-Fri 9-5, closed bank holidays", WORKING, "09:00-17:00"),
    ("Mon-Fri (excl. bank holidays) 9-5", WORKING, "09:00-17:00"),
    ("Monday 9-5 Tuesday 9-5 Wednesday Closed Thursday 9-5", "MO TU TH", "09:00-17:00"),
    ("Weekdays, Monday to Friday, 9-5", WORKING, "09:00-17:00"),
    ("Wednesday's 10am til 12noon", "WE", "10:00-12:00"),
    ("Mon – Fri (term time) 8.00a.m. – 6.00p.m.", WORKING, "08:00-18:00"),
    ("Thursday 1000-1200", "TH", "10:00-12:00"),
    ("Thursday 09.30hrs - 15.30hrs", "TH", "09:30-15:30"),
    ("Friday 22:00 to 07:00", "FR", "22:00-07:00"),
    ("Fridays 7pm to midnight", "FR", "19:00-00:00"),
    ("24/7", ALL, "00:00-23:59"),
    ("24 hours a day, 7 days a week", ALL, "00:00-23:59"),
    ("Sat and Sun 10:00–15:30 all year round", "SA SU", "10:00-15:30"),
]

#: Phrases that say too little, contradict themselves or may be read in two ways.
IN_WORDS = [
    "Mon-Wed-Fri", "Daily, Monday to Friday", "Weekdays Mon, Wed and Fri 9-5", "Monday: closed",
    "Mon-Sat except Monday, Sunday 10-4", "Every day except Saturday, Sunday 10-4",
    "9-5 Monday to Friday, Saturday closed", "Monday, Tuesday closed, Wednesday 9-5",
    "Monday 9-5 (closed 12-1)", "Monday to Friday and Tuesday evenings 6-8", "Mondays or so",
    "Monday or Wednesday", "First Monday", "Every second Tuesday", "Second Tuesday",
    "Every other Monday and Friday", "Tuesdays in the school holidays", "School holidays only",
    "Not Mondays", "Closed Sundays", "Monthly", "Mondays, monthly", "Once a month on a Saturday",
    "Every other day", "Mondays 10am and 2pm", "Mon-Fri 9-5 except Fri 9-4", "Mondays from 10am",
    "Monday 9am to Friday 5pm", "Monday 9-5, Tuesday", "Mondays 7-9", "Mondays 6-8", "Mondays 1-3",
    "Thursdays 2026-2027", "Mondays, week A", "Most Mondays", "Mondays by appointment",
    "Mondays until December", "Mondays from April 2027", "Saturday 13 December 2026",
    "Mondays in term time and Saturdays", "Mon 9-5, Sat 10-1 except bank holidays", "All day",
    "Monday to Friday, not Wednesday mornings", "Every day except every day", "We meet", "",
    "Bi-weekly on Mondays", "Every other first Monday of the month", "Mondays 17:00 to 09:00",
    "Saturdays 5, 12 and 19 December", "Not in term time", "MTWTF", "31/02/2027",
    "Monday evenings and Tuesday mornings", "Tuesdays 10-12 until late", "25:00-26:00 Mondays",
]  # fmt: skip


@pytest.mark.parametrize(("text", "days", "openings"), WEEKLY)
def test_a_phrase_means_its_days_and_times_each_week(text: str, days: str, openings: str) -> None:
    phrase = session_phrase(text)
    assert phrase is not None
    assert phrase.days == tuple(map(DayRule, days.split()))
    for group in phrase.groups:
        assert " ".join(f"{opens}-{closes}" for opens, closes in group.openings) == openings
    assert (phrase.interval, phrase.first_day, phrase.last_day) == (1, None, None)


@pytest.mark.parametrize("text", IN_WORDS)
def test_what_is_not_clear_is_not_understood(text: str) -> None:
    assert session_phrase(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Every other Saturday", 2), ("Saturdays, fortnightly", 2), ("Alternate Saturdays", 2),
        ("Saturdays every two weeks", 2), ("Once a fortnight on Saturdays", 2),
        ("Saturdays on alternate weeks", 2), ("Every 3 weeks on a Saturday", 3),
        ("Every 3 weeks on Saturdays", 3), ("Every fourth week, Saturday", 4), ("Saturdays", 1),
    ],
)  # fmt: skip
def test_what_is_not_every_week_has_its_interval(text: str, expected: int | None) -> None:
    phrase = session_phrase(text)
    assert (phrase and phrase.interval) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("First Monday of the month", ["first MO"]),
        ("1st and 3rd Monday of each month, 10am-12", ["first MO", "third MO"]),
        ("Last Friday of every month", ["last FR"]),
        ("Monthly on the 2nd Tuesday", ["second TU"]),
        ("2nd, 4th Sat of the month", ["second SA", "fourth SA"]),
        ("First Monday and last Friday in the month", ["first MO", "last FR"]),
    ],
)
def test_weeks_of_the_month_are_named(text: str, expected: list[str]) -> None:
    phrase = session_phrase(text)
    assert phrase
    assert [f"{rule.week} {rule.byday}" for rule in phrase.days] == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Tuesdays from 6 April 2027", "2027-04-06", "None"),
        ("Tuesdays 10-12 starting on Tuesday 6th April 2027", "2027-04-06", "None"),
        ("Tuesdays until 18/12/2026", "None", "2026-12-18"),
        ("From 6 April 2027 to 20 July 2027, Tuesdays 10-12", "2027-04-06", "2027-07-20"),
        ("Tuesdays 10-12 from April 6th, 2027 - 20 July 2027", "2027-04-06", "2027-07-20"),
    ],
)
def test_first_and_last_days_are_kept(text: str, first: str, last: str) -> None:
    phrase = session_phrase(text)
    assert phrase
    assert [rule.byday for rule in phrase.days] == ["TU"]
    assert (str(phrase.first_day), str(phrase.last_day)) == (first, last)


def test_several_groups_term_times_bank_holidays_and_single_days() -> None:
    phrase = session_phrase("Mon-Fri 9-5, Sat 10am - 1pm, term time only, except bank holidays")
    assert phrase
    assert [(len(group.days), group.openings) for group in phrase.groups] == [
        (5, (("09:00", "17:00"),)),
        (1, (("10:00", "13:00"),)),
    ]
    assert (phrase.term_time_only, phrase.remarks) == ("yes", ("Not on bank holidays",))
    holidays = session_phrase("Tuesdays in term time and holidays")
    assert holidays
    assert holidays.term_time_only == "no"
    single = session_phrase("Saturday 12 December 2026, 10am to noon")
    assert single
    assert [(rule.byday, str(rule.only_day)) for rule in single.days] == [("SA", "2026-12-12")]


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        ("9", "5", "09:00-17:00"), ("9.30", "11", "09:30-11:00"), ("10", "12", "10:00-12:00"),
        ("11", "1", "11:00-13:00"), ("12", "2", "12:00-14:00"), ("9", "12pm", "09:00-12:00"),
        ("9", "11pm", "21:00-23:00"), ("8", "1pm", "08:00-13:00"), ("9am", "5", "09:00-17:00"),
        ("9pm", "11", "21:00-23:00"), ("14:00", "16:00", "14:00-16:00"),
        ("9:00", "17:00", "09:00-17:00"), ("07:00", "09:00", "07:00-09:00"),
        ("1:00", "15:00", ""), ("10pm", "7am", "22:00-07:00"),
        ("twelve", "one", "12:00-13:00"), ("10 o'clock", "12 midday", "10:00-12:00"),
        ("20:00", "24:00", "20:00-00:00"), ("00:00", "24:00", "00:00-23:59"),
        ("7pm", "midnight", "19:00-00:00"), ("10", "midnight", ""), ("10:00", "24:00", ""),
        ("7", "9", ""), ("2", "4", ""), ("7.30", "6", ""), ("8", "10", ""), ("5pm", "9am", ""),
        ("10am", "10am", ""), ("13pm", "14", ""), ("9.75", "10", ""), ("24:00", "25", ""),
    ],
)  # fmt: skip
def test_an_opening_is_read_only_where_one_reading_is_left(
    opens: str, closes: str, expected: str
) -> None:
    start, end = read_clock(opens), read_clock(closes)
    found = opening(start, end) if start and end else None
    assert "-".join(found or ("",)) == expected


@given(st.lists(st.sampled_from(DAYS), min_size=1, unique=True), st.data())
def test_a_list_of_days_means_those_days_only(days: list[str], data: st.DataObject) -> None:
    """However a list is written, no day appears that it does not name."""
    styles = [str.upper, str.lower, str.title, lambda name: f"{name}s", lambda name: name[:3]]
    words = [data.draw(st.sampled_from(styles))(DAY_NAMES[day]) for day in days]
    text = words[0]
    for word in words[1:]:
        text += (
            data.draw(st.sampled_from([", ", " and ", " & ", "/", "; ", " + ", ", and "])) + word
        )
    phrase = session_phrase(text)
    assert phrase
    assert [rule.byday for rule in phrase.days] == days


_WORDS = st.sampled_from(
    [
        *("Monday", "Tues", "WE", "weekdays", "every day", "every other", "fortnightly", "first"),
        *("last", "of the month", "except", "not", "to", "-", "and", ",", "from", "until", "9-5"),
        *("10am", "12 noon", "6 April 2027", "term time only", "bank holidays", "mornings"),
        *("between", "closed", "24/7", "every 3 weeks", "we", "maybe", "Saturday", "weekends"),
    ]
)


@given(st.lists(_WORDS, max_size=9))
def test_no_day_appears_that_the_words_do_not_name(words: list[str]) -> None:
    """Of any words: days come from names, ranges and dates, and what is less than weekly is so."""
    phrase = session_phrase(" ".join(words))
    if phrase is None:
        return
    named = {word[:2].upper() for word in words if word in ("Monday", "Tues", "WE", "Saturday")}
    wide = {"weekdays", "every day", "weekends", "24/7", "to", "-", "until"} & {*words}
    weekly = {rule.byday for rule in phrase.days if not rule.only_day}
    assert wide or weekly <= named
    less = {"every other", "fortnightly", "every 3 weeks"} & {*words}
    assert not less or phrase.interval > 1
    assert not {"first", "last"} & {*words} or all(rule.week for rule in phrase.days)
    assert "maybe" not in words


@given(st.text(max_size=300))
def test_any_text_is_read_without_trouble(text: str) -> None:
    session_phrase(text)
    coded_days(text)
    read_clock(text)
    rule_fields(text)
    rule_fields(f"FREQ=WEEKLY;{text}")
    rule_fields(f"FREQ=WEEKLY;BYDAY={text}")


@pytest.mark.parametrize("part", ["9", "Monday ", "every ", "half past ", "1st ", " ", "12/", "-"])
def test_long_hostile_text_is_read_in_time_that_grows_with_it(part: str) -> None:
    """A pattern that backtracks over and over would not end here."""
    assert session_phrase(part * 20_000 + "x") is None
