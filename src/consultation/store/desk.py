"""What the reading desk shows of a round: activity by day, where the comments are, and which way they point."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.periods import TASHKENT
from consultation.core.vocabulary import ClauseKind, Position
from consultation.store.clusters import needs_response
from consultation.store.tables import Comment, Round, StoredClause


@dataclass(frozen=True, slots=True)
class Day:
    """How many comments that are owed a response arrived on one day (Tashkent): what the report counts."""

    on: date
    comments: int


@dataclass(frozen=True, slots=True)
class ClauseActivity:
    """One clause with what was said about it; `positions` counts published comments by position."""

    clause_id: int
    eid: str
    kind: ClauseKind
    num: str | None
    heading: str | None
    depth: int
    comments: int
    support: int
    oppose: int
    positions: Mapping[Position, int]


def activity_by_day(session: Session, round_: Round) -> list[Day]:
    """Every day of the round from its opening to its last comment or its close, days without a comment included."""
    instants = session.execute(select(col(Comment.submitted_at)).where(*needs_response(round_.id))).scalars()
    tally = Counter(instant.astimezone(TASHKENT).date() for instant in instants)
    first = round_.opens_at.astimezone(TASHKENT).date()
    last = max([round_.closes_at.astimezone(TASHKENT).date(), *tally])
    days = (last - first).days + 1
    return [Day(on, tally[on]) for on in (first + timedelta(days=step) for step in range(days))]


def activity_by_clause(session: Session, round_: Round) -> list[ClauseActivity]:
    """Every clause of the version under discussion in document order."""
    taken: dict[int | None, dict[Position, int]] = defaultdict(dict)
    tally = (
        select(col(Comment.clause_id), col(Comment.position), func.count(col(Comment.id)))
        .where(*needs_response(round_.id))
        .group_by(col(Comment.clause_id), col(Comment.position))
    )
    for clause_id, position, number in session.execute(tally):
        taken[clause_id][position] = number
    statement = (
        select(
            col(StoredClause.id),
            col(StoredClause.eid),
            col(StoredClause.kind),
            col(StoredClause.num),
            col(StoredClause.heading),
            col(StoredClause.depth),
            col(StoredClause.comment_count),
            col(StoredClause.support_count),
            col(StoredClause.oppose_count),
        )
        .where(col(StoredClause.version_id) == round_.version_id, col(StoredClause.is_dropped).is_(False))
        .order_by(col(StoredClause.position))
    )
    return [ClauseActivity(*row, positions=taken.get(row.id, {})) for row in session.execute(statement)]


def positions_on_draft(session: Session, round_id: int) -> dict[Position, int]:
    """How the published comments of the round stand, clause or no clause; every position is there, zeros too."""
    tally = (
        select(col(Comment.position), func.count(col(Comment.id)))
        .where(*needs_response(round_id))
        .group_by(col(Comment.position))
    )
    found = {position: number for position, number in session.execute(tally)}
    return {position: found.get(position, 0) for position in Position}
