"""Every state of every form is checked as pages of the site are: vnu, HTML CodeSniffer and axe."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.support.feedback import ROOT, client, form_number, service_app, small_council

CLUB = "/services/saturday-club/"
KINDS = ("comment", "wall", "correction", "sought", "useful")
WRONG = {"reply": "e-mail", "email": "sam@", "role": "hack", "wrong": "", "tried": "x" * 4_001}


def states(reader: FlaskClient) -> Iterator[tuple[str, str]]:
    """Every page that the forms can make, each with a name."""
    manners = ("plain", "young", "easy")
    for manner in manners:
        words = f"words={manner}&manner={manner}"
        for kind in ("comment", "wall"):
            yield f"{kind}-{manner}", reader.get(f"/feedback/{kind}?{words}").text
        for kind in ("correction", "useful"):
            address = f"/feedback/{kind}?page={CLUB}&answer=no&{words}"
            yield f"{kind}-{manner}", reader.get(address).text
        yield f"sought-{manner}", reader.get(f"/feedback/sought?manner={manner}").text
        for kind in KINDS:
            typed = {**WRONG, "form": form_number(), "page": CLUB, "manner": manner}
            answer = reader.post(f"/feedback/{kind}", data=typed)
            assert answer.status_code == 400
            yield f"{kind}-{manner}-mistakes", answer.text
    yield "survey", reader.get("/feedback/survey/helped").text
    yield "survey-mistakes", reader.post("/feedback/survey/helped", data={"form": "x"}).text
    yield "survey-thanks", reader.get("/feedback/survey/helped?sent=yes").text
    other = {"Origin": "https://evil.example.org"}
    yield "refused", reader.post("/feedback/comment", data={"wrong": "x"}, headers=other).text
    typed = {"form": form_number(), "wrong": "He will kill himself. Call 999."}
    sent = reader.post("/feedback/comment", data={**typed, "reply": "post", "post": "1 Green Lane"})
    yield "received", reader.get(sent.headers["Location"]).text
    yield "unknown", reader.get("/feedback/received/x").text


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every state as a file, beside the assets of the built site."""
    folder = tmp_path_factory.mktemp("states") / "site"
    built = small_council().site.resolve()
    for part in ("assets", "pictures"):
        shutil.copytree(built / part, folder / part)
    with client(service_app(folder.parent)) as reader:
        pages = dict(states(reader))
    for name, page in pages.items():
        (folder / name).mkdir()
        (folder / name / "index.html").write_text(page, encoding="utf-8")
    kinds = {"feedback": [f"/{name}/" for name in pages]}
    (folder / "build.json").write_text(json.dumps({"kinds": kinds}), encoding="utf-8")
    return folder


@pytest.mark.parametrize("checker", ["vnu", "accessibility"])
def test_every_state_of_every_form_is_without_fault(site: Path, checker: str) -> None:
    command = [sys.executable, "-m", f"checks.{checker}", "--site", str(site)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
