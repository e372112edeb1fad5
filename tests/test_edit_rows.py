"""Rows of a file are changed one by one: what stands around them stays, and all reads back."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.problems import Problem
from localoffer.read.yaml_parser import parse
from localoffer.write.edit_rows import YamlRows, edited_rows, read_rows, rows_in

ORDER = ("id", "name", "words", "phones", "note")
FILE = """\
# Ours.
- id: one
  name: One  # the first
  words: [a, b]

  # Ring them.
  phones:
    - {number: 01632 960100}
# About two.
-   id: two
    name: >-
      A long
      name
- {id: three, name: Three}  # in one line
- {id: four,
   name: Four}

# The end.
"""


def _rows(text: str) -> YamlRows:
    found = rows_in("x.yaml", text, ORDER)
    assert not isinstance(found, Problem), found
    return found


def _changed(number: int, **values: Any) -> str:
    return edited_rows(_rows(FILE), {number: values})


def test_a_file_that_nothing_changes_stays_as_it_is() -> None:
    assert edited_rows(_rows(FILE), {}) == FILE


@pytest.mark.parametrize(
    ("number", "values", "old", "new"),
    [
        (0, {"name": "Uno"}, "  name: One  # the first", "  name: Uno  # the first"),
        (0, {"id": "uno"}, "- id: one", "- id: uno"),
        (0, {"words": None}, "  words: [a, b]\n", ""),
        (0, {"id": None}, "- id: one\n  name: One", "- name: One"),
        (0, {"note": "New"}, "960100}\n", "960100}\n  note: New\n"),
        (0, {"phones": [{"number": "999"}]}, "{number: 01632 960100}", "{number: 999}"),
        (1, {"name": "Two"}, "name: >-\n      A long\n      name", "name: Two"),
        (2, {"name": "Drei"}, "{id: three, name: Three}  #", "{id: three, name: Drei}  #"),
        (2, {"words": ["x", "y"]}, "Three}  #", "Three, words: [x, y]}  #"),
        (2, {"note": "n" * 90}, "- {id: three, name: Three}  # in one line",
         f"- id: three\n  name: Three\n  note: {'n' * 90}"),
        (3, {"name": "Vier"}, "{id: four,\n   name: Four}", "{id: four, name: Vier}"),
    ],
)  # fmt: skip
def test_one_row_changes_and_no_other_line(
    number: int, values: dict[str, Any], old: str, new: str
) -> None:
    assert FILE.count(old) == 1
    assert _changed(number, **values) == FILE.replace(old, new)


def test_new_rows_stand_at_the_end_as_the_last_one_does() -> None:
    flow = "- {id: a, name: A}\n"
    assert (
        edited_rows(_rows(flow), {}, [{"name": "B", "id": "b"}]) == f"{flow}- {{id: b, name: B}}\n"
    )
    apart = "- id: a\n  name: A\n\n- id: b\n  name: B\n"
    assert edited_rows(_rows(apart), {}, [{"id": "c"}]) == f"{apart}\n- id: c\n"
    indented = "  - id: a\n    name: A\n"
    assert edited_rows(_rows(indented), {}, [{"id": "c", "note": "N"}]) == (
        f"{indented}  - id: c\n    note: N\n"
    )
    for empty in ("", "# None yet.\n", "# None yet.\n[]\n"):
        start = "# None yet.\n" if empty else ""
        assert edited_rows(_rows(empty), {}, [{"id": "c", "words": ["x"]}]) == (
            f"{start}- id: c\n  words: [x]\n"
        )


def test_line_ends_of_windows_stay(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(FILE.replace("\n", "\r\n").encode())
    found = read_rows(tmp_path, "x.yaml", ORDER)
    assert isinstance(found, YamlRows)
    assert (
        edited_rows(found, {0: {"id": "uno"}}, [{"id": "z"}]).count("\r\n") == FILE.count("\n") + 1
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id: one\n", "This file is a list of rows."),
        ("- one\n", "This file is a list of rows."),
        ("[{id: one}, {id: two}]\n", "Several rows stand on one line."),
        ("- id: [one\n", ""),
    ],
)
def test_a_file_that_cannot_be_changed_row_by_row_is_told(text: str, told: str) -> None:
    found = rows_in("x.yaml", text, ORDER)
    assert isinstance(found, Problem)
    assert told in found.message


TEXT = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)
    .map(str.strip)
    .filter(lambda text: text not in ("", "~", "null"))
)
VALUE = st.one_of(
    TEXT,
    st.lists(TEXT, min_size=1, max_size=4),
    st.lists(st.fixed_dictionaries({"number": TEXT}), min_size=1, max_size=3),
    st.lists(
        st.fixed_dictionaries({"number": TEXT, "days": st.lists(TEXT, min_size=1, max_size=2)}),
        min_size=1,
        max_size=2,
    ),
    st.fixed_dictionaries({"number": TEXT, "access": st.fixed_dictionaries({"lift": TEXT})}),
)


@given(
    st.dictionaries(
        st.integers(0, 3), st.dictionaries(st.sampled_from(ORDER[1:]), VALUE, max_size=3)
    ),
    st.lists(st.dictionaries(st.sampled_from(ORDER), VALUE, min_size=1), max_size=2),
)
def test_whatever_is_written_reads_back_as_it_was_meant(
    changes: dict[int, dict[str, Any]], added: list[dict[str, Any]]
) -> None:
    before = parse(FILE, "x.yaml").values
    after = parse(edited_rows(_rows(FILE), changes, added), "x.yaml")
    assert after.problems == []
    assert after.values == [
        *({**row, **changes.get(number, {})} for number, row in enumerate(before)), *added,
    ]  # fmt: skip
