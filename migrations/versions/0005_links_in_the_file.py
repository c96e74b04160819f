"""The links of a version's file to acts, and corrections that were taken back and can be made again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("version", sa.Column("redo", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("version", sa.Column("links", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("version") as table:
        table.alter_column("redo", server_default=None)
        table.alter_column("links", server_default=None)


def downgrade() -> None:
    op.drop_column("version", "links")
    op.drop_column("version", "redo")
