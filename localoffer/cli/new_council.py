"""``new council``: the folder of a council of its own, which checks and builds at once."""

import sys
from argparse import Namespace
from pathlib import Path

from localoffer.cli.editor_schemas import refresh_editor_schemas
from localoffer.cli.run import DONE, today
from localoffer.new_council.answers import CouncilAnswers
from localoffer.new_council.council_folder import file_errors, refuse_taken, write_folder
from localoffer.new_council.folder_files import CONTENT, folder_files
from localoffer.new_council.questions import ask_all
from localoffer.pipeline import Task, check
from localoffer.problems import Problem, UsageError
from localoffer.program import PROGRAM
from localoffer.to_do.to_do_list import to_do_list
from localoffer.to_do.to_do_text import TO_DO_FILE, as_markdown
from localoffer.to_do.work_list import NO_WORK, work_list
from localoffer.workspace import Workspace


def run(workspace: Workspace, options: Namespace) -> int:
    """Write the folder of a new council and say what to do next.

    Raises:
        UsageError: the folder holds something, the name is missing, or an answer is wrong.
    """
    folder, national = Path(options.slug), workspace.resources / "national"
    refuse_taken(folder)
    answers = _from_options(options) if options.name else _asked(national)
    texts = folder_files(answers, national)
    problems = file_errors(texts, national)
    if problems:
        raise UsageError("\n".join(dict.fromkeys(map(_sentence, problems))))
    write_folder(folder, texts)
    refresh_editor_schemas(Workspace(workspace.resources, folder))
    checked = check(Task(folder / CONTENT, workspace.resources, None, today()))
    offer = checked.offer
    things, work = (to_do_list(offer), work_list(offer, checked.drafts)) if offer else ((), NO_WORK)
    needed = [thing for thing in things if thing.group != "words"]
    (folder / TO_DO_FILE).write_text(as_markdown(things, work), encoding="utf-8")
    sys.stdout.write(
        f"{folder} is ready: {len(checked.pages)} pages for {answers.name}.\n"
        f"What comes next stands in {folder / TO_DO_FILE}: {len(needed)} things. To see the site:\n"
        f"  cd {folder}\n  {PROGRAM} serve\n"
    )
    return DONE


def _from_options(options: Namespace) -> CouncilAnswers:
    """Return the answers that were given as options.

    Raises:
        UsageError: a team is named without a way to reach it, or the other way round.
    """
    for name, contact, option in (
        (options.advice_service, options.advice_contact, "advice"),
        (options.forum, options.forum_contact, "forum"),
    ):
        if bool(name) != bool(contact):
            service = "--advice-service" if option == "advice" else "--forum"
            message = (
                f"{service} and --{option}-contact go together: the name, and a phone number,"
                " mailbox or web page. Give both, or leave both for later."
            )
            raise UsageError(message)
    return CouncilAnswers(
        **{field: getattr(options, field) or "" for field in CouncilAnswers.__slots__}
    )


def _asked(national: Path) -> CouncilAnswers:
    """Return the answers of somebody at the terminal.

    Raises:
        UsageError: there is no terminal to ask at, or no more answers come from it.
    """
    if not sys.stdin.isatty():
        message = 'Say the council\'s name: --name "Kent County Council". All else can wait.'
        raise UsageError(message)
    try:
        return ask_all(
            input, print, lambda answers: file_errors(folder_files(answers, national), national)
        )
    except EOFError:
        raise UsageError("No council was made: the questions ended early.") from None


def _sentence(problem: Problem) -> str:
    return f"{problem.message} {problem.fix}"
