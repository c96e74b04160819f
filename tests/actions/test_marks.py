"""Tracked changes and comments of a file on a version: the text that was taken, the other one, marks that follow clauses."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import drafts, versions
from consultation.actions.correcting import Correction
from consultation.actions.versions import MOST_MARKS, Upload
from consultation.core.errors import Refused, Stale
from consultation.core.file_vocabulary import MarkSort, TextView
from consultation.core.policy import Actor
from consultation.ingest import read_in_process
from consultation.ingest.findings import Mark
from consultation.store import versions as store
from consultation.store.tables import AuditLine, Version
from tests.actions.dossiers import upload
from tests.factories import NOW, make_authority, make_officer, officer
from tests.ingest.packages import docx, p, r
from tests.ingest.test_furniture import reference, section
from tests.ingest.test_tracked import anchored, comment, deleted, ins

FILE = docx(
    p(r("1-modda. Muddatlar"))
    + p(r("Ariza "), ins(r("besh")), deleted("oʻn"), r(" kunda koʻriladi."))
    + p(r("2-modda. "), anchored(1, r("Haq")))
    + p(r("Haq olinmaydi."))
    + section(reference("header", 2)),
    comments=comment(1, "Kelishilmagan"),
    header1=p(r("LOYIHA")),
)


def given(view: TextView = TextView.ACCEPTED) -> Upload:
    return Upload("loyiha.docx", FILE, read_in_process(FILE, view=view))


@dataclass
class Desk:
    session: Session
    actor: Actor
    number: int

    def version(self) -> Version:
        found = store.latest_version(self.session, self.number)
        assert found is not None
        return found

    def correct(self, act: str, eid: str, words: str = "") -> None:
        change = Correction(act, eid, words=words)
        versions.correct(self.session, self.actor, self.number, change, revision=self.version().revision, now=NOW)

    def take(self, view: TextView, revision: int | None = None) -> None:
        seen = self.version().revision if revision is None else revision
        versions.take_view(self.session, self.actor, self.number, given(view), revision=seen, now=NOW)

    def lines(self) -> list[tuple[bool, str]]:
        lines = store.sheet_of_version(self.session, self.version()).lines
        return [(line.is_aside, line.clause.heading or line.clause.text) for line in lines]

    def marks(self) -> list[tuple[object, object]]:
        return [(each["text"], each["eid"]) for each in self.version().marks]


@pytest.fixture
def desk(session: Session) -> Desk:
    authority = make_authority(session)
    actor = officer(make_officer(session, authority), authority)
    draft = drafts.create(session, actor, authority_id=authority.id, upload=given(), now=NOW)
    return Desk(session, actor, draft.id)


def test_an_upload_keeps_the_accepted_text_what_was_set_aside_and_what_was_left(desk: Desk) -> None:
    assert desk.lines() == [
        (True, "LOYIHA"),
        (False, "Muddatlar"),
        (False, "Ariza besh kunda koʻriladi."),
        (False, "Haq"),
        (False, "Haq olinmaydi."),
    ]
    version = desk.version()
    assert version.view is TextView.ACCEPTED
    assert version.marks == [
        {"code": "inserted", "text": "besh", "author": "", "eid": "art_1__para_1"},
        {"code": "deleted", "text": "oʻn", "author": "", "eid": "art_1__para_1"},
        {"code": "comment", "text": "Kelishilmagan", "author": "A. Karimov", "eid": "art_2"},
    ]
    assert [each["code"] for each in version.warnings] == ["LANGUAGE", "ACT_KIND", "F_TRACKED", "F_COMMENTS", "F_ASIDE"]


def test_what_the_reader_set_aside_can_be_put_back(desk: Desk) -> None:
    desk.correct("restore", "aside_1")
    assert desk.lines()[0] == (False, "LOYIHA")


def test_marks_follow_their_clauses_through_corrections_and_back(desk: Desk) -> None:
    desk.correct("drop", "art_1")
    assert [eid for _, eid in desk.marks()] == ["para_1", "para_1", "art_2"]
    versions.undo(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)
    assert [eid for _, eid in desk.marks()] == ["art_1__para_1", "art_1__para_1", "art_2"]


def test_the_other_text_gets_the_corrections_again(desk: Desk) -> None:
    desk.correct("drop", "art_1")
    before = desk.version()
    uploaded = (before.uploaded_at, before.blob_sha256)
    desk.take(TextView.ORIGINAL)
    version = desk.version()
    assert version.view is TextView.ORIGINAL
    assert desk.lines()[1:3] == [(True, "Muddatlar"), (False, "Ariza oʻn kunda koʻriladi.")]
    assert [each["act"] for each in version.corrections] == ["drop"]
    assert [eid for _, eid in desk.marks()] == ["para_1", "para_1", "art_2"]
    assert (version.uploaded_at, version.blob_sha256, version.ordinal) == (*uploaded, 1)
    desk.take(TextView.ACCEPTED)
    assert desk.lines()[1:3] == [(True, "Muddatlar"), (False, "Ariza besh kunda koʻriladi.")]
    lines = desk.session.execute(
        select(col(AuditLine.action), col(AuditLine.detail)).where(col(AuditLine.action).like("version.%"))
    )
    assert [(action, detail["view"]) for action, detail in lines] == [
        ("version.add", "accepted"),
        ("version.take_view", "original"),
        ("version.take_view", "accepted"),
    ]


def test_the_text_is_not_changed_under_another_officers_hands_nor_once_it_is_published(desk: Desk) -> None:
    seen = desk.version().revision
    desk.correct("drop", "art_2")
    with pytest.raises(Stale):
        desk.take(TextView.ORIGINAL, revision=seen)
    desk.version().published_at = NOW
    with pytest.raises(Refused):
        desk.take(TextView.ORIGINAL)


def test_marks_are_kept_in_bounds(session: Session) -> None:
    authority = make_authority(session)
    actor = officer(make_officer(session, authority), authority)
    full = upload("Matn.")
    many = tuple(Mark(MarkSort.INSERTED, 2_000 * "a", "k\0" + 300 * "b") for _ in range(MOST_MARKS + 1))
    read = type(full.read)(full.read.title, full.read.act_kind, full.read.language, full.read.clauses, marks=many)
    number = drafts.create(session, actor, authority_id=authority.id, upload=Upload("a.docx", b"", read), now=NOW).id
    version = store.latest_version(session, number)
    assert version is not None
    assert len(version.marks) == MOST_MARKS
    assert version.marks[0] == {
        "code": "inserted",
        "text": 999 * "a" + "…",
        "author": "k" + 198 * "b" + "…",
        "eid": None,
    }
