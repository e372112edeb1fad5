"""What an attacker would try first, one story each: none of it changes, shows or leads anywhere."""

import os
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from itsdangerous import TimestampSigner
from sqlalchemy import Pool, event, select, update

from checks.postgres import programs, serving_postgres
from feedback.accounts.return_to import moderation_address
from feedback.app import app_of, make_app
from feedback.app_context import AppContext
from feedback.moderation.actions.table import ACTIONS
from feedback.settings import local_database
from feedback.store.engine import reading, writing
from feedback.store.tables import accounts, comments, confirmations
from localoffer.render.environment import SiteBase
from tests.support.attacks import FORM, TYPED, World, world_of
from tests.support.feedback import ORIGIN, client, form_number, make_settings, service_app
from tests.support.moderation import PAGE, boxes, surroundings
from tests.support.routes import Address, RawRequest, addresses, send

ELSEWHERE = "https://elsewhere.example"
FOREIGN = (
    {"Origin": ELSEWHERE},
    {"Origin": "null"},
    {"Origin": f"{ORIGIN}.elsewhere.example"},
    {"Origin": f"{ORIGIN}, {ELSEWHERE}"},
    {"Origin": "", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "", "Sec-Fetch-Site": "same-site"},
    {"Origin": ELSEWHERE, "Sec-Fetch-Site": "none"},
    {"Origin": "", "Referer": f"{ELSEWHERE}/{ORIGIN}/"},
)
MODERATORS_ACTIONS = [action.name for action in ACTIONS if action.role == "moderator"]


@pytest.fixture
def world(tmp_path: Path, databases: str) -> World:
    return world_of(tmp_path, databases)


@pytest.fixture
def one_world(tmp_path: Path) -> World:
    return world_of(tmp_path, local_database(tmp_path))


def fitting(world: World, address: Address) -> str:
    """An address with the part that belongs there."""
    number, reference, survey, link = world.parts
    parts = {"<number>": number, "<reference>": reference, "<slug>": survey, "<token>": link}
    return address.filled(next((one for name, one in parts.items() if name in address.rule), ""))


def form_body(world: World, **more: str) -> bytes:
    """All that the forms of the service ask for, filled in as they should be."""
    page = world.site.get(f"comment/{world.parts[0]}")
    answers = {"form": form_number(), "wrong": "It is out of date.", "page": PAGE, "answer": "yes"}
    own = {
        "what": "Wrong.",
        "kind": "closed",
        "sought": "A club.",
        "why": "Good.",
        "q-helped": "A lot",
    }
    entry = {"way": "telephone", "new": "purple tractor moon soup", "again": "purple tractor"}
    answered = {"you_said": "It is old.", "answer": "It is mended."}
    return urlencode({**boxes(page), **answers, **own, **entry, **answered, **more}).encode()


def test_no_page_that_is_only_looked_at_changes_anything(world: World) -> None:
    """Every address, by every method that only reads, as everybody."""
    before = world.stored()
    seats = ("", "lena", "amir", "ruth")
    for address, method, seat in product(
        addresses(world.app), ("GET", "HEAD", "OPTIONS", "TRACE"), seats
    ):
        answer = world.ask(
            RawRequest(method, fitting(world, address), form_body(world).decode()), seat
        )
        assert answer.status < 500 or "openid" in address.rule
    assert world.stored() == before


def test_a_form_of_another_site_changes_nothing_at_any_address(world: World) -> None:
    before, body = world.stored(), form_body(world, action="save")
    for address, headers in product(addresses(world.app), FOREIGN):
        if address.method == "POST":
            request = RawRequest("POST", fitting(world, address), body=body, headers=headers)
            for seat in ("", "ruth"):
                answer = world.ask(request, seat)
                assert 400 <= answer.status < 500, (request, answer.status)
                assert world.stored() == before, request


def test_a_form_of_our_own_does_change_something(world: World) -> None:
    """What the two tests above send is what the service would take from its own pages."""
    for name in ("comment", "correction", "sought", "useful", "survey/helped"):
        before = world.stored()
        answer = world.ask(RawRequest("POST", f"/feedback/{name}", body=form_body(world)))
        assert answer.status == 303, (name, answer.text)
        assert world.stored() != before
    number = world.parts[0]
    sent = RawRequest(
        "POST", f"/feedback/desk/comment/{number}", body=form_body(world, action="save")
    )
    assert world.ask(sent, "ruth").status == 303


