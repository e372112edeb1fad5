"""How people write of needs, by the id of a row in ``lists/needs.yaml``.

Only phrases that can mean nothing else are here. A council whose list lacks an id does without.
"""

import re
from typing import Final

from localoffer.importers.inference.sentence_words import plain_words

_PHRASES: Final = {
    "autism": r"autism(?: spectrum (?:condition|disorder)s?)?|autistic(?: spectrum disorders?)?"
    r"|aspergers?(?: syndrome)?|on the spectrum|as[dc]\b",
    "adhd": r"adhd|attention deficit(?: hyperactivity disorder)?",
    "speech-and-language": r"speech(?:,| and) language(?:,? and communication)?"
    r" (?:needs|difficulties|delays?|disorders?)|slcn|selective mutism"
    r"|speech (?:delays?|difficulties|disorders?|problems)|stammers?|stammering"
    r"|developmental language disorder|communication (?:needs|difficulties)",
    "learning-difficulties": r"(?:moderate |general )?learning difficult(?:y|ies)",
    "learning-disability": r"learning disabilit(?:y|ies)|learning disabled|downs? syndrome|pmld",
    "dyslexia": r"dyslexia|dyslexic|dyscalculia|dyspraxia|dyspraxic"
    r"|specific learning difficult(?:y|ies)",
    "hearing": r"deaf|deafness|hearing[- ]impair(?:ment|ments|ed)|hearing loss|hard of hearing"
    r"|hearing difficulties",
    "vision": r"blind|partially sighted|visual(?:ly)?[- ]impair(?:ment|ments|ed)|sight loss"
    r"|sight impair(?:ment|ed)|vision impair(?:ment|ed)|visual impairments?",
    "deafblind": r"deafblind|multi-?sensory impairments?|dual sensory (?:loss|impairment)",
    "physical-disability": r"physical(?:ly)? disab(?:ility|ilities|led)|wheelchair users?"
    r"|us(?:e|es|ing) (?:a )?wheelchairs?"
    r"|cerebral palsy|muscular dystrophy|spina bifida|limb difference",
    "mental-health": r"mental (?:ill ?-?health|illness(?:es)?"
    r"|health (?:needs|problems?|issues|difficult(?:y|ies)|conditions?|challenges|concerns))"
    r"|anxiety|anxious|depression|self[- ]harm|eating disorders?|semh",
    "behaviour": r"(?:challenging|behavioural) (?:behaviours?|difficulties)"
    r"|behaviours? that challenges?",
    "sensory": r"sensory processing(?: (?:needs|difficulties|disorder|differences))?",
    "medical": r"epilepsy|diabetes|medical (?:needs|conditions?)|long[- ]term (?:health )?"
    r"(?:conditions?|illness(?:es)?)|life[- ](?:limiting|limited|threatening)"
    r"(?: (?:conditions?|illness(?:es)?))?|complex health needs|tube[- ](?:feeding|fed)|fed by tube"
    r"|ventilators?|chronic illness(?:es)?",
    "any": r"special educational needs?(?: (?:and|or|and/or|&) disabilit(?:y|ies))?"
    r"|additional needs|disabilit(?:y|ies)|disabled",
}
_ORDER: Final = sorted(_PHRASES, key=lambda need: need == "any")
#: One pattern a need; "any" is looked for last, in what the others leave.
PATTERNS: Final = {need: re.compile(rf"\b(?:{_PHRASES[need]})(?!\w|-)") for need in _ORDER}
_WHO: Final = re.compile(r" (?:people|persons?|children|adults|young people|users|needs)$")


def need_of(term: str) -> str:
    """Return the need that a term is the name of, however it is put; empty if it is none."""
    words = plain_words(term)
    if words == "visual":  # beside "Hearing" in a list of needs
        return "vision"
    for need, pattern in PATTERNS.items():
        if pattern.fullmatch(words) or pattern.fullmatch(_WHO.sub("", words)):
            return need
    return ""
