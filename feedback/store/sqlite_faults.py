"""What can be wrong with a SQLite file, by SQLite's own code: sqlite.org/rescode.html."""

import os
import sqlite3
from pathlib import Path
from typing import Final

from localoffer.program import PROGRAM

_RESTORE = f"restore the newest backup ({PROGRAM} feedback restore FILE)"

_FOLDER = (
    "There is no folder {folder}, in which the settings have the database. Set FEEDBACK_DATABASE, "
    "or LOCAL_OFFER_STATE where that is not set, to where it lies."
)
_MISSING = (
    "There is no database at {file}. If one was there, put it back, or {restore}. If the service "
    "is new, run: {program} feedback setup"
)
_IS_FOLDER = "{file} is a folder. Set FEEDBACK_DATABASE to the file of the database in it."
_NOT_OURS = (
    "{file} may not be read and written by the user of this command. Run the command as the user "
    "of the service; if the service itself says this, give that user the file and those beside it "
    "that end in -wal and -shm (chown local-offer: and chmod 600)."
)
_NOT_OPENED = (
    "{file} cannot be opened. Look at its disk (df, mount), at its folder, which the service has "
    "to be able to write to, and at the limits of open files."
)
_NOT_WRITABLE = (
    "{file} can be read and not written. Are the file, those beside it that end in -wal and -shm, "
    "and their folder the service's own (chown local-offer:), and is the disk mounted to be "
    "written to? Mend that, then restart the service."
)

#: By the code without its details.
_FAULTS: Final = {
    sqlite3.SQLITE_CORRUPT: (
        "{file} is damaged. Stop the service and {restore}; what was there is set aside."
    ),
    sqlite3.SQLITE_FULL: (
        "The disk is full, so nothing more can be written. Make room: the service goes on by "
        "itself."
    ),
    sqlite3.SQLITE_READONLY: _NOT_WRITABLE,
    sqlite3.SQLITE_PERM: _NOT_OURS,
    sqlite3.SQLITE_BUSY: (
        "Somebody else has held {file} for more than 10 seconds, so nothing was done. Try again. "
        "If it stays so, look for a command that hangs: ps -u local-offer"
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk of {file} reports an error. Look at the machine's log (dmesg), make a backup "
        "while it can be read, and move to another disk."
    ),
}
_TABLES = (
    "{file} has not the tables of this version. Is it the right file? Then run: "
    "{program} feedback setup"
)
_UNKNOWN = (
    "The database answered {code}, which this program did not expect. Report it with the line of "
    "the log (journalctl -u local-offer) to whoever maintains the program."
)


def sqlite_fault(error: BaseException | None, name: str) -> str:
    """Return the sentence for an error of SQLite, or of the system, with the file ``name``."""
    file = Path(name)
    usual = sqlite3.SQLITE_CANTOPEN if isinstance(error, OSError) else sqlite3.SQLITE_ERROR
    code = getattr(error, "sqlite_errorcode", usual) & 0xFF
    sentence = _FAULTS.get(code, _UNKNOWN)
    # A folder is opened to be read, and cannot be read then.
    if code == sqlite3.SQLITE_CANTOPEN or (code == sqlite3.SQLITE_IOERR and file.is_dir()):
        sentence = _why_not_opened(file)
    elif code == sqlite3.SQLITE_ERROR and str(error).startswith("no such "):  # table or column
        sentence = _TABLES
    return sentence.format(
        file=file,
        folder=file.parent,
        restore=_RESTORE,
        program=PROGRAM,
        code=getattr(error, "sqlite_errorname", "an error without a code"),
    )


def _why_not_opened(file: Path) -> str:
    """Return why a file cannot be opened, as far as can be seen from outside."""
    if not os.access(file.parent, os.F_OK):
        return _FOLDER
    if not os.access(file, os.F_OK):
        return _MISSING if os.access(file.parent, os.X_OK) else _NOT_OURS
    if os.path.isdir(file):  # noqa: PTH112 - pathlib's raises where the folder may not be entered
        return _IS_FOLDER
    return _NOT_OPENED if os.access(file, os.R_OK | os.W_OK) else _NOT_OURS
