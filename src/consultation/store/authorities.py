"""Queries about the bodies that draft acts."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.core.vocabulary import Language, Locale
from consultation.store.columns import is_id
from consultation.store.tables import Authority, Draft, Membership


def get_authority(session: Session, authority_id: int) -> Authority:
    """The authority of that id; NotFound when there is none."""
    row = session.get(Authority, authority_id) if is_id(authority_id) else None
    if row is None:
        raise NotFound(message("There is no such authority."))
    return row


def any_authority(session: Session) -> bool:
    """Whether there is any body that drafts acts: without one, nothing has been set up yet."""
    return session.execute(select(col(Authority.id)).limit(1)).first() is not None


def authorities(session: Session, ids: Collection[int]) -> list[Authority]:
    """The authorities of these ids, in the order they were added."""
    statement = select(Authority).where(col(Authority.id).in_(sorted(ids))).order_by(col(Authority.id))
    return list(session.execute(statement).scalars())


def name_in(names: Mapping[str, str], language: Language | Locale) -> str:
    """What a body is called in a language; in Uzbek (Latin) where it has no name in that one."""
    return names.get(language.value) or names[Language.UZ_LATN.value]


def all_authorities(session: Session) -> list[Row[int, str, dict[str, str], int, int]]:
    """Every authority: (id, slug, names, officers, drafts), by slug."""
    officers = (
        select(func.count(col(Membership.id)))
        .where(col(Membership.authority_id) == col(Authority.id))
        .correlate(Authority)
        .scalar_subquery()
    )
    drafts = (
        select(func.count(col(Draft.id)))
        .where(col(Draft.authority_id) == col(Authority.id))
        .correlate(Authority)
        .scalar_subquery()
    )
    statement = select(
        col(Authority.id), col(Authority.slug), col(Authority.names), officers.label("officers"), drafts.label("drafts")
    )
    return list(session.execute(statement.order_by(col(Authority.slug))).all())


def is_taken(session: Session, slug: str) -> bool:
    """Whether an authority has this short name."""
    return session.execute(select(col(Authority.id)).where(col(Authority.slug) == slug)).first() is not None


def add(session: Session, slug: str, names: Mapping[str, str], now: datetime) -> Authority:
    """Store a new authority and give it its id."""
    row = Authority(slug=slug, names=dict(names), created_at=now)
    session.add(row)
    session.flush()
    return row


def findable_drafts(session: Session, authority_id: int) -> list[Draft]:
    """The drafts of an authority that can be found by words, its names among them."""
    statement = select(Draft).where(col(Draft.authority_id) == authority_id, col(Draft.search_text) != "")
    return list(session.execute(statement.order_by(col(Draft.id))).scalars())
