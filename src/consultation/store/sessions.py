"""Sign-in sessions by the hash of their cookie: made at sign-in, looked up at each page, ended at sign-out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.store.tables import AuthSession

# Prepared once: every page of somebody who has signed in asks this.
_FIND: Final = select(col(AuthSession.account_id), col(AuthSession.created_at), col(AuthSession.seen_at)).where(
    col(AuthSession.token_hash) == bindparam("token_hash"), col(AuthSession.expires_at) > bindparam("now")
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """A session that is still good."""

    account_id: int
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
    """The sign-in behind a cookie's hash, None when there is none or it has expired."""
    row = session.connection().execute(_FIND, {"token_hash": token_hash, "now": now}).one_or_none()
    return None if row is None else SignIn(*row)


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
