"""What docs/writing.md says to write is right, and becomes what it says."""

import re
from itertools import chain
from pathlib import Path

from localoffer.markdown import to_html
from localoffer.read.markdown_body import not_rendered
from localoffer.read.markdown_lines import line_slips
from localoffer.read.merge_markers import merge_problems
from localoffer.read.yaml_parser import parse

TEXT = (Path(__file__).parent.parent / "docs" / "writing.md").read_text(encoding="utf-8")


def samples(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", TEXT, re.DOTALL)


def test_every_sample_of_a_text_is_right() -> None:
    found = samples("markdown")
    assert len(found) == 6
    for sample in found:
        told = chain(line_slips(sample, "a.md", 1), not_rendered(sample, "a.md", 1))
        assert [*told] == [], sample


def test_every_sample_of_a_text_becomes_what_is_said() -> None:
    html = "".join(to_html(sample) for sample in samples("markdown"))
    assert re.findall(r"<(ul|ol|h2|br|table)\b", html) == [
        "ul", "ul", "ol", "h2", "br", "br", "table",
    ]  # fmt: skip
    assert html.count("<a href=") == 2


def test_the_sample_of_a_header_is_read_and_that_of_a_merge_is_refused() -> None:
    (header,) = samples("yaml")
    assert parse(header, "a.yaml").problems == []
    merge = re.sub(r"^    ", "", TEXT.rpartition("\n\n    ")[2], flags=re.MULTILINE)
    (problem,) = merge_problems(merge, "a.md")
    assert "lines 1 (<<<<<<<), 3 (=======) and 5 (>>>>>>>)" in problem.fix
