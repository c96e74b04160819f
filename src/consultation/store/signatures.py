"""Finding what a new comment says nearly the same as: exact texts and representatives, through indexes, in one round."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Insert,
    Row,
    Select,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from consultation.core.vocabulary import CommentState
from consultation.store.clusters import MEMBER, Member, needs_response
from consultation.store.tables import Cluster, Comment, ExactText, Representative, Signature

_SLICE: Final = 5_000
_REPRESENTATIVES: Final = 200
_EXACT: Final = SQLModel.metadata.tables["exact_text"]
_COMMENT: Final = SQLModel.metadata.tables["comment"]
_SIGNATURE: Final = SQLModel.metadata.tables["signature"]
_REPRESENTATIVE: Final = SQLModel.metadata.tables["representative"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A representative that shares sampled values with a text: its own words, and how many comments it stands for."""

    comment_id: int
    own: str
    support: int


@dataclass(frozen=True, slots=True)
class Known:
    """A representative to be remembered: `values` are (value, bits) as they are stored."""

    comment_id: int
    own: str
    support: int
    values: Sequence[tuple[int, int]]
    cluster_id: int | None = None


@dataclass(frozen=True, slots=True)
class Statements:
    """What is asked about many values at once."""

    candidates: Select[int, str, int]
    posted: Select[int, int]


# Prepared once: every comment takes this path.
_LEADER: Final = (
    select(
        col(Comment.machine_cluster),
        col(Comment.machine_score),
        col(Comment.id),
        case((col(Cluster.is_locked).is_(False), col(Comment.cluster_id)), else_=None).label("cluster_id"),
    )
    .join(ExactText, col(ExactText.comment_id) == col(Comment.id))
    .join(Cluster, col(Cluster.id) == col(Comment.cluster_id), isouter=True)
    .join(Representative, col(Representative.comment_id) == col(Comment.machine_cluster))
    .where(col(ExactText.round_id) == bindparam("round"), col(ExactText.digest) == bindparam("digest"))
)
_SET_EXACT: Final[dict[str, Insert]] = {
    "sqlite": (_sqlite := sqlite.insert(_EXACT)).on_conflict_do_update(
        index_elements=["round_id", "digest"], set_={"comment_id": _sqlite.excluded.comment_id}
    ),
    "postgresql": (_postgresql := postgresql.insert(_EXACT)).on_conflict_do_update(
        index_elements=["round_id", "digest"], set_={"comment_id": _postgresql.excluded.comment_id}
    ),
}


def _among(values: dict[str, ColumnElement[bool]]) -> dict[str, Statements]:
    """The statements that take a list of values, as one parameter: hundreds would have to be planned every time."""
    return {dialect: _statements(condition) for dialect, condition in values.items()}


def _statements(is_asked: ColumnElement[bool]) -> Statements:
    mine = col(Signature.round_id) == bindparam("round")
    windows = case((col(Signature.bits) > bindparam("bits"), col(Signature.bits)), else_=bindparam("bits"))
    shared = (
        select(
            col(Signature.representative_id).label("id"),
            func.sum(literal_column("1").op("<<")(windows)).label("windows"),
        )
        .where(mine, is_asked)
        .group_by(col(Signature.representative_id))
        .subquery()
    )
    candidates = (
        select(col(Representative.comment_id), col(Representative.own), col(Representative.support))
        .join(shared, shared.c.id == col(Representative.comment_id))
        .where(shared.c.windows >= bindparam("least"))
        .order_by(shared.c.windows.desc(), col(Representative.support).desc(), col(Representative.comment_id))
        .limit(bindparam("most"))
    )
    posted = select(col(Signature.value), func.count()).where(mine, is_asked).group_by(col(Signature.value))
    return Statements(candidates, posted)


_ASKED: Final = _among(
    {
        "sqlite": col(Signature.value).in_(select(func.json_each(bindparam("values")).table_valued("value").c.value)),
        "postgresql": col(Signature.value) == func.any(bindparam("values", type_=ARRAY(BigInteger))),
    }
)
_PLACE: Final = (
    update(_COMMENT)
    .where(_COMMENT.c.id == bindparam("row"))
    .values(machine_cluster=bindparam("leader"), machine_score=bindparam("score"), cluster_id=bindparam("cluster"))
)
_ADD_REPRESENTATIVE: Final = insert(_REPRESENTATIVE)
_WAITING: Final = (
    select(*MEMBER)
    .where(
        col(Comment.round_id) == bindparam("round"),
        # Word for word the condition of the index, which a parameter would hide.
        literal_column("machine_cluster IS NULL AND state = 'published' AND parent_id IS NULL"),
    )
    .order_by(col(Comment.id))
    .limit(bindparam("most"))
)
_GROW: Final = (
    update(_REPRESENTATIVE)
    .where(_REPRESENTATIVE.c.comment_id == bindparam("row"))
    .values(support=_REPRESENTATIVE.c.support + bindparam("step"))
    .returning(_REPRESENTATIVE.c.support, _REPRESENTATIVE.c.cluster_id)
)


