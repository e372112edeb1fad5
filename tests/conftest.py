"""What several tests share: the built example council, a server for it and a real browser."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import Pool, create_engine, event

from checks.browser import ARGUMENTS, chromium
from checks.pages import Pages, read_pages
from checks.postgres import serving_postgres
from checks.server import serving
from feedback.app_context import AppContext
from localoffer.pipeline import Task, check
from localoffer.problems import errors
from search.engine.reader import Reader
from search.index.cli_index import open_index
from search.index.site_files import write_index
from tests.support.accounts import Clock
from tests.support.example_facts import lay_example_facts
from tests.support.feedback import make_service, service_app

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)

# A busy machine makes nothing wrong: no test is timed, and no drawing of examples either.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

#: What a small council's records have unless a test says otherwise.
USUAL: dict[str, dict[str, Any]] = {
    "services": {
        "name": "Brook House",
        "organization": "Brook Trust",
        "kind": "group",
        "summary": "It is open to families each week of the year.",
        "topics": ["everything"],
        "eligibility_description": "Open to all.",
        "minimum_age": 0,
        "maximum_age": 25,
        "needs": ["any"],
        "diagnosis_needed": "yes",
        "ehc_plan_needed": "no",
        "application_process": "Ring first.",
        "referral": ["council"],
        "free": "no",
        "fees_description": "Ask at the door.",
        "attending_type": ["home"],
        "service_areas": ["all-brackenshire"],
        "phones": [{"number": "01632 960300"}],
        "assured_date": "2026-10-01",
        "assured_by": "Local Offer team",
        "owner": "help-line",
    },
    "guides": {
        "title": "A brook in the valley",
        "summary": "It is here for families in each week of the year.",
        "topics": ["everything"],
        "assured_date": "2026-10-01",
        "assured_by": "Local Offer team",
        "owner": "help-line",
    },
    "topics": {
        "title": "Everything",
        "summary": "All the pages that this council has.",
        "links": [{"to": "/a-z/"}],
    },
    "provision": {
        "area": "communication",
        "tier": "universal",
        "phases": ["early years", "primary"],
        "facets": ["teaching"],
        "title": "Pictures as well as words",
        "staff": "Adults should use visual supports in every session.",
        "parents": "You should see pictures of the day on the wall.",
        "how_you_can_tell": "Look at the wall by the door.",
        "who": "The class teacher",
        "questions": ["May we have the same pictures at home?"],
        "if_not": "Ask the teacher to show you.",
        "young_person": "The pictures tell me what is next.",
        "version": 1,
        "agreed": "2026-06-15",
        "agreed_by": "Parent Voice",
        "text": "",
    },
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --site FOLDER` look at another site than the example council's."""
    parser.addoption("--site", type=Path, default=ROOT / "site", help="the built site to look at")


@pytest.fixture(scope="session")
def site(pytestconfig: pytest.Config) -> Pages:
    """The example council as `python build.py build` made it; the tests do not build it."""
    return read_pages(pytestconfig.getoption("--site"))


@pytest.fixture(scope="session")
def served(site: Pages) -> Iterator[str]:
    """Where the example council is served, without a last "/"."""
    with serving(site.folder) as base:
        yield base


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, one for all the tests of a process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page in a new, clean window; takes Playwright's options of a window."""
    windows = []

    def open_window(**options: Any) -> Page:
        windows.append(browser.new_context(**options))
        return windows[-1].new_page()

    yield open_window
    for opened in windows:
        opened.close()


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A folder with the example council's own facts and lists, and no record yet."""
    folder = tmp_path / "content"
    lay_example_facts(folder)
    return folder


@pytest.fixture
def expecting(tmp_path: Path) -> Path:
    """The good council with two areas of need, and no statement of provision yet."""
    folder = Path(shutil.copytree(ROOT / "tests" / "examples" / "good", tmp_path / "content"))
    (folder / "lists" / "need-areas.yaml").write_text(
        "- {id: everyone, code: all, name: All children, plain_name: Every child, "
        "description: For all.}\n"
        "- {id: communication, code: ci, name: Communication and interaction, "
        "plain_name: Talking and getting on, description: For some.}\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def lay() -> Callable[[Path, Mapping[str, Any]], None]:
    """Lays files into a content folder: text as it is, and records with the usual fields.

    A record's Markdown is its field ``text``; a field that is None is left out.
    """

    def lay_file(folder: Path, path: str, content: Any) -> None:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, str):
            fields = {**USUAL[path.partition("/")[0]], **content}
            text = fields.pop("text", "Come and see us.")
            rows = (
                f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
                for name, value in fields.items()
                if value is not None
            )
            content = f"---\n{''.join(rows)}---\n{text}\n"
        file.write_text(content, encoding="utf-8")

    def lay_files(folder: Path, files: Mapping[str, Any]) -> None:
        for path, content in {"topics/everything.md": {}, **files}.items():
            lay_file(folder, path, content)

    return lay_files


@pytest.fixture(scope="session")
def indexed(
    lay: Callable[[Path, Mapping[str, Any]], None], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Mapping[str, Any]], Reader]:
    """Opens the search of a small council: the example's facts and lists, and these files."""

    def make(files: Mapping[str, Any]) -> Reader:
        folder = tmp_path_factory.mktemp("council")
        content = folder / "content"
        lay_example_facts(content)
        lay(content, files)
        checked = check(Task(content, ROOT, None, TODAY))
        assert [one for one in errors(checked.problems) if one.path in files] == []
        assert checked.offer
        write_index(content, folder / "state", checked.offer, folder / "index")
        return Reader(folder / "index")

    return make


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """The search of the example council."""
    return open_index(ROOT / "content", ROOT, tmp_path_factory.mktemp("state"), TODAY)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server's first database; the server is this process's own."""
    with serving_postgres() as address:
        yield address


@pytest.fixture
def new_server_database(postgres: str) -> Iterator[str]:
    """The address of a new, empty PostgreSQL database."""
    name = f"feedback_{token_hex(4)}"
    engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    opened: list[Any] = []
    event.listen(Pool, "connect", remember := lambda one, _: opened.append(one))
    yield postgres.removesuffix("postgres") + name
    event.remove(Pool, "connect", remember)
    for one in opened:
        one.close()
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new, empty database: the test runs once on each kind there is."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'feedback.sqlite3'}"
    address: str = request.getfixturevalue("new_server_database")
    return address


@pytest.fixture
def feedback_app(tmp_path: Path, databases: str) -> Flask:
    """The small council's service; the test runs once on each kind of database."""
    return service_app(tmp_path, databases)


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until a test moves it."""
    return Clock()


@pytest.fixture
def service(tmp_path: Path, databases: str, clock: Clock) -> AppContext:
    """The small council's service; each test runs once on each kind of database."""
    return make_service(tmp_path, databases, clock)
