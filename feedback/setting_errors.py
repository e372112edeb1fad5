"""The names of the settings, and what is wrong with their values."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from feedback.mail.message import is_email
from localoffer.program import PROGRAM
from localoffer.workspace import STATE

CONTENT, SITE = "LOCAL_OFFER_CONTENT", "LOCAL_OFFER_SITE"
BASE_URL = "LOCAL_OFFER_BASE_URL"
DATABASE, KEYS = "FEEDBACK_DATABASE", "FEEDBACK_KEYS"
ORIGINS, PROXIES = "FEEDBACK_ORIGINS", "FEEDBACK_PROXIES"
MOST_AN_HOUR = "FEEDBACK_MOST_AN_HOUR"
NOTIFY_KEY, NOTIFY_TEMPLATE = "FEEDBACK_NOTIFY_KEY", "FEEDBACK_NOTIFY_TEMPLATE"
NOTIFY_ADDRESS = "FEEDBACK_NOTIFY_ADDRESS"
SMTP_HOST, SMTP_PORT, SMTP_SECURITY = (
    "FEEDBACK_SMTP_HOST", "FEEDBACK_SMTP_PORT", "FEEDBACK_SMTP_SECURITY"
)  # fmt: skip
SMTP_USER, SMTP_FROM = "FEEDBACK_SMTP_USER", "FEEDBACK_SMTP_FROM"
SMTP_PASSWORD = "FEEDBACK_SMTP_PASSWORD"  # noqa: S105 - the name of a setting
SMTP_CERTIFICATES = "FEEDBACK_SMTP_CERTIFICATES"
NOTICES_TO = "FEEDBACK_NOTICES_TO"
SERVICE, BACKUP_DAYS = "FEEDBACK_SERVICE", "FEEDBACK_BACKUP_DAYS"
OPENID_ISSUER, OPENID_CLIENT = "FEEDBACK_OPENID_ISSUER", "FEEDBACK_OPENID_CLIENT"
OPENID_SECRET = "FEEDBACK_OPENID_SECRET"  # noqa: S105 - the name of a setting

#: How a connection to a mail server is sealed, with the usual port of each way.
SMTP_PORTS: Mapping[str, int] = {"starttls": 587, "tls": 465, "none": 25}

USUAL_MOST = 30
USUAL_BACKUP_DAYS = 2
_MOST_PROXIES, _LAST_PORT, _MOST_DIGITS = 5, 65_535, 4


def errors_in(environ: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each setting that is wrong or missing."""
    yield from _folder(environ, CONTENT, "site.yaml", "Set it to your content folder.")
    yield from _folder(environ, SITE, "build.json", "Set it to the folder of the built site.")
    yield from _database(environ.get(DATABASE, ""))
    yield from _inside_site(environ)
    yield from _keys(environ.get(KEYS, ""))
    yield from _origins(environ.get(ORIGINS, ""))
    proxies = environ.get(PROXIES) or "0"
    if not proxies.isdecimal() or int(proxies) > _MOST_PROXIES:
        yield f"{PROXIES} is {proxies}. Set it to the number of your own servers in front, 0 to 5."
    most = environ.get(MOST_AN_HOUR) or str(USUAL_MOST)
    if not most.isdecimal() or not int(most):
        fix = "Set it to the number of comments that one network may send in an hour, such as 30."
        yield f"{MOST_AN_HOUR} is {most}. {fix}"
    yield from _monitoring(environ)
    yield from errors_in_groups(environ)
    issuer = environ.get(OPENID_ISSUER) or "https://"
    if not issuer.startswith("https://") and not is_loopback(issuer):
        yield f"{OPENID_ISSUER} is {issuer}. Set it to an address that starts with https://."


