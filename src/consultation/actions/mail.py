"""Sending the mail that waits in the outbox: each is taken by one worker, tried again with growing pauses, never lost."""

from datetime import datetime, timedelta

import structlog

from consultation.core.vocabulary import Locale
from consultation.notify import Mailer
from consultation.store import outbox
from consultation.store.database import Database

_FIRST_PAUSE = timedelta(seconds=30)
log = structlog.get_logger(__name__)


def send_waiting(database: Database, mailer: Mailer, *, now: datetime, keep_params: bool = False) -> int:
    """Send every mail that is due; returns how many left. `keep_params` leaves codes readable (the demonstration)."""
    with database.read() as session:
        due = [
            (mail.id, mail.kind, dict(mail.params), mail.locale, mail.attempts, address)
            for mail, address in outbox.unsent(session)
            if now >= mail.created_at + _pause(mail.attempts)
        ]
    sent = 0
    for mail_id, kind, params, locale, attempts, address in due:
        with database.write() as session:
            is_ours = outbox.take(session, mail_id, attempts)
        if is_ours:
            sent += _send(database, mailer, mail_id, kind, params, address, locale, now, keep_params=keep_params)
    return sent


def _send(
    database: Database,
    mailer: Mailer,
    mail_id: int,
    kind: str,
    params: dict[str, object],
    address: str,
    locale: Locale,
    now: datetime,
    *,
    keep_params: bool,
) -> bool:
    try:
        mailer.deliver(kind, params, to=address, locale=locale)
    except Exception as error:  # noqa: BLE001 - see the next line
        # One mail that cannot be sent must not keep the others back, whatever is wrong with it.
        log.warning("mail not sent", mail=mail_id, kind=kind, error=type(error).__name__)
        with database.write() as session:
            outbox.mark_failed(session, mail_id, type(error).__name__)
        return False
    with database.write() as session:
        outbox.mark_sent(session, mail_id, now, keep_params=keep_params)
    return True


def _pause(attempts: int) -> timedelta:
    return _FIRST_PAUSE * (4**attempts - 1) if attempts else timedelta()
