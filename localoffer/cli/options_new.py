"""Options of ``new``: a record from its form, or a council of its own."""

from localoffer.cli.options_shared import Commands, command_of, content_option
from localoffer.kinds import KINDS

#: What ``new`` makes besides records.
COUNCIL = "council"

_ANSWERS = {
    "name": ("NAME", "the council's name; without it, and at a terminal, you are asked"),
    "address": ("URL", "the web address that the site will have"),
    "phone": ("NUMBER", "the phone number for the whole site"),
    "email": ("ADDRESS", "the shared mailbox for the whole site"),
    "advice-service": ("NAME", "the independent advice service"),
    "advice-contact": ("WAY", "its phone number, mailbox or web page"),
    "forum": ("NAME", "the parent carer forum"),
    "forum-contact": ("WAY", "its phone number, mailbox or web page"),
    "brand": ("COLOUR", 'the main colour, such as "#14505c"'),
    "accent": ("COLOUR", 'the second colour, such as "#f2a65a"'),
}


def new_options(commands: Commands) -> None:
    """Add the command ``new``."""
    command = command_of(
        commands,
        "new",
        "start a record from its form, or a council of its own",
        "new service sunflower-club",
    )
    command.add_argument(
        "kind",
        choices=[COUNCIL, *(kind.name for kind in KINDS if kind.is_folder and kind.has_form)],
        help="what to start",
    )
    command.add_argument(
        "slug",
        metavar="NAME",
        help="the file's name, such as sunflower-club, or 2025-26; for a council, its new folder",
    )
    content_option(command)
    council = command.add_argument_group("for a new council")
    for name, (metavar, words) in _ANSWERS.items():
        council.add_argument(f"--{name}", default="", metavar=metavar, help=words)
