"""The examples in deploy/nginx where the service behind them does not answer."""

from pathlib import Path

import pytest

from tests.support.council_process import found_council
from tests.support.deploy import Ports, nginx_before
from tests.support.free_port import free_port


@pytest.mark.parametrize("path", ["", "/local-offer"], ids=["at the root", "below a path"])
def test_where_the_service_is_down_families_get_a_page_of_the_site(
    path: str, tmp_path: Path
) -> None:
    secure, plain, nobody = free_port(), free_port(), free_port()
    council = found_council(tmp_path / "council")
    council.build("--base-url", f"https://localhost:{secure}{path}/")
    ports = Ports(secure, plain, f"127.0.0.1:{nobody}")
    with nginx_before(tmp_path, council.site, path, ports) as front:
        for body in (None, b"wrong=The+bus"):
            answer = front.ask("/feedback/comment", body, Origin=front.origin)
            assert answer.status == 503
            assert b"Wait a few minutes, and send them again" in answer.body
            assert len(answer.headers.get_all("Content-Security-Policy", [])) == 1
        assert front.ask("/").status == 200
