"""Engines and transactions: SQLite with one fair writer, PostgreSQL as it comes; the same calls for both."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session, SessionTransaction

BUSY_TIMEOUT_MS = 15_000


class QuickSession(Session):
    """A session that asks for its connection once in a transaction: looking it up costs a third of a short statement."""

    _held: tuple[SessionTransaction, Connection] | None = None

    def connection(self, *asked: Any, **options: Any) -> Connection:  # noqa: ANN401 - the session's own
        """The connection of the transaction under way."""
        if asked or options:
            return super().connection(*asked, **options)
        held, transaction = self._held, self.get_transaction()
        if held is not None and held[0] is transaction and transaction is not None and transaction.is_active:
            return held[1]
        connection = super().connection()
        begun = self.get_transaction()
        self._held = None if begun is None else (begun, connection)
        return connection


class Database:
    """One database reached by URL; `read()` and `write()` are the only doors to a session."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = normalise_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self._reader = sqlite_engine(self.url, pool_size=pool_size, max_overflow=pool_size, pool_timeout=30)
            # One writer connection per process: the pool queues writers fairly, SQLite's busy handler only retries.
            writer = sqlite_engine(self.url, pool_size=1, max_overflow=0, pool_timeout=30)
            self._writer: Engine = writer.execution_options(begin_mode="IMMEDIATE")
        else:
            self._reader = self._writer = create_engine(
                self.url,
                pool_size=pool_size,
                max_overflow=pool_size,
                pool_pre_ping=True,
                json_serializer=_to_json,
                hide_parameters=True,
            )

    @property
    def engine(self) -> Engine:
        """The reading engine, for tools that need one (Alembic, tests)."""
        return self._reader

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session whose changes, if any, are thrown away."""
        with QuickSession(self._reader, expire_on_commit=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A writing transaction: committed when the block ends, rolled back when it raises.

        On SQLite it holds the write lock from its first statement; on PostgreSQL it locks rows as they are touched.
        """
        with QuickSession(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def write_connection(self) -> Iterator[Connection]:
        """A writing transaction on a bare connection (migrations)."""
        with self._writer.begin() as connection:
            yield connection

    def dispose(self) -> None:
        """Close every pooled connection."""
        self._reader.dispose()
        self._writer.dispose()


def normalise_url(url: str) -> URL:
    """Map any configured URL to the one driver we use for its database."""
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise ValueError(f"{backend} is not supported: use a sqlite:/// or a postgresql:// address")
    if not parsed.database or parsed.database == ":memory:":
        raise ValueError("SQLite needs a file: several connections must see one database")
    return parsed.set(drivername="sqlite+pysqlite")


def sqlite_url(path: Path) -> str:
    """The URL of an SQLite file."""
    return f"sqlite:///{path}"


def sqlite_engine(url: URL, *, foreign_keys: bool = True, **options: Any) -> Engine:  # noqa: ANN401 - create_engine's own
    """An engine whose transactions are begun by us, in the mode that its execution option `begin_mode` names."""
    engine = create_engine(
        url,
        json_serializer=_to_json,
        hide_parameters=True,  # errors are logged, and what people wrote is not
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
        **options,
    )
    pragmas = (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
    )

    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
        # The driver must not open transactions by itself: we say BEGIN, and which one.
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin_mode", "")
    connection.exec_driver_sql(f"BEGIN {mode}".strip())


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
