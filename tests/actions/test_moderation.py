"""Moderators' decisions: counted, told, undoable, never silent."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import moderation
from consultation.actions.moderation_changes import Order
from consultation.core.errors import Invalid, NotFound, Refused, Stale
from consultation.core.policy import Actor
from consultation.core.vocabulary import CommentState, ModerationAct, RejectionReason
from consultation.store import moderation as queries
from consultation.store.moderation import Sieve
from consultation.store.tables import Account, Comment, Draft, OutboxMail, Round, SealedOriginal, StoredClause
from tests import factories as make
from tests.factories import NOW


@dataclass
class Scene:
    draft: Draft
    round: Round
    clause: StoredClause
    other_clause: StoredClause
    comment: Comment
    moderator: Actor


@pytest.fixture
def scene(session: Session) -> Scene:
    """An open draft with one comment that waits for a moderator."""
    authority = make.make_authority(session)
    officer = make.make_officer(session, authority)
    draft = make.make_draft(session, authority, officer)
    version = make.make_version(session, draft)
    round_ = make.make_round(session, draft, version)
    clause = make.clause_of(session, version, "art_1")
    comment = make.make_comment(session, round_, make.make_account(session), clause=clause, state=CommentState.PENDING)
    moderator = make.moderator(make.make_moderator(session))
    return Scene(draft, round_, clause, make.clause_of(session, version, "art_2"), comment, moderator)


def counts(session: Session, scene: Scene) -> tuple[int, int, int]:
    """Comments shown on the draft, on article 1 and on article 2."""
    session.expire_all()
    return scene.draft.comment_count, scene.clause.comment_count, scene.other_clause.comment_count


def mails(session: Session) -> list[str]:
    return list(session.execute(select(col(OutboxMail.kind)).order_by(col(OutboxMail.id))).scalars())


def test_publish_shows_and_counts_the_comment(session: Session, scene: Scene) -> None:
    moderation.decide(session, scene.moderator, [scene.comment.id], Order(ModerationAct.PUBLISH), now=NOW)
    assert counts(session, scene) == (1, 1, 0)
    assert scene.comment.state is CommentState.PUBLISHED
    assert mails(session) == ["comment_published"]


def test_publish_twice_changes_nothing_the_second_time(session: Session, scene: Scene) -> None:
    for _ in range(2):
        moderation.decide(session, scene.moderator, [scene.comment.id], Order(ModerationAct.PUBLISH), now=NOW)
    assert counts(session, scene) == (1, 1, 0)
    assert len(queries.history(session, scene.comment.id)) == 1


def test_reject_needs_a_reason(session: Session, scene: Scene) -> None:
    with pytest.raises(Invalid) as caught:
        moderation.decide(session, scene.moderator, [scene.comment.id], Order(ModerationAct.REJECT), now=NOW)
    assert list(caught.value.fields) == ["reason"]
    assert scene.comment.state is CommentState.PENDING


def test_reject_is_told_to_the_author_and_counted_by_reason(session: Session, scene: Scene) -> None:
    order = Order(ModerationAct.REJECT, reason=RejectionReason.INSULT, note="Iltimos, hurmat bilan yozing.")
    moderation.decide(session, scene.moderator, [scene.comment.id], order, now=NOW)
    assert counts(session, scene) == (0, 0, 0)
    numbers = queries.public_numbers(session, scene.draft.id)
    assert [row for row in numbers.rejected if row[1]] == [(RejectionReason.INSULT, 1)]
    assert (numbers.published, numbers.waiting, numbers.rejected_total) == (0, 0, 1)
    mail = session.execute(select(OutboxMail)).scalar_one()
    assert (mail.kind, mail.params["reason"], mail.params["note"]) == (
        "comment_rejected",
        "insult",
        "Iltimos, hurmat bilan yozing.",
    )


def test_reject_of_a_published_comment_takes_it_off_the_counts(session: Session, scene: Scene) -> None:
    moderation.decide(session, scene.moderator, [scene.comment.id], Order(ModerationAct.PUBLISH), now=NOW)
    order = Order(ModerationAct.REJECT, reason=RejectionReason.ADVERTISING)
    moderation.decide(session, scene.moderator, [scene.comment.id], order, now=NOW)
    assert counts(session, scene) == (0, 0, 0)


def test_undo_puts_everything_back(session: Session, scene: Scene) -> None:
    order = Order(ModerationAct.REJECT, reason=RejectionReason.INSULT)
    batch = moderation.decide(session, scene.moderator, [scene.comment.id], order, now=NOW)
    assert moderation.undo(session, scene.moderator, batch, now=NOW) == 1
    session.expire_all()
    assert (scene.comment.state, scene.comment.rejection_reason) == (CommentState.PENDING, None)
    assert queries.public_numbers(session, scene.draft.id).undone == 1
    with pytest.raises(NotFound):
        moderation.undo(session, scene.moderator, batch, now=NOW)


def test_undo_refuses_when_the_comment_was_decided_anew(session: Session, scene: Scene) -> None:
    batch = moderation.decide(session, scene.moderator, [scene.comment.id], Order(ModerationAct.PUBLISH), now=NOW)
    order = Order(ModerationAct.REJECT, reason=RejectionReason.INSULT)
    moderation.decide(session, scene.moderator, [scene.comment.id], order, now=NOW)
    with pytest.raises(Stale):
        moderation.undo(session, scene.moderator, batch, now=NOW)


def test_move_takes_the_count_along(session: Session, scene: Scene) -> None:
    moderation.decide(session, scene.moderator, [scene.comment.id], Order(ModerationAct.PUBLISH), now=NOW)
    batch = moderation.decide(
        session, scene.moderator, [scene.comment.id], Order(ModerationAct.MOVE, clause_eid="art_2"), now=NOW
    )
    assert counts(session, scene) == (1, 0, 1)
    moderation.undo(session, scene.moderator, batch, now=NOW)
    assert counts(session, scene) == (1, 1, 0)


def test_move_to_an_unknown_clause_is_refused(session: Session, scene: Scene) -> None:
    with pytest.raises(Invalid):
        moderation.decide(
            session, scene.moderator, [scene.comment.id], Order(ModerationAct.MOVE, clause_eid="art_9"), now=NOW
        )


def test_redact_seals_the_original_and_logs_each_look(session: Session, scene: Scene) -> None:
    original = scene.comment.text
    order = Order(ModerationAct.REDACT, text="Telefonim: [yashirildi].")
    batch = moderation.decide(session, scene.moderator, [scene.comment.id], order, now=NOW)
    assert scene.comment.text == "Telefonim: [yashirildi]."
    sealed = moderation.look_at_sealed(
        session, scene.moderator, scene.comment.id, purpose="Muallif eʼtiroz bildirdi", now=NOW
    )
    assert [row.text for row in sealed] == [original]
    session.flush()
    assert [(look.purpose, name) for look, name in queries.looks(session, scene.comment.id)] == [
        ("Muallif eʼtiroz bildirdi", "moderator")
    ]
    moderation.undo(session, scene.moderator, batch, now=NOW)
    session.expire_all()
    assert (scene.comment.text, scene.comment.is_redacted) == (original, False)
    assert session.execute(select(col(SealedOriginal.id))).scalars().all() != []


def test_a_second_redaction_hides_what_the_first_one_overlooked_and_each_is_undone_in_turn(
    session: Session, scene: Scene
) -> None:
    original = scene.comment.text
    orders = [Order(ModerationAct.REDACT, text=text) for text in ("Telefonim: 1, uyim: 2.", "Hammasi yashirildi.")]
    first, second = (
        moderation.decide(session, scene.moderator, [scene.comment.id], order, now=NOW) for order in orders
    )
    session.expire_all()
    assert scene.comment.text == "Hammasi yashirildi."
    assert [row.text for row in queries.sealed(session, scene.comment.id)] == [original, "Telefonim: 1, uyim: 2."]
    with pytest.raises(Stale):
        moderation.undo(session, scene.moderator, first, now=NOW)
    moderation.undo(session, scene.moderator, second, now=NOW)
    assert (scene.comment.text, scene.comment.is_redacted) == ("Telefonim: 1, uyim: 2.", True)
    moderation.undo(session, scene.moderator, first, now=NOW)
    assert (scene.comment.text, scene.comment.is_redacted) == (original, False)


def test_a_redaction_that_hides_nothing_is_refused(session: Session, scene: Scene) -> None:
    order = Order(ModerationAct.REDACT, text=f" {scene.comment.text} ")
    with pytest.raises(Invalid) as caught:
        moderation.decide(session, scene.moderator, [scene.comment.id], order, now=NOW)
    assert (list(caught.value.fields), queries.sealed(session, scene.comment.id)) == (["text"], [])


def test_replies_move_with_the_comment_they_answer_and_back(session: Session, scene: Scene) -> None:
    author = make.make_account(session, "r@example.org")
    moderation.decide(session, scene.moderator, [scene.comment.id], Order(ModerationAct.PUBLISH), now=NOW)
    replies = [
        make.make_comment(session, scene.round, author, clause=scene.clause, parent=scene.comment, state=state)
        for state in (CommentState.PUBLISHED, CommentState.PENDING)
    ]
    order = Order(ModerationAct.MOVE, clause_eid="art_2")
    batch = moderation.decide(session, scene.moderator, [scene.comment.id], order, now=NOW)
    assert counts(session, scene) == (1, 0, 1)
    assert [reply.clause_id for reply in replies] == [scene.other_clause.id] * 2
    moderation.undo(session, scene.moderator, batch, now=NOW)
    assert counts(session, scene) == (1, 1, 0)
    assert [reply.clause_id for reply in replies] == [scene.clause.id] * 2


@pytest.mark.parametrize(
    "order",
    [
        Order(ModerationAct.PUBLISH),
        Order(ModerationAct.REJECT, reason=RejectionReason.INSULT),
        Order(ModerationAct.MOVE, clause_eid="art_2"),
        Order(ModerationAct.REDACT, text="Boshqa."),
        Order(ModerationAct.MARK_OFF_TOPIC),
    ],
    ids=lambda order: order.act.value,
)
def test_a_moderator_does_not_decide_about_their_own_comment(session: Session, scene: Scene, order: Order) -> None:
    own = make.make_comment(
        session, scene.round, session.get_one(Account, scene.moderator.id), state=CommentState.PENDING
    )
    chosen = [scene.comment.id, own.id] if order.act is not ModerationAct.REDACT else [own.id]
    with pytest.raises(Refused) as caught:
        moderation.decide(session, scene.moderator, chosen, order, now=NOW)
    assert str(caught.value) == "You do not decide about your own comment: another moderator does."
    another = make.moderator(make.make_moderator(session, "m2@example.org"))
    batch = moderation.decide(session, another, [own.id], order, now=NOW)
    with pytest.raises(Refused):
        moderation.undo(session, scene.moderator, batch, now=NOW)


def test_bulk_is_one_batch_and_all_or_none(session: Session, scene: Scene) -> None:
    second = make.make_comment(
        session, scene.round, make.make_account(session, "b@example.org"), state=CommentState.PENDING
    )
    with pytest.raises(NotFound):
        moderation.decide(session, scene.moderator, [second.id, 999], Order(ModerationAct.PUBLISH), now=NOW)
    batch = moderation.decide(
        session, scene.moderator, [scene.comment.id, second.id], Order(ModerationAct.PUBLISH), now=NOW
    )
    assert counts(session, scene) == (2, 1, 0)
    assert moderation.undo(session, scene.moderator, batch, now=NOW) == 2
    assert counts(session, scene) == (0, 0, 0)


def test_nobody_else_moderates(session: Session, scene: Scene) -> None:
    citizen = make.citizen(make.make_account(session, "c@example.org"))
    with pytest.raises(Refused):
        moderation.decide(session, citizen, [scene.comment.id], Order(ModerationAct.PUBLISH), now=NOW)


def test_queue_shows_waiting_comments_flagged_first(session: Session, scene: Scene) -> None:
    author = make.make_account(session, "d@example.org")
    flagged = make.make_comment(session, scene.round, author, state=CommentState.PENDING)
    flagged.flag_count = 2
    make.make_comment(session, scene.round, author, state=CommentState.PUBLISHED)
    session.flush()
    rows = queries.queue(session, Sieve(), limit=10, offset=0)
    assert [row.number for row in rows] == [flagged.number, scene.comment.number]
    assert queries.queue_size(session, Sieve()) == 2
    assert queries.queue_size(session, Sieve(state=None, flagged=True)) == 1
