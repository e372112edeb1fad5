"""``feedback send``: send the notices and replies that wait, and ask what became of those sent."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping

from feedback.app_context import AppContext
from feedback.cli.open_app import open_app_context
from feedback.mail.carrier import make_mailer
from feedback.mail.held import held_references, release
from feedback.mail.mailer import Delivery, Mailer
from feedback.mail.outbox import Mail, failed_references, late_references, unsent
from feedback.mail.outcomes import ask_outcomes
from feedback.mail.send_notices import mailbox_fails, send_notices
from feedback.mail.sending import SendingResult, mark_sent, send_due
from feedback.store.command_runs import record_run
from feedback.store.engine import reading, writing
from localoffer.cli.run import DONE, PROBLEMS
from localoffer.problems import UsageError
from localoffer.program import PROGRAM
from localoffer.workspace import Workspace

_OURS = "Something is wrong with the settings, or a limit is used up. Nothing is lost: look at the"
_NOT_SET = "Neither GOV.UK Notify nor a mail server is set, so nothing is sent by itself."
_HELD = (
    f"Run {PROGRAM} feedback bring-back with the file that was set aside. Where there is none, see "
    f"them with {PROGRAM} feedback send --list, and ask the sender or look in your mailbox. Then "
    "write --sent NUMBER for what was sent, --release NUMBER for what shall go out now."
)
_NO_ADDRESS = "the address is deleted, or no key of FEEDBACK_KEYS opens it"


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
    if options.release:
        return _release(app, options.release)
    mailer = make_mailer(app.settings)
    return _send(app, mailer) if mailer else _without(app)


def _send(app: AppContext, mailer: Mailer) -> int:
    results = []
    if app.settings.notices_to:
        notices = send_notices(app, mailer, app.now())
        results.append(notices)
        sys.stdout.write(f"Notices: {_counted(notices)}\n")
    if not any(result.must_stop for result in results):
        results.append(send_due(app, mailer, app.now()))
        sys.stdout.write(f"{_counted(results[-1])}\n")
    ask_outcomes(app, mailer, app.now())
    with writing(app.engine) as connection:
        record_run(connection, "send", app.now())
    errors = [*_errors(results), *_undelivered(app)]
    sys.stderr.write("".join(f"{error}\n" for error in errors))
    return PROBLEMS if errors else DONE


def _counted(result: SendingResult) -> str:
    sent, later = (result.counts.get(one, 0) for one in (Delivery.SENT, Delivery.RETRY))
    return f"{sent} sent, {later} tried again later."


def _errors(results: list[SendingResult]) -> Iterator[str]:
    """Yield what the operator has to mend, and what else was answered: it may be both."""
    reasons = dict.fromkeys(reason for result in results for reason in result.reasons)
    if any(Delivery.OUR_FAULT in result.counts for result in results):
        yield f"{_OURS} settings that begin with FEEDBACK_NOTIFY or FEEDBACK_SMTP, then send again."
    if reasons:
        yield f"What was answered: {'; '.join(reasons)}."


def _undelivered(app: AppContext) -> Iterator[str]:
    """Yield what did not arrive, until somebody was told in another way."""
    with reading(app.engine) as connection:
        failed, late = failed_references(connection), late_references(connection)
        held = held_references(connection)
        mailbox = mailbox_fails(connection, app.now())
    if failed:
        fix = "Tell them in another way, then press “I have told them” on the comment's page."
        yield f"Did not arrive, and is not tried again: {', '.join(failed)}. {fix}"
    if late:
        fix = f"To send by hand: {PROGRAM} feedback send --list"
        yield f"Could not be sent so far, and is tried each day: {', '.join(late)}. {fix}"
    if held:
        yield f"Held since a restore: {', '.join(held)}. It may have been sent already. {_HELD}"
    if mailbox:
        yield "The mailbox in FEEDBACK_NOTICES_TO did not get a notice. Write to it, and look."


def _without(app: AppContext) -> int:
    with reading(app.engine) as connection:
        number = len(unsent(connection, app))
    fix = f"{number} in the outbox. To send by hand: {PROGRAM} feedback send --list"
    sys.stdout.write(f"{_NOT_SET} {fix}\n")
    return DONE


def _list(app: AppContext) -> int:
    with reading(app.engine) as connection:
        mails = unsent(connection, app)
    sys.stdout.write("\n".join(map(_letter, mails)) or "Nothing waits to be sent.\n")
    if mails:
        sys.stderr.write(f"When one is sent: {PROGRAM} feedback send --sent NUMBER\n")
    return DONE


def _letter(mail: Mail) -> str:
    late = ", tried often" if mail.is_late else ""
    state = ", its address takes no mail" if mail.is_refused else late
    state = ", held since a restore: it may have been sent already" if mail.is_held else state
    subject, body = (mail.words.subject, mail.words.body) if mail.words else ("", "Cannot be read.")
    return (
        f"Number {mail.id}, about {mail.reference}{state}\n"
        f"To: {mail.address or _NO_ADDRESS}\nSubject: {subject}\n\n{body}\n"
    )


def _release(app: AppContext, numbers: list[int]) -> int:
    with writing(app.engine) as connection:
        held = {mail.id: mail for mail in unsent(connection, app) if mail.is_held}
        _require_known(numbers, held, "is held")
        release(connection, numbers, app.now())
    sys.stdout.write(f"To be sent with the next run of send: {len(set(numbers))}.\n")
    return DONE


def _require_known(numbers: list[int], mails: Mapping[int, Mail], what: str) -> None:
    unknown = [str(number) for number in numbers if number not in mails]
    if unknown:
        fix = f"See the numbers with: {PROGRAM} feedback send --list"
        raise UsageError(f"Nothing {what} under the number {', '.join(unknown)}. {fix}")


def _by_hand(app: AppContext, numbers: list[int]) -> int:
    with writing(app.engine) as connection:
        mails = {mail.id: mail for mail in unsent(connection, app)}
        _require_known(numbers, mails, "waits")
        for number in dict.fromkeys(numbers):
            mark_sent(connection, mails[number], app.now(), "mail sent by hand")
    sys.stdout.write(f"Written down as sent: {len(set(numbers))}. The words are deleted.\n")
    return DONE
