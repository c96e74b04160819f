"""Mails waiting to be sent: put in with the change they tell of, taken out by the worker."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Insert, Row, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from consultation.store.tables import Account, OutboxMail

_TRIES = 8


# Prepared once, for each database's own "on conflict": every comment is followed by a mail.
_MAIL: Final = SQLModel.metadata.tables["outbox_mail"]
_LOCALE: Final = select(col(Account.locale)).where(col(Account.id) == bindparam("reader")).scalar_subquery()
_ADD: Final[dict[str, Insert]] = {
    dialect: insert(_MAIL).values(locale=_LOCALE).on_conflict_do_nothing(index_elements=["dedupe_key"])
    for dialect, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


def enqueue(
    session: Session,
    *,
    account_id: int,
    kind: str,
    params: Mapping[str, object],
    now: datetime,
    dedupe_key: str | None = None,
) -> None:
    """Put a mail into the outbox in the caller's transaction, in the language the account asked for.

    `kind` is one of `notify.words`; a second mail with the same `dedupe_key` is not added.
    """
    columns: dict[str, object] = {
        "account_id": account_id,
        "reader": account_id,
        "kind": kind,
        "params": dict(params),
        "dedupe_key": dedupe_key,
        "created_at": now,
        "attempts": 0,
        "last_error": "",
    }
    connection = session.connection()
    connection.execute(_ADD[connection.dialect.name], columns)


def unsent(session: Session, *, limit: int) -> list[Row[OutboxMail, str]]:
    """Mails to be sent with the address they go to, oldest first; those given up are left out."""
    statement = (
        select(OutboxMail, col(Account.email))
        .join(Account, col(Account.id) == col(OutboxMail.account_id))
        .where(col(OutboxMail.sent_at).is_(None), col(OutboxMail.attempts) < _TRIES)
        .order_by(col(OutboxMail.attempts), col(OutboxMail.id))
        .limit(limit)
    )
    return list(session.execute(statement).all())


def waiting(session: Session) -> Row[int, int, datetime | None]:
    """Mails that have not left: (to be sent, given up, when the oldest of those to be sent was put in)."""
    can_go = col(OutboxMail.attempts) < _TRIES
    statement = select(
        func.count(col(OutboxMail.id)).filter(can_go),
        func.count(col(OutboxMail.id)).filter(~can_go),
        func.min(col(OutboxMail.created_at)).filter(can_go),
    )
    return session.execute(statement.where(col(OutboxMail.sent_at).is_(None))).one()


def newest(session: Session, *, limit: int = 50) -> list[Row[OutboxMail, str]]:
    """The last mails, sent or not, with the address they go to (the demonstration shows them)."""
    statement = (
        select(OutboxMail, col(Account.email))
        .join(Account, col(Account.id) == col(OutboxMail.account_id))
        .order_by(col(OutboxMail.id).desc())
        .limit(limit)
    )
    return list(session.execute(statement).all())


def mark_sent(session: Session, mail_ids: Collection[int], now: datetime, *, keep_params: bool = False) -> None:
    """Note that mails have left. Their parameters may hold a code or a link: they go, unless the demonstration shows them."""
    values: dict[str, object] = {"sent_at": now} if keep_params else {"sent_at": now, "params": {}}
    session.execute(update(OutboxMail).where(col(OutboxMail.id).in_(mail_ids)).values(**values))


def take(session: Session, attempts: Mapping[int, int]) -> set[int]:
    """Claim mails for one more try, given how many each had when it was read; without those another worker was faster at."""
    unsent = (
        select(col(OutboxMail.id), col(OutboxMail.attempts))
        .where(col(OutboxMail.id).in_(attempts), col(OutboxMail.sent_at).is_(None))
        .with_for_update(skip_locked=True)
    )
    ours = {mail_id for mail_id, had in session.execute(unsent) if had == attempts[mail_id]}
    tried = {"attempts": col(OutboxMail.attempts) + 1}
    session.execute(update(OutboxMail).where(col(OutboxMail.id).in_(ours)).values(**tried))
    return ours


def mark_failed(session: Session, mail_id: int, error: str) -> None:
    """Note why a mail could not be sent this time; `error` names the failure, never the address."""
    session.execute(update(OutboxMail).where(col(OutboxMail.id) == mail_id).values(last_error=error[:2_000]))


def settle(session: Session, now: datetime) -> None:
    """Mark every waiting mail as sent without sending it (the demonstration tells of days gone by)."""
    session.execute(update(OutboxMail).where(col(OutboxMail.sent_at).is_(None)).values(sent_at=now))
