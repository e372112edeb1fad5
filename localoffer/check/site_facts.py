"""An early look at ``site.yaml`` and ``contacts.yaml``: what the checks of other files depend on.

Values that cannot be read get their defaults here; the checks report them later.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from localoffer.area_name import area_name
from localoffer.model.site import LEAST_FACTS, LeastFact
from localoffer.phone_address import phone_href
from localoffer.read.layers import SITE, ContentLayers
from localoffer.read.yaml_parser import parse

#: Bytes that are looked at. No such file needs a tenth of this.
_MOST = 1_000_000

_CONTACTS = "contacts.yaml"


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What other files depend on.

    Attributes:
        values: ``site.yaml``: the council's values, and national ones where it has none.
        defaults: the national values alone.
        contacts: the rows of ``contacts.yaml`` by id, the council's before national ones.
        own_contacts: the ids of those that are the council's.
        uses_national: whether the national texts are used at all.
        left_out: paths of national files, and rows (``glossary.yaml#sen``), that are left out.
        is_fictional: whether the council says that it is an example, or nothing that can be read.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)
    contacts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    own_contacts: frozenset[str] = frozenset()
    uses_national: bool = True
    left_out: frozenset[str] = frozenset()
    is_fictional: bool = False

    @property
    def least_facts(self) -> tuple[str, ...]:
        """What has to be known of a service that is published with gaps."""
        names = self.values.get("least_facts")
        names = names if isinstance(names, list) else [names]
        return tuple(name for name in get_args(LeastFact) if name in names) or LEAST_FACTS


def used_layers(content: Path, resources: Path) -> tuple[ContentLayers, SiteFacts]:
    """Return the layers that a council uses, and the facts that other files depend on.

    ``content`` is the council's folder, ``resources`` the program's own files.
    """
    both = ContentLayers(content, resources / "national")
    facts = read_site_facts(both)
    return both if facts.uses_national else ContentLayers(content), facts


def read_site_facts(layers: ContentLayers) -> SiteFacts:
    """Return the facts of the council's folder, with the national ones below them."""
    own = _mapping(_values_of(layers.council / SITE))
    uses_national = str(own.get("national", "yes")).strip().lower() not in ("no", "false")
    national = layers.national if uses_national else None
    defaults = _mapping(_values_of(national / SITE)) if national else {}
    stand_ins = _by_id(national / _CONTACTS if national else None)
    own_contacts = _by_id(layers.council / _CONTACTS)
    left_out = own.get("leave_out")
    return SiteFacts(
        values={**defaults, **own},
        defaults=defaults,
        contacts={**stand_ins, **own_contacts},
        own_contacts=frozenset(own_contacts),
        uses_national=uses_national,
        left_out=frozenset(map(str, left_out)) if isinstance(left_out, list) else frozenset(),
        is_fictional=not own or str(own.get("fictional")).strip().lower() in ("yes", "true"),
    )


def placeholder_values(facts: SiteFacts) -> dict[str, tuple[str, str]]:
    """Return, by placeholder, the words that replace it: as plain text, and as Markdown.

    What the council has not given becomes words that lead to its contact page.
    """
    council = _text(_mapping(facts.values.get("council")).get("name"))
    values = {
        "council": _both(council or "your council"),
        "area": _both(_area(facts) or "our area"),
        "local offer phone": _number(_text(facts.values.get("phone"))),
        "local offer email": _or_contact_page(_text(facts.values.get("email")), "address"),
        "advice service": _both(_team(facts, "advice_service", "SENDIASS")),
        "forum": _both(_team(facts, "forum", "your parent carer forum")),
    }
    for name, contact in facts.contacts.items():
        values |= _of_contact(name, contact, council)
    return values


def _of_contact(name: str, contact: Mapping[str, Any], council: str) -> dict[str, tuple[str, str]]:
    role, email = _text(contact.get("role")), _text(contact.get("email"))
    phone = _phone(contact)
    at = f"{role} at {email or council or 'your council'}"
    reach = _joined(f"{role} on ", _number(phone)) if phone else _both(at)
    return {
        f"team: {name}": _both(role),
        f"phone: {name}": _number(phone),
        f"email: {name}": _or_contact_page(email, "address"),
        f"contact: {name}": reach,
    }


def _area(facts: SiteFacts) -> str:
    council = _mapping(facts.values.get("council"))
    return _text(council.get("area")) or area_name(_text(council.get("name")))


def _team(facts: SiteFacts, key: str, fallback: str) -> str:
    """Return the role of a contact that ``site.yaml`` names, if the council has said who it is."""
    name = _text(facts.values.get(key))
    contact = facts.contacts[name] if name in facts.own_contacts else {}
    return _text(contact.get("role")) or fallback


def _phone(contact: Mapping[str, Any]) -> str:
    phones = contact.get("phones")
    first = phones[0] if isinstance(phones, list) and phones else None
    return _text(_mapping(first).get("number"))


def _both(words: str) -> tuple[str, str]:
    return words, words


def _number(phone: str) -> tuple[str, str]:
    """Return a number, which can be tapped in a text; the way to the contact page without one."""
    return (phone, f"[{phone}]({phone_href(phone)})") if phone else _or_contact_page("", "number")


def _joined(before: str, words: tuple[str, str]) -> tuple[str, str]:
    return f"{before}{words[0]}", f"{before}{words[1]}"


def _or_contact_page(words: str, thing: str) -> tuple[str, str]:
    if words:
        return _both(words)
    return f"the {thing} on our contact page", f"the {thing} on our [contact page](/contact/)"


def _text(value: Any) -> str:
    """Return a value as one line of text; empty where it is none."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _by_id(file: Path | None) -> dict[str, Mapping[str, Any]]:
    values = _values_of(file) if file else None
    rows = values if isinstance(values, list) else []
    return {str(row["id"]): row for row in rows if isinstance(row, dict) and "id" in row}


def _values_of(file: Path) -> Any:
    """Return what a YAML file holds, as far as it can be read; None where there is none."""
    if not file.is_file() or file.is_symlink():
        return None
    return parse(file.read_bytes()[:_MOST].decode("utf-8", "replace"), file.name).values
