"""Campaigns, all numbers of a cluster, and indexes with which no page walks the members of a large one."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_COUNTS = ("exact_copy_count", "organisation_count", "co_signer_count")


def upgrade() -> None:
    for name in _COUNTS:
        op.add_column("cluster", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("cluster") as table:
        for name in _COUNTS:
            table.alter_column(name, server_default=None)
    op.create_table(
        "campaign",
        sa.Column("cluster_id", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("alerts", sa.JSON(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cluster_id"], ["cluster.id"], name="fk_campaign_cluster_id_cluster"),
        sa.PrimaryKeyConstraint("cluster_id", name="pk_campaign"),
    )
    op.drop_index("ix_cluster_round_id", "cluster")
    op.create_index("ix_cluster_round_size", "cluster", ["round_id", "retired_at", "comment_count"])
    op.drop_index("ix_comment_cluster_id", "comment")
    op.create_index("ix_comment_cluster_state", "comment", ["cluster_id", "state", "id"])
    op.drop_index("ix_comment_round_state", "comment")
    op.create_index("ix_comment_round_state", "comment", ["round_id", "state", "parent_id", "cluster_id"])


def downgrade() -> None:
    op.drop_index("ix_comment_round_state", "comment")
    op.create_index("ix_comment_round_state", "comment", ["round_id", "state"])
    op.drop_index("ix_comment_cluster_state", "comment")
    op.create_index("ix_comment_cluster_id", "comment", ["cluster_id"])
    op.drop_index("ix_cluster_round_size", "cluster")
    op.create_index("ix_cluster_round_id", "cluster", ["round_id"])
    op.drop_table("campaign")
    for name in _COUNTS:
        op.drop_column("cluster", name)
