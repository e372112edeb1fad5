"""A feed's words map themselves where they are names of ours, and are told where they are not."""

import json
from pathlib import Path
from typing import Any

import pytest

from localoffer.importers.shared.council_lists import read_council_lists
from localoffer.importers.shared.term_meanings import term_key
from localoffer.problems import Problem
from localoffer.read.front_matter import split
from localoffer.read.yaml_parser import parse
from tests.support.command_line import run_in
from tests.support.example_facts import ROOT

ID = "11111111-2222-3333-4444-555555555555"


def _imported(council: Path, rules: str = "", **fields: Any) -> tuple[dict[str, Any], str]:
    """Import one service; return its header and the report."""
    if rules:
        (council / "importing.yaml").write_text(rules, encoding="utf-8")
    feed, report = council.parent / "feed.json", council.parent / "report.md"
    feed.write_text(json.dumps([{"id": ID, "name": "Otter Club", **fields}]), encoding="utf-8")
    words = ["import", "open-referral", str(feed), "--content", str(council)]
    assert run_in(council.parent, [*words, "--report", str(report)]) == 0
    (file,) = (council / "services").glob("*.md")
    parts = split(file.read_text(encoding="utf-8"), file.name)
    assert not isinstance(parts, Problem)
    return parse(parts[0], file.name).values, report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "fields",
    [
        {"pc_targetAudience": [{"audienceType": "Autism "}]},
        {"pc_targetAudience": [{"audienceType": "Disabled People>Autism"}]},
        {"send_needs": [{"id": 1, "name": "AUTISM", "slug": "autism"}]},
        {"suitabilities": [{"id": 6, "label": "Autism", "slug": "autism"}]},
        {"taxonomies": [{"id": 1, "name": "Autism"}]},
        {"service_taxonomys": [{"taxonomy": {"id": "1", "name": "Autistic"}}]},
        {"attributes": [{"taxonomy_term": {"name": "Aspergers"}}]},
        {"categories": ["Autism Spectrum Condition"]},
        {"keywords": ["ASD"]},
        {"eligibilitys": [{"eligibility": "Autism"}]},
    ],
)
def test_a_word_that_is_a_need_of_ours_maps_itself_wherever_the_feed_has_it(
    council: Path, fields: dict[str, Any]
) -> None:
    values, _ = _imported(council, description="We meet by the river.", **fields)
    assert values["needs"] == ["autism"]
    assert values["inferred_fields"] == ["needs"]


@pytest.mark.parametrize(
    ("term", "field", "expected"),
    [
        ("Learning Disabilities", "needs", ["learning-disability"]),
        ("learning-disability", "needs", ["learning-disability"]),
        ("Mental health", "needs", ["mental-health"]),
        ("Communication and Interaction", "needs", ["speech-and-language"]),
        ("Cognition & learning needs", "needs", ["learning-difficulties"]),
        ("Social, emotional and mental health difficulties", "needs", ["mental-health"]),
        ("Hearing impairment", "needs", ["hearing"]),
        ("Visually Impaired", "needs", ["vision"]),
        ("Visual", "needs", ["vision"]),
        ("Disabled people", "needs", ["any"]),
        ("Long Term Health Conditions", "needs", ["medical"]),
        ("Support groups", "kind", "group"),
        ("Short Breaks", "kind", "short-break"),
        ("Ages 5 to 11", "minimum_age", "5"),
        ("Under 5s", "maximum_age", "4"),
        ("11 to 15", "minimum_age", "11"),
    ],
)  # fmt: skip
def test_names_of_lists_and_topics_map_themselves(
    council: Path, term: str, field: str, expected: object
) -> None:
    values, _ = _imported(council, description="We meet by the river.", taxonomies=[term])
    assert values[field] == expected
    assert field in values["inferred_fields"]


def test_titles_of_topics_map_themselves(council: Path) -> None:
    (council / "topics").mkdir()
    topic = (ROOT / "national" / "topics" / "autism-and-adhd.md").read_text(encoding="utf-8")
    (council / "topics" / "autism-and-adhd.md").write_text(topic, encoding="utf-8")
    values, _ = _imported(council, description="We meet.", taxonomies=["Autism & ADHD"])
    assert values["topics"] == ["autism-and-adhd"]


