"""Submissions, comments, votes, flags, and what moderators decided about them; nothing here is ever deleted."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from consultation.core.vocabulary import (
    Channel,
    CommentState,
    FlagReason,
    Language,
    ModerationAct,
    Position,
    RejectionReason,
    VoteTarget,
    VoteValue,
)
from consultation.store.columns import SHORT, TEXT, enum_field, json_field

# The comments that are owed a response and stand nowhere yet.
_WAITING = text("machine_cluster IS NULL AND state = 'published' AND parent_id IS NULL")
_PLACED = text("machine_cluster IS NOT NULL")


class Submission(SQLModel, table=True):
    """What arrived in one piece by one channel.

    `person_key` says who counts as one person: `account:7`, or `name:` and the folded name for offline channels.
    `receipt` is the number the submitter keeps.
    """

    __table_args__ = (
        CheckConstraint("co_signers >= 0", name="co_signers"),
        CheckConstraint("channel NOT IN ('web', 'api') OR account_id IS NOT NULL", name="online_has_account"),
        Index("ix_submission_person", "round_id", "person_key"),
    )

    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    channel: Channel = enum_field(Channel, "channel", default=Channel.WEB)
    receipt: str = Field(max_length=40, unique=True)
    person_key: str = Field(max_length=SHORT)
    submitter_name: str = Field(default="", max_length=SHORT)
    organisation: str | None = Field(default=None, max_length=SHORT)
    is_anonymous: bool = False
    co_signers: int = 0
    arrived_at: datetime
    recorded_by: int | None = Field(default=None, foreign_key="account.id")


class Comment(SQLModel, table=True):
    """One point on one clause (`clause_id`) or on the whole draft (None), or a reply to one (`parent_id`).

    `number` is the comment's public number within its draft. `text` and `wording` are what the public may read: a
    redaction replaces them and seals the original. `machine_cluster` is the machine's proposal, the id of the
    representative comment; `cluster_id` is where the comment stands after people's decisions. `residue_key` says what it
    adds to its cluster ("" nothing, None not looked at yet), `residue_of` between which texts that was found.
    """

    __table_args__ = (
        UniqueConstraint("draft_id", "number"),
        CheckConstraint("state <> 'rejected' OR rejection_reason IS NOT NULL", name="rejection_has_reason"),
        CheckConstraint("parent_id IS NULL OR wording = ''", name="reply_has_no_wording"),
        Index("ix_comment_clause_state", "clause_id", "state", "number"),
        Index("ix_comment_draft_state", "draft_id", "state", "number"),
        Index("ix_comment_round_state", "round_id", "state", "parent_id", "cluster_id"),
        Index("ix_comment_cluster_state", "cluster_id", "state", "id"),
        Index("ix_comment_same", "draft_id", "text_key"),
        # The columns of its condition too, or SQLite would take an index that holds all that is published.
        Index(
            "ix_comment_waiting",
            "round_id",
            "machine_cluster",
            "state",
            "parent_id",
            "id",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index("ix_comment_machine", "machine_cluster", sqlite_where=_PLACED, postgresql_where=_PLACED),
        Index("ix_comment_residue", "cluster_id", "residue_key"),
    )

    id: int = Field(default=None, primary_key=True)
    draft_id: int = Field(foreign_key="draft.id")
    round_id: int = Field(foreign_key="round.id")
    submission_id: int = Field(foreign_key="submission.id", index=True)
    clause_id: int | None = Field(default=None, foreign_key="clause.id")
    parent_id: int | None = Field(default=None, foreign_key="comment.id", index=True)
    number: int
    position: Position = enum_field(Position, "position", default=Position.NONE)
    text: str = Field(max_length=TEXT)
    wording: str = Field(default="", max_length=TEXT)
    language: Language = enum_field(Language, "language")
    text_key: str = Field(max_length=64)
    state: CommentState = enum_field(CommentState, "state", default=CommentState.PENDING)
    is_off_topic: bool = False
    is_redacted: bool = False
    submitted_at: datetime
    decided_at: datetime | None = None
    rejection_reason: RejectionReason | None = enum_field(
        RejectionReason, "rejection_reason", default=None, nullable=True
    )
    rejection_note: str = Field(default="", max_length=2_000)
    machine_cluster: int | None = None
    machine_score: float | None = None
    cluster_id: int | None = Field(default=None, foreign_key="cluster.id")
    residue_key: str | None = Field(default=None, max_length=64)
    residue_of: str = Field(default="", max_length=64)
    support_count: int = 0
    oppose_count: int = 0
    wording_support_count: int = 0
    wording_oppose_count: int = 0
    reply_count: int = 0
    flag_count: int = 0


class Vote(SQLModel, table=True):
    """A person's stand on a clause, a comment or a proposed wording; `value` None when it was taken back."""

    __table_args__ = (UniqueConstraint("account_id", "target", "target_id"),)

    id: int = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    draft_id: int = Field(foreign_key="draft.id", index=True)
    round_id: int = Field(foreign_key="round.id")
    target: VoteTarget = enum_field(VoteTarget, "target")
    target_id: int
    value: VoteValue | None = enum_field(VoteValue, "value", default=None, nullable=True)
    cast_at: datetime


class Flag(SQLModel, table=True):
    """A reader's request that a moderator look at a comment; `settled_at` once one has."""

    __table_args__ = (UniqueConstraint("account_id", "comment_id"),)

    id: int = Field(default=None, primary_key=True)
    comment_id: int = Field(foreign_key="comment.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    reason: FlagReason = enum_field(FlagReason, "reason")
    note: str = Field(default="", max_length=2_000)
    flagged_at: datetime
    settled_at: datetime | None = None


class ModerationDecision(SQLModel, table=True):
    """One decision about one comment. `before` holds the columns it changed, so that it can be undone.

    Decisions of one bulk action share `batch`; an undone one stays, with `undone_at`.
    """

    __tablename__ = "moderation_decision"

    id: int = Field(default=None, primary_key=True)
    comment_id: int = Field(foreign_key="comment.id", index=True)
    draft_id: int = Field(foreign_key="draft.id", index=True)
    act: ModerationAct = enum_field(ModerationAct, "act")
    reason: RejectionReason | None = enum_field(RejectionReason, "reason", default=None, nullable=True)
    note: str = Field(default="", max_length=2_000)
    before: dict[str, object] = json_field(dict)
    after: dict[str, object] = json_field(dict)
    batch: str = Field(max_length=40, index=True)
    decided_at: datetime
    decided_by: int = Field(foreign_key="account.id")
    undone_at: datetime | None = None
    undone_by: int | None = Field(default=None, foreign_key="account.id")


class SealedOriginal(SQLModel, table=True):
    """The text of a comment before a redaction; read only through `actions`, which logs each look."""

    __tablename__ = "sealed_original"

    id: int = Field(default=None, primary_key=True)
    comment_id: int = Field(foreign_key="comment.id", index=True)
    text: str = Field(max_length=TEXT)
    wording: str = Field(default="", max_length=TEXT)
    sealed_at: datetime
    sealed_by: int = Field(foreign_key="account.id")


class SealedLook(SQLModel, table=True):
    """Somebody looked at a sealed original, and why."""

    __tablename__ = "sealed_look"

    id: int = Field(default=None, primary_key=True)
    sealed_original_id: int = Field(foreign_key="sealed_original.id", index=True)
    looked_at: datetime
    looked_by: int = Field(foreign_key="account.id")
    purpose: str = Field(max_length=2_000)
