"""What keeps the system running and honest: audit lines, jobs, outgoing mail, rate windows, the demonstration clock."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from consultation.core.vocabulary import Locale
from consultation.store.columns import SHORT, enum_field, json_field


class AuditLine(SQLModel, table=True):
    """One change of state: who did what to which thing. Only ever added to (the database refuses anything else)."""

    __tablename__ = "audit_line"

    id: int = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    actor_id: int | None = Field(default=None, foreign_key="account.id")
    action: str = Field(max_length=80)
    noun: str = Field(max_length=40)
    noun_id: str = Field(max_length=80)
    draft_id: int | None = Field(default=None, foreign_key="draft.id", index=True)
    detail: dict[str, object] = json_field(dict)


class Job(SQLModel, table=True):
    """Work to be done outside a request. Leased, so that a killed worker's job is taken up again."""

    __table_args__ = (
        Index("ix_job_due", "done_at", "run_at"),
        UniqueConstraint("dedupe_key"),
    )

    id: int = Field(default=None, primary_key=True)
    kind: str = Field(max_length=80)
    payload: dict[str, object] = json_field(dict)
    dedupe_key: str | None = Field(default=None, max_length=SHORT)
    created_at: datetime
    run_at: datetime
    lease_until: datetime | None = None
    attempts: int = 0
    done_at: datetime | None = None
    failed_at: datetime | None = None
    last_error: str = Field(default="", max_length=2_000)


class OutboxMail(SQLModel, table=True):
    """A mail to be sent, by kind and parameters: it is worded in the reader's language when it leaves."""

    __tablename__ = "outbox_mail"

    id: int = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    kind: str = Field(max_length=80)
    params: dict[str, object] = json_field(dict)
    locale: Locale = enum_field(Locale, "locale")
    dedupe_key: str | None = Field(default=None, max_length=SHORT, unique=True)
    created_at: datetime
    sent_at: datetime | None = Field(default=None, index=True)
    attempts: int = 0
    last_error: str = Field(default="", max_length=2_000)


class Rate(SQLModel, table=True):
    """Hits of one keyed hash in one time window (seconds since 1970, divided by the window's length)."""

    __tablename__ = "rate"

    key: str = Field(primary_key=True, max_length=80)
    window: int = Field(primary_key=True)
    hits: int
    expires_at: datetime = Field(index=True)


class DemoClock(SQLModel, table=True):
    """By how many seconds the demonstration's clock runs ahead; one row, used only in demonstration mode."""

    __tablename__ = "demo_clock"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"), CheckConstraint("ahead >= 0", name="forward"))

    id: int = Field(default=1, primary_key=True)
    ahead: int = 0
