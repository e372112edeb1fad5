"""The fixed tables that Python and the browser share: the browser gets them with the index."""

from search import ages, places_words, safety, spelling, weights, words

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
    "weights": {
        "word": weights.WORD,
        "word_in_phrase": weights.WORD_IN_PHRASE,
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
        "least_share": weights.LEAST_SHARE,
        "fits_well": weights.FITS_WELL,
    },
}
