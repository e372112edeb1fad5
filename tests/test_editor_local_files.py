"""The local editor's files: what it may read and write, who may ask, and what it says."""

import json
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from host.app import make_app
from host.edit import LOCAL
from host.settings import HostSettings

ROOT = Path(__file__).parent.parent
CLUB = "services/saturday-club.md"
OWN = {"Host": "127.0.0.1:8001", "Origin": "http://127.0.0.1:8001"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small council's folder."""
    return Path(shutil.copytree(ROOT / "tests" / "examples" / "good", tmp_path / "content"))


@pytest.fixture
def client(content: Path) -> FlaskClient:
    """The service of the command ``edit``."""
    folder = content.parent
    settings = HostSettings(content, folder / "site", ROOT, folder / "state", editor=LOCAL)
    return make_app(settings).test_client()


def put(client: FlaskClient, path: str, text: str | bytes, **headers: str) -> tuple[int, str]:
    answer = client.put(f"/edit/files/{path}", data=text, headers={**OWN, **headers})
    return answer.status_code, answer.text


def version(client: FlaskClient, path: str) -> str:
    return f'"{json.loads(client.get("/edit/files/", headers=OWN).text)[path]}"'


def test_it_lists_the_files_of_records_and_no_others(client: FlaskClient, content: Path) -> None:
    (content / "notes.txt").write_text("private")
    (content / ".git").mkdir()
    (content / ".git" / "site.yaml").write_text("x: y")
    listed = json.loads(client.get("/edit/files/", headers=OWN).text)
    assert {CLUB, "site.yaml", "glossary.yaml", "lists/needs.yaml"} <= set(listed)
    assert not [path for path in listed if ".git" in path or path.endswith(".txt")]


def test_a_saved_file_is_checked_and_its_problems_are_sentences(
    client: FlaskClient, content: Path
) -> None:
    text = (content / CLUB).read_text().replace("01632 960300", "01632")
    status, answer = put(client, CLUB, text, **{"If-Match": version(client, CLUB)})
    saved = json.loads(answer)
    assert status == 200
    assert "01632 960300" not in (content / CLUB).read_text()
    assert any("cannot be a UK phone number" in sentence for sentence in saved["problems"])
    assert saved["page"] == "/services/saturday-club/"


def test_windows_line_ends_stay(client: FlaskClient, content: Path) -> None:
    file = content / CLUB
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    text = file.read_text().replace("960300", "960301")
    assert put(client, CLUB, text, **{"If-Match": version(client, CLUB)})[0] == 200
    assert file.read_bytes().count(b"\r\n") == file.read_bytes().count(b"\n") > 10


def test_a_file_that_changed_meanwhile_is_not_written(client: FlaskClient, content: Path) -> None:
    before = version(client, CLUB)
    (content / CLUB).write_text("changed by hand")
    status, answer = put(client, CLUB, "from the editor", **{"If-Match": before})
    assert (status, (content / CLUB).read_text()) == (412, "changed by hand")
    assert "has changed on the disk meanwhile" in answer


def test_a_new_file_takes_no_other_ones_place(client: FlaskClient, content: Path) -> None:
    assert put(client, CLUB, "new", **{"If-Match": '""'})[0] == 412
    assert put(client, "services/new-club.md", "---\nname: New\n---\n")[0] == 200
    assert (content / "services" / "new-club.md").read_text() == "---\nname: New\n---\n"


@pytest.mark.parametrize(
    "path",
    [
        "../outside.yaml",
        "services/../../outside.md",
        "services/%2e%2e/%2e%2e/outside.md",
        "/etc/passwd",
        "services/a.txt",
        "theme/files/x.js",
        "services/deep/er.md",
        "services/.hidden.md/..",
        "services/a%00.md",
        "",
    ],
)
def test_no_file_outside_the_records_is_written(
    client: FlaskClient, content: Path, path: str
) -> None:
    before = sorted(file for file in content.parent.rglob("*") if file.is_file())
    status, answer = put(client, path, "x: y")
    assert 400 <= status < 500
    assert "Traceback" not in answer
    assert sorted(file for file in content.parent.rglob("*") if file.is_file()) == before


def test_a_link_out_of_the_folder_is_not_followed(client: FlaskClient, content: Path) -> None:
    outside = content.parent / "secret.md"
    outside.write_text("secret")
    (content / "services" / "linked.md").symlink_to(outside)
    assert client.get("/edit/files/services/linked.md", headers=OWN).status_code == 403
    assert put(client, "services/linked.md", "changed")[0] == 403
    assert outside.read_text() == "secret"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "127.0.0.1:8001", "Origin": "https://evil.example"},
        {"Host": "127.0.0.1:8001"},
        {"Host": "127.0.0.1:8001", "Origin": "null"},
        {"Host": "evil.example:8001", "Origin": "http://evil.example:8001"},
        {"Host": "127.0.0.1:8001", "Origin": "http://127.0.0.1:9999"},
        {"Host": "127.0.0.1.evil.example", "Origin": "http://127.0.0.1.evil.example"},
    ],
)
def test_pages_from_elsewhere_write_nothing(
    client: FlaskClient, content: Path, headers: dict[str, str]
) -> None:
    before = (content / CLUB).read_bytes()
    answer = client.put(f"/edit/files/{CLUB}", data="x", headers=headers)
    assert (answer.status_code, (content / CLUB).read_bytes()) == (403, before)


def test_a_name_that_points_here_reads_nothing(client: FlaskClient) -> None:
    assert client.get("/edit/files/", headers={"Host": "evil.example:8001"}).status_code == 403


def test_what_is_no_text_or_too_much_is_refused_in_words(client: FlaskClient) -> None:
    assert put(client, CLUB, b"\xff\xfe")[0] == 400
    assert put(client, CLUB, b"x" * 1_000_001)[0] == 413


def test_the_service_of_a_published_site_has_no_such_addresses(
    content: Path, tmp_path: Path
) -> None:
    settings = HostSettings(content, tmp_path / "site", ROOT, tmp_path / "state")
    app = make_app(settings).test_client()
    assert app.get("/edit/files/", headers=OWN).status_code == 404
    assert app.put(f"/edit/files/{CLUB}", data="x", headers=OWN).status_code == 405
