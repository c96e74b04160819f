"""An author objects to the cluster their comment is in; a moderator settles it, in the open."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import cluster_decisions as deciding
from consultation.actions import objections
from consultation.core.cluster_vocabulary import ObjectionOutcome
from consultation.core.errors import Invalid, NotFound, Refused, Stale
from consultation.core.policy import Actor
from consultation.store import objections as store
from consultation.store.tables import Account, AuditLine, Comment, Objection, OutboxMail, Submission
from tests import factories as make
from tests.actions.test_answering import AFTER, WHY, Scene, partition
from tests.actions.test_answering import scene as scene  # noqa: PLC0414 - the alias says that it is here for pytest

LATER = AFTER + timedelta(hours=1)


def author_of(session: Session, comment: Comment) -> Actor:
    account = session.get_one(Submission, comment.submission_id).account_id
    return make.citizen(session.get_one(Account, account))


def objected(session: Session, scene: Scene) -> int:
    third = scene.comments[2]
    author = author_of(session, third)
    return objections.object_to_cluster(session, author, scene.draft.id, third.number, WHY, now=AFTER)


def settled(session: Session, scene: Scene, outcome: ObjectionOutcome) -> Objection:
    moderator = make.moderator(make.make_moderator(session))
    made = objected(session, scene)
    objections.settle(session, moderator, made, outcome, note=WHY, now=LATER)
    return session.get_one(Objection, made)


def test_an_objection_waits_for_a_moderator_and_can_be_made_once_for_a_cluster(session: Session, scene: Scene) -> None:
    made = objected(session, scene)
    assert [(row[0].id, row.number) for row in store.waiting(session, limit=9, offset=0)] == [(made, 3)]
    assert store.count_waiting(session) == 1
    with pytest.raises(Refused):
        objected(session, scene)


def test_only_the_author_objects_with_a_reason_and_only_among_others(session: Session, scene: Scene) -> None:
    author, draft_id = author_of(session, scene.comments[2]), scene.draft.id
    with pytest.raises(NotFound):
        objections.object_to_cluster(session, author, draft_id, scene.comments[0].number, WHY, now=AFTER)
    with pytest.raises(Invalid):
        objections.object_to_cluster(session, author, draft_id, scene.comments[2].number, " ", now=AFTER)
    lone = author_of(session, scene.comments[3])
    with pytest.raises(Refused):
        objections.object_to_cluster(session, lone, draft_id, scene.comments[3].number, WHY, now=AFTER)


def test_left_changes_nothing_and_the_author_is_told(session: Session, scene: Scene) -> None:
    made = settled(session, scene, ObjectionOutcome.LEFT)
    assert (made.outcome, made.note, made.settled_at) == (ObjectionOutcome.LEFT, WHY, LATER)
    assert partition(session, scene) == [[1, 2, 3], [4]]
    told = session.execute(select(col(OutboxMail.account_id)).where(col(OutboxMail.kind) == "objection_settled"))
    assert list(told.scalars()) == [made.account_id]
    lines = session.execute(select(col(AuditLine.action)).where(col(AuditLine.noun) == "objection"))
    assert sorted(lines.scalars()) == ["objection.left", "objection.make"]


def test_apart_is_a_split_that_an_officer_can_undo(session: Session, scene: Scene) -> None:
    settled(session, scene, ObjectionOutcome.APART)
    assert partition(session, scene) == [[1, 2], [3], [4]]
    lines = session.execute(select(col(AuditLine.action)).where(col(AuditLine.noun) == "cluster_decision"))
    assert list(lines.scalars()) == ["clusters.split"]


def test_asked_stays_on_the_clusters_page_until_an_officer_acts(session: Session, scene: Scene) -> None:
    made = settled(session, scene, ObjectionOutcome.ASKED)
    third = scene.comments[2]
    assert [(row[0].id, row.number) for row in store.asked(session, made.cluster_id)] == [(made.id, 3)]
    deciding.split(session, scene.officer, scene.round.id, [third.id], note=WHY, now=LATER)
    session.refresh(made)
    assert (made.acted_at, store.asked(session, made.cluster_id)) == (LATER, [])


def test_nobody_settles_their_own_objection_nor_does_an_officer(session: Session, scene: Scene) -> None:
    made = objected(session, scene)
    author = author_of(session, scene.comments[2])
    judge = Actor(account_id=author.account_id, name="author", is_confirmed=True, is_moderator=True)
    for person in (judge, scene.officer):
        with pytest.raises(Refused):
            objections.settle(session, person, made, ObjectionOutcome.LEFT, note=WHY, now=LATER)


def test_a_comment_that_has_moved_meanwhile_is_not_put_apart_unseen(session: Session, scene: Scene) -> None:
    made = objected(session, scene)
    deciding.move(
        session, scene.officer, scene.round.id, [scene.comments[2].id], scene.comments[3].number, note=WHY, now=LATER
    )
    moderator = make.moderator(make.make_moderator(session))
    with pytest.raises(Stale):
        objections.settle(session, moderator, made, ObjectionOutcome.APART, note=WHY, now=LATER)
    objections.settle(session, moderator, made, ObjectionOutcome.LEFT, note=WHY, now=LATER)
