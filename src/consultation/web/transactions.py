"""The session dependencies, a reader and a writer that has committed before the answer leaves, and the threads for both.

A session takes its connection at its first statement, in the handler's thread, and `run` ends it there. SQLite has one
writer, so there the handlers that write share one thread: they wait for their turn without a thread each, readers keep
theirs, and no time goes into handing the one writing connection from thread to thread.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from contextvars import copy_context
from typing import Final, TypeVar

from litestar import Litestar
from litestar.datastructures import State
from sqlalchemy.orm import Session

from consultation.store.database import Database
from consultation.web.site import Req, Site

HANDLER_THREADS: Final = 16
_WRITERS_AT_ONCE: Final = 6  # on PostgreSQL; SQLite has one
_WRITERS: Final = "writers"
_RESULT = TypeVar("_RESULT")


@asynccontextmanager
async def lifespan(app: Litestar) -> AsyncGenerator[None, None]:
    """Give the application its threads, and take them away when it stops."""
    site: Site = app.state["site"]
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(HANDLER_THREADS, "handler"))
    with ThreadPoolExecutor(1 if site.database.is_sqlite else _WRITERS_AT_ONCE, "writer") as writers:
        app.state[_WRITERS] = writers
        yield


def provide_database(state: State) -> Database:
    """The database itself, for the few steps that need more than one transaction (a slow hash between two of them)."""
    site: Site = state["site"]
    return site.database


async def provide_reader(state: State) -> AsyncGenerator[Session, None]:
    """A session for pages that only read."""
    site: Site = state["site"]
    with site.database.read() as session:  # ended by `run` when this goes on: nothing that blocks
        yield session


async def provide_writer(state: State) -> AsyncGenerator[Session, None]:
    """A writing transaction: committed when the handler returns, rolled back when anything is raised."""
    site: Site = state["site"]
    with site.database.write() as session:  # as above
        yield session


def writers_of(request: Req) -> Executor:
    """The threads that write."""
    writers: Executor = request.app.state[_WRITERS]
    return writers


async def run(
    work: Callable[[], _RESULT], *, request: Req | None, writer: Session | None, reader: Session | None
) -> _RESULT:
    """Run a handler in a thread of its kind, where its sessions are ended too; a handler that writes gives its request."""

    def ended() -> _RESULT:
        try:
            answer = work()
            if writer is not None:
                writer.commit()
        finally:
            for session in (writer, reader):
                if session is not None:
                    session.rollback()  # of what was committed nothing is left to roll back
        return answer

    threads = None if writer is None or request is None else writers_of(request)
    return await asyncio.get_running_loop().run_in_executor(threads, copy_context().run, ended)
