"""How long a moderator waits for a long queue."""

import random
import time
from pathlib import Path
from statistics import median

from flask import Flask
from sqlalchemy import insert

from benchmarks.contenders import ROOT
from benchmarks.feedback_servers import KEY
from feedback.accounts.cookies import SESSION_COOKIE
from feedback.accounts.session import start_session
from feedback.app import make_app
from feedback.app_context import AppContext
from feedback.settings import FeedbackSettings
from feedback.store.engine import writing
from feedback.store.submissions import store_submission
from feedback.store.tables import accounts
from feedback.submission import Submission
from localoffer.serving.site_context import SiteFolders

_ORIGIN = "http://localhost:8000"
_TIMES = 11
_A_YEAR, _A_DAY = 365 * 86_400, 86_400


def queue_of(number: int, database: str, built: Path) -> float:
    """Fill a queue and return the milliseconds in which it opens: the median of eleven times."""
    place = SiteFolders(ROOT / "content", built / "site", ROOT, built / "state")
    settings = FeedbackSettings(place, database, (KEY,), frozenset({_ORIGIN}), makes_store=True)
    app = make_app(settings)
    service: AppContext = app.extensions["feedback"]
    token = _fill(service, number)
    return median(_opened(app, token) for _ in range(_TIMES))


def _fill(service: AppContext, number: int) -> str:
    """Keep comments of a year, some with words of danger, and return a moderator's session."""
    now = service.now()
    with writing(service.engine) as connection:
        for row in range(number):
            words = {
                "tried": "To find a club.",
                "wrong": f"The {row}th time that nobody rang back.",
            }
            danger = random.choice((0,) * 97 + (1, 2, 3))
            said = Submission(
                f"form {row}", "comment", words, "/guides/short-breaks/", danger=danger
            )
            received = now - random.randrange(_A_YEAR)
            store_submission(connection, said, None, received, received + 28 * _A_DAY)
        account = {"name": "a", "role": "moderator", "shown_as": "The team", "password": ""}
        row_of = insert(accounts).returning(accounts.c.id)
        made = connection.execute(row_of, {**account, "active": True, "created": now})
        return start_session(connection, made.scalar_one(), now)


def _opened(app: Flask, token: str) -> float:
    browser = app.test_client()
    browser.set_cookie(SESSION_COOKIE, token)
    start = time.perf_counter()
    answer = browser.get("/feedback/desk/")
    taken = time.perf_counter() - start
    if answer.status_code != 200:  # noqa: PLR2004 - it was shown
        raise SystemExit(f"The queue answered {answer.status}: {answer.text[:300]}")
    return taken * 1000
