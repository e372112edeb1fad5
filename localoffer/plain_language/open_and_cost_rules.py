"""Rules on whether a service is open and what it costs: the text and status, free and prices."""

from typing import Final

from localoffer.model.service import Service
from localoffer.plain_language.claim_rules import IF, Rule
from localoffer.plain_language.claims import claim

_GROUP: Final = "(?:club|group|service|project|centre|scheme|session|clinic|we)"
_CLOSED: Final = claim(
    "closed|taking|accepting|no longer",
    r"(?:currently|temporarily|permanently|now) closed\b",
    r"closed (?:at the moment|for now|at present|until further notice|to new|down)\b",
    rf"{_GROUP} ha(?:s|ve) (?:now )?closed\b(?! (?:days|for the (?:summer|winter|holidays)))",
    r"not (?:currently |now )?(?:taking|accepting)(?: on)?(?: any)?(?: new)? "
    r"(?:referrals|bookings|members|families|children)\b",
    r"waiting list is (?:now |currently |also )?closed\b",
    rf"{_GROUP} (?:is|are) no longer (?:running|open|available|taking)\b",
    unless=rf"{IF}|(?:when|moved|old|never|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b"
    r"|not (?:currently |temporarily |now )?closed\b",
)

#: Words about amounts that a family gets, or pays for something other than the service.
_OTHER_AMOUNTS: Final = (
    rf"{IF}|(?:grant|allowance|benefit|voucher|payment|fund|funding|worth|save|up to|get|gets|pays?"
    r"|paid|normally|usually|instead|donation|donate|optional|deposit|bus|fare|taxi|snack|cafe"
    r"|parking|other|elsewhere|private|privately|not)s?\b"
)
_COSTS: Final = claim(
    "£",
    r"£\d[\d,.]* ?(?:per|an?|each|for an?|for each|for every) ?(?:\w+-)?(?:one |half )?"
    r"(?:session|visit|hour|day|class|lesson|ticket|child|person|family|place|swim|term|night)\b",
    r"£\d[\d,.]* each\b",
    unless=_OTHER_AMOUNTS,
)

#: Words about other things that may be free, or people for whom they are.
_PARTLY_FREE: Final = (
    rf"{IF}|(?:carer|sibling|brother|sister|parking|first|trial|taster|under|benefit|helper|park"
    r"|assistant|bus|travel|lunch|meal|drink|snack|wifi|adult|babies|loan|credit|income|bursary"
    r"|companion|parent|call|phone|number|advice|low|grant|hours|funded|visit)(?:s|'s)?\b"
)
_FREE: Final = claim(
    "free|no charge|no cost|costs nothing|cost nothing|not cost|not charge",
    r"(?:it|this|service|club|group|everything|support|sessions?|classes|course|places?)"
    r" (?:is|are) (?:all |completely |totally |always |entirely )?free\b"
    r"(?! (?:for|if|to under|when|time|with|from|after|on)|-)",
    r"free of charge\b",
    r"no charge\b",
    r"at no cost\b",
    r"costs? nothing\b",
    r"do(?:es)? not (?:cost|charge) (?:you )?anything\b",
    unless=_PARTLY_FREE,
    near=r"£\d",
)


def _has_prices(service: Service) -> bool:
    return service.free is False and any(option.amount for option in service.cost_options)


OPEN_AND_COST_RULES: Final = (
    Rule(
        "status",
        lambda service: service.status == "active",
        _CLOSED,
        lambda _: 'status is "active"',
        'Set status to "temporarily closed" and enter closure, or change the sentence.',
    ),
    Rule(
        "free",
        lambda service: service.free is True,
        _COSTS,
        lambda _: 'free is "yes"',
        "Set free to no and enter cost_options, or change the sentence.",
    ),
    Rule(
        "free",
        _has_prices,
        _FREE,
        lambda _: 'free is "no" and cost_options has a price',
        "Say what is free and what is not, or set free to yes.",
    ),
)
