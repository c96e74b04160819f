"""Finding public drafts by words in any script, filters with counts, and order: one function over both databases."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.messages import N_
from consultation.core.text import tokens
from consultation.core.vocabulary import ActKind, Outcome, Stage, Topic
from consultation.store.columns import LARGEST_ID, AnyRow
from consultation.store.tables import Authority, Draft, StoredClause, Version

_MOST_TOKENS: Final = 20
_DIGITS: Final = 10
_FTS: Final = table("draft_fts", column("rowid"))


class Sort(StrEnum):
    """The order of the list of consultations."""

    FITTING = "fitting"
    NEWEST = "newest"
    CLOSING = "closing"
    DISCUSSED = "discussed"

    @property
    def words(self) -> str:
        """The English source string."""
        return _SORT_WORDS[self]


_SORT_WORDS: Final = {
    Sort.FITTING: N_("Open ones first"),
    Sort.NEWEST: N_("Newest first"),
    Sort.CLOSING: N_("Closing soonest first"),
    Sort.DISCUSSED: N_("Most comments first"),
}
_STAGE_ORDER: Final = (Stage.OPEN, Stage.SCHEDULED, Stage.CLOSED, Stage.REPORTED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; None or "" means everything. The dates bound the opening of the discussion."""

    words: str = ""
    authority_id: int | None = None
    act_kind: ActKind | None = None
    topic: Topic | None = None
    stage: Stage | None = None
    opened_from: datetime | None = None
    opened_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many drafts each value of a filter would give, the other filters being as they are."""

    authorities: Mapping[int, int] = field(default_factory=dict)
    act_kinds: Mapping[ActKind, int] = field(default_factory=dict)
    topics: Mapping[Topic, int] = field(default_factory=dict)
    stages: Mapping[Stage, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the list (`total` drafts in all), the counts beside the filters, and the words searched for, folded.

    Rows have the draft's own public columns, `names` of its authority and its `stage` as a string.
    """

    rows: Sequence[AnyRow]
    total: int
    counts: Counts
    tokens: Sequence[str]


def find_drafts(session: Session, wanted: Wanted, sort: Sort, now: datetime, *, limit: int, offset: int) -> Found:
    """Public drafts that have all the words (each may be the beginning of one), filtered and sorted. Two queries."""
    words = _searched(wanted.words)
    if wanted.words and not words:
        return Found((), 0, Counts(), ())
    hits = _hits(session, words)
    number = _as_number(wanted.words)
    groups = _groups(session, wanted, hits, number, now)
    total = sum(n for *group, n in groups if _fits(wanted, group))
    rows = _rows(wanted, sort, hits, number, now).limit(limit).offset(offset)
    return Found(list(session.execute(rows).all()) if total else (), total, _counts(wanted, groups), words)


def headings_of(session: Session, draft_ids: Sequence[int]) -> dict[int, list[str]]:
    """The headings in the newest public text of each of these drafts, in document order."""
    newest = (
        select(func.max(col(Version.id)))
        .where(col(Version.draft_id).in_(draft_ids), col(Version.published_at).is_not(None))
        .group_by(col(Version.draft_id))
    )
    statement = (
        select(col(Version.draft_id), col(StoredClause.heading))
        .join(Version, col(Version.id) == col(StoredClause.version_id))
        .where(
            col(StoredClause.version_id).in_(newest),
            col(StoredClause.is_dropped).is_(False),
            col(StoredClause.heading).is_not(None),
        )
        .order_by(col(StoredClause.version_id), col(StoredClause.position))
    )
    found: dict[int, list[str]] = {}
    for draft_id, heading in session.execute(statement):
        found.setdefault(draft_id, []).append(heading or "")
    return found


def stage_column(now: datetime) -> ColumnElement[str]:
    """`core.stage.stage_of` in SQL, for drafts that have been scheduled."""
    return case(
        (col(Draft.withdrawn_at).is_not(None), literal(Stage.WITHDRAWN.value)),
        (col(Draft.outcome) == Outcome.ADOPTED, literal(Stage.ADOPTED.value)),
        (col(Draft.outcome) == Outcome.REJECTED, literal(Stage.REJECTED.value)),
        (col(Draft.reported_at).is_not(None), literal(Stage.REPORTED.value)),
        (col(Draft.opens_at) > now, literal(Stage.SCHEDULED.value)),
        (col(Draft.closes_at) > now, literal(Stage.OPEN.value)),
        else_=literal(Stage.CLOSED.value),
    )


def _searched(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token for token in tokens(words) if token.isalnum()))[:_MOST_TOKENS]


def _as_number(words: str) -> int | None:
    """The public number that was typed, so that a draft is found by it too."""
    typed = words.strip().removeprefix("№").strip()
    is_number = typed.isdecimal() and len(typed) <= _DIGITS and 0 < int(typed) <= LARGEST_ID
    return int(typed) if is_number else None


