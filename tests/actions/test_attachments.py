"""Documents of a draft."""

import pytest
from sqlalchemy.orm import Session

from consultation.actions import attachments
from consultation.core.errors import Invalid, NotFound, Refused
from consultation.core.policy import Actor
from consultation.core.vocabulary import AttachmentKind
from consultation.store import attachments as store
from consultation.store import blobs
from consultation.store.tables import Attachment, Draft
from tests.factories import (
    CLOSES,
    NOW,
    citizen,
    make_account,
    make_authority,
    make_draft,
    make_officer,
    make_round,
    make_version,
    officer,
)


@pytest.fixture
def desk(session: Session) -> tuple[Actor, Draft]:
    authority = make_authority(session)
    account = make_officer(session, authority)
    return officer(account, authority), make_draft(session, authority, account)


def _attach(
    session: Session, actor: Actor, draft: Draft, content: bytes = b"%PDF-1.7", name: str = "izoh.doc"
) -> Attachment:
    return attachments.attach(
        session,
        actor,
        draft.id,
        kind=AttachmentKind.EXPLANATORY_NOTE,
        title=" Tushuntirish  xati ",
        file_name=name,
        content=content,
        now=NOW,
    )


def test_a_document_is_kept_with_its_real_kind_and_a_safe_name(session: Session, desk: tuple[Actor, Draft]) -> None:
    row = _attach(session, *desk, name="..\\izoh.doc")
    assert (row.title, row.file_name, row.media_type) == ("Tushuntirish xati", "izoh.doc.pdf", "application/pdf")
    assert blobs.content_of(session, row.blob_sha256) == b"%PDF-1.7"
    assert store.kinds_attached(session, desk[1].id) == {AttachmentKind.EXPLANATORY_NOTE}


def test_the_same_bytes_are_stored_once(session: Session, desk: tuple[Actor, Draft]) -> None:
    assert _attach(session, *desk).blob_sha256 == _attach(session, *desk).blob_sha256


@pytest.mark.parametrize("content", [b"", b"MZ\x00\x01", b"<html\x00>", b"%PDF-" + b"x" * attachments.MOST_BYTES])
def test_other_files_are_refused(session: Session, desk: tuple[Actor, Draft], content: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        _attach(session, *desk, content=content)
    assert list(refusal.value.fields) == ["file"]
    assert store.attachments_of(session, desk[1].id) == []


def test_before_the_draft_is_public_a_removed_document_is_gone(session: Session, desk: tuple[Actor, Draft]) -> None:
    row = _attach(session, *desk)
    attachments.remove(session, desk[0], desk[1].id, row.id, now=NOW)
    assert store.attachments_of(session, desk[1].id) == []


def test_once_public_a_removed_document_stays_marked(session: Session, desk: tuple[Actor, Draft]) -> None:
    actor, draft = desk
    make_round(session, draft, make_version(session, draft))
    row = _attach(session, actor, draft)
    attachments.remove(session, actor, draft.id, row.id, now=CLOSES)
    assert [each.removed_at for each in store.attachments_of(session, draft.id)] == [CLOSES]
    assert store.kinds_attached(session, draft.id) == frozenset()
    with pytest.raises(NotFound):
        attachments.remove(session, actor, draft.id, row.id, now=CLOSES)


def test_others_attach_nothing(session: Session, desk: tuple[Actor, Draft]) -> None:
    with pytest.raises(Refused):
        _attach(session, citizen(make_account(session)), desk[1])
