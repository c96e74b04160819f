"""Comments placed as they arrive: beside their near-copies, in whatever order, and as the run over the round has them."""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import arrivals, cluster_decisions, clusters, moderation
from consultation.actions.moderation_changes import Order
from consultation.actions.remembering import OwnWords
from consultation.core.policy import Actor
from consultation.core.vocabulary import CommentState, Disposition, ModerationAct, RejectionReason
from consultation.store import clusters as store
from consultation.store import recount
from consultation.store.database import Database
from consultation.store.tables import (
    Account,
    Cluster,
    Comment,
    ExactText,
    Job,
    Representative,
    Response,
    Round,
    Signature,
    Submission,
)
from tests.factories import (
    CLOSES,
    NOW,
    make_account,
    make_authority,
    make_comment,
    make_draft,
    make_moderator,
    make_officer,
    make_round,
    make_version,
    moderator,
    officer,
)
from tests.letters import b_cubed_f1, letters, pairwise_f1

AFTER = CLOSES + timedelta(days=1)
LETTER = (
    "Kutubxonalar ish vaqti kechki soat yigirma birgacha uzaytirilsin. Talabalar va ishlaydigan fuqarolar kunduzi kela "
    "olmaydi. Mahalladagi yagona kutubxona soat oltida yopilsa, undan faqat nafaqadagilar foydalanadi. "
)
COPY = f"Men oʻqituvchiman. {LETTER}"
CYRILLIC = (
    "Кутубхоналар иш вақти кечки соат йигирма биргача узайтирилсин. Талабалар ва ишлайдиган фуқаролар кундузи кела "
    "олмайди. Маҳалладаги ягона кутубхона соат олтида ёпилса, ундан фақат нафақадагилар фойдаланади. "
)
OTHER = "Har bir tumanda bolalar uchun alohida oʻquv zali boʻlsin va unda mutaxassis ishlasin, bolalar kutubxonaga qiziqsin."


@dataclass
class Scene:
    """An open round whose comments are public at once."""

    session: Session
    round: Round
    author: Account
    officer: Actor
    moderator: Actor
    words: OwnWords = field(default_factory=OwnWords)

    def say(self, *texts: str, by: Account | None = None) -> list[int]:
        """Comments that have become public and wait."""
        return [make_comment(self.session, self.round, by or self.author, text).id for text in texts]

    def place(self) -> None:
        """What the worker does when comments have become public."""
        while arrivals.place_waiting(self.session, self.round.id, self.words, now=NOW):
            self._do("settle", arrivals.settle)
        self.session.expire_all()

    def _do(self, kind: str, what: Callable[..., None]) -> None:
        for job in list(self.session.execute(select(Job).where(col(Job.kind) == kind)).scalars()):
            what(self.session, job.payload["round_id"], job.payload["leader"], self.words, now=NOW)
            self.session.delete(job)
            self.session.flush()

    def arrive(self, *texts: str) -> list[int]:
        """Comments that come and are placed one by one."""
        said = []
        for text in texts:
            said += self.say(text)
            self.place()
        return said

    def batch(self) -> None:
        """A run over the whole round."""
        members, own = store.members(self.session, self.round.id), store.own_texts(self.session, self.round.id)
        clusters.apply(self.session, clusters.compare(self.round.id, members, own), now=NOW)
        self.session.expire_all()

    def decide(self, act: ModerationAct, *comments: int, text: str = "") -> None:
        reason = RejectionReason.INSULT if act is ModerationAct.REJECT else None
        order = Order(act, reason=reason, text=text)
        moderation.decide(self.session, self.moderator, comments, order, now=NOW)
        self.session.expire_all()

    def drain(self) -> None:
        """What the worker would do: group anew what stood with what was taken out, then place what waits."""
        self._do("regroup", arrivals.regroup)
        self.place()

    def partition(self) -> list[list[int]]:
        """The published comments by where they stand, each group in order of id."""
        groups = defaultdict(list)
        statement = select(col(Comment.id), col(Comment.cluster_id)).where(
            col(Comment.round_id) == self.round.id, _PUBLISHED
        )
        for comment, group in self.session.execute(statement.order_by(col(Comment.id))):
            groups[group].append(comment)
        assert None not in groups
        return sorted(groups.values())

    def check(self) -> None:
        """What must hold whenever nothing waits: nobody is lost, the counts are right, nothing hidden can be found."""
        self.session.flush()
        assert list(recount.differences(self.session)) == []
        live = select(col(Cluster.id)).where(col(Cluster.retired_at).is_(None))
        standing = {row for row in self.session.execute(select(col(Comment.cluster_id)).where(_PUBLISHED)).scalars()}
        assert standing == set(self.session.execute(live).scalars())
        known = dict(self.session.execute(select(col(Representative.comment_id), col(Representative.support))).all())
        groups = (
            select(col(Comment.machine_cluster), func.count()).where(_PUBLISHED).group_by(col(Comment.machine_cluster))
        )
        assert known == dict(self.session.execute(groups).all())
        signed = set(self.session.execute(select(col(Signature.representative_id))).scalars())
        assert signed <= known.keys()


