"""The index of a content folder for the command line: made when the content has changed."""

from datetime import date
from pathlib import Path

from localoffer import build_cache, build_stamp
from localoffer.pipeline import Task, check
from localoffer.problems import ContentError, UsageError
from search.engine.reader import Reader
from search.index.index_parts import FACTS
from search.index.site_files import folder_of, write_index


def open_index(content: Path, resources: Path, state: Path, today: date) -> Reader:
    """Return the index of what a folder holds today; it is made again only if that changed.

    Raises:
        UsageError: there is no such folder.
        ContentError: the content cannot be read so far that it can be searched.
    """
    if not content.is_dir():
        message = f"There is no folder {content}. Name the content folder with --content."
        raise UsageError(message)
    folder = folder_of(content, state)
    stamp = folder.with_name(f"{folder.name}.inputs")
    inputs = build_stamp.digest_of_inputs(content, resources, today)
    if build_cache.load(stamp) != inputs or not (folder / FACTS).is_file():
        checked = check(Task(content, resources, state, today))
        if checked.offer is None:
            raise ContentError(checked.problems)
        stamp.unlink(missing_ok=True)
        write_index(content, state, checked.offer, folder)
        build_cache.save(stamp, inputs)
    return Reader(folder)
