"""Why there is no site to make pages with: looked at again, since the service only knows that."""

import os

from feedback.app_context import AppContext
from localoffer.calendar_days import day_of_build
from localoffer.model.site import LOCAL_ADDRESS
from localoffer.pipeline import Task, check
from localoffer.problems import LocalOfferError, errors
from localoffer.program import PROGRAM
from localoffer.serving.site_context import SiteFolders
from localoffer.site_folder import MARKER

_NOT_BUILT = f"{{}} holds no {MARKER}: it was never built. Run: {PROGRAM} build"
_WITH_ERRORS = f"The content has errors: {{}}. See them with: {PROGRAM} check"
_NOT_READ = "{}: {}. Is the content there, and may the user of the service read it?"
_OTHER = f"The site was built by another version, or only half. Run: {PROGRAM} build"


_NO_ADDRESS = (
    "Nothing says what web address the site has, so mail to families leads to {}. Write base_url "
    "into site.yaml (base_url: {}), and have the site built anew."
)


def address_fault(app: AppContext) -> str:
    """Return what is wrong where mail would lead families to no website; empty if nothing is."""
    site, origins = app.newest(), sorted(app.settings.origins)
    if site is None or not origins or not site.base.absolute("/").startswith(LOCAL_ADDRESS):
        return ""
    return "" if LOCAL_ADDRESS in origins else _NO_ADDRESS.format(LOCAL_ADDRESS, origins[0])


def site_fault(folders: SiteFolders) -> str:
    """Return why no page can be made of this site, and what mends it."""
    if not (folders.site / MARKER).is_file():
        return _NOT_BUILT.format(folders.site)
    day = day_of_build(os.environ)
    task = Task(
        folders.content, folders.resources, folders.state, day, folders.base_url, folders.drafts
    )
    try:
        number = len(errors(check(task).problems))
    except LocalOfferError as error:
        return _WITH_ERRORS.format(str(error).partition("\n")[0])
    except OSError as error:
        return _NOT_READ.format(error.filename, error.strerror)
    return _WITH_ERRORS.format(number) if number else _OTHER
