"""Forms to comment on a clause or a whole draft and to reply to a comment."""

from datetime import datetime
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import comments as actions
from consultation.actions import joining
from consultation.actions.comments import NewComment, Place, SaidAlready, Sent
from consultation.core.comment import TEXT_LEAST, TEXT_MOST
from consultation.core.errors import NotFound
from consultation.core.messages import N_, message
from consultation.core.policy import Actor
from consultation.core.vocabulary import CommentState, Language, Position
from consultation.store import comments as store
from consultation.store import discussions, drafts
from consultation.store.columns import AnyRow
from consultation.store.tables import Draft
from consultation.web.forms import Asks, Form, Input, Text, filled, kept, parse
from consultation.web.public import between
from consultation.web.public import joining as joining_page
from consultation.web.public.shown import Talk, clause_names, show, talk_of
from consultation.web.routing import get, post
from consultation.web.sessions import person
from consultation.web.site import Page, Req, site_of
from consultation.web.templating import page, see_other

ON_CLAUSE: Final = "/drafts/{number:int}/versions/{ordinal:int}/clauses/{eid:str}/comments"
ON_DRAFT: Final = "/drafts/{number:int}/comments/new"
REPLIES: Final = "/drafts/{number:int}/comments/{comment:int}/replies"


class CommentForm(Input):
    """What the comment form sends; a reply sends the text and how the person is named."""

    text: Annotated[str, Text(TEXT_MOST, least=TEXT_LEAST), Asks(N_("Write your comment."))]
    wording: Annotated[str, Text(TEXT_MOST)] = ""
    position: Position = Position.NONE
    language: Language | None = None
    is_anonymous: bool = False
    as_organisation: bool = False

    def as_new(self) -> NewComment:
        """The comment as the action takes it."""
        return NewComment(
            self.text, self.wording, self.position, self.language, self.is_anonymous, self.as_organisation
        )


# What is sent looks the person up in its own thread and not as a dependency in another: in the last minutes of a round
# thousands send, and each way from thread to thread costs them a tenth of a comment.


