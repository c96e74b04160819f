"""Where a clause comes from and what became of it, through every published version: what its page leads to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from consultation.core.messages import N_
from consultation.core.policy import Actor
from consultation.core.vocabulary import Language, LineageKind
from consultation.store import comments, lineage
from consultation.store.columns import AnyRow
from consultation.store.comments import Sieve, Sort
from consultation.web.public.shown import Shown, clause_names, show

_SHOWN: Final = 3  # comments on an earlier clause that are shown at once

# What became of a clause, said on its page in the older version.
_BECAME: Final = {
    LineageKind.SAME: N_("In version %(number)s it stands unchanged:"),
    LineageKind.REWORDED: N_("In version %(number)s it was reworded:"),
    LineageKind.MOVED: N_("In version %(number)s it was moved:"),
    LineageKind.SPLIT: N_("In version %(number)s it was divided:"),
    LineageKind.MERGED: N_("In version %(number)s it was joined with others:"),
    LineageKind.REMOVED: N_("In version %(number)s it was removed."),
}


_STANDS: Final = N_("In version %(number)s its parts are:")


@dataclass(frozen=True, slots=True)
class Place:
    """A clause of one version, by name and address, with its counts."""

    id: int
    ordinal: int
    name: str
    href: str
    language: Language
    comments: int
    support: int
    oppose: int


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a clause in the version `ordinal`; `words` is a source sentence with %(number)s."""

    ordinal: int
    words: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A clause of an earlier version that this one comes from, with the comments that were said of it there."""

    place: Place
    comments: Sequence[Shown]


def became(session: Session, draft: AnyRow, clause_id: int) -> list[Step]:
    """What became of a clause of an older version in each later one, as long as anything is left of it."""
    return list(_became(session, draft, clause_id))


def _became(session: Session, draft: AnyRow, clause_id: int) -> Iterator[Step]:
    here: Sequence[int] = [clause_id]
    for ordinal in range(draft.ordinal + 1, draft.newest + 1):
        rows = lineage.became(session, here)
        places = _places(session, draft, [row for row in rows if row.id is not None])
        if rows:
            yield Step(ordinal, _words({row.kind for row in rows if row.id is not None}), places)
        here = [place.id for place in places]
        if not here:
            return


def _words(kinds: set[LineageKind]) -> str:
    """The sentence for what became of a clause; of parts with several fates only where they are."""
    if not kinds:
        return _BECAME[LineageKind.REMOVED]
    return _BECAME[kinds.pop()] if len(kinds) == 1 else _STANDS


def earlier(session: Session, actor: Actor, draft: AnyRow, clause_id: int, now: datetime) -> list[Earlier]:
    """The clauses of earlier versions that this one comes from and of which something was said, the latest first."""
    return [
        Earlier(place, _comments(session, actor, draft, place, now))
        for place in _origins(session, draft, clause_id)
        if place.comments or place.support or place.oppose
    ]


def _origins(session: Session, draft: AnyRow, clause_id: int) -> Iterator[Place]:
    here: Sequence[int] = [clause_id]
    while here:
        rows = lineage.origins(session, here)
        places = _places(session, draft, [row for row in rows if row.id is not None])
        yield from places
        here = [place.id for place in places]


def _comments(session: Session, actor: Actor, draft: AnyRow, place: Place, now: datetime) -> list[Shown]:
    sieve = Sieve(clause_id=place.id, off_topic=False)
    rows = comments.listing(session, draft.id, sieve, Sort.SUPPORTED, limit=_SHOWN, offset=0) if place.comments else []
    return show(session, actor, rows, now)


def _places(session: Session, draft: AnyRow, rows: Iterable[AnyRow]) -> tuple[Place, ...]:
    by_id: Mapping[int, AnyRow] = {row.id: row for row in rows}
    names = clause_names(session, {row.id: draft.version_language for row in by_id.values()})
    return tuple(_place(draft, row, names[row.id]) for row in by_id.values())


def _place(draft: AnyRow, row: AnyRow, name: str) -> Place:
    return Place(
        id=row.id,
        ordinal=row.ordinal,
        name=name[:1].upper() + name[1:],
        href=f"/drafts/{draft.id}/versions/{row.ordinal}/clauses/{row.eid}",
        language=row.language,
        comments=row.comment_count,
        support=row.support_count,
        oppose=row.oppose_count,
    )
