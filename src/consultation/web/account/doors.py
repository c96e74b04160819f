"""Pages for signing in and out."""

from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from consultation.actions import doors
from consultation.core.messages import message, message_n
from consultation.core.policy import Actor
from consultation.store.database import Database
from consultation.web.account.fields import Email, Password, after_sign_in, require_sign_in, visit_of
from consultation.web.clock import now_of
from consultation.web.forms import Form, Input, filled, kept, parse
from consultation.web.routing import get, post
from consultation.web.sessions import session_token, start, stop
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other


class SignInForm(Input):
    """What the sign-in form sends."""

    email: Email
    password: Password


def _show(request: Req, form: Form) -> Page:
    return page(request, "account/sign-in.html", form=form)


@get("/account/sign-in")
def sign_in(request: Req) -> Page:
    """The sign-in form."""
    return _show(request, filled(next=request.query_params.get("next")))


@post("/account/sign-in")
def submit_sign_in(request: Req, form: NamedDependency[Form], database: NamedDependency[Database]) -> Page:
    """Sign in and go on to where the person was."""
    with kept(form, lambda again: _show(request, again)):
        values = parse(SignInForm, form)
        token = doors.sign_in(database, visit_of(request), email=values.email, password=values.password)
    return start(request, see_other(request, after_sign_in(form)), token)


@post("/account/sign-out")
def submit_sign_out(request: Req, writer: NamedDependency[Session]) -> Page:
    """End this session."""
    token = session_token(request)
    if token is not None:
        doors.sign_out(writer, token)
    return stop(request, see_other(request, "/", notice=message("You have signed out.")))


@post("/account/sign-out-elsewhere")
def submit_sign_out_elsewhere(request: Req, writer: NamedDependency[Session], actor: NamedDependency[Actor]) -> Page:
    """End every other session of the account."""
    ended = doors.sign_out_elsewhere(writer, require_sign_in(actor), session_token(request) or "", now_of(request))
    notice = message_n("%(n)s other sign-in was ended.", "%(n)s other sign-ins were ended.", ended)
    return see_other(request, "/account", notice=notice)
