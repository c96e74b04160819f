"""Bring a database to a revision, safely while several processes start at once."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.pool import NullPool

from consultation.resources import data_path
from consultation.store.database import Database, sqlite_engine

# Any number will do, as long as nothing else in the same PostgreSQL asks for the same advisory lock.
_ADVISORY_LOCK = 682_2021


def migrate(database: Database, revision: str = "head") -> None:
    """Upgrade to `revision` (or downgrade, for "base" and earlier ones); the first process migrates, others wait.

    On SQLite foreign keys are off while tables are rebuilt (a batch rebuild with keys on deletes the children) and
    are checked before the transaction commits.
    """
    if database.is_sqlite:
        _migrate_sqlite(database, revision)
    else:
        with database.write_connection() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
            _run(connection, revision)


def current_revision(database: Database) -> str | None:
    """The revision the database stands at, None when it was never migrated."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head_revision() -> str | None:
    """The newest revision this program knows."""
    return ScriptDirectory.from_config(migration_config()).get_current_head()


def _migrate_sqlite(database: Database, revision: str) -> None:
    engine = sqlite_engine(database.url, foreign_keys=False, poolclass=NullPool).execution_options(
        begin_mode="IMMEDIATE"
    )
    with engine.begin() as connection:
        _run(connection, revision)
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            raise RuntimeError(f"the migration would break {len(broken)} references; nothing was changed")
    engine.dispose()


def _run(connection: Connection, revision: str) -> None:
    config = migration_config()
    config.attributes["connection"] = connection
    if revision == "head" or not _is_older(connection, config, revision):
        command.upgrade(config, revision)
    else:
        command.downgrade(config, revision)


def _is_older(connection: Connection, config: Config, revision: str) -> bool:

    if revision == "base":
        return True
    current = MigrationContext.configure(connection).get_current_revision()
    if current is None:
        return False
    script = ScriptDirectory.from_config(config)
    return revision in {step.revision for step in script.iterate_revisions(current, "base")}


def migration_config() -> Config:
    """Alembic told where our migrations are."""
    config = Config()
    config.set_main_option("script_location", str(data_path("migrations")).replace("%", "%%"))
    return config
