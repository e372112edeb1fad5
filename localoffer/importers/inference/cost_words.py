"""What sentences say of costs: that it is free, or what it costs.

"Feel free", "free parking", "sugar free", "free school meals", "a free trial" and "the first
session is free" say nothing on whether the service costs something.
"""

import re
from typing import Final

from localoffer.importers.inference.sentence_words import is_elsewhere, plain_words

_SERVICE: Final = (
    r"(?:services?|sessions?|groups?|class(?:es)?|courses?|clubs?|activit(?:y|ies)|workshops?"
    r"|programmes?|schemes?|clinics?|events?|helplines?|playgroups?|meet-?ups?|meetings?|lessons?"
    r"|drop-?ins?|appointments?|walks?|mornings?|afternoons?|parkruns?|runs?|choirs?|training"
    r"|everything|entry|entrance|admission|attendance|places|help"
    r"|support|advice|counselling|it|this|they|these)"
)
_VERY: Final = (
    r"(?:100% |all |always |completely |totally |entirely |absolutely |currently |now |also )?"
)
_FREE: Final = r"free(?!-)(?: of (?:charge|cost))?"
_END: Final = (
    r"(?= ?(?:[.,;:!)-]|$|and\b|but\b|so\b|to (?:attend|join|use|access|all|everyone|anyone"
    r"|families|come along|the (?:learner|family|parent|child))\b|for (?:all|everyone|everybody"
    r"|anyone|families)\b(?! under)"
    r"|at the point\b|with no\b))"
)
_IS_FREE: Final = re.compile(
    rf"\b{_SERVICE}(?: (?:we (?:offer|provide|run)|on offer|here|provided))?"
    rf"(?: (?:is|are)|s) {_VERY}(?:{_FREE}|fully funded(?! by))\b{_END}"
    r"|^(?:(?:cost|costs|price|fees?|charge|admission|entry)(?: is)? ?[:=-] ?)?"
    rf"(?:it is |its )?{_VERY}(?:{_FREE}|fully funded(?! by))\b{_END}"
    r"|(?:-|,) fully funded ?[.!]*$|\bfree at the point of (?:use|delivery|access)\b"
    r"|\b(?:confidential|impartial|independent|friendly),? and free ?[.!]*$"
    r"|\b(?:there is |there are |theres |at |we make |with )?no (?:charge|cost)s?\b"
    r"(?= ?(?:[.,;:!)]|$|and\b|but\b|involved\b|is made\b"
    r"|to (?:attend|join|you|families|the family|parents)\b"
    rf"|for (?:this|the|our|these|any of our|using the) {_SERVICE}\b))"
    r"|\bfree of charge\b(?= ?(?:[.,;:!)]|$|and\b))|\bfree[- ]to[- ](?:attend|join)\b"
    r"|\b(?:is|are|offers?|provides?|runs?|providing|offering)(?: (?:a|an|our|the|you with))?"
    r" (?:totally |completely )?free,?(?: (?!trial|taster|first|initial|parking|school|meals?"
    r"|books?|tea|lunch|places?|hours"
    rf"|childcare|parent|transport|travel|bus)[\w&/-]+,?){{0,5}}? {_SERVICE}\b"
    r"|(?:^|- )(?:(?:an?|our|the|these) )?(?:(?:completely|totally|popular|weekly|monthly"
    r"|regular|new|friendly"
    r"|local) )?free,?"
    r"(?: (?!trial|taster|first|initial|parking|school)"
    rf"[\w&/-]+,?){{0,6}}? "
    rf"{_SERVICE}\b"
)
#: Whole answers to "What does it cost?".
_NOTHING: Final = re.compile(
    rf"(?:{_VERY}free(?: of charge| service| to all| for all| to attend| to use| to join| entry)?"
    r"|(?:there (?:is|are) )?no (?:charge|cost|fee)s?|nil|none|nothing|0|£0(?:\.00)?"
    r"|(?:fully )?funded)(?:[ ,-]*donations? (?:are )?welcome)?"
)
_NOT_SURE: Final = re.compile(
    r"\b(?:first|taster|trial|initial|introductory|teas?|coffees?|refreshments?|snacks?|drinks?"
    r"|parking|wi-?fi|lunch(?:es)?|meals?|food|breakfast|childcare|hours|entitle\w*|eligib\w+|some"
    r"|may|might|could|if|unless|except|not|free for (?:the )?(?:under|over)|members?|concessions?"
    r"|months? free|internet|quote|consultation|assessment|also|transport|travel|bus|books|loan"
    r"|benefits check|was|were|previously|will be|part(?:ly|-| )funded|funded places|membership"
    r"|calls?|phone|per year|other|many|most|several|certain|selected"
    r"|(?:carers?|children|bab(?:y|ies)) (?:go )?free"
    r"|low income|for schools|aims? to|they (?:offer|provide|run)|free places|wheelchair"
    r"|equipment|website|app"
    r"|download\w*|gym|weights?|events? throughout)\b"
)
_HARMLESS: Final = re.compile(
    r"\b(?:do(?:es)? not|no) need to (?:book|be booked|register)\b|\b(?:coffee|tea)(?= morning)"
    r"|^why not\b"
)
_NO_CHARGE: Final = re.compile(
    r"\bwe (?:do not|dont|never) charge\b|\bcosts? nothing\b|\b(?:does not"
    r"|doesnt) cost (?:you )?anything\b|\bnothing to pay\b|\bthere is never a (?:charge|fee"
    r"|cost)\b"
    r"|\b(?:families|parents|you) (?:do not|dont|never) (?:have to )?pay\b(?= ?(?:[.,;!]|$))"
)
_PER: Final = (
    r"(?:per|each|an?|for|pp|pw|ph|every|entry|entrance|on the door|on the day|door|cash|pay"
    r"|includ(?:es|ing)|which|to)\b"
)
_AMOUNT: Final = r"£ ?\d{1,4}(?:\.\d{2})?(?!\d|,\d|k\b)"
_WHO: Final = (
    r"(?:adults?|child(?:ren)?|siblings?|family|families|juniors?|seniors?|concessions?|members)"
)
_PRICE: Final = re.compile(
    r"\bpay what you (?:can|feel|like|want)\b|\b(?:entry|admission|payment)(?: is)? by donation\b|"
    rf"{_AMOUNT} ?{_PER}"
    rf"|\b(?:costs?|prices?|priced|fees?|charges?|charged|entry|entrance|admission|tickets?|subs"
    rf"|subscriptions?|membership|sessions?|class(?:es)?|lessons?|donations?|contributions?)\b"
    rf"[^£.]{{0,40}}{_AMOUNT}|[,:-] ?{_AMOUNT}[.!]?$"
    rf"|(?:^|, ?){_WHO} ?[:=-]? ?{_AMOUNT}|^{_AMOUNT}(?: {_WHO}\b|[,;])|\bbring {_AMOUNT}"
    rf"|^{_AMOUNT}(?: ?/ ?{_AMOUNT})?(?: \w+){{0,3}}[.!]?$"
)
_OTHER_MONEY: Final = re.compile(
    r"\b(?:grants?|raised?|raising|fund(?:s|ing|raising)?|worth|sav(?:e|es|ed|ing|ings)|win|won"
    r"|prizes?|winner|value|income|earn\w*|salar\w+|turnover|allowances?|benefits?|loans?|debts?"
    r"|vouchers?|hir(?:e|ed|ing)|bursar\w+|award\w*|invest\w*|raffle|deposit|claim|fines?|bills?"
    r"|wages?"
    r"|up to £|could get|receive|reward|sponsor\w*|normally|usually|used to|refund\w*"
    r"|option(?:al)?|budgets?|(?:may|can|could|will|you) (?:get|receive|earn)|pays|paid"
    r"|(?:we|schools?) pay"
    r"|bring £\d+ for|uniform|t-?shirts?|kit|badges?|insurance|certificates?|photos?"
    r"|(?:car )?park(?:ing)?|transport"
    r"|bus|taxi|fares?|tuck|for lunch|for snacks|schools|stalls?|exhibitors?|halls?|dbs|cakes?"
    r"|spend|got"
    r"|was|every £\d+ for|give|donate)\b|^lunch\b(?! club)|^£[\d.]+ off\b"
)
_PAID: Final = re.compile(
    rf"{_AMOUNT}"
    r"|\b(?:small|nominal|modest|reasonable|minimal|hourly|additional) (?:charge|fee|cost)s?\b"
    r"|\b(?:charges|fees) (?:may )?apply\b|\bpay as you go\b|\bpaid[- ]for\b|\bself[- ]fund"
    r"|\bthere is a (?:charge|fee|cost)\b|\bmembership fees?\b"
)
_MAYBE: Final = re.compile(
    r"\b(?:donat\w+|suggested|contribut\w+|voluntary|free|taster|trial|extra|if|may|might"
    r"|refreshments"
    r"|teas?|coffees?|memberships?|member|available|only if|some|funded|waive\w*|concession\w*)\b"
)


