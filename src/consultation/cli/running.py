"""Commands that run the system: serve, demo, migrate, worker."""

import logging
import multiprocessing
import os
import signal
import threading
from datetime import UTC, datetime
from functools import partial
from multiprocessing.process import BaseProcess
from typing import Final

import click
import uvicorn

from consultation import demo
from consultation.config import Settings
from consultation.notify import mailer
from consultation.store.database import Database
from consultation.store.migrate import current_revision, migrate
from consultation.web import log
from consultation.web.app import create_app
from consultation.web.clock import clock_for
from consultation.worker import Worker

_PATIENCE_SECONDS: Final = 30
_NICENESS: Final = 10  # on a small machine pages and comments come first


@click.command("migrate")
@click.argument("revision", default="head")
def migrate_command(revision: str) -> None:
    """Bring the database to the newest revision (or to REVISION; `base` empties it)."""
    database = open_database(Settings())
    migrate(database, revision)
    click.echo(f"The database stands at revision {current_revision(database) or 'base'}.")


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option(
    "--worker/--no-worker",
    default=True,
    show_default=True,
    help="Do the background work too, in a process beside this one.",
)
def serve_command(host: str, port: int, worker: bool) -> None:  # noqa: FBT001 - click passes options by name
    """Serve the website. Migrates the database first; several processes may start at once."""
    settings = Settings()
    database = open_database(settings)
    migrate(database)
    serve(settings, database, host=host, port=port, with_worker=worker)


@click.command("worker")
def worker_command() -> None:
    """Do the background work (clustering, mail) until stopped; run as many as there are machines for it."""
    settings = Settings()
    click.echo("The worker is waiting for work. Ctrl+C ends it.", err=True)
    work(settings)


@click.command("demo")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--serve/--no-serve", "then_serve", default=True, show_default=True)
def demo_command(host: str, port: int, then_serve: bool) -> None:  # noqa: FBT001 - click passes options by name
    """Fill an empty database with one draft act at every stage, print the sign-ins, and serve it."""
    settings = Settings(demo=True)
    database = open_database(settings)
    migrate(database)
    people = demo.build(database, now=datetime.now(UTC), report=partial(click.echo, err=True))
    click.echo(f"\nConsultation, demonstration: http://{host}:{port}\n")
    click.echo(f"Everybody's password is: {demo.PASSWORD}\n")
    for person in people:
        click.echo(f"  {person.email:<34}{person.what}")
    click.echo("")
    if then_serve:
        serve(settings, database, host=host, port=port, with_worker=True)


def serve(settings: Settings, database: Database, *, host: str, port: int, with_worker: bool) -> None:
    """Run the server until it is told to stop; the worker, if any, is a process beside it."""
    app = create_app(settings, database, clock_for(settings, database))
    worker = _start_worker(settings) if with_worker else None
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    try:
        uvicorn.run(
            app,
            host=host,
            port=port,
            access_log=False,
            server_header=False,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=list(settings.trusted_proxies),
        )
    finally:
        if worker is not None:
            worker.terminate()  # which it takes as the wish to stop after what it is doing
            worker.join(timeout=_PATIENCE_SECONDS)
        database.dispose()


def work(settings: Settings) -> None:
    """Do the background work until a signal says stop, or the server that started this process has gone."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if (server := multiprocessing.parent_process()) is not None:
        threading.Thread(target=_stop_after, args=(server, stop), name="server's end", daemon=True).start()
    log.configure()
    database = open_database(settings)
    Worker(database, mailer(settings), clock_for(settings, database), keeps_mail=settings.demo).run(stop)
    database.dispose()


def _stop_after(server: BaseProcess, stop: threading.Event) -> None:
    server.join()  # a server that was killed tells nobody
    stop.set()


def open_database(settings: Settings) -> Database:
    """The configured database; makes the data directory of the embedded one."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return Database(settings.database)


def _start_worker(settings: Settings) -> BaseProcess:
    # A process and not a thread: clustering thousands of comments would take its time from every page.
    worker = multiprocessing.get_context("spawn").Process(target=work, args=(settings,), name="worker", daemon=True)
    worker.start()
    return worker


COMMANDS = (serve_command, demo_command, migrate_command, worker_command)
