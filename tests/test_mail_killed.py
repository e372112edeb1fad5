"""A process that is ended while it sends: no reply is lost, and none goes out a third time."""

import json
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from feedback.app_context import AppContext
from feedback.mail.delivery_attempts import WAITS
from feedback.mail.mailer import Delivery
from feedback.mail.sending import send_due
from feedback.settings import Notify
from tests.support.fake_notify import KEY, fake_notify
from tests.support.feedback import ROOT, make_service
from tests.support.mail_server import mail_server
from tests.support.queued_reply import NOW, left, queue_reply_to

_KILLED = """
import json, os, signal, sys
from pathlib import Path
from feedback.app_context import AppContext
from feedback.keys import Keys
from feedback.mail import sending
from feedback.mail.carrier import make_mailer
from feedback.settings import FeedbackSettings, Notify, Smtp
from feedback.store.engine import make_engine
from localoffer.serving.site_context import SiteFolders

_, database, key, now, function, carrier, values = sys.argv

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(sending, function, killed)
notify = Notify(**json.loads(values)) if carrier == "notify" else None
smtp = Smtp(**json.loads(values)) if carrier == "smtp" else None
folders = SiteFolders(Path(), Path(), Path(), Path())
settings = FeedbackSettings(folders, database, (key,), frozenset(), notify=notify, smtp=smtp)
app = AppContext(settings, make_engine(database), Keys.of((key,)), lambda: None, lambda: int(now))
sending.send_due(app, make_mailer(settings), int(now))
"""


@pytest.fixture
def service(tmp_path: Path, databases: str) -> AppContext:
    return make_service(tmp_path, databases, lambda: NOW)


def kill_in(service: AppContext, database: str, function: str, carrier: str, **values: str) -> None:
    """Send in a process of its own, which is killed when it comes to a function."""
    words = [database, service.settings.keys[0], str(NOW), function, carrier, json.dumps(values)]
    run = subprocess.run([sys.executable, "-c", _KILLED, *words], cwd=ROOT, check=False)
    assert run.returncode == -signal.SIGKILL


@pytest.mark.parametrize("function", ["claim", "_send", "_record"])
def test_through_notify_a_reply_goes_out_once(
    service: AppContext, databases: str, function: str
) -> None:
    queue_reply_to(service)
    with fake_notify() as office:
        values = asdict(Notify(KEY, "a-template", office.address))
        kill_in(service, databases, function, "notify", **values)
        assert len(office.taken) == (function == "_record")
        result = send_due(service, office.mailer(), NOW + WAITS[0])
        assert result.counts == {Delivery.SENT: 1}
        assert len(office.taken) == 1
    assert left(service) == 0


@pytest.mark.parametrize(("function", "mails"), [("claim", 1), ("_send", 1), ("_record", 2)])
def test_through_a_mail_server_at_most_one_goes_out_twice_as_the_same_mail(
    service: AppContext, databases: str, tmp_path: Path, function: str, mails: int
) -> None:
    """It cannot be asked whether it has a mail already: rather twice than never."""
    queue_reply_to(service)
    with mail_server(tmp_path) as office:
        kill_in(service, databases, function, "smtp", **asdict(office.smtp()))
        result = send_due(service, office.mailer(), NOW + WAITS[0])
        assert result.counts == {Delivery.SENT: 1}
    assert len(office.taken) == mails
    assert len({mail["Message-ID"] for mail in office.taken}) == 1
    assert left(service) == 0
