"""How often one place did one thing: a counter per key and time window, exact over every process."""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import SQLModel, col

from consultation.store.tables import Rate

# Prepared once, for each database's own "on conflict".
_RATE: Final = SQLModel.metadata.tables["rate"]
_HIT: Final[dict[str, ReturningInsert[int]]] = {
    dialect: insert(_RATE)
    .on_conflict_do_update(index_elements=["key", "window"], set_={"hits": _RATE.c.hits + 1})
    .returning(_RATE.c.hits)
    for dialect, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


def hit(session: Session, key: str, *, now: datetime, window: timedelta) -> int:
    """Count one more hit of `key` in the current window; how many there are now. `key` is a keyed hash, no address.

    One statement, so that two processes never count the same hit.
    """
    number = _number(now, window)
    columns: dict[str, object] = {"key": key, "window": number, "hits": 1, "expires_at": _end(number, window)}
    connection = session.connection()
    hits: int = connection.execute(_HIT[connection.dialect.name], columns).scalar_one()
    return hits


def seconds_left(now: datetime, window: timedelta) -> int:
    """After how many seconds the current window ends, at least 1."""
    return max(1, int((_end(_number(now, window), window) - now).total_seconds()))


def clear(session: Session, key: str) -> None:
    """Forget the hits of a key (after a success)."""
    session.execute(delete(Rate).where(col(Rate.key) == key))


def forget_expired(session: Session, now: datetime) -> None:
    """Delete counters whose window is over."""
    session.execute(delete(Rate).where(col(Rate.expires_at) <= now))


def _number(now: datetime, window: timedelta) -> int:
    return int(now.timestamp() // window.total_seconds())


def _end(number: int, window: timedelta) -> datetime:
    return datetime.fromtimestamp((number + 1) * window.total_seconds(), UTC)
