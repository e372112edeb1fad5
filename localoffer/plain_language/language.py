"""Whether a text is English. Text in other languages is never judged by English rules."""

from typing import Final

#: Words that English prose cannot do without, and that Welsh, Polish and Somali do not share.
_COMMON: Final = frozenset(
    {
        "the", "and", "to", "of", "you", "your", "we", "our", "is", "are",
        "for", "can", "with", "this", "that", "have", "will", "be", "they", "child",
        "in", "from", "by", "not", "or", "it", "when", "what", "their", "help",
        "has", "who", "if", "each", "all", "one", "but", "so", "get", "ask",
        "needs", "school", "use", "more", "about", "there", "us", "them", "then", "how",
    }
)  # fmt: skip

#: In prose, one word in three or four is one of these; in a list of nouns, perhaps one in twelve.
_LOWEST_SHARE = 1 / 12

#: In fewer words than this, the language cannot be told.
_FEWEST_WORDS = 16

#: Extra bytes for each character in UTF-8: an Urdu or Arabic letter takes one more than an English
#: letter, whereas a few accents stay below this share.
_MOST_EXTRA_BYTES = 0.25


def is_english(text: str) -> bool:
    """Return False for text in another script, and for longer text with few English words."""
    if not text.isascii():
        extra = len(text.encode("utf-8", "surrogatepass")) - len(text)
        if extra > _MOST_EXTRA_BYTES * len(text):
            return False
    words = text.lower().split()
    if len(words) < _FEWEST_WORDS:
        return True
    return sum(word in _COMMON for word in words) >= _LOWEST_SHARE * len(words)
