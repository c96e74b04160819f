"""Queries about votes: the one row a person has for each target, and what a person's votes are on a page."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.vocabulary import VoteTarget, VoteValue
from consultation.store.tables import Vote


def value_of(session: Session, account_id: int, target: VoteTarget, target_id: int) -> VoteValue | None:
    """A person's stand on one target, None when there is none (or it was taken back)."""
    statement = select(col(Vote.value)).where(
        col(Vote.account_id) == account_id, col(Vote.target) == target, col(Vote.target_id) == target_id
    )
    return session.execute(statement).scalar_one_or_none()


def put(
    session: Session,
    *,
    account_id: int,
    draft_id: int,
    round_id: int,
    target: VoteTarget,
    target_id: int,
    value: VoteValue | None,
    now: datetime,
) -> None:
    """Write a person's stand, over an earlier one if there is one."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(
        insert(Vote)
        .values(
            account_id=account_id,
            draft_id=draft_id,
            round_id=round_id,
            target=target,
            target_id=target_id,
            value=value,
            cast_at=now,
        )
        .on_conflict_do_update(
            index_elements=[col(Vote.account_id), col(Vote.target), col(Vote.target_id)],
            set_={"value": value, "cast_at": now},
        )
    )


def of_person(
    session: Session, account_id: int | None, target: VoteTarget, target_ids: Collection[int]
) -> dict[int, VoteValue]:
    """A person's votes on these targets, by the target's id; nothing for a visitor."""
    if account_id is None or not target_ids:
        return {}
    statement = select(col(Vote.target_id), col(Vote.value)).where(
        col(Vote.account_id) == account_id, col(Vote.target) == target, col(Vote.target_id).in_(target_ids)
    )
    return {target_id: value for target_id, value in session.execute(statement) if value is not None}
