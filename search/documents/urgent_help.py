"""What may stand under the panel of urgent help: what helps in a crisis, and nothing else.

Somebody who types "scared of my dad" is not shown a dads' evening because it has the word. What
helps is told by kinds and topics (``national/lists/kinds.yaml``, ``national/topics/``), never by
titles; the guide to a crisis is the site's own choice (``crisis`` in ``site.yaml``).
"""

from localoffer.model.guide import Guide
from localoffer.model.service import Service
from localoffer.offer import Entry, Offer
from search.documents.document import UrgentHelp

#: A number to call: it stands there whatever was typed.
LINE = "helpline"

#: Kinds of service with somebody who listens, treats or protects.
KINDS = frozenset({LINE, "advice", "health", "care"})

#: A need of which a clinic knows more than a dentist does.
NEED = "mental-health"

#: Topics of services that help somebody in danger; one without topics is told by its kind alone.
TOPICS = frozenset(
    {"health-and-therapies", "family-support", "worried-about-your-child", "young-people"}
)

#: Topics of guides that do. Those to family support are about meeting others and time out.
GUIDE_TOPICS = TOPICS - {"family-support"}

#: What is under this topic is for leisure, whatever else it is.
LEISURE = "short-breaks-and-things-to-do"


def help_of_service(service: Service, *, is_open: bool) -> UrgentHelp:
    """Return what a service is to somebody in danger."""
    if not is_open or service.kind not in KINDS:
        return "none"
    if service.kind == LINE:
        return "line"
    if service.kind == "health" and NEED not in service.needs:
        return "none"
    topics = frozenset(service.topics)
    return "helps" if not topics or (topics & TOPICS and LEISURE not in topics) else "none"


def help_of_guide(entry: Entry[Guide], offer: Offer) -> UrgentHelp:
    """Return what a guide is to somebody in danger."""
    guide, topics = entry.record, frozenset(entry.record.topics)
    if entry.slug == offer.site.crisis:
        return "first"
    is_apart = guide.audience == "professionals" or LEISURE in topics
    return "helps" if topics & GUIDE_TOPICS and not is_apart else "none"
