"""Which of the council's needs a school is set up for: its own list, its bases', the register's."""

from collections.abc import Iterable, Mapping

from localoffer.model.lists import Need
from localoffer.model.school import School


class NeedWords:
    """The council's needs by the words that people use for them, short forms among them.

    The register writes "ASD - Autistic Spectrum Disorder": the part before the dash is looked
    up among ``also_called``.
    """

    def __init__(self, needs: Iterable[Need]) -> None:
        self._ids: Mapping[str, str] = {
            words.casefold(): need.id
            for need in needs
            for words in (need.id, need.name, *need.also_called)
        }

    def needs_of(self, school: School) -> tuple[str, ...]:
        """Return the ids of the needs, those that the school or we named first."""
        named = [*school.needs, *(need for base in school.bases for need in base.needs)]
        return tuple(dict.fromkeys([*named, *self._from_register(school)]))

    def _from_register(self, school: School) -> Iterable[str]:
        for words in school.register_needs:
            short, _, long = words.partition(" - ")
            found = self._ids.get(short.strip().casefold()) or self._ids.get(long.casefold())
            if found:
                yield found
