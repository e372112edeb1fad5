"""Where the text of a service and its fields cannot both be so."""

from collections.abc import Mapping
from typing import Any

import pytest

from localoffer.model.service import Service
from localoffer.plain_language.contradictions import contradictions
from localoffer.plain_language.passage import Passage
from localoffer.problems import Problem
from localoffer.read.source import FieldPath

LINES: Mapping[FieldPath, int] = {
    ("locations", 0, "access", "step-free"): 41,
    ("locations", 1, "access", "step-free"): 51,
    ("minimum_age",): 12,
    ("maximum_age",): 13,
    ("status",): 9,
    ("free",): 20,
    ("referral",): 22,
    ("diagnosis_needed",): 16,
}


def service(**changes: Any) -> Service:
    fields: dict[str, Any] = {
        "name": "Sunflower Saturday Club",
        "organization": "Sunflower Clubs",
        "kind": "short-break",
        "summary": "A Saturday club for disabled children.",
        "topics": ["short-breaks"],
        "eligibility_description": "Open to all",
        "minimum_age": 5,
        "maximum_age": 11,
        "needs": ["any"],
        "diagnosis_needed": "no",
        "ehc_plan_needed": "no",
        "application_process": "Phone us to book.",
        "referral": ["self"],
        "free": "yes",
        "fees_description": "Free",
        "attending_type": ["venue"],
        "service_areas": ["sandmere"],
        "locations": [place()],
        "email": "hello@example.org",
        "assured_date": "2026-09-01",
        "assured_by": "Short breaks team",
        "owner": "short-breaks-team",
        "status": "active",
    }
    return Service.model_validate(fields | changes)


def place(**access: str) -> Mapping[str, Any]:
    names = {name.replace("_", "-"): answer for name, answer in access.items()}
    return {
        "name": "The hall",
        "address_1": "1 Hill Road",
        "postal_code": "SC1 4AB",
        "access": names,
    }


def contradicted(text: str, field: str = "", **changes: Any) -> list[Problem]:
    passages = [Passage("services/sunflower.md", 60, field, text)]
    return contradictions(service(**changes), passages, lambda place: LINES.get(place, 1))


def test_a_tag_and_a_flight_of_stairs_are_told_with_both_lines() -> None:
    text = "We meet on Saturdays.\n\nThe room is up two flights of stairs."
    (problem,) = contradicted(text, locations=[place(step_free="yes")])
    assert (problem.line, problem.level) == (62, "warning")
    assert problem.message == (
        'This sentence says "flights of stairs", but step-free is "yes" on line 41.'
    )
    assert problem.fix == "Change the sentence, or step-free on line 41: whichever is wrong."


@pytest.mark.parametrize(
    ("feature", "answer", "text"),
    [
        ("step_free", "yes", "There are three steps up to the front door."),
        ("step_free", "yes", "We meet upstairs only."),
        ("step_free", "yes", "There is no lift."),
        ("step_free", "yes", "The hall isn't step-free: it is not accessible to wheelchairs."),
        ("step_free", "no", "The hall is step-free throughout."),
        ("lift", "yes", "We do not have a lift."),
        ("lift", "yes", "The lift is out of order."),
        ("lift", "no", "There is a lift to both floors."),
        ("accessible_toilet", "yes", "Sorry, there is no accessible toilet."),
        ("accessible_toilet", "no", "We have an accessible toilet."),
        ("changing_places", "yes", "There is no Changing Places toilet here."),
        ("hoist", "no", "The pool has a hoist."),
        ("hearing_loop", "yes", "The hall has no hearing loop."),
        ("quiet_space", "yes", "There isn't a quiet room."),
        ("wide_doors", "yes", "The doors are narrow."),
        ("blue_badge_parking", "yes", "There is no parking."),
        ("public_transport", "yes", "There is no bus."),
    ],
)
def test_an_access_feature_that_the_text_denies_is_told(
    feature: str, answer: str, text: str
) -> None:
    (problem,) = contradicted(text, locations=[place(**{feature: answer})])
    assert f'but {feature.replace("_", "-")} is "{answer}"' in problem.message


@pytest.mark.parametrize(
    ("feature", "answer", "text"),
    [
        ("step_free", "yes", "There are no steps. The way in has no stairs."),
        ("step_free", "yes", "The next steps are easy. There are three steps to apply."),
        ("step_free", "yes", "There are two steps up to the door. Use the ramp at the side."),
        ("step_free", "yes", "A flight of stairs leads up, or take the lift."),
        ("step_free", "not known", "There are three steps up to the front door."),
        ("step_free", "no", "The hall is not step-free."),
        ("lift", "yes", "We can give you no lifts home."),
        ("lift", "no", "There is no lift. If you need a lift, tell us."),
        ("accessible_toilet", "no", "The nearest place that has an accessible toilet is the park."),
        ("hoist", "yes", "There is no hoist needed."),
        ("blue_badge_parking", "yes", "No parking, but there are two Blue Badge bays."),
        ("blue_badge_parking", "yes", "There is no parking charge."),
        ("public_transport", "yes", "There is no bus on Sundays."),
    ],
)
def test_an_access_feature_that_the_text_does_not_deny_is_let_be(
    feature: str, answer: str, text: str
) -> None:
    assert contradicted(text, locations=[place(**{feature: answer})]) == []


