"""requirements.txt of a new council names the program from where it was installed."""

import json
from collections.abc import Mapping
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

import pytest

from localoffer import __version__
from localoffer.new_council.own_requirement import own_requirement

WHEEL = "https://example.org/local_offer-0.2.0-py3-none-any.whl"
ARCHIVE: Mapping[str, object] = {"archive_info": {}}
NUMBER = f"local-offer=={__version__}"


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        ({"url": WHEEL, **ARCHIVE}, f"local-offer @ {WHEEL}"),
        ({"url": "file:///home/sam/local_offer.whl", **ARCHIVE}, NUMBER),
        ({"url": "https://example.org/offer.git", "vcs_info": {"vcs": "git"}}, NUMBER),
        (None, NUMBER),
    ],
)
def test_the_line_is_the_wheels_address_or_the_number(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    origin: Mapping[str, object] | None,
    line: str,
) -> None:
    if origin is not None:
        (tmp_path / "direct_url.json").write_text(json.dumps(origin), encoding="utf-8")
    monkeypatch.setattr(Distribution, "from_name", lambda _: PathDistribution(tmp_path))
    assert own_requirement() == line
