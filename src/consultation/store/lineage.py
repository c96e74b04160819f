"""Queries about lineages: the proposal for a version in preparation, what people decided, and what was published."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from consultation.core.lineage import Link
from consultation.core.settling import Decided, Pair, Settled, settle
from consultation.core.vocabulary import CommentState
from consultation.store import versions
from consultation.store.columns import AnyRow
from consultation.store.tables import Comment, Descent, LineageDecision, LineageLink, StoredClause, Version

OPENING: Final = 160  # characters of a comment that a list shows


class KeptDecision(NamedTuple):
    """A decision with the id of its row."""

    id: int
    decided: Decided


# --- a version in preparation ----------------------------------------------------------------------------------------


def replace_proposal(session: Session, version_id: int, proposed: Sequence[Link]) -> None:
    """Store what the machine proposes, in order, in the place of what it proposed before."""
    session.execute(delete(LineageLink).where(col(LineageLink.version_id) == version_id))
    rows = [
        {"version_id": version_id, "position": place, "is_certain": link.is_certain, **_columns(link)}
        for place, link in enumerate(proposed, 1)
    ]
    if rows:
        session.execute(insert(LineageLink), rows)


def proposal(session: Session, version_id: int) -> list[Link]:
    """What the machine proposes for a version, in order."""
    statement = (
        select(
            col(LineageLink.kind),
            col(LineageLink.old),
            col(LineageLink.new),
            col(LineageLink.score),
            col(LineageLink.is_certain),
        )
        .where(col(LineageLink.version_id) == version_id)
        .order_by(col(LineageLink.position))
    )
    return [
        Link(kind, tuple(old), tuple(new), score, is_certain)
        for kind, old, new, score, is_certain in session.execute(statement)
    ]


def decisions(session: Session, version_id: int) -> list[KeptDecision]:
    """What people decided about the lineage of a version, the first decision first."""
    statement = (
        select(
            col(LineageDecision.id),
            col(LineageDecision.kind),
            col(LineageDecision.old),
            col(LineageDecision.new),
            col(LineageDecision.score),
            col(LineageDecision.is_change),
        )
        .where(col(LineageDecision.version_id) == version_id)
        .order_by(col(LineageDecision.id))
    )
    return [
        KeptDecision(row_id, Decided(Link(kind, tuple(old), tuple(new), score), is_change))
        for row_id, kind, old, new, score, is_change in session.execute(statement)
    ]


def add_decisions(
    session: Session, version_id: int, decided: Iterable[Decided], *, decided_by: int, now: datetime
) -> None:
    """Store what somebody decided."""
    made = {"version_id": version_id, "decided_by": decided_by, "decided_at": now}
    rows = [{**made, "is_change": each.is_change, **_columns(each.link)} for each in decided]
    if rows:
        session.execute(insert(LineageDecision), rows)


def forget_decisions(session: Session, ids: Collection[int]) -> None:
    """Delete decisions that were taken back or do not hold any more; the audit trail remembers them."""
    if ids:
        gone = delete(LineageDecision).where(col(LineageDecision.id) == bindparam("gone"))
        session.connection().execute(gone, [{"gone": row_id} for row_id in ids])


def follow_clauses(session: Session, moved: Iterable[tuple[int, Link]]) -> None:
    """Say where the clauses of decisions (by id) are now."""
    rows = [{"id": row_id, **_columns(link)} for row_id, link in moved]
    if rows:
        session.execute(update(LineageDecision), rows)


def pair_of(session: Session, version: Version) -> Pair:
    """The text of a version in preparation beside the one that is public now."""
    before = versions.published_version(session, version.draft_id)
    return Pair(versions.outline_of_version(session, before), versions.outline_of_version(session, version))


def settled(session: Session, version: Version, pair: Pair) -> tuple[Settled, ...]:
    """The lineage of a version in preparation as it stands now."""
    decided = [each.decided for each in decisions(session, version.id)]
    return settle(proposal(session, version.id), decided, pair)


# --- published versions ----------------------------------------------------------------------------------------------


def publish(session: Session, version_id: int, links: Sequence[Link], old: dict[str, int], new: dict[str, int]) -> None:
    """Store the confirmed lineage of a version, in order; `old` and `new` are the ids of the clauses by eid."""
    rows = [
        {
            "version_id": version_id,
            "position": place,
            "kind": link.kind,
            "score": link.score,
            "old_clause_id": old[before] if before else None,
            "new_clause_id": new[after] if after else None,
        }
        for place, link in enumerate(links, 1)
        for before in link.old or ("",)
        for after in link.new or ("",)
    ]
    if rows:
        session.execute(insert(Descent), rows)


def published_links(session: Session, version_id: int) -> tuple[Link, ...]:
    """The confirmed lineage of a published version from the one before it, in order; empty for a first version."""
    old, new = aliased(StoredClause), aliased(StoredClause)
    statement: Select[*tuple[Any, ...]] = (
        select(
            col(Descent.position),
            col(Descent.kind),
            col(Descent.score),
            col(old.eid).label("old"),
            col(new.eid).label("new"),
        )
        .join(old, col(old.id) == col(Descent.old_clause_id), isouter=True)
        .join(new, col(new.id) == col(Descent.new_clause_id), isouter=True)
        .where(col(Descent.version_id) == version_id)
        .order_by(col(Descent.position), col(Descent.id))
    )
    groups = [list(rows) for _, rows in groupby(session.execute(statement), key=lambda row: row.position)]
    return tuple(
        Link(rows[0].kind, _several(row.old for row in rows), _several(row.new for row in rows), rows[0].score)
        for rows in groups
    )


def became(session: Session, clause_ids: Collection[int]) -> list[AnyRow]:
    """What became of published clauses in the next published version: old_clause_id, kind, and the new clause or None.

    The new clause is given as `id`, `eid`, `num`, `heading`, `language`, with the `ordinal` of its version.
    """
    return _steps(session, clause_ids, forward=True)


def origins(session: Session, clause_ids: Collection[int]) -> list[AnyRow]:
    """Where published clauses come from in the version before: new_clause_id, kind, and the old clause or None as above."""
    return _steps(session, clause_ids, forward=False)


def _steps(session: Session, clause_ids: Collection[int], *, forward: bool) -> list[AnyRow]:
    here, there = col(Descent.old_clause_id), col(Descent.new_clause_id)
    if not forward:
        here, there = there, here
    version = aliased(Version)
    statement: Select[*tuple[Any, ...]] = (
        select(
            here,
            col(Descent.kind),
            col(StoredClause.id),
            col(StoredClause.eid),
            col(StoredClause.num),
            col(StoredClause.heading),
            col(StoredClause.language),
            col(StoredClause.comment_count),
            col(StoredClause.support_count),
            col(StoredClause.oppose_count),
            col(version.ordinal),
        )
        .join(StoredClause, col(StoredClause.id) == there, isouter=True)
        .join(version, col(version.id) == col(StoredClause.version_id), isouter=True)
        .where(here.in_(clause_ids))
        .order_by(col(Descent.position), col(Descent.id))
    )
    return list(session.execute(statement).all())


def said_about(session: Session, version_id: int) -> dict[str, int]:
    """How many public comments clauses of a version have, by eid; those without any are left out."""
    statement = select(col(StoredClause.eid), col(StoredClause.comment_count)).where(
        col(StoredClause.version_id) == version_id, col(StoredClause.comment_count) > 0
    )
    return {eid: count for eid, count in session.execute(statement)}


def _several(eids: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(eid for eid in eids if eid is not None))


def comments_on(session: Session, version_id: int, eids: Collection[str]) -> dict[str, list[AnyRow]]:
    """The public comments on these clauses of a version, by eid: `number`, `opening` and `language` of each."""
    statement: Select[*tuple[Any, ...]] = (
        select(
            col(StoredClause.eid),
            col(Comment.number),
            func.substr(col(Comment.text), 1, OPENING).label("opening"),
            col(Comment.language),
        )
        .join(StoredClause, col(StoredClause.id) == col(Comment.clause_id))
        .where(
            col(StoredClause.version_id) == version_id,
            col(Comment.state) == CommentState.PUBLISHED,
            col(Comment.parent_id).is_(None),
            col(Comment.is_off_topic).is_(False),
        )
        .order_by(col(Comment.number))
    )
    wanted, found = set(eids), defaultdict[str, list[AnyRow]](list)
    for row in session.execute(statement):
        if row.eid in wanted:
            found[row.eid].append(row)
    return dict(found)


def _columns(link: Link) -> dict[str, object]:
    return {"kind": link.kind, "old": list(link.old), "new": list(link.new), "score": link.score}