def test_nobody_does_what_their_role_does_not_allow(world: World) -> None:
    """Not a reader, not an answerer what is a moderator's, and not who was a moderator before."""
    number = world.parts[0]
    before = world.stored()
    for action in ACTIONS:
        sent = RawRequest(
            "POST", f"/feedback/desk/comment/{number}", body=form_body(world, action=action.name)
        )
        assert {world.ask(sent, seat).status for seat in ("", "lena")} == {403}
    assert len(MODERATORS_ACTIONS) > 8
    for name in MODERATORS_ACTIONS:
        sent = RawRequest(
            "POST", f"/feedback/desk/comment/{number}", body=form_body(world, action=name)
        )
        assert world.ask(sent, "amir").status == 400
    enter = RawRequest("POST", "/feedback/desk/enter", body=form_body(world))
    assert [world.ask(enter, seat).status for seat in ("", "lena", "amir")] == [403, 403, 403]
    assert world.stored() == before
    with writing(world.site.service.engine) as connection:
        connection.execute(update(accounts).where(accounts.c.name == "ruth").values(role="reader"))
    assert world.ask(enter, "ruth").status == 403
    assert world.ask(RawRequest("GET", "/feedback/desk/log"), "ruth").status == 403


@pytest.mark.parametrize(
    "number",
    ["0", "-1", "00", "2", "1.0", "1e0", "+1", "0x1", "\u0661", "9" * 18, "9" * 99, "1%00"],
)
def test_a_number_that_is_no_comments_shows_none(one_world: World, number: str) -> None:
    address = f"/feedback/desk/comment/{quote(number, safe='%')}"
    before = one_world.stored()
    for request in (
        RawRequest("GET", address),
        RawRequest("POST", address, body=form_body(one_world, action="save")),
    ):
        answer = one_world.ask(request, "ruth")
        assert answer.status == 404, answer.text
        assert TYPED not in answer.text
    assert one_world.stored() == before


def test_an_old_form_is_kept_a_forged_one_is_set_apart_and_each_is_one_comment(
    world: World,
) -> None:
    old, fresh = form_number(400 * 86_400), form_number()
    forged = TimestampSigner("not our key", salt="form").sign("number").decode()
    browser = client(world.app)
    states: list[str | None] = []
    for number in (old, fresh, forged, fresh[:-3] + "abc", "", "\u202e"):
        sent = {"form": number, "wrong": f"Too old {len(states)}."}
        first, second = (browser.post("/feedback/comment", data=sent) for _ in range(2))
        assert first.status_code == 303
        assert first.location == second.location
        with reading(world.site.service.engine) as connection:
            newest = select(comments.c.state).order_by(comments.c.id.desc()).limit(1)
            states.append(connection.scalar(newest))
    assert states == ["new", "new", *["quarantined"] * 4]


def test_a_number_of_one_form_sent_with_another_loses_neither(world: World) -> None:
    browser, number = client(world.app), form_number()
    first = browser.post("/feedback/comment", data={"form": number, "wrong": "One."})
    other = {"form": number, "what": "One.", "kind": "closed", "which": "A club"}
    second = browser.post("/feedback/correction", data=other)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location != second.location


def test_a_link_that_was_used_is_not_made_a_new_one_by_odd_letters(world: World) -> None:
    """Whoever reads a signature passes over letters that cannot stand in one."""
    token = world.parts[3]
    for one in (token, f"{token}!", f"{token}=", f"{token[:-5]}%{token[-5:]}", f"{token}\u00e9"):
        world.ask(RawRequest("POST", f"/feedback/confirm/{quote(one)}"))
    with reading(world.site.service.engine) as connection:
        assert len(connection.execute(select(confirmations)).all()) == 1


@pytest.mark.parametrize(
    "address",
    [
        "/feedback/desk",
        "/feedback/comment/",
        "/feedback//comment",
        "//elsewhere.example/feedback/desk",
        "/feedback/desk//elsewhere.example",
        "/feedback/desk/sign-in/password",
        "/feedback/desk/find",
        "/feedback/desk/next",
    ],
)
def test_nobody_is_led_where_a_forged_host_says(one_world: World, address: str) -> None:
    headers = {"Host": "elsewhere.example", "X-Forwarded-Host": "elsewhere.example"}
    for seat in ("", "ruth"):
        answer = one_world.ask(RawRequest("GET", address, headers=headers), seat)
        assert answer.headers.get("Location", "/feedback/").startswith("/feedback/")
        assert "elsewhere.example" not in answer.headers.get("Location", "")
        assert 'href="//elsewhere' not in answer.text


