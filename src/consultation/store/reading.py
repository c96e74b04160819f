"""Queries behind the public pages of a draft and of a clause: column rows only, each prepared once."""

from typing import Final

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.core.vocabulary import ClauseKind
from consultation.store.columns import AnyRow, is_id
from consultation.store.tables import Authority, Draft, Report, Round, StoredClause, Version

OPENING: Final = 160  # characters of a clause's text that an outline carries

_NEWER = aliased(Version)
_NEWEST = (
    select(func.max(col(_NEWER.ordinal)))
    .where(col(_NEWER.draft_id) == bindparam("number"), col(_NEWER.published_at).is_not(None))
    .scalar_subquery()
)
_REPORTS = select(func.count(col(Report.id))).where(col(Report.draft_id) == bindparam("number")).scalar_subquery()

_OPENED: Final = (
    select(
        col(Draft.id),
        col(Draft.authority_id),
        col(Draft.act_kind),
        col(Draft.language),
        col(Draft.topic),
        col(Draft.title),
        col(Draft.summary),
        col(Draft.moderation_mode),
        col(Draft.opens_at),
        col(Draft.closes_at),
        col(Draft.reported_at),
        col(Draft.outcome),
        col(Draft.outcome_at),
        col(Draft.outcome_note),
        col(Draft.withdrawn_at),
        col(Draft.withdrawn_reason),
        col(Draft.comment_count),
        col(Draft.activity),
        col(Authority.names),
        col(Version.id).label("version_id"),
        col(Version.ordinal),
        col(Version.title).label("version_title"),
        col(Version.language).label("version_language"),
        col(Version.file_name),
        col(Version.published_at),
        _NEWEST.label("newest"),
        _REPORTS.label("reports"),
    )
    .join(Authority, col(Authority.id) == col(Draft.authority_id))
    .join(Version, col(Version.draft_id) == col(Draft.id))
    .where(
        col(Draft.id) == bindparam("number"),
        col(Draft.opens_at).is_not(None),
        col(Version.published_at).is_not(None),
        col(Version.ordinal) == func.coalesce(bindparam("ordinal"), _NEWEST),
    )
)

_SHOWN = (
    col(StoredClause.id),
    col(StoredClause.position),
    col(StoredClause.depth),
    col(StoredClause.parent_eid),
    col(StoredClause.eid),
    col(StoredClause.kind),
    col(StoredClause.num),
    col(StoredClause.number),
    col(StoredClause.heading),
    col(StoredClause.text),
    col(StoredClause.quoted),
    col(StoredClause.language),
)
_COUNTS = (
    col(StoredClause.comment_count),
    col(StoredClause.support_count),
    col(StoredClause.oppose_count),
)
_OF_VERSION = and_(col(StoredClause.version_id) == bindparam("version_id"), col(StoredClause.is_dropped).is_(False))
_BETWEEN = and_(_OF_VERSION, col(StoredClause.position).between(bindparam("first"), bindparam("last")))

_OUTLINE: Final = (
    select(
        col(StoredClause.position),
        col(StoredClause.depth),
        col(StoredClause.parent_eid),
        col(StoredClause.eid),
        col(StoredClause.kind),
        col(StoredClause.num),
        col(StoredClause.number),
        col(StoredClause.heading),
        col(StoredClause.quoted),
        col(StoredClause.language),
        func.substr(col(StoredClause.text), 1, OPENING).label("opening"),
    )
    .where(_OF_VERSION)
    .order_by(col(StoredClause.position))
)
_CLAUSES: Final = select(*_SHOWN).where(_BETWEEN).order_by(col(StoredClause.position))
_TALLIES: Final = select(col(StoredClause.id), *_COUNTS).where(
    _BETWEEN,
    col(StoredClause.comment_count) + col(StoredClause.support_count) + col(StoredClause.oppose_count) > 0,
)


def opened(session: Session, number: int, ordinal: int | None = None) -> AnyRow:
    """A public draft with one of its published versions (None: the newest), its authority's `names`, how many `reports`.

    The version's columns are `version_id`, `ordinal`, `version_title`, `version_language`, `file_name`, `published_at`;
    `newest` is the ordinal of the newest. NotFound when there is no such draft or version in public.
    """
    row = None
    if is_id(number) and (ordinal is None or is_id(ordinal)):
        row = session.connection().execute(_OPENED, {"number": number, "ordinal": ordinal}).one_or_none()
    if row is None and ordinal is not None:
        raise NotFound(message("There is no such version of this draft."))
    if row is None:
        raise NotFound(message("There is no such draft."))
    return row


