"""The pages of the second factor once somebody is signed in: recovery codes, and codes anew."""

from collections.abc import Sequence
from http import HTTPStatus

from werkzeug.wrappers import Response

from feedback.accounts.contexts import EnrolAgainPage, RecoveryCodesPage
from feedback.accounts.enrolment import Enrolment
from feedback.accounts.return_to import ACCOUNT, MODERATION, ReturnTo, unseal_form
from feedback.accounts.two_factor import format_key, qr_code
from feedback.app_context import AppContext
from localoffer.form_error import FormError
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link

_CRUMBS = (HOME, Link(MODERATION, "Moderation"))


def recovery_codes_page(app: AppContext, codes: tuple[str, ...], return_to: ReturnTo) -> Response:
    """Return the page that shows new recovery codes, this once."""
    page = RecoveryCodesPage(
        address=ACCOUNT,
        title="Keep these recovery codes",
        description="For the day when you have not got your phone. They are shown this once.",
        crumbs=_CRUMBS,
        listed=False,
        return_to=_usable(app, return_to),
        codes=codes,
    )
    return app.page(page)


def enrol_again_page(
    app: AppContext,
    name: str,
    enrolment: Enrolment,
    return_to: ReturnTo,
    *,
    notice: str = "",
    errors: Sequence[FormError] = (),
) -> Response:
    """Return the page on which the account of a name sets up its codes anew.

    Its status is 403 where there are errors.
    """
    page = EnrolAgainPage(
        address=ACCOUNT,
        title="Set up your codes again",
        description="On a new phone, or on this one.",
        crumbs=_CRUMBS,
        listed=False,
        return_to=_usable(app, return_to),
        errors=tuple(errors),
        qr_code=qr_code(enrolment.key, name, app.site_context.offer.site.title),
        key=format_key(enrolment.key),
        enrolment=enrolment.token,
        notice=notice,
    )
    return app.page(page, HTTPStatus.FORBIDDEN if errors else HTTPStatus.OK)


def _usable(app: AppContext, return_to: ReturnTo) -> ReturnTo:
    """Return the same without its form, if that is not ours or too old."""
    form = unseal_form(return_to.saved_form, app.keys, app.now())
    return return_to if form else ReturnTo(return_to.address)
