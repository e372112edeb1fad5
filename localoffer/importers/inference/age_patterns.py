"""How people write ages: "8 to 18 years", "under 5s", "16 and over", "KS2", "years 7 to 11".

Every pattern takes one way through its text; the texts are short (``sentence_words.LONGEST``).
"""

import re
from typing import Final

_N: Final = r"(?<![\d.:£#/])\d{1,3}(?!\d|[:.]\d|,\d{3}|/)"
_UNIT: Final = r"(?:[ -]?(?P<{}>years?|yrs?|months?|mths?|mnths?|weeks?|wks?)\b)?"
_OLD: Final = r"(?P<{}>[ -](?:olds?|of age)\b)?"

#: People whom a service may be for. Parents and carers are not among them: the age of a parent
#: says nothing about the child.
PEOPLE: Final = (
    r"(?:children|child|kids?|bab(?:y|ies)|infants?|toddlers?|tots|juniors?|youths?|youngsters?"
    r"|young (?:people|person|adults?)|people|persons?|adults?|teens?|teenagers?|pupils?|students?"
    r"|learners|girls?|boys?|females?|males?|women|men|ladies|anyone|anybody|everyone|those"
    r"|individuals|members|singers|players|dancers)"
)
RANGE: Final = re.compile(
    rf"(?P<low>{_N}|birth|newborns?)(?:\+)?{_UNIT.format('unit_1')}{_OLD.format('old_1')}"
    rf"(?:s\b)? ?(?P<to>-|to|until|through to|and|up to) ?(?:the )?(?:age )?(?:of )?"
    rf"(?P<high>{_N}){_UNIT.format('unit')}{_OLD.format('old')}"
    r"(?P<open> ?\+| plus\b| and (?:over|above|up(?! to)|upwards|older)\b)?"
)
PLUS: Final = re.compile(
    rf"(?P<low>{_N}){_UNIT.format('unit')}{_OLD.format('old')}"
    r"(?P<open> ?\+| plus\b|(?: years)? (?:and|or) (?:over|above|up(?! to)|upwards|older|onwards)\b"
    rf"| upwards\b| onwards\b){_UNIT.format('unit_2')}{_OLD.format('old_2')}"
)
OVER: Final = re.compile(
    rf"\b(?:over|above|older than)[ -](?P<age>the age of |age )?(?P<low>{_N})(?P<plural>s\b)?"
    rf"{_UNIT.format('unit')}{_OLD.format('old')}"
)
UNDER: Final = re.compile(
    rf"\b(?:under|below|younger than)[ -](?P<age>the age of |age )?(?P<high>{_N})"
    rf"(?P<plural>s\b)?{_UNIT.format('unit')}{_OLD.format('old')}"
)
BIRTHDAY: Final = re.compile(
    r"\b(?:up to|until|before) (?:the |their |your )?(?P<high>\d{1,2})(?:st|nd|rd|th) birthday\b"
)
TO_ADULT: Final = re.compile(
    rf"\bage[ds]? (?P<low>{_N}){_UNIT.format('unit')}{_OLD.format('old')} to adult"
)
ONE_AGE: Final = re.compile(
    rf"(?P<low>{_N})[ -](?:years?|yrs?)[ -]olds?\b(?! ?(?:and|or|\+|plus|upwards|-|to)\b)"
)
UP_TO: Final = re.compile(
    rf"\b(?:up to|until)(?: and including)? (?P<age>(?:the )?age of |ages? )?(?P<high>{_N})"
    rf"{_UNIT.format('unit')}{_OLD.format('old')}"
)
AND_UNDER: Final = re.compile(
    rf"(?P<high>{_N}){_UNIT.format('unit')}{_OLD.format('old')}"
    r" (?:and|or) (?:under|below|younger)\b"
)
FROM: Final = re.compile(
    rf"\bfrom (?P<age>(?:the )?age of |ages? )?(?P<low>{_N}){_UNIT.format('unit')}"
    rf"{_OLD.format('old')}"
)
MINIMUM: Final = re.compile(
    rf"\b(?:(?:minimum|min\.?|youngest) ages?(?: is| of|:)?|must be at least) (?P<low>{_N})"
    rf"{_UNIT.format('unit')}{_OLD.format('old')}"
)
MAXIMUM: Final = re.compile(
    rf"\b(?:maximum|max\.?) ages?(?: is| of|:)? (?P<high>{_N})"
    rf"{_UNIT.format('unit')}{_OLD.format('old')}"
)
#: The national curriculum's stages and years: gov.uk/national-curriculum.
KEY_STAGES: Final = {1: (5, 7), 2: (7, 11), 3: (11, 14), 4: (14, 16), 5: (16, 18)}
KEY_STAGE: Final = re.compile(
    r"\b(?:key stages?|ks) ?(?P<first>[1-5])\b(?: ?(?:-|to|and|&|,) ?"
    r"(?:(?:key stage |ks ?)?(?P<last>[1-5])\b|(?P<exam>gcse|a-? ?level)s?\b))?"
)
SCHOOL_YEARS: Final = re.compile(
    r"\b(?:school )?years? (?P<first>\d{1,2}) ?(?:-|to|and|through to) ?(?:years? )?"
    r"(?P<last>\d{1,2})(?! ?(?:years?|yrs?|months?|weeks?|days?|olds?)|[.:]?\d)\b"
)
YEAR_AND_UP: Final = re.compile(r"\b(?:school )?year (?P<first>\d{1,2}) and (?:above|over|up)\b")
RECEPTION: Final = re.compile(r"\breception (?:to|-) ?year (?P<last>\d{1,2})\b")
SCHOOL_AGES: Final = (
    (re.compile(r"\bprimary[- ]school[- ]?(?:aged?|children|pupils)\b"), 4, 11),
    (re.compile(r"\bprimary[- ]aged?\b"), 4, 11),
    (re.compile(r"\bsecondary[- ](?:school[- ])?(?:aged?|pupils|students)\b"), 11, 16),
    (re.compile(r"\b(?:children|pupils) (?:in|at) primary school\b"), 4, 11),
    (re.compile(r"\b(?:pupils|students|young people) (?:in|at) secondary school\b"), 11, 16),
    (re.compile(r"\bbirth to (?:the )?school age\b"), 0, 4),
    (re.compile(r"\b(?:pre-? ?school|under school)[- ](?:aged?|children)\b"), None, 4),
)

