"""The command ``edit`` starts where the content has errors, so that they can be mended there."""

import json
import shutil
from pathlib import Path

import pytest

from host.app import make_app
from host.serve import SiteBuild
from host.settings import HostSettings
from localoffer.cli.plugins import ALL_PLUGINS
from localoffer.workspace import STATE
from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
CLUB = "services/saturday-club.md"
OWN = {"Host": "127.0.0.1:8001", "Origin": "http://127.0.0.1:8001"}


@pytest.mark.parametrize(
    ("path", "edit", "told"),
    [
        (CLUB, ("01632 960300", "01632"), "cannot be a UK phone number"),
        ("contacts.yaml", ("01632 960100", "01632"), "cannot be a UK phone number"),
        ("site.yaml", ("council:", "council: ["), "site.yaml"),
        ("site.yaml", ("council:", "councl:"), "council is missing"),
    ],
)
def test_it_starts_says_the_errors_and_builds_the_site_once_they_are_mended(
    path: str, edit: tuple[str, str], told: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    content = Path(shutil.copytree(ROOT / "tests/examples/good", tmp_path / "content"))
    file, site = content / path, tmp_path / "site"
    text = file.read_text(encoding="utf-8")
    assert edit[0] in text
    file.write_text(text.replace(*edit, 1), encoding="utf-8")
    served: list[tuple[SiteBuild, HostSettings]] = []

    def serve(site_build: SiteBuild, settings: HostSettings, _host: str, _port: int) -> int:
        served.append((site_build, settings))
        return 0

    monkeypatch.setattr("host.edit.serve", serve)
    monkeypatch.setenv(STATE, str(tmp_path / "state"))
    for _ in range(2):
        words = ["edit", "--content", str(content), "--site", str(site)]
        assert run_in(ROOT, words, ALL_PLUGINS) == 0
        said = capsys.readouterr().err
        assert told in said
        assert "the editor is there: http://localhost:8001/edit/" in said
    site_build, settings = served[-1]
    client = make_app(settings).test_client()
    with client.get("/edit/") as answer:
        assert answer.status_code == 200
    versions = json.loads(client.get("/edit/files/", headers=OWN).text)
    mine = {**OWN, "If-Match": f'"{versions[path]}"'}
    assert client.put(f"/edit/files/{path}", data=text, headers=mine).status_code == 200
    assert site_build.build()
    assert (site / "index.html").is_file()
