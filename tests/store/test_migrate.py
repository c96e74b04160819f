"""The schema goes up, down and up again on both databases, and is exactly what the tables say."""

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from consultation.store import audit
from consultation.store.database import Database
from consultation.store.migrate import current_revision, head_revision, migrate, migration_config
from tests.factories import NOW


def test_migrate_goes_up_down_and_up_again(database: Database) -> None:
    migrate(database, "base")
    assert current_revision(database) is None
    migrate(database)
    assert current_revision(database) == head_revision()


def test_tables_and_migrations_agree(database: Database) -> None:
    config = migration_config()
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.check(config)


@pytest.mark.parametrize("statement", ["DELETE FROM audit_line", "UPDATE audit_line SET action = 'other'"])
def test_audit_lines_are_append_only(database: Database, statement: str) -> None:
    with database.write() as session:
        audit.record(session, at=NOW, actor_id=None, action="test", noun="draft", noun_id=1)
    with pytest.raises(DatabaseError, match="append-only"), database.write() as session:
        session.execute(text(statement))
