"""A feed's phrases on what a building has, as access features; those that nothing maps."""

from collections.abc import Iterable

from localoffer.importers.open_referral.feed_service import FeedLocation
from localoffer.importers.shared.council_lists import CouncilLists
from localoffer.importers.shared.feed_term import FeedTerm
from localoffer.importers.shared.term_meanings import term_key
from localoffer.importers.shared.text import line

#: How long a phrase may be that a council is asked to map; anything longer is a description.
_LONGEST = 80

#: Phrases that plainly say what a building has; anything vaguer ("partial wheelchair access",
#: "wheelchair accessible entrance", "changing facilities") is only quoted and claims nothing.
_PHRASES = {
    "step-free": "step-free access|step free access|step-free|step free|level access throughout"
    "|full wheelchair access|fully wheelchair accessible|step-free throughout",
    "accessible-toilet": "accessible toilet|accessible toilets|accessible toilet facilities"
    "|disabled toilet|disabled toilets|disabled toilet facilities"
    "|wheelchair accessible toilet|accessible wc",
    "changing-places": "changing places|changing places toilet|changing places facility",
    "hoist": "hoist|hoist available|ceiling hoist|pool hoist",
    "lift": "lift|lift access|lift available|lifts|building has lift",
    "hearing-loop": "hearing loop|hearing loops|induction loop|hearing loop system|induction loops",
    "bsl": "bsl interpreter|bsl|british sign language|british sign language (bsl)"
    "|bsl interpreters|sign language interpreter",
    "blue-badge-parking": "blue badge parking|disabled parking|accessible parking"
    "|accessible parking spaces"
    "|disabled parking spaces|disabled parking bays|accessible parking bays"
    "|disabled car parking space|disabled car parking spaces",
    "public-transport": "bus stop nearby|near a bus stop|near bus stop|close to public transport",
    "quiet-space": "quiet space|quiet room|quiet area",
    "changing-bench": "changing bench|adult changing bench|adult changing table",
    "wide-doors": "wide doors|wide doorways",
}
_FEATURES = {
    phrase: feature for feature, phrases in _PHRASES.items() for phrase in phrases.split("|")
}


def features_of(phrase: str, council: CouncilLists) -> tuple[str, ...]:
    """Return what a phrase plainly means, as ids of the council's access features.

    What importing.yaml or the list says counts; else what we know, unless importing.yaml says that
    the phrase means nothing.
    """
    meaning = council.meanings.get(term_key(phrase))
    if meaning and (meaning.access or meaning.is_nothing):
        return meaning.access
    known = _FEATURES.get(phrase.lower().rstrip("."), "")
    return (known,) if known in council.features else ()


def unmapped_phrases(
    locations: Iterable[FeedLocation], council: CouncilLists
) -> tuple[FeedTerm, ...]:
    """Return the phrases, each once, that give no feature and that no row of importing.yaml maps.

    Sentences and long texts are no words that a row could map: they are only quoted. What is said
    of a virtual location is left out, as the location is.
    """
    terms = (term for one in locations if not one.virtual for term in one.access_terms)
    by_phrase = {line(term.word): term.source for term in terms}
    return tuple(
        FeedTerm(phrase, source)
        for phrase, source in by_phrase.items()
        if _can_be_mapped(phrase) and not _is_mapped(phrase, council)
    )


def _can_be_mapped(phrase: str) -> bool:
    return 0 < len(phrase) <= _LONGEST and not phrase.endswith((".", "!", "?"))


def _is_mapped(phrase: str, council: CouncilLists) -> bool:
    meaning = council.meanings.get(term_key(phrase))
    return bool(features_of(phrase, council)) or (meaning is not None and meaning.by_rule)
