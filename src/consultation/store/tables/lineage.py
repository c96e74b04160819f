"""What became of the clauses of one version in the next: what the machine proposes, what people decide, what was published."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from consultation.core.vocabulary import LineageKind
from consultation.store.columns import enum_field, json_field


class LineageLink(SQLModel, table=True):
    """One link that the machine proposes for a version in preparation; `old` and `new` are eids.

    Every proposal replaces the one before; what people decided stands in `LineageDecision` and is laid over it.
    """

    __tablename__ = "lineage_link"
    __table_args__ = (
        UniqueConstraint("version_id", "position"),
        CheckConstraint("score BETWEEN 0 AND 1", name="score"),
    )

    id: int = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id")
    position: int
    kind: LineageKind = enum_field(LineageKind, "kind")
    old: list[str] = json_field(list)
    new: list[str] = json_field(list)
    score: float
    is_certain: bool


class LineageDecision(SQLModel, table=True):
    """A link that a person confirmed, or made instead of what was proposed (`is_change`); `old` and `new` are eids.

    No clause stands in two decisions of a version: who decides about it again replaces the earlier decision.
    """

    __tablename__ = "lineage_decision"
    __table_args__ = (CheckConstraint("score BETWEEN 0 AND 1", name="score"),)

    id: int = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    kind: LineageKind = enum_field(LineageKind, "kind")
    old: list[str] = json_field(list)
    new: list[str] = json_field(list)
    score: float
    is_change: bool
    decided_at: datetime
    decided_by: int = Field(foreign_key="account.id")


class Descent(SQLModel, table=True):
    """One clause of a published version and one of the version before that it comes from, as was confirmed.

    A removed clause has no new one, a new clause no old one; a split is several rows with one old clause, a merge
    several with one new one. `position` counts the links: rows of one link share it.
    """

    __table_args__ = (
        CheckConstraint("old_clause_id IS NOT NULL OR new_clause_id IS NOT NULL", name="of_something"),
        CheckConstraint("(kind = 'removed') = (new_clause_id IS NULL)", name="removed_is_gone"),
        CheckConstraint("(kind = 'new') = (old_clause_id IS NULL)", name="new_comes_from_nothing"),
    )

    id: int = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    position: int
    kind: LineageKind = enum_field(LineageKind, "kind")
    score: float
    old_clause_id: int | None = Field(default=None, foreign_key="clause.id", index=True)
    new_clause_id: int | None = Field(default=None, foreign_key="clause.id", index=True)
