"""Sending the mail that waits in the outbox: each is taken by one worker, tried again with growing pauses, never lost.

Mails are taken and marked as sent some at a time: a worker that is killed between the two has those sent once more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from consultation.core.vocabulary import Locale
from consultation.notify import Mailer
from consultation.store import outbox
from consultation.store.database import Database

_FIRST_PAUSE = timedelta(seconds=30)
_AT_ONCE: Final = 20
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Due:
    mail_id: int
    kind: str
    params: Mapping[str, object]
    locale: Locale
    attempts: int
    address: str


def send_waiting(database: Database, mailer: Mailer, *, now: datetime, keep_params: bool = False) -> int:
    """Send the mails that have been due longest; how many left. `keep_params` leaves codes readable (the demonstration)."""
    with database.read() as session:
        due = [
            _Due(mail.id, mail.kind, dict(mail.params), mail.locale, mail.attempts, address)
            for mail, address in outbox.unsent(session, limit=_AT_ONCE)
            if now >= mail.created_at + _pause(mail.attempts)
        ]
    if not due:
        return 0
    with database.write() as session:
        ours = outbox.take(session, {mail.mail_id: mail.attempts for mail in due})
    failures = {mail.mail_id: _failure(mailer, mail) for mail in due if mail.mail_id in ours}
    with database.write() as session:
        for mail_id, failure in failures.items():
            if failure:
                outbox.mark_failed(session, mail_id, failure)
        sent = [mail_id for mail_id, failure in failures.items() if not failure]
        outbox.mark_sent(session, sent, now, keep_params=keep_params)
    return len(sent)


def _failure(mailer: Mailer, mail: _Due) -> str:
    """Send one mail; the name of what went wrong, "" for nothing."""
    try:
        mailer.deliver(mail.kind, mail.params, to=mail.address, locale=mail.locale)
    except Exception as error:  # noqa: BLE001 - see the next line
        # One mail that cannot be sent must not keep the others back, whatever is wrong with it.
        log.warning("mail not sent", mail=mail.mail_id, kind=mail.kind, error=type(error).__name__)
        return type(error).__name__
    return ""


def _pause(attempts: int) -> timedelta:
    return _FIRST_PAUSE * (4**attempts - 1) if attempts else timedelta()
