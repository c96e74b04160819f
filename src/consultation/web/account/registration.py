"""Pages for opening an account and proving its address with a mailed code."""

from typing import Annotated

from litestar.di import NamedDependency

from consultation.actions import accounts
from consultation.actions.accounts import NewAccount
from consultation.actions.doors import admit
from consultation.core.messages import N_, message
from consultation.core.vocabulary import Locale
from consultation.store.database import Database
from consultation.web.account.fields import Email, Name, NewPassword, Organisation, after_sign_in, visit_of
from consultation.web.forms import Asks, Form, Input, Line, filled, kept, parse
from consultation.web.routing import get, post
from consultation.web.sessions import start
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other


class RegistrationForm(Input):
    """What the form for a new account sends."""

    email: Email
    name: Name
    organisation: Organisation = None
    password: NewPassword


class CodeForm(Input):
    """What the form for the mailed code sends."""

    email: Email
    code: Annotated[str, Line(20), Asks(N_("Enter the code from the mail."))]


class AddressForm(Input):
    """An address to mail something to."""

    email: Email


def _show_registration(request: Req, form: Form) -> Page:
    return page(request, "account/register.html", form=form)


def _show_code(request: Req, form: Form) -> Page:
    return page(request, "account/confirm.html", form=form)


@get("/account/register")
def register(request: Req) -> Page:
    """The form for a new account."""
    return _show_registration(request, filled(next=request.query_params.get("next")))


@post("/account/register")
def submit_registration(
    request: Req, form: NamedDependency[Form], database: NamedDependency[Database], locale: NamedDependency[Locale]
) -> Page:
    """Open the account, mail the code, ask for it: the same page whether or not the address has an account."""
    with kept(form, lambda again: _show_registration(request, again)):
        values = parse(RegistrationForm, form)
        visit = visit_of(request)
        with database.write() as session:
            admit(session, visit, "mail", values.email)
        accounts.register(database, visit, NewAccount(**values.model_dump(), locale=locale))
    return _show_code(request, filled(email=values.email, next=form.value("next")))


@get("/account/confirm")
def confirm(request: Req) -> Page:
    """The form for the mailed code, for those who come from the mail or come back later."""
    return _show_code(request, filled(email=request.query_params.get("email")))


@post("/account/confirm")
def submit_code(request: Req, form: NamedDependency[Form], database: NamedDependency[Database]) -> Page:
    """Prove the address, and come in."""
    with kept(form, lambda again: _show_code(request, again)):
        values = parse(CodeForm, form)
        visit, code = visit_of(request), "".join(filter(str.isdigit, values.code))
        with database.write() as session:
            admit(session, visit, "code", values.email)
        with database.write() as session:
            token = accounts.confirm(session, visit, email=values.email, code=code)
        if token is None:
            raise accounts.wrong_code()
    notice = message("Your e-mail address is confirmed. You can now comment and vote.")
    return start(request, see_other(request, after_sign_in(form), notice=notice), token)


@get("/account/new-code")
def new_code(request: Req) -> Page:
    """Ask for a new code."""
    return page(request, "account/new-code.html", form=filled(email=request.query_params.get("email")))


@post("/account/new-code")
def submit_new_code(request: Req, form: NamedDependency[Form], database: NamedDependency[Database]) -> Page:
    """Mail a new code if the address waits for one; the same answer if it does not."""
    with kept(form, lambda again: page(request, "account/new-code.html", form=again)):
        values = parse(AddressForm, form)
        with database.write() as session:
            admit(session, visit_of(request), "mail", values.email)
            accounts.mail_code_again(session, visit_of(request), values.email)
    return _show_code(request, filled(email=values.email))
