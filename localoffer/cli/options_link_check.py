"""The options of ``check-links``: which addresses to visit, and for how long."""

from argparse import ArgumentParser, ArgumentTypeError
from ipaddress import IPv4Network, IPv6Network, ip_network

from localoffer.cli.options_shared import Commands, command_of, content_option


def link_check_options(commands: Commands) -> None:
    """Add ``check-links``."""
    command = command_of(
        commands, "check-links", "visit the content's web addresses and schools' reports, politely",
        "check-links --limit-minutes 30",
    )  # fmt: skip
    content_option(command)
    _selection(command)
    command.add_argument(
        "--limit-minutes", type=_positive, metavar="N", help="stop then; the next run goes on"
    )
    command.add_argument(
        "--timeout", type=_positive, metavar="SECONDS", help="for one request, to its end (60)"
    )
    command.add_argument(
        "--user-agent-contact", default="", metavar="CONTACT",
        help="whom a website can write to about the visits, if not site.yaml's e-mail address",
    )  # fmt: skip
    command.add_argument(
        "--private-network", type=_network, action="append", default=[], metavar="NETWORK",
        help="visit addresses in this private network too, such as 10.20.0.0/16 (again for more)",
    )  # fmt: skip


def _selection(command: ArgumentParser) -> None:
    command.add_argument(
        "--only", choices=("reports", "links"), help="schools' reports alone, or all but those"
    )
    command.add_argument(
        "--schools", nargs="+", action="extend", default=[], metavar="SLUG",
        help="the addresses of these schools alone, by the names of their files",
    )  # fmt: skip
    command.add_argument(
        "--again-after", type=_days, default=7, metavar="DAYS",
        help="leave out what was visited in the last DAYS days (7)",
    )  # fmt: skip


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise ArgumentTypeError(f'"{text}" is not a number above 0.')
    return number


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text)
    except ValueError:
        raise ArgumentTypeError(f'"{text}" is not a network, such as 10.20.0.0/16.') from None


def _days(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f'"{text}" is not a number of days. Enter 0 or more.')
    return int(text)