_PUBLISHED = col(Comment.state) == CommentState.PUBLISHED


@pytest.fixture
def scene(session: Session) -> Scene:
    return make_scene(session)


def make_scene(session: Session, slug: str = "justice") -> Scene:
    authority = make_authority(session, slug)
    account = make_officer(session, authority, f"officer@{slug}.example.org")
    draft = make_draft(session, authority, account)
    version = make_version(session, draft)
    round_ = make_round(session, draft, version)
    return Scene(
        session,
        round_,
        make_account(session, f"author@{slug}.example.org"),
        officer(account, authority),
        moderator(make_moderator(session, f"moderator@{slug}.example.org")),
    )


def test_a_comment_stands_with_its_near_copies_the_moment_it_is_placed(scene: Scene) -> None:
    first, second, third, other = scene.arrive(LETTER, COPY, CYRILLIC, OTHER)
    assert scene.partition() == [[first, second, third], [other]]
    scene.check()
    one = scene.session.get_one(Cluster, scene.session.get_one(Comment, first).cluster_id)
    assert (one.representative_id, one.comment_count, one.person_count, one.copy_count) == (first, 3, 1, 2)


def test_the_opposite_in_the_same_words_stands_apart(scene: Scene) -> None:
    for_it = LETTER + "Men bu taklifni qoʻllab-quvvatlayman."
    against = LETTER + "Men bu taklifga qarshiman."
    one, two, three = scene.arrive(for_it, against, for_it)
    assert scene.partition() == [[one, three], [two]]


def test_one_typing_error_in_a_short_demand_does_not_hide_it(scene: Scene) -> None:
    short = "Maktab yoniga kutubxona kerak"
    said = scene.arrive(short, short, short, "Maktab yoniga kutuxbona kerak", "Maktab yoniga teatr kerak")
    assert scene.partition() == [said[:4], said[4:]]
    scene.check()


def test_placing_twice_does_no_harm(scene: Scene) -> None:
    scene.arrive(LETTER, COPY, OTHER)
    before = (scene.partition(), scene.session.execute(select(func.count()).select_from(Signature)).scalar_one())
    scene.place()
    scene.place()
    scene.check()
    after = (scene.partition(), scene.session.execute(select(func.count()).select_from(Signature)).scalar_one())
    assert after == before


def test_arranging_the_round_changes_nothing_that_arrivals_have_placed(scene: Scene) -> None:
    scene.arrive(*(each.text for each in letters(120, 5)))
    before = {row.id: row.cluster_id for row in store.members(scene.session, scene.round.id)}
    clusters.arrange(scene.session, scene.round, now=NOW)
    assert {row.id: row.cluster_id for row in store.members(scene.session, scene.round.id)} == before
    scene.check()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_run_after_arrivals_finds_what_a_run_alone_finds(scene: Scene, seed: int) -> None:
    texts = [each.text for each in letters(250, seed)]
    first = scene.say(*texts)
    scene.batch()
    scene.check()
    again = make_scene(scene.session, "health")
    second = []
    for start in range(0, len(texts), 40):
        second += again.say(*texts[start : start + 40])
        again.place()
        if start == 80:
            again.batch()
    again.batch()
    again.check()
    numbered = dict(zip(second, first, strict=True))
    assert [[numbered[each] for each in group] for group in again.partition()] == scene.partition()


def test_arrivals_alone_are_nearly_as_good_as_a_run(sqlite_database: Database) -> None:
    said = list(letters(1_500, 11))
    with sqlite_database.write() as session:
        scene = make_scene(session)
        labels = {
            each: labelled.letter for each, labelled in zip(scene.say(*(each.text for each in said)), said, strict=True)
        }
        scene.place()
        online = found(scene)
        scene.batch()
        batch = found(scene)
    assert pairwise_f1(labels, online) >= pairwise_f1(labels, batch) - 0.003
    assert b_cubed_f1(labels, online) >= b_cubed_f1(labels, batch) - 0.003
    assert b_cubed_f1(labels, batch) > 0.97


