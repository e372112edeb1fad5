"""A provider confirms a record by a link: signed, for a while, with a button, once."""

import csv
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from feedback.app import app_of
from feedback.app_context import AppContext
from feedback.cli import run
from feedback.cli.confirm_link import Sheet
from feedback.confirmations.invitation import Invitation, token_of
from feedback.export.content_file import ExportResult
from feedback.export.export_confirmations import export_confirmations
from feedback.store.engine import reading
from feedback.store.tables import confirmations
from localoffer.cli.options import make_parser
from localoffer.problems import UsageError
from localoffer.workspace import Workspace
from tests.support.feedback import client, make_service, site_context, small_council

NOW = 1_795_300_000
DAY = 86_400
PAGE = "/services/saturday-club/"


@pytest.fixture
def service(tmp_path: Path, databases: str) -> AppContext:
    return make_service(tmp_path, databases, lambda: NOW)


def opened(
    service: AppContext, page: str = PAGE, until: int = NOW + DAY
) -> tuple[FlaskClient, str]:
    """A provider's browser, and the address that the link opens."""
    token = token_of(service.keys, Invitation(page, until))
    return client(app_of(service)), f"/feedback/confirm/{token}"


def stored(service: AppContext) -> list[tuple[str, int]]:
    with reading(service.engine) as connection:
        rows = connection.execute(select(confirmations.c.page, confirmations.c.confirmed))
        return [(row.page, row.confirmed) for row in rows]


def test_a_link_shows_the_record_and_changes_nothing_until_the_button_is_pressed(
    service: AppContext,
) -> None:
    browser, address = opened(service)
    page = browser.get(address)
    assert page.status_code == 200
    assert "Saturday" in page.text
    assert "Everything is right" in page.text
    assert stored(service) == []
    answer = browser.post(address)
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    assert stored(service) == [(PAGE, NOW)]
    after = browser.get(address)
    assert "Thank you. You confirmed this on 21 November 2026" in after.text
    assert "Everything is right" not in after.text


def test_a_button_pressed_again_is_one_confirmation(service: AppContext) -> None:
    browser, address = opened(service)
    assert [browser.post(address).status_code for _ in range(3)] == [303, 303, 303]
    assert stored(service) == [(PAGE, NOW)]


def test_a_button_on_another_site_does_nothing(service: AppContext) -> None:
    browser, address = opened(service)
    answer = browser.post(address, headers={"Origin": "https://elsewhere.example.org"})
    assert answer.status_code == 403
    assert stored(service) == []


def test_a_link_that_has_run_out_says_what_to_do(service: AppContext) -> None:
    browser, address = opened(service, until=NOW - DAY)
    for page in (browser.get(address), browser.post(address)):
        assert page.status_code == 410
        assert "It worked until 20 November 2026. Ask us for a new one." in page.text
    assert stored(service) == []


def test_a_forged_link_and_one_to_a_page_that_is_gone_say_so(service: AppContext) -> None:
    browser, address = opened(service)
    for wrong in (address[:-3], f"{address}x", "/feedback/confirm/" + "é" * 40):
        assert browser.post(wrong).status_code == 404
        assert "This link does not work" in browser.get(wrong).text
    other = service.keys.sign_link(f"give {NOW + DAY} {PAGE}")
    assert browser.post(f"/feedback/confirm/{other}").status_code == 404
    browser, gone = opened(service, "/services/gone/")
    assert "This page is not here any more" in browser.get(gone).text
    assert browser.post(gone).status_code == 404
    assert stored(service) == []


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_council().content, tmp_path / "content"))


def test_a_confirmation_becomes_a_change_of_two_lines_once(
    service: AppContext, content: Path
) -> None:
    file = content / "services" / "saturday-club.md"
    before = file.read_text(encoding="utf-8").splitlines()
    browser, address = opened(service)
    browser.post(address)
    assert list(export_confirmations(service, content, NOW)) == [
        ExportResult("services/saturday-club.md", "written")
    ]
    after = file.read_text(encoding="utf-8").splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new for _, new in changed] == [
        "assured_date: 2026-11-21",
        "assured_by: Confirmed by the provider",
    ]
    file.write_text("\n".join(before), encoding="utf-8")
    assert list(export_confirmations(service, content, NOW)) == []
    assert file.read_text(encoding="utf-8").splitlines() == before


def test_a_record_that_was_checked_since_is_left_alone(service: AppContext, content: Path) -> None:
    file = content / "services" / "saturday-club.md"
    text = file.read_text(encoding="utf-8")
    lines = [
        "assured_date: 2026-11-22" if line.startswith("assured_date") else line
        for line in text.splitlines()
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    browser, address = opened(service)
    browser.post(address)
    assert list(export_confirmations(service, content, NOW)) == []
    assert file.read_text(encoding="utf-8") == "\n".join(lines)


def test_a_record_with_mistakes_is_not_touched_and_waits(
    service: AppContext, content: Path
) -> None:
    file = content / "services" / "saturday-club.md"
    good = file.read_text(encoding="utf-8")
    bad = good.replace("assured_by:", "assured:")
    file.write_text(bad, encoding="utf-8")
    browser, address = opened(service)
    browser.post(address)
    (outcome,) = export_confirmations(service, content, NOW)
    assert outcome.reasons == ("It has mistakes. See: python build.py check",)
    assert file.read_text(encoding="utf-8") == bad
    file.write_text(good, encoding="utf-8")
    assert [one.action for one in export_confirmations(service, content, NOW)] == ["written"]


def confirm_link(tmp_path: Path, *words: str) -> int:
    own = ["feedback", "confirm-link", *words, "--content", str(small_council().content)]
    return run(Workspace.of_checkout(tmp_path), make_parser().parse_args(own))


@pytest.fixture
def _templates(tmp_path: Path) -> None:
    (tmp_path / "templates").symlink_to(Path(__file__).parent.parent / "templates")
    (tmp_path / "node_modules").symlink_to(Path(__file__).parent.parent / "node_modules")


@pytest.mark.usefixtures("_templates")
def test_the_command_prints_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert confirm_link(tmp_path, PAGE) == 0
    link = capsys.readouterr().out.strip()
    assert "/feedback/confirm/" in link
    assert link.startswith("https://")
    with pytest.raises(UsageError, match="There is no service at /services/gone/"):
        confirm_link(tmp_path, "/services/gone/")


@pytest.mark.usefixtures("_templates")
def test_the_command_writes_a_sheet_of_what_is_due(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "due.csv"
    assert confirm_link(tmp_path, "--due", "3650", "--out", str(out)) == 0
    assert capsys.readouterr().out == f"{out}: 2 links.\n"
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["page"] for row in rows} == {PAGE, "/services/parents-advice/"}
    assert all(row["link"].startswith("https://") for row in rows)


def test_a_name_that_a_spreadsheet_would_run_is_text(tmp_path: Path) -> None:
    service, context = make_service(tmp_path), site_context()
    entry = context.offer.services[0]
    record = entry.record.model_copy(update={"name": "=HYPERLINK(1)", "email": "@x"})
    evil = type(entry)(entry.path, entry.slug, entry.address, record, entry.text, entry.digest)
    name, email, *_ = Sheet(service, context.offer, context.base, NOW).row(evil)
    assert (name, email) == ("'=HYPERLINK(1)", "'@x")
