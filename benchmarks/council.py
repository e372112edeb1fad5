"""A council of any size for measuring: the example council's own facts, and services by the thousand.

Seeded: the same size gives the same files. Lengths follow the example council's services
(about 170 words below the header); the words are its own, put together anew.
"""

import random
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

_SEED = 20261121
_KINDS = ("activity", "group", "therapy", "short-break", "advice", "health", "childcare")
_TOPICS = (
    "short-breaks-and-things-to-do",
    "help-at-school",
    "health-and-therapies",
    "money-and-travel",
)
_NEEDS = (
    "autism",
    "adhd",
    "speech-and-language",
    "hearing",
    "vision",
    "physical-disability",
    "any",
)
_AREAS = ("sandmere", "thornbeck", "millhaven", "aldercombe", "all-brackenshire")
_TOWNS = ("Sandmere", "Thornbeck", "Millhaven", "Aldercombe")
_NAMES = (
    "Sunflower",
    "Harbour",
    "Moorland",
    "Lantern",
    "Pebble",
    "Heron",
    "Bramble",
    "Beacon",
    "Tideway",
    "Orchard",
)
_THINGS = (
    "Club",
    "Group",
    "Clinic",
    "Sessions",
    "Team",
    "Playscheme",
    "Drop-in",
    "Choir",
    "Swimmers",
    "Helpline",
)
_WORDS_OF_BODY = 170


def make_council(example: Path, folder: Path, services: int) -> None:
    """Write a council with that many services into ``folder``, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(example, folder, ignore=shutil.ignore_patterns("services", "addresses.txt"))
    _drop_links_to_services(folder)
    sentences = _sentences(example / "services")
    chance = random.Random(_SEED)  # noqa: S311 - a benchmark wants the same numbers each time
    (folder / "services").mkdir()
    for number in range(services):
        name = f"{chance.choice(_TOWNS)} {chance.choice(_NAMES)} {chance.choice(_THINGS)} {number}"
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower())
        text = _service(name, sentences, chance)
        (folder / "services" / f"{slug}.md").write_text(text, encoding="utf-8")


def _drop_links_to_services(folder: Path) -> None:
    """Links to the example's services would lead nowhere: leave their words."""
    for file in folder.rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"\[([^\]]*)\]\(/services/[^)]*\)", r"\1", text)
        file.write_text(
            re.sub(r"^.*\s/services/\S+.*\n", "", text, flags=re.MULTILINE), encoding="utf-8"
        )
    for file in folder.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(
            re.sub(r"^\s+see: /services/.*\n", "", text, flags=re.MULTILINE), encoding="utf-8"
        )


def _sentences(folder: Path) -> Sequence[str]:
    """Return the plain sentences of the example's services."""
    found: list[str] = []
    for file in sorted(folder.glob("*.md")):
        body = file.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        for line in body.splitlines():
            if line and line[0] not in "#-*|>123456789" and "](" not in line and "**" not in line:
                found += re.findall(r"[A-Z][^.!?]{20,140}[.!?]", line)
    return found


def _paragraphs(sentences: Sequence[str], chance: random.Random, words: int) -> str:
    blocks: list[str] = []
    written = 0
    while written < words:
        chosen = [chance.choice(sentences) for _ in range(chance.randint(2, 4))]
        written += sum(len(sentence.split()) for sentence in chosen)
        blocks.append(" ".join(chosen))
        if len(blocks) == 2:  # noqa: PLR2004 - one heading after the opening, as in real records
            blocks.append("## What happens")
        if len(blocks) == 4:  # noqa: PLR2004
            blocks.append("\n".join(f"- {chance.choice(sentences)}" for _ in range(3)))
    return "\n\n".join(blocks)


def _service(name: str, sentences: Sequence[str], chance: random.Random) -> str:
    low = chance.choice((0, 2, 5, 8, 11, 14))
    high = max(low + 3, chance.choice((11, 18, 25)))
    town = chance.choice(_TOWNS)
    free = chance.random() < 0.7  # noqa: PLR2004
    needs = ", ".join(sorted(set(chance.choices(_NEEDS, k=2))))
    return f"""---
name: {name}
organization: {town} Families Together
kind: {chance.choice(_KINDS)}
summary: {chance.choice(sentences)!r}
keywords: [club, help, {chance.choice(_NAMES).lower()}]
topics: [{chance.choice(_TOPICS)}]
eligibility_description: Children and young people with special educational needs or a disability.
minimum_age: {low}
maximum_age: {high}
needs: [{needs}]
diagnosis_needed: no
ehc_plan_needed: no
application_process: Phone or e-mail to book a first visit.
referral: [self]
free: {"yes" if free else "no"}
fees_description: {"Free for families" if free else "£4 a session"}
attending_type: [venue]
service_areas: [{chance.choice(_AREAS)}]
locations:
  - name: {town} Hall
    address_1: {chance.randint(1, 99)} Station Road
    city: {town}
    postal_code: SC{chance.randint(1, 4)} {chance.randint(1, 9)}AB
    access: {{step-free: yes, accessible-toilet: yes, changing-places: no, hearing-loop: not known}}
schedules:
  - {{byday: {chance.choice(("MO", "TU", "WE", "TH", "FR", "SA"))}, opens_at: "10:00", closes_at: "12:00", term_time_only: yes}}
phones:
  - number: 01632 960{chance.randint(0, 999):03}
email: hello{chance.randint(1, 999)}@example.org
assured_date: 2026-{chance.randint(6, 11):02}-{chance.randint(1, 20):02}
assured_by: Local Offer team
owner: help-line
---
{_paragraphs(sentences, chance, _WORDS_OF_BODY)}
"""
