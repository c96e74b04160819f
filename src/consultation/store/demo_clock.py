"""By how much the demonstration's clock runs ahead; kept in the database so that all processes agree."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.store.tables import DemoClock


def ahead(session: Session) -> timedelta:
    """By how much the demonstration's clock runs ahead."""
    seconds = session.execute(select(col(DemoClock.ahead))).scalar_one_or_none()
    return timedelta(seconds=seconds or 0)


def move(session: Session, by: timedelta) -> None:
    """Move the demonstration's clock forward."""
    row = session.get(DemoClock, 1) or DemoClock(id=1, ahead=0)
    row.ahead += int(by.total_seconds())
    session.add(row)
    session.flush()
