"""By what a new comment is placed beside its near-copies, and what finds the comments that wait to be placed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_WAITING = sa.text("machine_cluster IS NULL AND state = 'published' AND parent_id IS NULL")
_PLACED = sa.text("machine_cluster IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "representative",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("own", sa.String(), nullable=False),
        sa.Column("support", sa.Integer(), nullable=False),
        sa.Column("cluster_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_representative_comment_id_comment")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_representative_round_id_round")),
        sa.ForeignKeyConstraint(["cluster_id"], ["cluster.id"], name=op.f("fk_representative_cluster_id_cluster")),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_representative")),
    )
    op.create_index(op.f("ix_representative_round_id"), "representative", ["round_id"])
    op.create_table(
        "signature",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("representative_id", sa.Integer(), nullable=False),
        sa.Column("bits", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "value", "representative_id", name=op.f("pk_signature")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "exact_text",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "digest", name=op.f("pk_exact_text")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_comment_waiting",
        "comment",
        ["round_id", "machine_cluster", "state", "parent_id", "id"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
    op.create_index(
        "ix_comment_machine", "comment", ["machine_cluster"], sqlite_where=_PLACED, postgresql_where=_PLACED
    )
    op.create_index("ix_submission_person", "submission", ["round_id", "person_key"])


def downgrade() -> None:
    op.drop_index("ix_submission_person", "submission")
    op.drop_index("ix_comment_machine", "comment")
    op.drop_index("ix_comment_waiting", "comment")
    for table in ("exact_text", "signature", "representative"):
        op.drop_table(table)
