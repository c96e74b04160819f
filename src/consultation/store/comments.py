"""Queries about comments: taking one in, the public lists and pages, what a person sent, what a receipt stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Row, Select, Table, bindparam, func, insert, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import SQLModel, col

from consultation.core.messages import N_
from consultation.core.vocabulary import CommentState, Position
from consultation.store.columns import AnyRow, is_id
from consultation.store.tables import Cluster, Comment, Response, Round, StoredClause, Submission, Version

# --- taking one in ---------------------------------------------------------------------------------------------------

# Prepared once: the path that thousands take in the last minutes of a round.
_SUBMISSION: Final[Table] = SQLModel.metadata.tables["submission"]
_COMMENT: Final[Table] = SQLModel.metadata.tables["comment"]
_ADD_SUBMISSION: Final = insert(_SUBMISSION).returning(_SUBMISSION.c.id)
_ADD_COMMENT: Final = insert(_COMMENT)


_SAID_BEFORE: Final = (
    select(col(Comment.number))
    .join(Submission, col(Submission.id) == col(Comment.submission_id))
    .where(
        col(Comment.draft_id) == bindparam("draft_id"),
        col(Comment.text_key) == bindparam("key"),
        col(Submission.person_key) == bindparam("person"),
        func.coalesce(col(Comment.clause_id), 0) == bindparam("clause"),
        func.coalesce(col(Comment.parent_id), 0) == bindparam("parent"),
    )
    .order_by(col(Comment.number))
    .limit(1)
)
# A text without letters has no key: then the signs themselves have to be the same.
_SIGNED_BEFORE: Final = _SAID_BEFORE.where(col(Comment.text) == bindparam("text"))


def add_submission(session: Session, **columns: object) -> int:
    """Store a submission; its id."""
    added: int = session.connection().execute(_ADD_SUBMISSION, columns).scalar_one()
    return added


def add_comment(session: Session, **columns: object) -> None:
    """Store a comment or a reply."""
    session.connection().execute(_ADD_COMMENT, columns)


def said_before(
    session: Session,
    draft_id: int,
    person_key: str,
    text_key: str,
    text: str,
    *,
    clause_id: int | None,
    parent_id: int | None,
) -> int | None:
    """The number of the person's comment that says the same about the same place, or None."""
    statement = _SAID_BEFORE if text_key else _SIGNED_BEFORE
    asked = {"draft_id": draft_id, "person": person_key, "key": text_key}
    asked |= {"clause": clause_id or 0, "parent": parent_id or 0} | ({} if text_key else {"text": text})
    return session.connection().execute(statement, asked).scalar_one_or_none()


def public_target(session: Session, draft_id: int, number: int) -> Row[int, int, int | None, int | None, str] | None:
    """A published comment that may be replied to, voted on or flagged: (id, round_id, clause_id, parent_id, wording)."""
    statement = select(
        col(Comment.id), col(Comment.round_id), col(Comment.clause_id), col(Comment.parent_id), col(Comment.wording)
    ).where(
        col(Comment.draft_id) == draft_id,
        col(Comment.number) == number,
        col(Comment.state) == CommentState.PUBLISHED,
    )
    return session.execute(statement).one_or_none() if is_id(number) else None


# --- what is shown ---------------------------------------------------------------------------------------------------

_OWN, _SHARED = aliased(Response), aliased(Response)
_PARENT = aliased(Comment)
_PUBLISHED = aliased(Version)
_NEWEST = (
    select(func.max(col(_PUBLISHED.ordinal)))
    .where(col(_PUBLISHED.draft_id) == col(Comment.draft_id), col(_PUBLISHED.published_at).is_not(None))
    .correlate(Comment)
    .scalar_subquery()
)

_SHOWN: Final[tuple[Any, ...]] = (
    col(Comment.id),
    col(Comment.draft_id),
    col(Comment.number),
    col(Comment.parent_id),
    col(Comment.clause_id),
    col(Comment.position),
    col(Comment.text),
    col(Comment.wording),
    col(Comment.language),
    col(Comment.state),
    col(Comment.is_off_topic),
    col(Comment.is_redacted),
    col(Comment.rejection_reason),
    col(Comment.rejection_note),
    col(Comment.submitted_at),
    col(Comment.cluster_id),
    col(Comment.support_count),
    col(Comment.oppose_count),
    col(Comment.wording_support_count),
    col(Comment.wording_oppose_count),
    col(Comment.reply_count),
    col(Submission.account_id),
    col(Submission.submitter_name),
    col(Submission.organisation),
    col(Submission.is_anonymous),
    col(Submission.channel),
    col(Submission.co_signers),
    col(Round.id).label("round_id"),
    col(Round.closes_at).label("round_closes_at"),
    col(Version.ordinal).label("version_ordinal"),
    col(Version.language).label("version_language"),
    _NEWEST.label("newest_ordinal"),
    col(StoredClause.eid),
    col(StoredClause.num),
    col(StoredClause.heading),
    col(StoredClause.text).label("clause_text"),
    col(StoredClause.language).label("clause_language"),
    col(Cluster.comment_count).label("cluster_size"),
    func.coalesce(col(_OWN.disposition), col(_SHARED.disposition)).label("disposition"),
    func.coalesce(col(_OWN.reason), col(_SHARED.reason)).label("response_reason"),
    func.coalesce(col(_OWN.released_at), col(_SHARED.released_at)).label("released_at"),
)

