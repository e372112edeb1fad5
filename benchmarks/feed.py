"""A feed of made services for measuring the import: version 3 of Open Referral UK, seeded.

Sentences are drawn from the example council's (see ``words.py``), so no two services say the same.
Each third record lacks ages, costs or schedules, as the records of real feeds do.
"""

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from benchmarks.council import examples_in
from benchmarks.words import Chain, make_chain, place, service_name

_SEED = 20261130
_PARAGRAPHS, _WORDS = (1, 5), (20, 60)
_TERMS = ("Autism", "Childcare", "Short breaks", "Learning Disability", "Sport", "Advice")
_AUDIENCES = ("Children and young people", "Families", "Ages 5 to 11", "Young people aged 16 to 25")
_DAYS = (
    {"byday": "MO,TU,WE,TH,FR", "freq": "WEEKLY"}, {"weekday": "Monday to Friday"},
    {"weekday": "Every other Saturday"}, {"byday": "2TU", "freq": "MONTHLY"},
    {"byday": "WE", "freq": "WEEKLY", "valid_to": "2030-07-17"}, {"weekday": "Most Thursdays"},
)  # fmt: skip
_TIMES = (("09:00", "17:00"), ("10:00", "12:00"), ("10am", "12 noon"), ("16:00", "17:30"))
_SAID = (
    "Tuesdays 10am to 12 noon.", "We meet on the first Monday of the month from 10am to noon.",
    "It costs £4 a session.", "For ages 8 to 18.", "Ring 01632 960199 to book.",
)  # fmt: skip


def made_feed(example: Path, records: int) -> Sequence[dict[str, Any]]:
    """Return so many services; the same number gives the same services.

    ``example`` is the example council's folder, from whose sentences those of the feed are made.
    """
    chance = Random(_SEED)
    chain = make_chain(one.body for one in examples_in(example / "services"))
    names: dict[str, None] = {}
    while len(names) < records:
        names[service_name(chance)] = None
    return [_service(name, chain, chance) for name in names]


def _service(name: str, chain: Chain, chance: Random) -> dict[str, Any]:
    service: dict[str, Any] = {
        "id": str(uuid5(NAMESPACE_URL, name)),
        "name": name,
        "description": _description(chain, chance),
        "status": "active",
        "url": f"https://www.example.org/{name.partition(' ')[0].lower()}",
        "email": "hello@example.org",
        "assured_date": f"2026-{chance.randint(1, 10):02}-01",
        "organization": {"name": f"{place(chance)} Trust", "description": chain.text(chance, 30)},
        "phones": [{"number": f"01632 960{chance.randint(0, 999):03}"}],
        "attributes": [{"taxonomy_term": {"name": chance.choice(_TERMS)}} for _ in range(2)],
        "eligibility_description": chance.choice(_AUDIENCES),
        "service_at_locations": [{"location": _location(chance)}],
    }
    known = {fact: value for fact, value in _facts(chance).items() if chance.randrange(3)}
    return {**service, **known}


def _facts(chance: Random) -> dict[str, Any]:
    low = chance.randint(0, 16)
    opens, closes = chance.choice(_TIMES)
    days = chance.sample(_DAYS, chance.randint(1, 2))
    return {
        "minimum_age": low,
        "maximum_age": low + chance.randint(0, 9),
        "cost_options": [{"option": "A session", "amount": chance.randint(0, 12)}],
        "schedules": [{**day, "opens_at": opens, "closes_at": closes} for day in days],
    }


def _description(chain: Chain, chance: Random) -> str:
    texts = [
        chain.text(chance, chance.randint(*_WORDS)) for _ in range(chance.randint(*_PARAGRAPHS))
    ]
    if chance.randrange(2):
        texts.append(chance.choice(_SAID))
    return "".join(f"<p>{text}</p>\n" for text in texts)


def _location(chance: Random) -> dict[str, Any]:
    town = place(chance)
    return {
        "id": str(uuid5(NAMESPACE_URL, town)),
        "name": f"{town} Hall",
        "addresses": [
            {
                "address_1": f"{chance.randint(1, 99)} Mill Lane",
                "city": town,
                "postal_code": f"SC{chance.randint(1, 9)} {chance.randint(1, 9)}AB",
            }
        ],
        "accessibility": [{"description": "Step-free access"}] * chance.randrange(2),
    }
