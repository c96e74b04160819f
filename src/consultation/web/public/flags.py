"""The page where a reader reports a comment to the moderators."""

from datetime import datetime
from typing import Annotated, Final
from urllib.parse import urlencode

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import flags as actions
from consultation.core.comment import NOTE_MOST
from consultation.core.errors import NotFound
from consultation.core.messages import N_, message
from consultation.core.policy import Actor
from consultation.core.vocabulary import CommentState, FlagReason
from consultation.store import comments, drafts
from consultation.web.forms import EMPTY, Asks, Form, Input, Text, kept, parse
from consultation.web.public.shown import show
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other

_PATH: Final = "/drafts/{number:int}/comments/{comment:int}/flags"


class FlagForm(Input):
    """What the report form sends."""

    reason: Annotated[FlagReason, Asks(N_("Choose what is wrong with the comment."))]
    note: Annotated[str, Text(NOTE_MOST)] = ""


@get(_PATH)
def flag_form(
    request: Req,
    number: FromPath[int],
    comment: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """The report form; a visitor is asked to sign in before writing anything."""
    if actor.is_visitor:
        return _sign_in_first(request, number, comment)
    return _show(request, reader, actor, (number, comment), EMPTY, now)


@post(_PATH)
def submit_flag(
    request: Req,
    number: FromPath[int],
    comment: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Report the comment."""
    if actor.is_visitor:
        return _sign_in_first(request, number, comment)
    with kept(form, lambda again: _show(request, writer, actor, (number, comment), again, now)):
        values = parse(FlagForm, form)
        actions.flag(writer, actor, number, comment, values.reason, values.note, now=now)
    notice = message("Thank you. A moderator will look at this comment.")
    return see_other(request, f"/drafts/{number}/comments/{comment}", notice=notice)


def _show(request: Req, session: Session, actor: Actor, comment: tuple[int, int], form: Form, now: datetime) -> Page:
    draft = drafts.public_draft(session, comment[0])
    row = comments.one(session, *comment)
    if row is None or row.state is not CommentState.PUBLISHED:
        raise NotFound(message("There is no such comment."))
    shown = show(session, actor, [row], now)[0]
    return page(request, "public/comments/flag.html", draft=draft, comment=shown, form=form, reasons=tuple(FlagReason))


def _sign_in_first(request: Req, number: int, comment: int) -> Page:
    return see_other(request, "/account/sign-in?" + urlencode({"next": f"/drafts/{number}/comments/{comment}/flags"}))
