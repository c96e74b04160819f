"""Queries about clusters: what is to be clustered, where each comment stands, what people decided."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal_column, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from consultation.core.counting import CommentFact
from consultation.core.vocabulary import CommentState, Position
from consultation.store.columns import AnyRow
from consultation.store.tables import (
    Cluster,
    Comment,
    Draft,
    Response,
    Round,
    StoredClause,
    Submission,
    Version,
)


@dataclass(frozen=True, slots=True)
class Member:
    """One published comment of a round, as clustering sees it."""

    id: int
    text: str
    wording: str
    machine_cluster: int | None
    cluster_id: int | None

    @property
    def full_text(self) -> str:
        """Everything the comment says, the proposed wording included."""
        return f"{self.text}\n{self.wording}" if self.wording else self.text


MEMBER = (
    col(Comment.id),
    col(Comment.text),
    col(Comment.wording),
    col(Comment.machine_cluster),
    col(Comment.cluster_id),
)
"""The columns of a `Member`."""

_HOLD = (
    select(col(Round.released_at)).where(col(Round.id) == bindparam("round")).with_for_update(of=Round, key_share=True)
)


def needs_response(round_id: int) -> tuple[ColumnElement[bool], ...]:
    """The conditions under which a comment of the round is owed a response: published, and not a reply."""
    return (
        col(Comment.round_id) == round_id,
        col(Comment.state) == CommentState.PUBLISHED,
        col(Comment.parent_id).is_(None),
    )


def members(session: Session, round_id: int, *, leaders: Collection[int] | None = None) -> list[Member]:
    """Every comment of the round that is owed a response (or those the machine has put with `leaders`), oldest first."""
    statement = select(*MEMBER).where(*needs_response(round_id)).order_by(col(Comment.id))
    if leaders is not None:
        statement = statement.where(col(Comment.machine_cluster).in_(leaders))
    return [Member(*row) for row in session.execute(statement)]


def own_texts(session: Session, round_id: int) -> list[str]:
    """The draft's own words: its title and the text of every clause under discussion."""
    clauses = (
        select(col(StoredClause.text))
        .join(Round, col(Round.version_id) == col(StoredClause.version_id))
        .where(col(Round.id) == round_id, col(StoredClause.text) != "", col(StoredClause.is_dropped).is_(False))
        .order_by(col(StoredClause.position))
    )
    titles = (
        select(col(Version.title))
        .join(Round, col(Round.version_id) == col(Version.id))
        .where(col(Round.id) == round_id)
    )
    return [*session.execute(titles).scalars(), *session.execute(clauses).scalars()]


def live_clusters(session: Session, round_id: int, *, only: Collection[int] | None = None) -> list[Cluster]:
    """The clusters of the round (or those of `only`) that have members."""
    statement = (
        select(Cluster)
        .where(col(Cluster.round_id) == round_id, col(Cluster.retired_at).is_(None))
        .order_by(col(Cluster.id))
    )
    if only is not None:
        statement = statement.where(col(Cluster.id).in_(only))
    return list(session.execute(statement).scalars())


def facts(session: Session, round_id: int, *, clusters: Collection[int] | None = None) -> list[CommentFact]:
    """The facts that the counting rule needs about every comment and reply of the round, or those in some clusters."""
    statement = (
        select(
            col(Comment.id),
            col(Submission.person_key),
            col(Comment.text_key),
            col(Comment.state),
            col(Comment.position),
            col(StoredClause.eid),
            col(Comment.cluster_id),
            col(Submission.organisation),
            col(Comment.submission_id),
            col(Submission.co_signers),
            col(Comment.parent_id).is_not(None),
            col(Comment.rejection_reason),
        )
        .join(Submission, col(Submission.id) == col(Comment.submission_id))
        .join(StoredClause, col(StoredClause.id) == col(Comment.clause_id), isouter=True)
        .where(col(Comment.round_id) == round_id)
        .order_by(col(Comment.id))
    )
    if clusters is not None:
        statement = statement.where(col(Comment.cluster_id).in_(clusters))
    return [CommentFact(*row) for row in session.execute(statement)]


@dataclass(frozen=True, slots=True)
class Sieve:
    """What the cluster list is narrowed to; None or empty means everything."""

    clause_id: int | None = None
    position: Position | None = None
    status: str = ""
    minimum: int = 1


COUNTS = (
    "comment_count",
    "person_count",
    "copy_count",
    "exact_copy_count",
    "organisation_count",
    "co_signer_count",
)


def list_clusters(
    session: Session, round_id: int, sieve: Sieve, *, limit: int, offset: int
) -> tuple[list[AnyRow], int]:
    """Clusters, those with most unread residue and then the biggest first; and how many there are in all.

    Each row has: cluster id, name, is_locked, unread_count, comment_count, person_count, copy_count; number, text, wording, position, language,
    clause id; response id, disposition, approved_at, written_by.
    """
    representative = aliased(Comment)
    statement = _sieved(
        select(
            col(Cluster.id),
            col(Cluster.name),
            col(Cluster.is_locked),
            col(Cluster.unread_count),
            col(Cluster.comment_count),
            col(Cluster.person_count),
            col(Cluster.copy_count),
            col(Cluster.organisation_count),
            col(Cluster.co_signer_count),
            col(representative.number),
            col(representative.text),
            col(representative.wording),
            col(representative.position),
            col(representative.language),
            col(representative.is_off_topic),
            col(representative.clause_id),
            col(Response.id).label("response_id"),
            col(Response.disposition),
            col(Response.approved_at),
            col(Response.released_at),
            col(Response.written_by),
            col(Response.returned_note),
        )
        .join(representative, col(representative.id) == col(Cluster.representative_id))
        .join(Response, col(Response.cluster_id) == col(Cluster.id), isouter=True),
        round_id,
        sieve,
        representative,
    )
    total = session.execute(select(func.count()).select_from(statement.order_by(None).subquery())).scalar_one()
    ordered = statement.order_by(col(Cluster.unread_count).desc(), col(Cluster.comment_count).desc(), col(Cluster.id))
    return list(session.execute(ordered.limit(limit).offset(offset)).all()), total


