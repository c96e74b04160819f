"""Queries of the moderators' queue, of their decisions, and the public numbers of moderation."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.vocabulary import CommentState, ModerationAct, RejectionReason
from consultation.store.columns import AnyRow
from consultation.store.tables import (
    Account,
    Comment,
    Draft,
    Flag,
    ModerationDecision,
    Round,
    SealedLook,
    SealedOriginal,
    StoredClause,
    Submission,
)


@dataclass(frozen=True, slots=True)
class Sieve:
    """What the queue is narrowed to; None or False means everything. `older_than` is an instant.

    `unseen` leaves what stands in public without a moderator having looked at it (post-moderation).
    """

    draft_id: int | None = None
    clause_id: int | None = None
    cluster_id: int | None = None
    state: CommentState | None = CommentState.PENDING
    unseen: bool = False
    flagged: bool = False
    off_topic: bool = False
    older_than: datetime | None = None


_Rows = TypeVar("_Rows", bound=Select[*tuple[Any, ...]])


def queue(session: Session, sieve: Sieve, *, limit: int, offset: int) -> list[AnyRow]:
    """Comments for a moderator, the most flagged first, then the oldest, with their draft, clause and sender."""
    statement = _sieved(
        select(
            col(Comment.id),
            col(Comment.number),
            col(Comment.draft_id),
            col(Comment.clause_id),
            col(Comment.cluster_id),
            col(Comment.parent_id),
            col(Comment.position),
            col(Comment.text),
            col(Comment.wording),
            col(Comment.language),
            col(Comment.state),
            col(Comment.is_off_topic),
            col(Comment.is_redacted),
            col(Comment.submitted_at),
            col(Comment.rejection_reason),
            col(Comment.flag_count),
            col(Draft.title),
            col(Draft.authority_id),
            col(StoredClause.eid),
            col(StoredClause.num),
            col(StoredClause.heading),
            col(Submission.submitter_name),
            col(Submission.is_anonymous),
            col(Submission.organisation),
            col(Submission.channel),
        )
        .join(Draft, col(Draft.id) == col(Comment.draft_id))
        .join(Submission, col(Submission.id) == col(Comment.submission_id))
        .join(StoredClause, col(StoredClause.id) == col(Comment.clause_id), isouter=True),
        sieve,
    )
    ordered = statement.order_by(col(Comment.flag_count).desc(), col(Comment.submitted_at), col(Comment.id))
    return list(session.execute(ordered.limit(limit).offset(offset)).all())


def queue_ids(session: Session, sieve: Sieve, *, limit: int) -> list[int]:
    """The ids of what the sieve lets through, in order of id."""
    statement = _sieved(select(col(Comment.id)), sieve).order_by(col(Comment.id))
    return list(session.execute(statement.limit(limit)).scalars())


def queue_size(session: Session, sieve: Sieve) -> int:
    """How many comments the sieve lets through."""
    return session.execute(_sieved(select(func.count(col(Comment.id))), sieve)).scalar_one()


def _sieved(statement: _Rows, sieve: Sieve) -> _Rows:
    if sieve.draft_id is not None:
        statement = statement.where(col(Comment.draft_id) == sieve.draft_id)
    if sieve.clause_id is not None:
        statement = statement.where(col(Comment.clause_id) == sieve.clause_id)
    if sieve.cluster_id is not None:
        statement = statement.where(col(Comment.cluster_id) == sieve.cluster_id)
    if sieve.state is not None:
        statement = statement.where(col(Comment.state) == sieve.state)
    if sieve.unseen:
        statement = statement.where(col(Comment.state) == CommentState.PUBLISHED, col(Comment.decided_at).is_(None))
    if sieve.flagged:
        statement = statement.where(col(Comment.flag_count) > 0)
    if sieve.off_topic:
        statement = statement.where(col(Comment.is_off_topic).is_(True))
    if sieve.older_than is not None:
        statement = statement.where(col(Comment.submitted_at) < sieve.older_than)
    return statement


def drafts_with_comments(session: Session) -> list[Row[int, str, int, int]]:
    """Drafts that have any comment: (id, title, waiting, flagged), those with most waiting first."""
    waiting = func.count(col(Comment.id)).filter(col(Comment.state) == CommentState.PENDING)
    flagged = func.count(col(Comment.id)).filter(col(Comment.flag_count) > 0)
    statement = (
        select(col(Draft.id), col(Draft.title), waiting.label("waiting"), flagged.label("flagged"))
        .join(Comment, col(Comment.draft_id) == col(Draft.id))
        .group_by(col(Draft.id), col(Draft.title))
        .order_by(waiting.desc(), col(Draft.id).desc())
    )
    return list(session.execute(statement).all())


def locked(session: Session, comment_ids: Sequence[int]) -> list[tuple[Comment, Draft, Round]]:
    """The comments with their draft and round, in order of id, held until the transaction ends.

    The drafts are held first, as everybody does who speaks in one, then the rounds, as everybody does who clusters:
    two who wait for each other would both be refused.
    """
    for table, column in ((Draft, Comment.draft_id), (Round, Comment.round_id)):
        concerned = select(col(column)).where(col(Comment.id).in_(comment_ids))
        held = select(col(table.id)).where(col(table.id).in_(concerned)).order_by(col(table.id))
        session.execute(held.with_for_update(key_share=True)).all()
    statement = (
        select(Comment, Draft, Round)
        .join(Draft, col(Draft.id) == col(Comment.draft_id))
        .join(Round, col(Round.id) == col(Comment.round_id))
        .where(col(Comment.id).in_(comment_ids))
        .order_by(col(Comment.id))
        .with_for_update(of=Comment)
        .execution_options(populate_existing=True)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(statement)]


def authors(session: Session, comment_ids: Sequence[int]) -> dict[int, int | None]:
    """Whose comments these are, by comment; None when they came without an account."""
    statement = (
        select(col(Comment.id), col(Submission.account_id))
        .join(Submission, col(Submission.id) == col(Comment.submission_id))
        .where(col(Comment.id).in_(comment_ids))
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def batch(session: Session, batch_id: str) -> list[ModerationDecision]:
    """The decisions of one action, newest first."""
    statement = (
        select(ModerationDecision)
        .where(col(ModerationDecision.batch) == batch_id)
        .order_by(col(ModerationDecision.id).desc())
    )
    return list(session.execute(statement).scalars())


def recent_batches(session: Session, account_id: int, *, limit: int = 10) -> list[AnyRow]:
    """A moderator's last actions: batch, act, decided_at, number of comments, undone_at."""
    statement = (
        select(
            col(ModerationDecision.batch),
            col(ModerationDecision.act),
            func.max(col(ModerationDecision.decided_at)).label("decided_at"),
            func.count(col(ModerationDecision.id)).label("comments"),
            func.max(col(ModerationDecision.undone_at)).label("undone_at"),
        )
        .where(col(ModerationDecision.decided_by) == account_id)
        .group_by(col(ModerationDecision.batch), col(ModerationDecision.act))
        .order_by(func.max(col(ModerationDecision.id)).desc())
        .limit(limit)
    )
    return list(session.execute(statement).all())


