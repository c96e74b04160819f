"""The corrections of a version as a list, so that they can be made again on a newly saved copy of the file."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("version", sa.Column("corrections", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("version") as table:
        table.alter_column("corrections", server_default=None)


def downgrade() -> None:
    op.drop_column("version", "corrections")
