"""The step before sending when others have said nearly the same: join them, or send one's own; nothing typed is lost."""

import pytest
from sqlalchemy import select
from sqlmodel import col

from consultation.actions import arrivals
from consultation.actions.remembering import OwnWords
from consultation.core.vocabulary import CommentState, ModerationMode, Position
from consultation.store import recount
from consultation.store.database import Database
from consultation.store.tables import Cluster, Comment, Submission
from tests.factories import NOW
from tests.web.conftest import TestClock
from tests.web.test_speaking import FORM, Stage, hidden, stage_of
from tests.web.warden import Page, Warden

LETTER = (
    "Kutubxonalar ish vaqti kechki soat yigirma birgacha uzaytirilsin. Talabalar va ishlaydigan fuqarolar kunduzi kela "
    "olmaydi. Mahalladagi yagona kutubxona soat oltida yopilsa, undan faqat nafaqadagilar foydalanadi."
)
OWN = f"Men oʻqituvchiman, har kuni koʻraman.\n\n{LETTER}"
TITLE = "Others have said nearly this"
SENT = "Your comment has been received"


@pytest.fixture
def stage(sqlite_database: Database) -> Stage:
    with sqlite_database.write() as session:
        return stage_of(session, sqlite_database, ModerationMode.POST)


def place(stage: Stage) -> None:
    with stage.database.write() as session:
        while arrivals.place_waiting(session, stage.round_.id, OwnWords(), now=NOW):
            pass


def comments(stage: Stage) -> list[Comment]:
    with stage.database.read() as session:
        rows = list(session.execute(select(Comment).order_by(col(Comment.id))).scalars())
        session.expunge_all()
        return rows


def choose(citizen: Warden, step: Page, choice: str, *, status: int = 200) -> Page:
    """Press one of the two buttons of the page."""
    assert choice in step.tree.xpath("//main//button[@name='choice']/@value")
    return citizen._page(citizen.client.post(FORM, data={**hidden(step), "choice": choice}), status)


def test_who_says_what_others_said_is_asked_before_it_is_sent(stage: Stage, citizen: Warden) -> None:
    stage.comment(LETTER, on_clause=True)
    place(stage)
    step = citizen.post(FORM, {"text": OWN, "position": "support"})
    assert step.title == TITLE
    assert "1 comment says this already" in step.text
    assert [LETTER in kept for kept in step.tree.xpath("//*[@class='kept']//text()")][:1] == [True]
    assert "Men oʻqituvchiman, har kuni koʻraman." in step.text
    assert len(comments(stage)) == 1


def test_joining_signs_the_words_of_the_others_as_one_more_person(stage: Stage, citizen: Warden) -> None:
    stage.comment(LETTER, on_clause=True)
    place(stage)
    step = citizen.post(FORM, {"text": OWN, "position": "support", "is_anonymous": "yes"})
    assert choose(citizen, step, "1").title == SENT
    place(stage)
    first, second = comments(stage)
    assert (second.text, second.position, second.clause_id) == (LETTER, Position.SUPPORT, first.clause_id)
    assert second.cluster_id == first.cluster_id
    with stage.database.read() as session:
        (cluster,) = session.execute(select(Cluster)).scalars()
        assert (cluster.comment_count, cluster.person_count, cluster.copy_count) == (2, 2, 1)
        submission = session.get_one(Submission, second.submission_id)
        assert (submission.is_anonymous, submission.submitter_name) == (True, "citizen")
        assert list(recount.differences(session)) == []


def test_ones_own_is_sent_as_it_was_written(stage: Stage, citizen: Warden) -> None:
    stage.comment(LETTER, on_clause=True)
    place(stage)
    step = citizen.post(FORM, {"text": OWN, "position": "support", "wording": "Yangi matn."})
    assert "The wording you proposed Yangi matn." in step.text
    assert choose(citizen, step, "own").title == SENT
    _, second = comments(stage)
    assert (second.text, second.wording, second.position) == (OWN, "Yangi matn.", Position.SUPPORT)


