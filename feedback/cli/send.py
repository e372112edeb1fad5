"""``feedback send``: send the mail in the outbox, through GOV.UK Notify or by hand."""

import sys
from argparse import Namespace

from feedback.app_context import AppContext
from feedback.cli.open_app import open_app_context
from feedback.mail.notify import Delivery, make_mailer
from feedback.mail.outbox import Mail, given_up_references, unsent
from feedback.mail.sending import mark_sent, send_due
from feedback.store.command_runs import record_run
from feedback.store.engine import reading, writing
from localoffer.cli.run import DONE, PROBLEMS
from localoffer.problems import UsageError
from localoffer.program import PROGRAM
from localoffer.workspace import Workspace

_BAD_KEY = (
    "GOV.UK Notify does not take FEEDBACK_NOTIFY_KEY or the template. Nothing is lost: check both"
)


def run(workspace: Workspace, options: Namespace) -> int:
    """Send what is due, or list it, or record what a person sent; return 1 if something failed.

    Raises:
        UsageError: no mail has the number given, or the key is not one of Notify's.
    """
    app = open_app_context(workspace, options)
    if options.list:
        return _list(app)
    if options.sent:
        return _by_hand(app, options.sent)
    return _send(app)


def _send(app: AppContext) -> int:
    notify = app.settings.notify
    if notify is None:
        return _without(app)
    counts = send_due(app, make_mailer(notify), app.now())
    with writing(app.engine) as connection:
        record_run(connection, "send", app.now())
    sys.stdout.write(
        f"{counts.get(Delivery.SENT, 0)} sent, {counts.get(Delivery.RETRY, 0)} tried again later.\n"
    )
    if counts.get(Delivery.BAD_KEY):
        sys.stderr.write(f"{_BAD_KEY}, then send again.\n")
    return _given_up(app) or (PROBLEMS if counts.get(Delivery.BAD_KEY) else DONE)


def _without(app: AppContext) -> int:
    with reading(app.engine) as connection:
        number = len(unsent(connection, app))
    fix = f"{number} in the outbox. To send by hand: {PROGRAM} feedback send --list"
    sys.stdout.write(f"GOV.UK Notify is not set, so nothing is sent by itself. {fix}\n")
    return DONE


def _given_up(app: AppContext) -> int:
    with reading(app.engine) as connection:
        references = given_up_references(connection)
    if not references:
        return DONE
    fix = f"Tell them another way: {PROGRAM} feedback send --list"
    sys.stderr.write(f"Could not be sent, and is not tried again: {', '.join(references)}. {fix}\n")
    return PROBLEMS


def _list(app: AppContext) -> int:
    with reading(app.engine) as connection:
        mails = unsent(connection, app)
    sys.stdout.write("\n".join(map(_letter, mails)) or "Nothing waits to be sent.\n")
    if mails:
        sys.stderr.write(f"When one is sent: {PROGRAM} feedback send --sent NUMBER\n")
    return DONE


def _letter(mail: Mail) -> str:
    state = ", given up" if mail.given_up else ""
    subject, body = (mail.words.subject, mail.words.body) if mail.words else ("", "Cannot be read.")
    return (
        f"Number {mail.id}, about {mail.reference}{state}\n"
        f"To: {mail.address or 'the address is deleted'}\nSubject: {subject}\n\n{body}\n"
    )


def _by_hand(app: AppContext, numbers: list[int]) -> int:
    with writing(app.engine) as connection:
        mails = {mail.id: mail for mail in unsent(connection, app)}
        unknown = [str(number) for number in numbers if number not in mails]
        if unknown:
            fix = f"See the numbers with: {PROGRAM} feedback send --list"
            raise UsageError(f"Nothing waits under the number {', '.join(unknown)}. {fix}")
        for number in dict.fromkeys(numbers):
            mark_sent(connection, mails[number], app.now(), "mail sent by hand")
    sys.stdout.write(f"Written down as sent: {len(set(numbers))}. The words are deleted.\n")
    return DONE
