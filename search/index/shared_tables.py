"""The fixed tables that Python and the browser share: the browser gets them with the index."""

from search import weights
from search.engine import address, ages, correction, places_words, results, safety, spelling, words
from search.index.document_facts import NO_AGES

#: Everything about the meaning of a query that is a list or a number and not a step.
TABLES = {
    "small": sorted(words.SMALL),
    "soft": sorted(words.SOFT_STEMS),
    "negations": sorted(words.NEGATIONS),
    "sounds": spelling.SOUNDS,
    "ages": ages.PATTERNS,
    "postcodes": places_words.PATTERNS,
    "endings": spelling.ENDINGS,
    "safety": safety.PHRASES,
    "safety_small": sorted(safety.SMALL),
    "spelling": {
        "least_letters": spelling.LEAST_LETTERS,
        "two_from": spelling.TWO_FROM,
        "most_letters": spelling.MOST_LETTERS,
        "offered": spelling.OFFERED,
        "shelf": spelling.SHELF,
        "alike": spelling.ALIKE,
        "letter": spelling.LETTER,
        "sound_alike": spelling.SOUND_ALIKE,
        "same_start": spelling.SAME_START,
        "completes": spelling.COMPLETES,
    },
    "saint": correction.SAINT,
    "limits": {
        "letters": correction.MOST_LETTERS,
        "words": correction.MOST_WORDS,
        "together": correction.MOST_TOGETHER,
        "oldest": ages.OLDEST,
        "no_ages": NO_AGES,
        "per_page": results.PER_PAGE,
        "said": results.MOST_SAID,
        "longest": address.LONGEST,
        "oldest_asked": address.OLDEST,
        "pages": address.MOST_PAGES,
    },
    "weights": {
        "word": weights.WORD,
        "word_in_phrase": weights.WORD_IN_PHRASE,
        "word_as_phrase": weights.WORD_AS_PHRASE,
        "pair": weights.PAIR,
        "meaning": weights.MEANING,
        "name": weights.NAME,
        "cover_least": weights.COVER_LEAST,
        "cover_full": weights.COVER_FULL,
        "families": list(weights.FAMILIES.values()),
        "guide_of_a_need": weights.GUIDE_OF_A_NEED,
        "standings": list(weights.STANDINGS.values()),
        "age_fits": weights.AGE_FITS,
        "age_unknown": weights.AGE_UNKNOWN,
        "age_misses": weights.AGE_MISSES,
        "has_a_place": weights.HAS_A_PLACE,
        "least_share_of_whole": weights.LEAST_SHARE_OF_WHOLE,
        "least_share": weights.LEAST_SHARE,
        "fits_well": weights.FITS_WELL,
    },
}
