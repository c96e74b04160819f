"""The session dependencies: a reader, and a writer that has committed before the answer leaves.

A session takes its connection at its first statement, in the handler's thread, and is settled there once the handler
has answered (`settle`). After a refusal it gives the connection back in a thread of its own pool: were that the
handlers' pool, then handlers waiting for the one SQLite writer could fill it, and the one they wait for could not end.
Writers of one process wait for their turn without a thread, so that readers keep theirs.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, asynccontextmanager
from functools import partial
from typing import Final, TypeVar

from litestar import Litestar
from litestar.datastructures import State
from sqlalchemy.orm import Session

from consultation.store.database import Database
from consultation.web.site import Site

HANDLER_THREADS: Final = 16
_WRITERS_AT_ONCE: Final = 6  # on PostgreSQL; SQLite has one
_RESULT = TypeVar("_RESULT")


class Ends:
    """Where transactions end: the turn that writers take, and the threads that commit."""

    def __init__(self, database: Database) -> None:
        self.turn = asyncio.Semaphore(1 if database.is_sqlite else _WRITERS_AT_ONCE)
        self._threads = ThreadPoolExecutor(4, "end-of-transaction")

    async def run(self, work: Callable[[], _RESULT]) -> _RESULT:
        """Run blocking work in the ending threads."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def close(self) -> None:
        """Stop the threads."""
        self._threads.shutdown()


@asynccontextmanager
async def lifespan(app: Litestar) -> AsyncGenerator[None, None]:
    """Give the application its threads, and take them away when it stops."""
    site: Site = app.state["site"]
    handlers = ThreadPoolExecutor(HANDLER_THREADS, "handler")
    asyncio.get_running_loop().set_default_executor(handlers)
    app.state["ends"] = ends = Ends(site.database)
    try:
        yield
    finally:
        ends.close()


def provide_database(state: State) -> Database:
    """The database itself, for the few steps that need more than one transaction (a slow hash between two of them)."""
    site: Site = state["site"]
    return site.database


async def provide_reader(state: State) -> AsyncGenerator[Session, None]:
    """A session for pages that only read."""
    site: Site = state["site"]
    async with _ended_elsewhere(site.database.read(), state["ends"]) as session:
        yield session


async def provide_writer(state: State) -> AsyncGenerator[Session, None]:
    """A writing transaction: committed when the handler returns, rolled back when anything is raised."""
    site: Site = state["site"]
    ends: Ends = state["ends"]
    async with ends.turn, _ended_elsewhere(site.database.write(), ends) as session:
        yield session


def settle(writer: object, reader: object) -> None:
    """End a handler's transaction in the handler's own thread, once it has answered: a second thread costs a tenth more.

    After a refusal nothing is settled here: the dependencies roll back.
    """
    if isinstance(writer, Session):
        writer.commit()
    if isinstance(reader, Session):
        reader.rollback()


@asynccontextmanager
async def _ended_elsewhere(door: AbstractContextManager[Session], ends: Ends) -> AsyncGenerator[Session, None]:
    session = door.__enter__()  # no statement yet, so nothing that blocks
    try:
        yield session
    except BaseException as error:
        kind, trace = type(error), error.__traceback__
        await ends.run(partial(door.__exit__, kind, error, trace))
        raise
    if session.in_transaction():
        await ends.run(partial(door.__exit__, None, None, None))
    else:
        door.__exit__(None, None, None)  # settled already: nothing that blocks
