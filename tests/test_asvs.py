"""docs/asvs.md: every point of level 2 once, and what it calls met has a test. And a few points."""

import ast
import re
from pathlib import Path

import pytest
from argon2 import extract_parameters
from itsdangerous import URLSafeTimedSerializer

from feedback.accounts.passwords import hash_password
from feedback.keys import Keys
from tests.support.accounts import Clock, browser_at, signed_in_person
from tests.support.feedback import KEY, make_service
from tests.support.moderation import moderation_site

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
POINTS = (ROOT / "tests" / "data" / "asvs-4.0.3-level-2.txt").read_text("utf-8").split()
STATES = {"met", "in part", "not met", "not shown", "not applicable", "yours"}
ROWS = re.findall(r"^\| (\d[\d., ]*) \| ([^|]+) \| ([^|]+) \| ([^|]*) \|$", PAGE, re.MULTILINE)


def named_tests(text: str) -> set[str]:
    return set(re.findall(r"`([a-z0-9]+(?:_[a-z0-9]+){2,})`", text))


def test_every_point_of_level_2_stands_on_the_page_once_and_in_order() -> None:
    told = [point for points, *_ in ROWS for point in points.split(", ")]
    assert sorted(told, key=POINTS.index) == POINTS
    chapters = [point.partition(".")[0] for point in told]
    assert chapters == sorted(chapters, key=int)


def test_each_point_has_a_state_and_none_is_called_met_that_no_test_shows() -> None:
    assert {state for _, state, *_ in ROWS} == STATES
    assert [
        points for points, state, _, shown in ROWS if state == "met" and not shown.strip()
    ] == []
    assert all(named_tests(shown) for _, state, _, shown in ROWS if state == "met")
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "tests").glob("test_*.py"))
    there = set(re.findall(r"^def test_(\w+)\(", code, re.MULTILINE))
    assert named_tests(PAGE) - there == set()


def test_the_page_counts_its_points_right() -> None:
    counts = dict.fromkeys(STATES, 0)
    for points, state, *_ in ROWS:
        counts[state] += len(points.split(", "))
    sentence = re.search(r"Of (\d+) points (\d+) are met, .*?\.\n\n", PAGE, re.DOTALL)
    assert sentence
    assert int(sentence[1]) == len(POINTS)
    order = ("met", "in part", "not met", "not shown", "not applicable", "yours")
    assert [int(number) for number in re.findall(r"\d+", sentence[0])[1:]] == [
        counts[state] for state in order
    ]


def names_imported(tree: ast.AST) -> set[str]:
    nodes = list(ast.walk(tree))
    plain = {one.name for node in nodes if isinstance(node, ast.Import) for one in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("package", ["feedback", "host"])
def test_nothing_that_must_not_be_guessed_is_random_by_habit_and_nothing_typed_is_run(
    package: str,
) -> None:
    """No module for games of chance or for stored objects, and no eval (5.2.4, 5.5.3, 6.3.1)."""
    for file in (ROOT / package).rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assert not names_imported(tree) & {"random", "pickle", "marshal", "shelve"}, file
        called = {
            node.func.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not called & {"eval", "exec", "compile", "__import__"}, file


def test_each_password_has_a_salt_of_its_own_and_the_cost_that_the_standard_asks_for() -> None:
    first, second = hash_password("purple tractor"), hash_password("purple tractor")
    assert first != second
    parameters = extract_parameters(first)
    assert parameters.salt_len * 8 >= 32
    assert (parameters.memory_cost, parameters.time_cost) == (19 * 1024, 2)


def test_what_is_sealed_twice_looks_different_and_what_was_changed_opens_no_more() -> None:
    keys = Keys.of([KEY])
    first, second = keys.seal("jo@example.org"), keys.seal("jo@example.org")
    assert first != second
    changed = first[:40] + (b"A" if first[40:41] != b"A" else b"B") + first[41:]
    assert keys.unseal(changed) is None


def test_a_link_is_signed_with_sha_256_and_one_that_was_given_out_before_still_works() -> None:
    keys = Keys.of([KEY])
    old = str(URLSafeTimedSerializer([KEY], salt="link").dumps("confirm 7"))
    new = keys.sign_link("confirm 7")
    assert len(new.rpartition(".")[2]) > len(old.rpartition(".")[2])
    assert keys.read_link(old, 60) == keys.read_link(new, 60) == "confirm 7"
    assert keys.read_link(f"{new[:-2]}AA", 60) is None


def test_what_a_role_may_not_do_is_refused_and_in_the_log(
    tmp_path: Path, databases: str, caplog: pytest.LogCaptureFixture
) -> None:
    site = moderation_site(tmp_path, databases)
    number = site.send()
    lena, amir = site.accounts["lena"].id, site.accounts["amir"].id
    assert site.signed_in["lena"].get("/feedback/desk/log").status_code == 403
    assert site.post(number, "amir", action="withhold", reason="vexatious").status_code == 400
    assert f"Account {lena} was refused what needs moderator" in caplog.messages
    assert f"Account {amir} was refused an action of moderators" in caplog.messages


def test_every_page_of_signing_in_and_of_moderation_says_what_it_is_and_in_which_letters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service, clock = make_service(tmp_path), Clock()
    person = signed_in_person(service, clock, capsys)
    stranger = browser_at(service)
    pages = [person.get(f"/feedback/desk/{name}") for name in ("", "votes", "log", "account")]
    pages += [stranger.get(name) for name in ("/feedback/desk/sign-in", "/feedback/comment", "/x")]
    assert {page.headers["Content-Type"] for page in pages} == {"text/html; charset=utf-8"}
