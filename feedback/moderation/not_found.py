"""The page that says that there is nothing here."""

from http import HTTPStatus

from werkzeug.wrappers import Response

from feedback.accounts.account import Account
from feedback.app_context import AppContext
from feedback.moderation.contexts import LostPage
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link


def lost(service: AppContext, account: Account, sentence: str) -> Response:
    """Return the page with a sentence that says what is not here."""
    page = LostPage(
        address="/feedback/desk/",
        title="Not here",
        description=sentence,
        crumbs=(HOME, Link("/feedback/desk/", "The desk")),
        listed=False,
        account=account,
        sentence=sentence,
    )
    return service.page(page, HTTPStatus.NOT_FOUND)
