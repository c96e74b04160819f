"""Documents that accompany a draft: attached into typed slots, taken away again, never silently once public."""

from datetime import datetime

from sqlalchemy.orm import Session

from consultation.actions import dossier
from consultation.core.errors import Invalid
from consultation.core.file_types import FileType, named, tell
from consultation.core.messages import message, message_n
from consultation.core.policy import Actor
from consultation.core.text import clean
from consultation.core.vocabulary import AttachmentKind, Permission
from consultation.store import attachments as store
from consultation.store import blobs, counters, drafts
from consultation.store.tables import Attachment

MOST_BYTES = 25 * 1024 * 1024
MOST_DOCUMENTS = 50
_TITLE = 200


def attach(
    session: Session,
    actor: Actor,
    number: int,
    *,
    kind: AttachmentKind,
    title: str,
    file_name: str,
    content: bytes,
    now: datetime,
) -> Attachment:
    """Add a document; its kind of file is told from its bytes. Invalid for one that may not be attached."""
    draft = dossier.hold(session, actor, Permission.ATTACH, number, now)
    found = _checked(content, file_name)
    if len(store.attachments_of(session, number)) >= MOST_DOCUMENTS:
        raise Invalid(
            {
                "file": message_n(
                    "A draft has at most %(n)s document.", "A draft has at most %(n)s documents.", MOST_DOCUMENTS
                )
            }
        )
    name = named(clean(file_name), found)
    row = Attachment(
        draft_id=draft.id,
        kind=kind,
        title=(" ".join(clean(title).split()) or name)[:_TITLE],
        file_name=name,
        media_type=found.media_type,
        blob_sha256=blobs.keep(session, content, now),
        added_at=now,
        added_by=actor.id,
    )
    session.add(row)
    session.flush()
    counters.touch(session, draft.id)
    dossier.note(session, actor, draft, "attachment.add", row.id, now=now, kind=kind.value, sha256=row.blob_sha256)
    return row


def remove(session: Session, actor: Actor, number: int, attachment_id: int, *, now: datetime) -> None:
    """Take a document away; once the draft has been public its line stays, marked as removed."""
    draft = dossier.hold(session, actor, Permission.ATTACH, number, now)
    row = store.get_attachment(session, number, attachment_id)
    if drafts.is_public(draft):
        row.removed_at = now
    else:
        session.delete(row)
    session.flush()
    counters.touch(session, draft.id)
    dossier.note(session, actor, draft, "attachment.remove", attachment_id, now=now, kind=row.kind.value)


def _checked(content: bytes, file_name: str) -> FileType:
    if not content:
        raise Invalid({"file": message("The file is empty. Choose another one.")})
    if len(content) > MOST_BYTES:
        megabytes = MOST_BYTES // (1024 * 1024)
        raise Invalid(
            {"file": message("The file is larger than %(n)s MB. Make it smaller and attach it again.", n=megabytes)}
        )
    found = tell(content, file_name)
    if found is None:
        raise Invalid(
            {
                "file": message(
                    "Files of this kind cannot be attached. Attach a PDF, Word (.docx), Excel (.xlsx), PNG, JPEG, CSV or "
                    "plain text file without programs in it."
                )
            }
        )
    return found
