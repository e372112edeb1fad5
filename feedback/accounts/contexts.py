"""What the pages of signing in show. Their templates may use these fields and no others."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from feedback.accounts.return_to import ReturnTo
from localoffer.form_error import FormError
from localoffer.pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsPage(Page):
    """A page with a form. ``errors`` are what to mend in it."""

    kind: ClassVar[str] = "account"

    errors: tuple[FormError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage(AccountsPage):
    """A step of signing in. ``return_to`` is where the last one leads."""

    return_to: ReturnTo


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterStepPage(StepPage):
    """A later step: ``partial_login`` is the token that says the password was right."""

    partial_login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage(StepPage):
    """Name and password.

    ``notice`` says why the page is shown. ``openid`` is the address for signing in with the
    council's own accounts, if it has them.
    """

    template: ClassVar[str] = "feedback/sign-in.html"

    name: str = ""
    notice: str = ""
    openid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPasswordPage(LaterStepPage):
    """The first password is changed. ``name`` is for browsers that keep passwords."""

    template: ClassVar[str] = "feedback/sign-in-password.html"

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePage(LaterStepPage):
    """The code of the second factor."""

    template: ClassVar[str] = "feedback/sign-in-code.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolPage(LaterStepPage):
    """The second factor is set up: the QR code to scan, and the key as text."""

    template: ClassVar[str] = "feedback/sign-in-second-factor.html"

    qr_code: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolAgainPage(StepPage):
    """The second factor is set up anew by somebody signed in.

    ``enrolment`` is the token that holds the key. ``notice`` says why the page is shown.
    """

    template: ClassVar[str] = "feedback/account-second-factor.html"

    qr_code: str
    key: str
    enrolment: str
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodesPage(Page):
    """The recovery codes that have just been made, shown this once. ``return_to`` comes next."""

    template: ClassVar[str] = "feedback/account-recovery-codes.html"
    kind: ClassVar[str] = "account"

    return_to: ReturnTo

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdPage(AccountsPage):
    """Back from the council's own accounts: one button more, since no link may sign anybody in."""

    template: ClassVar[str] = "feedback/sign-in-openid.html"

    code: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFormPage(AccountsPage):
    """A form that was sent and could not be saved, to be sent again to ``action``."""

    template: ClassVar[str] = "feedback/sign-in-saved-form.html"

    action: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """When a session began and when it was last used; ``is_this`` where it is this browser's."""

    began: datetime
    seen: datetime
    is_this: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage(AccountsPage):
    """One's own account: what it may do (``abilities``), a new password, signing out.

    ``notice`` says what was changed. ``recovery_codes`` is how many are left. ``sessions`` says of
    each session when it began and when a page was last asked for, this one first.
    """

    template: ClassVar[str] = "feedback/account.html"

    name: str
    role: str
    shown_as: str
    abilities: tuple[str, ...]
    notice: str
    has_password: bool
    recovery_codes: int
    sessions: tuple[SessionTimes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionDeniedPage(Page):
    """This account may not do that: what it may do (``abilities``), and which accounts can."""

    template: ClassVar[str] = "feedback/account-permission-denied.html"
    kind: ClassVar[str] = "account"

    role: str
    abilities: tuple[str, ...]
    least_role: str
    accounts: tuple[str, ...]
