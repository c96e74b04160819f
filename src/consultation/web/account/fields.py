"""The fields that several account forms share, and the small steps that all account pages take."""

import re
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator

from consultation.actions.doors import Visit
from consultation.core.errors import Refused
from consultation.core.messages import N_, message, message_n
from consultation.core.policy import Actor
from consultation.identity import passwords
from consultation.web.clock import now_of
from consultation.web.forms import Asks, Form, Line, Verbatim, Wrong
from consultation.web.sessions import lifetime
from consultation.web.site import Req, site_of

# No grammar of addresses: the mailed code is the proof. Only what cannot be one is refused.
_ADDRESS: Final = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_COMMON: Final = frozenset(
    {"password", "parol", "qwerty", "consultation", "12345", "11111", "00000", "пароль", "йцукен"}
)


def _email(typed: str) -> str:
    if not _ADDRESS.fullmatch(typed):
        raise Wrong(message("Enter an e-mail address in full, like name@example.uz."))
    return typed.lower()


def _good_password(typed: str) -> str:
    if len(typed) < passwords.SHORTEST:
        raise Wrong(
            message_n(
                "Choose a password of at least %(n)s character.",
                "Choose a password of at least %(n)s characters.",
                passwords.SHORTEST,
            )
        )
    plain = typed.lower()
    if len(set(plain)) < 4 or any(plain.startswith(word) for word in _COMMON):  # noqa: PLR2004 - "aaaaaaaaab"
        raise Wrong(message("This password is too easy to guess. Three or four unrelated words make a good one."))
    return typed


Email = Annotated[str, Line(254), AfterValidator(_email), Asks(N_("Enter your e-mail address."))]
Password = Annotated[str, Verbatim(passwords.LONGEST), Asks(N_("Enter your password."))]
NewPassword = Annotated[
    str, Verbatim(passwords.LONGEST), AfterValidator(_good_password), Asks(N_("Choose a password."))
]
Name = Annotated[str, Line(200, least=2), Asks(N_("Enter the name to be shown beside your comments."))]
Organisation = Annotated[str | None, Line(200)]


def visit_of(request: Req) -> Visit:
    """Where and when this request stands at the door."""
    site = site_of(request)
    address = request.client.host if request.client is not None else ""
    return Visit(now_of(request), address, site.settings.key, lifetime(site))


def own_path(path: str, *, otherwise: str = "/") -> str:
    """The path if it leads to a page of ours, `otherwise` if it leads anywhere else."""
    parts = urlsplit(path)
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return path if is_ours and path.isprintable() and "\\" not in path else otherwise


def after_sign_in(form: Form) -> str:
    """Where to go once signed in."""
    return own_path(form.value("next"))


def require_sign_in(actor: Actor) -> int:
    """The account of the person; `Refused` for a visitor."""
    if actor.account_id is None:
        raise Refused(message("Please sign in first."))
    return actor.account_id
