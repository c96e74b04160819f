"""Authorities, accounts, who is officer of what, sign-in sessions and mailed secrets."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from consultation.core.vocabulary import Locale, Role
from consultation.store.columns import SHORT, enum_field, json_field


class Authority(SQLModel, table=True):
    """A body that drafts acts. `names` maps a language to the body's name in it; uz-Latn is always there."""

    id: int = Field(default=None, primary_key=True)
    slug: str = Field(max_length=80, unique=True)
    names: dict[str, str] = json_field(dict)
    created_at: datetime


class Account(SQLModel, table=True):
    """A person who can sign in. `email` is stored lower-case; `email_confirmed_at` says that it was proved."""

    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"),)

    id: int = Field(default=None, primary_key=True)
    email: str = Field(max_length=254, unique=True)
    password_hash: str = Field(max_length=255)
    name: str = Field(max_length=SHORT)
    organisation: str | None = Field(default=None, max_length=SHORT)
    locale: Locale = enum_field(Locale, "locale", default=Locale.UZ_LATN)
    created_at: datetime
    email_confirmed_at: datetime | None = None
    disabled_at: datetime | None = None


class Membership(SQLModel, table=True):
    """A role a person holds: officer of one authority, or moderator or administrator of the whole system."""

    __table_args__ = (
        UniqueConstraint("account_id", "role", "authority_id"),
        CheckConstraint("(role = 'officer') = (authority_id IS NOT NULL)", name="officer_has_authority"),
    )

    id: int = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    role: Role = enum_field(Role, "role")
    authority_id: int | None = Field(default=None, foreign_key="authority.id", index=True)
    granted_at: datetime
    granted_by: int | None = Field(default=None, foreign_key="account.id")


class AuthSession(SQLModel, table=True):
    """One sign-in. Only the SHA-256 of the cookie is kept, as hexadecimal."""

    __tablename__ = "auth_session"

    token_hash: str = Field(primary_key=True, max_length=64)
    account_id: int = Field(foreign_key="account.id", index=True)
    created_at: datetime
    seen_at: datetime
    expires_at: datetime = Field(index=True)


class MailedSecret(SQLModel, table=True):
    """A code or link sent by mail: to prove an address, or to set a new password. Only its keyed hash is kept."""

    __tablename__ = "mailed_secret"
    __table_args__ = (CheckConstraint("purpose IN ('confirm', 'reset')", name="purpose"),)

    id: int = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    purpose: str = Field(max_length=16)
    secret_hash: str = Field(max_length=64, index=True)
    created_at: datetime
    expires_at: datetime
    attempts: int = 0
    used_at: datetime | None = None
