"""Work to be done outside a request: enqueued with the change that causes it, leased by one worker at a time.

A job whose worker died is taken up again when its lease ends; a job that raises is tried again later, at most
`MAX_ATTEMPTS` times. Handlers are therefore written so that doing them twice does no harm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Insert, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from consultation.store.tables import Job

LEASE = timedelta(minutes=10)
MAX_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Claim:
    """A job leased to this worker; `attempt` tells a finish from one that came too late."""

    job_id: int
    kind: str
    payload: Mapping[str, object]
    attempt: int


# Prepared once, for each database's own "on conflict": every comment asks for work.
_JOB: Final = SQLModel.metadata.tables["job"]
_ADD: Final[dict[str, Insert]] = {
    "sqlite": sqlite.insert(_JOB).on_conflict_do_nothing(index_elements=["dedupe_key"]),
    "postgresql": postgresql.insert(_JOB).on_conflict_do_nothing(index_elements=["dedupe_key"]),
}


def enqueue(
    session: Session,
    kind: str,
    payload: Mapping[str, object],
    now: datetime,
    *,
    run_at: datetime | None = None,
    dedupe_key: str | None = None,
) -> None:
    """Ask for work. While a job with the same `dedupe_key` has not been claimed, a second request adds nothing."""
    columns: dict[str, object] = {
        "kind": kind,
        "payload": dict(payload),
        "created_at": now,
        "run_at": run_at or now,
        "dedupe_key": dedupe_key,
    }
    connection = session.connection()
    connection.execute(_ADD[connection.dialect.name], columns)


def claim(session: Session, now: datetime) -> Claim | None:
    """Lease the oldest due job, or None. The key is given up, so that newer work can be asked for meanwhile."""
    due = (
        select(col(Job.id))
        .where(col(Job.done_at).is_(None), col(Job.failed_at).is_(None), col(Job.run_at) <= now)
        .where((col(Job.lease_until).is_(None)) | (col(Job.lease_until) <= now))
        .order_by(col(Job.run_at), col(Job.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    statement = (
        update(Job)
        .where(col(Job.id) == due.scalar_subquery())
        .values(lease_until=now + LEASE, attempts=col(Job.attempts) + 1, dedupe_key=None)
        .returning(col(Job.id), col(Job.kind), col(Job.payload), col(Job.attempts))
    )
    row = session.execute(statement).one_or_none()
    return None if row is None else Claim(row.id, row.kind, row.payload, row.attempts)


def finish(session: Session, claim: Claim, now: datetime) -> bool:
    """Mark a claimed job done; False when the lease had passed to another worker."""
    return _close(session, claim, {"done_at": now, "lease_until": None})


def fail(session: Session, claim: Claim, error: str, now: datetime) -> None:
    """Put a claimed job back with a growing delay, or give it up after the last attempt. `error` is a class name."""
    values: dict[str, object] = {"last_error": error[:2_000], "lease_until": None}
    if claim.attempt >= MAX_ATTEMPTS:
        values["failed_at"] = now
    else:
        values["run_at"] = now + timedelta(seconds=10 * 4**claim.attempt)
    _close(session, claim, values)


def count_open(session: Session) -> int:
    """How many jobs wait or run."""
    statement = select(func.count()).where(col(Job.done_at).is_(None), col(Job.failed_at).is_(None))
    return session.execute(statement).scalar_one()


def pressing(session: Session, *, limit: int = 50) -> list[Job]:
    """Jobs that are not done: those given up first, then the oldest."""
    statement = (
        select(Job)
        .where(col(Job.done_at).is_(None))
        .order_by(col(Job.failed_at).is_(None), col(Job.run_at), col(Job.id))
        .limit(limit)
    )
    return list(session.execute(statement).scalars())


def count_failed(session: Session) -> int:
    """How many jobs were given up."""
    return session.execute(select(func.count()).where(col(Job.failed_at).is_not(None))).scalar_one()


def _close(session: Session, claim: Claim, values: Mapping[str, object]) -> bool:
    statement = (
        update(Job)
        .where(col(Job.id) == claim.job_id, col(Job.attempts) == claim.attempt, col(Job.done_at).is_(None))
        .values(**values)
        .returning(col(Job.id))
    )
    return session.execute(statement).one_or_none() is not None
