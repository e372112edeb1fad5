"""A summary out of a description: its first sentences that say what the service is."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from localoffer.importers.html.to_markdown import to_plain_text
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import cut
from localoffer.importers.shared.text_sentences import sentences
from localoffer.phone_number import find_phone_numbers

_SHORTEST, _MIN, _IDEAL, _MAX = 20, 40, 140, 300
_FEWEST_WORDS = 6
_MOST_LOWER = 1

_CLOSED = re.compile(r"[.!?][\"”’')\]]*$")
_HANGING = re.compile(
    r"(?:[,;:&–—-]|…|\.\.\.|\b(?:and|or|but|the|an?|to|of|for|with|in|at|by|from|on|as|our|your"
    r"|their|is|are|including|such))$",
    re.IGNORECASE,
)
_WELCOME = re.compile(
    r"(?:a )?(?:(?:very|warm|big) ){0,2}(?:welcome|hello|hi|thank you|thanks)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"(?:you can |to book,? |for )?(?:please )?(?:contact|call|ring|phone|telephone|e-?mail|tel"
    r"|(?:more|further|any) (?:information|info|details))\b",
    re.IGNORECASE,
)
_LEADS = re.compile(r"(?:please )?(?:visit|see|go to)\b", re.IGNORECASE)
_NOTICE = re.compile(r"(?:please note|note|n\.?b|update|important|covid)\b", re.IGNORECASE)
_HEADING = re.compile(r"(?:how|what|who|when|where|why)\b", re.IGNORECASE)

#: A sentence that hangs on the one before it, which was left out.
_DEPENDENT = re.compile(
    r"(?:then|if so|yes|no|well|why not|or|and|but|so|they|them|he|she|it|his|her|its|their|this"
    r"|these|that|those|such|here|if you do)\b",
    re.IGNORECASE,
)
#: After these, what comes next can hang on something that a reader does not see.
_MISSED = ("a question", "a very long sentence")
_ADDRESS = "an address, a number or times"
_ROW = re.compile(r"\s*(?:\\?[-+*•·▪–—]|\d{1,2}\\?[.)])\s")
_END_OF_INTRODUCTION = re.compile(r": (?>(?:[^.!?:]|:(?! ))*)\.$")

#: How a sentence begins behind a name that is its title.
_BEGINNING = re.compile(r"\s+(?=(?:We|Our|This|It|Come|Join|There|If) )")
_MARKS = " *•·▪"
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_WEB = re.compile(r"https?://|\bwww\.|@[\w-]")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_TIME_WORD = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|satur?|sun)(?:day)?s?|am|pm|noon|to|until|till|and|from"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|term|time|only|open|opening"
    r"|times?|hours?|closed",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:[–—:|]|-(?=\s)|-$|,\s(?=[A-Z]))\s*")


class _Passage(NamedTuple):
    """A sentence, and why it says nothing of the service (empty: it does)."""

    text: str
    fault: str


def summary_of(text: str, name: str, notes: Notes) -> str:
    """Return the first sentences of a text that make a summary; empty where there is none.

    ``text`` is Markdown. A summary has 20 to 300 letters (``model.fields.Summary``) and ends with
    a sentence. What cannot be made better is noted, to be written anew.
    """
    passages = [_passage(sentence, name) for sentence in _sentences(text)]
    summary, passed = _joined(passages)
    if len(summary) >= _MIN:
        for fault, words in {one.fault: one.text for one in reversed(passed)}.items():
            notes.cleaned("summary", f"summary made without {fault}", words)
        return summary
    return _next_best(passages, summary, notes)


def _sentences(text: str) -> Iterator[str]:
    for paragraph in _paragraphs(text):
        if _END_OF_INTRODUCTION.search(paragraph):
            yield paragraph
            continue
        yield from filter(None, (one.strip(_MARKS) for one in sentences(paragraph.strip(_MARKS))))


def _paragraphs(text: str) -> Iterator[str]:
    """Yield paragraphs; a list stands behind the words that introduce it, with commas."""
    introduction, rows = "", list[str]()
    for row in text.split("\n"):
        plain = to_plain_text(row).strip()
        is_open = " " in plain and not _CLOSED.search(plain)
        is_row = bool(_ROW.match(row)) or (bool(introduction) and is_open)
        if not plain and not row.startswith("#"):
            continue
        if introduction and is_row and plain and not plain.endswith(":"):
            rows.append(plain.strip(f"{_MARKS}.,;–—- "))
            continue
        if introduction:
            yield _with_list(introduction, rows)
            introduction, rows = "", []
        if plain.endswith(":"):
            *before, introduction = sentences(plain)
            yield from before
        elif plain:
            yield plain
    if introduction:
        yield _with_list(introduction, rows)


def _with_list(introduction: str, rows: list[str]) -> str:
    return f"{introduction} {', '.join(rows)}." if rows else introduction


def _passage(sentence: str, name: str) -> _Passage:
    text = _without_name(sentence, name)
    if not text:
        return _Passage(sentence, "the name alone")
    is_closed = bool(_CLOSED.search(text))
    words = _WORD.findall(text)
    if re.search(r"\?[\"”’')\]]*$", text):
        fault = "a question"
    elif _WELCOME.match(text) and len(text) < len(name) + _MIN:
        fault = "a welcome"
    elif _is_address(text, words):
        fault = _ADDRESS
    elif _NOTICE.match(text):
        fault = "a notice"
    elif _HANGING.search(text) or (not is_closed and _is_fragment(text, words)):
        fault = "words that are no sentence"
    elif len(text) > _MAX:
        fault = "a very long sentence"
    else:
        return _Passage(text if is_closed else f"{text}.", "")
    return _Passage(text, fault)


def _without_name(sentence: str, name: str) -> str:
    """Return a sentence without the service's name in front, where it stands there as a title.

    A dash or colon follows it then, or a new sentence begins.
    """
    article = "the " if sentence.lower().startswith("the ") else ""
    start = name if sentence.lower().startswith(name.lower()) else f"{article}{name}"
    if not name or not sentence.lower().startswith(start.lower()):
        return sentence
    rest = sentence[len(start) :]
    if not rest.strip(" .!:–—-|"):
        return ""
    separator = _SEPARATOR.match(rest) or _BEGINNING.match(rest)
    if not separator:
        return _without_name(rest.strip(), name) if _repeats(rest, name) else sentence
    rest = rest[separator.end() :]
    return rest[:1].upper() + rest[1:]


def _repeats(rest: str, name: str) -> bool:
    return rest.startswith(" ") and rest.strip().lower().startswith(name.lower())


def _is_fragment(text: str, words: list[str]) -> bool:
    """Return whether words without a full stop are too few for a sentence, or a heading."""
    return len(words) < _FEWEST_WORDS or bool(_HEADING.match(text))


def _is_address(text: str, words: list[str]) -> bool:
    """Return whether a sentence is only an address, a way to get in touch, or times."""
    lower = [word for word in words if word[0].islower() and not _TIME_WORD.fullmatch(word)]
    named = [word for word in words if not _TIME_WORD.fullmatch(word)]
    reach = _POSTCODE.search(text) or _WEB.search(text) or find_phone_numbers(text)
    if _ASKS.match(text) or (reach and (len(lower) <= _MOST_LOWER or _LEADS.match(text))):
        return True
    return len(named) <= 1 and bool(re.search(r"\d", text))


def _joined(passages: list[_Passage]) -> tuple[str, list[_Passage]]:
    """Return the first good sentences, and those before them that were passed over."""
    summary, passed = "", list[_Passage]()
    is_missed = False
    for passage in passages:
        if passage.fault or (is_missed and _DEPENDENT.match(passage.text)):
            if len(summary) >= _MIN:
                break
            is_missed = passage.fault in _MISSED or (is_missed and not passage.fault)
            passed += [passage] if passage.fault and not summary else []
            continue
        is_missed = False
        longer = f"{summary} {_with_capital(passage.text)}".strip()
        if len(longer) > _MAX or len(summary) >= _IDEAL:
            break
        summary = longer
    return summary, passed


def _with_capital(text: str) -> str:
    """Return a sentence with a capital letter in front, unless its first word has one inside."""
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first.islower() else text


def _next_best(passages: list[_Passage], short: str, notes: Notes) -> str:
    """Return the best that there is, noted as one that somebody has to write anew."""
    fault = next((one.fault for one in passages if one.fault), "one short sentence")
    long = next((one.text for one in passages if one.fault == "a very long sentence"), "")
    if long:
        notes.to_check("summary", "summary to write anew: it is cut from a long sentence", long)
        return cut(long, _MAX)
    summary = short or _whatever_is_there(passages)
    if len(summary) < _SHORTEST:
        if passages:
            notes.to_check("summary", f"summary to write: there is only {fault}", passages[0].text)
        return ""
    kind = "it is short" if short else f"there is only {fault}"
    notes.to_check("summary", f"summary to write anew: {kind}", summary)
    return summary


def _whatever_is_there(passages: list[_Passage]) -> str:
    """Return the first sentences, whatever they are, but no address and no number."""
    whole = ""
    for passage in passages:
        if len(whole) >= _MIN:
            break
        if passage.fault != _ADDRESS and len(whole) + len(passage.text) < _MAX:
            whole = f"{whole} {passage.text}".strip()
    return whole
