"""The names of the council's own lists, national and local, as terms that map themselves."""

from collections.abc import Iterator

from localoffer.importers.shared.list_records import ListRecords
from localoffer.importers.shared.term_meanings import TermMeaning, term_key

#: Words that our lists have as other names, but that mean something wider as a feed's term.
_WIDER = frozenset(map(term_key, ("any", "all", "everyone", "special needs", "special")))
#: Broad areas of need (SEND code of practice, 6.28 to 6.33), by the need that is surely among them.
#: The fourth, "Sensory and physical", may mean hearing, sight or movement: people have to say.
_AREAS = {
    "Communication and interaction": "speech-and-language",
    "Cognition and learning": "learning-difficulties",
    "Social, emotional and mental health": "mental-health",
}


def own_names(lists: ListRecords) -> dict[str, TermMeaning]:
    """Return what each name means, by its key (see ``term_key``).

    A name that two lists share means both: "Childcare" is a kind and a topic.
    """
    names: dict[str, TermMeaning] = {}
    for name, meaning in _names(lists):
        key = term_key(name)
        if key.strip() and key not in _WIDER:
            names[key] = names.get(key, TermMeaning()) | meaning
    synonyms = {
        term_key(word): names[term_key(other)]
        for row in lists.of("vocabulary/synonyms.yaml")
        if row.match == "equivalent"
        for word in (*row.words, *row.means)
        for other in (*row.words, *row.means)
        if term_key(other) in names
    }
    return {**synonyms, **names}


def _names(lists: ListRecords) -> Iterator[tuple[str, TermMeaning]]:
    for need in lists.of("lists/needs.yaml"):
        meaning = TermMeaning(needs=(need.id,))
        yield from ((name, meaning) for name in (need.name, *need.also_called))
        if "-" in need.id:
            yield need.id, meaning
    needs = {need.id for need in lists.of("lists/needs.yaml")}
    for area, need_id in _AREAS.items():
        for end in ("", " needs", " difficulties") if need_id in needs else ():
            yield f"{area}{end}", TermMeaning(needs=(need_id,))
    for group in lists.of("lists/ages.yaml"):
        ages = TermMeaning(minimum_age=group.minimum_age, maximum_age=group.maximum_age)
        yield group.name, ages
    for kind in lists.of("lists/kinds.yaml"):
        yield kind.name, TermMeaning(kind=kind.id)
    for feature in lists.of("lists/access.yaml"):
        yield feature.name, TermMeaning(access=(feature.id,))
    for place in lists.of("lists/areas.yaml"):
        yield place.name, TermMeaning(areas=(place.id,))
    for id_, title in lists.topic_titles():
        yield title, TermMeaning(topics=(id_,))
