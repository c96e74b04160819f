"""The audit trail: lines are added with the change they tell of, in its transaction, and never changed."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Row, insert, select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.store.tables import Account, AuditLine


def record(
    session: Session,
    *,
    at: datetime,
    actor_id: int | None,
    action: str,
    noun: str,
    noun_id: int | str,
    draft_id: int | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add one line. `detail` holds facts, never the words of a comment nor anything about a person."""
    session.execute(
        insert(AuditLine).values(
            at=at,
            actor_id=actor_id,
            action=action,
            noun=noun,
            noun_id=str(noun_id),
            draft_id=draft_id,
            detail=dict(detail or {}),
        )
    )


def lines_of_draft(session: Session, draft_id: int, *, limit: int = 200) -> list[Row[AuditLine, str | None]]:
    """The newest lines about a draft with the actor's name, newest first."""
    statement = (
        select(AuditLine, col(Account.name))
        .join(Account, col(Account.id) == col(AuditLine.actor_id), isouter=True)
        .where(col(AuditLine.draft_id) == draft_id)
        .order_by(col(AuditLine.id).desc())
        .limit(limit)
    )
    return list(session.execute(statement).all())
