"""The maintained counts and their one door: whatever shows or hides a comment, or changes a vote, says so here.

`recounted` computes the same numbers from the rows; `consultation recount` compares the two.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Update, and_, bindparam, case, false, func, insert, literal_column, select, update
from sqlalchemy.orm import Session, aliased
from sqlalchemy.orm.util import identity_key
from sqlmodel import SQLModel, col

from consultation.core import counting
from consultation.core.vocabulary import CommentState, VoteTarget, VoteValue
from consultation.store.tables import Cluster, Comment, Draft, StoredClause, Submission


def _adding(table: type[Comment | StoredClause | Draft], column: str) -> Update:
    own = SQLModel.metadata.tables[str(table.__tablename__)]
    return update(own).where(own.c.id == bindparam("row")).values({column: own.c[column] + bindparam("step")})


# Prepared once: on the path that thousands take in the last minutes of a round, building a statement costs more than
# running it.
_REPLIES: Final = _adding(Comment, "reply_count")
_ON_CLAUSE: Final = _adding(StoredClause, "comment_count")
_ON_DRAFT: Final = _adding(Draft, "comment_count").values(activity=col(Draft.activity) + 1)

_CLUSTER: Final = SQLModel.metadata.tables["cluster"]
_SIZE: Final = _CLUSTER.c.comment_count + bindparam("step")
_IN_CLUSTER: Final = (
    update(_CLUSTER)
    .where(_CLUSTER.c.id == bindparam("row"))
    .values(
        comment_count=_SIZE,
        person_count=_CLUSTER.c.person_count + bindparam("people"),
        copy_count=case((_SIZE > 0, _SIZE - 1), else_=0),
        exact_copy_count=_CLUSTER.c.exact_copy_count + bindparam("exact"),
        organisation_count=_CLUSTER.c.organisation_count + bindparam("organisations"),
        co_signer_count=_CLUSTER.c.co_signer_count + bindparam("co_signers"),
    )
    .returning(_CLUSTER.c.comment_count)
)


def _speaks_for_oneself(submission: type[Submission]) -> ColumnElement[bool]:
    return func.trim(func.coalesce(col(submission.organisation), "")) == ""


def _others(*conditions: Callable[[type[Comment], type[Submission]], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Whether another comment of the cluster, with its submission, is of that sort."""
    other, sent = aliased(Comment), aliased(Submission)
    return (
        select(col(other.id))
        .join(sent, col(sent.id) == col(other.submission_id))
        .where(
            *(condition(other, sent) for condition in conditions),
            # Not by the index of clusters: one may hold a hundred thousand comments, a person sends few.
            literal_column("0") + col(other.cluster_id) == bindparam("cluster"),
            col(other.id) != bindparam("comment"),
            col(other.state) == CommentState.PUBLISHED,
        )
        .correlate(Comment, Submission)
        .exists()
    )


_BEGIN: Final = (
    insert(_CLUSTER)
    .from_select(
        [
            *("round_id", "representative_id", "name", "is_locked", "unread_count"),
            *("comment_count", "person_count", "copy_count", "exact_copy_count"),
            *("organisation_count", "co_signer_count", "created_at"),
        ],
        select(
            col(Comment.round_id),
            col(Comment.id),
            literal_column("''"),
            false(),
            literal_column("0"),
            literal_column("1"),
            case((_speaks_for_oneself(Submission), 1), else_=0),
            literal_column("0"),
            literal_column("0"),
            case((_speaks_for_oneself(Submission), 0), else_=1),
            col(Submission.co_signers),
            bindparam("now", type_=_CLUSTER.c.created_at.type),
        )
        .join(Submission, col(Submission.id) == col(Comment.submission_id))
        .where(col(Comment.id) == bindparam("comment")),
    )
    .returning(_CLUSTER.c.id)
)
_OF_THE_PERSON: Final = _others(
    lambda _, sent: col(sent.round_id) == col(Submission.round_id),
    lambda _, sent: col(sent.person_key) == col(Submission.person_key),
    lambda _, sent: _speaks_for_oneself(sent),
)
_OF_THE_WORDS: Final = _others(
    lambda other, _: col(other.draft_id) == col(Comment.draft_id),
    lambda other, _: col(other.text_key) == col(Comment.text_key),
)
_OF_THE_SUBMISSION: Final = _others(lambda other, _: col(other.submission_id) == col(Comment.submission_id))
_ADDS: Final = (
    select(
        case((and_(_speaks_for_oneself(Submission), ~_OF_THE_PERSON), 1), else_=0).label("people"),
        case((_OF_THE_WORDS, 1), else_=0).label("exact"),
        case((_OF_THE_SUBMISSION, 0), else_=col(Submission.co_signers)).label("co_signers"),
        case((_speaks_for_oneself(Submission), ""), else_=col(Submission.organisation)).label("organisation"),
    )
    .select_from(Comment)
    .join(Submission, col(Submission.id) == col(Comment.submission_id))
    .where(col(Comment.id) == bindparam("comment"))
)
_ORGANISATIONS: Final = (
    select(col(Submission.organisation))
    .join(Comment, col(Comment.submission_id) == col(Submission.id))
    .where(
        col(Comment.cluster_id) == bindparam("cluster"),
        col(Comment.id) != bindparam("comment"),
        col(Comment.state) == CommentState.PUBLISHED,
        col(Comment.parent_id).is_(None),
        col(Submission.organisation).is_not(None),
    )
    .distinct()
)


