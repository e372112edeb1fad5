"""Which of the records that lack facts an import publishes, as ``importing.yaml`` says."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from localoffer.check.drafts import missing_least_facts
from localoffer.importers.shared.layout import SERVICE, Layout
from localoffer.model.import_rule import ImportRule
from localoffer.model.site import LEAST_FACTS
from localoffer.problems import UsageError
from localoffer.write.atomic import replace_file
from localoffer.write.quoting import inline

RULES_FILE: Final = "importing.yaml"

_OPENING: Final = "# How feeds are imported: see docs/importing.md.\n"


@dataclass(frozen=True, slots=True)
class Publishing:
    """What becomes of records that lack facts: drafts, or pages that say what is not known.

    ``least_facts`` are those without which even a record with gaps stays a draft.
    ``drafts_too`` is whether drafts of an earlier import are published now.
    """

    with_gaps: bool = False
    least_facts: tuple[str, ...] = LEAST_FACTS
    drafts_too: bool = False

    def state_of(self, values: Mapping[str, Any], body: str, layout: Layout) -> dict[str, str]:
        """Return the field that a new file needs if its record lacks facts."""
        if not layout.missing(values):
            return {}
        if layout is not SERVICE:
            return {"draft": "yes"}
        least = missing_least_facts(values, self.least_facts, has_text=bool(body.strip()))
        return {"publish_with_gaps": "yes"} if self.with_gaps and not least else {"draft": "yes"}


def feed_name(feed: str) -> str:
    """Return what a feed is known by in rules: the host of an address, or its file's name."""
    name = urlsplit(feed).hostname or "" if "://" in feed else feed
    stem = name.strip().lower().removesuffix(".json")
    return re.sub(r"[^a-z0-9.]+", "-", stem).strip("-.")


def publishes_with_gaps(rules: Iterable[ImportRule], key: str) -> bool:
    """Return whether the last row about the feed ``key`` says to publish it with gaps."""
    modes = [rule.publish for rule in rules if rule.feed and rule.publish and is_about(rule, key)]
    return bool(modes) and modes[-1] == "with-gaps"


def publisher_name(rules: Iterable[ImportRule], *keys: str) -> str:
    """Return what families know the publisher of a feed as; empty if no row says it.

    The feed has one key, or two where its file has another name now.
    """
    names = [
        rule.name
        for rule in rules
        if rule.feed and rule.name and any(is_about(rule, key) for key in keys)
    ]
    return names[-1] if names else ""


def is_about(rule: ImportRule, key: str) -> bool:
    """Return whether a rule is about the feed ``key``, or about every feed."""
    return rule.feed is None or feed_name(rule.feed) == feed_name(key)


def add_publish_rule(content: Path, key: str) -> None:
    """Write into ``importing.yaml`` that the feed ``key`` is published with gaps.

    Raises:
        UsageError: the file cannot be written.
    """
    file = content / RULES_FILE
    text = file.read_text(encoding="utf-8") if file.is_file() else _OPENING
    line_end = "" if text.endswith("\n") else "\n"
    row = f"- {{feed: {inline(key, in_flow=True)}, publish: with-gaps}}\n"
    try:
        replace_file(file, f"{text}{line_end}{row}")
    except OSError as error:
        message = f"{file} cannot be written ({error.strerror}). The feed itself was imported."
        raise UsageError(message) from None
