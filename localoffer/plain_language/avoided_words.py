"""Finds words that exclude families, hurt, or name what no longer exists; says what to write."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from localoffer.plain_language.sentences import Sentence
from localoffer.plain_language.warning_text import warning
from localoffer.plain_language.word_lists import Avoided, avoided
from localoffer.problems import Problem

_WORD = re.compile(r"[a-z0-9][a-z0-9-]*+")

#: Words by which a page says that a name is old, for families who still hear it: no warning then.
_ENDED = re.compile(
    r"used to|was called|were called|was known|were known|formerly|previously|replace|ended|closed"
    r"|abolished|took over|no longer|old (?:name|word|term|form)|older name|in the past|before 20"
    r"|until 20|still (?:say|hear|call|use|see)|instead of|turned into|became|not exist|are gone"
    r"|is gone|moved (?:to|from|over)|stopped|has changed|changed (?:to|in|its)"
)
_QUOTES: Final = "\"'“”‘’"


def avoided_words(sentences: Sequence[Sentence], *, for_staff: bool = False) -> Iterator[Problem]:
    """Yield a warning for every sentence with a word of ``avoided_words.yaml`` in it.

    Text ``for_staff`` may contain words that are hard for families only.
    """
    page = "\n".join(sentence.text for sentence in sentences).lower()
    index = avoided()
    for first in sorted(index.keys() & set(_WORD.findall(page))):
        forms = [form for form in index[first] if form.form.lower() in page]
        forms = [form for form in forms if not (for_staff and form.is_staff_jargon)]
        forms = [form for form in forms if not (form.retired and _says_it_ended(form, sentences))]
        for sentence in sentences if forms else ():
            form_used = next((form for form in forms if _is_used(form, sentence.text)), None)
            if form_used:
                yield _problem(form_used, sentence)


def _is_used(form: Avoided, text: str) -> bool:
    return any(not _is_quoted(text, match) for match in form.pattern.finditer(text))


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    return start > 0 and end < len(text) and text[start - 1] in _QUOTES and text[end] in _QUOTES


def _says_it_ended(form: Avoided, sentences: Sequence[Sentence]) -> bool:
    return any(
        form.pattern.search(sentence.text) and _ENDED.search(sentence.text.lower())
        for sentence in sentences
    )


def _problem(form: Avoided, sentence: Sentence) -> Problem:
    match = form.pattern.search(sentence.text)
    word = match[0] if match else form.form
    kind = "an old name" if form.retired else "a word to avoid"
    return warning(
        sentence.block,
        sentence.line,
        f'"{word}" is {kind}. {form.why}',
        f"Write: {form.instead}.",
    )