def test_where_two_places_differ_a_sentence_of_the_page_may_be_about_the_other() -> None:
    places = [place(step_free="yes"), place(step_free="no")]
    text = "The Millhaven hall has a flight of stairs."
    assert contradicted(text, locations=places) == []
    assert contradicted(text, field="locations.2.access_note", locations=places) == []
    assert len(contradicted(text, field="locations.1.access_note", locations=places)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "It is for children aged 5 to 16.",
        "A club for ages 8-13.",
        "A club for children aged 8 to 11.",
        "We welcome 4 to 11 year olds.",
        "It is for under 5s.",
        "A club for young people aged 16 plus.",
        "It is for children up to age 18.",
        "It is for young people aged 16 and over.",
    ],
)
def test_ages_in_the_text_that_are_not_those_of_the_header_are_told(text: str) -> None:
    (problem,) = contradicted(text)
    assert "but the ages are 5 to 11 on line 1" in problem.message
    assert "minimum_age and maximum_age" in problem.fix


@pytest.mark.parametrize(
    "text",
    [
        "It is for children aged 5 to 11.",
        "The Seeds group is for ages 5 to 7. The Roots group is for ages 8 to 11.",
        "It is for ages 5 to 7 on Mondays. It is for ages 8 to 11 on Fridays.",
        "Children under 8 come with an adult.",
        "Brothers and sisters aged 12 to 15 can wait inside.",
        "If your child is over 16, ask the adult team.",
        "Staff are aged 18 or over.",
        "You wait 12 to 16 weeks. We open 9 to 5. Come on 12 to 16 July.",
        "It takes up to 12 children. There are 12 to 15 of us.",
        "Swimming is £2 for under 5s.",
        "It is for babies aged 6 to 12 months.",
    ],
)
def test_other_numbers_and_other_people_s_ages_are_let_be(text: str) -> None:
    assert contradicted(text) == []


def test_0_is_an_age() -> None:
    assert contradicted("It is for children aged 0 to 4.", minimum_age=0, maximum_age=4) == []
    assert len(contradicted("It is for children aged 0 to 4.", minimum_age=1, maximum_age=4)) == 1


@pytest.mark.parametrize(
    ("text", "changes", "says"),
    [
        ("The club is currently closed.", {}, 'status is "active" on line 9'),
        ("We are not taking new referrals.", {}, 'status is "active"'),
        ("The waiting list is closed.", {}, 'status is "active"'),
        ("The group has now closed.", {}, 'status is "active"'),
        ("It is £12 a session.", {}, 'free is "yes" on line 20'),
        ("Each place is free of charge.", {"free": "no", "cost_options": [{"option": "Day",
         "amount": "4"}]}, 'free is "no" and cost_options has a price on line 20'),
        ("No referral is needed.", {"referral": ["gp", "school"]},
         "referral is gp, school, without self on line 22"),
        ("You can refer yourself.", {"referral": ["gp"]}, "referral is gp, without self"),
        ("You need a referral.", {}, "referral has self in it"),
        ("You need a diagnosis.", {}, 'diagnosis_needed is "no" on line 16'),
        ("Your child must have a diagnosis.", {"diagnosis_needed": "never"},
         'diagnosis_needed is "never"'),
        ("No diagnosis needed.", {"diagnosis_needed": "yes"}, 'diagnosis_needed is "yes"'),
        ("Your child needs an EHC plan.", {}, 'ehc_plan_needed is "no"'),
        ("You don’t need an EHC plan.", {"ehc_plan_needed": "yes"}, 'ehc_plan_needed is "yes"'),
    ],
)  # fmt: skip
def test_a_field_that_a_sentence_contradicts_is_told(
    text: str, changes: dict[str, Any], says: str
) -> None:
    (problem,) = contradicted(text, **changes)
    assert says in problem.message
    assert problem.level == "warning"
    assert problem.fix


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("We are closed on bank holidays. It is closed at weekends.", {}),
        ("If the list is currently closed, we tell you.", {}),
        ("It is currently closed.", {"status": "temporarily closed",
                                     "closure": {"reason": "A new roof."}}),
        ("You can get a grant of £500 a child. The bus is £2 each.", {}),
        ("Feel free to ask. Carers are free. Parking is free. It is a smoke-free room.",
         {"free": "no", "cost_options": [{"option": "Day", "amount": "4"}]}),
        ("The first session is free.", {"free": "no",
                                        "cost_options": [{"option": "Day", "amount": "4"}]}),
        ("You do not need a referral.", {}),
        ("If your GP says you need a referral, ask us.", {}),
        ("You do not need a diagnosis. If you need a diagnosis, ask your GP.", {}),
        ("You don’t need a diagnosis.", {}),
        ("You cannot refer yourself.", {"referral": ["gp"]}),
    ],
)  # fmt: skip
def test_sentences_that_suppose_or_speak_of_other_things_are_let_be(
    text: str, changes: dict[str, Any]
) -> None:
    assert contradicted(text, **changes) == []
