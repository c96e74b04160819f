"""The page where an author says that the group their comment was put in says something else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final
from urllib.parse import urlencode

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import objections as actions
from consultation.core.cluster_vocabulary import ObjectionOutcome
from consultation.core.comment import NOTE_MOST
from consultation.core.errors import NotFound
from consultation.core.messages import N_, Message, message
from consultation.core.policy import Actor
from consultation.core.vocabulary import CommentState
from consultation.store import comments, drafts
from consultation.store import objections as store
from consultation.store.columns import AnyRow
from consultation.store.tables import Objection
from consultation.web.forms import EMPTY, Asks, Form, Input, Text, kept, parse
from consultation.web.public.shown import Shown, show
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other

_PATH: Final = "/drafts/{number:int}/comments/{comment:int}/objection"


@dataclass(frozen=True, slots=True)
class Grouped:
    """The group a person's own comment is in, and what became of their objections to such groups."""

    group: AnyRow
    objections: tuple[Objection, ...]
    may_object: bool


def grouped(session: Session, shown: Sequence[Shown]) -> dict[int, Grouped]:
    """For each published comment that stands with others: its group, by the comment's id."""
    together = {each.row.id: each.row.cluster_id for each in shown if _is_together(each)}
    groups = store.groups(session, set(together.values()))
    objections = store.of_comments(session, [each.row.id for each in shown])
    return {
        each.row.id: Grouped(
            groups[each.row.cluster_id],
            tuple(objections.get(each.row.id, ())),
            each.row.released_at is None
            and all(made.cluster_id != each.row.cluster_id for made in objections.get(each.row.id, ())),
        )
        for each in shown
        if each.row.id in together
    }


def _is_together(each: Shown) -> bool:
    return each.row.state is CommentState.PUBLISHED and each.row.parent_id is None and each.is_one_of_many


def outcome_of(made: Objection) -> Message:
    """What became of an objection, in plain words."""
    if made.outcome is None:
        return message("A moderator has not looked at your objection yet.")
    if made.outcome is ObjectionOutcome.LEFT:
        return message("A moderator left your comment in the group it was in.")
    if made.outcome is ObjectionOutcome.APART:
        return message("A moderator put your comment in a group of its own.")
    if made.acted_at is not None:
        return message("A moderator agreed with you, and an officer has moved your comment.")
    return message("A moderator asked the officers to move your comment. They have not done so yet.")


class ObjectionForm(Input):
    """What the form sends."""

    reason: Annotated[str, Text(NOTE_MOST), Asks(N_("Say in a few words what you meant."))]


@get(_PATH)
def objection_form(
    request: Req,
    number: FromPath[int],
    comment: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """The form, for the author only."""
    if actor.is_visitor:
        return _sign_in_first(request)
    return _show(request, reader, actor, (number, comment), EMPTY, now)


@post(_PATH)
def object_to(
    request: Req,
    number: FromPath[int],
    comment: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Object."""
    if actor.is_visitor:
        return _sign_in_first(request)
    with kept(form, lambda again: _show(request, writer, actor, (number, comment), again, now)):
        actions.object_to_cluster(writer, actor, number, comment, parse(ObjectionForm, form).reason, now=now)
    notice = message("Thank you. A moderator will look at it, and you will see here what they decide.")
    return see_other(request, "/my/comments", notice=notice)


def _show(request: Req, session: Session, actor: Actor, comment: tuple[int, int], form: Form, now: datetime) -> Page:
    draft = drafts.public_draft(session, comment[0])
    row = comments.one(session, *comment)
    if row is None or row.account_id != actor.account_id:
        raise NotFound(message("There is no such comment of yours."))
    shown = show(session, actor, [row], now)[0]
    together = grouped(session, [shown]).get(row.id)
    if together is None:
        raise NotFound(message("Your comment is in no group with others."))
    return page(
        request,
        "public/mine/objection.html",
        draft=draft,
        comment=shown,
        together=together,
        outcome_of=outcome_of,
        form=form,
        note_most=NOTE_MOST,
    )


def _sign_in_first(request: Req) -> Page:
    return see_other(request, "/account/sign-in?" + urlencode({"next": request.url.path}))
