"""Drafts with their versions, clauses, rounds and attachments."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from consultation.core.file_vocabulary import TextView
from consultation.core.vocabulary import (
    ActKind,
    AttachmentKind,
    ClauseKind,
    Language,
    ModerationMode,
    Outcome,
    Topic,
)
from consultation.store.columns import SHORT, TITLE, enum_field, json_field


class Blob(SQLModel, table=True):
    """The bytes of an uploaded file, stored once under their SHA-256 (hexadecimal)."""

    sha256: str = Field(primary_key=True, max_length=64)
    content: bytes = Field(sa_type=LargeBinary)
    size: int
    created_at: datetime


class Draft(SQLModel, table=True):
    """A draft act under consultation; its id is its public number.

    `opens_at`, `closes_at` and `reported_at` repeat those of the latest published round, so that a list can tell each
    draft's stage without a join. The counts are maintained by `actions`, compared by `consultation recount`.
    `activity` grows with every public change and keys the page caches.
    """

    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="window"),
        CheckConstraint("(opens_at IS NULL) = (closes_at IS NULL)", name="window_whole"),
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_reason IS NOT NULL", name="withdrawal_has_reason"),
        Index("ix_draft_list", "opens_at", "id"),
    )

    id: int = Field(default=None, primary_key=True)
    authority_id: int = Field(foreign_key="authority.id", index=True)
    act_kind: ActKind = enum_field(ActKind, "act_kind")
    language: Language = enum_field(Language, "language")
    topic: Topic = enum_field(Topic, "topic")
    title: str = Field(max_length=TITLE)
    summary: str = Field(default="", max_length=4_000)
    moderation_mode: ModerationMode = enum_field(ModerationMode, "moderation_mode", default=ModerationMode.PRE)
    created_at: datetime
    created_by: int = Field(foreign_key="account.id")
    opens_at: datetime | None = Field(default=None)
    closes_at: datetime | None = Field(default=None, index=True)
    reported_at: datetime | None = None
    outcome: Outcome | None = enum_field(Outcome, "outcome", default=None, nullable=True)
    outcome_at: datetime | None = None
    outcome_note: str | None = Field(default=None, max_length=4_000)
    withdrawn_at: datetime | None = None
    withdrawn_reason: str | None = Field(default=None, max_length=4_000)
    comment_count: int = 0
    last_comment_number: int = 0
    activity: int = 0
    search_text: str = ""


class Version(SQLModel, table=True):
    """One text of a draft, from one uploaded file. Its clauses may be corrected until `published_at`, never after.

    `warnings` is what the ingester was unsure of: a list of {"code", "text", "params", "plural", "eid"}. `undo` takes
    the last corrections back, newest last (`core.sheet.Undo`), `redo` makes those again that were taken back last
    ({"correction": core.replay.Kept, "forth": core.sheet.Undo}); both are emptied when the version is published.
    `links` are the addresses of acts by the words that the file links to them (`core.law_addresses`).
    `corrections` are all that were made, in order (`core.replay.Kept`): another file for the version gets them again.
    `open_links` counts the links of its lineage that nobody has confirmed yet.
    `marks` are what the drafters left in the file, a list of {"code" (`MarkSort`), "text", "author", "eid"}, for
    officers only; `view` says which text of a file with tracked changes was taken.
    """

    __table_args__ = (UniqueConstraint("draft_id", "ordinal"),)

    id: int = Field(default=None, primary_key=True)
    draft_id: int = Field(foreign_key="draft.id")
    ordinal: int
    title: str = Field(max_length=TITLE)
    language: Language = enum_field(Language, "language")
    file_name: str = Field(max_length=SHORT)
    blob_sha256: str = Field(foreign_key="blob.sha256")
    warnings: list[dict[str, object]] = json_field(list)
    undo: list[dict[str, object]] = json_field(list)
    redo: list[dict[str, object]] = json_field(list)
    links: dict[str, str] = json_field(dict)
    corrections: list[dict[str, object]] = json_field(list)
    marks: list[dict[str, object]] = json_field(list)
    view: TextView = enum_field(TextView, "text_view", default=TextView.ACCEPTED)
    warnings_confirmed_at: datetime | None = None
    warnings_confirmed_by: int | None = Field(default=None, foreign_key="account.id")
    uploaded_at: datetime
    uploaded_by: int = Field(foreign_key="account.id")
    published_at: datetime | None = None
    revision: int = 0
    open_links: int = 0


class StoredClause(SQLModel, table=True):
    """One clause of a version, as `core.clause.Clause` with its place and its counts; `position` is document order.

    `is_dropped` marks page furniture that the officer took out of the published text; it is kept, never shown.
    """

    __tablename__ = "clause"
    __table_args__ = (
        UniqueConstraint("version_id", "eid"),
        UniqueConstraint("version_id", "position"),
    )

    id: int = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id")
    position: int
    depth: int = 0
    parent_eid: str | None = Field(default=None, max_length=SHORT)
    eid: str = Field(max_length=SHORT)
    wid: str = Field(max_length=SHORT)
    kind: ClauseKind = enum_field(ClauseKind, "kind")
    num: str | None = Field(default=None, max_length=SHORT)
    number: str | None = Field(default=None, max_length=SHORT)
    heading: str | None = None
    text: str = ""
    quoted: bool = False
    language: Language = enum_field(Language, "language")
    is_dropped: bool = False
    comment_count: int = 0
    support_count: int = 0
    oppose_count: int = 0


class Round(SQLModel, table=True):
    """One discussion window on one version: open from `opens_at`, closed at `closes_at`, both UTC."""

    __table_args__ = (
        UniqueConstraint("draft_id", "ordinal"),
        CheckConstraint("closes_at > opens_at", name="window"),
    )

    id: int = Field(default=None, primary_key=True)
    draft_id: int = Field(foreign_key="draft.id")
    version_id: int = Field(foreign_key="version.id", unique=True)
    ordinal: int
    opens_at: datetime
    closes_at: datetime
    scheduled_at: datetime
    scheduled_by: int = Field(foreign_key="account.id")
    ended_early_at: datetime | None = None
    clustered_at: datetime | None = None
    released_at: datetime | None = None


class RoundExtension(SQLModel, table=True):
    """A public prolongation of a round, with its reason."""

    __tablename__ = "round_extension"
    __table_args__ = (CheckConstraint("new_closes_at > old_closes_at", name="only_longer"),)

    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    old_closes_at: datetime
    new_closes_at: datetime
    reason: str = Field(max_length=4_000)
    made_at: datetime
    made_by: int = Field(foreign_key="account.id")


class Attachment(SQLModel, table=True):
    """A document that accompanies a draft; a removed one stays, marked, once the draft has been public."""

    id: int = Field(default=None, primary_key=True)
    draft_id: int = Field(foreign_key="draft.id", index=True)
    kind: AttachmentKind = enum_field(AttachmentKind, "kind")
    title: str = Field(max_length=SHORT)
    file_name: str = Field(max_length=SHORT)
    media_type: str = Field(max_length=SHORT)
    blob_sha256: str = Field(foreign_key="blob.sha256")
    added_at: datetime
    added_by: int = Field(foreign_key="account.id")
    removed_at: datetime | None = None
