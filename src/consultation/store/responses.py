"""Queries about responses: what is written, what is missing, and what a comment was answered."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from consultation.core.stage import Answering
from consultation.core.vocabulary import CommentState
from consultation.store.clusters import needs_response
from consultation.store.tables import Account, Cluster, Comment, Response, Submission


def response_to(session: Session, *, cluster_id: int | None = None, comment_id: int | None = None) -> Response | None:
    """The response whose target is exactly this cluster or this comment."""
    condition = col(Response.cluster_id) == cluster_id if comment_id is None else col(Response.comment_id) == comment_id
    return session.execute(select(Response).where(condition)).scalar_one_or_none()


def _live(statement: Select[int], round_id: int) -> Select[int]:
    """Of the responses of the round those that answer somebody: a cluster with members, or a published comment."""
    return (
        statement.join(Cluster, col(Cluster.id) == col(Response.cluster_id), isouter=True)
        .join(Comment, col(Comment.id) == col(Response.comment_id), isouter=True)
        .where(col(Response.round_id) == round_id, _is_live())
    )


def _is_live() -> ColumnElement[bool]:
    to_cluster = and_(col(Response.cluster_id).is_not(None), col(Cluster.retired_at).is_(None))
    to_comment = and_(col(Response.comment_id).is_not(None), col(Comment.state) == CommentState.PUBLISHED)
    return or_(to_cluster, to_comment)


def answering(session: Session, round_id: int) -> Answering:
    """How far the round has been answered, as numbers of what is missing.

    A cluster needs no response of its own when every member has one.
    """
    waiting = [
        col(Comment.round_id) == round_id,
        col(Comment.state) == CommentState.PENDING,
    ]
    unclustered = [*needs_response(round_id), col(Comment.cluster_id).is_(None)]
    live = _live(select(func.count(col(Response.id))), round_id)
    return Answering(
        pending_comments=_count(session, waiting),
        unclustered_comments=_count(session, unclustered),
        unanswered_clusters=session.execute(
            select(func.count()).select_from(_unanswered(round_id).subquery())
        ).scalar_one(),
        unread_comments=_unread(session, round_id),
        unapproved_responses=session.execute(live.where(col(Response.approved_at).is_(None))).scalar_one(),
        unreleased_responses=session.execute(live.where(col(Response.released_at).is_(None))).scalar_one(),
    )


def unanswered_clusters(session: Session, round_id: int, *, limit: int) -> list[int]:
    """The clusters with a member whom neither its own response nor the cluster's answers, biggest first."""
    ordered = _unanswered(round_id).order_by(col(Cluster.comment_count).desc(), col(Cluster.id)).limit(limit)
    return list(session.execute(ordered).scalars())


def _unanswered(round_id: int) -> Select[int]:
    """Looks into a cluster only until it finds a member without a response, which as a rule is its first."""
    own, shared = aliased(Response), aliased(Response)
    waiting = (
        select(col(Comment.id))
        .join(own, col(own.comment_id) == col(Comment.id), isouter=True)
        .where(col(Comment.cluster_id) == col(Cluster.id), col(Comment.state) == CommentState.PUBLISHED)
        .where(col(own.id).is_(None))
    )
    return (
        select(col(Cluster.id))
        .join(shared, col(shared.cluster_id) == col(Cluster.id), isouter=True)
        .where(col(Cluster.round_id) == round_id, col(Cluster.retired_at).is_(None), col(shared.id).is_(None))
        .where(waiting.exists())
    )


def _unread(session: Session, round_id: int) -> int:
    statement = select(func.coalesce(func.sum(col(Cluster.unread_count)), 0)).where(
        col(Cluster.round_id) == round_id, col(Cluster.retired_at).is_(None)
    )
    return session.execute(statement).scalar_one()


def _count(session: Session, conditions: Sequence[ColumnElement[bool]]) -> int:
    return session.execute(select(func.count(col(Comment.id))).where(*conditions)).scalar_one()


def effective(session: Session, comment_id: int, *, released_only: bool = True) -> Response | None:
    """What a comment was answered: its own response if there is one, else its cluster's."""
    statement = (
        select(Response)
        .join(
            Comment,
            or_(col(Response.comment_id) == col(Comment.id), col(Response.cluster_id) == col(Comment.cluster_id)),
        )
        .where(col(Comment.id) == comment_id)
        .order_by(col(Response.comment_id).is_(None))
        .limit(1)
    )
    if released_only:
        statement = statement.where(col(Response.released_at).is_not(None))
    return session.execute(statement).scalar_one_or_none()


def waiting_for_approval(session: Session, round_id: int) -> list[Row[Response, str]]:
    """Responses that a second officer has still to approve, with the writer's name, oldest first.

    The response to a cluster some of whose residue is unread is a draft, which nobody is asked to approve.
    """
    statement = (
        select(Response, col(Account.name))
        .join(Account, col(Account.id) == col(Response.written_by))
        .join(Cluster, col(Cluster.id) == col(Response.cluster_id), isouter=True)
        .join(Comment, col(Comment.id) == col(Response.comment_id), isouter=True)
        .where(col(Response.round_id) == round_id, col(Response.approved_at).is_(None), _is_live())
        .where(func.coalesce(col(Cluster.unread_count), 0) == 0)
        .order_by(col(Response.written_at), col(Response.id))
    )
    return list(session.execute(statement).all())


def release(session: Session, round_id: int, now: datetime) -> None:
    """Mark every approved response of the round as released, in one statement."""
    session.execute(
        update(Response)
        .where(col(Response.round_id) == round_id, col(Response.approved_at).is_not(None))
        .values(released_at=now)
    )


def authors_to_tell(session: Session, round_id: int) -> list[tuple[int, int]]:
    """Each account with a published comment in the round: (account id, number of its first comment)."""
    statement = (
        select(col(Submission.account_id), func.min(col(Comment.number)))
        .join(Comment, col(Comment.submission_id) == col(Submission.id))
        .where(*needs_response(round_id), col(Submission.account_id).is_not(None))
        .group_by(col(Submission.account_id))
        .order_by(col(Submission.account_id))
    )
    return [(account, number) for account, number in session.execute(statement) if account is not None]
