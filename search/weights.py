"""Every number of the ranking, each with its reason. All are whole: both sides add up the same.

The score of a page is worked out as in BM25F (Robertson and Zaragoza, "The Probabilistic Relevance
Framework: BM25 and Beyond", 2009, section 3.6): how often a word stands in each field, weighed by
field, then flattened, times how rare the word is. Nobody can pay: no number here depends on who
runs a service.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """What one mention in a field is worth, and how a long field is marked down.

    ``ordinary`` is the usual number of words. It is fixed, not the average of the offer, so that
    a change of one record never changes the numbers of another. ``slope`` is BM25's b.
    """

    worth: float
    slope: float
    ordinary: int


FIELDS = {
    # The name is what a page is about; in a short one each word says more.
    "title": FieldWeight(10.0, 0.35, 4),
    # Other names are as good as the first, but one page may have many.
    "names": FieldWeight(8.0, 0.3, 6),
    # Words that editors expect parents to type.
    "keywords": FieldWeight(6.0, 0.3, 16),
    # A heading is a question that the page answers.
    "headings": FieldWeight(3.5, 0.5, 24),
    # Two sentences that say what the page is for.
    "summary": FieldWeight(3.0, 0.4, 14),
    # A page tagged with a need is about it, among others.
    "labels": FieldWeight(2.0, 0.4, 8),
    "body": FieldWeight(1.0, 0.6, 160),
}

#: Fields whose neighbouring words are kept as pairs, so that a phrase beats scattered words.
#: Not the body: its pairs would be three quarters of the index and are seldom asked for.
PAIRED = ("title", "names", "keywords", "headings", "summary")

#: How soon more mentions stop counting (BM25's k1): one mention in a short title gives about 55 of
#: 100, one in a text 11. In a small offer many a word stands in one text only, and is rare by
#: chance: a text's mention may not weigh as much as a title's.
FLATTEN = 8.0

#: A posting's number lies between 1 and this.
FULL = 100

#: A word's rarity is this times the logarithm in BM25: 8 for a word on half the pages, 100 and
#: more for one of its own.
RARITY = 20

# What a match is worth, in hundredths of a plain word's match.
WORD = 100
#: A word inside a phrase that is known as a whole says less by itself.
WORD_IN_PHRASE = 75
#: Nor a word that is a known phrase by itself, where the meaning counts it already: a page with a
#: synonym of it in the title comes before one with the word itself among its keywords.
WORD_AS_PHRASE = 20
#: Two words side by side as they were typed.
PAIR = 110
#: The pages' own words for what a parent typed: as good as their own, nearly.
MEANING = {"equivalent": 100, "retired": 100, "expand": 65}
#: A page's whole name typed out, for each word of it.
NAME = 130

#: Of 150: what a page gets that has some of the words; one that has them all gets all.
#: A page about all that was typed comes before one that says a single rare word often.
COVER_LEAST, COVER_FULL = 40, 110

#: Hundredths by kind of page: a guide leads on to services, a service is one of many; a word
#: explained or a contact is short, so that one mention in it seems more than it is.
FAMILIES = {
    "guide": 115,
    # Written for some readers: first for them, and just behind for everyone else.
    "easy read": 90,
    "young": 100,
    "professional": 100,
    "topic": 80,
    "service": 100,
    # A school is one of many in its town, and a nursery in each street: its name finds it, but its
    # kind or its town alone seldom. At 95 schools stood among "things to do" in every town.
    "school": 85,
    # A school's report comes after the school, whose page leads to it.
    "report": 70,
    # One statement of a hundred and more, each so short that one word in it seems much: after the
    # guide that says it all.
    "expectation": 65,
    # All statements of an area of need, told to parents: leads on to them as a guide to services.
    "expectations": 110,
    "event": 85,
    "word": 85,
    "contact": 85,
    # What somebody said of a service has all its words: it comes after what helps at once.
    "comment": 35,
    # All of them: leads on to them, as the guide to commenting does not.
    "comments": 110,
    "page": 85,
}

#: Hundredths for a guide where the words are a need and nothing else ("dyslexia").
GUIDE_OF_A_NEED = 140

#: Hundredths by whether the page is up to date. A late check makes it less sure, not wrong; of what
#: nobody here has checked, and of which facts are missing, a parent has to ask. Not below what is
#: late: where all services come from a feed, guides would stand above each of them.
STATUSES = {"current": 100, "overdue": 92, "with gaps": 92, "closed": 70, "past": 10}

#: Hundredths for a page whose ages include the age typed, say none, or leave it out.
AGE_FITS, AGE_UNKNOWN, AGE_MISSES = 125, 100, 25

#: The rarity of an age that is asked for alone, as if each page for it had the word in full: a page
#: whose name says the age as it was typed comes first.
AGE = 40

#: Hundredths for what happens at a place, or lists what is in one, where a place is asked for.
HAS_A_PLACE = 150

#: Families of one kind of answer: to read, to go to, a school, to ask, to come to. What is short or
#: long of its kind says nothing of another: the best service may have a tenth of a guide's score.
KINDS = {
    **dict.fromkeys(("guide", "easy read", "young", "professional", "topic"), 0),
    **dict.fromkeys(("expectation", "expectations", "word", "comments", "comment", "page"), 0),
    "service": 1,
    **dict.fromkeys(("school", "report"), 2),
    "contact": 3,
    "event": 4,
}
#: Kinds whose best is always on the first page. With schools, people and events among them the
#: first pages of both councils together became no better.
KINDS_SEEN = (0, 1)

#: A result is shown if it has at least one part in this many of the best score of its kind, and
#: in so many more of the best of all.
LEAST_SHARE = 10
LEAST_OF_ALL = 20

#: The same for a page that has something of all that was typed.
LEAST_SHARE_OF_WHOLE = 25

#: Results with a place and at least half of the best score of such answer: those are ordered by
#: distance.
FITS_WELL = 2
