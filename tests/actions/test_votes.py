from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import comments, moderation, votes
from consultation.actions.comments import NewComment, Place
from consultation.actions.moderation_changes import Order
from consultation.core.errors import ConsultationError, NotFound, Refused, Throttled, TooLate
from consultation.core.policy import VISITOR, Actor
from consultation.core.vocabulary import CommentState, ModerationAct, ModerationMode, VoteTarget, VoteValue
from consultation.store import recount
from consultation.store.database import Database
from consultation.store.tables import Comment, Draft, StoredClause, Vote
from consultation.store.votes import of_person
from tests.actions.test_comments import Scene, stage_scene
from tests.factories import (
    CLOSES,
    NOW,
    citizen,
    clause_of,
    make_account,
    make_comment,
    make_moderator,
    make_round,
    make_version,
    moderator,
)

FOR, AGAINST = VoteValue.SUPPORT, VoteValue.OPPOSE
TICK = timedelta(microseconds=1)


@pytest.fixture
def scene(session: Session) -> Scene:
    return stage_scene(session, ModerationMode.POST)


def clause_counts(scene: Scene) -> tuple[int, int]:
    scene.session.expire_all()
    clause = clause_of(scene.session, scene.version)
    return clause.support_count, clause.oppose_count


def test_a_vote_can_be_cast_changed_and_taken_back(scene: Scene) -> None:
    def vote(value: VoteValue | None) -> tuple[int, int]:
        votes.cast_on_clause(scene.session, scene.citizen, scene.place, value, now=NOW)
        return clause_counts(scene)

    assert vote(FOR) == (1, 0)
    assert vote(FOR) == (1, 0)
    assert vote(AGAINST) == (0, 1)
    assert vote(None) == (0, 0)
    assert vote(None) == (0, 0)
    assert vote(FOR) == (1, 0)
    assert scene.count(Vote) == 1
    clause_id = clause_of(scene.session, scene.version).id
    assert of_person(scene.session, scene.account.id, VoteTarget.CLAUSE, [clause_id]) == {clause_id: FOR}


def test_comment_and_wording_are_voted_on_apart(scene: Scene) -> None:
    comment = make_comment(scene.session, scene.round_, scene.account, wording="Yangi matn.")
    other = citizen(make_account(scene.session, "other@example.org"))
    for actor, target, value in (
        (scene.citizen, VoteTarget.COMMENT, FOR),
        (other, VoteTarget.COMMENT, FOR),
        (other, VoteTarget.WORDING, AGAINST),
    ):
        votes.cast_on_comment(scene.session, actor, scene.draft.id, comment.number, target, value, now=NOW)
    row = scene.comment(comment.number)
    assert (row.support_count, row.oppose_count, row.wording_support_count, row.wording_oppose_count) == (2, 0, 0, 1)


def test_votes_end_with_the_round(scene: Scene) -> None:
    votes.cast_on_clause(scene.session, scene.citizen, scene.place, FOR, now=CLOSES - TICK)
    for value in (AGAINST, None):
        with pytest.raises(TooLate):
            votes.cast_on_clause(scene.session, scene.citizen, scene.place, value, now=CLOSES)
    assert clause_counts(scene) == (1, 0)


def test_what_cannot_be_voted_on(scene: Scene) -> None:
    session, draft_id = scene.session, scene.draft.id
    plain = make_comment(session, scene.round_, scene.account)
    answer = make_comment(session, scene.round_, scene.account, parent=plain)
    hidden = make_comment(session, scene.round_, scene.account, state=CommentState.PENDING)

    def on(
        number: int, target: VoteTarget = VoteTarget.COMMENT, actor: Actor = scene.citizen
    ) -> type[ConsultationError]:
        with pytest.raises(ConsultationError) as refused:
            votes.cast_on_comment(session, actor, draft_id, number, target, FOR, now=NOW)
        return refused.type

    assert on(plain.number, VoteTarget.WORDING) is NotFound
    assert on(plain.number, VoteTarget.CLAUSE) is NotFound
    assert on(hidden.number) is NotFound
    assert on(999) is NotFound
    assert on(answer.number) is Refused
    assert on(plain.number, actor=VISITOR) is Refused
    assert on(plain.number, actor=scene.officer) is Refused
    with pytest.raises(NotFound):
        votes.cast_on_clause(session, scene.citizen, Place(draft_id, 1, "art_9"), FOR, now=NOW)
    scene.round_.closes_at = NOW - timedelta(days=1)
    make_round(session, scene.draft, make_version(session, scene.draft, ordinal=2), opens_at=NOW, ordinal=2)
    assert on(plain.number) is TooLate


