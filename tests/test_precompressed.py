"""Beside each text that gains by it lies the same, gzipped and in brotli, and it goes with it."""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from localoffer.cli.plugins import ALL_PLUGINS
from localoffer.precompressed import BROTLI, ENCODINGS, GZIP, Encoding
from localoffer.publish import PlannedFile, PublishResult, publish
from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
LONG = "Short breaks for families in every village of the county. " * 100


def planned(path: str, text: str = LONG, key: str = "") -> PlannedFile:
    return PlannedFile(path, key or text[:20], text.encode)


def published(
    tmp_path: Path, *files: PlannedFile, encodings: tuple[Encoding, ...] = ENCODINGS
) -> PublishResult:
    return publish(files, tmp_path / "site", tmp_path / "state", encodings)


def names(site: Path) -> set[str]:
    files = (file for file in site.rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix() for file in files} - {"build.json"}


def unpacked(file: Path) -> bytes:
    content = file.read_bytes()
    return gzip.decompress(content) if file.suffix == ".gz" else brotli.decompress(content)


def test_only_a_text_that_gains_by_it_has_compressed_files_beside_it(tmp_path: Path) -> None:
    files = (
        planned("a/index.html"),
        planned("short.html", "Short."),
        planned("picture.png"),
        planned("font.woff2"),
    )
    published(tmp_path, *files, encodings=(Encoding("gzip", ".gz", lambda text: text[:-9]),))
    assert names(tmp_path / "site") == {file.path for file in files}
    published(tmp_path, *files)
    beside = names(tmp_path / "site") - {file.path for file in files}
    assert beside >= {"a/index.html.br", "a/index.html.gz"}
    assert not {"short.html.gz", "picture.png.gz", "font.woff2.br"} & beside
    for name in beside:
        assert unpacked(tmp_path / "site" / name) == (tmp_path / "site" / name[:-3]).read_bytes()


def test_the_same_text_gives_the_same_bytes_with_no_time_and_no_name_in_them(
    tmp_path: Path,
) -> None:
    for place in ("one", "two"):
        published(tmp_path / place, planned(f"{place}.html"))
    for ending in (".gz", ".br"):
        one, two = (tmp_path / name / "site" / f"{name}.html{ending}" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
    head = (tmp_path / "one/site/one.html.gz").read_bytes()[:8]
    assert (head[3], head[4:8]) == (0, b"\0\0\0\0"), "RFC 1952: no flags, no time"


def test_compressed_files_come_and_change_and_go_with_their_text(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = published(tmp_path, planned("a.html"), planned("b.html"))
    assert (first.written, first.removed) == (2, 0)
    assert (
        set(first.files)
        == names(site)
        == {f"{x}.html{y}" for x in "ab" for y in ("", ".br", ".gz")}
    )
    again = published(tmp_path, planned("a.html"), planned("b.html"))
    assert (again.written, again.unchanged) == (0, 2)
    changed = published(tmp_path, planned("a.html", f"Now {LONG}"))
    assert (changed.written, changed.removed) == (1, 1)
    assert names(site) == {"a.html", "a.html.br", "a.html.gz"}
    for name in ("a.html.br", "a.html.gz"):
        assert unpacked(site / name).startswith(b"Now ")
    published(tmp_path, planned("a.html", "Too short now."))
    assert names(site) == {"a.html"}


def test_a_text_that_is_made_anew_and_is_the_same_is_not_compressed_again(tmp_path: Path) -> None:
    published(tmp_path, planned("a.html", key="monday"))
    before = (tmp_path / "site/a.html.br").stat().st_mtime_ns
    result = published(tmp_path, planned("a.html", key="tuesday"))
    assert result.written == 1
    assert (tmp_path / "site/a.html.br").stat().st_mtime_ns == before
    assert published(tmp_path, planned("a.html", key="tuesday")).unchanged == 1


@pytest.mark.parametrize("harm", ["taken away", "written over"])
def test_a_compressed_file_that_somebody_changed_is_made_again(tmp_path: Path, harm: str) -> None:
    published(tmp_path, planned("a.html"))
    file = tmp_path / "site/a.html.br"
    file.unlink()
    if harm == "written over":
        file.write_bytes(b"something else")
    for key in ("", "made anew"):
        published(tmp_path, planned("a.html", key=key))
        assert unpacked(file) == LONG.encode()


def test_without_the_option_those_of_the_last_build_go(tmp_path: Path) -> None:
    published(tmp_path, planned("a.html"))
    published(tmp_path, planned("a.html"), encodings=(GZIP,))
    assert names(tmp_path / "site") == {"a.html", "a.html.gz"}
    published(tmp_path, planned("a.html"), encodings=())
    assert names(tmp_path / "site") == {"a.html"}
    published(tmp_path, planned("a.html"), encodings=(BROTLI,))
    assert names(tmp_path / "site") == {"a.html", "a.html.br"}


def test_a_build_cut_off_leaves_no_half_of_a_compressed_file(tmp_path: Path) -> None:
    def stop() -> bytes:
        raise KeyboardInterrupt

    published(tmp_path, planned("a.html"))
    before = {name: (tmp_path / "site" / name).read_bytes() for name in names(tmp_path / "site")}
    with pytest.raises(KeyboardInterrupt):
        published(tmp_path, planned("a.html", f"Now {LONG}"), PlannedFile("b.html", "b", stop))
    assert {
        name: (tmp_path / "site" / name).read_bytes() for name in names(tmp_path / "site")
    } == before


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder to build the good council in, on one day."""
    folder = tmp_path_factory.mktemp("council")
    for name in ("templates", "node_modules", "national"):
        (folder / name).symlink_to(ROOT / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795219200")
        yield folder


def build(council: Path, *options: str) -> dict[str, bytes]:
    words = ("build", "--content", str(GOOD), "--site", str(council / "site"), *options)
    assert run_in(council, words, ALL_PLUGINS) == 0
    site = council / "site"
    return {name: (site / name).read_bytes() for name in names(site) | {"build.json"}}


def test_a_whole_site_is_the_same_but_for_what_lies_beside_its_texts(council: Path) -> None:
    plain, with_them = build(council), build(council, "--precompress")
    beside = set(with_them) - set(plain)
    assert {name.rpartition(".")[2] for name in beside} == {"br", "gz"}
    assert {name: with_them[name] for name in plain} == plain
    assert {"index.html.br", "search/facts.json.gz", "sitemap.xml.gz"} <= beside
    assert b".br<" not in with_them["sitemap.xml"]
    report = json.loads(with_them["build.json"])
    assert [one for one in report["addresses"] if one.endswith((".br", ".gz"))] == []
    assert build(council) == plain


def test_where_brotli_is_not_installed_gzip_is_written_and_a_sentence_says_how_to_have_both(
    council: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "brotli", None)
        alone = build(council, "--precompress")
        said = capsys.readouterr().err
        assert (
            "The Python package brotli is not installed, so texts are compressed with gzip" in said
        )
        assert not [name for name in alone if name.endswith(".br")]
        assert "index.html.gz" in alone
    assert "index.html.br" in build(council, "--precompress"), "once it is installed"
    assert "brotli" not in capsys.readouterr().err
