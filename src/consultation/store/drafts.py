"""Queries about drafts: one by its number, and those of an authority for its officers' desk."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.core.stage import Milestones
from consultation.core.text import search_text
from consultation.core.vocabulary import CommentState, Outcome
from consultation.store.columns import AnyRow
from consultation.store.tables import Authority, Comment, Draft, StoredClause, Version

_LARGEST = 2**31 - 1
_MOST_HEADINGS = 20_000  # characters of headings that a draft can be found by


class Dated(Protocol):
    """A draft, or anything else with the dates its stage follows from."""

    opens_at: datetime | None
    closes_at: datetime | None
    reported_at: datetime | None
    outcome: Outcome | None
    withdrawn_at: datetime | None


def milestones_of(row: Dated | AnyRow) -> Milestones:
    """The milestones of a draft, or of any row that has its five dates; `core.stage.stage_of` tells the stage."""
    return Milestones(row.opens_at, row.closes_at, row.reported_at, row.outcome, row.withdrawn_at)


def is_public(row: Dated | AnyRow) -> bool:
    """Whether the public may see the draft: from the moment its first round was scheduled, withdrawn or not."""
    is_scheduled: bool = row.opens_at is not None
    return is_scheduled


def get_draft(session: Session, number: int, *, lock: bool = False) -> Draft:
    """The draft of that public number; NotFound when there is none.

    `lock` reads it anew and holds its row, so that what is decided by its dates stays true until the commit.
    """
    row = None
    if 0 < number <= _LARGEST:
        statement = select(Draft).where(col(Draft.id) == number)
        if lock:
            statement = statement.with_for_update(key_share=True).execution_options(populate_existing=True)
        row = session.execute(statement).scalar_one_or_none()
    if row is None:
        raise NotFound(message("There is no such draft."))
    return row


def public_draft(session: Session, number: int) -> Draft:
    """The draft of that number if the public may see it; NotFound otherwise."""
    draft = get_draft(session, number)
    if not is_public(draft):
        raise NotFound(message("There is no such draft."))
    return draft


def drafts_by_authority(session: Session, authority_ids: Collection[int], *, limit: int = 500) -> list[AnyRow]:
    """Drafts of these authorities, the newest first: their own columns, `names` of the authority, `pending`.

    `pending` is how many comments wait for a moderator.
    """
    pending = (
        select(func.count())
        .where(col(Comment.draft_id) == col(Draft.id), col(Comment.state) == CommentState.PENDING)
        .correlate(Draft)
        .scalar_subquery()
        .label("pending")
    )
    statement = (
        select(
            col(Draft.id),
            col(Draft.authority_id),
            col(Draft.title),
            col(Draft.act_kind),
            col(Draft.language),
            col(Draft.created_at),
            col(Draft.opens_at),
            col(Draft.closes_at),
            col(Draft.reported_at),
            col(Draft.outcome),
            col(Draft.outcome_at),
            col(Draft.withdrawn_at),
            col(Draft.comment_count),
            col(Authority.names),
            pending,
        )
        .join(Authority, col(Authority.id) == col(Draft.authority_id))
        .where(col(Draft.authority_id).in_(sorted(authority_ids)))
        .order_by(col(Draft.id).desc())
        .limit(limit)
    )
    return list(session.execute(statement).all())


def words_to_find(session: Session, draft: Draft) -> str:
    """What a published draft is found by: title, summary, authority in every language, headings of its latest text."""
    authority = session.get_one(Authority, draft.authority_id)
    latest = (
        select(func.max(col(Version.id)))
        .where(col(Version.draft_id) == draft.id, col(Version.published_at).is_not(None))
        .scalar_subquery()
    )
    headings = session.execute(
        select(col(StoredClause.heading))
        .where(col(StoredClause.version_id) == latest, col(StoredClause.is_dropped).is_(False))
        .where(col(StoredClause.heading).is_not(None))
        .order_by(col(StoredClause.position))
    ).scalars()
    in_text = " ".join(heading for heading in headings if heading)[:_MOST_HEADINGS]
    return search_text(draft.title, draft.summary, *authority.names.values(), in_text)
