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
    except Exception as error:
        if not environment.sandboxed:
            raise
        message = f"{page.address} cannot be made with the templates in theme/: {_reason(error)}."
        raise UsageError(message) from error


def _reason(error: Exception) -> str:
    """Return in a few words why a template does not work: it can divide by 0, or show itself."""
    if isinstance(error, RecursionError):
        return "a template or a macro shows itself, without end"
    if isinstance(error, KeyError):
        return f"there is no {error}"
    message = error.message if isinstance(error, TemplateError) else str(error)
    return (message or type(error).__name__).rstrip(".")
