"""What follows from a year's numbers: whoever subtracts and compares finds no few people."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from feedback.export.comment_facts import (
    CommentFact,
    counts_by,
    counts_by_theme,
    gaps_by_area,
    searches_by_area,
)
from feedback.states import State
from localoffer.model.comment_terms import NOT_SAID

THEMES, AREAS = ("money", "travel", "schools"), ("coast", "moor")
MATTERS, ROLES = ("missing", "content", "service"), ("parent", "young", "forum")

Sets = Iterator[frozenset[int]]
Rows = Iterable[Mapping[str, object]]


@st.composite
def facts_of_a_year(draw: st.DrawFn) -> tuple[CommentFact, ...]:
    """Draw a year: groups of comments that are alike, some large and some of one person."""
    facts: list[CommentFact] = []
    for _ in range(draw(st.integers(1, 7))):
        matter, role = draw(st.sampled_from(MATTERS)), draw(st.sampled_from((*ROLES, "")))
        area = draw(st.sampled_from((*AREAS, "", "a place that is gone")))
        themes = tuple(draw(st.sets(st.sampled_from(THEMES), max_size=2)))
        how = draw(st.sampled_from(["", "", "published", "merged"]))
        for _ in range(draw(st.sampled_from([1, 2, 3, 4, 5, 6, 9, 14]))):
            facts.append(_fact(len(facts), matter, role, area, themes, how))
    return tuple(facts)


def _fact(
    number: int, matter: str, role: str, area: str, themes: tuple[str, ...], how: str = ""
) -> CommentFact:
    return CommentFact(
        number, "comment", date(2026, 3, 1), State.NEW, "post", matter, role, "", area, themes,
        None, "", None, None, how == "published", how == "merged",
    )  # fmt: skip


def _ids(facts: Iterable[CommentFact]) -> frozenset[int]:
    return frozenset(fact.id for fact in facts)


def _is_few(some: frozenset[int], facts: Iterable[CommentFact], least: int) -> bool:
    """Whether a set, or what is left of it beside the published comments, is of a few people."""
    facts = tuple(facts)
    published = _ids(fact for fact in facts if fact.is_published)
    heard = published | _ids(fact for fact in facts if fact.is_in_published)
    return any(0 < len(rest) < least for rest in (some, some - published, some - heard))


def _one_way(
    facts: tuple[CommentFact, ...], category: Callable[[CommentFact], str], order: tuple[str, ...],
    least: int,
) -> Sets:  # fmt: skip
    """Yield what a table with a total tells: its rows, and what is left of the total."""
    rows = counts_by(facts, category, order, least)
    shown = {row["what"] for row in rows}
    for row in rows:
        members = _ids(f for f in facts if (category(f) or NOT_SAID) == row["what"])
        assert row["number"] == len(members)
        yield members
    yield _ids(f for f in facts if (category(f) or NOT_SAID) not in shown)


def _places(facts: tuple[CommentFact, ...], rows: Rows) -> dict[str, list[frozenset[int]]]:
    by_theme: dict[str, list[frozenset[int]]] = {}
    for row in rows:
        area, theme = row.get("area", ""), str(row["theme"])
        members = _ids(
            f for f in facts if theme in f.themes and (f.area if f.area in AREAS else "") == area
        )
        assert row["number"] == len(members)
        by_theme.setdefault(theme, []).append(members)
    return by_theme


@given(facts_of_a_year(), st.sampled_from([3, 5, 10]))
def test_nothing_that_follows_from_the_numbers_is_of_a_few(
    facts: tuple[CommentFact, ...], least: int
) -> None:
    everyone, missing = _ids(facts), _ids(f for f in facts if f.matter == "missing")
    followed = [*_one_way(facts, lambda f: f.matter, MATTERS, least)]
    followed += _one_way(facts, lambda f: f.role, ROLES, least)
    themes = {theme: _ids(f for f in facts if theme in f.themes) for theme in THEMES}
    if len(facts) >= least:
        for row in counts_by_theme(facts, least):
            members = themes[str(row["what"])]
            followed += [members, everyone - members]
    gaps = [f for f in facts if f.matter == "missing"]
    for theme, rows in _places(tuple(gaps), gaps_by_area(facts, AREAS, least)).items():
        for number in range(1, len(rows) + 1):
            for some in combinations(rows, number):
                together = frozenset().union(*some)
                followed += [together, themes[theme] - together, missing - together]
    # That a few of all comments are not published tells nothing of them; and a year of fewer
    # comments than the least is not shown at all.
    few = {some for some in followed if _is_few(some, facts, least)} - {everyone}
    assert len(facts) < least or not few


@given(facts_of_a_year(), st.sampled_from([3, 5]))
def test_no_published_comment_is_located(facts: tuple[CommentFact, ...], least: int) -> None:
    for row in gaps_by_area(facts, AREAS, least):
        theme = [f for f in facts if row["theme"] in f.themes]
        if "area" in row and any(f.is_published for f in theme):
            here = [f for f in theme if f.matter == "missing" and f.area == row["area"]]
            assert len(theme) - len(here) >= least


@given(facts_of_a_year(), st.sampled_from([3, 5]))
def test_what_was_looked_for_by_a_few_has_no_row(
    facts: tuple[CommentFact, ...], least: int
) -> None:
    rows = searches_by_area(facts, AREAS, least)
    assert all(len(row) == len({"theme", "number"} | row.keys()) for row in rows)
    for members in _places(facts, rows).values():
        assert all(len(one) >= least for one in members)


def test_a_row_that_one_sender_would_be_known_by_is_not_there() -> None:
    one = [_fact(0, "missing", "parent", "moor", ("money",))]
    many = [_fact(number, "missing", "parent", "coast", ("travel",)) for number in range(1, 30)]
    rows = [*counts_by_theme((*one, *many), 5), *gaps_by_area((*one, *many), AREAS, 5)]
    assert "money" not in str(rows)
    assert "moor" not in str(searches_by_area((*one, *many), AREAS, 5))


def test_a_place_from_which_all_came_is_not_told_of_published_comments() -> None:
    facts = [_fact(n, "missing", "", "moor", ("money",), "published" * (n < 6)) for n in range(12)]
    assert gaps_by_area(facts, AREAS, 5) == []
    others = [_fact(n, "missing", "", "coast", ("money",)) for n in range(12, 20)]
    assert [row["area"] for row in gaps_by_area((*facts, *others), AREAS, 5)] == ["coast", "moor"]
