"""What the pages of signing in show. Their templates may use these fields and no others."""

from dataclasses import dataclass
from typing import ClassVar

from localoffer.form_error import FormError
from localoffer.pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsPage(Page):
    """A page with a form. ``faults`` are what to mend in what was sent."""

    kind: ClassVar[str] = "desk"

    faults: tuple[FormError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage(AccountsPage):
    """A step of signing in.

    ``then`` is where it leads, ``kept`` a form that was sent too late, sealed (or empty).
    """

    then: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterPage(StepPage):
    """A later step: ``half`` is the number that says the password was right."""

    half: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage(StepPage):
    """Name and password. ``notice`` says why it is shown; ``openid`` is the way round, if any."""

    template: ClassVar[str] = "feedback/desk-sign-in.html"

    name: str = ""
    notice: str = ""
    openid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPasswordPage(LaterPage):
    """The first password is changed. ``name`` is for browsers that keep passwords."""

    template: ClassVar[str] = "feedback/desk-sign-in-password.html"

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePage(LaterPage):
    """The code of the second factor."""

    template: ClassVar[str] = "feedback/desk-sign-in-code.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolPage(LaterPage):
    """The second factor is set up: the picture to scan, and the key as text."""

    template: ClassVar[str] = "feedback/desk-sign-in-second.html"

    picture: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdPage(AccountsPage):
    """Back from the council's own accounts: one button more, since no visit may change anything."""

    template: ClassVar[str] = "feedback/desk-sign-in-openid.html"

    code: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage(AccountsPage):
    """What was sent and could not be saved, to be sent again."""

    template: ClassVar[str] = "feedback/desk-sign-in-kept.html"

    action: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage(AccountsPage):
    """One's own account: what it may do, a new password, signing out."""

    template: ClassVar[str] = "feedback/desk-account.html"

    name: str
    role: str
    shown_as: str
    deeds: tuple[str, ...]
    changed: bool
    has_password: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPage(Page):
    """This account may not do that: what it may do, and who can."""

    template: ClassVar[str] = "feedback/desk-account-refused.html"
    kind: ClassVar[str] = "desk"

    role: str
    deeds: tuple[str, ...]
    least: str
    others: tuple[str, ...]