def test_a_person_cannot_vote_without_end(scene: Scene) -> None:
    votes.cast_on_clause(scene.session, scene.citizen, scene.place, FOR, now=NOW, hourly=1)
    with pytest.raises(Throttled):
        votes.cast_on_clause(scene.session, scene.citizen, scene.place, AGAINST, now=NOW, hourly=1)


def test_many_voters_at_once_are_counted_exactly(database: Database) -> None:
    with database.write() as session:
        scene = stage_scene(session, ModerationMode.POST)
        comment = make_comment(session, scene.round_, scene.account, wording="Yangi matn.")
        people = [citizen(make_account(session, f"voter{number}@example.org")) for number in range(12)]
        draft_id, number, place = scene.draft.id, comment.number, scene.place

    def vote(turn: int) -> None:
        actor = people[turn % len(people)]
        value = (FOR, AGAINST, None)[(turn // len(people) + turn) % 3]
        with database.write() as own:
            votes.cast_on_comment(own, actor, draft_id, number, VoteTarget.COMMENT, value, now=NOW)
            votes.cast_on_clause(own, actor, place, value, now=NOW)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(vote, range(120)))

    with database.read() as session:
        for target, table in ((VoteTarget.COMMENT, Comment), (VoteTarget.CLAUSE, StoredClause)):
            votes_cast = (
                select(col(Vote.value), func.count()).where(col(Vote.target) == target).group_by(col(Vote.value))
            )
            cast = {row[0]: row[1] for row in session.execute(votes_cast)}
            kept = session.execute(
                select(col(table.support_count), col(table.oppose_count)).where(
                    (col(table.support_count) > 0) | (col(table.oppose_count) > 0)
                )
            ).one()
            assert tuple(kept) == (cast.get(FOR, 0), cast.get(AGAINST, 0))
            assert sum(cast.values()) == len(people)
        assert session.get_one(Draft, draft_id).activity > 1


def test_speaking_voting_and_moderating_at_once_never_wait_for_each_other_in_a_ring(database: Database) -> None:
    with database.write() as session:
        scene = stage_scene(session, ModerationMode.POST)
        first = make_comment(session, scene.round_, scene.account)
        people = [citizen(make_account(session, f"person{number}@example.org")) for number in range(6)]
        judge = moderator(make_moderator(session))
        draft_id, place, number, comment_id = scene.draft.id, scene.place, first.number, first.id

    def act(turn: int) -> None:
        actor = people[turn % len(people)]
        with database.write() as own:
            if turn % 3 == 0:
                comments.submit(own, actor, place, NewComment(f"Fikr raqami {turn}"), now=NOW)
            elif turn % 3 == 1:
                votes.cast_on_comment(own, actor, draft_id, number, VoteTarget.COMMENT, FOR, now=NOW)
            else:
                act = ModerationAct.MARK_OFF_TOPIC if turn % 2 else ModerationAct.UNMARK_OFF_TOPIC
                moderation.decide(own, judge, [comment_id], Order(act), now=NOW)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(90)))

    with database.read() as session:
        draft = session.get_one(Draft, draft_id)
        numbers = sorted(session.execute(select(col(Comment.number))).scalars())
        assert numbers == list(range(1, 32))
        assert (draft.last_comment_number, draft.comment_count) == (31, 31)
        assert list(recount.differences(session)) == []
