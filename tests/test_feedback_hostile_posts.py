"""Posts that no page of ours sends are each answered, by workers that live on.

Twenty thousand, with the memory of the workers, are in benchmarks/feedback_hostile.py.
"""

from pathlib import Path

from benchmarks.feedback_hostile import hostile_posts, memory, send
from tests.support.feedback_server import serving_feedback

POSTS = 40


def test_hostile_posts_are_answered_and_no_worker_is_lost(tmp_path: Path) -> None:
    with serving_feedback(f"sqlite:///{tmp_path / 'store.sqlite3'}", 1, tmp_path / "log") as server:
        workers = server.worker_ids()
        answers = {send(server, post) for post in hostile_posts(POSTS)}
        assert server.worker_ids() == workers
        assert 0 < memory(server) < 1_000
    assert answers <= {"303", "400", "403", "404", "413", "429", "none"}
    assert {"400", "403", "413"} <= answers
