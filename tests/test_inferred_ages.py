"""Ages written in words become ages, and what only looks like ages never does."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.importers.inference.age_words import ages_in
from localoffer.importers.inference.record_ages import ages_from_words
from localoffer.importers.inference.record_texts import RecordTexts
from localoffer.importers.shared.notes import Notes


def _ages(*sentences: str, name: str = "Otter Club", rule: str = "") -> dict[str, str]:
    labels = (name, rule) if rule else (name,)
    return ages_from_words(RecordTexts(labels, "", "\n".join(sentences)), {}, Notes())


def _pair(values: dict[str, str]) -> tuple[str | None, str | None]:
    return values.get("minimum_age"), values.get("maximum_age")


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("A club for children aged 8 to 18 years.", "8", "18"),
        ("Open to young people aged 8-18.", "8", "18"),
        ("Open to young people aged 8–18.", "8", "18"),
        ("For ages 5 - 11.", "5", "11"),
        ("Suitable for children between the ages of 5 and 11.", "5", "11"),
        ("We support young people aged between 11 and 19 years old.", "11", "19"),
        ("Our club welcomes 7 to 11 year olds.", "7", "11"),
        ("Music for babies and toddlers from birth to 5.", "0", "5"),
        ("A group for babies from birth to one year old.", "0", "1"),
        ("Ideal for little ones aged 6 months to 4 years.", "0", "4"),
        ("Classes for babies 0-13 months.", "0", "1"),
        ("Play sessions for children aged 18 to 36 months.", "1", "3"),
        ("A playgroup for under 5s.", None, "4"),
        ("Art, crafts and play for under-fives.", None, "4"),
        ("A group for children under five.", None, "4"),
        ("Support for children and young people under the age of 18.", None, "17"),
        ("Help for children and young people up to 19.", None, "19"),
        ("Help for families with children up to the age of 11.", None, "11"),
        ("We offer support to anyone over 16.", "16", None),
        ("A gym for over 16s.", "16", None),
        ("Open to anyone aged 16 and over.", "16", None),
        ("A choir for people aged 14+.", "14", None),
        ("Climbing for children aged 5+.", "5", None),
        ("Drama for children from age 7.", "7", None),
        ("Drama for young people 12 years and above.", "12", None),
        ("A service for adults 18 plus.", "18", None),
        ("Reading help for children in KS2.", "7", "11"),
        ("Homework club for key stages 3 and 4.", "11", "16"),
        ("Tuition from key stage 1 to GCSE.", "5", "16"),
        ("A youth group for pupils in years 7 to 11.", "11", "16"),
        ("An after-school club for Reception to Year 6.", "4", "11"),
        ("Swimming for primary school aged children.", "4", "11"),
        ("Sports for secondary school age pupils.", "11", "16"),
        ("A morning of stories for pre-school children.", None, "4"),
        ("Tennis for juniors (8 to 10 years) and youths (11 to 17 years).", "8", "17"),
        ("Ages: 4-7", "4", "7"),
        ("Age range: 3 to 6 years", "3", "6"),
        (
            "FREE dance sessions are open to young people aged between 8 and 18 years old.",
            "8",
            "18",
        ),
        ("If you are aged 13 to 19 you can join us.", "13", "19"),
        ("A group for parents of children aged 2 to 5.", "2", "5"),
        ("A drama group for people aged 8 to 80 and over.", "8", None),
        ("We provide full day care for children aged 3 months to 5 years.", "0", "5"),
        ("A youth club for young people in school years 7-13 (11-18 years).", "11", "18"),
        ("Open to 11-25 year-olds.", "11", "25"),
        ("Ages catered for: 0-11 years", "0", "11"),
        ("A drop-in for young people (16-25) who are not in work.", "16", "25"),
        ("Children must be 4 years old or over.", "4", None),
        ("Children must be aged 5 or over to take part.", "5", None),
        ("Participants must be at least 8 years old.", "8", None),
        ("Minimum age 5, maximum age 11.", "5", "11"),
        ("A gym for 11-16's.", "11", "16"),
        ("A break for young carers aged 8-18.", "8", "18"),
        ("Year 7 - Year 13", "11", "18"),
        ("Help for brothers and sisters aged 7-17.", "7", "17"),
        ("A workshop for men over 50.", "50", None),
        ("Ballet for girls and boys aged two-and-a-half to six.", "2", "6"),
        ("For disabled children from 8 years.", "8", None),
        ("Assessments for dyslexia, age 7 to adult.", "7", None),
        ("Play for children with SEND, 5 – 18.", "5", "18"),
        ("A course for parents of 8-16s.", "8", "16"),
        ("For 8s to 18s.", "8", "18"),
        ("You must be 16 or over.", "16", None),
        ("Are you 16 to 18 and not sure what to do next?", "16", "18"),
        ("Lessons for 4 year olds.", "4", "4"),
        ("From 8 years old, no upper age limit.", "8", None),
        ("18+.", "18", None),
        ("Over-16s only.", "16", None),
        ("From 0 to 25 years.", "0", "25"),
        ("Help for young people up to their 18th birthday.", None, "17"),
        ("Lunch for adults with a learning disability, 18 and over.", "18", None),
        ("Fun for visually impaired children in primary school.", "4", "11"),
        ("We teach young people in year 6 and above.", "10", None),
        ("Sing and bounce, birth to school age.", "0", "4"),
        ("Open to anybody aged 60+ who likes to sing.", "60", None),
        ("Speech therapy for children aged 18 months to 12 years with speech delay.", "1", "12"),
        ("A playscheme for young people with special educational needs, 5 – 18.", "5", "18"),
        ("A lunch club for adults with a learning disability, 18 and over.", "18", None),
        ("Reading tests for anyone, age 8 to adult.", "8", None),
        ("A holiday club for 8s to 14s.", "8", "14"),
        ("A course for parents of 11-16s.", "11", "16"),
        ("A quiet hour for deaf children in primary school.", "4", "11"),
        (
            "We see young people up to 18 who have trouble eating and need a plan for school.",
            None,
            "18",
        ),
        ("16+.", "16", None),
    ],
)
def test_ages_in_a_sentence_become_ages(sentence: str, low: str | None, high: str | None) -> None:
    assert _pair(_ages(sentence)) == (low, high)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("Stay and Play (0-4)", "0", "4"),
        ("Tiny Steps (2-5 years)", "2", "5"),
        ("Harbour 0-19 Service", "0", "19"),
        ("Youth Drop-in for 13 to 17 year olds", "13", "17"),
        ("Film Night (18+)", "18", None),
        ("Under 5s Music", None, "4"),
        ("Over 60s Lunch", "60", None),
        ("Girls' Football 8+", "8", None),
        ("Under 7s Football", None, "6"),
        ("GCSE Maths Grade 5+", None, None),
        ("Levels 2 to 4 Sailing", None, None),
        ("Club 18-30", None, None),
        ("Route 66", None, None),
    ],
)
def test_ages_in_a_name_become_ages(name: str, low: str | None, high: str | None) -> None:
    assert _pair(_ages("We meet by the river.", name=name)) == (low, high)


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("Ages 4–10, or up to 13 if your child goes to a special school.", "at a special school"),
        ("For ages 4 to 10 (up to 13 for those with a disability).", "with a disability"),
        ("For ages 4 to 10 (up to 13 with an EHC plan).", "with an EHC plan"),
        (
            "For ages 4 to 10 (up to 13 with a learning difficulty).",
            "with a learning difficulty or disability",
        ),
        (
            "For ages 4 to 10 (up to 13 for the disabled or those with SEND).",
            "with special educational needs or a disability",
        ),
    ],
)
def test_a_note_says_for_whom_a_later_end_is_and_for_nobody_else(sentence: str, note: str) -> None:
    values = _ages(sentence)
    assert _pair(values) == ("4", "13")
    assert values["age_note"] == f"4 to 10; up to 13 {note}"


def test_ages_in_brackets_that_lie_outside_are_those_of_another_group() -> None:
    assert _ages("Mondays: for juniors (8-12).", "Fridays: seniors (13-17).") == {}
    assert _pair(_ages("For children aged 5 to 11 (7-11 on Mondays).")) == ("5", "11")


def test_where_adults_have_a_class_of_their_own_the_ages_are_not_the_records() -> None:
    assert _ages("Judo for children (ages 6-12). The adults' class is at 7.") == {}


@pytest.mark.parametrize(
    ("rule", "low", "high"),
    [
        ("8-18", "8", "18"),
        ("8 to 18 years", "8", "18"),
        ("Children 4-11 with SEND", "4", "11"),
        ("0 - 5 years", "0", "5"),
        ("Under 5s", None, "4"),
        ("16+", "16", None),
        ("KS2", "7", "11"),
    ],
)
def test_ages_in_a_rule_of_eligibility_become_ages(
    rule: str, low: str | None, high: str | None
) -> None:
    assert _pair(_ages("We meet by the river.", rule=rule)) == (low, high)


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("A health service for young people aged 0-19 (25 with SEND).", "0", "25"),
        ("Help for young people up to the age of 18 (25 if they have SEND).", None, "25"),
        ("For ages 0 to 19 (up to 25 with special educational needs).", "0", "25"),
    ],
)
def test_a_later_end_with_send_counts_and_a_note_says_so(
    sentence: str, low: str | None, high: str
) -> None:
    values = _ages(sentence)
    assert _pair(values) == (low, high)
    assert values["age_note"].endswith(
        f"up to {high} with special educational needs or a disability"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "We meet from 8 to 10 pm.",
        "Open 9-5 for everyone.",
        "The course runs for 5 - 6 weeks.",
        "The library welcomes all; under 9s need a grown-up beside them.",
        "Lessons for all (under 7s must wear armbands).",
        "We help with travel for pupils. Under 9s: more than 3 miles.",
        "11+, GCSE and A level.",
        "A stay for families with parents aged 20 to 30.",
        "Sessions cost £5-£8 for members.",
        "We support adults over 65.",
        "We also help adults over 65.",
        "Within 8-12 months you will feel better.",
        "An action plan that will help you for 6 to 12 months.",
        "Not suitable for under 5s.",
        "No children under 8.",
        "Sorry, we cannot take children aged 5 to 7.",
        "For everyone except children under 3.",
        "Children under 11 must be with an adult.",
        "Under 16s must be accompanied by a parent.",
        "Under 5s go free.",
        "Swimming is free for under 8s.",
        "Free entry for children under 3.",
        "Adults £6, children aged 5-15 £4.",
        "Concessions for people aged 60+.",
        "We need volunteers aged 16 and over.",
        "Volunteers must be over 18.",
        "The club has been running for 10 years.",
        "With over 20 years of experience we offer help.",
        "Over 120 groups for men meet every week.",
        "There are 8 to 10 children in each group.",
        "Room for 16-20 people at each session.",
        "Find us at 5-7 Mill Street.",
        "She died at the age of 15.",
        "In 1 in 3 people aged 35 and under it is the main cause.",
        "Most of our members are usually aged 8 to 12.",
        "Our youngest member is from age 6 to 8.",
        "Funded childcare for 2 year olds.",
        "You may be entitled to free transport for children aged 5 to 16.",
        "A group for young mums aged under 25.",
        "A group for parents under 20.",
        "Their brothers and sisters aged 7-17 may watch.",
        "Men and boys and over 65s.",
        "For a league of 11 to 14 teams.",
        "A game for 2-4 players.",
        "Lessons for children aged 8, and people 1 to 1.",
        "The 20-21 Gallery is for all.",
        "Children under 5 welcome.",
        "Toddlers welcome.",
        "A baby and toddler group.",
        "Ages and stages.",
        "A young carer is someone under the age of 18.",
        "With use of the mini gym for children aged 2 to 8 years old.",
        "£3.50 for under 4s.",
        "A walk of 2 to 3 miles for families.",
        "In year 2 of the project we help schools.",
        "Families can visit our under 5s area.",
        "A course in grades 5 to 8 for pupils.",
        "Lego at the library, under 8s need an adult with them.",
        "Under 8s: more than 2 miles.",
        "Saturday club for children, 9-12.",
        "A place for EYFS to KS2.",
        "Help for primary and secondary pupils.",
        "Under 16s and under 18s play here.",
        "For tweens and teens.",
        "Monday 8-10, for all.",
        "7.30-9.30 for juniors.",
        "From 9 September to 12 October.",
        "The waiting list for children aged 5 to 11 is long.",
    ],
)
def test_what_only_looks_like_an_age_is_none(sentence: str) -> None:
    assert _ages(sentence) == {}


@pytest.mark.parametrize(
    "sentences",
    [
        ("For children aged 5 to 8.", "Suitable for ages 9 to 12."),
        ("For children aged 5 to 8.", "Our Seal Club is for children aged 5 to 14."),
        ("Open to under 5s.", "For ages 8 to 10."),
        (
            "A club for children aged 5 to 11.",
            "There is a choir for adults too, and all ages can sing.",
        ),
    ],
)
def test_where_sentences_contradict_each_other_nothing_is_taken_and_it_is_told(
    sentences: tuple[str, ...],
) -> None:
    notes = Notes()
    assert ages_from_words(RecordTexts(("Otters",), "", "\n".join(sentences)), {}, notes) == {}
    assert [note.lost for note in notes] == [True]


def test_groups_within_the_ages_do_not_contradict_them() -> None:
    sentences = ("For children aged 5 to 12.", "Cubs: 5 to 8 years", "Otters: 9 to 12 years")
    assert _pair(_ages(*sentences)) == ("5", "12")


def test_a_second_sentence_may_add_the_end_that_the_first_leaves_open() -> None:
    assert _pair(_ages("A playgroup for under 5s.", "For children aged 2 to 4.")) == ("2", "4")


def test_the_feeds_own_ages_stand_and_words_only_add_the_end_left_open() -> None:
    texts = RecordTexts(("Otters",), "", "For children aged 5 to 11.")
    both = {"minimum_age": "3", "maximum_age": "7"}
    assert ages_from_words(texts, both, Notes()) == {}
    assert ages_from_words(texts, {"minimum_age": "5"}, Notes()) == {"maximum_age": "11"}
    notes = Notes()
    assert ages_from_words(texts, {"minimum_age": "6"}, notes) == {}
    assert [note.kind for note in notes] == ["ages in words that contradict the feed's own"]


def test_ages_of_something_else_that_is_named_are_not_the_records() -> None:
    assert _ages("Riverbank Youth Cafe is open to young people aged 11 to 19.") == {}
    own = _ages("Otter Club is open to young people aged 11 to 19.")
    assert _pair(own) == ("11", "19")


def test_a_price_is_not_the_time_of_another_session() -> None:
    sentences = ("For anyone over the age of 16, each Thursday 2pm to 4pm.", "£3.00.")
    assert _pair(_ages(*sentences)) == ("16", None)


def test_ages_of_one_session_among_several_are_not_the_records() -> None:
    sentences = ("Monday 4pm to 6pm: for 8 to 11 year olds.", "Tuesday 6pm to 8pm: open house.")
    assert _ages(*sentences) == {}


@given(
    st.text(alphabet="0123456789-+ aged to under over years (SEND) ks birth and £.,", max_size=400)
)
def test_any_text_gives_ages_that_make_sense(text: str) -> None:
    for is_label in (True, False):
        assert all(ages.makes_sense for ages in ages_in(text, is_label=is_label))


@pytest.mark.parametrize(
    "text",
    [
        "for ages " + "1-" * 50_000,
        "children aged " + "5 to " * 30_000,
        "(" * 100_000 + "5-11)",
        "under " * 40_000 + "5s",
        "for children with " + "years old and " * 20_000,
        "Aa " * 60_000 + "is for 5 to 11 year olds",
    ],
)
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    start = time.perf_counter()
    _ages(text)
    assert time.perf_counter() - start < 3