def _sieved(statement: Select[*tuple[Any, ...]], round_id: int, sieve: Sieve, representative: type[Comment]) -> Select[*tuple[Any, ...]]:  # fmt: skip
    statement = statement.where(col(Cluster.round_id) == round_id, col(Cluster.retired_at).is_(None))
    if sieve.clause_id is not None:
        statement = statement.where(col(representative.clause_id) == sieve.clause_id)
    if sieve.position is not None:
        statement = statement.where(col(representative.position) == sieve.position)
    if sieve.minimum > 1:
        statement = statement.where(col(Cluster.comment_count) >= sieve.minimum)
    if sieve.status == "unanswered":
        return statement.where(col(Response.id).is_(None))
    if sieve.status == "waiting":
        return statement.where(col(Response.id).is_not(None), col(Response.approved_at).is_(None))
    if sieve.status == "approved":
        return statement.where(col(Response.approved_at).is_not(None))
    return statement


def standing_in(session: Session, cluster_ids: Collection[int]) -> int:
    """How many comments that are owed a response stand in these clusters."""
    statement = select(func.count()).where(
        col(Comment.cluster_id).in_(cluster_ids), col(Comment.state) == CommentState.PUBLISHED
    )
    return session.execute(statement).scalar_one()


def first_in(session: Session, cluster_id: int) -> int:
    """The earliest comment that stands in a cluster."""
    statement = select(func.min(col(Comment.id))).where(
        col(Comment.cluster_id) == cluster_id, col(Comment.state) == CommentState.PUBLISHED
    )
    return session.execute(statement).scalar_one()


_WORDS = (
    col(Comment.number),
    col(Comment.text),
    col(Comment.wording),
    col(Comment.position),
    col(Comment.language),
)
# What may be shown to others as something to sign: it is public, as it was written, and to the point.
_SIGNABLE = (
    col(Comment.state) == CommentState.PUBLISHED,
    col(Comment.parent_id).is_(None),
    col(Comment.is_redacted).is_(False),
    col(Comment.is_off_topic).is_(False),
)


def voice_of(session: Session, cluster_id: int, clause_id: int | None) -> AnyRow | None:
    """The words that speak for a cluster about one place: its representative's, else the earliest comment's, if any.

    The row has number, text, wording, position, language, and how many comments stand in the cluster.
    """
    statement = (
        select(*_WORDS, col(Cluster.comment_count))
        .join(Cluster, col(Cluster.id) == col(Comment.cluster_id))
        .where(col(Cluster.id) == cluster_id, *_SIGNABLE, col(Comment.clause_id).is_not_distinct_from(clause_id))
    )
    speaking = session.execute(statement.where(col(Comment.id) == col(Cluster.representative_id))).one_or_none()
    if speaking is not None:
        return speaking
    return session.execute(statement.order_by(col(Comment.id)).limit(1)).one_or_none()


def public_words(session: Session, round_id: int, clause_id: int | None, number: int) -> AnyRow | None:
    """The words of a public comment of a round about one place, by its number in the draft."""
    statement = select(*_WORDS).where(
        col(Comment.round_id) == round_id,
        col(Comment.number) == number,
        *_SIGNABLE,
        col(Comment.clause_id).is_not_distinct_from(clause_id),
    )
    return session.execute(statement).one_or_none()


def speaks_in(session: Session, round_id: int, cluster_id: int, person_key: str) -> bool:
    """Whether one of the comments in a cluster is this person's."""
    mine = (
        select(col(Comment.id))
        .join(Submission, col(Submission.id) == col(Comment.submission_id))
        .where(
            col(Submission.round_id) == round_id,
            col(Submission.person_key) == person_key,
            # Not by the index of clusters: one may hold a hundred thousand comments, a person sends few.
            literal_column("0") + col(Comment.cluster_id) == cluster_id,
        )
    )
    return session.execute(mine.limit(1)).first() is not None


def round_with_draft(session: Session, round_id: int, *, lock: bool = False) -> tuple[Round, Draft] | None:
    """A round and its draft; `lock` holds the round's row until the transaction ends."""
    statement = select(Round, Draft).join(Draft, col(Draft.id) == col(Round.draft_id)).where(col(Round.id) == round_id)
    if lock:
        statement = statement.with_for_update(of=Round, key_share=True)
    row = session.execute(statement).one_or_none()
    return None if row is None else (row[0], row[1])


def hold_unreleased(session: Session, round_id: int) -> bool:
    """Hold the round's row until the transaction ends; whether its comments may still move."""
    row = session.connection().execute(_HOLD, {"round": round_id}).one_or_none()
    return row is not None and row.released_at is None


def comment_by_number(session: Session, draft_id: int, number: int) -> Comment | None:
    """A comment by its public number within its draft."""
    statement = select(Comment).where(col(Comment.draft_id) == draft_id, col(Comment.number) == number)
    return session.execute(statement).scalar_one_or_none()


def words_answered(session: Session, response: Response) -> Comment:
    """The comment whose words a response answers: its own comment, or its cluster's representative."""
    if response.comment_id is not None:
        return session.get_one(Comment, response.comment_id)
    return session.get_one(Comment, session.get_one(Cluster, response.cluster_id).representative_id)
