from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import comments
from consultation.actions.comments import NewComment, Place, SaidAlready
from consultation.core.comment import TEXT_MOST, read_receipt, text_key
from consultation.core.errors import ConsultationError, Invalid, NotFound, Refused, Throttled, TooLate
from consultation.core.policy import VISITOR, Actor
from consultation.core.vocabulary import CommentState, Language, ModerationMode, Position
from consultation.store.tables import (
    Account,
    AuditLine,
    Comment,
    Draft,
    Job,
    OutboxMail,
    Round,
    StoredClause,
    Submission,
    Version,
)
from tests.factories import (
    CLOSES,
    NOW,
    citizen,
    clause_of,
    make_account,
    make_authority,
    make_comment,
    make_draft,
    make_officer,
    make_round,
    make_version,
    officer,
)

TICK = timedelta(microseconds=1)


@dataclass
class Scene:
    session: Session
    draft: Draft
    version: Version
    round_: Round
    officer: Actor
    account: Account
    citizen: Actor

    @property
    def place(self) -> Place:
        return Place(self.draft.id, 1, "art_1")

    def say(self, text: str = "Bu modda aniqroq yozilsin.", *, now: datetime = NOW, **more: object) -> comments.Sent:
        new = NewComment(text, **more)  # type: ignore[arg-type] # the fields of a comment
        return comments.submit(self.session, self.citizen, self.place, new, now=now)

    def comment(self, number: int) -> Comment:
        statement = select(Comment).where(col(Comment.draft_id) == self.draft.id, col(Comment.number) == number)
        return self.session.execute(statement.execution_options(populate_existing=True)).scalar_one()

    def count(self, table: type[object]) -> int:
        return self.session.execute(select(func.count()).select_from(table)).scalar_one()


def stage_scene(session: Session, mode: ModerationMode) -> Scene:
    authority = make_authority(session)
    author = make_officer(session, authority)
    draft = make_draft(session, authority, author, moderation_mode=mode)
    version = make_version(session, draft)
    round_ = make_round(session, draft, version)
    account = make_account(session)
    account.organisation = "Kitobxonlar uyushmasi"
    session.flush()
    return Scene(session, draft, version, round_, officer(author, authority), account, citizen(account))


@pytest.fixture
def scene(session: Session) -> Scene:
    return stage_scene(session, ModerationMode.PRE)


@pytest.fixture
def open_scene(session: Session) -> Scene:
    return stage_scene(session, ModerationMode.POST)


def test_a_comment_waits_for_a_moderator_and_its_author_gets_a_receipt(scene: Scene) -> None:
    sent = scene.say("Kutubxona soati\u00adga oid.\r\nIkkinchi qator", wording=" Yangi matn. ", position=Position.AMEND)
    row = scene.comment(sent.number)
    assert (sent.number, sent.state) == (1, CommentState.PENDING)
    assert sent.receipt.startswith(f"{scene.draft.id}-1-")
    assert read_receipt(sent.receipt.lower()) == sent.receipt
    assert (row.text, row.wording) == ("Kutubxona soatiga oid.\nIkkinchi qator", "Yangi matn.")
    assert (row.state, row.position, row.language) == (CommentState.PENDING, Position.AMEND, Language.UZ_LATN)
    assert row.clause_id == clause_of(scene.session, scene.version).id
    assert row.text_key == text_key("КУТУБХОНА соатига оид! Иккинчи қатор", "Янги матн")
    submission = scene.session.get_one(Submission, row.submission_id)
    assert (submission.person_key, submission.receipt) == (f"account:{scene.account.id}", sent.receipt)
    assert (submission.submitter_name, submission.organisation) == ("citizen", None)
    assert clause_of(scene.session, scene.version).comment_count == 0
    mail = scene.session.execute(select(OutboxMail)).scalar_one()
    assert (mail.kind, mail.account_id) == ("comment_received", scene.account.id)
    assert mail.params == {"draft": scene.draft.id, "title": scene.draft.title, "comment": 1, "receipt": sent.receipt}
    line = scene.session.execute(select(AuditLine)).scalar_one()
    assert (line.action, line.noun_id, line.detail) == ("comment.submit", "1", {})


def test_without_pre_moderation_a_comment_is_public_and_counted_at_once(open_scene: Scene) -> None:
    first = open_scene.say("Birinchi fikr.")
    second = open_scene.say("Ikkinchi fikr.")
    open_scene.session.expire_all()
    assert (first.state, second.number) == (CommentState.PUBLISHED, 2)
    assert clause_of(open_scene.session, open_scene.version).comment_count == 2
    draft = open_scene.session.get_one(Draft, open_scene.draft.id)
    assert (draft.comment_count, draft.last_comment_number, draft.activity) == (2, 2, 2)
    job = open_scene.session.execute(select(Job)).scalar_one()
    assert (job.kind, job.payload, job.run_at) == ("place", {"round_id": open_scene.round_.id}, NOW)


