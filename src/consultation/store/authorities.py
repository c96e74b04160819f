"""Queries about the bodies that draft acts."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.core.vocabulary import Language, Locale
from consultation.store.tables import Authority


def get_authority(session: Session, authority_id: int) -> Authority:
    """The authority of that id; NotFound when there is none."""
    row = session.get(Authority, authority_id)
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
