"""Queries about the rounds of a draft: the current one, all of them, and what arrived in one."""

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.store.tables import Account, Comment, Round, RoundExtension, Version


def open_round(session: Session, draft_id: int, *, lock: bool = False) -> Round | None:
    """The draft's latest round, or None before the first; whether it is open, its dates say: compare them with `now`.

    `lock` reads it anew and holds its row until the transaction ends, so that nobody moves its end meanwhile. Take the
    draft's lock first (`drafts.get_draft(lock=True)`): everybody locks in that order.
    """
    statement = select(Round).where(col(Round.draft_id) == draft_id).order_by(col(Round.ordinal).desc()).limit(1)
    if lock:
        statement = statement.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.execute(statement).scalar_one_or_none()


def current_round(session: Session, draft_id: int, *, lock: bool = False) -> Round:
    """The latest round of a draft that has one; NotFound before the first."""
    row = open_round(session, draft_id, lock=lock)
    if row is None:
        raise NotFound(message("There is no such round."))
    return row


def rounds_of(session: Session, draft_id: int) -> list[Row[Round, int]]:
    """All rounds of a draft with the ordinal of the version discussed, the first one first."""
    statement = (
        select(Round, col(Version.ordinal))
        .join(Version, col(Version.id) == col(Round.version_id))
        .where(col(Round.draft_id) == draft_id)
        .order_by(col(Round.ordinal))
    )
    return list(session.execute(statement).all())


def extensions_of(session: Session, draft_id: int) -> list[Row[RoundExtension, str]]:
    """Every prolongation of the draft's rounds with the name of the officer who made it, the first one first."""
    statement = (
        select(RoundExtension, col(Account.name))
        .join(Round, col(Round.id) == col(RoundExtension.round_id))
        .join(Account, col(Account.id) == col(RoundExtension.made_by))
        .where(col(Round.draft_id) == draft_id)
        .order_by(col(RoundExtension.id))
    )
    return list(session.execute(statement).all())


def arrived_in(session: Session, round_id: int) -> int:
    """How many comments and replies have arrived in a round, whatever moderation made of them."""
    statement = select(func.count()).where(col(Comment.round_id) == round_id)
    return session.execute(statement).scalar_one()
