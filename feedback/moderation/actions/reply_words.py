"""The sentences of a reply that are always the same, in the words of the form that was sent."""

from typing import Final

from feedback.forms.labels import three

SUBJECT: Final = three(
    "Our answer to you: {site}", "Our answer to you: {site}", "Our answer to you: {site}"
)
THANKS: Final = three(
    "Thank you for telling us. Your reference is {reference}.",
    "Thank you for telling us. Your reference is {reference}.",
    "Thank you for telling us.\nYour reference is {reference}.",
)
ACTION: Final = three("What we do:", "What we do now:", "What we do:")
CHANGED: Final = three(
    "We have changed this page: {address}",
    "We changed this page: {address}",
    "We changed this page:\n{address}",
)
PUBLISHED: Final = three(
    "What you said and our answer will stand here, without any name: {address}",
    "You can soon read what you said and our answer here. Nobody is named: {address}",
    "You can soon read it here. It has no names in it.\n{address}",
)
STILL_WRONG: Final = three(
    "Is something still wrong? {way}",
    "Is something still wrong? {way}",
    "Is it still wrong?\n{way}",
)
