"""A page into its file."""

from dataclasses import dataclass

from jinja2 import Environment, TemplateError

from localoffer.pages.contexts import SitePage
from localoffer.pages.page import Page
from localoffer.problems import UsageError


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site: its path below the site's folder, and its bytes."""

    path: str
    content: bytes


def path_of(address: str) -> str:
    """Return the path of the file that answers an address."""
    return f"{address}index.html".lstrip("/") if address.endswith("/") else address.lstrip("/")


def template_of(page: Page) -> str:
    """Return the name of a page's template."""
    return f"pages/site-{page.name}.html" if isinstance(page, SitePage) else page.template


def render(page: Page, environment: Environment) -> bytes:
    """Return a page's HTML.

    Raises:
        UsageError: a template of the council's theme does not work.
    """
    try:
        return environment.get_template(template_of(page)).render(page=page).encode()
    except TemplateError as error:
        if not environment.sandboxed:
            raise
        reason = (error.message or "").rstrip(".")
        message = f"{page.address} cannot be made with the templates in theme/: {reason}."
        raise UsageError(message) from error