#: A stage that is one end of something longer: "EYFS to KS2", "primary and secondary pupils".
STAGE_BEFORE: Final = re.compile(
    r"\b(?:eyfs|nursery|reception|primary|infants?|juniors?|ks ?\d|key stage \d|year \d+|birth)"
    r" ?(?:to|and|or|&|/|-) ?$"
)
STAGE_AFTER: Final = re.compile(r" ?(?:to\b|-|/|and (?:secondary|beyond|above|over|up)\b)")

#: What stands right before an age, in the 60 letters there.
AGED_BEFORE: Final = re.compile(
    r"\b(?:aged?|ages) ?(?:range|group|groups|guidance|limits?)?[:\s-]*"
    r"(?:(?:of|from|between|is|are|approximately|approx\.?|about) )*$"
)
PEOPLE_BEFORE: Final = re.compile(
    rf"\b(?:{PEOPLE}|(?:if |are )?you(?: are|re)?(?: must be)?),?(?: \(| )"
    r"(?:(?:who are|aged|of|from|between|approximately|approx\.?) )*$"
)
BETWEEN_BEFORE: Final = re.compile(r"\bbetween (?:the )?(?:ages? )?(?:of )?$")
OTHERS_BEFORE: Final = re.compile(
    r"\b(?:parents?|mums?|mothers?|dads?|fathers?|(?<!young )carers?|grandparents?"
    r"|(?<!for )(?<!for young )(?:siblings?|brothers? and sisters?)"
    r"|(?:women|men|couples) and (?:their )?(?:children|child)|someone|staff"
    r"|volunteers?|helpers?|leaders?|coaches|an adult|dogs?)"
    r"(?: who)?(?: must)?(?: be)?(?: are)? \(?(?:(?:aged?|between|is|at least|the) )*$"
)
#: What has numbers of its own: "grades 5 to 8", "level 3+".
NUMBER_BEFORE: Final = re.compile(
    r"\b(?:grades?|levels?|years?|stages?|bands?|routes?|phases?|numbers?|nos?\.?|top|blocks?"
    r"|units?|class|form|room|page|part|step|week|day|lesson|session|term) $"
)
FOR_BEFORE: Final = re.compile(
    r"(?:\b(?:class(?:es)?|groups?|clubs?|sessions?|lessons?|activit(?:y|ies)|play|suitable|open"
    r"|ideal|perfect|specifically|especially|designed|aimed|suited|available)|^) "
    r"?\b(?:for|to|at) (?:the )?$|^from $"
)
BRACKET_BEFORE: Final = re.compile(r"(?:^|[(\[]) ?$")
BRACKET_AFTER: Final = re.compile(r" ?(?:$|[)\]])")
LABEL_BEFORE: Final = re.compile(r"(?:^|[(\[:,;]|\s-) ?$")
LABEL_AFTER: Final = re.compile(r" ?(?:$|[)\],.;]|- )")
PLACE_AFTER: Final = re.compile(r" (?:only )?(?:area|space|room|section|zone|corner|pool)\b")
#: What follows the age of those who come only if, or with whom: "under 8s need an adult".
RULE_AFTER: Final = re.compile(r" ?:|[^.;,]{0,20}\b(?:(?<!in )needs?|must|should|cannot)\b")
PLACE_BEFORE: Final = re.compile(
    r"\b(?:area|corner|space|room|section|zone|swings|page|shelf|shelves) for (?:the )?$"
)
#: One of several groups: "2 to 4, 5 to 8 and 9 to 12".
LISTED_AFTER: Final = re.compile(r"s?(?:,| and|;) ?\d{1,2} ?(?:-|to) ?\d")
NOT_AFTER: Final = re.compile(
    r" ?(?:[ap]\.?m\b|oclock|hours?\b|hrs?\b|minutes?\b|mins?\b|days?\b|weeks?\b|nights?\b|miles?\b"
    r"|km\b|people\b|persons?\b|players\b|members\b|sessions?\b|places\b|spaces\b|visits?\b"
    r"|appointments?\b|participants\b|singers\b|times\b|st\b|nd\b|rd\b|th\b|%|£|/|per ?cent|degrees"
    r"|met(?:re|er)s\b|stone\b|kg\b|pages\b|courses?\b|terms?\b|children\b|pupils\b|young people"
    r"|families\b|area\b|space\b|room\b|section\b|groups?\b|clubs?\b|homes?\b|staff\b"
    r"|volunteers?\b|students\b|working\b"
    r"|(?:jan|febr)uary|march|april|may\b|june|july|august|(?:sept|nov|dec)ember|october"
    r"|(?:years?|yrs?)? ?(?:of )?(?:\w{1,40} )?experience)"
)