def says_free(sentence: str) -> bool:
    """Return whether a sentence plainly says that the service costs nothing."""
    if is_elsewhere(plain_words(sentence)):
        return False
    words = _NO_CHARGE.sub("there is no charge", plain_words(sentence))
    words = _HARMLESS.sub(" ", words)
    if not _IS_FREE.search(words) or _NOT_SURE.search(words):
        return False
    return len(re.findall(r"\bfree\b", words)) < 2  # noqa: PLR2004 - one thing of several is free


def is_nothing(fees: str) -> bool:
    """Return whether an answer to "What does it cost?" is that it is free, and no more."""
    return bool(_NOTHING.fullmatch(plain_words(fees).strip(" .!")))


def says_price(sentence: str) -> bool:
    """Return whether a sentence says what families pay."""
    words = plain_words(sentence)
    is_price = bool(_PRICE.search(words)) and not is_elsewhere(words)
    return is_price and not _OTHER_MONEY.search(words)


def is_charged(sentence: str, *, is_fee: bool) -> bool:
    """Return whether a sentence plainly says that whoever comes pays.

    ``is_fee`` is whether it answers "What does it cost?", so that any amount in it is a price.
    """
    words = plain_words(sentence)
    has_price = bool(re.search(_AMOUNT, words)) and (is_fee or says_price(sentence))
    return has_price and not _MAYBE.search(words) and not _OTHER_MONEY.search(words)


def mentions_payment(sentence: str) -> bool:
    """Return whether a sentence speaks of anything that may have to be paid for."""
    return bool(_PAID.search(plain_words(sentence)))
