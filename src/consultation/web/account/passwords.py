"""Pages for a forgotten password: ask for a link by mail, set a new one through it."""

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import accounts
from consultation.actions.doors import admit
from consultation.core.errors import Refused
from consultation.core.messages import message
from consultation.store.database import Database
from consultation.web.account.fields import NewPassword, visit_of
from consultation.web.account.registration import AddressForm
from consultation.web.clock import now_of
from consultation.web.forms import EMPTY, Form, Input, filled, kept, parse
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other


class NewPasswordForm(Input):
    """What the form behind the mailed link sends."""

    password: NewPassword


@get("/account/forgotten-password")
def forgotten(request: Req) -> Page:
    """Ask for a link."""
    return page(request, "account/forgotten-password.html", form=filled(email=request.query_params.get("email")))


@post("/account/forgotten-password")
def submit_forgotten(request: Req, form: NamedDependency[Form], database: NamedDependency[Database]) -> Page:
    """Mail a link if there is an account; the same answer if there is none."""
    with kept(form, lambda again: page(request, "account/forgotten-password.html", form=again)):
        values = parse(AddressForm, form)
        with database.write() as session:
            admit(session, visit_of(request), "mail", values.email)
            accounts.mail_reset_link(session, visit_of(request), values.email)
    return page(request, "account/link-sent.html", email=values.email, minutes=accounts.LINK_MINUTES)


@get("/account/new-password/{token:str}")
def new_password(request: Req, token: FromPath[str], reader: NamedDependency[Session]) -> Page:
    """The form behind the mailed link."""
    if not accounts.is_good_link(reader, token, now_of(request)):
        raise Refused(accounts.dead_link())
    return page(request, "account/new-password.html", form=EMPTY)


@post("/account/new-password/{token:str}")
def submit_new_password(
    request: Req, token: FromPath[str], form: NamedDependency[Form], database: NamedDependency[Database]
) -> Page:
    """Set the new password."""
    with kept(form, lambda again: page(request, "account/new-password.html", form=again)):
        values = parse(NewPasswordForm, form)
        accounts.reset_password(database, visit_of(request), token=token, password=values.password)
    notice = message("Your password has been changed. Please sign in with the new one.")
    return see_other(request, "/account/sign-in", notice=notice)
