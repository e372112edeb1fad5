"""What a server makes before it forks is shared by its workers, until a new build replaces it."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import feedback.wsgi
import host.wsgi
from localoffer.site_folder import MARKER
from tests.support.feedback import KEY, ORIGIN, client, small_council


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Leave the collector as the other tests have it."""
    yield
    gc.unfreeze()


@pytest.mark.parametrize("service", [host.wsgi, feedback.wsgi])
def test_the_collector_leaves_a_new_service_alone_until_the_next_build(
    service: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = small_council()
    settings = {
        "LOCAL_OFFER_CONTENT": str(folders.content),
        "LOCAL_OFFER_SITE": str(folders.site),
        "LOCAL_OFFER_STATE": str(tmp_path),
        "FEEDBACK_KEYS": KEY,
        "FEEDBACK_ORIGINS": ORIGIN,
    }
    for name, setting in settings.items():
        monkeypatch.setenv(name, setting)
    monkeypatch.setattr(service, "log_as_json", lambda: None)  # the log is every test's
    app = service.app()
    assert gc.get_freeze_count() > 10_000
    marker = folders.site / MARKER
    os.utime(marker, ns=(marker.stat().st_atime_ns, marker.stat().st_mtime_ns + 1))
    assert client(app).get("/feedback/comment").status_code == 200
    assert gc.get_freeze_count() == 0
