"""Signing in with a comment in hand: afterwards its form is there again, filled in."""

import re
from datetime import datetime
from typing import Final

from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from consultation.actions import doors
from consultation.actions.comments import Place
from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.store.database import Database
from consultation.web.account.fields import Email, Password, visit_of
from consultation.web.forms import Form, Input, kept, parse
from consultation.web.public import between, comments
from consultation.web.routing import get, post
from consultation.web.sessions import enter, person, start
from consultation.web.site import Page, Req

# The addresses that a comment or a reply is sent to; nothing else is gone on to.
_CLAUSE: Final = re.compile(r"/drafts/([1-9]\d{0,8})/versions/([1-9]\d{0,3})/clauses/([\w.-]{1,200})/comments")
_DRAFT: Final = re.compile(r"/drafts/([1-9]\d{0,8})/comments/new")
_REPLY: Final = re.compile(r"/drafts/([1-9]\d{0,8})/comments/([1-9]\d{0,8})/replies")


class SignInForm(Input):
    """What signing in needs; everything else in the form is only carried."""

    email: Email
    password: Password


@get(between.PATH)
def start_again() -> Page:
    """Somebody reloads the page, or changes its language, when the words are gone from it: the list is the way in."""
    raise NotFound(message("Open the comment form again: your browser still has what you wrote if you go back."))


@post(between.PATH)
def submit_sign_in(
    request: Req, form: NamedDependency[Form], database: NamedDependency[Database], now: NamedDependency[datetime]
) -> Page:
    """Sign in and show the form again with what was typed."""
    then = form.value("then")
    if not any(each.fullmatch(then) for each in (_CLAUSE, _DRAFT, _REPLY)):
        raise NotFound(message("There is no such page."))
    with kept(form, lambda again: between.ask(request, again, then)):
        values = parse(SignInForm, form)
        token = doors.sign_in(database, visit_of(request), email=values.email, password=values.password)
    enter(request, token)
    with database.read() as session:
        return start(request, _form_again(request, session, then, form, now), token)


def _form_again(request: Req, session: Session, then: str, form: Form, now: datetime) -> Page:
    actor = person(request)
    if found := _CLAUSE.fullmatch(then):
        place = Place(int(found[1]), int(found[2]), found[3])
        return comments.show_form(request, session, actor, place, form, now)
    if found := _REPLY.fullmatch(then):
        return comments.show_reply_form(request, session, actor, (int(found[1]), int(found[2])), form, now)
    found = _DRAFT.fullmatch(then)
    assert found is not None
    return comments.show_form(request, session, actor, Place(int(found[1])), form, now)
