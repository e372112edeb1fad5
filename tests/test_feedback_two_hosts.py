"""Two hosts of the service behind one nginx, on one PostgreSQL: one may be lost, families go on."""

import random
from collections.abc import Mapping
from pathlib import Path
from time import sleep

import pytest

from tests.support.feedback_families import assert_each_is_kept_once, families_sending
from tests.support.feedback_server import ask, serving_feedback, until_answered
from tests.support.free_port import free_port
from tests.support.nginx import forms_before, running_nginx

FAMILIES = 4
KILLS = 6


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_one_of_two_hosts_is_lost_again_and_again_and_no_family_sees_it(
    tmp_path: Path, databases: str
) -> None:
    chance, port = random.Random(7), free_port()  # noqa: S311 - no secret: when to kill

    def send(form: Mapping[str, str]) -> str | None:
        return ask("127.0.0.1", port, "POST", "/feedback/comment", form)

    with (
        serving_feedback(databases, 2, tmp_path / "one.log", "127.0.0.2") as one,
        serving_feedback(databases, 2, tmp_path / "two.log", "127.0.0.3") as lost,
        running_nginx(tmp_path, forms_before(port, one.at, lost.at)),
    ):
        until_answered(lambda: ask("127.0.0.1", port, "GET", "/feedback/comment"))
        with families_sending(send, FAMILIES) as families:
            for _ in range(KILLS):
                sleep(chance.uniform(0.05, 0.4))
                lost.kill()
                sleep(chance.uniform(0.05, 0.4))
                lost.start()
    assert [family.unanswered for family in families] == [0] * FAMILIES
    assert_each_is_kept_once(families, databases)