def test_the_very_last_microsecond_counts_and_the_closing_instant_does_not(scene: Scene) -> None:
    assert scene.say(now=CLOSES - TICK).number == 1
    for instant in (CLOSES, CLOSES + TICK):
        with pytest.raises(TooLate, match=r"The discussion has closed\."):
            scene.say("Kech qolgan fikr.", now=instant)
    assert scene.count(Comment) == 1


def test_the_close_that_counts_is_the_stored_one_at_the_time_of_writing(scene: Scene) -> None:
    scene.draft.closes_at = scene.round_.closes_at = NOW - TICK
    scene.session.flush()
    with pytest.raises(TooLate):
        scene.say()


@pytest.mark.parametrize(
    ("text", "field", "sentence"),
    [
        ("", "text", "Write your comment."),
        (" \u200b\n ", "text", "Write your comment."),
        ("ha", "text", "Write at least 3 characters."),
        ("a" * (TEXT_MOST + 1), "text", "Shorten this to 10000 characters or fewer: it has 10001."),
        ("bor\x00yoʻq", "text", "This text holds characters that cannot be typed. Remove them and try again."),
        ("bor\x1byoʻq", "text", "This text holds characters that cannot be typed. Remove them and try again."),
        ("bor\ud800yoʻq", "text", "This text holds characters that cannot be typed. Remove them and try again."),
    ],
)
def test_words_nobody_can_have_meant_are_refused(scene: Scene, text: str, field: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        scene.say(text)
    assert {name: str(words) for name, words in refused.value.fields.items()} == {field: sentence}
    assert scene.count(Submission) == 0


def test_the_longest_comment_and_wording_are_taken(scene: Scene) -> None:
    sent = scene.say("я" * TEXT_MOST, wording="ў" * TEXT_MOST)
    assert len(scene.comment(sent.number).wording) == TEXT_MOST
    with pytest.raises(Invalid) as refused:
        scene.say("Boshqa fikr.", wording="ў" * (TEXT_MOST + 1))
    assert list(refused.value.fields) == ["wording"]


def test_the_same_words_twice_are_refused_with_the_number_of_the_first(scene: Scene) -> None:
    first = scene.say("Oʻzgartirish kerak emas.")
    with pytest.raises(SaidAlready) as refused:
        scene.say("  ўзгартириш КЕРАК эмас ")
    assert refused.value.number == first.number
    elsewhere = comments.submit(
        scene.session, scene.citizen, Place(scene.draft.id, 1, "art_2"), NewComment("Oʻzgartirish kerak emas."), now=NOW
    )
    somebody = citizen(make_account(scene.session, "other@example.org"))
    other = comments.submit(scene.session, somebody, scene.place, NewComment("Oʻzgartirish kerak emas."), now=NOW)
    assert (elsewhere.number, other.number) == (3, 4)


def test_the_clause_as_it_stands_is_no_proposal_and_a_proposal_is_a_position(scene: Scene) -> None:
    unchanged = scene.comment(scene.say(wording=" Birinchi  modda\nmatni. ").number)
    changed = scene.comment(scene.say("Boshqa fikr.", wording="Birinchi modda yangi matni.").number)
    assert (unchanged.wording, unchanged.position) == ("", Position.NONE)
    assert (changed.wording, changed.position) == ("Birinchi modda yangi matni.", Position.AMEND)


def test_two_different_strings_of_signs_are_not_the_same(scene: Scene) -> None:
    scene.say("👍👍👍")
    assert scene.say("👎👎👎").number == 2
    with pytest.raises(SaidAlready):
        scene.say("👍👍👍")


def test_only_clauses_of_the_open_version_can_be_spoken_of(scene: Scene) -> None:
    clause_of(scene.session, scene.version, "art_2").is_dropped = True
    scene.session.flush()

    def at(place: Place) -> type[ConsultationError]:
        with pytest.raises(ConsultationError) as refused:
            comments.submit(scene.session, scene.citizen, place, NewComment("Fikr bor."), now=NOW)
        return refused.type

    assert at(Place(scene.draft.id, 1, "art_2")) is NotFound
    assert at(Place(scene.draft.id, 1, "art_99")) is NotFound
    assert at(Place(scene.draft.id, 2, "art_1")) is NotFound
    assert at(Place(scene.draft.id + 1, 1, "art_1")) is NotFound


def test_an_earlier_version_is_closed_even_while_a_newer_one_is_open(scene: Scene) -> None:
    scene.round_.closes_at = NOW - timedelta(days=1)
    newer = make_version(scene.session, scene.draft, ordinal=2)
    make_round(scene.session, scene.draft, newer, opens_at=NOW - timedelta(hours=1), ordinal=2)
    scene.session.flush()
    with pytest.raises(TooLate, match="newer version"):
        scene.say()
    sent = comments.submit(
        scene.session, scene.citizen, Place(scene.draft.id), NewComment("Butun loyiha haqida."), now=NOW
    )
    row = scene.comment(sent.number)
    assert (row.clause_id, scene.session.get_one(Round, row.round_id).version_id) == (None, newer.id)


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        (lambda _: VISITOR, "Please sign in first."),
        (
            lambda scene: citizen(make_account(scene.session, "new@example.org", confirmed=False)),
            "Please confirm your e-mail address first.",
        ),
        (
            lambda scene: scene.officer,
            "Officers of the drafting authority do not take part in the discussion of its drafts.",
        ),
    ],
)
def test_who_may_not_speak_is_told_why(scene: Scene, who: Callable[[Scene], Actor], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        comments.submit(scene.session, who(scene), scene.place, NewComment("Fikr bor."), now=NOW)
    assert (type(refused.value), str(refused.value)) == (Refused, sentence)


def test_a_draft_in_preparation_does_not_exist_for_the_public(scene: Scene) -> None:
    scene.draft.opens_at = scene.draft.closes_at = None
    scene.session.flush()
    with pytest.raises(NotFound):
        scene.say()


def test_names_and_organisations(scene: Scene) -> None:
    sent = scene.say(is_anonymous=True, as_organisation=True)
    submission = scene.session.get_one(Submission, scene.comment(sent.number).submission_id)
    assert (submission.is_anonymous, submission.organisation) == (True, "Kitobxonlar uyushmasi")
    scene.account.organisation = None
    scene.session.flush()
    with pytest.raises(Invalid) as refused:
        scene.say("Tashkilot nomidan.", as_organisation=True)
    assert list(refused.value.fields) == ["as_organisation"]


def test_a_person_cannot_flood(scene: Scene) -> None:
    for number in range(3):
        comments.submit(
            scene.session, scene.citizen, scene.place, NewComment(f"Fikr raqami {number}"), now=NOW, hourly=3
        )
    with pytest.raises(Throttled) as refused:
        comments.submit(scene.session, scene.citizen, scene.place, NewComment("Yana bir fikr"), now=NOW, hourly=3)
    assert refused.value.retry_after == 3600
    other = citizen(make_account(scene.session, "other@example.org"))
    assert comments.submit(scene.session, other, scene.place, NewComment("Yana bir fikr"), now=NOW, hourly=3)


def test_a_reply_stands_below_its_comment_and_gets_none_itself(open_scene: Scene) -> None:
    session, draft = open_scene.session, open_scene.draft
    first = open_scene.say()
    said = NewComment("Qoʻshilaman.", position=Position.SUPPORT, wording="Bu yoʻqoladi.")
    sent = comments.reply(session, open_scene.citizen, draft.id, first.number, said, now=NOW)
    row = open_scene.comment(sent.number)
    assert (row.parent_id, row.clause_id) == (open_scene.comment(1).id, open_scene.comment(1).clause_id)
    assert (row.position, row.wording) == (Position.NONE, "")
    assert open_scene.comment(1).reply_count == 1
    assert clause_of(session, open_scene.version).comment_count == 1
    with pytest.raises(Refused, match="one level deep"):
        comments.reply(session, open_scene.citizen, draft.id, sent.number, NewComment("Javobga javob."), now=NOW)


def test_replies_wait_for_published_comments_of_the_open_round(scene: Scene) -> None:
    waiting = scene.say()
    with pytest.raises(NotFound):
        comments.reply(scene.session, scene.citizen, scene.draft.id, waiting.number, NewComment("Javob bor."), now=NOW)
    scene.session.refresh(scene.draft)
    public = make_comment(scene.session, scene.round_, scene.account)
    with pytest.raises(TooLate):
        comments.reply(
            scene.session, scene.citizen, scene.draft.id, public.number, NewComment("Javob bor."), now=CLOSES
        )
    scene.round_.closes_at = NOW - timedelta(days=1)
    newer = make_version(scene.session, scene.draft, ordinal=2)
    make_round(scene.session, scene.draft, newer, opens_at=NOW - timedelta(hours=1), ordinal=2)
    scene.session.flush()
    with pytest.raises(TooLate, match="newer version"):
        comments.reply(scene.session, scene.citizen, scene.draft.id, public.number, NewComment("Javob bor."), now=NOW)
    assert scene.count(StoredClause) == 4