def test_what_the_council_leaves_out_of_the_national_lists_has_no_name(council: Path) -> None:
    (council / "lists" / "needs.yaml").unlink()
    site = council / "site.yaml"
    text = site.read_text(encoding="utf-8").replace("national: no\n", "")
    left_out = "leave_out: [topics/autism-and-adhd.md, lists/needs.yaml#autism]\n"
    site.write_text(left_out + text, encoding="utf-8")
    lists = read_council_lists(council, ROOT, None)
    assert term_key("Autism") not in lists.meanings
    assert term_key("Autism and ADHD") not in lists.meanings
    assert lists.meanings[term_key("ADHD")].needs == ("adhd",)


@pytest.mark.parametrize(
    "term",
    [
        "Everyone",
        "All",
        "Any",
        "Special needs",
        "Sensory and physical",
        "Men",
        "Hi",
        "Add",
        "Autism (not)",
    ],
)
def test_a_word_that_names_no_need_stays_and_is_told(council: Path, term: str) -> None:
    values, report = _imported(
        council, description="We meet.", pc_targetAudience=[{"audienceType": term}]
    )
    assert "needs" not in values
    assert f"| 1 | {term} |" in report


def test_what_importing_yaml_says_counts_before_names_and_is_not_marked(council: Path) -> None:
    rules = (
        "- {term: Autism, needs: [adhd]}\n"
        "- {term: Little ones, minimum_age: 0, maximum_age: 4}\n"
        "- {term: Ramp, access: [step-free]}\n"
    )
    values, report = _imported(
        council, rules, description="We meet by the river.",
        taxonomies=["autism", "little one"],
        locations=[{
            "name": "Otter Hall", "address_1": "1 Mill Lane", "city": "Sandmere",
            "postal_code": "SC1 1AA",
            "accessibilities": [{"name": "Ramp"}, {"name": "Quiet spaces"}],
        }],
    )  # fmt: skip
    assert (values["needs"], values["minimum_age"], values["maximum_age"]) == (["adhd"], "0", "4")
    assert values["locations"][0]["access"] == {"step-free": "yes", "quiet-space": "yes"}
    assert "inferred_fields" not in values
    assert "Words of the feed that mean nothing here yet" not in report


