"""The options of ``theme``: what a council lays over our own templates and styles."""

from localoffer.cli.options_shared import Commands, command_of, content_option


def theme_options(commands: Commands) -> None:
    """Add ``theme`` and what it does."""
    command = command_of(
        commands, "theme", "change a template or a style of ours in a folder of your own",
        "theme copy components/footer.html",
    )  # fmt: skip
    acts = command.add_subparsers(dest="act", metavar="ACT", required=True)
    summaries = {
        "copy": "copy a file of ours into theme/, and note which version it was",
        "accept": "note that a file of theme/ has all that ours has by now",
    }
    for act, summary in summaries.items():
        one = command_of(acts, act, summary, f"theme {act} components/footer.html")
        one.add_argument(
            "name", metavar="NAME",
            help="its path below our templates, such as layout.html or styles/_tokens.scss",
        )  # fmt: skip
        content_option(one)