_Rows = TypeVar("_Rows", bound=Select[*tuple[Any, ...]])


class Sort(StrEnum):
    """The order of a public list of comments."""

    NEWEST = "newest"
    OLDEST = "oldest"
    SUPPORTED = "supported"
    DISCUSSED = "discussed"

    @property
    def words(self) -> str:
        """The English source string."""
        return _SORT_WORDS[self]


_SORT_WORDS: Final = {
    Sort.NEWEST: N_("Newest first"),
    Sort.OLDEST: N_("Oldest first"),
    Sort.SUPPORTED: N_("Most supported first"),
    Sort.DISCUSSED: N_("Most replies first"),
}

_ORDERS: Final[dict[Sort, tuple[ColumnElement[Any], ...]]] = {
    Sort.NEWEST: (col(Comment.number).desc(),),
    Sort.OLDEST: (col(Comment.number).asc(),),
    Sort.SUPPORTED: ((col(Comment.support_count) - col(Comment.oppose_count)).desc(), col(Comment.number).asc()),
    Sort.DISCUSSED: (col(Comment.reply_count).desc(), col(Comment.number).asc()),
}


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a public list is narrowed to; None means everything.

    `wid` is the id that a clause keeps across versions; "" means comments on the draft as a whole. `off_topic` False leaves the ones off the topic out.
    """

    clause_id: int | None = None
    wid: str | None = None
    cluster_id: int | None = None
    position: Position | None = None
    with_wording: bool = False
    is_answered: bool | None = None
    off_topic: bool | None = None


def listing(session: Session, draft_id: int, sieve: Sieve, sort: Sort, *, limit: int, offset: int) -> list[AnyRow]:
    """Published comments (no replies) of a draft, with sender, clause, version and released response."""
    statement = _sieved(_with_surroundings(select(*_SHOWN)), draft_id, sieve)
    return list(session.execute(statement.order_by(*_ORDERS[sort]).limit(limit).offset(offset)).all())


def listing_size(session: Session, draft_id: int, sieve: Sieve) -> int:
    """How many comments the sieve lets through."""
    statement = select(func.count(col(Comment.id)))
    if sieve.wid:
        statement = statement.join(StoredClause, col(StoredClause.id) == col(Comment.clause_id))
    if sieve.is_answered is not None:
        statement = _with_responses(statement)
    return session.execute(_sieved(statement, draft_id, sieve)).scalar_one()


def one(session: Session, draft_id: int, number: int) -> AnyRow | None:
    """One comment or reply, in whatever state; what of it may be shown to whom is the page's to respect."""
    statement = (
        _with_surroundings(select(*_SHOWN, col(_PARENT.number).label("parent_number")))
        .join(_PARENT, col(_PARENT.id) == col(Comment.parent_id), isouter=True)
        .where(col(Comment.draft_id) == draft_id, col(Comment.number) == number)
    )
    return session.execute(statement).one_or_none() if is_id(number) else None


def of_ids(session: Session, comment_ids: Sequence[int]) -> dict[int, AnyRow]:
    """These comments and replies, in whatever state, by id (the moderators see them all)."""
    statement = _with_surroundings(select(*_SHOWN)).where(col(Comment.id).in_(comment_ids))
    return {row.id: row for row in session.execute(statement)}


def replies(session: Session, comment_ids: Sequence[int]) -> list[AnyRow]:
    """The published replies to these comments, oldest first."""
    if not comment_ids:
        return []
    statement = _with_surroundings(select(*_SHOWN)).where(
        col(Comment.parent_id).in_(comment_ids), col(Comment.state) == CommentState.PUBLISHED
    )
    return list(session.execute(statement.order_by(col(Comment.number))).all())


