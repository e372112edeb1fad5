"""The names of the council's own lists, national and local, as terms that map themselves."""

from collections.abc import Iterator

from localoffer.importers.shared.list_records import list_records, topic_titles
from localoffer.importers.shared.term_meanings import TermMeaning, term_key
from localoffer.read.layers import ContentLayers

#: Words that our lists have as other names, but that mean something wider as a feed's term.
_WIDER = frozenset(map(term_key, ("any", "all", "everyone", "special needs", "special")))
#: Broad areas of need (SEND code of practice, 6.28 to 6.33), by the need that is surely among them.
#: The fourth, "Sensory and physical", may mean hearing, sight or movement: people have to say.
_AREAS = {
    "Communication and interaction": "speech-and-language",
    "Cognition and learning": "learning-difficulties",
    "Social, emotional and mental health": "mental-health",
}


def own_names(layers: ContentLayers) -> dict[str, TermMeaning]:
    """Return what each name means, by its key (see ``term_key``).

    A name that two lists share means both: "Childcare" is a kind and a topic.
    """
    names: dict[str, TermMeaning] = {}
    for name, meaning in _names(layers):
        key = term_key(name)
        if key.strip() and key not in _WIDER:
            names[key] = names.get(key, TermMeaning()) | meaning
    synonyms = {
        term_key(word): names[term_key(other)]
        for row in list_records(layers, "vocabulary/synonyms.yaml")
        if row.match == "equivalent"
        for word in (*row.words, *row.means)
        for other in (*row.words, *row.means)
        if term_key(other) in names
    }
    return {**synonyms, **names}


def _names(layers: ContentLayers) -> Iterator[tuple[str, TermMeaning]]:
    for need in list_records(layers, "lists/needs.yaml"):
        meaning = TermMeaning(needs=(need.id,))
        yield from ((name, meaning) for name in (need.name, *need.also_called))
        if "-" in need.id:
            yield need.id, meaning
    needs = {need.id for need in list_records(layers, "lists/needs.yaml")}
    for area, need_id in _AREAS.items():
        for end in ("", " needs", " difficulties") if need_id in needs else ():
            yield f"{area}{end}", TermMeaning(needs=(need_id,))
    for group in list_records(layers, "lists/ages.yaml"):
        ages = TermMeaning(minimum_age=group.minimum_age, maximum_age=group.maximum_age)
        yield group.name, ages
    for kind in list_records(layers, "lists/kinds.yaml"):
        yield kind.name, TermMeaning(kind=kind.id)
    for feature in list_records(layers, "lists/access.yaml"):
        yield feature.name, TermMeaning(access=(feature.id,))
    for place in list_records(layers, "lists/areas.yaml"):
        yield place.name, TermMeaning(areas=(place.id,))
    for id_, title in topic_titles(layers):
        yield title, TermMeaning(topics=(id_,))
