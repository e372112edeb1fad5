"""No text, however odd or long, gives anything but a list, and none takes for ever."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localoffer.model.service import Service
from localoffer.plain_language.check_words import LanguageLimits, check_words
from localoffer.plain_language.contradictions import contradictions
from localoffer.plain_language.passage import Passage
from localoffer.problems import Problem

SERVICE = Service.model_validate(
    {
        "name": "Club",
        "organization": "Clubs",
        "kind": "group",
        "summary": "A Saturday club for disabled children.",
        "topics": ["leisure"],
        "eligibility_description": "Open to all",
        "minimum_age": "5",
        "maximum_age": "11",
        "needs": ["any"],
        "diagnosis_needed": "no",
        "ehc_plan_needed": "no",
        "application_process": "Phone us.",
        "referral": ["self"],
        "free": "no",
        "fees_description": "£4",
        "cost_options": [{"option": "Day", "amount": "4"}],
        "attending_type": ["venue"],
        "service_areas": ["sandmere"],
        "locations": [
            {
                "name": "Hall",
                "address_1": "1 Hill Road",
                "postal_code": "SC1 4AB",
                "access": {"step-free": "yes", "lift": "yes", "blue-badge-parking": "yes"},
            }
        ],
        "email": "hello@example.org",
        "assured_date": "2026-09-01",
        "assured_by": "Team",
        "owner": "team",
    }
)


def everything(text: str) -> list[Problem]:
    passages = [Passage("a.md", 7, "", text), Passage("a.md", 2, "summary", text)]
    return check_words(passages, LanguageLimits(11)) + contradictions(
        SERVICE, passages, lambda _: 1
    )


@given(st.text())
def test_any_text_gives_a_list_of_problems_on_its_own_lines(text: str) -> None:
    for problem in everything(text):
        assert 2 <= problem.line <= 7 + text.count("\n")
        assert problem.message
        assert problem.fix


PIECES = ["\n", "\n\n", "# ", "## ", "- ", "> ", "| ", "|--|", "```", "`", "[", "](", "](/a/)", ")",
          "](/glossary/#ot)", "<!--", "-->", "<b>", "<", "{", "{{", "*", "_", "__", "OT", " (OT) ",
          "here", "https://a.example", "www.", "a", "e.g. ", ". ", "no lift ", "stairs ", "£4 ",
          "aged 5 to 99 ", "for under ", "closed ", "TODO", "ہم", " ", "\t", "    ", "---",
          "===", "[a]: /b", "&nbsp;", "\\", "'", '"', "1. ", "İ"]  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_heap_of_marks_gives_a_list_of_problems_on_its_own_lines(text: str) -> None:
    for problem in everything(text):
        assert 2 <= problem.line <= 7 + text.count("\n")


@pytest.mark.parametrize(
    "piece",
    [*PIECES, "[a](b(", '[a](b "', "[a](()", "![](", "<a ", "_a", "__a",
     "a.' ", "A", "aA", "A ",
     "(OT ",
     "no ", "n't ", "for a ", "£1", "5 to ", "x", "in order to ", "steps ", "1", "-", "{:",
     "<!-- a ", "[[", "a [b]", "don't have a lift ", "We don't. ", "utilise ", "'utilise' ",
     "CCG "],
)  # fmt: skip
def test_a_line_of_200_000_characters_is_read_in_one_go(piece: str) -> None:
    """It would take hours if any expression looked back over what it had read."""
    assert isinstance(everything(piece * (200_000 // len(piece))), list)
