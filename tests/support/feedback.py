"""What the tests of the feedback service share: a small council, its service, a client for it."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe
from time import time

from cryptography.fernet import Fernet
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import Signer, TimestampSigner
from itsdangerous.encoding import base64_encode, int_to_bytes

from feedback.app import make_app
from feedback.app_context import AppContext
from feedback.keys import Keys
from feedback.settings import FeedbackSettings, local_database
from feedback.store.engine import make_engine
from feedback.store.migrate import upgrade
from localoffer.pipeline import Task, build, check
from localoffer.serving.site_context import SiteContext, SiteFolders, make_site_context
from search.index.site_files import add

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "examples" / "good"
TODAY = date(2026, 11, 22)
KEY = Fernet.generate_key().decode()

#: Where the small council's pages are; requests of ``client`` come from there.
ORIGIN = "https://localoffer.example.org"

_SURVEY = """\
title: Did we help?
summary: Four questions about the help you had.
opens: 2026-01-01
closes: 2099-12-31
introduction: We want to know what helps.
questions:
  - {id: helped, asks: Did it help?, kind: choose one, options: [A lot, A little, Not at all]}
  - {id: found, asks: How did you find it?, kind: choose any, options: [This site, A friend]}
  - {id: more, asks: What else would you say?, kind: text}
thanks: Thank you. We read every answer.
"""


@cache
def small_council() -> SiteFolders:
    """A built council with a few pages and its feedback at ``/feedback/``, made once."""
    folder = Path(tempfile.mkdtemp(prefix="council-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    content = Path(shutil.copytree(GOOD, folder / "content"))
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("feedback: {address: /feedback/}\n")
    (content / "surveys").mkdir()
    (content / "surveys" / "helped.yaml").write_text(_SURVEY, encoding="utf-8")
    folders = SiteFolders(content, folder / "site", ROOT, folder / "state")
    build(Task(content, ROOT, folders.state, TODAY), folders.site, [add])
    return folders


@cache
def site_context() -> SiteContext:
    """What the small council's pages are made from."""
    folders = small_council()
    checked = check(Task(folders.content, ROOT, folders.state, TODAY))
    assert checked.offer
    return make_site_context(checked, checked.offer, folders)


def council_with_themes(folder: Path) -> Path:
    """Copy the small council's content below a folder, with the themes that comments name."""
    content = Path(shutil.copytree(small_council().content, folder / "content"))
    themes = "- {id: transport, name: Travel}\n- {id: contacts, name: Contacts}\n"
    (content / "lists" / "themes.yaml").write_text(themes, encoding="utf-8")
    return content


def make_settings(folder: Path, database: str | None = None) -> FeedbackSettings:
    """The settings of the small council's service; by default a SQLite file in ``folder``."""
    return FeedbackSettings(
        folders=small_council(),
        database=database or local_database(folder),
        keys=(KEY,),
        origins=frozenset({ORIGIN}),
        makes_store=True,
    )


def make_service(
    folder: Path, database: str | None = None, clock: Callable[[], float] = time
) -> AppContext:
    """The small council's service, with its tables made; ``clock`` is what it takes for now."""
    settings = make_settings(folder, database)
    engine = make_engine(settings.database)
    upgrade(engine)
    return AppContext(settings, engine, Keys.of(settings.keys), site_context, clock)


def service_app(folder: Path, database: str | None = None) -> Flask:
    """The small council's service as an application."""
    return make_app(make_settings(folder, database), site_context)


def client(app: Flask) -> FlaskClient:
    """A reader's browser, as it sends forms of our own pages."""
    browser = app.test_client()
    browser.environ_base["HTTP_ORIGIN"] = ORIGIN
    return browser


def form_number(seconds: int = 60) -> str:
    """The number of a form that was shown so many seconds ago: long enough to have read it."""
    signer = TimestampSigner(KEY, salt="form", digest_method=sha256)
    made = base64_encode(int_to_bytes(int(time()) - seconds))
    return Signer.sign(signer, token_urlsafe(12).encode() + b"." + made).decode()
