"""How Alembic reaches the database: a connection handed over by `store.migrate`, or the configured URL."""

import os
from typing import Any

from alembic import context
from sqlalchemy import Connection, DateTime, String
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

import consultation.store.tables  # noqa: F401 - fills the metadata
from consultation.store.database import Database


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Write SQLModel's own types as plain SQLAlchemy ones, so that a migration imports nothing of ours."""
    if kind != "type":
        return False
    if isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if not isinstance(item, (String, DateTime)) and isinstance(getattr(item, "impl", None), DateTime):
        return "sa.DateTime(timezone=True)"
    return False


def include_object(_item: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    """Leave the search index and what it keeps beside itself to the migration that made it by hand."""
    return not (kind in {"table", "index"} and (name or "").startswith(("draft_fts", "ix_draft_search")))


def run(connection: Connection) -> None:
    """Run the migrations on one connection, in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=render_item,
        include_object=include_object,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    database = Database(os.environ["CONSULTATION_DATABASE_URL"])
    with database.write_connection() as own_connection:
        run(own_connection)
    database.dispose()