def leader_of(session: Session, round_id: int, digest: bytes) -> Row[int | None, float | None, int, int | None] | None:
    """Where comments with exactly this text stand: representative, score, one of them, its cluster unless that is locked.

    None when there are none.
    """
    return session.connection().execute(_LEADER, {"round": round_id, "digest": digest}).one_or_none()


def set_exact(session: Session, round_id: int, texts: Iterable[tuple[bytes, int]]) -> None:
    """Remember which comment has said each of these texts (digest, comment) last."""
    connection = session.connection()
    rows = [{"round_id": round_id, "digest": digest, "comment_id": comment} for digest, comment in texts]
    if rows:
        connection.execute(_SET_EXACT[connection.dialect.name], rows)


def drop_exact(session: Session, round_id: int, digest: bytes, comment_id: int) -> None:
    """Forget a text, if it is this comment that is remembered for it."""
    session.execute(
        delete(ExactText).where(
            col(ExactText.round_id) == round_id,
            col(ExactText.digest) == digest,
            col(ExactText.comment_id) == comment_id,
        )
    )


def candidates(
    session: Session, round_id: int, values: Sequence[int], *, bits: int, least: int, most: int
) -> list[Candidate]:
    """The representatives that share most with these values, each of which stands for 2^`bits` windows; the best first.

    Only those with `least` windows in common. Ties: those that stand for more comments, then the earliest.
    """
    if not values:
        return []
    connection = session.connection()
    dialect = connection.dialect.name
    asked = {"round": round_id, "values": _as_one(dialect, values), "bits": bits, "least": least, "most": most}
    return [Candidate(*row) for row in connection.execute(_ASKED[dialect].candidates, asked)]


def _as_one(dialect: str, values: Sequence[int]) -> object:
    return json.dumps(values) if dialect == "sqlite" else list(values)


def remember(session: Session, round_id: int, known: Sequence[Known], *, holders: int) -> None:
    """Add representatives, so that later comments find them; a value keeps the first so many `holders`."""
    for start in range(0, len(known), _REPRESENTATIVES):
        _remember(session, round_id, known[start : start + _REPRESENTATIVES], holders)


def _remember(session: Session, round_id: int, known: Sequence[Known], holders: int) -> None:
    connection = session.connection()
    connection.execute(
        _ADD_REPRESENTATIVE,
        [
            {
                "comment_id": each.comment_id,
                "round_id": round_id,
                "own": each.own,
                "support": each.support,
                "cluster_id": each.cluster_id,
            }
            for each in known
        ],
    )
    posted = _posted(session, round_id, sorted({value for each in known for value, _ in each.values}))
    rows = []
    for each in known:
        for value, bits in each.values:
            if posted[value] < holders:
                posted[value] += 1
                rows.append((round_id, value, each.comment_id, bits))
    if rows:
        connection.execute(insert(_SIGNATURE), [dict(zip(_SIGNATURE.columns.keys(), row, strict=True)) for row in rows])


def _posted(session: Session, round_id: int, values: Sequence[int]) -> Counter[int]:
    """How many representatives each value has."""
    connection = session.connection()
    dialect = connection.dialect.name
    found = connection.execute(_ASKED[dialect].posted, {"round": round_id, "values": _as_one(dialect, values)})
    return Counter({value: number for value, number in found})


def put(session: Session, comment_id: int, leader: int, score: float, cluster_id: int) -> None:
    """Write down where one comment has come to stand."""
    session.connection().execute(_PLACE, {"row": comment_id, "leader": leader, "score": score, "cluster": cluster_id})


def forget(session: Session, round_id: int, comment_id: int, values: Sequence[int]) -> None:
    """Remove a representative with its values."""
    session.execute(
        delete(Signature).where(
            col(Signature.round_id) == round_id,
            col(Signature.value).in_(values),
            col(Signature.representative_id) == comment_id,
        )
    )
    session.execute(delete(Representative).where(col(Representative.comment_id) == comment_id))


def grow(session: Session, comment_id: int, step: int) -> tuple[int, int | None] | None:
    """Count comments more (or fewer) with a representative; its support now and where newcomers of its group stand."""
    row = session.connection().execute(_GROW, {"row": comment_id, "step": step}).one_or_none()
    return None if row is None else (row.support, row.cluster_id)