def found(scene: Scene) -> dict[int, int]:
    """The group of each comment."""
    return {row.id: row.cluster_id or 0 for row in store.members(scene.session, scene.round.id)}


def test_what_people_decided_leads_the_newcomers(scene: Scene) -> None:
    one, two, three, other = scene.arrive(LETTER, COPY, "Salom. " + LETTER, OTHER)
    cluster = {each: scene.session.get_one(Comment, each).cluster_id for each in (one, other)}
    scene.session.expire_all()
    cluster_decisions.split(scene.session, scene.officer, scene.round.id, [two], note="boshqa", now=AFTER)
    cluster_decisions.merge(
        scene.session,
        scene.officer,
        scene.round.id,
        [int(cluster[one] or 0), int(cluster[other] or 0)],
        note="sabab",
        now=AFTER,
    )
    late, later = scene.arrive(CYRILLIC, OTHER.upper())
    assert scene.partition() == [[one, three, other, late, later], [two]]
    scene.check()
    clusters.arrange(scene.session, scene.round, now=AFTER)
    assert scene.partition() == [[one, three, other, late, later], [two]]
    scene.batch()
    assert scene.partition() == [[one, three, other, late, later], [two]]


def test_a_newcomer_to_a_group_that_people_have_taken_apart_follows_its_own_words(scene: Scene) -> None:
    one, two, other = scene.arrive(LETTER, COPY, OTHER)
    cluster_decisions.split(scene.session, scene.officer, scene.round.id, [one], note="sabab", now=AFTER)
    (late,) = scene.arrive(CYRILLIC)
    assert scene.partition() == [[one, late], [two], [other]]
    scene.check()
    clusters.arrange(scene.session, scene.round, now=AFTER)
    assert scene.partition() == [[one, late], [two], [other]]


def test_organisations_co_signers_and_own_words_are_counted_on_arrival_and_on_leaving(scene: Scene) -> None:
    one, two, three, four = scene.say(LETTER, COPY, f"{LETTER} Bizning mahallada ham shunday boʻlsin.", OTHER)
    signed = {
        one: ("Bogʻbonlar uyushmasi", 3),
        two: (" BOGʻBONLAR  uyushmasi ", 4),
        three: ("Ota-onalar", 0),
        four: ("", 9),
    }
    for comment, (organisation, co_signers) in signed.items():
        submission = scene.session.get_one(Submission, scene.session.get_one(Comment, comment).submission_id)
        submission.organisation, submission.co_signers = organisation or None, co_signers
    scene.session.flush()
    scene.place()
    scene.check()
    cluster = scene.session.get_one(Cluster, scene.session.get_one(Comment, one).cluster_id)
    counted = cluster.person_count, cluster.organisation_count, cluster.co_signer_count, cluster.unread_count
    assert counted == (0, 2, 7, 2)
    scene.decide(ModerationAct.REJECT, three)
    scene.check()
    scene.session.refresh(cluster)
    assert (cluster.organisation_count, cluster.co_signer_count, cluster.unread_count) == (1, 7, 1)


def test_nobody_arrives_in_a_locked_cluster(scene: Scene) -> None:
    one, two = scene.arrive(LETTER, COPY)
    scene.session.expire_all()
    cluster_id = scene.session.get_one(Comment, one).cluster_id or 0
    cluster_decisions.lock(scene.session, scene.officer, cluster_id, note="sabab", now=AFTER)
    late, later = scene.arrive(CYRILLIC, "Salom. " + LETTER)
    assert scene.partition() == [[one, two], [late, later]]
    scene.check()
    clusters.arrange(scene.session, scene.round, now=AFTER)
    assert scene.partition() == [[one, two], [late, later]]


def test_an_approved_response_is_looked_at_again_when_somebody_joins(scene: Scene) -> None:
    (one,) = scene.arrive(LETTER)
    cluster_id = scene.session.get_one(Comment, one).cluster_id
    other = make_account(scene.session, "second@example.org")
    response = Response(
        round_id=scene.round.id,
        cluster_id=cluster_id,
        disposition=Disposition.NOTED,
        reason="Sabab.",
        written_at=NOW,
        written_by=scene.author.id,
        approved_at=NOW,
        approved_by=other.id,
    )
    scene.session.add(response)
    scene.arrive(OTHER)
    assert scene.session.execute(select(col(Response.approved_by))).scalar_one() == other.id
    scene.arrive(COPY)
    assert scene.session.execute(select(col(Response.approved_by))).scalar_one() is None


