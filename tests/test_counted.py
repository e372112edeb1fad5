"""A count and its noun agree, in what is printed after an import and elsewhere."""

import pytest

from localoffer.calendar_days import day_of_build
from localoffer.counted import counted, noun_of
from localoffer.importers.shared.import_report import ImportRun, summary
from localoffer.importers.shared.import_result import ImportAction, ImportResult
from localoffer.importers.shared.merge import MergeConflict
from localoffer.importers.shared.notes import Note

REFUSED = Note("email", 'value that the checks refuse: "a@b" is none.', "a@b", lost=True)
PHONE = Note("phones", "phone number in a text only: is it theirs?", to_check=True)


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (1200, "1,200 pages")]
)
def test_a_noun_goes_with_its_number(number: int, said: str) -> None:
    assert counted(number, "page") == said
    assert noun_of(number, "is", "are") == ("is" if number == 1 else "are")


@pytest.mark.parametrize(
    ("number", "lines"),
    [
        (1, ["Read 1 record of a.json.", "      1  record: phone number in a text only",
             "      1  record: value that the checks refuse (email)",
             "      1  field changed here and in the feed: ours was kept, see",
             "      1  draft, which still lacks what families need"]),
        (2, ["Read 2 records of a.json.", "      2  records: phone number in a text only",
             "      2  fields changed here and in the feed: ours were kept, see",
             "      2  drafts, which still lack what families need"]),
    ],
)  # fmt: skip
def test_an_import_counts_records_and_not_what_is_in_them(number: int, lines: list[str]) -> None:
    conflict = MergeConflict("summary", "a", "b")
    result = ImportResult(
        ImportAction.UPDATED, "A", missing=["needs"], conflicts=[conflict], notes=[PHONE, REFUSED]
    )
    run = ImportRun("a.json", day_of_build({}), number, [result] * number, ())
    said = summary(run, "content", "report.md")
    assert all(line in said for line in lines), said
