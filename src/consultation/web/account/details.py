"""The person's own page: name, organisation, language of mails, password, other sign-ins."""

from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from consultation.actions import accounts
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.core.vocabulary import Locale
from consultation.store import accounts as stored
from consultation.store import sessions
from consultation.store.database import Database
from consultation.web.account.fields import Name, NewPassword, Organisation, Password, require_sign_in
from consultation.web.clock import now_of
from consultation.web.forms import EMPTY, Form, Input, filled, kept, parse
from consultation.web.routing import get, post
from consultation.web.sessions import session_token
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other


class DetailsForm(Input):
    """What the form for one's own details sends."""

    name: Name
    organisation: Organisation = None
    locale: Locale


class PasswordForm(Input):
    """What the form for a new password sends."""

    old: Password
    new: NewPassword


@get("/account")
def account(request: Req, reader: NamedDependency[Session], actor: NamedDependency[Actor]) -> Page:
    """What we know about the person, and where they are signed in."""
    row = stored.get(reader, require_sign_in(actor))
    places = sessions.count(reader, row.id, now_of(request))
    return page(request, "account/account.html", account=row, places=places)


@get("/account/details")
def details(request: Req, reader: NamedDependency[Session], actor: NamedDependency[Actor]) -> Page:
    """The form for one's own details."""
    row = stored.get(reader, require_sign_in(actor))
    return _show_details(request, filled(name=row.name, organisation=row.organisation, locale=row.locale))


@post("/account/details")
def submit_details(
    request: Req, form: NamedDependency[Form], writer: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """Change one's own details."""
    with kept(form, lambda again: _show_details(request, again)):
        values = parse(DetailsForm, form)
        accounts.change_details(writer, actor, **values.model_dump(), now=now_of(request))
    return see_other(request, "/account", notice=message("Your details have been changed."))


@get("/account/password")
def password(request: Req, actor: NamedDependency[Actor]) -> Page:
    """The form for a new password."""
    require_sign_in(actor)
    return page(request, "account/password.html", form=EMPTY)


@post("/account/password")
def submit_password(
    request: Req, form: NamedDependency[Form], database: NamedDependency[Database], actor: NamedDependency[Actor]
) -> Page:
    """Change one's own password."""
    with kept(form, lambda again: page(request, "account/password.html", form=again)):
        values = parse(PasswordForm, form)
        accounts.change_password(
            database,
            actor,
            old=values.old,
            new=values.new,
            token=session_token(request) or "",
            now=now_of(request),
        )
    return see_other(request, "/account", notice=message("Your password has been changed."))


def _show_details(request: Req, form: Form) -> Page:
    return page(request, "account/details.html", form=form, locales=tuple(Locale))
