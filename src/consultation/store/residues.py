"""Queries about residue: what each comment adds to its cluster, and who has read it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Row, and_, func, insert, literal, or_, select, update
from sqlalchemy.orm import Session, aliased
from sqlmodel import SQLModel, col

from consultation.core.vocabulary import CommentState
from consultation.store.columns import AnyRow
from consultation.store.tables import Account, Cluster, Comment, ResidueRead, Response, Submission

_AT_ONCE: Final = 500
_READ_AT: Final = SQLModel.metadata.tables["residue_read"].c.read_at.type


def is_unread() -> ColumnElement[bool]:
    """Whether a comment adds something to its cluster that no officer has read; what nobody has looked at counts."""
    read = (
        select(col(ResidueRead.id))
        .where(col(ResidueRead.comment_id) == col(Comment.id), col(ResidueRead.residue_key) == col(Comment.residue_key))
        .exists()
    )
    return or_(col(Comment.residue_key).is_(None), and_(col(Comment.residue_key) > "", ~read))


def _in_cluster(cluster_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Comment.cluster_id) == cluster_id,
        col(Comment.state) == CommentState.PUBLISHED,
        col(Comment.parent_id).is_(None),
    )


_REPRESENTATIVE = aliased(Comment)
_HALF: Final = 32
# Between which two texts a residue is: half the digest of the representative's, and half of the comment's own.
_BETWEEN: Final = func.substr(col(_REPRESENTATIVE.text_key), _HALF + 1).concat(
    func.substr(col(Comment.text_key), _HALF + 1)
)


@dataclass(frozen=True, slots=True)
class Stale:
    """A comment whose residue has to be found anew; equal keys are equal words, but for what was redacted."""

    id: int
    text_key: str
    representative_id: int
    representative_key: str
    is_redacted: bool

    @property
    def between(self) -> str:
        """Between which two texts the residue is."""
        return self.representative_key[_HALF:] + self.text_key[_HALF:]


def stale(session: Session, *conditions: ColumnElement[bool]) -> list[Stale]:
    """The comments that stand against another representative than when their residue was found, by representative."""
    statement = (
        select(
            col(Comment.id),
            col(Comment.text_key),
            col(Cluster.representative_id),
            col(_REPRESENTATIVE.text_key),
            or_(col(Comment.is_redacted), col(_REPRESENTATIVE.is_redacted)),
        )
        .join(Cluster, col(Cluster.id) == col(Comment.cluster_id))
        .join(_REPRESENTATIVE, col(_REPRESENTATIVE.id) == col(Cluster.representative_id))
        .where(*conditions)
        .where(or_(col(Comment.residue_key).is_(None), col(Comment.residue_of) != _BETWEEN))
        .order_by(col(Cluster.representative_id), col(Comment.id))
    )
    return [Stale(*row) for row in session.execute(statement)]


def texts(session: Session, comment_ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Everything these comments say, their proposed wordings included, a few at a time."""
    for start in range(0, len(comment_ids), _AT_ONCE):
        some = comment_ids[start : start + _AT_ONCE]
        statement = select(col(Comment.id), col(Comment.text), col(Comment.wording)).where(col(Comment.id).in_(some))
        for comment, text, wording in session.execute(statement):
            yield comment, f"{text}\n{wording}" if wording else text


def keep(session: Session, found: Iterable[tuple[int, str, str]]) -> None:
    """Write residues down: (comment id, key, between which texts)."""
    rows = [{"id": comment, "residue_key": key, "residue_of": of} for comment, key, of in found]
    if rows:
        session.execute(update(Comment), rows)


def forget(session: Session, cluster_id: int) -> None:
    """The words of a member have changed: what the members of this cluster add has to be found anew."""
    session.execute(update(Comment).where(col(Comment.cluster_id) == cluster_id).values(residue_key=None))
    count_unread(session, col(Cluster.id) == cluster_id)


def count_unread(session: Session, *conditions: ColumnElement[bool]) -> None:
    """Count the unread members of clusters again."""
    counted = (
        select(func.count(col(Comment.id)))
        .where(
            col(Comment.cluster_id) == col(Cluster.id),
            col(Comment.state) == CommentState.PUBLISHED,
            col(Comment.parent_id).is_(None),
            is_unread(),
        )
        .correlate(Cluster)
        .scalar_subquery()
    )
    session.execute(
        update(Cluster).where(*conditions).values(unread_count=counted),
        execution_options={"synchronize_session": False},
    )


