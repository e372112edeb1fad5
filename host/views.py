"""``/search``: the page of results, for those without script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import category

from flask import Request, Response

from host import sent
from host.site_edition import SiteEdition, SiteEditionCache
from host.static_files import StaticFiles
from search.engine.address import choices_of, page_of
from search.engine.results import search

#: Letters of a parameter that count, as in ``search.engine.address``.
_LONGEST = 1_000

#: Kinds of character that no page can show: control characters and halves of pairs.
_UNSHOWN = ("Cc", "Cs")


@dataclass(frozen=True, slots=True)
class SearchView:
    """Answers searches with the newest edition of the site."""

    editions: SiteEditionCache
    files: StaticFiles

    def answer(self, request: Request) -> Response:
        """Return the page of results; where no edition is, the page that script fills."""
        edition = self.editions.newest()
        if edition is None:
            return self.files.answer("search/", request, "")
        parameters = {
            name: [shown(value) for value in values] for name, values in request.args.lists()
        }
        try:
            content = page_of_results(edition, parameters)
        except Exception:
            newest = self.editions.newest()
            if newest is None or newest is edition:
                raise
            content = page_of_results(newest, parameters)  # its index was replaced under it
        return sent.page(content, request)


def page_of_results(edition: SiteEdition, parameters: Mapping[str, Sequence[str]]) -> bytes:
    """Return the page of results that an address's parameters ask for."""
    choices = choices_of(parameters, edition.reader)
    return edition.page(search(choices, edition.reader, page=page_of(parameters)))


def shown(text: str) -> str:
    """Return what of a parameter counts, with spaces for what no page can show."""
    return "".join(" " if category(one) in _UNSHOWN else one for one in text[:_LONGEST])
