"""Kill the service a thousand times under load: ``python -m benchmarks.feedback_kills``.

Half of the kills on SQLite with two workers, half on PostgreSQL with four; three of four are of a
worker, one is of the whole service, which is started again. Families send without pause and send
again until they are answered. The table goes to standard output, progress to standard error.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from checks.postgres import serving_postgres
from tests.support.feedback_families import count_kept, families_sending
from tests.support.feedback_kills import kill_again_and_again
from tests.support.feedback_server import serving_feedback

_FAMILIES = 8
_TOLD_EVERY = 25


def main() -> None:
    """Kill and count on both stores; end with an error where anything was lost or doubled."""
    parser = ArgumentParser(description="Kill the service again and again under load.")
    parser.add_argument("--kills", type=int, default=1_000, help="over both stores")
    kills = parser.parse_args().kills
    with TemporaryDirectory() as name, serving_postgres() as postgres:
        folder = Path(name)
        stores = {
            f"sqlite:///{folder / 'store.sqlite3'}": ("SQLite", 2, kills // 2),
            postgres: ("PostgreSQL", 4, kills - kills // 2),
        }
        sys.stdout.write("| store | kills | acknowledged | lost | doubled | unanswered tries |\n")
        sys.stdout.write("|---|--:|--:|--:|--:|--:|\n")
        is_whole = [_run(address, folder, *store) for address, store in stores.items()]
    if not all(is_whole):
        raise SystemExit("Something was lost or doubled.")


def _run(database: str, folder: Path, name: str, workers: int, number: int) -> bool:
    """Kill on one store, write its row of the table; return whether all was kept once."""
    with (
        serving_feedback(database, workers, folder / "log") as server,
        families_sending(server.send, _FAMILIES) as families,
    ):
        for kill in kill_again_and_again(server, number):
            if kill % _TOLD_EVERY == 0:
                sys.stderr.write(f"{name}: {kill} kills\n")
    kept, unanswered = count_kept(families, database), sum(one.unanswered for one in families)
    sys.stdout.write(
        f"| {name} | {number:,} | {kept.acknowledged:,} | {kept.lost} | {kept.doubled} "
        f"| {unanswered:,} |\n"
    )
    sys.stdout.flush()
    return not (kept.lost or kept.doubled)


if __name__ == "__main__":
    main()
