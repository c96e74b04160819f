"""The audit trail: lines are added with the change they tell of, in its transaction, and never changed."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Row, insert, select, true
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from consultation.store.tables import Account, AuditLine

# Prepared once: every change writes a line, and building a statement costs more than running it.
_ADD: Final = insert(SQLModel.metadata.tables["audit_line"])


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
    columns: dict[str, object] = {
        "at": at,
        "actor_id": actor_id,
        "action": action,
        "noun": noun,
        "noun_id": str(noun_id),
        "draft_id": draft_id,
        "detail": dict(detail or {}),
    }
    session.flush()  # what the line tells of is written before it
    session.connection().execute(_ADD, columns)


def lines_of_draft(
    session: Session, draft_id: int, *, limit: int = 200, actions: Collection[str] | None = None
) -> list[Row[AuditLine, str | None]]:
    """The newest lines about a draft, or those of these actions, with the actor's name, newest first."""
    statement = (
        select(AuditLine, col(Account.name))
        .join(Account, col(Account.id) == col(AuditLine.actor_id), isouter=True)
        .where(col(AuditLine.draft_id) == draft_id)
        .where(col(AuditLine.action).in_(sorted(actions)) if actions is not None else true())
        .order_by(col(AuditLine.id).desc())
        .limit(limit)
    )
    return list(session.execute(statement).all())
