"""Where the service lies and how it is kept: the environment says, all faults are told at once."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from localoffer.problems import UsageError
from localoffer.served import Place

CONTENT, SITE, STATE = "LOCAL_OFFER_CONTENT", "LOCAL_OFFER_SITE", "LOCAL_OFFER_STATE"
BASE_URL = "LOCAL_OFFER_BASE_URL"
DATABASE, KEYS = "FEEDBACK_DATABASE", "FEEDBACK_KEYS"
ORIGINS, PROXIES = "FEEDBACK_ORIGINS", "FEEDBACK_PROXIES"
MOST_AN_HOUR = "FEEDBACK_MOST_AN_HOUR"
NOTIFY_KEY, NOTIFY_TEMPLATE = "FEEDBACK_NOTIFY_KEY", "FEEDBACK_NOTIFY_TEMPLATE"
NOTIFY_ADDRESS = "FEEDBACK_NOTIFY_ADDRESS"
OPENID_ISSUER, OPENID_CLIENT = "FEEDBACK_OPENID_ISSUER", "FEEDBACK_OPENID_CLIENT"
OPENID_SECRET = "FEEDBACK_OPENID_SECRET"  # noqa: S105 - the name of a setting

ROOT = Path(__file__).resolve().parent.parent
_FILE = "feedback.sqlite3"
_MOST_PROXIES = 5
_USUAL_MOST = 30
_GOVUK = "https://api.notifications.service.gov.uk"


@dataclass(frozen=True, slots=True)
class OpenId:
    """A council's own accounts (OpenID Connect)."""

    issuer: str
    client: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Notify:
    """GOV.UK Notify: its key and the one template whose parts are ``subject`` and ``body``.

    ``address`` is where it answers, for a stand-in that speaks as it does.
    """

    key: str = field(repr=False)
    template: str
    address: str = _GOVUK


