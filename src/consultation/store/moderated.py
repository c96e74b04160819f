"""What surrounds comments on the moderators' pages: their flags, their draft and round, the clauses they could move to."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.core.vocabulary import CommentState, Language
from consultation.store.columns import AnyRow, is_id
from consultation.store.tables import Comment, Draft, Flag, Round, StoredClause, Submission, Version


def place(session: Session, comment_id: int) -> tuple[Comment, Draft, Round]:
    """A comment or reply with its draft and round; NotFound when there is none."""
    statement = (
        select(Comment, Draft, Round)
        .join(Draft, col(Draft.id) == col(Comment.draft_id))
        .join(Round, col(Round.id) == col(Comment.round_id))
        .where(col(Comment.id) == comment_id)
    )
    row = session.execute(statement).one_or_none() if is_id(comment_id) else None
    if row is None:
        raise NotFound(message("There is no such comment."))
    return row[0], row[1], row[2]


def grounds(session: Session, comment_ids: Sequence[int]) -> dict[int, tuple[Draft, Round]]:
    """The draft and the round of each of these comments."""
    statement = (
        select(col(Comment.id), Draft, Round)
        .join(Draft, col(Draft.id) == col(Comment.draft_id))
        .join(Round, col(Round.id) == col(Comment.round_id))
        .where(col(Comment.id).in_(comment_ids))
    )
    return {comment_id: (draft, round_) for comment_id, draft, round_ in session.execute(statement)}


def open_flags(session: Session, comment_ids: Sequence[int]) -> dict[int, list[Flag]]:
    """The flags that no moderator has settled, by comment, oldest first."""
    statement = (
        select(Flag).where(col(Flag.comment_id).in_(comment_ids), col(Flag.settled_at).is_(None)).order_by(col(Flag.id))
    )
    found: dict[int, list[Flag]] = defaultdict(list)
    for flag in session.execute(statement).scalars():
        found[flag.comment_id].append(flag)
    return found


def spoken_clauses(session: Session, draft_id: int) -> list[Row[int, Language, int, int]]:
    """The clauses of a draft's versions that have comments, newest version first, in document order.

    Columns: id, the version's language, comments in any state, those that wait for a moderator.
    """
    waiting = func.count(col(Comment.id)).filter(col(Comment.state) == CommentState.PENDING)
    statement = (
        select(col(StoredClause.id), col(Version.language), func.count(col(Comment.id)), waiting)
        .join(Comment, col(Comment.clause_id) == col(StoredClause.id))
        .join(Version, col(Version.id) == col(StoredClause.version_id))
        .where(col(Comment.draft_id) == draft_id)
        .group_by(col(StoredClause.id), col(Version.language), col(Version.ordinal), col(StoredClause.position))
        .order_by(col(Version.ordinal).desc(), col(StoredClause.position))
    )
    return list(session.execute(statement).all())


def clauses_of_version(session: Session, version_id: int) -> list[AnyRow]:
    """The clauses a comment may stand at, in document order: id, eid, num, heading, text."""
    statement = (
        select(
            col(StoredClause.id),
            col(StoredClause.eid),
            col(StoredClause.num),
            col(StoredClause.heading),
            col(StoredClause.text),
        )
        .where(col(StoredClause.version_id) == version_id, col(StoredClause.is_dropped).is_(False))
        .order_by(col(StoredClause.position))
    )
    return list(session.execute(statement).all())


def receipt(session: Session, submission_id: int) -> str:
    """The number that the sender of a submission keeps."""
    return session.get_one(Submission, submission_id).receipt


def clause_eid(session: Session, clause_id: int | None) -> str | None:
    """The eid of a clause; None for the draft as a whole."""
    return None if clause_id is None else session.get_one(StoredClause, clause_id).eid