def test_what_is_hidden_is_taken_out_and_comes_back(scene: Scene) -> None:
    one, two, other = scene.arrive(LETTER, COPY, OTHER)
    scene.decide(ModerationAct.REJECT, two)
    scene.check()
    assert scene.partition() == [[one], [other]]
    scene.decide(ModerationAct.PUBLISH, two)
    scene.drain()
    scene.check()
    assert scene.partition() == [[one, two], [other]]
    scene.decide(ModerationAct.REDACT, two, text=OTHER)
    scene.drain()
    scene.check()
    assert scene.partition() == [[one], [two, other]]


def test_a_group_outlives_the_comment_that_stood_for_it(scene: Scene) -> None:
    one, two, three, other = scene.arrive(LETTER, COPY, "Salom. " + LETTER, OTHER)
    scene.decide(ModerationAct.REJECT, one)
    assert scene.session.get(Representative, one) is None
    scene.drain()
    scene.check()
    (late,) = scene.arrive(LETTER)
    assert scene.partition() == [[two, three, late], [other]]
    scene.check()


def test_one_taken_out_of_where_people_put_it_returns_there(scene: Scene) -> None:
    one, two, three = scene.arrive(LETTER, COPY, "Salom. " + LETTER)
    cluster_decisions.split(scene.session, scene.officer, scene.round.id, [three], note="sabab", now=AFTER)
    scene.decide(ModerationAct.REJECT, three)
    scene.decide(ModerationAct.PUBLISH, three)
    scene.drain()
    asked = scene.session.execute(select(col(Job.kind)).where(col(Job.dedupe_key) == f"cluster-now:{scene.round.id}"))
    assert list(asked.scalars()) == ["cluster"]
    scene.batch()
    assert scene.partition() == [[one, two], [three]]
    scene.check()


def test_who_arrives_while_the_round_is_compared_is_not_lost(scene: Scene) -> None:
    texts = [each.text for each in letters(60, 3)]
    scene.arrive(*texts[:30])
    members, own = store.members(scene.session, scene.round.id), store.own_texts(scene.session, scene.round.id)
    proposal = clusters.compare(scene.round.id, members, own)
    scene.arrive(*texts[30:])
    clusters.apply(scene.session, proposal, now=NOW)
    scene.check()
    scene.arrive(*(each.text for each in letters(20, 4)))
    scene.check()


def test_too_many_are_left_to_a_run(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "TOO_MANY", 3)
    monkeypatch.setattr(arrivals, "AT_ONCE", 3)
    scene.say(LETTER, COPY, OTHER)
    assert arrivals.place_waiting(scene.session, scene.round.id, scene.words, now=NOW) == 0
    (job,) = scene.session.execute(select(Job)).scalars()
    assert (job.kind, job.run_at) == ("cluster", NOW)


def test_nothing_moves_once_the_responses_are_released(scene: Scene) -> None:
    scene.say(LETTER)
    scene.round.released_at = NOW
    scene.session.flush()
    assert arrivals.place_waiting(scene.session, scene.round.id, scene.words, now=NOW) == 0


@pytest.mark.parametrize("seed", range(4))
def test_no_order_of_arrivals_and_decisions_loses_anybody(scene: Scene, seed: int) -> None:
    """Comments come in any order, are hidden, shown again and split off: whoever is public stands in one live cluster."""
    chance = random.Random(seed)
    texts = [each.text for each in letters(80, seed)]
    chance.shuffle(texts)
    people = [make_account(scene.session, f"p{n}@example.org") for n in range(5)]
    shown, hidden = list[int](), list[int]()
    for text in texts:
        shown += scene.say(text, by=chance.choice(people))
        match chance.randrange(8):
            case 0:
                hidden.append(shown.pop(chance.randrange(len(shown))))
                scene.decide(ModerationAct.REJECT, hidden[-1])
            case 1 if hidden:
                shown.append(hidden.pop())
                scene.decide(ModerationAct.PUBLISH, shown[-1])
            case 2:
                scene.batch()
            case _:
                scene.place()
    scene.drain()
    scene.check()
    assert sorted(each for group in scene.partition() for each in group) == sorted(shown)
    assert len(scene.session.execute(select(ExactText)).all()) > 0
