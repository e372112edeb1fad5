"""What a text said and says now, paragraph by paragraph, without its Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape

import nh3

from localoffer.check.model_introspection import prose_in, texts_in
from localoffer.kinds import kind_of
from localoffer.markdown import to_html
from localoffer.problems import Problem
from localoffer.read.front_matter import split
from localoffer.read.yaml_parser import parse

#: Where one paragraph of HTML ends and the next begins.
_BLOCK_END = re.compile(r"</(?:p|li|h[2-6]|tr|blockquote|dd|dt)>")

_TITLES = ("title", "term", "name", "role")


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph before and now; one of them is empty where it is new or gone."""

    before: str
    now: str


def paragraph_changes(path: str, before: str, now: str) -> Iterator[ParagraphChange]:
    """Yield the paragraphs in which two versions of a file differ, in the order of the text.

    ``path`` is the file's place in the content folder.
    """
    old, new = paragraphs(path, before), paragraphs(path, now)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone, added = old[old_start:old_end], new[new_start:new_end]
        for number in range(max(len(gone), len(added))):
            yield ParagraphChange(
                gone[number] if number < len(gone) else "",
                added[number] if number < len(added) else "",
            )


def paragraphs(path: str, text: str) -> list[str]:
    """Return what people read of a file: the words of its fields, then its text by paragraphs."""
    header, body = _parts(path, text)
    kind = kind_of(path)
    values = parse(header, path).values
    fields = [words for _, words, _ in prose_in(kind.model, values, ())] if kind else []
    rows = [words for _, words in texts_in(values, ())] if isinstance(values, list) else []
    html = to_html(body) if body.strip() else ""
    blocks = (unescape(nh3.clean(block, tags=set())) for block in _BLOCK_END.split(html))
    return [words for one in (*fields, *rows, *blocks) if (words := " ".join(one.split()))]


def title_of(path: str, text: str) -> str:
    """Return the title that a file's header gives, or its path."""
    values = parse(_parts(path, text)[0], path).values
    found = values if isinstance(values, dict) else {}
    return next((str(found[name]) for name in _TITLES if found.get(name)), path)


def _parts(path: str, text: str) -> tuple[str, str]:
    """Return the header of a file and the text below it."""
    if not path.endswith(".md"):
        return text, ""
    parts = split(text, path)
    return ("", text) if isinstance(parts, Problem) else parts[:2]
