"""Comments and what was done about them, as search knows them: after all that helps at once."""

from collections.abc import Iterator
from dataclasses import replace

from localoffer.model.comment import Comment
from localoffer.offer import Entry, Offer
from localoffer.pages.index import make_index
from localoffer.pages.navigation import YOU_SAID_WE_DID
from localoffer.pages.you_said_we_did.comment_lists import comment_list_pages
from localoffer.pages.you_said_we_did.labels import STATUSES, month_text, title_of
from search.documents.body_text import labels_of
from search.documents.document import ResultText, SearchDocument
from search.documents.from_page import document_of

_TYPED = (
    "you said we did", "what happened to my comment", "what families said", "comments",
    "what did you do about it", "feedback from parents",
)  # fmt: skip


def comments(offer: Offer) -> Iterator[SearchDocument]:
    """Yield the list of comments, and each of them."""
    if offer.comments:
        first = next(comment_list_pages(make_index(offer)))
        document = document_of(first, "Page of this site", _TYPED)
        yield replace(
            document, title=YOU_SAID_WE_DID.label, summary=first.introduction, family="comments"
        )
    for entry in offer.comments:
        yield _document(entry, offer)


def _document(entry: Entry[Comment], offer: Offer) -> SearchDocument:
    comment = entry.record
    status = STATUSES[comment.status]
    return SearchDocument(
        address=entry.address,
        title=title_of(comment),
        summary=comment.you_said,
        family="comment",
        result_text=ResultText(
            YOU_SAID_WE_DID.label, checked=f"{status}. Said in {month_text(comment.said)}"
        ),
        labels=labels_of(comment.themes, offer.lists.themes),
        body="\n".join(part for part in (comment.answer, comment.why_not, comment.sorry) if part),
    )
