"""The ground people speak on: a draft held still for the transaction, its open round, and the clause spoken of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, select, tuple_, update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.clause import Clause
from consultation.core.stage import Milestones
from consultation.core.vocabulary import ModerationMode, Outcome
from consultation.store.columns import AnyRow, is_id
from consultation.store.tables import Draft, Round, StoredClause, Version


@dataclass(frozen=True, slots=True)
class Discussion:
    """A draft as those who speak need it; `number` is the last one given to a comment."""

    draft_id: int
    authority_id: int
    title: str
    moderation_mode: ModerationMode
    milestones: Milestones
    number: int


@dataclass(frozen=True, slots=True)
class Ground:
    """The round open now, its version, and the clause asked for (both None when there is no such clause in it)."""

    round_id: int
    ordinal: int
    clause_id: int | None
    clause_text: str | None


_COLUMNS = (
    col(Draft.id),
    col(Draft.authority_id),
    col(Draft.title),
    col(Draft.moderation_mode),
    col(Draft.opens_at),
    col(Draft.closes_at),
    col(Draft.reported_at),
    col(Draft.outcome),
    col(Draft.withdrawn_at),
    col(Draft.last_comment_number),
)
_DraftRow = Row[
    int,
    int,
    str,
    ModerationMode,
    datetime | None,
    datetime | None,
    datetime | None,
    Outcome | None,
    datetime | None,
    int,
]


# Prepared once: on the path that thousands take in the last minutes of a round, building a statement costs more than
# running it.
_TAKE_NUMBER: Final = (
    update(Draft.__table__)  # type: ignore[attr-defined] # SQLModel does not declare it
    .where(col(Draft.id) == bindparam("this_draft"))
    .values(last_comment_number=col(Draft.last_comment_number) + 1)
    .returning(*_COLUMNS)
)
_OPEN_GROUND: Final = (
    select(col(Round.id), col(Version.ordinal), col(StoredClause.id), col(StoredClause.text))
    .join(Version, col(Version.id) == col(Round.version_id))
    .join(
        StoredClause,
        and_(
            col(StoredClause.version_id) == col(Round.version_id),
            col(StoredClause.eid) == bindparam("eid"),
            col(StoredClause.is_dropped).is_(False),
        ),
        isouter=True,
    )
    .where(
        col(Round.draft_id) == bindparam("draft_id"),
        col(Round.opens_at) <= bindparam("now"),
        col(Round.closes_at) > bindparam("now"),
    )
    .order_by(col(Round.ordinal).desc())
    .limit(1)
)


_STEP: Final = select(
    col(StoredClause.id),
    col(StoredClause.version_id),
    col(StoredClause.eid),
    col(StoredClause.parent_eid),
    col(StoredClause.kind),
    col(StoredClause.num),
    col(StoredClause.number),
    col(StoredClause.heading),
    (col(StoredClause.text) != "").label("has_text"),
)


def hold(session: Session, draft_id: int) -> Discussion | None:
    """The draft as it stands, kept so until the transaction ends: nobody closes, votes or comments meanwhile."""
    if not is_id(draft_id):
        return None
    statement = select(*_COLUMNS).where(col(Draft.id) == draft_id).with_for_update(key_share=True)
    return _discussion(session.execute(statement).one_or_none())


def take_number(session: Session, draft_id: int) -> Discussion | None:
    """As `hold`, and give out the next comment number: the first statement of a comment's transaction."""
    if not is_id(draft_id):
        return None
    return _discussion(session.connection().execute(_TAKE_NUMBER, {"this_draft": draft_id}).one_or_none())


def open_ground(session: Session, draft_id: int, now: datetime, *, eid: str | None = None) -> Ground | None:
    """The round that is open at `now`, and in its version the clause `eid` that has not been dropped."""
    asked = {"draft_id": draft_id, "now": now, "eid": eid or ""}
    row = session.connection().execute(_OPEN_GROUND, asked).one_or_none()
    return None if row is None else Ground(*row)


def clause(session: Session, draft_id: int, ordinal: int, eid: str) -> AnyRow | None:
    """A clause of a published version that has not been dropped, with its counts and its version's language."""
    statement: Select[*tuple[Any, ...]] = (
        select(
            col(StoredClause.id),
            col(Version.language).label("version_language"),
            col(StoredClause.eid),
            col(StoredClause.num),
            col(StoredClause.heading),
            col(StoredClause.text),
            col(StoredClause.language),
            col(StoredClause.comment_count),
            col(StoredClause.support_count),
            col(StoredClause.oppose_count),
        )
        .join(Version, col(Version.id) == col(StoredClause.version_id))
        .where(
            col(Version.draft_id) == draft_id,
            col(Version.ordinal) == ordinal,
            col(Version.published_at).is_not(None),
            col(StoredClause.eid) == eid,
            col(StoredClause.is_dropped).is_(False),
        )
    )
    return session.execute(statement).one_or_none() if is_id(draft_id) and is_id(ordinal) else None


def paths(session: Session, clause_ids: Collection[int]) -> dict[int, tuple[Clause, ...]]:
    """Each clause with everything above it, the outermost first, as `core.citation` cites it.

    Of the texts only whether there are any: one small query for each level, whatever the size of the act.
    """
    if not clause_ids:
        return {}
    found: dict[tuple[int, str], AnyRow] = {}
    asked = {
        row.id: (row.version_id, row.eid) for row in _remember(session, col(StoredClause.id).in_(clause_ids), found)
    }
    while missing := {(row.version_id, row.parent_eid) for row in found.values() if row.parent_eid} - found.keys():
        above = tuple_(col(StoredClause.version_id), col(StoredClause.eid)).in_(sorted(missing))
        if not _remember(session, above, found):
            break
    return {clause_id: tuple(reversed(_climb(found, place))) for clause_id, place in asked.items()}


def _remember(session: Session, which: ColumnElement[bool], found: dict[tuple[int, str], AnyRow]) -> list[AnyRow]:
    rows: list[AnyRow] = list(session.execute(_STEP.where(which)).all())
    found.update({(row.version_id, row.eid): row for row in rows})
    return rows


def _climb(found: dict[tuple[int, str], AnyRow], place: tuple[int, str]) -> list[Clause]:
    steps = []
    row = found.get(place)
    while row is not None:
        text = " " if row.has_text else ""
        steps.append(Clause(row.eid, row.parent_eid, row.kind, row.num, row.number, row.heading, text))
        row = found.get((row.version_id, row.parent_eid or ""))
    return steps


def _discussion(row: _DraftRow | None) -> Discussion | None:
    if row is None:
        return None
    draft_id, authority_id, title, mode, opens_at, closes_at, reported_at, outcome, withdrawn_at, number = row
    milestones = Milestones(opens_at, closes_at, reported_at, outcome, withdrawn_at)
    return Discussion(draft_id, authority_id, title, mode, milestones, number)
