"""A page into its file."""

from dataclasses import dataclass

from jinja2 import Environment

from localoffer.pages.contexts import SitePage
from localoffer.pages.page import Page


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
    """Return a page's HTML."""
    return environment.get_template(template_of(page)).render(page=page).encode()
