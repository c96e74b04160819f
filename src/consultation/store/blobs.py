"""The bytes of uploaded files, each kept once under its SHA-256."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.store.tables import Blob


def keep(session: Session, content: bytes, now: datetime) -> str:
    """Store bytes and give back their SHA-256 (hexadecimal); bytes that are there already are not stored again."""
    digest = sha256(content).hexdigest()
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(
        insert(Blob)
        .values(sha256=digest, content=content, size=len(content), created_at=now)
        .on_conflict_do_nothing(index_elements=[col(Blob.sha256)])
    )
    return digest


def content_of(session: Session, digest: str) -> bytes:
    """The bytes stored under a SHA-256; they are there."""
    return session.execute(select(col(Blob.content)).where(col(Blob.sha256) == digest)).scalar_one()
