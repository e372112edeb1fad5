"""What rules work out from a record's words, where the feed's own fields leave it open."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any

from localoffer.importers.inference.need_words import needs_from_words
from localoffer.importers.inference.record_ages import ages_from_words
from localoffer.importers.inference.record_costs import costs_from_words
from localoffer.importers.inference.record_texts import RecordTexts
from localoffer.importers.shared.notes import Notes

Values = dict[str, Any]

_COSTS = ("free", "fees_description", "cost_options")
_AGES = ("minimum_age", "maximum_age")


def inferred(texts: RecordTexts, values: Values, needs: AbstractSet[str], notes: Notes) -> Values:
    """Return the fields that words give, of those that ``values`` do not have; needs are added.

    ``needs`` are the ids of the council's list.
    """
    ages = {name: values[name] for name in _AGES if values.get(name)}
    costs = {name: values[name] for name in _COSTS if values.get(name)}
    named = values.get("needs", [])
    found = [need for need in needs_from_words(texts, needs, notes) if need not in named]
    return {
        **ages_from_words(texts, ages, notes),
        **costs_from_words(texts, costs, notes),
        **({"needs": [*named, *found]} if found else {}),
    }


def marked(values: Values, names: Iterable[str]) -> Values:
    """Return values that name the fields which a rule worked out, for a person to look at."""
    fields = sorted({*values.get("inferred_fields", ()), *names} & values.keys())
    return {**values, "inferred_fields": fields} if fields else values