def _monitoring(environ: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the settings of ``feedback status``."""
    days = environ.get(BACKUP_DAYS) or str(USUAL_BACKUP_DAYS)
    if not (days.isascii() and days.isdecimal() and len(days) <= _MOST_DIGITS):
        yield (
            f"{BACKUP_DAYS} is {days}. Set it to the days after which a missing backup is told, "
            "such as 2; 0 if you back up in another way."
        )
    service = environ.get(SERVICE)
    if service and not _is_server_address(service):
        fix = "Set it to where gunicorn listens, such as http://127.0.0.1:8001."
        yield f"{SERVICE} is {service}. {fix}"


def _is_server_address(address: str) -> bool:
    """Return whether this names a server and a port, by http, and nothing else."""
    try:
        parts = urlsplit(address)
        has_port = parts.port is not None
    except ValueError:
        return False
    return address == f"http://{parts.netloc}" and bool(parts.hostname) and has_port


def errors_in_groups(environ: Mapping[str, str]) -> Iterator[str]:
    """Yield an error for each group of settings of which some are set and some are not."""
    for names in ((NOTIFY_KEY, NOTIFY_TEMPLATE), (OPENID_ISSUER, OPENID_CLIENT, OPENID_SECRET)):
        missing = [name for name in names if not environ.get(name)]
        if missing and len(missing) < len(names):
            names_missing = " and ".join(missing)
            yield f"{names_missing} is not set, and the others of its kind are. Set all, or none."
    yield from _smtp(environ)
    yield from _notices(environ)


def _smtp(environ: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the mail server's settings."""
    host, sender = environ.get(SMTP_HOST, ""), environ.get(SMTP_FROM, "")
    if bool(host) != bool(sender):
        missing, there = (SMTP_FROM, SMTP_HOST) if host else (SMTP_HOST, SMTP_FROM)
        yield f"{missing} is not set, and {there} is. Set both, or none."
    if sender and not is_email(sender):
        yield f"{SMTP_FROM} is {sender}. Set it to the address that mail comes from."
    if bool(environ.get(SMTP_USER)) != bool(environ.get(SMTP_PASSWORD)):
        yield f"Set {SMTP_USER} and {SMTP_PASSWORD} both, or neither where no login is asked for."
    port = environ.get(SMTP_PORT) or "587"
    if not (port.isascii() and port.isdecimal() and 0 < int(port[:6]) <= _LAST_PORT):
        yield f"{SMTP_PORT} is {port}. Set it to a number such as 587."
    security = environ.get(SMTP_SECURITY) or "starttls"
    if security not in SMTP_PORTS:
        yield f"{SMTP_SECURITY} is {security}. Set it to starttls, tls or none."
    elif security == "none" and host not in ("", "localhost", "127.0.0.1", "::1"):
        fix = "Only a mail server on this machine may be spoken to like that. Set starttls or tls."
        yield f"{SMTP_SECURITY} is none: others could read replies and the password. {fix}"
    certificates = environ.get(SMTP_CERTIFICATES)
    if certificates and not Path(certificates).is_file():
        fix = "Set it to the file of your own authority's certificate, or leave it out."
        yield f"{SMTP_CERTIFICATES} is {certificates}, which is no file. {fix}"


def _notices(environ: Mapping[str, str]) -> Iterator[str]:
    to = environ.get(NOTICES_TO)
    if not to:
        return
    if not is_email(to):
        yield f"{NOTICES_TO} is {to}. Set it to one e-mail address, that of a role's mailbox."
    if not (environ.get(NOTIFY_KEY) or environ.get(SMTP_HOST)):
        fix = f"Set {NOTIFY_KEY} and {NOTIFY_TEMPLATE}, or {SMTP_HOST} and {SMTP_FROM}."
        yield f"{NOTICES_TO} is set, and nothing to send with. {fix}"


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


def _inside_site(environ: Mapping[str, str]) -> Iterator[str]:
    site, state, database = (environ.get(name, "") for name in (SITE, STATE, DATABASE))
    if site and state:
        yield from errors_inside_site(Path(site), STATE, Path(state))
    if site and database.startswith("sqlite:///"):
        yield from errors_inside_site(
            Path(site), DATABASE, Path(database.removeprefix("sqlite:///"))
        )


def errors_inside_site(site: Path, name: str, path: Path) -> Iterator[str]:
    """Yield an error if a path of the store is in the built site, where anyone could read it."""
    if path.resolve().is_relative_to(site.resolve()):
        fix = "Every reader could open it, and a build deletes it. Set it to a folder elsewhere."
        yield f"{name} is {path}, inside the site. {fix}"


def _keys(keys: str) -> Iterator[str]:
    fix = f"Make one with: {PROGRAM} feedback new-key"
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


def is_loopback(address: str) -> bool:
    """Return whether a web address is on this machine, by http."""
    parts = urlsplit(address)
    return parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")