def of_account(session: Session, account_id: int, *, limit: int, offset: int) -> list[AnyRow]:
    """Everything an account sent, in whatever state, newest first, with its draft's title and the receipt."""
    from_tables = (
        _with_surroundings(
            select(
                *_SHOWN,
                col(Submission.receipt),
                col(Version.title).label("draft_title"),
                col(Version.language).label("draft_language"),
                col(_PARENT.number).label("parent_number"),
            )
        )
        .join(_PARENT, col(_PARENT.id) == col(Comment.parent_id), isouter=True)
        .where(col(Submission.account_id) == account_id)
    )
    ordered = from_tables.order_by(col(Comment.id).desc()).limit(limit).offset(offset)
    return list(session.execute(ordered).all())


def count_of_account(session: Session, account_id: int) -> int:
    """How many comments and replies an account sent."""
    statement = (
        select(func.count(col(Comment.id)))
        .join(Submission, col(Submission.id) == col(Comment.submission_id))
        .where(col(Submission.account_id) == account_id)
    )
    return session.execute(statement).scalar_one()


def by_receipt(session: Session, receipt: str) -> AnyRow | None:
    """What a receipt stands for, with the draft's title and how it is moderated."""
    statement = (
        _with_surroundings(
            select(
                *_SHOWN,
                col(Submission.receipt),
                col(Submission.arrived_at),
                col(Version.title).label("draft_title"),
                col(Version.language).label("draft_language"),
                col(_PARENT.number).label("parent_number"),
            )
        )
        .join(_PARENT, col(_PARENT.id) == col(Comment.parent_id), isouter=True)
        .where(col(Submission.receipt) == receipt)
        .order_by(col(Comment.number))
        .limit(1)
    )
    return session.execute(statement).one_or_none()


def _with_surroundings(statement: _Rows) -> _Rows:
    return _with_responses(
        statement.join(Submission, col(Submission.id) == col(Comment.submission_id))
        .join(Round, col(Round.id) == col(Comment.round_id))
        .join(Version, col(Version.id) == col(Round.version_id))
        .join(StoredClause, col(StoredClause.id) == col(Comment.clause_id), isouter=True)
        .join(Cluster, col(Cluster.id) == col(Comment.cluster_id), isouter=True)
    )


def _with_responses(statement: _Rows) -> _Rows:
    """A comment's own response wins over its cluster's; neither exists for the public before the release."""
    own = (col(_OWN.comment_id) == col(Comment.id)) & col(_OWN.released_at).is_not(None)
    shared = (col(_SHARED.cluster_id) == col(Comment.cluster_id)) & col(_SHARED.released_at).is_not(None)
    return statement.join(_OWN, own, isouter=True).join(_SHARED, shared, isouter=True)


def _sieved(statement: _Rows, draft_id: int, sieve: Sieve) -> _Rows:
    conditions: list[ColumnElement[bool]] = [
        col(Comment.draft_id) == draft_id,
        col(Comment.state) == CommentState.PUBLISHED,
        col(Comment.parent_id).is_(None),
    ]
    if sieve.clause_id is not None:
        conditions.append(col(Comment.clause_id) == sieve.clause_id)
    if sieve.wid is not None:
        conditions.append(col(StoredClause.wid) == sieve.wid if sieve.wid else col(Comment.clause_id).is_(None))
    if sieve.cluster_id is not None:
        conditions.append(col(Comment.cluster_id) == sieve.cluster_id)
    if sieve.position is not None:
        conditions.append(col(Comment.position) == sieve.position)
    if sieve.with_wording:
        conditions.append(col(Comment.wording) != "")
    if sieve.is_answered is not None:
        found = func.coalesce(col(_OWN.id), col(_SHARED.id))
        conditions.append(found.is_not(None) if sieve.is_answered else found.is_(None))
    if sieve.off_topic is not None:
        conditions.append(col(Comment.is_off_topic).is_(sieve.off_topic))
    return statement.where(*conditions)


def discussed_clauses(session: Session, draft_id: int) -> list[AnyRow]:
    """The clauses that published comments are about, in document order: wid, id (in the newest version), comments."""
    statement = (
        select(
            col(StoredClause.wid),
            func.max(col(StoredClause.id)).label("id"),
            func.count(col(Comment.id)).label("comments"),
        )
        .join(Comment, col(Comment.clause_id) == col(StoredClause.id))
        .where(
            col(Comment.draft_id) == draft_id,
            col(Comment.state) == CommentState.PUBLISHED,
            col(Comment.parent_id).is_(None),
        )
        .group_by(col(StoredClause.wid))
        .order_by(func.min(col(StoredClause.position)), col(StoredClause.wid))
    )
    return list(session.execute(statement).all())
