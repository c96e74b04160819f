"""From clusters to the report: the machine proposes, people decide, two pairs of eyes, all or nothing, frozen."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import cluster_decisions as deciding
from consultation.actions import clusters, reports, responses
from consultation.core.errors import Blocked, Invalid, Refused, Stale
from consultation.core.policy import Actor
from consultation.core.vocabulary import CommentState, Disposition, RejectionReason
from consultation.store import clusters as stored
from consultation.store import recount
from consultation.store import responses as answers
from consultation.store.database import Database
from consultation.store.tables import Cluster, Comment, Draft, OutboxMail, Round
from tests import factories as make
from tests.factories import CLOSES, NOW

AFTER = CLOSES + timedelta(hours=1)
WHY = "They ask for another thing."
REASON = "Taklif qabul qilindi: muddat oʻn kundan besh kunga qisqartiriladi."
SAME = (
    "Jarima miqdori juda koʻp, iltimos, uni ikki barobar kamaytirish kerak deb hisoblayman.",
    "Жарима миқдори жуда кўп, илтимос, уни икки баробар камайтириш керак деб ҳисоблайман.",
    "jarima miqdori juda ko'p, iltimos, uni ikki barobar kamaytirish kerak deb hisoblayman!",
)
OTHER = "Kutubxonalar dam olish kunlari ham ochiq boʻlsin, talabalar faqat shanba kuni kela oladi."


@dataclass
class Scene:
    draft: Draft
    round: Round
    comments: list[Comment]
    officer: Actor
    colleague: Actor


@pytest.fixture
def scene(session: Session) -> Scene:
    """A closed round with three copies in two scripts and one lone comment, clustered."""
    authority = make.make_authority(session)
    officer = make.make_officer(session, authority)
    colleague = make.make_officer(session, authority, "colleague@example.org")
    draft = make.make_draft(session, authority, officer)
    version = make.make_version(session, draft)
    round_ = make.make_round(session, draft, version)
    clause = make.clause_of(session, version)
    comments = [
        make.make_comment(session, round_, make.make_account(session, f"c{place}@example.org"), text, clause=clause)
        for place, text in enumerate((*SAME, OTHER))
    ]
    session.flush()
    made = Scene(draft, round_, comments, make.officer(officer, authority), make.officer(colleague, authority))
    run(session, made)
    return made


def run(session: Session, scene: Scene) -> None:
    members = stored.members(session, scene.round.id)
    clusters.apply(session, clusters.compare(scene.round.id, members, []), now=AFTER)


def partition(session: Session, scene: Scene) -> list[list[int]]:
    """Comment numbers by cluster, in order."""
    found: dict[int | None, list[int]] = {}
    for number, cluster in session.execute(
        select(col(Comment.number), col(Comment.cluster_id)).order_by(col(Comment.number))
    ):
        found.setdefault(cluster, []).append(number)
    return sorted(found.values())


def ids(session: Session, scene: Scene) -> list[int]:
    return [cluster.id for cluster in stored.live_clusters(session, scene.round.id)]


def answer_everything(session: Session, scene: Scene) -> None:
    for cluster_id in ids(session, scene):
        written = responses.write(
            session,
            scene.officer,
            cluster_id=cluster_id,
            disposition=Disposition.ACCEPTED,
            reason=REASON,
            revision=0,
            now=AFTER,
        )
        responses.approve(session, scene.colleague, written.id, revision=written.revision, now=AFTER)


def test_run_puts_copies_of_both_scripts_together(session: Session, scene: Scene) -> None:
    assert partition(session, scene) == [[1, 2, 3], [4]]
    sizes = [
        (each.comment_count, each.person_count, each.copy_count)
        for each in stored.live_clusters(session, scene.round.id)
    ]
    assert sorted(sizes) == [(1, 1, 0), (3, 3, 2)]
    assert list(recount.differences(session)) == []


def test_propose_reads_every_comment_that_is_owed_an_answer(database: Database) -> None:
    with database.write() as session:
        authority = make.make_authority(session)
        draft = make.make_draft(session, authority, make.make_officer(session, authority))
        round_ = make.make_round(session, draft, make.make_version(session, draft))
        author = make.make_account(session)
        shown = make.make_comment(session, round_, author, SAME[0])
        round_id, comment_id = round_.id, shown.id
        make.make_comment(session, round_, author, OTHER, state=CommentState.PENDING)
        make.make_comment(session, round_, author, OTHER, parent=shown)
    assert clusters.propose(database, round_id).placements == ((comment_id, comment_id, 1.0),)


def test_human_split_survives_a_later_run(session: Session, scene: Scene) -> None:
    deciding.split(session, scene.officer, scene.round.id, [scene.comments[2].id], note=WHY, now=AFTER)
    assert partition(session, scene) == [[1, 2], [3], [4]]
    run(session, scene)
    assert partition(session, scene) == [[1, 2], [3], [4]]


def test_human_merge_survives_a_later_run_and_can_be_undone(session: Session, scene: Scene) -> None:
    decision = deciding.merge(session, scene.officer, scene.round.id, ids(session, scene), note=WHY, now=AFTER)
    run(session, scene)
    assert partition(session, scene) == [[1, 2, 3, 4]]
    deciding.undo(session, scene.officer, decision, now=AFTER)
    assert partition(session, scene) == [[1, 2, 3], [4]]


def test_split_of_everything_is_refused(session: Session, scene: Scene) -> None:
    with pytest.raises(Invalid):
        deciding.split(session, scene.officer, scene.round.id, [c.id for c in scene.comments[:3]], note=WHY, now=AFTER)


def test_change_of_members_takes_the_approval_back(session: Session, scene: Scene) -> None:
    answer_everything(session, scene)
    assert answers.answering(session, scene.round.id).unapproved_responses == 0
    deciding.split(session, scene.officer, scene.round.id, [scene.comments[0].id], note=WHY, now=AFTER)
    after = answers.answering(session, scene.round.id)
    assert (after.unapproved_responses, after.unanswered_clusters) == (1, 1)


def test_nobody_approves_their_own_response(session: Session, scene: Scene) -> None:
    written = responses.write(
        session,
        scene.officer,
        cluster_id=ids(session, scene)[0],
        disposition=Disposition.NOTED,
        reason=REASON,
        revision=0,
        now=AFTER,
    )
    with pytest.raises(Refused):
        responses.approve(session, scene.officer, written.id, revision=written.revision, now=AFTER)


def test_stale_text_is_not_overwritten(session: Session, scene: Scene) -> None:
    cluster_id = ids(session, scene)[0]
    for expected in (None, Stale):
        if expected is None:
            responses.write(
                session,
                scene.officer,
                cluster_id=cluster_id,
                disposition=Disposition.NOTED,
                reason=REASON,
                revision=0,
                now=AFTER,
            )
            continue
        with pytest.raises(expected):
            responses.write(
                session,
                scene.colleague,
                cluster_id=cluster_id,
                disposition=Disposition.REJECTED,
                reason=REASON,
                revision=0,
                now=AFTER,
            )


def test_short_reason_is_refused(session: Session, scene: Scene) -> None:
    with pytest.raises(Invalid) as caught:
        responses.write(
            session,
            scene.officer,
            cluster_id=ids(session, scene)[0],
            disposition=Disposition.REJECTED,
            reason="Yoʻq.",
            revision=0,
            now=AFTER,
        )
    assert list(caught.value.fields) == ["reason"]


def test_responses_are_not_written_while_the_discussion_is_open(session: Session, scene: Scene) -> None:
    with pytest.raises(Refused):
        responses.write(
            session,
            scene.officer,
            cluster_id=ids(session, scene)[0],
            disposition=Disposition.NOTED,
            reason=REASON,
            revision=0,
            now=NOW,
        )


def test_release_is_all_or_nothing_and_says_what_is_missing(session: Session, scene: Scene) -> None:
    with pytest.raises(Blocked) as caught:
        responses.release(session, scene.officer, scene.round.id, now=AFTER)
    assert [str(reason) for reason in caught.value.reasons] == ["2 clusters have no response yet."]


def test_release_tells_every_author_once(session: Session, scene: Scene) -> None:
    answer_everything(session, scene)
    responses.release(session, scene.officer, scene.round.id, now=AFTER)
    told = session.execute(
        select(col(OutboxMail.account_id)).where(col(OutboxMail.kind) == "responses_released")
    ).scalars()
    assert len(set(told)) == 4
    released = [answers.effective(session, comment.id) for comment in scene.comments]
    assert [response.disposition for response in released if response] == [Disposition.ACCEPTED] * 4
    with pytest.raises(Refused):
        deciding.merge(session, scene.officer, scene.round.id, ids(session, scene), note=WHY, now=AFTER)


def test_own_response_wins_over_the_clusters(session: Session, scene: Scene) -> None:
    answer_everything(session, scene)
    own = responses.write(
        session,
        scene.officer,
        comment_id=scene.comments[1].id,
        disposition=Disposition.PARTLY_ACCEPTED,
        reason=REASON,
        revision=0,
        now=AFTER,
    )
    responses.approve(session, scene.colleague, own.id, revision=own.revision, now=AFTER)
    responses.release(session, scene.officer, scene.round.id, now=AFTER)
    found = [answers.effective(session, comment.id) for comment in scene.comments[:3]]
    assert [each.disposition for each in found if each] == [
        Disposition.ACCEPTED,
        Disposition.PARTLY_ACCEPTED,
        Disposition.ACCEPTED,
    ]


def test_report_waits_for_the_last_answer_and_is_then_frozen(session: Session, scene: Scene) -> None:
    deciding.name(session, scene.officer, ids(session, scene)[0], "Fines", note=WHY, now=AFTER)
    answer_everything(session, scene)
    with pytest.raises(Blocked):
        reports.publish(session, scene.officer, scene.round.id, now=AFTER)
    responses.release(session, scene.officer, scene.round.id, now=AFTER)
    row = reports.publish(session, scene.officer, scene.round.id, now=AFTER)
    _, frozen = reports.published(session, scene.draft.id)
    assert (frozen.counts.comments, frozen.counts.people, frozen.counts.copies) == (4, 4, 2)
    assert [(cluster.name, cluster.counts.comments) for cluster in frozen.clusters] == [("Fines", 3), ("", 1)]
    assert row.content.count('"name":"Fines"') == 1
    assert frozen.unanswered == ()
    assert scene.draft.reported_at == AFTER
    assert row.content == reports.published(session, scene.draft.id)[0].content
    with pytest.raises(Refused):
        reports.publish(session, scene.officer, scene.round.id, now=AFTER)


def test_waiting_comment_blocks_the_report(session: Session, scene: Scene) -> None:
    answer_everything(session, scene)
    make.make_comment(session, scene.round, make.make_account(session, "late@example.org"), state=CommentState.PENDING)
    with pytest.raises(Blocked) as caught:
        responses.release(session, scene.officer, scene.round.id, now=AFTER)
    assert [str(reason) for reason in caught.value.reasons] == ["1 comment still waits for a moderator."]


def test_rejected_member_leaves_its_cluster_on_the_next_arrangement(session: Session, scene: Scene) -> None:
    lone = scene.comments[3]
    lone.state, lone.rejection_reason = CommentState.REJECTED, RejectionReason.REPEATED
    session.flush()
    clusters.arrange(session, scene.round, now=AFTER)
    live = stored.live_clusters(session, scene.round.id)
    assert [cluster.comment_count for cluster in live] == [3]
    retired = session.execute(select(col(Cluster.retired_at)).where(col(Cluster.id) == lone.cluster_id)).scalar_one()
    assert retired == AFTER