def count_comment(
    session: Session, *, draft_id: int, clause_id: int | None, parent_id: int | None, shown: bool
) -> None:
    """A comment has just become public (`shown`) or stopped being so. Replies count with their comment only."""
    step = 1 if shown else -1
    if parent_id is not None:
        _add(session, _REPLIES, Comment, parent_id, step)
        touch(session, draft_id)
        return
    if clause_id is not None:
        _add(session, _ON_CLAUSE, StoredClause, clause_id, step)
    _add(session, _ON_DRAFT, Draft, draft_id, step)


def _add(session: Session, statement: Update, table: type[Comment | StoredClause | Draft], row: int, step: int) -> None:
    session.flush()
    session.connection().execute(statement, {"row": row, "step": step})
    held = session.identity_map.get(identity_key(table, row))
    if held is not None:
        session.expire(held)  # a row that somebody holds is read anew


def begin_cluster(session: Session, comment_id: int, now: datetime) -> int:
    """A published comment begins a cluster of its own; the cluster's id."""
    begun: int = session.connection().execute(_BEGIN, {"comment": comment_id, "now": now}).scalar_one()
    return begun


def count_in_cluster(session: Session, cluster_id: int, comment_id: int, *, joins: bool) -> int:
    """A published comment joins a cluster or leaves it; returns how many are in it now.

    The rule is that of `core.counting`, by steps: a person is counted once, every comment but the first is a copy.
    """
    connection = session.connection()
    asked = {"cluster": cluster_id, "comment": comment_id}
    adds = connection.execute(_ADDS, asked).one()
    step = 1 if joins else -1
    organisations = 0
    if named := counting.organisation_key(
        adds.organisation
    ):  # seldom: then every other name in the cluster is looked at
        others = connection.execute(_ORGANISATIONS, asked).scalars()
        organisations = int(named not in {counting.organisation_key(other) for other in others})
    counted = {
        "row": cluster_id,
        "step": step,
        "people": adds.people * step,
        "exact": adds.exact * step,
        "organisations": organisations * step,
        "co_signers": adds.co_signers * step,
    }
    size: int = connection.execute(_IN_CLUSTER, counted).scalar_one()
    held = session.identity_map.get(identity_key(Cluster, cluster_id))
    if held is not None:
        session.expire(held)
    return size


def is_shown(state: CommentState) -> bool:
    """Whether a comment in this state is on the public page and therefore counted."""
    return state is CommentState.PUBLISHED


def count_vote(
    session: Session,
    *,
    draft_id: int,
    target: VoteTarget,
    target_id: int,
    old: VoteValue | None,
    new: VoteValue | None,
) -> None:
    """A person's vote went from `old` to `new` (None: no vote)."""
    if old == new:
        return
    table: type[StoredClause | Comment] = StoredClause if target is VoteTarget.CLAUSE else Comment
    prefix = "wording_" if target is VoteTarget.WORDING else ""
    steps = {
        f"{prefix}{value}_count": (new is value) - (old is value)
        for value in VoteValue
        if (new is value) != (old is value)
    }
    columns = {name: getattr(table, name) + step for name, step in steps.items()}
    session.execute(update(table).where(col(table.id) == target_id).values(**columns))
    touch(session, draft_id)


def touch(session: Session, draft_id: int) -> None:
    """Something public about the draft changed: cached pages are made anew."""
    session.execute(update(Draft).where(col(Draft.id) == draft_id).values(activity=col(Draft.activity) + 1))
