"""The settings of the service, read from the environment; all errors are reported at once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from cryptography.fernet import Fernet

from feedback.setting_errors import (
    BACKUP_DAYS,
    BASE_URL,
    CONTENT,
    DATABASE,
    KEYS,
    MOST_AN_HOUR,
    NOTICES_TO,
    NOTIFY_ADDRESS,
    NOTIFY_KEY,
    NOTIFY_TEMPLATE,
    OPENID_CLIENT,
    OPENID_ISSUER,
    OPENID_SECRET,
    ORIGINS,
    PROXIES,
    SERVICE,
    SITE,
    SMTP_CERTIFICATES,
    SMTP_FROM,
    SMTP_HOST,
    SMTP_PASSWORD,
    SMTP_PORT,
    SMTP_PORTS,
    SMTP_SECURITY,
    SMTP_USER,
    USUAL_BACKUP_DAYS,
    USUAL_MOST,
    errors_in,
    errors_in_groups,
    errors_inside_site,
)
from localoffer.problems import UsageError
from localoffer.serving.site_context import SiteFolders
from localoffer.workspace import STATE, own_workspace

_FILE = "feedback.sqlite3"
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
class Smtp:
    """The council's own mail server, and the address ``sender`` that mail comes from.

    ``security`` is ``starttls``, ``tls``, or ``none`` on this machine; ``user`` is empty where
    it asks for no login. ``certificates`` is a file of authorities besides the system's.
    """

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    certificates: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackSettings:
    """The settings of the service.

    ``keys`` seal and sign: the first seals, all of them open, so that one can be changed for
    another. ``origins`` are those of our own pages. ``proxies`` is the number of servers of ours
    in front: so many of the addresses that a request says it passed are believed. From one
    network, most_an_hour comments are taken in an hour. Mail goes through ``notify``, else through
    ``smtp``; ``notices_to`` is the mailbox that is told what came, empty for none.
    ``makes_store`` lets the service make its tables by itself where there never were any, as on
    one's own machine. ``feedback status`` asks the running service at ``service``, empty where
    nobody said where it listens, and misses a backup after ``backup_days`` days, 0 for never.
    """

    folders: SiteFolders
    database: str
    keys: tuple[str, ...] = field(repr=False)
    origins: frozenset[str]
    proxies: int = 0
    most_an_hour: int = USUAL_MOST
    notify: Notify | None = None
    smtp: Smtp | None = None
    notices_to: str = ""
    openid: OpenId | None = None
    makes_store: bool = False
    service: str = ""
    backup_days: int = USUAL_BACKUP_DAYS

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Return the settings.

        Raises:
            UsageError: with a line for everything that is wrong with them.
        """
        errors = tuple(errors_in(environ))
        if errors:
            raise UsageError("\n".join(errors))
        workspace = own_workspace()
        state = workspace.state(environ)
        base_url = environ.get(BASE_URL, "")
        return cls(
            folders=SiteFolders(
                Path(environ[CONTENT]), Path(environ[SITE]), workspace.resources, state, base_url
            ),
            database=environ.get(DATABASE) or local_database(state),
            keys=tuple(environ[KEYS].split()),
            origins=frozenset(environ[ORIGINS].split()),
            proxies=int(environ.get(PROXIES) or 0),
            most_an_hour=int(environ.get(MOST_AN_HOUR) or USUAL_MOST),
            notify=_notify(environ),
            smtp=_smtp(environ),
            notices_to=environ.get(NOTICES_TO, ""),
            openid=_openid(environ),
            service=environ.get(SERVICE, ""),
            backup_days=int(environ.get(BACKUP_DAYS) or USUAL_BACKUP_DAYS),
        )


def has_settings(environ: Mapping[str, str]) -> bool:
    """Return whether the environment configures the service, as it does on a server."""
    return any(environ.get(name) for name in (DATABASE, KEYS, ORIGINS))


def local_settings(
    folders: SiteFolders, origins: frozenset[str], environ: Mapping[str, str] | None = None
) -> FeedbackSettings:
    """Return the settings of ``make``: SQLite and a key of its own, both in the state folder.

    Of the environment, only what sends mail counts, so that replies can be sent from there too.

    Raises:
        UsageError: a setting is wrong, or the state folder lies inside the site.
    """
    errors = (
        *errors_in_groups(environ or {}),
        *errors_inside_site(folders.site, STATE, folders.state),
    )
    if errors:
        raise UsageError("\n".join(errors))
    keys = _own_keys(folders.state)
    environ = environ or {}
    return FeedbackSettings(
        folders,
        local_database(folders.state),
        keys,
        origins,
        notify=_notify(environ),
        smtp=_smtp(environ),
        notices_to=environ.get(NOTICES_TO, ""),
        makes_store=True,
    )


def _own_keys(state: Path) -> tuple[str, ...]:
    """Return the keys in the state folder; without any, one is made that nobody else may read."""
    file = state / "feedback.key"
    state.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "wb") as opened:
            opened.write(Fernet.generate_key() + b"\n")
    return tuple(file.read_text(encoding="ascii").split())


def local_database(state: Path) -> str:
    """Return the address of the database in a state folder."""
    return f"sqlite:///{(state / _FILE).absolute()}"


def _notify(environ: Mapping[str, str]) -> Notify | None:
    key, template = environ.get(NOTIFY_KEY), environ.get(NOTIFY_TEMPLATE)
    if not key or not template:
        return None
    return Notify(key, template, environ.get(NOTIFY_ADDRESS) or _GOVUK)


def _smtp(environ: Mapping[str, str]) -> Smtp | None:
    host, sender = environ.get(SMTP_HOST), environ.get(SMTP_FROM)
    if not host or not sender:
        return None
    security = environ.get(SMTP_SECURITY) or "starttls"
    return Smtp(
        host=host,
        port=int(environ.get(SMTP_PORT) or SMTP_PORTS[security]),
        security=security,
        sender=sender,
        user=environ.get(SMTP_USER, ""),
        password=environ.get(SMTP_PASSWORD, ""),
        certificates=environ.get(SMTP_CERTIFICATES, ""),
    )


def _openid(environ: Mapping[str, str]) -> OpenId | None:
    issuer, client = environ.get(OPENID_ISSUER), environ.get(OPENID_CLIENT)
    secret = environ.get(OPENID_SECRET)
    return OpenId(issuer, client, secret) if issuer and client and secret else None
