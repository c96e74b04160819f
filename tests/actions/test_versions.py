"""The text of a draft while it is prepared: taken in, corrected, confirmed, and closed to change once published."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import drafts, versions
from consultation.actions.correcting import Correction
from consultation.core.errors import Blocked, Invalid, NotFound, Refused, Stale
from consultation.core.law_addresses import Linked
from consultation.core.policy import Actor
from consultation.core.vocabulary import ActKind, ClauseKind, Language, Role
from consultation.store import versions as store
from consultation.store.database import Database
from consultation.store.tables import AuditLine, StoredClause, Version
from tests.actions.dossiers import upload
from tests.factories import NOW, make_account, make_authority, make_officer, officer


@dataclass
class Desk:
    session: Session
    actor: Actor
    number: int

    def version(self) -> Version:
        found = store.latest_version(self.session, self.number)
        assert found is not None
        return found

    def correct(self, act: str, eid: str, **more: object) -> None:
        change = Correction(act, eid, **more)  # type: ignore[arg-type]
        versions.correct(self.session, self.actor, self.number, change, revision=self.version().revision, now=NOW)

    def sheet(self) -> list[tuple[int, ClauseKind, str, bool, bool, Language | None]]:
        return [
            (
                line.depth,
                line.kind,
                line.clause.words,
                line.quoted,
                line.is_aside,
                line.clause.language,
            )
            for line in store.sheet_of_version(self.session, self.version()).lines
        ]

    def own_numbers(self) -> list[tuple[object, object]]:
        return [(each["eid"], each["params"]) for each in self.version().warnings if each["code"] == "OWN_NUMBER"]

    def heading(self, eid: str) -> str | None:
        return store.outline_of_version(self.session, self.version()).find(eid).heading

    def texts(self) -> list[tuple[str, str]]:
        statement = (
            select(col(StoredClause.eid), col(StoredClause.text))
            .where(col(StoredClause.version_id) == self.version().id)
            .order_by(col(StoredClause.position))
        )
        return [(row.eid, row.text) for row in self.session.execute(statement)]


@pytest.fixture
def desk(session: Session) -> Desk:
    authority = make_authority(session)
    actor = officer(make_officer(session, authority), authority)
    given = upload("Birinchi. Davomi.", "12", "Ikkinchi.", warned="art_3")
    draft = drafts.create(session, actor, authority_id=authority.id, upload=given, now=NOW)
    return Desk(session, actor, draft.id)


def test_an_upload_opens_a_dossier_with_what_the_file_says(desk: Desk) -> None:
    version = desk.version()
    assert (version.ordinal, version.title, version.language) == (1, "Kutubxonalar toʻgʻrisida", Language.UZ_LATN)
    assert [warning["code"] for warning in version.warnings] == ["W_GAP"]
    assert desk.texts() == [("art_1", "Birinchi. Davomi."), ("art_2", "12"), ("art_3", "Ikkinchi.")]


def test_a_version_keeps_the_sure_links_of_its_file_and_of_no_other(desk: Desk) -> None:
    given = upload("Mehnat kodeksi.", content=b"with links")
    linked = replace(given, read=replace(given.read, links=(Linked("Mehnat kodeksi", "https://lex.uz/docs/-1"),)))
    versions.add(desk.session, desk.actor, desk.number, linked, now=NOW)
    assert store.links_of(desk.session, desk.version().id) == {"Mehnat kodeksi": "https://lex.uz/docs/-1"}
    versions.add(desk.session, desk.actor, desk.number, given, now=NOW)
    assert store.links_of(desk.session, desk.version().id) == {}


def test_what_the_file_does_not_say_has_to_be_confirmed(session: Session) -> None:
    authority = make_authority(session)
    actor = officer(make_officer(session, authority), authority)
    given = upload("Matn.", act_kind=None, language=Language.UND)
    draft = drafts.create(session, actor, authority_id=authority.id, upload=given, now=NOW)
    version = store.latest_version(session, draft.id)
    assert version is not None
    assert (draft.act_kind, draft.language) == (ActKind.CABINET_RESOLUTION, Language.UND)
    assert [warning["code"] for warning in version.warnings] == ["LANGUAGE", "ACT_KIND"]


def test_corrections_change_the_split_and_carry_the_warnings_along(desk: Desk) -> None:
    desk.correct("split", "art_1", words="Davomi.")
    desk.correct("drop", "art_2")
    assert desk.texts() == [
        ("art_1", "Birinchi."),
        ("art_1__para_1", "Davomi."),
        ("aside_1", "12"),
        ("art_3", "Ikkinchi."),
    ]
    desk.correct("merge", "art_3")
    assert desk.texts()[1] == ("art_1__para_1", "Davomi.\n3-modda.\n3-sarlavha\nIkkinchi.")
    assert desk.version().warnings[0]["eid"] == "art_1__para_1"
    assert store.clause_count(desk.session, desk.version().id) == 2


def test_corrections_are_taken_back_one_by_one(desk: Desk) -> None:
    before = desk.texts()
    desk.correct("kind", "art_2", kind=ClauseKind.NOTE)
    desk.correct("in", "note_2")
    for _ in range(2):
        versions.undo(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)
    assert desk.texts() == before
    with pytest.raises(Blocked):
        versions.undo(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)


def test_a_correction_of_a_text_that_changed_meanwhile_is_stale(desk: Desk) -> None:
    seen = desk.version().revision
    desk.correct("drop", "art_2")
    with pytest.raises(Stale):
        versions.correct(desk.session, desk.actor, desk.number, Correction("drop", "art_3"), revision=seen, now=NOW)


def test_wrong_corrections_say_what_is_wrong(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.correct("drop", "art_77")
    with pytest.raises(NotFound):
        desk.correct("burn", "art_1")
    with pytest.raises(Invalid):
        desk.correct("split", "art_1", words="no such words")
    with pytest.raises(Invalid):
        desk.correct("split", "art_1")
    with pytest.raises(Invalid):
        desk.correct("kind", "art_1")
    with pytest.raises(Blocked):
        desk.correct("merge", "art_1")
    with pytest.raises(Blocked):
        desk.correct("num", "art_1", words="9" * 201)


def test_a_published_text_is_never_corrected(desk: Desk) -> None:
    desk.version().published_at = NOW
    with pytest.raises(Refused):
        desk.correct("drop", "art_2")


def test_only_officers_of_the_authority_correct(desk: Desk) -> None:
    other = make_authority(desk.session, "health")
    stranger = officer(make_officer(desk.session, other, "other@example.org"), other)
    outsider = Actor(account_id=make_account(desk.session).id, is_confirmed=True)
    for actor in (stranger, outsider):
        with pytest.raises(Refused):
            versions.correct(desk.session, actor, desk.number, Correction("drop", "art_2"), revision=0, now=NOW)
    assert Role.OFFICER not in stranger.roles(1)


def test_another_file_replaces_the_text_in_preparation(desk: Desk) -> None:
    versions.confirm_warnings(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)
    desk.correct("drop", "art_2")
    seen = desk.version().revision
    versions.add(desk.session, desk.actor, desk.number, upload("Yangi matn.", content=b"other"), now=NOW)
    version = desk.version()
    assert (version.ordinal, version.undo, version.warnings_confirmed_at) == (1, [], None)
    assert version.revision > seen
    assert desk.texts() == [("art_1", "Yangi matn.")]


def test_corrections_are_made_again_on_a_newly_saved_copy(desk: Desk) -> None:
    desk.correct("drop", "art_2")
    desk.correct("split", "art_1", words="Davomi")
    desk.correct("kind", "art_3", kind=ClauseKind.NOTE)
    versions.undo(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)
    again = upload("Birinchi. Davomi.", "12", "Uchinchi.", "Yana.", content=b"saved anew", warned="art_4")
    versions.add(desk.session, desk.actor, desk.number, again, now=NOW)
    assert desk.texts() == [
        ("art_1", "Birinchi."), ("art_1__para_1", "Davomi."), ("aside_1", "12"), ("art_3", "Uchinchi."), ("art_4", "Yana."),
    ]  # fmt: skip
    version = desk.version()
    assert [(each["act"], each["words"]) for each in version.corrections] == [("drop", ""), ("split", "Davomi")]
    assert [(each["code"], each["eid"]) for each in version.warnings] == [("W_GAP", "art_4")]
    for _ in range(2):
        versions.undo(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)
    assert [text for _, text in desk.texts()] == ["Birinchi. Davomi.", "12", "Uchinchi.", "Yana."]
    assert desk.version().corrections == []


def test_a_correction_whose_clause_has_changed_is_named_and_not_guessed(desk: Desk) -> None:
    desk.correct("drop", "art_2")
    desk.correct("split", "art_1", words="Davomi")
    again = upload("Birinchi. Davomi bor.", "13", content=b"saved anew")
    versions.add(desk.session, desk.actor, desk.number, again, now=NOW)
    version = desk.version()
    assert version.corrections == []
    assert [(each["code"], each["params"]) for each in version.warnings] == [("NOT_REPLAYED", {"n": 2})]
    assert [text for _, text in desk.texts()] == ["Birinchi. Davomi bor.", "13"]


def test_several_clauses_are_corrected_at_once_and_taken_back_at_once(desk: Desk) -> None:
    before = desk.texts()
    desk.correct("drop", "art_2", also=("art_3",))
    assert [eid for eid, _ in desk.texts()] == ["art_1", "aside_1", "aside_2"]
    desk.correct("restore", "aside_1", also=("aside_2",))
    desk.correct("kind", "art_1", also=("art_3",), kind=ClauseKind.NOTE)
    assert [eid for eid, _ in desk.texts()] == ["note_1", "art_2", "note_3"]
    for _ in range(3):
        versions.undo(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)
    assert desk.texts() == before


def test_what_was_taken_back_can_be_made_again_until_something_else_is_done(desk: Desk) -> None:
    desk.correct("drop", "art_2")
    desk.correct("num", "art_3", words="4-modda.")
    after, corrections, warnings = desk.texts(), desk.version().corrections, desk.version().warnings
    for _ in range(2):
        versions.undo(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)
    assert [each["code"] for each in desk.version().warnings] == ["W_GAP"]
    for _ in range(2):
        versions.redo(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)
    assert (desk.texts(), desk.version().corrections, desk.version().warnings) == (after, corrections, warnings)
    versions.undo(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)
    desk.correct("drop", "art_3")
    with pytest.raises(Blocked):
        versions.redo(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)


def test_a_number_in_the_officers_own_words_is_named_beside_the_files(desk: Desk) -> None:
    versions.confirm_warnings(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)
    desk.correct("num", "art_3", words="3¹-modda.")
    assert desk.own_numbers() == [("art_3-1", {"number": "3¹-modda.", "old": "3-modda."})]
    assert desk.version().warnings_confirmed_at is None
    desk.correct("num", "art_3-1", words="4-modda.")
    assert desk.own_numbers() == [("art_4", {"number": "4-modda.", "old": "3-modda."})]
    versions.undo(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)
    assert desk.own_numbers() == [("art_3-1", {"number": "3¹-modda.", "old": "3-modda."})]
    desk.correct("num", "art_3-1", words="")
    assert (desk.own_numbers(), desk.texts()[2]) == ([], ("art_3", "Ikkinchi."))
    assert desk.heading("art_3") == "3-modda. 3-sarlavha"
    desk.correct("num", "art_3", words="3-modda.")
    assert (desk.own_numbers(), desk.heading("art_3")) == ([], "3-sarlavha")


def test_every_sort_of_correction_is_made_again_on_a_newly_saved_copy(desk: Desk) -> None:
    again = upload("Birinchi. Davomi.", "12", "Ikkinchi.", "Yangi.", content=b"saved anew", warned="art_3")
    desk.correct("kind", "art_2", kind=ClauseKind.POINT, also=("art_3",))
    desk.correct("in", "point_2", also=("point_3",))
    desk.correct("under", "art_1__point_3", under="art_1__point_2")
    desk.correct("language", "art_1__point_2", language=Language.RU)
    desk.correct("quote", "art_1__point_2")
    desk.correct("num", "art_1__qstr_1__point_2", words="7)")
    desk.correct("endquote", "art_1__qstr_1__point_7__point_3")
    made = desk.sheet()
    kept = [each["act"] for each in desk.version().corrections]
    versions.add(desk.session, desk.actor, desk.number, again, now=NOW)
    assert [each["act"] for each in desk.version().corrections] == kept
    assert desk.sheet()[:-1] == made
    assert [each["code"] for each in desk.version().warnings] == ["W_GAP", "OWN_NUMBER"]


def test_a_correction_of_many_clauses_is_made_again_on_those_that_are_there(desk: Desk) -> None:
    desk.correct("drop", "art_1", also=("art_2", "art_3"))
    versions.add(desk.session, desk.actor, desk.number, upload("Birinchi. Davomi.", "13", "Ikkinchi."), now=NOW)
    assert [eid for eid, _ in desk.texts()] == ["aside_1", "art_2", "aside_2"]
    assert [(each["code"], each["params"]) for each in desk.version().warnings] == [("NOT_REPLAYED", {"n": 1})]
    desk.correct("restore", "aside_1", also=("aside_2",))
    desk.correct("join", "art_1", also=("art_2",))
    versions.add(desk.session, desk.actor, desk.number, upload("Birinchi. Davomi.", "14", "Ikkinchi."), now=NOW)
    assert [eid for eid, _ in desk.texts()] == ["art_1", "art_2", "art_3"]


def test_every_step_leaves_an_audit_line(desk: Desk) -> None:
    desk.correct("drop", "art_2")
    versions.undo(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)
    versions.confirm_warnings(desk.session, desk.actor, desk.number, revision=desk.version().revision, now=NOW)
    actions = desk.session.execute(
        select(col(AuditLine.action)).where(col(AuditLine.draft_id) == desk.number).order_by(col(AuditLine.id))
    ).scalars()
    assert list(actions) == ["draft.create", "version.add", "clause.drop", "clause.undo", "version.confirm_warnings"]


def test_of_two_officers_who_correct_at_once_one_is_told(database: Database) -> None:
    with database.write() as session:
        authority = make_authority(session)
        actor = officer(make_officer(session, authority), authority)
        number = drafts.create(
            session, actor, authority_id=authority.id, upload=upload("Bir.", "Ikki.", "Uch."), now=NOW
        ).id
    start = Barrier(2)

    def correct(eid: str) -> str:
        start.wait()
        try:
            with database.write() as session:
                versions.correct(session, actor, number, Correction("drop", eid), revision=0, now=NOW)
        except Stale:
            return "stale"
        return "done"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(correct, ["art_1", "art_2"]))
    with database.read() as session:
        version = store.latest_version(session, number)
        assert version is not None
        assert (outcomes, store.clause_count(session, version.id), version.revision) == (["done", "stale"], 2, 1)
