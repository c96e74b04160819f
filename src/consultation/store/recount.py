"""Counts every maintained number again from the rows themselves, and finds those that differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session, aliased
from sqlmodel import SQLModel, col

from consultation.core import counting
from consultation.core.vocabulary import CommentState, VoteTarget, VoteValue
from consultation.store import campaigns, clusters, lineage, residues
from consultation.store.tables import CampaignRow, Cluster, Comment, Draft, Round, StoredClause, Version, Vote


@dataclass(frozen=True, slots=True)
class Difference:
    """A maintained number that is not what its rows say."""

    table: type[SQLModel]
    row_id: int
    column: str
    stored: int
    counted: int

    @property
    def place(self) -> str:
        """Where it is: table, row and column."""
        return f"{self.table.__tablename__} {self.row_id} {self.column}"


def differences(session: Session) -> Iterator[Difference]:
    """Every maintained count that differs from its rows, in a fixed order."""
    for table, column, counted in _maintained():
        stored = getattr(table, column)
        statement = select(col(table.id), stored, counted).where(stored != counted).order_by(col(table.id))
        for row_id, kept, found in session.execute(statement):
            yield Difference(table, row_id, column, kept, found)
    yield from _cluster_differences(session)
    yield from _campaign_differences(session)
    yield from _lineage_differences(session)


def repair(session: Session, difference: Difference) -> None:
    """Write the counted number down."""
    table = difference.table
    if table is CampaignRow:
        campaigns.tell_anew(session, difference.row_id)
        return
    session.execute(
        update(table).where(table.id == difference.row_id).values({difference.column: difference.counted})  # type: ignore[attr-defined] # every counted table has an id
    )


def _maintained() -> Iterator[tuple[type[Draft | StoredClause | Comment], str, ColumnElement[int]]]:
    shown = [col(Comment.state) == CommentState.PUBLISHED, col(Comment.parent_id).is_(None)]
    yield Draft, "comment_count", _number_of(Comment, col(Comment.draft_id) == col(Draft.id), *shown)
    highest = select(func.coalesce(func.max(col(Comment.number)), 0)).where(col(Comment.draft_id) == col(Draft.id))
    yield Draft, "last_comment_number", highest.correlate(Draft).scalar_subquery()
    yield StoredClause, "comment_count", _number_of(Comment, col(Comment.clause_id) == col(StoredClause.id), *shown)
    reply = aliased(Comment)
    replies = select(func.count(col(reply.id))).where(
        col(reply.parent_id) == col(Comment.id), col(reply.state) == CommentState.PUBLISHED
    )
    yield Comment, "reply_count", replies.correlate(Comment).scalar_subquery()
    for value in VoteValue:
        yield StoredClause, f"{value}_count", _votes(StoredClause, VoteTarget.CLAUSE, value)
        yield Comment, f"{value}_count", _votes(Comment, VoteTarget.COMMENT, value)
        yield Comment, f"wording_{value}_count", _votes(Comment, VoteTarget.WORDING, value)


def _votes(table: type[StoredClause | Comment], target: VoteTarget, value: VoteValue) -> ColumnElement[int]:
    return _number_of(Vote, col(Vote.target_id) == col(table.id), col(Vote.target) == target, col(Vote.value) == value)


def _number_of(table: type[Comment | Vote], *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    inner = select(func.count(col(table.id))).where(*conditions)
    return inner.correlate_except(table).scalar_subquery()


def _cluster_differences(session: Session) -> Iterator[Difference]:
    for round_id in session.execute(select(col(Round.id)).order_by(col(Round.id))).scalars().all():
        counted = counting.count_by_cluster(clusters.facts(session, round_id))
        for cluster in clusters.live_clusters(session, round_id):
            numbers = counted.get(cluster.id)
            found = campaigns.maintained(numbers or counting.count(()))
            found["unread_count"] = residues.count_members(session, cluster.id, "unread")
            for column, number in found.items():
                if getattr(cluster, column) != number:
                    yield Difference(Cluster, cluster.id, column, getattr(cluster, column), number)


def _campaign_differences(session: Session) -> Iterator[Difference]:
    """Clusters of which something else is kept than their members tell; the numbers are the comments in the growth."""
    statement = select(Cluster).where(col(Cluster.retired_at).is_(None)).order_by(col(Cluster.id))
    for cluster in session.execute(statement).scalars().all():
        kept, found = campaigns.campaign_of(session, cluster.id), campaigns.tell(session, cluster)
        if (kept and (kept.campaign, kept.alerts)) != found:
            stored, counted = ((each.comments if each else 0) for each in (kept and kept.campaign, found and found[0]))
            yield Difference(CampaignRow, cluster.id, "comments", stored, counted)


def _lineage_differences(session: Session) -> Iterator[Difference]:
    statement = select(Version).where(col(Version.published_at).is_(None), col(Version.ordinal) > 1)
    for version in session.execute(statement.order_by(col(Version.id))).scalars().all():
        settled = lineage.settled(session, version, lineage.pair_of(session, version))
        found = sum(each.is_open for each in settled)
        if version.open_links != found:
            yield Difference(Version, version.id, "open_links", version.open_links, found)
