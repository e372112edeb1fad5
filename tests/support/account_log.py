"""What the log of a service says of accounts, and the sentences of a refused sign-in."""

import flask
import pytest
from flask import Response
from flask.testing import FlaskClient
from sqlalchemy import select

from feedback.accounts.account import AccountRole
from feedback.accounts.require_role import require_role
from feedback.app import app_of
from feedback.app_context import AppContext
from feedback.store.engine import reading
from feedback.store.tables import acts
from tests.support.feedback import ORIGIN

Output = pytest.CaptureFixture[str]

WRONG = "The name and the password do not belong together."


def log_of(service: AppContext) -> list[tuple[str, int | None]]:
    with reading(service.engine) as connection:
        rows = connection.execute(select(acts.c.act, acts.c.account).order_by(acts.c.id))
        return [(row.act, row.account) for row in rows]


def trial(service: AppContext, least: AccountRole) -> FlaskClient:
    """A browser at a service with one address more, for those who have at least this role."""
    app = app_of(service)
    answer = require_role(service, least, lambda _, account: Response(f"{account.name} did it"))
    view = lambda: answer(flask.request)  # noqa: E731 - a view of one line
    app.add_url_rule("/feedback/desk/trial", "trial", view, methods=["GET", "POST"])
    browser = app.test_client()
    browser.environ_base["HTTP_ORIGIN"] = ORIGIN
    return browser
