"""Clusters, people's decisions about them, responses, and the frozen reports."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from consultation.core.cluster_vocabulary import ClusterDecision, ObjectionOutcome
from consultation.core.vocabulary import Disposition
from consultation.store.columns import SHORT, enum_field, json_field


class Cluster(SQLModel, table=True):
    """Comments of one round that say the same; a lone comment is a cluster of one.

    `representative_id` is the comment shown for all (no foreign key: comments point here already, and a ring of keys
    cannot be filled in one pass; `consultation recount` checks it). A cluster left empty by a later run or a person's
    decision is retired, not deleted. `name` and `is_locked` follow from people's decisions; `unread_count` is the number
    of members whose residue nobody has read.
    """

    __table_args__ = (Index("ix_cluster_round_size", "round_id", "retired_at", "comment_count"),)

    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id")
    representative_id: int
    name: str = Field(default="", max_length=SHORT)
    is_locked: bool = False
    unread_count: int = 0
    comment_count: int = 0
    person_count: int = 0
    copy_count: int = 0
    exact_copy_count: int = 0
    organisation_count: int = 0
    co_signer_count: int = 0
    created_at: datetime
    retired_at: datetime | None = None


class CampaignRow(SQLModel, table=True):
    """What is told of a cluster that is a campaign beside its numbers, counted at the last arranging of its round.

    `told` is a `core.campaign.Campaign`, `alerts` its alerts, both as JSON: pages never walk the members for them.
    """

    __tablename__ = "campaign"

    cluster_id: int = Field(foreign_key="cluster.id", primary_key=True)
    told: dict[str, object] = json_field(dict)
    alerts: list[dict[str, object]] = json_field(list)
    counted_at: datetime


class ClusterDecisionRow(SQLModel, table=True):
    """What a person decided about clusters, replayed in order over every later machine run; an undone one stays, marked.

    `comment_ids` are the comments the person chose: one of each cluster to join, those that leave, or one of the cluster
    that is locked or named. `beside_ids` holds one of each other cluster it touched. `groups` are all members of the
    clusters it touched, as it left them.
    """

    __tablename__ = "cluster_decision"

    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    kind: ClusterDecision = enum_field(ClusterDecision, "kind")
    comment_ids: list[int] = json_field(list)
    beside_ids: list[int] = json_field(list)
    groups: list[list[int]] = json_field(list)
    name: str = Field(default="", max_length=SHORT)
    note: str = Field(default="", max_length=2_000)
    decided_at: datetime
    decided_by: int = Field(foreign_key="account.id")
    undone_at: datetime | None = None
    undone_by: int | None = Field(default=None, foreign_key="account.id")


class ResidueRead(SQLModel, table=True):
    """An officer has read what a comment adds of its own; it holds for as long as the residue is the one of this key."""

    __tablename__ = "residue_read"
    __table_args__ = (UniqueConstraint("comment_id", "account_id", "residue_key"),)

    id: int = Field(default=None, primary_key=True)
    comment_id: int = Field(foreign_key="comment.id")
    account_id: int = Field(foreign_key="account.id")
    residue_key: str = Field(max_length=64)
    read_at: datetime


class Objection(SQLModel, table=True):
    """An author says that the cluster their comment is in says something else; a moderator settles it.

    `cluster_id` is where the comment stood then. `acted_at` is when an officer did what the moderator asked for.
    """

    id: int = Field(default=None, primary_key=True)
    comment_id: int = Field(foreign_key="comment.id", index=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    cluster_id: int = Field(foreign_key="cluster.id")
    account_id: int = Field(foreign_key="account.id")
    reason: str = Field(max_length=2_000)
    objected_at: datetime
    outcome: ObjectionOutcome | None = enum_field(ObjectionOutcome, "outcome", default=None, nullable=True)
    note: str = Field(default="", max_length=2_000)
    settled_at: datetime | None = None
    settled_by: int | None = Field(default=None, foreign_key="account.id")
    acted_at: datetime | None = None


class Response(SQLModel, table=True):
    """The authority's answer to a cluster, or to one comment on its own (which then wins over its cluster's).

    A change after the approval takes the approval back; `revision` keeps two officers from overwriting each other.
    """

    __table_args__ = (
        UniqueConstraint("cluster_id"),
        UniqueConstraint("comment_id"),
        CheckConstraint("(cluster_id IS NULL) <> (comment_id IS NULL)", name="one_target"),
        CheckConstraint("length(reason) > 0", name="reason_given"),
        CheckConstraint("approved_by IS NULL OR approved_by <> written_by", name="four_eyes"),
        CheckConstraint("released_at IS NULL OR approved_at IS NOT NULL", name="released_is_approved"),
    )

    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    cluster_id: int | None = Field(default=None, foreign_key="cluster.id")
    comment_id: int | None = Field(default=None, foreign_key="comment.id")
    disposition: Disposition = enum_field(Disposition, "disposition")
    reason: str = Field(max_length=10_000)
    written_at: datetime
    written_by: int = Field(foreign_key="account.id")
    approved_at: datetime | None = None
    approved_by: int | None = Field(default=None, foreign_key="account.id")
    returned_note: str = Field(default="", max_length=2_000)
    released_at: datetime | None = None
    revision: int = 0


class Report(SQLModel, table=True):
    """The published summary of a round, frozen: `content` is canonical JSON and `sha256` is its digest."""

    id: int = Field(default=None, primary_key=True)
    draft_id: int = Field(foreign_key="draft.id", index=True)
    round_id: int = Field(foreign_key="round.id", unique=True)
    content: str
    sha256: str = Field(max_length=64)
    published_at: datetime
    published_by: int = Field(foreign_key="account.id")
