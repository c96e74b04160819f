"""Queries about what people decided about clusters; the decisions themselves are replayed by `dedup.decisions`."""

from collections.abc import Collection

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, defer
from sqlmodel import col

from consultation.store.tables import Account, ClusterDecisionRow, Comment


def standing(session: Session, round_id: int) -> list[ClusterDecisionRow]:
    """People's decisions that stand, in the order they were made."""
    statement = (
        select(ClusterDecisionRow)
        .where(col(ClusterDecisionRow.round_id) == round_id, col(ClusterDecisionRow.undone_at).is_(None))
        .order_by(col(ClusterDecisionRow.id))
    )
    return list(session.execute(statement).scalars())


def of_round(session: Session, round_id: int, *, limit: int) -> list[Row[ClusterDecisionRow, str]]:
    """The last decisions with the name of the person, undone ones too, newest first; their `groups` are not read."""
    statement = (
        select(ClusterDecisionRow, col(Account.name))
        .join(Account, col(Account.id) == col(ClusterDecisionRow.decided_by))
        .where(col(ClusterDecisionRow.round_id) == round_id)
        .order_by(col(ClusterDecisionRow.id).desc())
        .limit(limit)
        .options(defer(ClusterDecisionRow.groups, raiseload=True))  # type: ignore[arg-type] # typed as its Python value
    )
    return list(session.execute(statement).all())


def where_now(session: Session, comment_ids: Collection[int]) -> dict[int, int | None]:
    """The clusters these comments stand in."""
    statement = select(col(Comment.id), col(Comment.cluster_id)).where(col(Comment.id).in_(comment_ids))
    return {row[0]: row[1] for row in session.execute(statement)}
