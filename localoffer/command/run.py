"""From words to work: each command's steps, its printed results and its exit status."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from localoffer import problems as told
from localoffer.command.options import make_parser
from localoffer.pipeline import Built, Task, build, check, day_of_build
from localoffer.problems import ContentError, LocalOfferError, Problem, errors

DONE, PROBLEMS, USAGE = 0, 1, 2

#: Where what is kept between runs lies, beside the program.
STATE = ".localoffer"


def run(root: Path, words: Sequence[str]) -> int:
    """Run the command in ``words``; results go to standard output, problems to standard error."""
    options = make_parser().parse_args(words)
    try:
        return _COMMANDS[options.command](root, options)
    except ContentError as error:
        sys.stderr.write(told.as_text(error.problems))
        return PROBLEMS
    except LocalOfferError as error:
        sys.stderr.write(f"{error}\n")
        return USAGE
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        return USAGE


def task_of(root: Path, options: Namespace) -> Task:
    """Return the task that the options describe."""
    return Task(
        content=options.content,
        root=root,
        state=root / STATE,
        today=day_of_build(os.environ),
        base_url=getattr(options, "base_url", ""),
        drafts=getattr(options, "drafts", False),
    )


def summary(built: Built) -> str:
    """Return one line on what a build did."""
    pages, services = len(built.checked.pages), len(built.checked.offer.services) if built.checked.offer else 0
    published = built.published
    return (
        f"Built {pages:,} pages, {services:,} services: {published.written:,} files written, "
        f"{published.unchanged:,} unchanged, {published.removed:,} removed, {built.seconds['total']:.1f} s.\n"
    )


def _build(root: Path, options: Namespace) -> int:
    built = build(task_of(root, options), options.site)
    warned = built.checked.problems
    if warned:
        sys.stderr.write(f"{told.count(warned)} To read them: python build.py check\n")
    sys.stdout.write(summary(built))
    return DONE


def _check(root: Path, options: Namespace) -> int:
    found = check(task_of(root, options)).problems
    sys.stdout.write(_reports(options.content)[options.format](found))
    return PROBLEMS if errors(found) else DONE


def _reports(content: Path) -> Mapping[str, Callable[[Sequence[Problem]], str]]:
    folder = os.path.relpath(content)
    return {
        "text": told.as_text,
        "json": told.as_json,
        "github": lambda found: told.as_github(found, folder),
    }


def _serve(root: Path, options: Namespace) -> int:
    from localoffer.command.serve import serve

    return serve(task_of(root, options), options.site, options.host, options.port)


def _import(root: Path, options: Namespace) -> int:
    from localoffer.importing.open_referral import import_feed

    return import_feed(root, options)


def _new(_: Path, options: Namespace) -> int:
    from localoffer.command.new import start

    sys.stdout.write(f"{start(options.kind, options.slug, options.content)}\n")
    return DONE


def _accept(root: Path, options: Namespace) -> int:
    from localoffer.command.accept import accept

    sys.stdout.write(accept(task_of(root, options)))
    return DONE


def _schemas(_: Path, options: Namespace) -> int:
    from localoffer.schemas import write_schemas

    for file in write_schemas(options.out):
        sys.stdout.write(f"{file}\n")
    return DONE


_COMMANDS: Mapping[str, Callable[[Path, Namespace], int]] = {
    "build": _build,
    "check": _check,
    "serve": _serve,
    "import": _import,
    "new": _new,
    "accept": _accept,
    "schemas": _schemas,
}
