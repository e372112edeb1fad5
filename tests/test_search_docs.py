"""What docs/search.md shows of the search is what the search says, numbers aside."""

import re
import shlex
import shutil
from pathlib import Path
from textwrap import dedent

import pytest

from localoffer.cli import Plugins
from localoffer.cli.plugins import ALL_PLUGINS
from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "search.md").read_text(encoding="utf-8")
SHOWN = re.compile(
    r"^ *```\n *local-offer (search .+)\n *```\n+ *```\n((?:.*\n)+?) *```$", re.MULTILINE
)
ROW = re.search(r"```yaml\n((?: *.*runner.*\n)(?:.+\n)+?) *```", GUIDE)


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The example council's content, as it is and with the word that the guide adds."""
    folder = tmp_path_factory.mktemp("guide")
    before = shutil.copytree(ROOT / "content", folder / "before")
    after = shutil.copytree(ROOT / "content", folder / "after")
    words = after / "vocabulary" / "synonyms.yaml"
    assert ROW
    with words.open("a", encoding="utf-8") as file:
        file.write(dedent(ROW[1]))
    return before, after


def _plain(text: str) -> list[str]:
    """The lines without numbers, except a result's place; reasons move with their points."""
    lines = (re.sub(r"=\w+\.\w+", "=", line.strip()) for line in text.splitlines())
    return sorted(re.sub(r"(?!^\d+\. )\d[\d,.]*", "0", line) for line in lines if line)


@pytest.mark.parametrize(("words", "told"), SHOWN.findall(GUIDE), ids=lambda text: text[:40])
def test_the_search_says_what_the_guide_shows(
    words: str,
    told: str,
    contents: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    before, after = contents
    is_changed = "runner" in words and "/guides/" in told
    content = str(after if is_changed else before)
    run_in(
        ROOT,
        [*shlex.split(words), "--content", content],
        Plugins(ALL_PLUGINS.commands),
    )
    assert _plain(capsys.readouterr().out) == _plain(told)
