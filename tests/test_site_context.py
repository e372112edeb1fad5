"""A site context is made once for each build; a build that is not complete changes nothing."""

import logging
import os
from dataclasses import replace
from pathlib import Path

import pytest

from localoffer.serving.site_context import SiteContext, SiteContextCache, site_context_cache
from tests.support.feedback import site_context, small_council

FILES = ("build.json", "search/facts.json")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the two files that a build writes last."""
    (tmp_path / "search").mkdir()
    for name in FILES:
        (tmp_path / name).touch()
    return tmp_path


def rebuild(site: Path, name: str = FILES[0]) -> None:
    """Write a file anew, a second later."""
    file = site / name
    file.touch()
    later = file.stat().st_mtime_ns + 1_000_000_000
    os.utime(file, ns=(later, later))


def make(last: SiteContext | None) -> SiteContext:
    """A new context, which is equal to no other."""
    return replace(last or site_context())


def test_a_context_is_made_once_a_build(site: Path) -> None:
    cache = SiteContextCache(site, make, log="host", files=FILES)
    assert cache.last is None
    first = cache.newest()
    assert first is not None
    assert cache.newest() is first
    for name in FILES:
        before = cache.newest()
        rebuild(site, name)
        assert cache.last is before
        assert cache.newest() is not before


def test_nothing_is_made_while_a_file_of_the_build_is_missing(site: Path) -> None:
    cache = SiteContextCache(site, make, log="host", files=FILES)
    first = cache.newest()
    (site / "search" / "facts.json").unlink()
    rebuild(site)
    assert cache.newest() is first
    (site / "search" / "facts.json").touch()
    assert cache.newest() not in (None, first)


def test_the_last_good_one_stays_where_a_new_one_cannot_be_made(
    site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(last: SiteContext | None) -> SiteContext:
        if last:
            raise OSError("what a family typed")
        return make(last)

    cache = SiteContextCache(site, fails, log="feedback", files=FILES)
    first = cache.newest()
    rebuild(site)
    with caplog.at_level(logging.ERROR):
        assert cache.newest() is first
        assert cache.newest() is first
    assert [record.name for record in caplog.records] == ["feedback"]
    assert "OSError at " in caplog.text
    assert "typed" not in caplog.text


def test_a_site_that_lacks_its_assets_is_no_context_and_one_line_in_the_log(
    site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache = site_context_cache(replace(small_council(), site=site), "feedback")
    (site / "assets").symlink_to("assets")
    assert cache.newest() is None
    assert len(caplog.records) == 1