def versions(session: Session, draft_id: int) -> list[AnyRow]:
    """The published versions of a draft, the newest first, each with the dates of its round (None: it had none)."""
    statement = (
        select(
            col(Version.ordinal),
            col(Version.published_at),
            col(Version.file_name),
            col(Round.opens_at),
            col(Round.closes_at),
        )
        .join(Round, col(Round.version_id) == col(Version.id), isouter=True)
        .where(col(Version.draft_id) == draft_id, col(Version.published_at).is_not(None))
        .order_by(col(Version.ordinal).desc())
    )
    return list(session.execute(statement).all())


def outline(session: Session, version_id: int) -> list[AnyRow]:
    """Every clause of a version in document order, with the first `OPENING` characters of its text as `opening`."""
    return list(session.connection().execute(_OUTLINE, {"version_id": version_id}).all())


def clauses(session: Session, version_id: int, first: int, last: int) -> list[AnyRow]:
    """The clauses from one position to another, both included, in document order."""
    asked = {"version_id": version_id, "first": first, "last": last}
    return list(session.connection().execute(_CLAUSES, asked).all())


def tallies(session: Session, version_id: int, first: int, last: int) -> dict[int, tuple[int, int, int]]:
    """Comments, supporting and opposing votes by clause id, for the clauses in between that have any."""
    asked = {"version_id": version_id, "first": first, "last": last}
    rows = session.connection().execute(_TALLIES, asked)
    return {clause_id: (comments, support, oppose) for clause_id, comments, support, oppose in rows}


def clause(session: Session, version_id: int, eid: str) -> AnyRow:
    """A clause with its counts; NotFound when the version shows none of that id."""
    statement = select(*_SHOWN, *_COUNTS).where(_OF_VERSION, col(StoredClause.eid) == bindparam("eid"))
    row = session.connection().execute(statement, {"version_id": version_id, "eid": eid}).one_or_none()
    if row is None:
        raise NotFound(message("There is no clause %(eid)s in this text.", eid=eid))
    return row


def path(session: Session, version_id: int, eid: str) -> list[AnyRow]:
    """The clause and everything above it, the outermost first."""
    start = (
        select(col(StoredClause.eid), col(StoredClause.parent_eid))
        .where(col(StoredClause.version_id) == version_id, col(StoredClause.eid) == eid)
        .cte("above", recursive=True)
    )
    above = start.union(
        select(col(StoredClause.eid), col(StoredClause.parent_eid)).where(
            col(StoredClause.version_id) == version_id, col(StoredClause.eid) == start.c.parent_eid
        )
    )
    statement = (
        select(*_SHOWN)
        .where(col(StoredClause.version_id) == version_id, col(StoredClause.eid).in_(select(above.c.eid)))
        .order_by(col(StoredClause.depth), col(StoredClause.position))
    )
    return list(session.execute(statement).all())


def end_of(session: Session, version_id: int, position: int, depth: int) -> int:
    """The position of the last clause inside the clause at `position`, which stands `depth` deep; its own when it is a leaf."""
    behind = and_(
        col(StoredClause.version_id) == version_id,
        col(StoredClause.position) > position,
        col(StoredClause.is_dropped).is_(False),
    )
    after = select(func.min(col(StoredClause.position))).where(behind, col(StoredClause.depth) <= depth)
    last = select(func.max(col(StoredClause.position))).where(behind)
    following = session.execute(after).scalar_one()
    return following - 1 if following is not None else session.execute(last).scalar_one() or position


def neighbours(session: Session, version_id: int, row: AnyRow) -> tuple[AnyRow | None, AnyRow | None]:
    """The clauses of the same kind before and after this one, inside quoted text or outside of it as this one is."""
    kind: ClauseKind = row.kind
    alike = and_(
        col(StoredClause.version_id) == version_id,
        col(StoredClause.is_dropped).is_(False),
        col(StoredClause.kind) == kind,
        col(StoredClause.quoted).is_(row.quoted),
    )
    position = col(StoredClause.position)
    before = select(*_SHOWN).where(alike, position < row.position).order_by(position.desc()).limit(1)
    after = select(*_SHOWN).where(alike, position > row.position).order_by(position).limit(1)
    return session.execute(before).one_or_none(), session.execute(after).one_or_none()
