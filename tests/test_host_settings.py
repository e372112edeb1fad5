"""The service's settings come from the environment; everything wrong with them is told at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from host.settings import HostSettings
from localoffer.problems import UsageError
from localoffer.workspace import STATE


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment with a content folder and a built site."""
    for folder, file in (("content", "site.yaml"), ("site", "build.json")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).touch()
    return {
        "LOCAL_OFFER_CONTENT": str(tmp_path / "content"),
        "LOCAL_OFFER_SITE": str(tmp_path / "site"),
    }


ROOT = Path(__file__).parent.parent


def test_two_settings_are_enough(environ: dict[str, str], tmp_path: Path) -> None:
    settings = HostSettings.from_environment(environ)
    assert (settings.content, settings.site) == (tmp_path / "content", tmp_path / "site")
    assert (settings.state, settings.base_url) == (ROOT / ".localoffer", "")


def test_the_state_folder_and_the_address_can_be_set(environ: dict[str, str]) -> None:
    more = {
        "LOCAL_OFFER_STATE": "kept",
        "LOCAL_OFFER_BASE_URL": "https://www.example.org/local-offer",
    }
    settings = HostSettings.from_environment(environ | more)
    assert settings.state == Path("kept")
    assert settings.base_url == "https://www.example.org/local-offer"


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    environ = {
        "LOCAL_OFFER_CONTENT": str(tmp_path / "nowhere"),
        "LOCAL_OFFER_SITE": str(tmp_path),
        "LOCAL_OFFER_STATE": str(tmp_path / "file"),
        "LOCAL_OFFER_BASE_URL": "example.org",
    }
    with pytest.raises(UsageError) as wrong:
        HostSettings.from_environment(environ)
    content, site, state, url = str(wrong.value).splitlines()
    assert content.endswith("nowhere, which is not there. Set it to your content folder.")
    assert site.endswith(", which holds no build.json. Set it to the folder of the built site.")
    assert state.endswith("file, which is a file. Set it to a folder that may be written to.")
    assert url.endswith("example.org. Set it to a web address: https://www.example.org/offer.")
    assert content.startswith("LOCAL_OFFER_CONTENT is ")


def test_settings_that_are_missing_are_named() -> None:
    with pytest.raises(UsageError) as wrong:
        HostSettings.from_environment({})
    assert str(wrong.value).splitlines() == [
        "LOCAL_OFFER_CONTENT is not set. Set it to your content folder.",
        "LOCAL_OFFER_SITE is not set. Set it to the folder of the built site.",
    ]


def test_the_page_for_councils_names_every_setting() -> None:
    docs = (ROOT / "docs" / "council.md").read_text(encoding="utf-8")
    source = (ROOT / "host" / "settings.py").read_text(encoding="utf-8")
    names = {word.strip('",') for word in source.split() if word.startswith('"LOCAL_OFFER_')}
    names.add(STATE)
    assert len(names) == 4
    assert {name for name in names if f"| `{name}` |" not in docs} == set()


def test_nothing_happens_when_the_service_is_imported() -> None:
    """No setting is read, no file of the site opened, no log written to, no thread started."""
    program = (
        "import logging, threading, host.wsgi, host.app, host.serve\n"
        "assert not logging.getLogger().handlers and not logging.getLogger('host').handlers\n"
        "assert threading.active_count() == 1\n"
    )
    words = [sys.executable, "-c", program]
    subprocess.run(words, cwd=ROOT, env={"PATH": ""}, check=True, timeout=60)
