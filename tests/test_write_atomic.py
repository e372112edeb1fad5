"""Files that are written whole or not at all."""

from pathlib import Path

import pytest

from localoffer.write.atomic import replace_file, write_file


def test_a_file_is_replaced_only_where_its_text_differs(tmp_path: Path) -> None:
    file = tmp_path / "lists" / "needs.yaml"
    assert replace_file(file, "- é\n")
    first = file.stat()
    assert not replace_file(file, "- é\n")
    assert file.stat().st_mtime_ns == first.st_mtime_ns
    assert replace_file(file, "- e\n")
    assert file.read_bytes() == b"- e\n"


def test_a_file_is_written_anew_even_if_it_holds_the_same(tmp_path: Path) -> None:
    file = tmp_path / "build.json"
    write_file(file, b"{", b"}")
    first = file.stat()
    write_file(file, b"{}")
    assert file.stat().st_ino != first.st_ino


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "build.json"
    file.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError):  # noqa: PT011 - raised by the line above
        write_file(file, b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("build.json", b"old")]
