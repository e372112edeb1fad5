"""The service's settings, read from the environment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from localoffer.problems import UsageError
from localoffer.render.environment import base_of
from localoffer.serving.site_context import SiteFolders
from localoffer.site_folder import MARKER
from localoffer.workspace import STATE, own_workspace

CONTENT, SITE = "LOCAL_OFFER_CONTENT", "LOCAL_OFFER_SITE"
BASE_URL = "LOCAL_OFFER_BASE_URL"


@dataclass(frozen=True, slots=True)
class HostSettings(SiteFolders):
    """Where everything lies, by the environment."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Return the settings.

        Raises:
            UsageError: something is wrong with them; its message has a line for each mistake.
        """
        mistakes = tuple(_mistakes(environ))
        if mistakes:
            raise UsageError("\n".join(mistakes))
        workspace = own_workspace()
        return cls(
            content=Path(environ[CONTENT]),
            site=Path(environ[SITE]),
            resources=workspace.resources,
            state=workspace.state(environ),
            base_url=environ.get(BASE_URL, ""),
        )


def _mistakes(environ: Mapping[str, str]) -> Iterator[str]:
    yield from _folder(environ, CONTENT, "site.yaml", "Set it to your content folder.")
    yield from _folder(environ, SITE, MARKER, "Set it to the folder of the built site.")
    state = environ.get(STATE)
    if state and Path(state).exists() and not Path(state).is_dir():
        yield f"{STATE} is {state}, which is a file. Set it to a folder that may be written to."
    url = environ.get(BASE_URL)
    if url and not base_of(url).origin.startswith(("http://", "https://")):
        yield f"{BASE_URL} is {url}. Set it to a web address: https://www.example.org/offer."


def _folder(environ: Mapping[str, str], name: str, file: str, fix: str) -> Iterator[str]:
    folder = environ.get(name)
    if not folder:
        yield f"{name} is not set. {fix}"
    elif not Path(folder).is_dir():
        yield f"{name} is {folder}, which is not there. {fix}"
    elif not Path(folder, file).is_file():
        yield f"{name} is {folder}, which holds no {file}. {fix}"
