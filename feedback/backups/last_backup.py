"""When a store was last backed up from here: a small file in the state folder has it.

It is not in the store: a backup only reads that, and a restored store would have its own past.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from feedback.backups.sqlite_files import give_to_owner
from feedback.store.set_up import store_address
from localoffer.write.atomic import write_file

#: The file in the state folder: the time of the last backup of each store, by its address.
FILE: Final = "feedback-backups.json"


def note_backup(engine: Engine, state: Path, now: int) -> None:
    """Write down that a store was backed up; ``now`` is seconds since 1970.

    Raises:
        OSError: the state folder cannot be written to.
    """
    state.mkdir(parents=True, exist_ok=True)
    moment = datetime.fromtimestamp(now, UTC).isoformat()
    times = {**_times(state), store_address(engine): moment}
    file = state / FILE
    write_file(file, (json.dumps(times, indent=2, sort_keys=True) + "\n").encode())
    give_to_owner(file, state)


def last_backup(engine: Engine, state: Path) -> int | None:
    """Return when a store was last backed up, in seconds since 1970; None where none was noted."""
    try:
        moment = datetime.fromisoformat(_times(state)[store_address(engine)])
    except (KeyError, ValueError):
        return None
    return int(moment.timestamp())


def _times(state: Path) -> dict[str, str]:
    """Return what is noted; a file that cannot be read counts as none."""
    try:
        times = json.loads((state / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(times, dict):
        return {}
    return {name: moment for name, moment in times.items() if isinstance(moment, str)}
