"""The examples for a server are written out by a command, with an installation's own places."""

import subprocess
from pathlib import Path

import pytest

from localoffer import __version__
from tests.support.command_line import run_in
from tests.support.example_facts import ROOT

DEPLOY = ROOT / "deploy"


def _texts(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in files}


def test_a_checkout_writes_the_examples_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_in(ROOT, ["deploy-files", str(tmp_path / "out")]) == 0
    texts, examples = _texts(tmp_path / "out"), _texts(DEPLOY)
    readme = texts.pop("README.md")
    assert texts == {name: text for name, text in examples.items() if name != "README.md"}
    assert "](../" in examples["README.md"]
    assert "](../" not in readme
    assert f"/blob/v{__version__}/docs/backups.md)" in readme
    shown = capsys.readouterr().out
    assert "The site's host: still the made-up localoffer.example.org: name yours" in shown
    assert "The programs that the units start: /opt/local-offer/bin\n" in shown


def test_host_and_programs_are_filled_in_wherever_they_stand(tmp_path: Path) -> None:
    out, place = tmp_path / "out", "/srv/offer/venv/bin"
    words = ["deploy-files", str(out), "--host", "Offer.Anywhere.gov.uk", "--programs", place]
    assert run_in(ROOT, words) == 0
    texts = _texts(out)
    assert f"ExecStart={place}/gunicorn " in texts["systemd/local-offer.service"]
    assert "  server_name offer.anywhere.gov.uk;\n" in texts["nginx/local-offer.conf"]
    assert 'FEEDBACK_ORIGINS="https://offer.anywhere.gov.uk"\n' in texts["settings.env"]
    assert not [name for name, text in texts.items() if "/opt/local-offer/bin" in text]
    assert not [name for name, text in texts.items() if "localoffer.example.org" in text]


def test_roots_command_has_the_services_user_and_settings_and_hands_every_word_on(
    tmp_path: Path,
) -> None:
    words = ["deploy-files", str(tmp_path / "out"), "--programs", "/srv/offer/venv/bin"]
    assert run_in(ROOT, words) == 0
    stand_in = tmp_path / "systemd-run"
    stand_in.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n", encoding="utf-8")
    stand_in.chmod(0o755)
    done = subprocess.run(
        ["sh", tmp_path / "out" / "local-offer", "feedback", "accounts", "add", "a b", "$HOME"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    *options, program, feedback, accounts, add, name, last = done.stdout.splitlines()
    assert {"--uid=local-offer", "--pipe", "--wait", "--collect"} <= set(options)
    assert "--property=EnvironmentFile=/etc/local-offer/settings.env" in options
    assert program == "/srv/offer/venv/bin/local-offer"
    assert (feedback, accounts, add, name, last) == ("feedback", "accounts", "add", "a b", "$HOME")


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "settings.env").write_text("mine", encoding="utf-8")
    for out in (tmp_path, tmp_path / "settings.env"):
        assert run_in(ROOT, ["deploy-files", str(out)]) == 2
        assert "is there already, and nothing is written over." in capsys.readouterr().err
    assert _texts(tmp_path) == {"settings.env": "mine"}


@pytest.mark.parametrize(
    "words",
    [
        ("--host", "https://offer.anywhere.gov.uk/"),
        ("--host", "offer.anywhere.gov.uk; return 200"),
        ("--host", "localhost"),
        ("--programs", "venv/bin"),
        ("--programs", "/srv/our offer/bin"),
        ("--programs", "/srv/%h/bin"),
        ("--programs", "/srv/bin\nUser=root"),
    ],
)
def test_a_place_that_would_break_a_file_is_refused(
    tmp_path: Path, words: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_in(ROOT, ["deploy-files", str(tmp_path / "out"), *words]) == 2
    assert ", such as " in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
