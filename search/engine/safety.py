"""Words that show the panel of urgent help above the results, whatever the results are.

The program brings them, and no council can change them: a list that many edit could lose one.
Endings, the way to say no, and who it is about do not matter. The panel hides nothing, so a word
too many costs little, and one too few much: docs/decisions/0010-words-of-safety.md.
"""

from collections.abc import Sequence

from search.engine.words import NEGATIONS, NOT, stem, words

#: Left out before words are compared: words for who it is about, and small words between.
_SMALL = (
    "a an and the to of in at i im ive he hes she shes they theyre we us you my his her our "
    "their your him them me it himself herself themselves myself is was be been being am are "
    "has have do does just really so very that this some any load lot lots keeps keep kept "
    "trying wish wishes"
)
SMALL = frozenset(_SMALL.split())
_WORDS = """
suicide, suicidal, kill, killing, killed, kill yourself, take life, took life, end life, end it
all, ending life, end all, not want live, not want here, not want alive, not want wake up, want
not here, wants die, want die, wanted die, wants dead, want dead, wants to be dead, rather be
dead, was dead, were dead, better off dead, dying, want disappear, no point living, not worth
living, overdose, overdosed, overdosing, taken tablets, took tablets, taken pills, took pills,
self harm, selfharm, self harming, self injury, cutting, cuts himself, cut wrists, cuts arms,
hurting, hurts, hurt, harming, harm, hang, hanging, jump off bridge, jump out window, abuse,
abused, abusing, abuser, abusive, touched inappropriately, touched private, raped, rape, not
feel safe, groomed, grooming, exploited, exploitation, county lines, trafficked, neglect,
neglected, partner hits, husband hits, boyfriend hits, dad hits, mum hits, stepdad hits, scared
partner, scared husband, scared boyfriend, scared go home, afraid go home, not safe, unsafe, in
danger, danger, child protection, safeguarding, beaten, beating, beats, hits, hit, hitting,
punched, punches, kicks, attacked, attacks, violent, violence, strangled, strangling, choking,
threatened, threatening, threatens, knife, knives, stabbed, run away, ran away, running away,
runs away, gone missing, not breathing, stopped breathing, unconscious, emergency, crisis, 999,
can not cope, not cope, not go on, not carry on, cannot go on, breaking point, forced marriage,
fgm, lose control, lost control, going hurt someone, snapped, shake baby, swallowed tablets,
swallowed pills, swallowed bleach, drinking bleach, drank bleach, drink bleach, took
paracetamol, taken paracetamol, paracetamol overdose, swallowed battery, blades, razor blade,
marks arms, marks wrists, scars arms, scratching arms, not more, not take more, not do more, had
enough, better off without, better without me, not born, never born, go heaven, be heaven,
husband scaring, partner scaring, boyfriend scaring, dad scaring, scaring, touched down there,
touching down there, touches down there, send pictures, sending pictures, send photos, sending
photos, send nudes, nudes, at end of tether, end tether, wits end, cannot cope, no one would
miss, not want exist, self destruct
"""


def _urgent_stems(folded: Sequence[str]) -> list[str]:
    """Return the stems of folded words that are compared with the phrases."""
    return [
        NOT if word in NEGATIONS else stem(word)
        for word in folded
        if word in NEGATIONS or word not in SMALL
    ]


PHRASES: tuple[str, ...] = tuple(
    sorted({" ".join(_urgent_stems(words(text))) for text in _WORDS.split(",")} - {""})
)


def is_urgent(folded: Sequence[str], phrases: Sequence[str]) -> bool:
    """Return whether folded words contain any of the phrases."""
    text = f" {' '.join(_urgent_stems(folded))} "
    return any(f" {phrase} " in text for phrase in phrases)