def representatives(
    session: Session, round_id: int, *, only: Collection[int] | None = None
) -> dict[int, tuple[int, int | None]]:
    """Support and cluster of every representative of a round (or of those in `only`), by comment."""
    statement = select(
        col(Representative.comment_id), col(Representative.support), col(Representative.cluster_id)
    ).where(col(Representative.round_id) == round_id)
    if only is not None:
        statement = statement.where(col(Representative.comment_id).in_(only))
    return {row.comment_id: (row.support, row.cluster_id) for row in session.execute(statement)}


def cluster_of(session: Session, comment_id: int) -> int | None:
    """Where newcomers of a representative's group stand; None when the next one begins a cluster."""
    statement = select(col(Representative.cluster_id)).where(col(Representative.comment_id) == comment_id)
    return session.execute(statement).scalar_one_or_none()


def own_words_of(session: Session, comment_ids: Collection[int]) -> dict[int, str]:
    """The words of these representatives as they are compared."""
    found: dict[int, str] = {}
    for some in _slices(sorted(comment_ids)):
        statement = select(col(Representative.comment_id), col(Representative.own))
        rows = session.execute(statement.where(col(Representative.comment_id).in_(some)))
        found |= {row.comment_id: row.own for row in rows}
    return found


def support(session: Session, counted: Mapping[int, int]) -> None:
    """Set how many comments each of these representatives stands for."""
    _set(session, [{"comment_id": each, "support": number} for each, number in counted.items()])


def lead_to(session: Session, clusters: Mapping[int, int | None]) -> None:
    """Set where the newcomers of each of these representatives' groups stand."""
    _set(session, [{"comment_id": each, "cluster_id": cluster} for each, cluster in clusters.items()])


def standing(session: Session, round_id: int, *, only: Collection[int] | None = None) -> dict[int, int]:
    """Where the comments of each group of the machine's (or those in `only`) stand.

    A group that people have taken apart stands in several clusters: of those the first.
    """
    statement = (
        select(col(Comment.machine_cluster), func.min(col(Comment.cluster_id)))
        .where(*needs_response(round_id), col(Comment.machine_cluster).is_not(None))
        .where(col(Comment.cluster_id).is_not(None))
        .group_by(col(Comment.machine_cluster))
    )
    if only is not None:
        statement = statement.where(col(Comment.machine_cluster).in_(only))
    rows = session.execute(statement)
    return {leader: cluster for leader, cluster in rows if leader is not None and cluster is not None}


def standing_mostly(
    session: Session, round_id: int, leaders: Collection[int], named: Collection[int]
) -> dict[int, int]:
    """Where most comments of some groups of the machine's stand: of those not among the named, else of all.

    Locked clusters are passed over; ties go to the cluster of the earliest comment.
    """
    counted: dict[tuple[int, bool], Counter[int]] = defaultdict(Counter)
    for some in _slices(sorted(leaders)):
        statement = (
            select(col(Comment.machine_cluster), col(Comment.cluster_id), col(Comment.id))
            .join(Cluster, col(Cluster.id) == col(Comment.cluster_id))
            .where(*needs_response(round_id), col(Comment.machine_cluster).in_(some), col(Cluster.is_locked).is_(False))
            .order_by(col(Comment.id))
        )
        for leader, cluster, comment in session.execute(statement):
            if leader is not None and cluster is not None:
                counted[leader, comment in named][cluster] += 1
    return {leader: max(seen, key=seen.__getitem__) for (leader, _), seen in sorted(counted.items(), reverse=True)}


def group_size(session: Session, leader: int, *, most: int) -> int:
    """How many published comments the machine has put with a representative, counted up to `most`."""
    some = select(col(Comment.id)).where(
        col(Comment.machine_cluster) == leader, col(Comment.state) == CommentState.PUBLISHED
    )
    return session.execute(select(func.count()).select_from(some.limit(most).subquery())).scalar_one()


def groups_of(session: Session, comment_ids: Collection[int]) -> set[int]:
    """The representatives that the machine has put these comments with."""
    found: set[int] = set()
    for some in _slices(sorted(comment_ids)):
        statement = select(col(Comment.machine_cluster)).where(col(Comment.id).in_(some))
        found |= {leader for leader in session.execute(statement.distinct()).scalars() if leader is not None}
    return found


def count_waiting(session: Session, round_id: int, *, most: int) -> int:
    """How many comments of the round have not been placed, counted up to `most`."""
    some = select(col(Comment.id)).where(*needs_response(round_id), col(Comment.machine_cluster).is_(None))
    return session.execute(select(func.count()).select_from(some.limit(most).subquery())).scalar_one()


def waiting(session: Session, round_id: int, *, limit: int) -> list[Member]:
    """The comments of the round that are owed a response and have not been placed, oldest first."""
    rows = session.connection().execute(_WAITING, {"round": round_id, "most": limit})
    return [Member(*row) for row in rows]


def _slices(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _SLICE] for start in range(0, len(ids), _SLICE))


def _set(session: Session, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        session.execute(update(Representative), rows)