@dataclass(frozen=True, slots=True)
class Settings:
    """What the service needs to know.

    ``keys`` seal and sign: the first seals, all of them open, so that one can be changed for
    another. ``origins`` are those of our own pages. ``proxies`` is the number of servers of ours
    in front: so many of the addresses that a request says it passed are believed. From one
    network, most_an_hour comments are taken in an hour.
    """

    place: Place
    database: str
    keys: tuple[str, ...] = field(repr=False)
    origins: frozenset[str]
    proxies: int = 0
    most_an_hour: int = _USUAL_MOST
    notify: Notify | None = None
    openid: OpenId | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Return the settings, or raise ``UsageError`` with everything that is wrong with them."""
        faults = tuple(_faults(environ))
        if faults:
            raise UsageError("\n".join(faults))
        state = Path(environ.get(STATE) or ROOT / ".localoffer")
        base_url = environ.get(BASE_URL, "")
        return cls(
            place=Place(Path(environ[CONTENT]), Path(environ[SITE]), ROOT, state, base_url),
            database=environ.get(DATABASE) or at_home(state),
            keys=tuple(environ[KEYS].split()),
            origins=frozenset(environ[ORIGINS].split()),
            proxies=int(environ.get(PROXIES) or 0),
            most_an_hour=int(environ.get(MOST_AN_HOUR) or _USUAL_MOST),
            notify=_notify(environ),
            openid=_openid(environ),
        )


def is_told(environ: Mapping[str, str]) -> bool:
    """Return whether the environment says where the service keeps things, as on a server."""
    return any(environ.get(name) for name in (DATABASE, KEYS, ORIGINS))


def for_one_machine(
    place: Place, origins: frozenset[str], environ: Mapping[str, str] | None = None
) -> Settings:
    """Return the settings of ``make``: SQLite and a key of its own, both in the state folder.

    Of the environment, only GOV.UK Notify counts, so that replies can be sent from there too.
    """
    faults = tuple(_halves(environ or {}))
    if faults:
        raise UsageError("\n".join(faults))
    file = place.state / "feedback.key"
    place.state.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "wb") as opened:
            opened.write(Fernet.generate_key() + b"\n")
    keys = tuple(file.read_text(encoding="ascii").split())
    return Settings(place, at_home(place.state), keys, origins, notify=_notify(environ or {}))


def at_home(state: Path) -> str:
    """Return the address of the database in a state folder."""
    return f"sqlite:///{(state / _FILE).absolute()}"


def is_loopback(address: str) -> bool:
    """Return whether a web address is on this machine, by http."""
    parts = urlsplit(address)
    return parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")


def _notify(environ: Mapping[str, str]) -> Notify | None:
    key, template = environ.get(NOTIFY_KEY), environ.get(NOTIFY_TEMPLATE)
    if not key or not template:
        return None
    return Notify(key, template, environ.get(NOTIFY_ADDRESS) or _GOVUK)


def _openid(environ: Mapping[str, str]) -> OpenId | None:
    issuer, client = environ.get(OPENID_ISSUER), environ.get(OPENID_CLIENT)
    secret = environ.get(OPENID_SECRET)
    return OpenId(issuer, client, secret) if issuer and client and secret else None


def _faults(environ: Mapping[str, str]) -> Iterator[str]:
    yield from _folder(environ, CONTENT, "site.yaml", "Set it to your content folder.")
    yield from _folder(environ, SITE, "build.json", "Set it to the folder that build.py built.")
    yield from _database(environ.get(DATABASE, ""))
    yield from _keys(environ.get(KEYS, ""))
    yield from _origins(environ.get(ORIGINS, ""))
    proxies = environ.get(PROXIES) or "0"
    if not proxies.isdecimal() or int(proxies) > _MOST_PROXIES:
        yield f"{PROXIES} is {proxies}. Set it to the number of your own servers in front, 0 to 5."
    most = environ.get(MOST_AN_HOUR) or str(_USUAL_MOST)
    if not most.isdecimal() or not int(most):
        fix = "Set it to the number of comments that one network may send in an hour, such as 30."
        yield f"{MOST_AN_HOUR} is {most}. {fix}"
    yield from _halves(environ)
    issuer = environ.get(OPENID_ISSUER) or "https://"
    if not issuer.startswith("https://") and not is_loopback(issuer):
        yield f"{OPENID_ISSUER} is {issuer}. Set it to an address that starts with https://."


def _halves(environ: Mapping[str, str]) -> Iterator[str]:
    for names in ((NOTIFY_KEY, NOTIFY_TEMPLATE), (OPENID_ISSUER, OPENID_CLIENT, OPENID_SECRET)):
        missing = [name for name in names if not environ.get(name)]
        if missing and len(missing) < len(names):
            told = " and ".join(missing)
            yield f"{told} is not set, and the others of its kind are. Set all, or none."


def _folder(environ: Mapping[str, str], name: str, file: str, fix: str) -> Iterator[str]:
    folder = environ.get(name)
    if not folder:
        yield f"{name} is not set. {fix}"
    elif not Path(folder, file).is_file():
        yield f"{name} is {folder}, which holds no {file}. {fix}"


def _database(url: str) -> Iterator[str]:
    try:
        name = make_url(url).get_backend_name() if url else "sqlite"
    except ArgumentError:
        name = ""
    if name not in ("sqlite", "postgresql"):
        fix = "postgresql+psycopg://USER:PASSWORD@HOST/NAME"
        yield f"{DATABASE} is not the address of a database. Set it like {fix}, or leave it out."


def _keys(keys: str) -> Iterator[str]:
    fix = "Make one with: python build.py feedback new-key"
    if not keys.split():
        yield f"{KEYS} is not set. {fix}"
    for key in keys.split():
        try:
            Fernet(key)
        except ValueError:
            yield f"{KEYS} holds something that is no key. {fix}"


def _origins(origins: str) -> Iterator[str]:
    fix = "Set it to where your pages are, such as https://localoffer.example.org."
    if not origins.split():
        yield f"{ORIGINS} is not set. {fix}"
    for origin in origins.split():
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
            yield f"{ORIGINS} holds {origin}, which is no origin. {fix}"
