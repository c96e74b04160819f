"""Pages where comments are read: everything said about a draft, and each comment's own page."""

from datetime import datetime
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import Field
from sqlalchemy.orm import Session

from consultation.core.errors import Invalid
from consultation.core.policy import Actor
from consultation.core.vocabulary import CommentState, Position
from consultation.store import comments as store
from consultation.store import drafts
from consultation.store.columns import LARGEST_ID, AnyRow
from consultation.store.comments import Sieve, Sort
from consultation.store.tables import Draft
from consultation.web.forms import Form, Input, Line, filled, parse
from consultation.web.public.comments import comment_row, draft_talk, reply_path
from consultation.web.public.shown import clause_names, show
from consultation.web.routing import get
from consultation.web.site import Page, Req
from consultation.web.templating import page

PAGE_SIZE: Final = 20
OFF_TOPIC_SHOWN: Final = 100


class SieveForm(Input):
    """How the list is narrowed, in the address; what is not understood is left out."""

    clause: Annotated[str | None, Line(200)] = None
    position: Position | None = None
    wording: bool = False
    answered: bool | None = None
    cluster: Annotated[int | None, Field(ge=1, le=LARGEST_ID)] = None
    sort: Sort = Sort.NEWEST
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


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
        talk=draft_talk(draft, actor, now),
        shown=show(reader, actor, rows, now),
        off_topic=show(reader, actor, aside, now),
        total=total,
        current=current,
        pages=pages,
        asked=asked,
        form=_chosen(asked),
        clauses=_clauses(reader, draft),
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
    row = comment_row(reader, number, comment)
    is_own = actor.account_id is not None and row.account_id == actor.account_id
    return page(
        request,
        "public/comments/comment.html",
        draft=draft,
        talk=draft_talk(draft, actor, now),
        comment=show(reader, actor, [row], now, with_replies=True)[0],
        is_own=is_own,
        is_shown=is_own or row.state is CommentState.PUBLISHED,
        form=filled(),
        reply_action=reply_path(number, comment),
    )


def _asked(request: Req) -> SieveForm:
    """The query of the address; a value that is not understood narrows nothing."""
    typed = Form({name: [value] for name, value in request.query_params.multi_items()})
    try:
        return parse(SieveForm, typed)
    except Invalid as wrong:
        return parse(SieveForm, Form({name: each for name, each in typed.values.items() if name not in wrong.fields}))


def _clauses(session: Session, draft: Draft) -> list[tuple[str, str]]:
    """The clauses to choose from: the id they keep across versions, and what they are called."""
    rows = store.discussed_clauses(session, draft.id)
    names = clause_names(session, {row.id: draft.language for row in rows})
    return [(row.wid, names[row.id]) for row in rows]


def _sieve(asked: SieveForm, *, off_topic: bool = False) -> Sieve:
    return Sieve(
        wid={None: None, "whole": ""}.get(asked.clause, asked.clause),
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
