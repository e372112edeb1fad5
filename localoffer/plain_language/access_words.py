"""The words that contradict an access feature, for each of its answers "yes" and "no"."""

from collections.abc import Mapping
from typing import Final, Literal

from localoffer.plain_language.claims import Claim, claim

Answer = Literal["yes", "no"]

_NO: Final = (
    r"(?:no|(?:not|never) (?:have|got)|\w+n't (?:have|got)|without|lack(?:s|ing)?"
    r"|(?:is|are)(?: not|n't)|nor)(?: an?| any| the)?(?: working| on-site| own)? "
)
_HAS: Final = (
    r"(?:there(?: is|'s| are)|has|have|with|use|take|got)"
    r"(?: an?| the| our| its| one| two| three| our own| its own| full| good| plenty of)? "
)
_BROKEN: Final = r" (?:is|are) (?:not (?:working|available|in use)|out of (?:order|use)|broken)\b"

#: Words that show that a sentence is about another place or time.
_ELSEWHERE: Final = (
    r"(?:nearest|nearby|opposite|next door|across|elsewhere|down the road|round the corner|minutes"
    r"|library|town|if|unless|when|will|soon|bring|hope|planned|planning|ask|street|road|not|no"
    r"|except|only|part|partly|nor)\b|\w+n't\b"
)

_NUMBER: Final = r"(?:\d+|one|two|three|four|five|six|a few|several|some|steep|narrow)"
_WHERE: Final = r"(?:\w+ )?(?:door|entrance|hall|building|room|front)\b"
_STEPS: Final = (
    r"flights? of (?:stairs|steps)\b",
    rf"{_NUMBER} (?:\w+ )?(?:steps?|stairs) (?:up|down|outside|inside|into)\b",
    rf"{_NUMBER} (?:\w+ )?(?:steps?|stairs) (?:to|at) the {_WHERE}",
    rf"steps? up to the {_WHERE}",
    r"(?:upstairs only|only upstairs)\b",
    r"up (?:the|some|steep|narrow|two|three) (?:\w+ )?(?:stairs|steps)\b",
    r"no (?:lift|ramp|wheelchair access)\b",
    r"(?:not|\w+n't) (?:have )?an? (?:lift|ramp)\b",
    r"(?:not|no) step-free\b",
    r"not (?:fully )?(?:wheelchair[- ]accessible|accessible (?:to|for|by) wheelchair)",
)
_NO_STEPS: Final = (
    r"(?:no|without|not have|\w+n't have|avoids?|never) (?:any |a |the |using |\w+ )?(?:the )?"
    r"(?:flights?|steps?|stairs)\b|(?:next|first) steps?\b|no lift (?:is )?needed\b"
)
_WAY_ROUND: Final = (
    r"(?<!no )(?<!not a )ramps?\b|(?<!no )(?<!not )step-free (?:way|access|door|entrance)"
    r"|level access|(?:there is|has|use|take|by|with|and|or|is) (?:the |an? )?lift\b"
    r"|(?<!not )(?<!n't )have a lift\b"
)

_BADGE: Final = r"(?:blue badge|disabled|accessible)"


def _feature(signs: str, thing: str, *lacks: str) -> dict[Answer, Claim]:
    """Return the claims that contradict "yes" and "no" for a thing that is there or is not.

    ``lacks`` are further phrases for its absence; ``signs`` are those of ``claim``.
    """
    absent = (rf"{_NO}(?:{thing})", rf"(?:{thing}){_BROKEN}", *lacks)
    return {
        "yes": claim(signs, *absent, unless=r"(?:if|yet|nearest|other)\b"),
        "no": claim(signs, rf"{_HAS}(?:{thing})", unless="|".join([*absent, _ELSEWHERE])),
    }


ACCESS_WORDS: Final[Mapping[str, Mapping[Answer, Claim]]] = {
    "step-free": {
        "yes": claim("stair|step|lift|ramp|wheelchair", *_STEPS, unless=_NO_STEPS, near=_WAY_ROUND),
        "no": claim(
            "step-free|level access|accessible",
            r"(?:is|are|fully|all|completely) (?:\w+ )?(?:step-free|wheelchair[- ]accessible)\b",
            r"step-free (?:throughout|access|way in|entrance)\b",
            r"level access\b",
            unless=rf"{_ELSEWHERE}|(?:one|some|most|half|ground floor|office|garden)\b",
        ),
    },
    "lift": _feature("lift", r"lifts?\b(?! (?:home|there|back|from|share|sharing|for your))"),
    "accessible-toilet": _feature(
        "toilet|loo",
        r"(?:wheelchair[- ])?(?:accessible|disabled) (?:toilets?|loos?)\b",
        r"toilets? (?:is|are) (?:not (?:wheelchair[- ])?accessible|upstairs|up the stairs)\b",
    ),
    "changing-places": _feature("changing places", r"changing places(?: toilet| room)?\b"),
    "changing-bench": _feature("bench", r"(?:adult(?:-sized)? )?changing bench\b"),
    "hoist": _feature("hoist", r"(?:ceiling |pool |mobile )?hoists?\b(?! needed)"),
    "hearing-loop": _feature("loop", r"(?:hearing|induction) loop\b"),
    "quiet-space": _feature("quiet", r"quiet (?:room|space|area|corner)\b"),
    "wide-doors": _feature(
        "door|entrance",
        r"(?:wide|automatic) doors\b",
        r"narrow (?:front |main )?(?:door|doorway|entrance)s?\b",
        r"doors? (?:is|are) (?:too )?narrow\b",
    ),
    "bsl": _feature(
        "sign", r"(?:bsl|british sign language|sign language) (?:interpreter|signer|user)s?\b"
    ),
    "blue-badge-parking": {
        "yes": claim(
            "park|badge|bay",
            r"no (?:on-site |car |free )?parking\b(?! (?:charge|fee|cost|ticket|problem))",
            rf"(?:no|not have|\w+n't have) (?:any )?{_BADGE} (?:parking|bay|space)",
            r"(?:not|\w+n't) have (?:any |our own |a )?(?:parking|car park)\b",
            r"nowhere to park\b",
            unless=r"if\b",
            near=rf"(?<!no )(?<!any ){_BADGE} (?:holder|parking|bay|space)",
        ),
        "no": claim("badge|disabled", rf"{_BADGE} (?:parking|bays?|spaces?)\b", unless=_ELSEWHERE),
    },
    "public-transport": {
        "yes": claim(
            "bus|transport",
            r"no (?:public transport|bus(?:es)?(?: route| service| stop)?)\b"
            r"(?! (?:on|at|after|before|in|pass|fare|strike|lane|is needed|needed))",
            r"not on a bus route\b",
            unless=r"if\b",
        ),
        "no": claim(
            "bus",
            r"bus(?:es)? (?:\w+ ){0,2}stops? (?:right |just )?outside\b",
            unless=r"(?:no|not|if|school)\b",
        ),
    },
}
