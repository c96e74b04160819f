"""Queries about the documents that accompany a draft."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.core.vocabulary import AttachmentKind
from consultation.store.columns import AnyRow
from consultation.store.tables import Attachment, Blob


def attachments_of(session: Session, draft_id: int) -> list[AnyRow]:
    """The documents of a draft with their `size` in bytes, removed ones too, in the order they were added."""
    statement = (
        select(
            col(Attachment.id),
            col(Attachment.kind),
            col(Attachment.title),
            col(Attachment.file_name),
            col(Attachment.media_type),
            col(Attachment.added_at),
            col(Attachment.removed_at),
            col(Blob.size),
        )
        .join(Blob, col(Blob.sha256) == col(Attachment.blob_sha256))
        .where(col(Attachment.draft_id) == draft_id)
        .order_by(col(Attachment.id))
    )
    return list(session.execute(statement).all())


def kinds_attached(session: Session, draft_id: int) -> frozenset[AttachmentKind]:
    """The slots that are filled."""
    statement = select(col(Attachment.kind)).where(
        col(Attachment.draft_id) == draft_id, col(Attachment.removed_at).is_(None)
    )
    return frozenset(session.execute(statement).scalars())


def get_attachment(session: Session, draft_id: int, attachment_id: int) -> Attachment:
    """A document of this draft that was not removed; NotFound otherwise."""
    statement = select(Attachment).where(
        col(Attachment.id) == attachment_id,
        col(Attachment.draft_id) == draft_id,
        col(Attachment.removed_at).is_(None),
    )
    row = session.execute(statement).scalar_one_or_none()
    if row is None:
        raise NotFound(message("This document is not here. It may have been removed."))
    return row
