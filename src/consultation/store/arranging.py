"""Queries that arrange clusters: where the machine put each comment, where each one stands, which clusters are empty."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.vocabulary import CommentState
from consultation.store.clusters import COUNTS, needs_response
from consultation.store.tables import Cluster, Comment

# Databases bound the number of values in one statement; SQLite's 32,766 is the smallest.
_AT_ONCE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the machine put a comment and where it stands, without its words; `text_key` is "" without letters."""

    id: int
    text_key: str
    machine_cluster: int | None
    cluster_id: int | None


def standing(session: Session, round_id: int, *, leaders: Collection[int] | None = None) -> list[Standing]:
    """Every comment of the round that the machine has placed (or has put with one of `leaders`), oldest first."""
    statement = (
        select(col(Comment.id), col(Comment.text_key), col(Comment.machine_cluster), col(Comment.cluster_id))
        .where(*needs_response(round_id), col(Comment.machine_cluster).is_not(None))
        .order_by(col(Comment.id))
    )
    if leaders is not None:
        statement = statement.where(col(Comment.machine_cluster).in_(leaders))
    return [Standing(*row) for row in session.execute(statement)]


def member_ids(session: Session, cluster_id: int) -> list[int]:
    """The members of a cluster, oldest first."""
    statement = (
        select(col(Comment.id))
        .where(col(Comment.cluster_id) == cluster_id)
        .where(col(Comment.state) == CommentState.PUBLISHED, col(Comment.parent_id).is_(None))
        .order_by(col(Comment.id))
    )
    return list(session.execute(statement).scalars())


def retired_clusters(session: Session, round_id: int) -> dict[int, Cluster]:
    """The emptied clusters of the round by the comment that stood for them, the last one of each."""
    statement = (
        select(Cluster)
        .where(col(Cluster.round_id) == round_id, col(Cluster.retired_at).is_not(None))
        .order_by(col(Cluster.id))
    )
    return {cluster.representative_id: cluster for cluster in session.execute(statement).scalars()}


def place(session: Session, machine: Iterable[tuple[int, int, float]]) -> None:
    """Write down what the machine proposes: (comment id, id of the representative comment, score)."""
    rows = [{"id": comment, "machine_cluster": cluster, "machine_score": score} for comment, cluster, score in machine]
    if rows:
        session.execute(update(Comment), rows)


def stand(session: Session, comment_ids: Sequence[int], cluster_id: int | None) -> None:
    """Put comments into a cluster."""
    for start in range(0, len(comment_ids), _AT_ONCE):
        some = comment_ids[start : start + _AT_ONCE]
        session.execute(update(Comment).where(col(Comment.id).in_(some)).values(cluster_id=cluster_id))


def retire_empty(session: Session, round_id: int, now: datetime, *, only: Collection[int] | None = None) -> None:
    """Retire the clusters of the round (or those of `only`) that no comment stands in any more."""
    inhabited = select(col(Comment.cluster_id)).where(*needs_response(round_id), col(Comment.cluster_id).is_not(None))
    statement = update(Cluster).where(col(Cluster.round_id) == round_id, col(Cluster.retired_at).is_(None))
    if only is not None:
        inhabited = inhabited.where(col(Comment.cluster_id).in_(only))
        statement = statement.where(col(Cluster.id).in_(only))
    session.execute(
        statement.where(col(Cluster.id).not_in(inhabited)).values(retired_at=now, **dict.fromkeys(COUNTS, 0))
    )