def test_a_term_that_means_nothing_gives_nothing_and_is_told_no_more(council: Path) -> None:
    words: dict[str, Any] = {
        "taxonomies": ["Men", "Autism"],
        "service_areas": [{"name": "Atlantis"}],
    }
    before, report = _imported(council, description="We meet by the river.", **words)
    assert before["needs"] == ["autism"]
    assert "| 1 | Men |" in report
    assert "| 1 | Atlantis |" in report
    rules = "".join(
        f"- {{term: {word}, means: nothing}}\n" for word in ("Men", "Autism", "Atlantis")
    )
    values, report = _imported(council, rules, description="We meet by the river.", **words)
    assert "needs" not in values
    assert "Words of the feed that mean nothing here yet" not in report
    assert "Atlantis" not in report


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{term: Men}", "or means: nothing."),
        ("{term: Men, means: all}", "means"),
        ("{term: Men, means: nothing, kind: childcare}", '"Men" means nothing, and kind is beside'),
        ("{feed: example, name: Kent, means: nothing}", "means is about no term."),
    ],
)
def test_a_row_that_means_nothing_says_nothing_else(
    council: Path, row: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (council / "importing.yaml").write_text(f"- {row}\n", encoding="utf-8")
    assert run_in(ROOT, ["check", "--content", str(council)]) == 1
    assert told in capsys.readouterr().out


def test_an_id_that_is_not_there_is_told_with_its_line_by_each_import(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = (
        "- {term: Kites, needs: [sensory]}\n- {term: Boats, topics: [short-braeks], kind: clab}\n"
    )
    for _ in range(2):
        values, report = _imported(council, rules, description="We meet.", taxonomies=["Kites"])
        said = capsys.readouterr().out
        for text in (said, report):
            assert (
                'importing.yaml, line 2, topics.1: "short-braeks" is not in the folder topics. '
                in text
            )
            assert 'importing.yaml, line 2, kind: "clab" is not in lists/kinds.yaml. ' in text
            assert text.count("Nothing was mapped to it.") == 2
        assert values["needs"] == ["sensory"]


def test_two_names_that_give_two_kinds_give_none_and_it_is_told(council: Path) -> None:
    values, report = _imported(
        council, description="We meet by the river.", taxonomies=["Therapy", "Support group"]
    )
    assert "kind" not in values
    assert "terms that name several kinds" in report


def test_ages_of_terms_give_way_to_the_feeds_own(council: Path) -> None:
    values, _ = _imported(
        council, description="We meet by the river.", taxonomies=["0 to 4"], min_age=6
    )
    assert (values["minimum_age"], values.get("maximum_age")) == ("6", None)
    assert "inferred_fields" not in values


def test_what_words_give_is_named_for_a_person_to_look_at(council: Path) -> None:
    values, report = _imported(
        council,
        description="A club for autistic children aged 8 to 12. Tickets are £4.",
        organization={"name": "Riverbank"},
    )
    assert values["inferred_fields"] == [
        "cost_options", "fees_description", "free", "maximum_age", "minimum_age", "needs",
    ]  # fmt: skip
    assert (values["minimum_age"], values["maximum_age"]) == ("8", "12")
    assert (values["needs"], values["free"]) == (["autism"], "no")
    assert "ages taken out of words" in report


def test_fees_in_words_become_prices_and_the_words_stay(council: Path) -> None:
    values, _ = _imported(council, description="We meet.", fees="Adults £6, children £4")
    assert values["fees_description"] == "Adults £6, children £4"
    assert values["cost_options"] == [
        {"option": "Adults", "amount": "6"},
        {"option": "Children", "amount": "4"},
    ]
    assert values["inferred_fields"] == ["cost_options", "free"]


def test_what_the_feed_says_itself_is_not_marked(council: Path) -> None:
    values, _ = _imported(
        council, description="We meet by the river. £4.50 per family.", free=False, min_age=5
    )
    assert (values["free"], values["minimum_age"]) == ("no", "5")
    assert values["inferred_fields"] == ["cost_options", "fees_description"]


def test_a_name_that_a_person_took_from_the_list_does_not_come_back(council: Path) -> None:
    fields: dict[str, Any] = {"description": "A club for children aged 8 to 12."}
    _imported(council, **fields)
    (file,) = (council / "services").glob("*.md")
    text = file.read_text(encoding="utf-8")
    assert "inferred_fields: [maximum_age, minimum_age]\n" in text
    text = text.replace("inferred_fields: [maximum_age, minimum_age]\n", "")
    file.write_text(text, encoding="utf-8")
    values, _ = _imported(council, **fields)
    assert "inferred_fields" not in values


def test_a_field_that_a_person_wrote_anew_is_not_worked_out_any_more(council: Path) -> None:
    fields: dict[str, Any] = {"description": "A club for children aged 8 to 12."}
    _imported(council, **fields)
    (file,) = (council / "services").glob("*.md")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("minimum_age: 8", "minimum_age: 7"), encoding="utf-8")
    values, _ = _imported(council, **fields)
    assert (values["minimum_age"], values["inferred_fields"]) == ("7", ["maximum_age"])


def test_a_field_worked_out_later_is_named_beside_those_that_are_left(council: Path) -> None:
    _imported(council, description="A club for children aged 8 to 12.")
    (file,) = (council / "services").glob("*.md")
    text = file.read_text(encoding="utf-8")
    text = text.replace("[maximum_age, minimum_age]", "[maximum_age]")
    file.write_text(text, encoding="utf-8")
    values, _ = _imported(council, description="A club for autistic children aged 8 to 12.")
    assert values["inferred_fields"] == ["maximum_age", "needs"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Support groups", "support group", True),
        ("Children & young people", "children and young people", True),
        ("Speech-and-language", "Speech and language", True),
        ("Down's syndrome", "Downs Syndrome", True),
        ("British sign language (BSL)", "British Sign Language", True),
        ("HI", "Hi", False),
        ("Autism (not)", "Autism", False),
        ("Senses", "Sense", True),
        ("Disability", "Disabilities", True),
        ("Nurses", "Nursery", False),
    ],
)
def test_capitals_hyphens_and_plurals_do_not_count(one: str, other: str, *, same: bool) -> None:
    assert (term_key(one) == term_key(other)) is same
