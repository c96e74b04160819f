"""The first tables, the search index over drafts, and the guard that keeps audit lines append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


SQLITE_EXTRAS = (
    "CREATE VIRTUAL TABLE draft_fts USING fts5("
    "search_text, content='draft', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER draft_fts_insert AFTER INSERT ON draft BEGIN "
    "INSERT INTO draft_fts(rowid, search_text) VALUES (new.id, new.search_text); END",
    "CREATE TRIGGER draft_fts_update AFTER UPDATE OF search_text ON draft BEGIN "
    "INSERT INTO draft_fts(draft_fts, rowid, search_text) VALUES ('delete', old.id, old.search_text); "
    "INSERT INTO draft_fts(rowid, search_text) VALUES (new.id, new.search_text); END",
    "CREATE TRIGGER audit_line_no_update BEFORE UPDATE ON audit_line BEGIN "
    "SELECT RAISE(ABORT, 'audit_line is append-only'); END",
    "CREATE TRIGGER audit_line_no_delete BEFORE DELETE ON audit_line BEGIN "
    "SELECT RAISE(ABORT, 'audit_line is append-only'); END",
)
POSTGRESQL_EXTRAS = (
    "CREATE INDEX ix_draft_search ON draft USING gin (to_tsvector('simple', search_text))",
    "CREATE FUNCTION audit_line_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit_line is append-only'; END $$",
    "CREATE TRIGGER audit_line_append_only BEFORE UPDATE OR DELETE ON audit_line "
    "FOR EACH ROW EXECUTE FUNCTION audit_line_refuse()",
)


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=True),
        sa.Column(
            "locale",
            sa.Enum(
                "uz-Latn",
                "uz-Cyrl",
                "ru",
                "kaa-Latn",
                "en",
                name="locale",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("email_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_account_email_lower")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "authority",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority")),
        sa.UniqueConstraint("slug", name=op.f("uq_authority_slug")),
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "demo_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ahead", sa.Integer(), nullable=False),
        sa.CheckConstraint("ahead >= 0", name=op.f("ck_demo_clock_forward")),
        sa.CheckConstraint("id = 1", name=op.f("ck_demo_clock_single_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demo_clock")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("dedupe_key", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=2000), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_job_dedupe_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_due", ["done_at", "run_at"], unique=False)

    op.create_table(
        "rate",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("window", sa.Integer(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", "window", name=op.f("pk_rate")),
    )
    with op.batch_alter_table("rate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rate_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "auth_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_auth_session_account_id_account")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_auth_session")),
    )
    with op.batch_alter_table("auth_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_auth_session_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_auth_session_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column(
            "act_kind",
            sa.Enum(
                "law",
                "code",
                "president_decree",
                "president_resolution",
                "president_order",
                "cabinet_resolution",
                "departmental",
                "local",
                "technical_regulation",
                "building_norm",
                "state_programme",
                name="act_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "language",
            sa.Enum(
                "uz-Latn",
                "uz-Cyrl",
                "ru",
                "kaa-Latn",
                "kaa-Cyrl",
                "en",
                "und",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "topic",
            sa.Enum(
                "economy",
                "taxes",
                "business",
                "labour",
                "health",
                "education",
                "social",
                "housing",
                "transport",
                "agriculture",
                "environment",
                "justice",
                "digital",
                "culture",
                "government",
                "other",
                name="topic",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=1000), nullable=False),
        sa.Column("summary", sa.String(length=4000), nullable=False),
        sa.Column(
            "moderation_mode",
            sa.Enum("pre", "post", name="moderation_mode", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum("adopted", "rejected", name="outcome", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome_note", sa.String(length=4000), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=4000), nullable=True),
        sa.Column("comment_count", sa.Integer(), nullable=False),
        sa.Column("last_comment_number", sa.Integer(), nullable=False),
        sa.Column("activity", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.CheckConstraint("(opens_at IS NULL) = (closes_at IS NULL)", name=op.f("ck_draft_window_whole")),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_draft_window")),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR withdrawn_reason IS NOT NULL", name=op.f("ck_draft_withdrawal_has_reason")
        ),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_draft_authority_id_authority")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_draft_created_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_authority_id"), ["authority_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_closes_at"), ["closes_at"], unique=False)
        batch_op.create_index("ix_draft_list", ["opens_at", "id"], unique=False)

    op.create_table(
        "mailed_secret",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("purpose IN ('confirm', 'reset')", name=op.f("ck_mailed_secret_purpose")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_mailed_secret_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailed_secret")),
    )
    with op.batch_alter_table("mailed_secret", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailed_secret_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mailed_secret_secret_hash"), ["secret_hash"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "visitor",
                "citizen",
                "officer",
                "moderator",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(role = 'officer') = (authority_id IS NOT NULL)", name=op.f("ck_membership_officer_has_authority")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_membership_account_id_account")),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_membership_authority_id_authority")),
        sa.ForeignKeyConstraint(["granted_by"], ["account.id"], name=op.f("fk_membership_granted_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "account_id", "role", "authority_id", name=op.f("uq_membership_account_id_role_authority_id")
        ),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_authority_id"), ["authority_id"], unique=False)

    op.create_table(
        "outbox_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column(
            "locale",
            sa.Enum(
                "uz-Latn",
                "uz-Cyrl",
                "ru",
                "kaa-Latn",
                "en",
                name="locale",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("dedupe_key", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_outbox_mail_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_mail")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_outbox_mail_dedupe_key")),
    )
    with op.batch_alter_table("outbox_mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_mail_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_mail_sent_at"), ["sent_at"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "explanatory_note",
                "comparison_table",
                "impact_assessment",
                "justice_conclusion",
                "anticorruption_conclusion",
                "scientific_conclusion",
                "expert_conclusion",
                "acts_to_change",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("blob_sha256", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["account.id"], name=op.f("fk_attachment_added_by_account")),
        sa.ForeignKeyConstraint(["blob_sha256"], ["blob.sha256"], name=op.f("fk_attachment_blob_sha256_blob")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_attachment_draft_id_draft")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_draft_id"), ["draft_id"], unique=False)

    op.create_table(
        "audit_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("noun_id", sa.String(length=80), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_audit_line_actor_id_account")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_audit_line_draft_id_draft")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_line")),
    )
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_line_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_line_draft_id"), ["draft_id"], unique=False)

    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=1000), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "uz-Latn",
                "uz-Cyrl",
                "ru",
                "kaa-Latn",
                "kaa-Cyrl",
                "en",
                "und",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("blob_sha256", sa.String(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("undo", sa.JSON(), nullable=False),
        sa.Column("warnings_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("warnings_confirmed_by", sa.Integer(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["blob_sha256"], ["blob.sha256"], name=op.f("fk_version_blob_sha256_blob")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_version_draft_id_draft")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["account.id"], name=op.f("fk_version_uploaded_by_account")),
        sa.ForeignKeyConstraint(
            ["warnings_confirmed_by"], ["account.id"], name=op.f("fk_version_warnings_confirmed_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("draft_id", "ordinal", name=op.f("uq_version_draft_id_ordinal")),
    )
    op.create_table(
        "clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("parent_eid", sa.String(length=200), nullable=True),
        sa.Column("eid", sa.String(length=200), nullable=False),
        sa.Column("wid", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "part",
                "section",
                "subsection",
                "chapter",
                "subchapter",
                "article",
                "paragraph",
                "point",
                "subpoint",
                "indent",
                "annex",
                "preamble",
                "table",
                "row",
                "quoted",
                "note",
                "conclusion",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("num", sa.String(length=200), nullable=True),
        sa.Column("number", sa.String(length=200), nullable=True),
        sa.Column("heading", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("quoted", sa.Boolean(), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "uz-Latn",
                "uz-Cyrl",
                "ru",
                "kaa-Latn",
                "kaa-Cyrl",
                "en",
                "und",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("is_dropped", sa.Boolean(), nullable=False),
        sa.Column("comment_count", sa.Integer(), nullable=False),
        sa.Column("support_count", sa.Integer(), nullable=False),
        sa.Column("oppose_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_clause_version_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
        sa.UniqueConstraint("version_id", "eid", name=op.f("uq_clause_version_id_eid")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_clause_version_id_position")),
    )
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scheduled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scheduled_by", sa.Integer(), nullable=False),
        sa.Column("ended_early_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("clustered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_round_window")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_round_draft_id_draft")),
        sa.ForeignKeyConstraint(["scheduled_by"], ["account.id"], name=op.f("fk_round_scheduled_by_account")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_round_version_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("draft_id", "ordinal", name=op.f("uq_round_draft_id_ordinal")),
        sa.UniqueConstraint("version_id", name=op.f("uq_round_version_id")),
    )
    op.create_table(
        "cluster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("representative_id", sa.Integer(), nullable=False),
        sa.Column("comment_count", sa.Integer(), nullable=False),
        sa.Column("person_count", sa.Integer(), nullable=False),
        sa.Column("copy_count", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_cluster_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster")),
    )
    with op.batch_alter_table("cluster", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cluster_round_id"), ["round_id"], unique=False)

    op.create_table(
        "cluster_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("merge", "split", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("comment_ids", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_cluster_decision_decided_by_account")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_cluster_decision_round_id_round")),
        sa.ForeignKeyConstraint(["undone_by"], ["account.id"], name=op.f("fk_cluster_decision_undone_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster_decision")),
    )
    with op.batch_alter_table("cluster_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cluster_decision_round_id"), ["round_id"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_report_draft_id_draft")),
        sa.ForeignKeyConstraint(["published_by"], ["account.id"], name=op.f("fk_report_published_by_account")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_report_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("round_id", name=op.f("uq_report_round_id")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_draft_id"), ["draft_id"], unique=False)

    op.create_table(
        "round_extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("old_closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("new_closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("new_closes_at > old_closes_at", name=op.f("ck_round_extension_only_longer")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_round_extension_made_by_account")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_extension_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_extension")),
    )
    with op.batch_alter_table("round_extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_extension_round_id"), ["round_id"], unique=False)

    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "web",
                "api",
                "letter",
                "phone",
                "meeting",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("receipt", sa.String(length=40), nullable=False),
        sa.Column("person_key", sa.String(length=200), nullable=False),
        sa.Column("submitter_name", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=True),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("co_signers", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "channel NOT IN ('web', 'api') OR account_id IS NOT NULL", name=op.f("ck_submission_online_has_account")
        ),
        sa.CheckConstraint("co_signers >= 0", name=op.f("ck_submission_co_signers")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_submission_account_id_account")),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_submission_recorded_by_account")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_submission_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("receipt", name=op.f("uq_submission_receipt")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_submission_round_id"), ["round_id"], unique=False)

    op.create_table(
        "vote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column(
            "target",
            sa.Enum(
                "clause", "comment", "wording", name="target", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column(
            "value",
            sa.Enum("support", "oppose", name="value", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_vote_account_id_account")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_vote_draft_id_draft")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_vote_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote")),
        sa.UniqueConstraint("account_id", "target", "target_id", name=op.f("uq_vote_account_id_target_target_id")),
    )
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vote_draft_id"), ["draft_id"], unique=False)

    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "position",
            sa.Enum(
                "support",
                "oppose",
                "amend",
                "question",
                "none",
                name="position",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.Column("wording", sa.String(length=20000), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "uz-Latn",
                "uz-Cyrl",
                "ru",
                "kaa-Latn",
                "kaa-Cyrl",
                "en",
                "und",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text_key", sa.String(length=64), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending", "published", "rejected", name="state", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("is_off_topic", sa.Boolean(), nullable=False),
        sa.Column("is_redacted", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "rejection_reason",
            sa.Enum(
                "insult",
                "violence",
                "discrimination",
                "personal_data",
                "advertising",
                "unintelligible",
                "repeated",
                "unlawful",
                name="rejection_reason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("rejection_note", sa.String(length=2000), nullable=False),
        sa.Column("machine_cluster", sa.Integer(), nullable=True),
        sa.Column("machine_score", sa.Float(), nullable=True),
        sa.Column("cluster_id", sa.Integer(), nullable=True),
        sa.Column("support_count", sa.Integer(), nullable=False),
        sa.Column("oppose_count", sa.Integer(), nullable=False),
        sa.Column("wording_support_count", sa.Integer(), nullable=False),
        sa.Column("wording_oppose_count", sa.Integer(), nullable=False),
        sa.Column("reply_count", sa.Integer(), nullable=False),
        sa.Column("flag_count", sa.Integer(), nullable=False),
        sa.CheckConstraint("parent_id IS NULL OR wording = ''", name=op.f("ck_comment_reply_has_no_wording")),
        sa.CheckConstraint(
            "state <> 'rejected' OR rejection_reason IS NOT NULL", name=op.f("ck_comment_rejection_has_reason")
        ),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_comment_clause_id_clause")),
        sa.ForeignKeyConstraint(["cluster_id"], ["cluster.id"], name=op.f("fk_comment_cluster_id_cluster")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_comment_draft_id_draft")),
        sa.ForeignKeyConstraint(["parent_id"], ["comment.id"], name=op.f("fk_comment_parent_id_comment")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_comment_round_id_round")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_comment_submission_id_submission")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_comment_draft_id_number")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index("ix_comment_clause_state", ["clause_id", "state", "number"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_cluster_id"), ["cluster_id"], unique=False)
        batch_op.create_index("ix_comment_draft_state", ["draft_id", "state", "number"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index("ix_comment_round_state", ["round_id", "state"], unique=False)
        batch_op.create_index("ix_comment_same", ["draft_id", "text_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_submission_id"), ["submission_id"], unique=False)

    op.create_table(
        "flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "insult",
                "personal_data",
                "advertising",
                "off_topic",
                "other",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("flagged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_flag_account_id_account")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_flag_comment_id_comment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
        sa.UniqueConstraint("account_id", "comment_id", name=op.f("uq_flag_account_id_comment_id")),
    )
    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_flag_comment_id"), ["comment_id"], unique=False)

    op.create_table(
        "moderation_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "publish",
                "reject",
                "redact",
                "mark_off_topic",
                "unmark_off_topic",
                "move",
                name="act",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "insult",
                "violence",
                "discrimination",
                "personal_data",
                "advertising",
                "unintelligible",
                "repeated",
                "unlawful",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("batch", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_moderation_decision_comment_id_comment")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_moderation_decision_decided_by_account")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_moderation_decision_draft_id_draft")),
        sa.ForeignKeyConstraint(["undone_by"], ["account.id"], name=op.f("fk_moderation_decision_undone_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_decision")),
    )
    with op.batch_alter_table("moderation_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moderation_decision_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_moderation_decision_comment_id"), ["comment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_moderation_decision_draft_id"), ["draft_id"], unique=False)

    op.create_table(
        "response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("cluster_id", sa.Integer(), nullable=True),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column(
            "disposition",
            sa.Enum(
                "accepted",
                "partly_accepted",
                "rejected",
                "noted",
                "out_of_scope",
                name="disposition",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=10000), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("returned_note", sa.String(length=2000), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("(cluster_id IS NULL) <> (comment_id IS NULL)", name=op.f("ck_response_one_target")),
        sa.CheckConstraint("approved_by IS NULL OR approved_by <> written_by", name=op.f("ck_response_four_eyes")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_response_reason_given")),
        sa.CheckConstraint(
            "released_at IS NULL OR approved_at IS NOT NULL", name=op.f("ck_response_released_is_approved")
        ),
        sa.ForeignKeyConstraint(["approved_by"], ["account.id"], name=op.f("fk_response_approved_by_account")),
        sa.ForeignKeyConstraint(["cluster_id"], ["cluster.id"], name=op.f("fk_response_cluster_id_cluster")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_response_comment_id_comment")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_response_round_id_round")),
        sa.ForeignKeyConstraint(["written_by"], ["account.id"], name=op.f("fk_response_written_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("cluster_id", name=op.f("uq_response_cluster_id")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_response_comment_id")),
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_round_id"), ["round_id"], unique=False)

    op.create_table(
        "sealed_original",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.Column("wording", sa.String(length=20000), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_sealed_original_comment_id_comment")),
        sa.ForeignKeyConstraint(["sealed_by"], ["account.id"], name=op.f("fk_sealed_original_sealed_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_original")),
    )
    with op.batch_alter_table("sealed_original", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sealed_original_comment_id"), ["comment_id"], unique=False)

    op.create_table(
        "sealed_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sealed_original_id", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_by", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["looked_by"], ["account.id"], name=op.f("fk_sealed_look_looked_by_account")),
        sa.ForeignKeyConstraint(
            ["sealed_original_id"],
            ["sealed_original.id"],
            name=op.f("fk_sealed_look_sealed_original_id_sealed_original"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_look")),
    )
    with op.batch_alter_table("sealed_look", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sealed_look_sealed_original_id"), ["sealed_original_id"], unique=False)

    for statement in SQLITE_EXTRAS if _is_sqlite() else POSTGRESQL_EXTRAS:
        op.execute(statement)


def downgrade() -> None:
    if _is_sqlite():
        op.execute("DROP TABLE draft_fts")
    with op.batch_alter_table("sealed_look", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sealed_look_sealed_original_id"))

    op.drop_table("sealed_look")
    with op.batch_alter_table("sealed_original", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sealed_original_comment_id"))

    op.drop_table("sealed_original")
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_response_round_id"))

    op.drop_table("response")
    with op.batch_alter_table("moderation_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_moderation_decision_draft_id"))
        batch_op.drop_index(batch_op.f("ix_moderation_decision_comment_id"))
        batch_op.drop_index(batch_op.f("ix_moderation_decision_batch"))

    op.drop_table("moderation_decision")
    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_flag_comment_id"))

    op.drop_table("flag")
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_submission_id"))
        batch_op.drop_index("ix_comment_same")
        batch_op.drop_index("ix_comment_round_state")
        batch_op.drop_index(batch_op.f("ix_comment_parent_id"))
        batch_op.drop_index("ix_comment_draft_state")
        batch_op.drop_index(batch_op.f("ix_comment_cluster_id"))
        batch_op.drop_index("ix_comment_clause_state")

    op.drop_table("comment")
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vote_draft_id"))

    op.drop_table("vote")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_round_id"))
        batch_op.drop_index(batch_op.f("ix_submission_account_id"))

    op.drop_table("submission")
    with op.batch_alter_table("round_extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_extension_round_id"))

    op.drop_table("round_extension")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_draft_id"))

    op.drop_table("report")
    with op.batch_alter_table("cluster_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cluster_decision_round_id"))

    op.drop_table("cluster_decision")
    with op.batch_alter_table("cluster", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cluster_round_id"))

    op.drop_table("cluster")
    op.drop_table("round")
    op.drop_table("clause")
    op.drop_table("version")
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_line_draft_id"))
        batch_op.drop_index(batch_op.f("ix_audit_line_at"))

    op.drop_table("audit_line")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_draft_id"))

    op.drop_table("attachment")
    with op.batch_alter_table("outbox_mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_mail_sent_at"))
        batch_op.drop_index(batch_op.f("ix_outbox_mail_account_id"))

    op.drop_table("outbox_mail")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_authority_id"))
        batch_op.drop_index(batch_op.f("ix_membership_account_id"))

    op.drop_table("membership")
    with op.batch_alter_table("mailed_secret", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mailed_secret_secret_hash"))
        batch_op.drop_index(batch_op.f("ix_mailed_secret_account_id"))

    op.drop_table("mailed_secret")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index("ix_draft_list")
        batch_op.drop_index(batch_op.f("ix_draft_closes_at"))
        batch_op.drop_index(batch_op.f("ix_draft_authority_id"))

    op.drop_table("draft")
    with op.batch_alter_table("auth_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_auth_session_expires_at"))
        batch_op.drop_index(batch_op.f("ix_auth_session_account_id"))

    op.drop_table("auth_session")
    with op.batch_alter_table("rate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rate_expires_at"))

    op.drop_table("rate")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_due")

    op.drop_table("job")
    op.drop_table("demo_clock")
    op.drop_table("blob")
    op.drop_table("authority")
    op.drop_table("account")
    if not _is_sqlite():
        op.execute("DROP FUNCTION audit_line_refuse")
