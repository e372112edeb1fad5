"""Marks round the parts of a template: what stands in an ``if``, in a loop, or comes from a value.

So two pages of one template can be compared part by part, however their parts lie.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

#: Letters for private use round a part's kind and number, and at its end.
PART, NUMBERED, PART_END = "\ue002", "\ue003", "\ue004"
#: The letter before the number of the branch that was taken, in a condition.
BRANCH = "\ue006"

#: The kinds of part.
CONDITION, LOOP, ITEM, VALUE = "c", "l", "i", "v"


@dataclass(slots=True)
class OpenTag:
    """A tag that is open, and how many of its branches have begun; of a loop, have ended."""

    word: str
    branches: int = 0


class PartMarks(Extension):
    """Puts marks round each part of every template of an environment."""

    def __init__(self, environment: Environment) -> None:
        """Number the parts of an environment's templates from 1."""
        super().__init__(environment)
        self._numbers = count(1)

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield a template's tokens with marks among them."""
        inside: list[OpenTag] = []
        after = ""
        for token in stream:
            word = stream.current.value if token.type == "block_begin" else ""
            before = self._begin(token, word) + _end_of_item(word, inside)
            if before:
                yield Token(token.lineno, "data", before)
            yield token
            after = self._after(word, inside) or after
            if token.type == "variable_end":
                yield Token(token.lineno, "data", PART_END)
            if token.type == "block_end" and after:
                yield Token(token.lineno, "data", after)
                after = ""

    def _begin(self, token: Token, word: str) -> str:
        if token.type == "variable_begin":
            return self._numbered(VALUE)
        return self._numbered({"if": CONDITION, "for": LOOP}.get(word, ""))

    def _after(self, word: str, inside: list[OpenTag]) -> str:
        """Return the mark that follows a tag, and keep account of what it is inside of."""
        if word in ("if", "for"):
            inside.append(OpenTag(word))
        if word in ("endif", "endfor"):
            inside.pop()
            return PART_END
        if word == "for":
            return self._numbered(ITEM)
        if word in ("if", "elif", "else") and inside[-1].word == "if":
            inside[-1].branches += 1
            return f"{BRANCH}{inside[-1].branches}{NUMBERED}"
        return ""

    def _numbered(self, kind: str) -> str:
        return f"{PART}{kind}{next(self._numbers)}{NUMBERED}" if kind else ""


def _end_of_item(word: str, inside: list[OpenTag]) -> str:
    """Return the mark at the end of a loop's turn, which ends once."""
    if word not in ("else", "endfor") or not inside or inside[-1].word != "for":
        return ""
    inside[-1].branches += 1
    return PART_END if inside[-1].branches == 1 else ""