@get(ON_CLAUSE)
def clause_form(
    request: Req,
    number: FromPath[int],
    ordinal: FromPath[int],
    eid: FromPath[str],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """The form to comment on a clause, on a page of its own."""
    return show_form(request, reader, actor, Place(number, ordinal, eid), None, now)


@post(ON_CLAUSE)
def submit_on_clause(
    request: Req,
    number: FromPath[int],
    ordinal: FromPath[int],
    eid: FromPath[str],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    now: NamedDependency[datetime],
) -> Page:
    """Send a comment on a clause."""
    return _submit(request, writer, person(request, writer), Place(number, ordinal, eid), form, now)


@get(ON_DRAFT)
def draft_form(
    request: Req,
    number: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """The form to comment on a draft as a whole."""
    return show_form(request, reader, actor, Place(number), None, now)


@post(["/drafts/{number:int}/comments", ON_DRAFT])
def submit_on_draft(
    request: Req,
    number: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    now: NamedDependency[datetime],
) -> Page:
    """Send a comment on a draft as a whole."""
    return _submit(request, writer, person(request, writer), Place(number), form, now)


@get(REPLIES)
def reply_form(
    request: Req,
    number: FromPath[int],
    comment: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """The form to reply to a comment, on a page of its own."""
    return show_reply_form(request, reader, actor, (number, comment), None, now)


@post(REPLIES)
def submit_reply(
    request: Req,
    number: FromPath[int],
    comment: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    now: NamedDependency[datetime],
) -> Page:
    """Send a reply."""
    actor = person(request, writer)
    if actor.is_visitor:
        return between.ask(request, form, reply_path(number, comment))
    earlier: int | None = None
    with kept(form, lambda again: show_reply_form(request, writer, actor, (number, comment), again, now, earlier)):
        values = parse(CommentForm, form)
        try:
            sent = actions.reply(writer, actor, number, comment, values.as_new(), now=now, hourly=_hourly(request))
        except SaidAlready as problem:
            earlier = problem.number
            raise
    return _sent(request, sent)


def _submit(request: Req, writer: Session, actor: Actor, place: Place, form: Form, now: datetime) -> Page:
    if actor.is_visitor:
        return between.ask(request, form, place_path(place))
    earlier: int | None = None
    with kept(form, lambda again: show_form(request, writer, actor, place, again, now, earlier)):
        values = parse(CommentForm, form)
        new = values.as_new()
        choice = joining_page.choice_of(form)
        if isinstance(choice, int):
            new = joining.join(writer, place, choice, new, now=now)
        elif choice is None:
            alike = joining.others(writer, actor, place, new, site_of(request).own_words, now=now)
            if alike is not None:
                return joining_page.ask(request, form, alike, place_path(place))
        try:
            sent = actions.submit(writer, actor, place, new, now=now, hourly=_hourly(request))
        except SaidAlready as problem:
            earlier = problem.number
            raise
    return _sent(request, sent)


def _sent(request: Req, sent: Sent) -> Page:
    notice = message("Your comment has been sent. The receipt number is %(receipt)s.", receipt=sent.receipt)
    return see_other(request, f"/receipts/{sent.receipt}", notice=notice)


def show_form(
    request: Req,
    session: Session,
    actor: Actor,
    place: Place,
    form: Form | None,
    now: datetime,
    earlier: int | None = None,
) -> Page:
    """The comment form with what was typed in it (None: as it is first shown); when it is too late, the words to keep."""
    draft = drafts.public_draft(session, place.draft_id)
    clause = None
    if place.eid is not None:
        clause = discussions.clause(session, place.draft_id, place.ordinal or 0, place.eid)
        if clause is None:
            raise NotFound(message("There is no clause %(eid)s in this text.", eid=place.eid))
    return page(
        request,
        "public/comments/new.html",
        draft=draft,
        clause=clause,
        clause_name=clause and clause_names(session, {clause.id: clause.version_language})[clause.id],
        clause_href=_clause_path(place) if clause is not None else None,
        talk=draft_talk(draft, actor, now),
        form=form or first_form(clause.text if clause is not None else ""),
        earlier=earlier,
        action=place_path(place),
    )


def show_reply_form(
    request: Req,
    session: Session,
    actor: Actor,
    comment: tuple[int, int],
    form: Form | None,
    now: datetime,
    earlier: int | None = None,
) -> Page:
    """The reply form below the comment it replies to; `comment` is (draft, number)."""
    draft = drafts.public_draft(session, comment[0])
    row = comment_row(session, *comment)
    if row.state is not CommentState.PUBLISHED or row.parent_id is not None:
        raise NotFound(message("There is no such comment."))
    return page(
        request,
        "public/comments/reply.html",
        draft=draft,
        comment=show(session, actor, [row], now)[0],
        talk=draft_talk(draft, actor, now),
        form=form or filled(),
        earlier=earlier,
        action=reply_path(*comment),
    )


def first_form(clause_text: str = "") -> Form:
    """The comment form as it is first shown: the clause's own words stand ready to be changed into a proposal."""
    return filled(wording=clause_text)


def place_path(place: Place) -> str:
    """Where the form about a place is shown and sent."""
    if place.eid is None:
        return f"/drafts/{place.draft_id}/comments/new"
    return f"{_clause_path(place)}/comments"


def _clause_path(place: Place) -> str:
    return f"/drafts/{place.draft_id}/versions/{place.ordinal}/clauses/{place.eid}"


def reply_path(number: int, comment: int) -> str:
    """Where a reply to a comment is sent."""
    return f"/drafts/{number}/comments/{comment}/replies"


def _hourly(request: Req) -> int:
    return site_of(request).settings.comments_per_hour


def draft_talk(draft: Draft, actor: Actor, now: datetime) -> Talk:
    """What the reader may do in the discussion of a draft."""
    return talk_of(actor, draft.authority_id, drafts.milestones_of(draft), now)


def comment_row(session: Session, number: int, comment: int) -> AnyRow:
    """A comment or reply by its number; NotFound when there is none."""
    row = store.one(session, number, comment)
    if row is None:
        raise NotFound(message("There is no such comment."))
    return row
