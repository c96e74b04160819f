"""What each comment adds to its cluster and who read it, decisions that name all they touched, and authors' objections."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _new_columns()
    _new_tables()
    _name_what_was_decided(op.get_bind())


def _new_columns() -> None:
    op.add_column("cluster", sa.Column("name", sa.String(length=200), nullable=False, server_default=""))
    op.add_column("cluster", sa.Column("is_locked", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("cluster", sa.Column("unread_count", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("cluster") as table:
        for column in ("name", "is_locked", "unread_count"):
            table.alter_column(column, server_default=None)
    op.add_column("comment", sa.Column("residue_key", sa.String(length=64), nullable=True))
    op.add_column("comment", sa.Column("residue_of", sa.String(length=64), nullable=False, server_default=""))
    with op.batch_alter_table("comment") as table:
        table.alter_column("residue_of", server_default=None)
        table.create_index("ix_comment_residue", ["cluster_id", "residue_key"])
    _decisions_of("merge", "split", "move", "lock", "name")
    for column, empty in (("beside_ids", "[]"), ("groups", "[]")):
        op.add_column("cluster_decision", sa.Column(column, sa.JSON(), nullable=False, server_default=empty))
    op.add_column("cluster_decision", sa.Column("name", sa.String(length=200), nullable=False, server_default=""))
    with op.batch_alter_table("cluster_decision") as table:
        for column in ("beside_ids", "groups", "name"):
            table.alter_column(column, server_default=None)


def _decisions_of(*kinds: str) -> None:
    with op.batch_alter_table("cluster_decision") as table:
        table.drop_constraint("kind", type_="check")
        table.create_check_constraint("kind", sa.column("kind").in_(kinds))


def _new_tables() -> None:
    op.create_table(
        "residue_read",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("residue_key", sa.String(length=64), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_residue_read_account_id_account")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_residue_read_comment_id_comment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_residue_read")),
        sa.UniqueConstraint(
            "comment_id",
            "account_id",
            "residue_key",
            name=op.f("uq_residue_read_comment_id_account_id_residue_key"),
        ),
    )
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("cluster_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("objected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("left", "asked", "apart", name="outcome", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_objection_account_id_account")),
        sa.ForeignKeyConstraint(["cluster_id"], ["cluster.id"], name=op.f("fk_objection_cluster_id_cluster")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_objection_comment_id_comment")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_objection_round_id_round")),
        sa.ForeignKeyConstraint(["settled_by"], ["account.id"], name=op.f("fk_objection_settled_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
    )
    op.create_index(op.f("ix_objection_comment_id"), "objection", ["comment_id"])
    op.create_index(op.f("ix_objection_round_id"), "objection", ["round_id"])


def _name_what_was_decided(connection: sa.Connection) -> None:
    """Earlier decisions named only the comments that were chosen; what they led to stands in the clusters of today."""
    decision = sa.table(
        "cluster_decision",
        sa.column("id", sa.Integer),
        sa.column("round_id", sa.Integer),
        sa.column("comment_ids", sa.JSON),
        sa.column("groups", sa.JSON),
    )
    comment = sa.table("comment", *(sa.column(name) for name in ("id", "round_id", "machine_cluster", "cluster_id")))
    for row in connection.execute(sa.select(decision)).all():
        chosen = row.comment_ids if isinstance(row.comment_ids, list) else json.loads(row.comment_ids)
        there = connection.execute(
            sa.select(comment.c.id, comment.c.machine_cluster, comment.c.cluster_id)
            .where(comment.c.round_id == row.round_id, comment.c.cluster_id.is_not(None))
            .order_by(comment.c.id)
        ).all()
        touched = {each.machine_cluster for each in there if each.id in chosen}
        homes = {each.cluster_id for each in there if each.machine_cluster in touched}
        groups = [[each.id for each in there if each.cluster_id == home] for home in sorted(homes)]
        connection.execute(sa.update(decision).where(decision.c.id == row.id).values(groups=groups))


def downgrade() -> None:
    op.drop_table("objection")
    op.drop_table("residue_read")
    op.execute("DELETE FROM cluster_decision WHERE kind NOT IN ('merge', 'split')")
    _decisions_of("merge", "split")
    for column in ("name", "groups", "beside_ids"):
        op.drop_column("cluster_decision", column)
    with op.batch_alter_table("comment") as table:
        table.drop_index("ix_comment_residue")
    op.drop_column("comment", "residue_of")
    op.drop_column("comment", "residue_key")
    for column in ("unread_count", "is_locked", "name"):
        op.drop_column("cluster", column)
