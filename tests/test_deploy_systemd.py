"""The units of deploy/ are installed under a real systemd, and do their work by their timers."""

import re
from collections.abc import Iterator

import pytest

from tests.support.feedback import GOOD, KEY, ROOT, form_number
from tests.support.own_systemd import Machine, may_run_systemd, own_systemd, until

DEPLOY = ROOT / "deploy"
TIMERS = sorted(unit.name for unit in (DEPLOY / "systemd").glob("*.timer"))
COMMAND = """\
#!/bin/sh
export PYTHONPATH=/opt/program:/opt/packages LD_LIBRARY_PATH=/opt/python/lib
exec /opt/python/bin/python3 {} "$@"
"""
#: What `systemd-run` of deploy/README.md makes, which speaks to systemd by D-Bus.
ONCE = """\
[Service]
Type=oneshot
User=local-offer
EnvironmentFile=/etc/local-offer/settings.env
ExecStart={}
"""

pytestmark = pytest.mark.skipif(not may_run_systemd(), reason="this machine gives no name spaces")


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine after the commands of deploy/README.md, up to the first timer."""
    with own_systemd(tmp_path_factory.mktemp("systemd")) as made:
        made.write("/opt/local-offer-1/bin/local-offer", COMMAND.format("/opt/program/build.py"))
        made.write("/opt/local-offer-1/bin/gunicorn", COMMAND.format("-m gunicorn"))
        made.run("chmod", "-R", "755", "/opt/local-offer-1")
        made.run("ln", "-s", "local-offer-1", "/opt/local-offer")
        for unit in (DEPLOY / "systemd").iterdir():
            made.write(f"/etc/systemd/system/{unit.name}", unit.read_text(encoding="utf-8"))
        _settings(made)
        _repository(made)
        made.run("systemctl", "daemon-reload")
        yield made


def _settings(machine: Machine) -> None:
    text = (DEPLOY / "settings.env").read_text(encoding="utf-8")
    key = f'FEEDBACK_KEYS="{KEY}"'
    machine.write("/etc/local-offer/settings.env", text.replace('FEEDBACK_KEYS=""', key))
    machine.run("chgrp", "-R", "local-offer", "/etc/local-offer")
    machine.run("chmod", "640", "/etc/local-offer/settings.env")
    folders = ("/srv/local-offer", "/var/backups/local-offer")
    machine.run("install", "-d", "-o", "local-offer", "-g", "local-offer", *folders)


def _repository(machine: Machine) -> None:
    """A council's repository, and the two checkouts of it that the units work in."""
    for file in GOOD.rglob("*"):
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            more = "feedback: {address: /feedback/}\n" if file.name == "site.yaml" else ""
            machine.write(f"/srv/origin/content/{file.relative_to(GOOD)}", text + more)
    who = "git -c user.name=Sam -c user.email=sam@example.org -c init.defaultBranch=main"
    machine.run(
        "sh", "-c", f"cd /srv/origin && {who} init -q && git add . && {who} commit -qm Begin"
    )
    machine.run("chown", "-R", "local-offer:local-offer", "/srv/origin")
    for name in ("our-offer", "export"):
        once(machine, f"/usr/bin/git clone -q /srv/origin /srv/local-offer/{name}")


def once(machine: Machine, command: str) -> str:
    """Run a command as the user of the service, with its settings; return what it said."""
    machine.write("/etc/systemd/system/once.service", ONCE.format(command))
    machine.run("systemctl", "daemon-reload")
    before = len(log(machine))
    machine.run("systemctl", "start", "once", status=None)
    said = log(machine)[before:]
    assert machine.show("once.service", "Result") == "success", said
    return said


def do_by_timer(machine: Machine, name: str) -> str:
    """Start a timer whose last time is long ago, so that it runs at once; what became of it."""
    stamp = f"/var/lib/systemd/timers/stamp-{name}.timer"
    machine.run("sh", "-c", f"mkdir -p /var/lib/systemd/timers && touch -d 2020-01-01 {stamp}")
    machine.run("systemctl", "enable", "--now", f"{name}.timer")
    until(lambda: machine.show(f"{name}.service", "ExecMainExitTimestamp") != "")
    until(lambda: machine.show(f"{name}.service", "ActiveState") in {"inactive", "failed"})
    return machine.show(f"{name}.service", "Result")


def test_the_service_and_each_timer_do_their_work(machine: Machine) -> None:
    assert do_by_timer(machine, "local-offer-update") == "success", log(machine)
    assert "Local Offer" in machine.run("cat", "/srv/local-offer/site/index.html")
    once(machine, "/opt/local-offer/bin/local-offer feedback setup")
    machine.run("systemctl", "enable", "--now", "local-offer.socket", "local-offer")
    assert machine.show("local-offer.service", "ActiveState") == "active"
    assert send(machine, "The bus is late.").startswith("303 "), log(machine)
    for name in ("send", "purge", "backup", "status", "export"):
        assert do_by_timer(machine, f"local-offer-{name}") == "success", log(machine)
    [backup] = machine.run("sh", "-c", "ls -l /var/backups/local-offer").splitlines()[1:]
    assert re.match(r"-rw------- 1 local-offer local-offer \d+ .* feedback-.*\.sqlite3$", backup)
    machine.run("systemctl", "restart", "local-offer")
    assert send(machine, "It is late again.").startswith("303 ")
    told = status(machine)
    assert "waiting                   2, of them overdue 0" in told
    assert "service                   ready (asked at http://127.0.0.1:8001)" in told
    assert re.search(r"^last backup +20\d\d-", told, re.MULTILINE)
    assert "Control" not in log(machine)


def test_the_socket_answers_a_service_that_was_stopped(machine: Machine) -> None:
    machine.run("systemctl", "stop", "local-offer.service")
    assert send(machine, "Nobody was there.").startswith("303 ")


def test_no_unit_can_write_where_it_has_nothing_to_write(machine: Machine) -> None:
    machine.run("systemctl", "start", "local-offer.service")
    process = machine.show("local-offer.service", "MainPID")
    inside = ("nsenter", "-t", process, "-m", "-r", "sh", "-c")
    for place in ("/opt", "/srv/local-offer", "/etc/local-offer", "/var/backups/local-offer"):
        assert "Read-only" in machine.run(*inside, f"touch {place}/probe 2>&1", status=1)
    machine.run(*inside, "touch /var/lib/local-offer/probe")
    assert "\nUid:\t64999" in machine.run("cat", f"/proc/{process}/status")


def send(machine: Machine, words: str) -> str:
    """Send a comment as nginx hands it on; the status, and where it leads."""
    fields = {"form": form_number(), "page": "/guides/ask-for-a-plan/", "wrong": words}
    data = [
        part for name, value in fields.items() for part in ("--data-urlencode", f"{name}={value}")
    ]
    heads = ("-H", "Origin: https://localoffer.example.org", "-H", "X-Forwarded-For: 192.0.2.1")
    wanted = ("-s", "-o", "/dev/null", "-w", "%{http_code} %{redirect_url}", "--max-time", "60")
    return machine.run("curl", *wanted, *heads, *data, "http://127.0.0.1:8001/feedback/comment")


def status(machine: Machine) -> str:
    return once(machine, "/opt/local-offer/bin/local-offer feedback status")


def log(machine: Machine) -> str:
    """All that units said, where a journal would be."""
    return machine.run("sh", "-c", "touch /var/log/units; cat /var/log/units")
