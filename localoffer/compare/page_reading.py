"""The words of pages of both versions: only those that can differ are rendered."""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from jinja2 import Environment

from localoffer.compare.content_version import ContentVersion
from localoffer.compare.page_blocks import PageBlock, PageWords, page_words
from localoffer.offer import Offer
from localoffer.pages.page import Page
from localoffer.render.all_files import shared_digest
from localoffer.render.assets import Assets
from localoffer.render.digest import Digester
from localoffer.render.environment import make_environment
from localoffer.render.page_file import render

#: From this number of pages on, all processor cores share the work, in batches.
_PARALLEL_FROM = 40
_BATCH = 20


@dataclass(frozen=True, slots=True)
class PageReader:
    """Renders pages of one version and reads their words.

    ``shared`` is a digest of what all pages depend on, such as the footer and the styles.
    """

    pages: Mapping[str, Page]
    digests: Mapping[str, str]
    shared: str
    base_path: str
    environment: Environment

    def words(self, address: str) -> PageWords:
        """Return the words of a page."""
        html = render(self.pages[address], self.environment).decode()
        words = page_words(html)
        if not self.base_path:
            return words
        return PageWords(self._below_no_path(words.own), self._below_no_path(words.around))

    def _below_no_path(self, blocks: Sequence[PageBlock]) -> tuple[PageBlock, ...]:
        return tuple(
            PageBlock(block.label, block.text, tuple(self._links(block))) for block in blocks
        )

    def _links(self, block: PageBlock) -> Iterator[tuple[str, str]]:
        for words, href in block.links:
            yield words, href.removeprefix(self.base_path) if href.startswith("/") else href


class _UnmadeAssets(Assets):
    """Styles and scripts by their plain names: no word depends on them, so none is made."""

    def path(self, name: str) -> str:
        """Return the name itself."""
        return name


def page_reader(version: ContentVersion, offer: Offer) -> PageReader:
    """Return what reads the pages of a version."""
    checked, assets = version.checked, _UnmadeAssets({})
    shared = shared_digest(checked.design, offer, assets, checked.base)
    digester = Digester("")
    digests = {page.address: digester.of(page) for page in checked.pages}
    environment = make_environment(checked.design, offer, assets, checked.base)
    return PageReader(version.pages, digests, shared, checked.base.path, environment)


#: A page of one version: whose, and its address.
Wanted = tuple[PageReader, str]

_work: Sequence[Wanted] = ()


def read_pages(wanted: Sequence[Wanted]) -> list[PageWords]:
    """Return the words of pages, in the order given."""
    global _work  # noqa: PLW0603 - forked processes inherit the pages instead of being sent them
    cores = len(os.sched_getaffinity(0))
    if len(wanted) < _PARALLEL_FROM or cores == 1:
        return [reader.words(address) for reader, address in wanted]
    _work = wanted
    try:
        with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
            batches = pool.map(_read_batch, range(0, len(wanted), _BATCH))
            return [words for batch in batches for words in batch]
    finally:
        _work = ()


def _read_batch(start: int) -> list[PageWords]:
    return [reader.words(address) for reader, address in _work[start : start + _BATCH]]
