"""What can be wrong with a PostgreSQL server, by its code or, before there is one, by its words.

The codes: postgresql.org/docs/current/errcodes-appendix.html. An error while connecting has none,
and a server may speak another language: then what it said is repeated, which holds no value.
"""

from typing import Final

from sqlalchemy.engine import URL

from localoffer.program import PROGRAM

NO_ANSWER: Final = (
    "The database server at {} does not answer. Is it running (systemctl status postgresql), and "
    "may this machine reach it? Nothing has to be restarted here: it goes on by itself."
)
_LOGIN = (
    "The database server at {} did not let the service in: user or password are wrong. Correct "
    "FEEDBACK_DATABASE, then restart the service."
)
_HOST = (
    "The database server at {} lets nobody in from this machine with that user and database. Add "
    "a line to its pg_hba.conf, and reload it."
)
_NO_DATABASE = (
    f"The database server at {{}} has no database of that name. Correct FEEDBACK_DATABASE; if the "
    f"service is new, make the database (createdb), then run: {PROGRAM} feedback setup"
)
_NO_HOST = (
    "There is no machine of the name in FEEDBACK_DATABASE ({}). Correct it, or look at the name "
    "server."
)
_TABLES = (
    "The database at {} has not the tables of this version. Is it the right one? Then run: "
    f"{PROGRAM} feedback setup"
)
_FULL = (
    "The disk of the database server at {} is full. Make room there: the service goes on by itself."
)
_READ_ONLY = (
    "The database server at {} may only be read: it is a copy, or was set so. Name the one that "
    "is written to in FEEDBACK_DATABASE."
)
_RIGHTS = (
    "The user of the service has not the rights that it needs at {}. Make it the owner of the "
    "database and of its tables."
)
_MANY = (
    "The database server at {} takes no more connections. Raise max_connections there, or end what "
    "else is connected to it."
)
_LOCKED = (
    "Somebody else has held the tables at {} for more than 10 seconds, so nothing was done. Try "
    "again. If it stays so, look for who holds them (pg_stat_activity)."
)

#: By code, or by the first two of its letters.
_BY_CODE: Final = {
    "28": _LOGIN,
    "3D": _NO_DATABASE,
    "42P01": _TABLES,
    "42703": _TABLES,
    "42501": _RIGHTS,
    "53100": _FULL,
    "53300": _MANY,
    "25006": _READ_ONLY,
    "55P03": _LOCKED,
    "40P01": _LOCKED,
    "57P": NO_ANSWER,
    "08": NO_ANSWER,
}

#: By what stands in the words of an error that has no code; the first that fits.
_BY_WORDS: Final = {
    "starting up": NO_ANSWER,
    "shutting down": NO_ANSWER,
    "password authentication failed": _LOGIN,
    "no password supplied": _LOGIN,
    "pg_hba.conf": _HOST,
    "role ": _LOGIN,
    "database ": _NO_DATABASE,
    "resolve host": _NO_HOST,
    "translate host name": _NO_HOST,
    "too many clients": _MANY,
    "connection slots": _MANY,
    "permission denied": _RIGHTS,
    "connection refused": NO_ANSWER,
    "timeout expired": NO_ANSWER,
    "no route to host": NO_ANSWER,
    "network is unreachable": NO_ANSWER,
    "server closed the connection": NO_ANSWER,
    "no such file or directory": NO_ANSWER,
}


def server_fault(error: BaseException | None, url: URL, *, may_quote: bool) -> str:
    """Return the sentence for an error of the server at ``url``.

    ``may_quote`` is whether the first line of an unknown error holds no value that was sent.
    """
    server, code = server_of(url), getattr(error, "sqlstate", None) or ""
    words = str(error or "")
    sentence = _by_code(code) if code else _by_words(words.casefold())
    if sentence:
        return sentence.format(server)
    what = f"reports the error {code}" if code else "cannot be used"
    if may_quote and not code:
        what = f"{what}; it says: {words.partition(chr(10))[0]}"
    return f"The database server at {server} {what}. Its own log says more."


def _by_code(code: str) -> str | None:
    starts = (code, code[:3], code[:2])
    return next((_BY_CODE[start] for start in starts if start in _BY_CODE), None)


def _by_words(words: str) -> str | None:
    return next((sentence for part, sentence in _BY_WORDS.items() if part in words), None)


def server_of(url: URL) -> str:
    """Return the machine and the port of a server, such as ``127.0.0.1:5432``."""
    return f"{url.host or 'this machine'}:{url.port or 5432}"
