"""What people decide about clusters, and the residue that has to be read before one is answered."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import cluster_decisions as deciding
from consultation.actions import residues, responses
from consultation.core.errors import Blocked, Invalid, Refused, Stale
from consultation.core.vocabulary import CommentState, Disposition, RejectionReason
from consultation.store import arranging, recount
from consultation.store import clusters as stored
from consultation.store import residues as read
from consultation.store import responses as answers
from consultation.store.tables import AuditLine, Cluster, ResidueRead, Response
from tests import factories as make
from tests.actions.test_answering import AFTER, OTHER, REASON, SAME, WHY, Scene, partition, run
from tests.actions.test_answering import scene as scene  # noqa: PLC0414 - the alias says that it is here for pytest

OWN = "Men oʻzim nafaqadaman va faqat avtobusda yuraman."
LATER = AFTER + timedelta(hours=1)


def say(session: Session, scene: Scene, text: str, email: str) -> int:
    """One more comment, clustered with the others; its id."""
    made = make.make_comment(session, scene.round, make.make_account(session, email), text)
    session.flush()
    run(session, scene)
    return made.id


def cluster_of(session: Session, comment_id: int) -> Cluster:
    home = next(each.cluster_id for each in arranging.standing(session, _round(session)) if each.id == comment_id)
    return session.get_one(Cluster, home)


def _round(session: Session) -> int:
    return session.execute(select(col(Cluster.round_id)).limit(1)).scalar_one()


def test_every_decision_asks_for_a_reason_and_leaves_a_line(session: Session, scene: Scene) -> None:
    first, lone = scene.comments[0], scene.comments[3]
    big = cluster_of(session, first.id)
    both = [big.id, cluster_of(session, lone.id).id]

    def decide(note: str) -> list[int]:
        officer, round_id = scene.officer, scene.round.id
        return [
            deciding.name(session, officer, big.id, "Fines", note=note, now=AFTER),
            deciding.lock(session, officer, big.id, note=note, now=AFTER),
            deciding.move(session, officer, round_id, [first.id], lone.number, note=note, now=AFTER),
            deciding.split(session, officer, round_id, [first.id], note=note, now=AFTER),
            deciding.merge(session, officer, round_id, both, note=note, now=AFTER),
        ]

    with pytest.raises(Invalid) as caught:
        decide(" ")
    assert list(caught.value.fields) == ["note"]
    decide(WHY)
    lines = session.execute(
        select(col(AuditLine.action)).where(col(AuditLine.noun) == "cluster_decision").order_by(col(AuditLine.id))
    ).scalars()
    kinds = ["name", "lock", "move", "split", "merge"]
    assert [line for line in lines if "undo" not in line][-5:] == [f"clusters.{kind}" for kind in kinds]


def test_move_survives_a_later_run_and_undo_restores_what_was_there(session: Session, scene: Scene) -> None:
    lone = scene.comments[3]
    moved = deciding.move(
        session, scene.officer, scene.round.id, [scene.comments[2].id], lone.number, note=WHY, now=AFTER
    )
    run(session, scene)
    assert partition(session, scene) == [[1, 2], [3, 4]]
    deciding.undo(session, scene.officer, moved, now=AFTER)
    assert partition(session, scene) == [[1, 2, 3], [4]]


def test_move_to_the_same_cluster_is_refused(session: Session, scene: Scene) -> None:
    with pytest.raises(Invalid) as caught:
        deciding.move(session, scene.officer, scene.round.id, [scene.comments[2].id], 1, note=WHY, now=AFTER)
    assert list(caught.value.fields) == ["target"]


def test_undo_of_a_merge_brings_both_responses_back(session: Session, scene: Scene) -> None:
    both = [each.id for each in stored.live_clusters(session, scene.round.id)]
    for each in both:
        responses.write(
            session,
            scene.officer,
            cluster_id=each,
            disposition=Disposition.NOTED,
            reason=f"{REASON} {each}",
            revision=0,
            now=AFTER,
        )
    merged = deciding.merge(session, scene.officer, scene.round.id, both, note=WHY, now=AFTER)
    deciding.undo(session, scene.officer, merged, now=AFTER)
    assert [each.id for each in stored.live_clusters(session, scene.round.id)] == both
    reasons = session.execute(select(col(Response.cluster_id), col(Response.reason)).order_by(col(Response.id)))
    assert [tuple(row) for row in reasons] == [(each, f"{REASON} {each}") for each in both]


def test_a_decision_others_build_on_is_not_undone_before_them(session: Session, scene: Scene) -> None:
    first = deciding.split(session, scene.officer, scene.round.id, [scene.comments[0].id], note=WHY, now=AFTER)
    second = deciding.split(session, scene.officer, scene.round.id, [scene.comments[1].id], note=WHY, now=AFTER)
    with pytest.raises(Stale):
        deciding.undo(session, scene.officer, first, now=AFTER)
    for each in (second, first):
        deciding.undo(session, scene.officer, each, now=AFTER)
    assert partition(session, scene) == [[1, 2, 3], [4]]


def test_a_locked_cluster_takes_no_newcomer_until_the_lock_is_undone(session: Session, scene: Scene) -> None:
    big = cluster_of(session, scene.comments[0].id)
    locked = deciding.lock(session, scene.officer, big.id, note=WHY, now=AFTER)
    with pytest.raises(Refused):
        deciding.lock(session, scene.officer, big.id, note=WHY, now=AFTER)
    say(session, scene, SAME[0], "late@example.org")
    assert partition(session, scene) == [[1, 2, 3], [4], [5]]
    deciding.undo(session, scene.officer, locked, now=AFTER)
    assert partition(session, scene) == [[1, 2, 3, 5], [4]]


def test_a_name_survives_and_the_one_before_comes_back(session: Session, scene: Scene) -> None:
    big = cluster_of(session, scene.comments[0].id)
    deciding.name(session, scene.officer, big.id, "Fines", note=WHY, now=AFTER)
    second = deciding.name(session, scene.officer, big.id, "  Lower   fines ", note=WHY, now=AFTER)
    run(session, scene)
    assert cluster_of(session, scene.comments[0].id).name == "Lower fines"
    deciding.undo(session, scene.officer, second, now=AFTER)
    assert cluster_of(session, scene.comments[0].id).name == "Fines"


def test_a_merge_survives_when_those_who_spoke_for_both_are_gone(session: Session, scene: Scene) -> None:
    say(session, scene, OTHER, "copy@example.org")
    both = [each.id for each in stored.live_clusters(session, scene.round.id)]
    speaking = [each.representative_id for each in stored.live_clusters(session, scene.round.id)]
    deciding.merge(session, scene.officer, scene.round.id, both, note=WHY, now=AFTER)
    for comment in scene.comments:
        if comment.id in speaking:
            comment.state, comment.rejection_reason = CommentState.REJECTED, RejectionReason.REPEATED
    session.flush()
    run(session, scene)
    (left,) = stored.live_clusters(session, scene.round.id)
    assert left.comment_count == 3


def test_copies_in_any_script_add_nothing_and_own_words_are_unread(session: Session, scene: Scene) -> None:
    assert [each.unread_count for each in stored.live_clusters(session, scene.round.id)] == [0, 0]
    own = say(session, scene, f"{SAME[0]} {OWN}", "own@example.org")
    cluster = cluster_of(session, own)
    assert (cluster.comment_count, cluster.unread_count) == (4, 1)
    assert read.first_unread(session, cluster.id) == 5
    assert answers.answering(session, scene.round.id).unread_comments == 1
    assert list(recount.differences(session)) == []


def test_who_reads_once_has_read_all_that_say_it(session: Session, scene: Scene) -> None:
    own = say(session, scene, f"{SAME[0]} {OWN}", "own@example.org")
    say(session, scene, f"{SAME[1]} {OWN.upper()}", "same@example.org")
    cluster = cluster_of(session, own)
    assert cluster.unread_count == 2
    assert residues.read(session, scene.officer, cluster.id, [own], now=LATER) == 2
    assert (cluster.unread_count, read.first_unread(session, cluster.id)) == (0, None)
    ticks = session.execute(select(col(ResidueRead.account_id), col(ResidueRead.read_at))).all()
    assert [tuple(row) for row in ticks] == [(scene.officer.id, LATER)] * 2
    assert residues.read(session, scene.officer, cluster.id, [own], now=LATER) == 0


def test_a_tick_goes_with_the_comment_only_as_long_as_the_residue_is_the_same(session: Session, scene: Scene) -> None:
    own = say(session, scene, f"{SAME[0]} {OWN}", "own@example.org")
    cluster = cluster_of(session, own)
    residues.read(session, scene.officer, cluster.id, [own], now=LATER)
    run(session, scene)
    assert cluster_of(session, own).unread_count == 0
    lone = scene.comments[3]
    moved = deciding.move(session, scene.officer, scene.round.id, [own], lone.number, note=WHY, now=LATER)
    assert cluster_of(session, own).unread_count == 1
    deciding.undo(session, scene.officer, moved, now=LATER)
    assert cluster_of(session, own).unread_count == 0


def test_no_cluster_is_answered_while_its_residue_is_unread(session: Session, scene: Scene) -> None:
    own = say(session, scene, f"{SAME[0]} {OWN}", "own@example.org")
    cluster = cluster_of(session, own)
    draft = responses.write(
        session,
        scene.officer,
        cluster_id=cluster.id,
        disposition=Disposition.NOTED,
        reason=REASON,
        revision=0,
        now=AFTER,
    )
    assert answers.waiting_for_approval(session, scene.round.id) == []
    with pytest.raises(Refused) as caught:
        responses.approve(session, scene.colleague, draft.id, revision=draft.revision, now=AFTER)
    assert [str(reason) for reason in caught.value.reasons] == [
        "Nobody has read what comment 5 adds to this cluster. Read it before the response is approved."
    ]
    with pytest.raises(Blocked) as blocked:
        responses.release(session, scene.officer, scene.round.id, now=AFTER)
    assert "What 1 comment adds to its cluster has not been read yet." in [str(each) for each in blocked.value.reasons]
    residues.read(session, scene.colleague, cluster.id, [own], now=LATER)
    assert [row[0].id for row in answers.waiting_for_approval(session, scene.round.id)] == [draft.id]
    responses.approve(session, scene.colleague, draft.id, revision=draft.revision, now=LATER)


def test_only_officers_of_the_authority_tick(session: Session, scene: Scene) -> None:
    own = say(session, scene, f"{SAME[0]} {OWN}", "own@example.org")
    citizen = make.citizen(make.make_account(session, "reader@example.org"))
    with pytest.raises(Refused):
        residues.read(session, citizen, cluster_of(session, own).id, [own], now=LATER)


def test_clusters_with_most_unread_come_first(session: Session, scene: Scene) -> None:
    say(session, scene, OTHER, "copy@example.org")
    say(session, scene, f"{OTHER} {OWN}", "own@example.org")
    say(session, scene, SAME[0], "again@example.org")
    rows, total = stored.list_clusters(session, scene.round.id, stored.Sieve(), limit=10, offset=0)
    assert ([(row.comment_count, row.unread_count) for row in rows], total) == ([(3, 1), (4, 0)], 2)