def _hits(session: Session, words: Sequence[str]) -> Subquery | None:
    """(id, rank) of the drafts that have every word, the best with the lowest rank; None without words."""
    if not words:
        return None
    if session.get_bind().dialect.name == "sqlite":
        match = " AND ".join(f'"{word}"*' for word in words)
        return (
            select(_FTS.c.rowid.label("id"), literal_column("bm25(draft_fts)").label("rank"))
            .where(literal_column("draft_fts").op("MATCH")(match))
            .subquery()
        )
    simple: ColumnElement[Any] = literal_column("'simple'")
    document = func.to_tsvector(simple, col(Draft.search_text))
    query = func.to_tsquery(simple, " & ".join(f"'{word}':*" for word in words))
    rank = (-func.ts_rank(document, query)).label("rank")
    return select(col(Draft.id).label("id"), rank).where(document.op("@@")(query)).subquery()


def _conditions(wanted: Wanted, hits: Subquery | None, number: int | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [col(Draft.opens_at).is_not(None)]
    if hits is not None:
        is_hit = col(Draft.id).in_(select(hits.c.id))
        conditions.append(or_(is_hit, col(Draft.id) == number) if number is not None else is_hit)
    if wanted.opened_from is not None:
        conditions.append(col(Draft.opens_at) >= wanted.opened_from)
    if wanted.opened_before is not None:
        conditions.append(col(Draft.opens_at) < wanted.opened_before)
    return conditions


_Group = tuple[int, ActKind, Topic, str, int]


def _groups(session: Session, wanted: Wanted, hits: Subquery | None, number: int | None, now: datetime) -> list[_Group]:
    """How many drafts there are for each authority, act kind, topic and stage, before any of these filters."""
    inner = (
        select(col(Draft.authority_id), col(Draft.act_kind), col(Draft.topic), stage_column(now).label("stage"))
        .where(*_conditions(wanted, hits, number))
        .subquery()
    )
    columns = (inner.c.authority_id, inner.c.act_kind, inner.c.topic, inner.c.stage)
    statement = select(*columns, func.count()).group_by(*columns)
    return [(row[0], row[1], row[2], row[3], row[4]) for row in session.execute(statement)]


def _chosen(wanted: Wanted) -> tuple[object, ...]:
    return wanted.authority_id, wanted.act_kind, wanted.topic, wanted.stage


def _fits(wanted: Wanted, group: Sequence[object]) -> bool:
    return all(chosen is None or chosen == has for chosen, has in zip(_chosen(wanted), group, strict=True))


def _counts(wanted: Wanted, groups: Sequence[_Group]) -> Counts:
    """For each filter the sums over the groups that fit all the others."""

    def by(place: int, others: Wanted) -> Counter[Any]:
        counter: Counter[Any] = Counter()
        for *group, n in groups:
            if _fits(others, group):
                counter[group[place]] += n
        return counter

    stages = by(3, replace(wanted, stage=None))
    return Counts(
        authorities=by(0, replace(wanted, authority_id=None)),
        act_kinds=by(1, replace(wanted, act_kind=None)),
        topics=by(2, replace(wanted, topic=None)),
        stages={Stage(name): n for name, n in stages.items()},
    )


def _rows(
    wanted: Wanted, sort: Sort, hits: Subquery | None, number: int | None, now: datetime
) -> Select[*tuple[Any, ...]]:
    stage = stage_column(now)
    statement: Select[*tuple[Any, ...]] = (
        select(
            col(Draft.id),
            col(Draft.authority_id),
            col(Draft.act_kind),
            col(Draft.language),
            col(Draft.topic),
            col(Draft.title),
            col(Draft.summary),
            col(Draft.opens_at),
            col(Draft.closes_at),
            col(Draft.reported_at),
            col(Draft.outcome),
            col(Draft.withdrawn_at),
            col(Draft.comment_count),
            col(Authority.names),
            stage.label("stage"),
        )
        .join(Authority, col(Authority.id) == col(Draft.authority_id))
        .where(*_conditions(wanted, hits, number))
    )
    if hits is not None:
        statement = statement.join(hits, hits.c.id == col(Draft.id), isouter=True)
    filters = (
        (col(Draft.authority_id), wanted.authority_id),
        (col(Draft.act_kind), wanted.act_kind),
        (col(Draft.topic), wanted.topic),
        (stage, wanted.stage and wanted.stage.value),
    )
    narrowed = and_(True, *(have == asked for have, asked in filters if asked is not None))
    return statement.where(narrowed).order_by(*_order(sort, stage, hits, number))


def _order(
    sort: Sort, stage: ColumnElement[str], hits: Subquery | None, number: int | None
) -> tuple[ColumnElement[Any], ...]:
    newest = (col(Draft.opens_at).desc(), col(Draft.id).desc())
    if sort is Sort.NEWEST:
        return newest
    if sort is Sort.DISCUSSED:
        return (col(Draft.comment_count).desc(), *newest)
    is_open = stage == Stage.OPEN.value
    closing = case((is_open, col(Draft.closes_at)))
    if sort is Sort.CLOSING:
        return (case((is_open, 0), else_=1), closing, *newest)
    rank = case(*((stage == each.value, place) for place, each in enumerate(_STAGE_ORDER)), else_=len(_STAGE_ORDER))
    if hits is None:
        return (rank, closing, *newest)
    fitting = (rank, hits.c.rank, *newest)
    return fitting if number is None else (case((col(Draft.id) == number, 0), else_=1), *fitting)
