"""How a service's page says when its sessions are, on 21 November 2026, and what may be written."""

import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from localoffer.model.parts import Schedule
from localoffer.pipeline import Task, build

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
TUESDAY = {"byday": "TU", "opens_at": "10:00", "closes_at": "12:00"}

SAID = {
    "byday: TU, opens_at: 10:00, closes_at: 12:00": "Tuesdays 10am to noon",
    "byday: TU, opens_at: 10:00, closes_at: 12:00, interval: 2": "Every other Tuesday",
    "byday: TU, opens_at: 10:00, closes_at: 12:00, interval: 3": "A Tuesday every 3 weeks",
    "byday: TU, opens_at: 10:00, closes_at: 12:00, week_of_month: last": (
        "The last Tuesday of the month 10am to noon"
    ),
    "byday: TU, opens_at: 10:00, closes_at: 12:00, valid_from: 2027-04-06, term_time_only: yes": (
        "Tuesdays 10am to noon, from 6 April 2027, term time only"
    ),
    "byday: WE, opens_at: 10:00, closes_at: 12:00, valid_from: 2026-01-07, valid_to: 2026-12-16": (
        "Wednesdays 10am to noon, until 16 December 2026"
    ),
    "byday: SA, opens_at: 10:00, closes_at: 12:00, valid_from: 2026-12-12, valid_to: 2026-12-12": (
        "Saturday 12 December 2026 10am to noon"
    ),
    "byday: FR, opens_at: 22:00, closes_at: 7:00": "Fridays 10pm to 7am the next day",
    "byday: FR, opens_at: 19:00, closes_at: 0:00": "Fridays 7pm to midnight",
    "byday: SU, opens_at: 0:00, closes_at: 23:59": "Sundays all day and night",
}


def _sessions_on_page(tmp_path: Path, rows: list[str]) -> list[str]:
    content = Path(shutil.copytree(GOOD, tmp_path / "content"))
    club = content / "services" / "saturday-club.md"
    text = club.read_text(encoding="utf-8")
    start = text.index("schedules:\n") + len("schedules:\n")
    end = re.compile(r"^\S", re.MULTILINE).search(text, start)
    assert end
    lines = "".join(f"  - {{{row}}}\n" for row in rows)
    club.write_text(text[:start] + lines + text[end.start() :], encoding="utf-8")
    build(Task(content, ROOT, tmp_path / "state", date(2026, 11, 21)), tmp_path / "site")
    page = (tmp_path / "site/services/saturday-club/index.html").read_text(encoding="utf-8")
    part = page.partition('id="when-where"')[2].partition("</section>")[0]
    items = re.findall(r"<(?:li|p)>(.*?)</(?:li|p)>", part, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", item)).split()) for item in items]


def test_the_page_says_each_session_with_its_days_and_how_long_it_runs(tmp_path: Path) -> None:
    shown = _sessions_on_page(tmp_path, list(SAID))
    assert [one for one, said in zip(shown, SAID.values(), strict=False) if said not in one] == []
    assert len(shown) >= len(SAID)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("MO TU WE TH FR", ["Monday to Friday 10am to noon"]),
        ("FR WE MO", ["Mondays, Wednesdays and Fridays 10am to noon"]),
        ("SA SU", ["Saturdays and Sundays 10am to noon"]),
        ("SU MO TU", ["Mondays, Tuesdays and Sundays 10am to noon"]),
        ("MO MO", ["Mondays 10am to noon"]),
        ("MO TU WE TH FR SA SU", ["Every day 10am to noon"]),
    ],
)
def test_days_with_the_same_times_are_said_together(
    tmp_path: Path, days: str, said: list[str]
) -> None:
    rows = [f"byday: {day}, opens_at: 10:00, closes_at: 12:00" for day in days.split()]
    other = "byday: TU, opens_at: 10:00, closes_at: 12:00, description: Under 5s"
    shown = _sessions_on_page(tmp_path, [*rows, other])
    assert shown[: len(said) + 1] == [*said, "Tuesdays 10am to noon Under 5s"]


def test_a_session_that_is_over_is_not_shown(tmp_path: Path) -> None:
    over = "byday: WE, opens_at: 10:00, closes_at: 12:00, valid_to: 2026-11-18"
    shown = _sessions_on_page(tmp_path, [over])
    assert "Wednesdays" not in " ".join(shown)
    assert "The sessions that we knew of are over. Ask them about new ones." in shown


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"opens_at": "14:00"}, "The session ends before it starts."),
        ({"opens_at": "17:59", "closes_at": "7:00"}, "The session ends before it starts."),
        ({"opens_at": "22:00", "closes_at": "12:01"}, "The session ends before it starts."),
        ({"valid_from": "2026-12-12", "valid_to": "2026-12-05"}, "The last day is before"),
        ({"interval": "2", "week_of_month": "last"}, "both once a month and every few weeks"),
        ({"valid_from": "2026-12-12", "valid_to": "2026-12-12"}, "12 December 2026 is a Saturday"),
        ({"interval": "0"}, "greater than or equal to 1"),
        ({"week_of_month": "2"}, "'first'"),
    ],
)
def test_times_and_days_that_cannot_be_are_refused(more: dict[str, Any], message: str) -> None:
    Schedule.model_validate(TUESDAY)
    with pytest.raises(ValidationError, match=re.escape(message)):
        Schedule.model_validate(TUESDAY | more)
