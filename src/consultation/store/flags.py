"""Queries about readers' flags."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.vocabulary import FlagReason
from consultation.store.tables import Comment, Flag


def flagged_by(session: Session, account_id: int | None, comment_ids: Collection[int]) -> set[int]:
    """Which of these comments the person has flagged, settled ones too; none for a visitor."""
    if account_id is None or not comment_ids:
        return set()
    statement = select(col(Flag.comment_id)).where(
        col(Flag.account_id) == account_id, col(Flag.comment_id).in_(comment_ids)
    )
    return set(session.execute(statement).scalars())


def add(session: Session, *, comment_id: int, account_id: int, reason: FlagReason, note: str, now: datetime) -> None:
    """Store a flag and count it on its comment."""
    session.execute(
        insert(Flag).values(comment_id=comment_id, account_id=account_id, reason=reason, note=note, flagged_at=now)
    )
    session.execute(update(Comment).where(col(Comment.id) == comment_id).values(flag_count=col(Comment.flag_count) + 1))
