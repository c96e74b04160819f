"""Queries about authors' objections to the cluster their comment is in."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.cluster_vocabulary import ObjectionOutcome
from consultation.store.columns import AnyRow
from consultation.store.tables import Account, Cluster, Comment, Objection


def of_comments(session: Session, comment_ids: Collection[int]) -> dict[int, list[Objection]]:
    """Every objection about these comments, by comment, oldest first."""
    statement = select(Objection).where(col(Objection.comment_id).in_(comment_ids)).order_by(col(Objection.id))
    found: dict[int, list[Objection]] = {}
    for row in session.execute(statement).scalars():
        found.setdefault(row.comment_id, []).append(row)
    return found


def groups(session: Session, cluster_ids: Collection[int]) -> dict[int, AnyRow]:
    """What authors are told of clusters: id, name, person_count, comment_count, text and language of who stands for it."""
    statement = (
        select(
            col(Cluster.id),
            col(Cluster.name),
            col(Cluster.person_count),
            col(Cluster.comment_count),
            col(Comment.text),
            col(Comment.language),
        )
        .join(Comment, col(Comment.id) == col(Cluster.representative_id))
        .where(col(Cluster.id).in_(cluster_ids))
    )
    return {row.id: row for row in session.execute(statement).all()}


def waiting(session: Session, *, limit: int, offset: int) -> list[AnyRow]:
    """Objections that no moderator has settled, oldest first: Objection, then the number and draft of the comment."""
    statement = (
        select(Objection, col(Comment.number), col(Comment.draft_id))
        .join(Comment, col(Comment.id) == col(Objection.comment_id))
        .where(col(Objection.settled_at).is_(None))
        .order_by(col(Objection.id))
        .limit(limit)
        .offset(offset)
    )
    return list(session.execute(statement).all())


def count_waiting(session: Session) -> int:
    """How many objections no moderator has settled."""
    statement = select(func.count(col(Objection.id))).where(col(Objection.settled_at).is_(None))
    return session.execute(statement).scalar_one()


def asked(session: Session, cluster_id: int) -> list[AnyRow]:
    """What moderators ask the officers to move out of a cluster: Objection, comment's number, moderator's name."""
    statement = (
        select(Objection, col(Comment.number), col(Account.name))
        .join(Comment, col(Comment.id) == col(Objection.comment_id))
        .join(Account, col(Account.id) == col(Objection.settled_by))
        .where(col(Comment.cluster_id) == cluster_id)
        .where(col(Objection.outcome) == ObjectionOutcome.ASKED, col(Objection.acted_at).is_(None))
        .order_by(col(Objection.id))
    )
    return list(session.execute(statement).all())


def act(session: Session, comment_ids: Collection[int], now: datetime) -> None:
    """An officer has taken these comments out of their cluster: what moderators asked for about them is done."""
    session.execute(
        update(Objection)
        .where(col(Objection.comment_id).in_(comment_ids))
        .where(col(Objection.outcome) == ObjectionOutcome.ASKED, col(Objection.acted_at).is_(None))
        .values(acted_at=now)
    )
