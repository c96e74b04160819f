"""What the drafters left in a version's file, and which text of it was taken."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    view = sa.Enum("accepted", "original", name="text_view", native_enum=False, create_constraint=True, length=32)
    with op.batch_alter_table("version") as table:
        table.add_column(sa.Column("marks", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("view", view, nullable=False, server_default="accepted"))
    with op.batch_alter_table("version") as table:
        table.alter_column("marks", server_default=None)
        table.alter_column("view", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("version") as table:
        table.drop_constraint("text_view", type_="check")
        table.drop_column("view")
        table.drop_column("marks")
