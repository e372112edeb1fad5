"""What is learned of a kind's pages is learned anew when what they count has changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from localoffer.editor.preview.preview_files import preview_files
from localoffer.model.annual_report import Consultation, YearCounts
from localoffer.model.base import Record
from localoffer.model.comment import Comment
from localoffer.model.service import Service
from localoffer.model.survey import Survey, SurveyResult
from localoffer.offer import Offer
from localoffer.pipeline import CheckResult, Task, check
from localoffer.publish import PlannedFile
from localoffer.render.assets import make_assets
from localoffer.render.environment import make_environment

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def checked() -> CheckResult:
    """The example council."""
    return check(Task(ROOT / "content", ROOT, ROOT / ".localoffer", TODAY))


def _planned(checked: CheckResult, offer: Offer, state: Path) -> Mapping[str, PlannedFile]:
    assets = make_assets(checked.design, offer.site.colours, offer.site.looks, state)
    environment = make_environment(checked.design, offer, assets, checked.base)
    files = preview_files(environment, offer, checked.pictures, "")
    return {Path(file.path).stem: file for file in files}


def _changed(offer: Offer, model: type[Record]) -> Offer:
    """The offer with the file of one record changed."""
    first, *others = offer.entries(model)
    return offer.with_entries(model, (replace(first, digest="another"), *others))


@pytest.mark.parametrize("model", [Comment, YearCounts, SurveyResult, Survey, Consultation])
def test_reports_and_surveys_are_learned_anew_when_what_they_count_has_changed(
    checked: CheckResult, tmp_path: Path, model: type[Record]
) -> None:
    offer = checked.offer
    assert offer
    before = _planned(checked, offer, tmp_path)
    after = _planned(checked, _changed(offer, model), tmp_path)
    assert {kind for kind in before if before[kind].key != after[kind].key} == {"review", "survey"}


def test_a_count_that_changed_is_in_what_is_learned_of_the_report_and_in_its_key(
    checked: CheckResult, tmp_path: Path
) -> None:
    offer = checked.offer
    assert offer
    entry = next(one for one in offer.counts if one.slug in {two.slug for two in offer.reviews})
    more = entry.record.model_copy(update={"received": entry.record.received + 1000})
    others = tuple(one for one in offer.counts if one is not entry)
    other = offer.with_entries(YearCounts, (*others, replace(entry, record=more, digest="another")))
    before = _planned(checked, offer, tmp_path)["review"]
    after = _planned(checked, other, tmp_path)["review"]
    assert before.make() != after.make()
    assert before.key != after.key


def test_the_name_of_a_page_that_comments_lead_to_is_in_the_key_of_reports_alone(
    checked: CheckResult, tmp_path: Path
) -> None:
    offer = checked.offer
    assert offer
    first, *others = offer.services
    renamed = replace(first, record=first.record.model_copy(update={"name": "Another name"}))
    before = _planned(checked, offer, tmp_path)
    after = _planned(checked, offer.with_entries(Service, (renamed, *others)), tmp_path)
    changed = {kind for kind in before if before[kind].key != after[kind].key}
    assert changed == {"records", "review", "survey"}
