"""Pages where comments are read and written: a draft's list, each comment's own page, the forms to comment and reply."""

from datetime import datetime
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import Field
from sqlalchemy.orm import Session

from consultation.actions import comments as actions
from consultation.actions.comments import NewComment, Place, SaidAlready, Sent
from consultation.core.comment import TEXT_LEAST, TEXT_MOST
from consultation.core.errors import Invalid, NotFound
from consultation.core.messages import N_, message
from consultation.core.policy import Actor
from consultation.core.vocabulary import CommentState, Language, Position
from consultation.store import comments as store
from consultation.store import discussions, drafts
from consultation.store.columns import LARGEST_ID, AnyRow
from consultation.store.comments import Sieve, Sort
from consultation.store.tables import Draft
from consultation.web.forms import Asks, Form, Input, Line, Text, filled, kept, parse
from consultation.web.public import between
from consultation.web.public.shown import Talk, show, talk_of
from consultation.web.routing import get, post
from consultation.web.site import Page, Req, site_of
from consultation.web.templating import page, see_other

PAGE_SIZE: Final = 20
OFF_TOPIC_SHOWN: Final = 100
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


class SieveForm(Input):
    """How the list is narrowed, in the address; what is not understood is left out."""

    clause: Annotated[str | None, Line(200)] = None
    position: Position | None = None
    wording: bool = False
    answered: bool | None = None
    cluster: Annotated[int | None, Field(ge=1, le=LARGEST_ID)] = None
    sort: Sort = Sort.NEWEST
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


# --- reading -----------------------------------------------------------------------------------------------------------


@get("/drafts/{number:int}/comments")
def comments(
    request: Req,
    number: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Every published comment of a draft, narrowed and sorted as the address says."""
    draft = drafts.public_draft(reader, number)
    asked = _asked(request)
    sieve = _sieve(asked)
    total = store.listing_size(reader, number, sieve)
    pages = max(1, -(-total // PAGE_SIZE))
    current = min(asked.page, pages)
    rows = store.listing(reader, number, sieve, asked.sort, limit=PAGE_SIZE, offset=(current - 1) * PAGE_SIZE)
    aside = _off_topic(reader, number, asked) if current == pages else []
    return page(
        request,
        "public/comments/list.html",
        draft=draft,
        talk=_talk(draft, actor, now),
        shown=show(reader, actor, rows, now),
        off_topic=show(reader, actor, aside, now),
        total=total,
        current=current,
        pages=pages,
        asked=asked,
        form=_chosen(asked),
        clauses=store.discussed_clauses(reader, number),
        positions=tuple(Position),
        sorts=tuple(Sort),
    )


@get("/drafts/{number:int}/comments/{comment:int}")
def comment(
    request: Req,
    number: FromPath[int],
    comment: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """One comment's permanent page: its words, votes and thread, the moderator's decision, the authority's response.

    Of a comment that is not published others see only that it exists, and why it is not shown.
    """
    draft = drafts.public_draft(reader, number)
    row = _row(reader, number, comment)
    is_own = actor.account_id is not None and row.account_id == actor.account_id
    return page(
        request,
        "public/comments/comment.html",
        draft=draft,
        talk=_talk(draft, actor, now),
        comment=show(reader, actor, [row], now, with_replies=True)[0],
        is_own=is_own,
        is_shown=is_own or row.state is CommentState.PUBLISHED,
        form=filled(),
        reply_action=_reply_path(number, comment),
    )


# --- writing -----------------------------------------------------------------------------------------------------------


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
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Send a comment on a clause."""
    return _submit(request, writer, actor, Place(number, ordinal, eid), form, now)


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
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Send a comment on a draft as a whole."""
    return _submit(request, writer, actor, Place(number), form, now)


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
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Send a reply."""
    if actor.is_visitor:
        return between.ask(request, form, _reply_path(number, comment))
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
        try:
            sent = actions.submit(writer, actor, place, values.as_new(), now=now, hourly=_hourly(request))
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
        clause_href=_clause_path(place) if clause is not None else None,
        talk=_talk(draft, actor, now),
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
    row = _row(session, *comment)
    if row.state is not CommentState.PUBLISHED or row.parent_id is not None:
        raise NotFound(message("There is no such comment."))
    return page(
        request,
        "public/comments/reply.html",
        draft=draft,
        comment=show(session, actor, [row], now)[0],
        talk=_talk(draft, actor, now),
        form=form or filled(),
        earlier=earlier,
        action=_reply_path(*comment),
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


def _reply_path(number: int, comment: int) -> str:
    return f"/drafts/{number}/comments/{comment}/replies"


def _hourly(request: Req) -> int:
    return site_of(request).settings.comments_per_hour


def _talk(draft: Draft, actor: Actor, now: datetime) -> Talk:
    return talk_of(actor, draft.authority_id, drafts.milestones_of(draft), now)


def _row(session: Session, number: int, comment: int) -> AnyRow:
    row = store.one(session, number, comment)
    if row is None:
        raise NotFound(message("There is no such comment."))
    return row


def _asked(request: Req) -> SieveForm:
    """The query of the address; a value that is not understood narrows nothing."""
    typed = Form({name: [value] for name, value in request.query_params.multi_items()})
    try:
        return parse(SieveForm, typed)
    except Invalid as wrong:
        return parse(SieveForm, Form({name: each for name, each in typed.values.items() if name not in wrong.fields}))


def _sieve(asked: SieveForm, *, off_topic: bool = False) -> Sieve:
    return Sieve(
        eid={None: None, "whole": ""}.get(asked.clause, asked.clause),
        cluster_id=asked.cluster,
        position=asked.position,
        with_wording=asked.wording,
        is_answered=asked.answered,
        off_topic=off_topic,
    )


def _off_topic(session: Session, number: int, asked: SieveForm) -> list[AnyRow]:
    return store.listing(session, number, _sieve(asked, off_topic=True), asked.sort, limit=OFF_TOPIC_SHOWN, offset=0)


def _chosen(asked: SieveForm) -> Form:
    """The fields of the filter as they were chosen."""
    return filled(
        clause=asked.clause,
        position=asked.position and asked.position.value,
        wording="yes" if asked.wording else None,
        answered=None if asked.answered is None else {True: "yes", False: "no"}[asked.answered],
        sort=asked.sort.value,
    )
