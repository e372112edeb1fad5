"""The environment says where the service lies; everything wrong with it is told at once."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from feedback import settings
from feedback.settings import FeedbackSettings, local_settings
from host import wsgi
from localoffer.problems import UsageError
from localoffer.serving.site_context import SiteFolders
from tests.support.feedback import (
    KEY,
    ORIGIN,
    ROOT,
    client,
    form_number,
    make_service,
    small_council,
)


def environ(folder: Path) -> dict[str, str]:
    place = small_council()
    return {
        "LOCAL_OFFER_CONTENT": str(place.content),
        "LOCAL_OFFER_SITE": str(place.site),
        "LOCAL_OFFER_STATE": str(folder),
        "FEEDBACK_KEYS": KEY,
        "FEEDBACK_ORIGINS": ORIGIN,
    }


def test_everything_that_is_wrong_is_told_at_once() -> None:
    wrong = {
        "LOCAL_OFFER_CONTENT": "/nowhere",
        "FEEDBACK_KEYS": "hunter2",
        "FEEDBACK_DATABASE": "mysql://example.org/feedback",
        "FEEDBACK_ORIGINS": "localoffer.example.org",
        "FEEDBACK_PROXIES": "6",
        "FEEDBACK_MOST_AN_HOUR": "none",
        "FEEDBACK_NOTIFY_KEY": "a key",
    }
    with pytest.raises(UsageError) as error:
        FeedbackSettings.from_environment(wrong)
    names = [line.split(" ", 1)[0] for line in str(error.value).splitlines()]
    assert names == [
        "LOCAL_OFFER_CONTENT",
        "LOCAL_OFFER_SITE",
        "FEEDBACK_DATABASE",
        "FEEDBACK_KEYS",
        "FEEDBACK_ORIGINS",
        "FEEDBACK_PROXIES",
        "FEEDBACK_MOST_AN_HOUR",
        "FEEDBACK_NOTIFY_TEMPLATE",
    ]
    assert "hunter2" not in str(error.value)


def test_what_is_left_out_is_as_the_page_for_councils_says(tmp_path: Path) -> None:
    settings = FeedbackSettings.from_environment(environ(tmp_path))
    assert settings.database == f"sqlite:///{tmp_path / 'feedback.sqlite3'}"
    assert (settings.proxies, settings.most_an_hour, settings.notify) == (0, 30, None)
    assert KEY not in repr(settings)


def test_one_machine_has_a_key_of_its_own_that_nobody_else_may_read(tmp_path: Path) -> None:
    place = SiteFolders(tmp_path, tmp_path / "site", ROOT, tmp_path / "state")
    first = local_settings(place, frozenset({ORIGIN}))
    assert local_settings(place, frozenset({ORIGIN})).keys == first.keys
    assert stat.S_IMODE((place.state / "feedback.key").stat().st_mode) == 0o600


def test_the_site_hears_comments_where_the_settings_for_it_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environ(tmp_path).items():
        monkeypatch.setenv(name, value)
    make_service(tmp_path)
    form = {"form": form_number(), "page": "/guides/ask-for-a-plan/", "wrong": "It is old."}
    answer = client(wsgi.app()).post("/feedback/comment", data=form)
    assert answer.status_code == 303
    for name in ("FEEDBACK_KEYS", "FEEDBACK_ORIGINS"):
        monkeypatch.delenv(name)
    with client(wsgi.app()).get("/feedback/comment") as missing:
        assert missing.status_code == 404


def test_nothing_happens_when_the_service_is_imported() -> None:
    """No setting is read, no database opened, no log written to, no thread started."""
    program = (
        "import logging, threading, feedback.wsgi\n"
        "assert not logging.getLogger().handlers and not logging.getLogger('feedback').handlers\n"
        "assert threading.active_count() == 1\n"
    )
    words = [sys.executable, "-c", program]
    subprocess.run(words, cwd=ROOT, env={"PATH": os.defpath}, check=True, timeout=60)


def test_what_families_wrote_is_never_kept_among_the_pages(tmp_path: Path) -> None:
    inside = small_council().site / "state"
    error = f"LOCAL_OFFER_STATE is {inside}, inside the site. Every reader could open it"
    with pytest.raises(UsageError, match=re.escape(error)):
        FeedbackSettings.from_environment({**environ(tmp_path), "LOCAL_OFFER_STATE": str(inside)})
    store = {"FEEDBACK_DATABASE": f"sqlite:///{inside}/store.sqlite3"}
    with pytest.raises(UsageError, match="FEEDBACK_DATABASE is"):
        FeedbackSettings.from_environment({**environ(tmp_path), **store})
    place = SiteFolders(tmp_path, tmp_path / "site", ROOT, tmp_path / "site" / "state")
    with pytest.raises(UsageError, match="inside the site"):
        local_settings(place, frozenset({ORIGIN}))
    assert not place.state.exists()


def test_one_machine_sends_through_notify_where_it_is_set_whole(tmp_path: Path) -> None:
    place = SiteFolders(tmp_path, tmp_path / "site", ROOT, tmp_path / "state")
    incomplete = {"FEEDBACK_NOTIFY_KEY": "a key"}
    with pytest.raises(UsageError, match="FEEDBACK_NOTIFY_TEMPLATE is not set"):
        local_settings(place, frozenset({ORIGIN}), incomplete)
    whole = {**incomplete, "FEEDBACK_NOTIFY_TEMPLATE": "a template"}
    notify = local_settings(place, frozenset({ORIGIN}), whole).notify
    assert notify
    assert notify.template == "a template"


def test_a_server_that_has_some_settings_of_feedback_is_told_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environ(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("FEEDBACK_KEYS")
    with pytest.raises(UsageError, match="FEEDBACK_KEYS is not set"):
        wsgi.app()


@pytest.mark.parametrize("file", ["deploy/settings.env", "docs/feedback.md"])
def test_operators_find_each_setting_where_settings_are_listed(file: str) -> None:
    known = {name for name in vars(settings).values() if str(name).startswith("FEEDBACK_")}
    listed = (ROOT / file).read_text(encoding="utf-8")
    assert len(known) > 20
    assert [name for name in sorted(known) if not re.search(rf"\b{name}\b", listed)] == []
