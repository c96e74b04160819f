"""What became of the clauses of one version in the next: proposed, decided about, published."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _kind() -> sa.Enum:
    return sa.Enum(
        "same",
        "reworded",
        "moved",
        "split",
        "merged",
        "removed",
        "new",
        name="kind",
        native_enum=False,
        create_constraint=True,
        length=32,
    )


def upgrade() -> None:
    op.add_column("version", sa.Column("open_links", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("version") as table:
        table.alter_column("open_links", server_default=None)
    op.create_table(
        "lineage_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("old", sa.JSON(), nullable=False),
        sa.Column("new", sa.JSON(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("is_certain", sa.Boolean(), nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_lineage_link_score")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_lineage_link_version_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lineage_link")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_lineage_link_version_id_position")),
    )
    op.create_table(
        "lineage_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("old", sa.JSON(), nullable=False),
        sa.Column("new", sa.JSON(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("is_change", sa.Boolean(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_lineage_decision_score")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_lineage_decision_version_id_version")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_lineage_decision_decided_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lineage_decision")),
    )
    op.create_index(op.f("ix_lineage_decision_version_id"), "lineage_decision", ["version_id"])
    op.create_table(
        "descent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("old_clause_id", sa.Integer(), nullable=True),
        sa.Column("new_clause_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "old_clause_id IS NOT NULL OR new_clause_id IS NOT NULL", name=op.f("ck_descent_of_something")
        ),
        sa.CheckConstraint("(kind = 'removed') = (new_clause_id IS NULL)", name=op.f("ck_descent_removed_is_gone")),
        sa.CheckConstraint("(kind = 'new') = (old_clause_id IS NULL)", name=op.f("ck_descent_new_comes_from_nothing")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_descent_version_id_version")),
        sa.ForeignKeyConstraint(["old_clause_id"], ["clause.id"], name=op.f("fk_descent_old_clause_id_clause")),
        sa.ForeignKeyConstraint(["new_clause_id"], ["clause.id"], name=op.f("fk_descent_new_clause_id_clause")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_descent")),
    )
    for column in ("version_id", "old_clause_id", "new_clause_id"):
        op.create_index(op.f(f"ix_descent_{column}"), "descent", [column])


def downgrade() -> None:
    for table in ("descent", "lineage_decision", "lineage_link"):
        op.drop_table(table)
    op.drop_column("version", "open_links")
