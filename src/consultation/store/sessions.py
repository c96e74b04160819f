"""Sign-in sessions by the hash of their cookie: made at sign-in, looked up at each page, ended at sign-out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.policy import Actor
from consultation.store import accounts
from consultation.store.tables import Account, AuthSession, Membership

# Prepared once: every page of somebody who has signed in asks this. A row for each role the person holds.
_FIND: Final = (
    select(col(AuthSession.created_at), col(AuthSession.seen_at), col(AuthSession.account_id), *accounts.PERSON)
    .join(Account, col(Account.id) == col(AuthSession.account_id))
    .join(Membership, col(Membership.account_id) == col(AuthSession.account_id), isouter=True)
    .where(
        col(AuthSession.token_hash) == bindparam("token_hash"),
        col(AuthSession.expires_at) > bindparam("now"),
        col(Account.disabled_at).is_(None),
    )
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """A session that is still good, and whose it is."""

    actor: Actor
    created_at: datetime
    seen_at: datetime


def add(session: Session, *, token_hash: str, account_id: int, now: datetime, expires_at: datetime) -> None:
    """Store a new sign-in."""
    session.execute(
        insert(AuthSession).values(
            token_hash=token_hash, account_id=account_id, created_at=now, seen_at=now, expires_at=expires_at
        )
    )


def find(session: Session, token_hash: str, now: datetime) -> SignIn | None:
    """The sign-in behind a cookie's hash; None when there is none, it has expired, or the account is disabled."""
    rows = session.connection().execute(_FIND, {"token_hash": token_hash, "now": now}).all()
    if not rows:
        return None
    created_at, seen_at, account_id = rows[0][:3]
    return SignIn(accounts.as_actor(account_id, [row[3:] for row in rows]), created_at, seen_at)


def touch(session: Session, token_hash: str, now: datetime, expires_at: datetime) -> None:
    """Note that the person was here, and let the session live on."""
    session.execute(
        update(AuthSession).where(col(AuthSession.token_hash) == token_hash).values(seen_at=now, expires_at=expires_at)
    )


def end(session: Session, token_hash: str) -> None:
    """End one sign-in."""
    session.execute(delete(AuthSession).where(col(AuthSession.token_hash) == token_hash))


def end_all(session: Session, account_id: int, *, but: str | None = None) -> int:
    """End every sign-in of an account, except the one with the hash `but`; how many were ended."""
    statement = delete(AuthSession).where(col(AuthSession.account_id) == account_id)
    if but is not None:
        statement = statement.where(col(AuthSession.token_hash) != but)
    return len(session.execute(statement.returning(col(AuthSession.token_hash))).all())


def count(session: Session, account_id: int, now: datetime) -> int:
    """In how many places the account is signed in."""
    rows = session.execute(
        select(col(AuthSession.token_hash)).where(
            col(AuthSession.account_id) == account_id, col(AuthSession.expires_at) > now
        )
    )
    return len(rows.all())


def forget_expired(session: Session, now: datetime) -> None:
    """Delete sign-ins that have expired."""
    session.execute(delete(AuthSession).where(col(AuthSession.expires_at) <= now))


def carry_on(session: Session, was: datetime, now: datetime, expires_at: datetime) -> None:
    """Keep everybody signed in who was at `was` (the demonstration's clock has jumped to `now`)."""
    session.execute(
        update(AuthSession).where(col(AuthSession.expires_at) > was).values(seen_at=now, expires_at=expires_at)
    )
