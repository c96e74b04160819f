"""Queries about the versions of a draft and their clauses; the one place where an officer's sheet is stored."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.clause import Clause, Outline
from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.core.sheet import Line, Sheet
from consultation.core.vocabulary import Language
from consultation.store.columns import AnyRow
from consultation.store.tables import StoredClause, Version


def versions_of(session: Session, draft_id: int) -> list[Version]:
    """All versions of a draft, the first one first."""
    statement = select(Version).where(col(Version.draft_id) == draft_id).order_by(col(Version.ordinal))
    return list(session.execute(statement).scalars())


def latest_version(session: Session, draft_id: int, *, lock: bool = False) -> Version | None:
    """The newest version, published or not. `lock` reads it anew and holds its row until the transaction ends."""
    statement = select(Version).where(col(Version.draft_id) == draft_id).order_by(col(Version.ordinal).desc()).limit(1)
    if lock:
        statement = statement.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.execute(statement).scalar_one_or_none()


def published_version(session: Session, draft_id: int, ordinal: int | None = None) -> Version:
    """The version of that ordinal, or the newest, that the public may read; NotFound when there is none."""
    statement = select(Version).where(col(Version.draft_id) == draft_id, col(Version.published_at).is_not(None))
    if ordinal is not None:
        statement = statement.where(col(Version.ordinal) == ordinal)
    row = session.execute(statement.order_by(col(Version.ordinal).desc()).limit(1)).scalar_one_or_none()
    if row is None:
        raise NotFound(message("There is no such version of this draft."))
    return row


def version_of(session: Session, draft_id: int, ordinal: int) -> Version:
    """The version of that ordinal, published or not; NotFound when there is none."""
    for version in versions_of(session, draft_id):
        if version.ordinal == ordinal:
            return version
    raise NotFound(message("There is no such version of this draft."))


def links_of(session: Session, version_id: int) -> dict[str, str]:
    """The addresses of acts by the words that a version's file links to them."""
    return dict(session.execute(select(col(Version.links)).where(col(Version.id) == version_id)).scalar_one())


def clause_count(session: Session, version_id: int) -> int:
    """How many clauses the text has, without those set aside."""
    statement = select(func.count()).where(
        col(StoredClause.version_id) == version_id, col(StoredClause.is_dropped).is_(False)
    )
    return session.execute(statement).scalar_one()


def clause_ids(session: Session, version_id: int) -> dict[str, int]:
    """The row ids of a version's published clauses by eid."""
    statement = select(col(StoredClause.eid), col(StoredClause.id)).where(
        col(StoredClause.version_id) == version_id, col(StoredClause.is_dropped).is_(False)
    )
    return {eid: clause_id for eid, clause_id in session.execute(statement)}


def sheet_of_version(session: Session, version: Version) -> Sheet:
    """All clauses of a version as the officer's sheet."""
    columns = (
        col(StoredClause.depth),
        col(StoredClause.is_dropped),
        col(StoredClause.eid),
        col(StoredClause.parent_eid),
        col(StoredClause.kind),
        col(StoredClause.num),
        col(StoredClause.number),
        col(StoredClause.heading),
        col(StoredClause.text),
        col(StoredClause.quoted),
        col(StoredClause.language),
    )
    statement = select(*columns).where(col(StoredClause.version_id) == version.id).order_by(col(StoredClause.position))
    return Sheet(tuple(_line(row, version.language) for row in session.execute(statement)))


def outline_of_version(session: Session, version: Version) -> Outline:
    """The text of a version as a tree of clauses."""
    return sheet_of_version(session, version).outline


def store_sheet(session: Session, version: Version, new: Sheet, old: Sheet | None = None) -> None:
    """Write the lines that differ from `old` (None: nothing is stored yet), and those whose place changed."""
    was = old.lines if old is not None else ()
    start = _common(was, new.lines)
    tail = _common(was[start:][::-1], new.lines[start:][::-1]) if len(was) == len(new.lines) else 0
    end = len(new.lines) - tail
    if was:
        session.execute(
            delete(StoredClause).where(
                col(StoredClause.version_id) == version.id,
                col(StoredClause.position) > start,
                col(StoredClause.position) <= len(was) - tail,
            )
        )
    rows = list(_rows(version, new.lines, start, end))
    if rows:
        session.execute(insert(StoredClause), rows)


def forget_clauses(session: Session, version_id: int) -> None:
    """Delete the clauses of a version whose file is being replaced."""
    session.execute(delete(StoredClause).where(col(StoredClause.version_id) == version_id))


def set_language(session: Session, version: Version, language: Language) -> None:
    """Say in which language a text is; clauses that were in the text's own language follow."""
    session.execute(
        update(StoredClause)
        .where(col(StoredClause.version_id) == version.id, col(StoredClause.language) == version.language)
        .values(language=language)
    )
    version.language = language


def wids(session: Session, version_id: int) -> dict[str, str]:
    """The ids that the clauses of a version keep, by eid."""
    statement = select(col(StoredClause.eid), col(StoredClause.wid)).where(
        col(StoredClause.version_id) == version_id, col(StoredClause.is_dropped).is_(False)
    )
    return {eid: wid for eid, wid in session.execute(statement)}


def set_wids(session: Session, ids: Mapping[str, int], wids: Mapping[str, str]) -> None:
    """Give clauses the ids they keep; `ids` are those of their rows, both by eid."""
    session.execute(update(StoredClause), [{"id": ids[eid], "wid": wid} for eid, wid in wids.items()])


def _line(row: AnyRow, language: Language) -> Line:
    clause = Clause(
        eid=row.eid,
        parent=row.parent_eid,
        kind=row.kind,
        num=row.num,
        number=row.number,
        heading=row.heading,
        text=row.text,
        quoted=row.quoted,
        language=None if row.language == language else row.language,
    )
    return Line(row.depth, clause, row.is_dropped)


def _common(old: Sequence[Line], new: Sequence[Line]) -> int:
    most = min(len(old), len(new))
    return next((place for place in range(most) if old[place] != new[place]), most)


def _rows(version: Version, lines: Sequence[Line], start: int, end: int) -> Iterator[dict[str, object]]:
    for place in range(start, end):
        line = lines[place]
        yield {
            "version_id": version.id,
            "position": place + 1,
            "depth": line.depth,
            "parent_eid": line.clause.parent,
            "eid": line.clause.eid,
            "wid": line.clause.eid,
            "kind": line.clause.kind,
            "num": line.clause.num,
            "number": line.clause.number,
            "heading": line.clause.heading,
            "text": line.clause.text,
            "quoted": line.clause.quoted,
            "language": line.clause.language or version.language,
            "is_dropped": line.is_aside,
        }