@pytest.mark.parametrize(
    ("others", "typed"),
    [
        (LETTER, {"text": "Har bir tumanda bolalar uchun alohida oʻquv zali boʻlsin."}),
        (LETTER + " Men bunga qarshiman.", {"text": LETTER + " Men buni qoʻllab-quvvatlayman."}),
        (LETTER, {"text": OWN, "position": "oppose"}),
    ],
    ids=["something else", "the opposite", "another position"],
)
def test_who_says_something_else_is_not_asked(
    stage: Stage, citizen: Warden, others: str, typed: dict[str, str]
) -> None:
    stage.comment(others, on_clause=True, position=Position.SUPPORT)
    place(stage)
    assert citizen.post(FORM, typed).title == SENT


def test_the_same_about_another_place_is_no_reason_to_ask(stage: Stage, citizen: Warden) -> None:
    stage.comment(LETTER)
    place(stage)
    assert citizen.post(FORM, {"text": OWN}).title == SENT


def test_about_the_whole_draft_one_is_asked_too(stage: Stage, citizen: Warden) -> None:
    stage.comment(LETTER)
    place(stage)
    form = "/drafts/1/comments/new"
    step = citizen.post(form, {"text": OWN})
    assert step.title == TITLE
    sent = citizen._page(citizen.client.post(form, data={**hidden(step), "choice": "own"}), 200)
    assert sent.title == SENT


@pytest.mark.parametrize("hidden_as", [CommentState.PENDING, CommentState.REJECTED])
def test_what_is_not_public_is_never_shown(stage: Stage, citizen: Warden, hidden_as: CommentState) -> None:
    stage.comment(LETTER, on_clause=True)
    place(stage)
    step = citizen.post(FORM, {"text": OWN})
    stage.change(Comment, state=hidden_as, rejection_reason="insult")
    again = choose(citizen, step, "1", status=409)
    assert again.problems == [
        "The comment you wanted to join is not there any more. Your own words are below: send them."
    ]
    assert again.typed("text") == OWN
    assert len(comments(stage)) == 1
    assert citizen.post(FORM, {"text": OWN}).title == SENT


@pytest.mark.parametrize("change", [{"is_redacted": True}, {"is_off_topic": True}])
def test_what_was_not_written_so_is_nothing_to_sign(stage: Stage, citizen: Warden, change: dict[str, bool]) -> None:
    stage.comment(LETTER, on_clause=True)
    place(stage)
    stage.change(Comment, **change)
    assert citizen.post(FORM, {"text": OWN}).title == SENT


def test_who_is_one_of_them_already_is_not_asked_again(stage: Stage, citizen: Warden) -> None:
    citizen.post(FORM, {"text": LETTER})
    place(stage)
    assert citizen.post(FORM, {"text": OWN}).title == SENT
    again = citizen.post(FORM, {"text": LETTER}, status=422)
    assert again.problems == ["You have already sent this comment: it is number 1."]


def test_joining_after_the_close_is_too_late(stage: Stage, citizen: Warden, clock: TestClock) -> None:
    stage.comment(LETTER, on_clause=True)
    place(stage)
    step = citizen.post(FORM, {"text": OWN})
    clock.forward(days=12, hours=1)
    for choice in ("1", "own"):
        late = choose(citizen, step, choice, status=409)
        assert (late.title, "Men oʻqituvchiman, har kuni koʻraman." in late.text) == ("The discussion has closed", True)


@pytest.mark.parametrize("choice", ["0", "-1", "99999999999", "all"])
def test_a_choice_that_is_none_asks_again(stage: Stage, citizen: Warden, choice: str) -> None:
    stage.comment(LETTER, on_clause=True)
    place(stage)
    data = {"csrf_token": citizen.token(FORM), "text": OWN, "choice": choice}
    assert citizen._page(citizen.client.post(FORM, data=data), 200).title == TITLE
    assert len(comments(stage)) == 1


def test_joining_what_was_not_offered_sends_nothing(stage: Stage, citizen: Warden) -> None:
    data = {"csrf_token": citizen.token(FORM), "text": OWN, "choice": str(stage.comment(LETTER))}
    page = citizen._page(citizen.client.post(FORM, data=data), 409)
    assert page.typed("text") == OWN
    assert len(comments(stage)) == 1