def history(session: Session, comment_id: int) -> list[Row[ModerationDecision, str]]:
    """Every decision about one comment with the moderator's name, oldest first."""
    statement = (
        select(ModerationDecision, col(Account.name))
        .join(Account, col(Account.id) == col(ModerationDecision.decided_by))
        .where(col(ModerationDecision.comment_id) == comment_id)
        .order_by(col(ModerationDecision.id))
    )
    return list(session.execute(statement).all())


def redactions(session: Session, comment_id: int) -> list[ModerationDecision]:
    """Every redaction of one comment, undone ones too, oldest first."""
    statement = (
        select(ModerationDecision)
        .where(
            col(ModerationDecision.comment_id) == comment_id,
            col(ModerationDecision.act) == ModerationAct.REDACT,
        )
        .order_by(col(ModerationDecision.id))
    )
    return list(session.execute(statement).scalars())


def sealed(session: Session, comment_id: int) -> list[SealedOriginal]:
    """The sealed originals of a comment, oldest first; reading one is logged by `actions.moderation`."""
    statement = (
        select(SealedOriginal).where(col(SealedOriginal.comment_id) == comment_id).order_by(col(SealedOriginal.id))
    )
    return list(session.execute(statement).scalars())


def looks(session: Session, comment_id: int) -> list[Row[SealedLook, str]]:
    """Who looked at a comment's sealed originals, and why, oldest first."""
    statement = (
        select(SealedLook, col(Account.name))
        .join(SealedOriginal, col(SealedOriginal.id) == col(SealedLook.sealed_original_id))
        .join(Account, col(Account.id) == col(SealedLook.looked_by))
        .where(col(SealedOriginal.comment_id) == comment_id)
        .order_by(col(SealedLook.id))
    )
    return list(session.execute(statement).all())


def flags(session: Session, comment_id: int) -> list[Flag]:
    """The readers' flags on a comment that no moderator has settled, oldest first."""
    statement = (
        select(Flag).where(col(Flag.comment_id) == comment_id, col(Flag.settled_at).is_(None)).order_by(col(Flag.id))
    )
    return list(session.execute(statement).scalars())


@dataclass(frozen=True, slots=True)
class PublicNumbers:
    """What the public may know of a draft's moderation: numbers and reasons, nobody's words."""

    published: int
    waiting: int
    off_topic: int
    redacted: int
    moved: int
    undone: int
    rejected: tuple[tuple[RejectionReason, int], ...]

    @property
    def rejected_total(self) -> int:
        """How many comments and replies were rejected."""
        return sum(number for _, number in self.rejected)


def public_numbers(session: Session, draft_id: int) -> PublicNumbers:
    """The moderation of one draft in numbers; every reason of the list is there, zeros too."""
    on_draft = col(Comment.draft_id) == draft_id
    by_reason: Counter[RejectionReason | None] = Counter(
        session.execute(
            select(col(Comment.rejection_reason)).where(on_draft, col(Comment.state) == CommentState.REJECTED)
        ).scalars()
    )
    states: Counter[CommentState] = Counter(session.execute(select(col(Comment.state)).where(on_draft)).scalars())
    decided = select(func.count(col(ModerationDecision.id))).where(col(ModerationDecision.draft_id) == draft_id)
    stands = col(ModerationDecision.undone_at).is_(None)
    moved = decided.where(col(ModerationDecision.act) == ModerationAct.MOVE, stands)
    shown = select(func.count(col(Comment.id))).where(on_draft, col(Comment.state) == CommentState.PUBLISHED)
    return PublicNumbers(
        published=states[CommentState.PUBLISHED],
        waiting=states[CommentState.PENDING],
        off_topic=session.execute(shown.where(col(Comment.is_off_topic).is_(True))).scalar_one(),
        redacted=session.execute(shown.where(col(Comment.is_redacted).is_(True))).scalar_one(),
        moved=session.execute(moved).scalar_one(),
        undone=session.execute(decided.where(col(ModerationDecision.undone_at).is_not(None))).scalar_one(),
        rejected=tuple((reason, by_reason[reason]) for reason in RejectionReason),
    )