def test_a_page_elsewhere_is_no_page_to_lead_to_or_to_show(one_world: World) -> None:
    for page in (f"//{ELSEWHERE}", ELSEWHERE, "javascript:alert(1)", "/guides/../x", "\\\\x"):
        query = urlencode({"page": page, "then": page, "answer": "yes", "words": "young"})
        for address in ("comment", "correction", "useful", "desk/sign-in"):
            answer = one_world.ask(RawRequest("GET", f"/feedback/{address}", query))
            assert f'href="{page}' not in answer.text
            assert f'value="{page}' not in answer.text
        vote = urlencode({"page": page, "answer": "yes"}).encode()
        assert one_world.ask(RawRequest("POST", "/feedback/useful", body=vote)).status == 400
        assert moderation_address(page) == "/feedback/desk/"


def test_a_session_that_nobody_gave_is_no_session_and_signing_in_takes_none_over(
    one_world: World,
) -> None:
    before = one_world.stored()
    for cookie in ("chosen", "", "x" * 43, one_world.cookies["ruth"].partition("=")[2][:-1]):
        headers = {"Cookie": f"__Host-desk={cookie}"}
        answer = one_world.ask(RawRequest("GET", "/feedback/desk/", headers=headers))
        assert answer.status == 303
        assert answer.headers["Location"].startswith("/feedback/desk/sign-in?")
    assert one_world.stored() == before