def count_arrived(session: Session, cluster_id: int, comment_id: int) -> None:
    """Count one more unread member of a cluster, if this comment is one."""
    unread = select(col(Comment.id)).where(col(Comment.id) == comment_id, is_unread()).exists()
    session.execute(
        update(Cluster).where(col(Cluster.id) == cluster_id, unread).values(unread_count=col(Cluster.unread_count) + 1),
        execution_options={"synchronize_session": False},
    )


def tick(session: Session, account_id: int, cluster_id: int, comment_ids: Collection[int], now: datetime) -> int:
    """Tick what these members add as read, and every other member of the cluster that adds the same; returns how many."""
    keys = select(col(Comment.residue_key)).where(
        *_in_cluster(cluster_id), col(Comment.id).in_(comment_ids), col(Comment.residue_key) > ""
    )
    mine = (
        select(col(ResidueRead.id))
        .where(
            col(ResidueRead.comment_id) == col(Comment.id),
            col(ResidueRead.residue_key) == col(Comment.residue_key),
            col(ResidueRead.account_id) == account_id,
        )
        .exists()
    )
    same = select(col(Comment.id), literal(account_id), col(Comment.residue_key), literal(now, _READ_AT)).where(
        *_in_cluster(cluster_id), col(Comment.residue_key).in_(keys), ~mine
    )
    number = session.execute(select(func.count()).select_from(same.subquery())).scalar_one()
    columns = ["comment_id", "account_id", "residue_key", "read_at"]
    session.execute(insert(ResidueRead).from_select(columns, same))
    return number


def first_unread(session: Session, cluster_id: int) -> int | None:
    """The number of the earliest member of a cluster whose residue nobody has read; None when all is read."""
    statement = (
        select(col(Comment.number)).where(*_in_cluster(cluster_id), is_unread()).order_by(col(Comment.id)).limit(1)
    )
    return session.execute(statement).scalar_one_or_none()


SHOWS = ("all", "own", "unread")


def cluster_members(session: Session, cluster_id: int, shows: str, *, limit: int, offset: int) -> list[AnyRow]:
    """Members of a cluster, oldest first, with who sent them and their own response, if any.

    `shows` is one of SHOWS: all of them, those that add something of their own, or those of them that nobody has read.
    """
    statement = (
        select(
            col(Comment.id),
            col(Comment.number),
            col(Comment.text),
            col(Comment.wording),
            col(Comment.position),
            col(Comment.language),
            col(Comment.submitted_at),
            col(Comment.machine_cluster),
            col(Comment.support_count),
            col(Comment.oppose_count),
            col(Comment.residue_key),
            is_unread().label("is_unread"),
            col(Submission.submitter_name),
            col(Submission.organisation),
            col(Submission.is_anonymous),
            col(Submission.channel),
            col(Comment.clause_id),
            col(Response.id).label("response_id"),
            col(Response.disposition),
        )
        .join(Submission, col(Submission.id) == col(Comment.submission_id))
        .join(Response, col(Response.comment_id) == col(Comment.id), isouter=True)
        .where(*_in_cluster(cluster_id), *_narrowed(shows))
        .order_by(col(Comment.id))
        .limit(limit)
        .offset(offset)
    )
    return list(session.execute(statement).all())


def count_members(session: Session, cluster_id: int, shows: str) -> int:
    """How many members `cluster_members` would list."""
    statement = select(func.count(col(Comment.id))).where(*_in_cluster(cluster_id), *_narrowed(shows))
    return session.execute(statement).scalar_one()


def _narrowed(shows: str) -> tuple[ColumnElement[bool], ...]:
    if shows == "unread":
        return (is_unread(),)
    return (col(Comment.residue_key) > "",) if shows == "own" else ()


def readers(session: Session, comment_ids: Collection[int]) -> dict[int, list[Row[int, str, datetime]]]:
    """Who has read what these comments add now, and when, by comment, the first first."""
    statement = (
        select(col(ResidueRead.comment_id), col(Account.name), col(ResidueRead.read_at))
        .join(Account, col(Account.id) == col(ResidueRead.account_id))
        .join(
            Comment,
            and_(
                col(Comment.id) == col(ResidueRead.comment_id),
                col(Comment.residue_key) == col(ResidueRead.residue_key),
            ),
        )
        .where(col(ResidueRead.comment_id).in_(comment_ids))
        .order_by(col(ResidueRead.id))
    )
    found: dict[int, list[Row[int, str, datetime]]] = {}
    for row in session.execute(statement):
        found.setdefault(row[0], []).append(row)
    return found