def test_two_who_save_at_the_same_moment_one_is_kept_and_the_other_is_told(world: World) -> None:
    number, statuses = world.parts[0], []
    start = threading.Barrier(6)

    def save(seat: str, place: int) -> None:
        body = form_body(world, action="save", answer=f"Answer {place}.")
        start.wait()
        request = RawRequest("POST", f"/feedback/desk/comment/{number}", body=body)
        statuses.append(world.ask(request, seat).status)

    seats = ("ruth", "olga", "amir") * 2
    threads = [threading.Thread(target=save, args=(seat, site)) for site, seat in enumerate(seats)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(statuses) == [303, *[409] * 5]
    assert world.site.row(int(number)).version == 2


@contextmanager
def database_away(service: AppContext) -> Iterator[None]:
    file = Path(str(service.engine.url.database))
    away = file.rename(file.with_name("away"))
    yield
    away.rename(file)


def test_what_a_moderator_wrote_is_shown_again_while_the_database_is_away(
    one_world: World, caplog: pytest.LogCaptureFixture
) -> None:
    number = one_world.parts[0]
    body = form_body(one_world, action="save", answer=f"{TYPED} <is told> this.", private="For us")
    request = RawRequest("POST", f"/feedback/desk/comment/{number}", body=body)
    with database_away(one_world.site.service):
        refused = one_world.ask(request, "ruth")
    assert refused.status == 503
    assert refused.headers["Retry-After"] == "60"
    assert "This could not be saved just now" in refused.text
    assert f'value="{TYPED} &lt;is told&gt; this."' in refused.text
    assert f'action="/feedback/desk/comment/{number}"' in refused.text
    assert TYPED not in caplog.text
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', refused.text))
    assert hidden["private"] == "For us"
    assert one_world.ask(request, "ruth").status == 303


def test_no_page_ever_shows_a_password_again(one_world: World) -> None:
    """Not while the database is away, and not after the session has ended."""
    typed = {"current": "old grey donkey lamp", "new": "purple tractor moon", "again": "purple"}
    request = RawRequest("POST", "/feedback/desk/account/password", body=urlencode(typed).encode())
    with database_away(one_world.site.service):
        away = one_world.ask(request, "ruth")
    ended = one_world.ask(request)
    assert (away.status, ended.status) == (503, 403)
    assert not re.search("donkey|tractor|purple", away.text + ended.text)
    assert 'name="saved_form" value=""' in ended.text or 'name="saved_form"' not in ended.text


def test_thousands_of_boxes_are_refused_before_they_are_read(one_world: World) -> None:
    body = "&".join(f"box{number}=1" for number in range(30_000)).encode()
    posts = [one for one in addresses(one_world.app) if one.method == "POST"]
    before = one_world.stored()
    for address in posts:
        answer = one_world.ask(RawRequest("POST", fitting(one_world, address), body=body), "ruth")
        assert answer.status in (400, 413), address
    assert one_world.stored() == before


def test_behind_a_path_of_the_site_nobody_is_led_out_of_it(tmp_path: Path) -> None:
    """The whole site may lie at https://www.example.org/local-offer."""
    found = world_of(tmp_path, local_database(tmp_path))
    base = SiteBase(ORIGIN, "/local-offer")
    service = replace(found.site.service, newest=lambda: replace(surroundings(), base=base))
    app, body = app_of(service), form_body(found, action="save")
    for address in addresses(app):
        request = RawRequest(address.method, fitting(found, address), body=body)
        for cookie in ("", found.cookies["ruth"]):
            headers = {"Origin": ORIGIN, "Content-Type": FORM, "Cookie": cookie}
            answer = send(app, replace(request, headers=headers))
            assert answer.headers.get("Location", "/local-offer/").startswith("/local-offer/")


def test_tries_at_one_worker_count_at_the_other(tmp_path: Path, databases: str) -> None:
    workers = [client(service_app(tmp_path, databases)) for _ in range(2)]
    typed = {"name": "sam", "password": "not the password"}
    statuses = [
        workers[number % 2].post("/feedback/desk/sign-in", data=typed).status_code
        for number in range(7)
    ]
    assert statuses == [403] * 4 + [429] * 3


def test_another_address_of_the_same_network_is_no_way_round_the_limit(tmp_path: Path) -> None:
    """Of IPv6 a household has very many; a header may say any that its writer likes."""
    chosen = replace(make_settings(tmp_path), most_an_hour=3)
    app = make_app(chosen, surroundings)
    statuses = []
    for number in range(6):
        browser = client(app)
        browser.environ_base["REMOTE_ADDR"] = f"2001:db8:7:{number:x}::{number:x}"
        sent = {"form": form_number(), "wrong": f"Late {number}."}
        headers = {"X-Forwarded-For": f"198.51.100.{number}", "X-Real-IP": f"192.0.2.{number}"}
        statuses.append(browser.post("/feedback/comment", data=sent, headers=headers).status_code)
    assert statuses == [303] * 3 + [429] * 3


def test_a_server_that_stops_and_starts_again_costs_nobody_a_word(tmp_path: Path) -> None:
    with all_closed(), serving_postgres() as address:
        found = world_of(tmp_path, address)
        browser = client(found.app)
        sent = {"form": form_number(), "wrong": f"{TYPED} waits."}
        with stopped(found.site.service):
            refused = browser.post("/feedback/comment", data=sent)
            queue_page = found.ask(RawRequest("GET", "/feedback/desk/"), "ruth")
            looked = browser.get("/feedback/comment")
        assert (refused.status_code, queue_page.status, looked.status_code) == (503, 503, 200)
        assert TYPED in refused.text
        stored = browser.post("/feedback/comment", data=sent)
        assert stored.status_code == 303
        assert browser.get(stored.location).status_code == 200
        assert found.ask(RawRequest("GET", "/feedback/desk/"), "ruth").status == 200


@contextmanager
def all_closed() -> Iterator[None]:
    """Close every connection that was opened, at the end."""
    opened: list[Any] = []
    event.listen(Pool, "connect", remember := lambda one, _: opened.append(one))
    yield
    event.remove(Pool, "connect", remember)
    for one in opened:
        one.close()


@contextmanager
def stopped(service: AppContext) -> Iterator[None]:
    """Stop the database server as a power cut does; start it again at the end."""
    with reading(service.engine) as connection:
        store = connection.exec_driver_sql("SHOW data_directory").scalar_one()
    options = f"-p {service.engine.url.port} -c listen_addresses=127.0.0.1"
    options += " -c unix_socket_directories=''"
    _control(store, "-m", "immediate", "stop")
    yield
    _control(store, "-o", options, "-l", f"{store}/log", "start")


def _control(store: str, *words: str) -> None:
    user = "postgres" if os.geteuid() == 0 else None
    command = [str(programs() / "pg_ctl"), "-D", store, "-w", *words]
    subprocess.run(command, check=True, cwd="/", user=user, stdout=subprocess.DEVNULL)
