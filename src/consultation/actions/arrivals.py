"""Placing a comment beside its near-copies the moment it becomes public, and taking it out when it is public no more.

One comment costs a few indexed look-ups, however many came before it. What only shows with hindsight (which text
represents a group best, that two groups are one letter) is put right in the neighbourhood when a group has grown, and in
the whole round by `actions.clusters`, whose placements replace these.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from consultation import dedup
from consultation.actions import clusters, remembering, residues
from consultation.actions.remembering import OwnWords
from consultation.store import arranging, counters, jobs, signatures
from consultation.store import cluster_decisions as decisions
from consultation.store import clusters as stored
from consultation.store.clusters import Member
from consultation.store.tables import Cluster, Comment, Round

AT_ONCE: Final = 20
"""Comments that are placed in one transaction: nobody waits for more."""

TOO_MANY: Final = 2_000
"""Waiting comments that are left to a run over the whole round, which is quicker for so many."""

CLUSTERED_AFTER: Final = timedelta(hours=1)
"""At the latest so long after an arrival the whole round is clustered anew."""

_AROUND: Final = 16

REGROUPED: Final = 300
"""Comments of a neighbourhood that are grouped anew at once."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a comment came to stand: its representative; and whether the group should be looked at with those around."""

    leader: int
    is_unsettled: bool


def expect(session: Session, round_id: int, now: datetime) -> None:
    """Ask for what has become public to be placed; asking again, or when nothing waits, does no harm."""
    jobs.enqueue(session, "place", {"round_id": round_id}, now, dedupe_key=f"place:{round_id}")


def cluster_now(session: Session, round_id: int, now: datetime) -> None:
    """Ask for the whole round to be clustered as soon as may be."""
    jobs.enqueue(session, "cluster", {"round_id": round_id}, now, dedupe_key=f"cluster-now:{round_id}")


def place_waiting(session: Session, round_id: int, words: OwnWords, *, now: datetime) -> int:
    """Place the comments that have waited longest, a transaction's worth; returns how many, 0 when none is left.

    What waits for another reason (the responses have been released, so nothing moves any more) is left alone.
    """
    if not stored.hold_unreleased(session, round_id):
        return 0
    waiting = signatures.waiting(session, round_id, limit=AT_ONCE)
    is_crowded = len(waiting) == AT_ONCE
    if is_crowded and signatures.count_waiting(session, round_id, most=TOO_MANY) == TOO_MANY:
        cluster_now(session, round_id, now)
        return 0
    draft = words.of(session, round_id)
    for comment in waiting:
        placed = place(session, round_id, comment, draft, now=now)
        if placed.is_unsettled:
            payload = {"round_id": round_id, "leader": placed.leader}
            jobs.enqueue(session, "settle", payload, now, dedupe_key=f"settle:{placed.leader}")
    if waiting:
        due = now + CLUSTERED_AFTER
        jobs.enqueue(session, "cluster", {"round_id": round_id}, now, run_at=due, dedupe_key=f"cluster:{round_id}")
    return len(waiting)


@dataclass(frozen=True, slots=True)
class Found:
    """The representative a text belongs with, how near it is to it, and whether it may as well belong elsewhere.

    `cluster_id` is where a comment with the very same words stands: people may have put it elsewhere than the others.
    """

    leader: int
    score: float
    is_between: bool
    cluster_id: int | None = None


def find(session: Session, round_id: int, text: str, draft: dedup.DraftWords) -> Found | None:
    """Whom of a round a text says the same as, in nearly the same words; None when nobody."""
    return _exactly(session, round_id, dedup.digest(text)) or _nearly(session, round_id, draft.own(text))


def place(session: Session, round_id: int, comment: Member, draft: dedup.DraftWords, *, now: datetime) -> Placed:
    """Put one waiting comment with its near-copies, or let it stand for itself. The round's row is held."""
    digest = dedup.digest(comment.full_text)
    found = _exactly(session, round_id, digest)
    if found is None:
        own = draft.own(comment.full_text)
        found = _nearly(session, round_id, own)
        signatures.set_exact(session, round_id, [(digest, comment.id)])
        if found is None:
            _stand_alone(session, round_id, comment.id, own, now)
            return Placed(comment.id, is_unsettled=False)
    support = _join(session, comment.id, found, now)
    return Placed(found.leader, dedup.is_unsettled(support, is_between=found.is_between))


def _exactly(session: Session, round_id: int, digest: bytes) -> Found | None:
    same = signatures.leader_of(session, round_id, digest)
    if same is None:
        return None
    return Found(same.machine_cluster, same.machine_score, same.id != same.machine_cluster, same.cluster_id)


def _nearly(session: Session, round_id: int, own: str) -> Found | None:
    near = dedup.company(own, _candidates(session, round_id, own, dedup.MOST_TRIED))
    return None if near is None else Found(near.id, near.score, near.is_between)


def _candidates(session: Session, round_id: int, own: str, most: int) -> list[dedup.Leader]:
    values, bits = dedup.query(own)
    found = signatures.candidates(session, round_id, values, bits=bits, least=dedup.LEAST_COMMON, most=most)
    return [dedup.Leader(each.comment_id, each.own, each.support) for each in found]


def _stand_alone(session: Session, round_id: int, comment_id: int, own: str, now: datetime) -> None:
    """Let a comment stand for itself, and be found by those who say the same later."""
    cluster_id = counters.begin_cluster(session, comment_id, now)
    remembering.remember(session, round_id, [(comment_id, own, 1)], cluster_id)
    signatures.put(session, comment_id, comment_id, 1.0, cluster_id)
    residues.arrived(session, comment_id, cluster_id)


def _join(session: Session, comment_id: int, found: Found, now: datetime) -> int:
    """Let a comment stand where newcomers of its group stand; returns how many are in the group."""
    grown = signatures.grow(session, found.leader, 1)
    assert grown is not None, "nothing joins a comment that is no representative"
    support, leads_to = grown
    cluster_id = found.cluster_id or leads_to
    if cluster_id is None:
        cluster_id = counters.begin_cluster(session, comment_id, now)
        signatures.lead_to(session, {found.leader: cluster_id})
    else:
        counters.count_in_cluster(session, cluster_id, comment_id, joins=True)
        clusters.take_approval_back(session, cluster_id)
    signatures.put(session, comment_id, found.leader, found.score, cluster_id)
    residues.arrived(session, comment_id, cluster_id)
    return support


def settle(session: Session, round_id: int, leader: int, words: OwnWords, *, now: datetime) -> None:
    """Group the comments around a representative anew, as a run over all would; what people have touched is left to one.

    At most some hundreds of comments, the smaller groups first. A representative that is none any more has no neighbours.
    """
    own = signatures.own_words_of(session, [leader]).get(leader)
    if own is None or not stored.hold_unreleased(session, round_id):
        return
    chosen, size = set[int](), 0
    for each in sorted(_candidates(session, round_id, own, _AROUND), key=lambda each: (each.support, each.id)):
        size += each.support
        if size <= REGROUPED:
            chosen.add(each.id)
    _regroup(session, round_id, chosen, words.of(session, round_id), now=now)


def regroup(session: Session, round_id: int, leader: int, words: OwnWords, *, now: datetime) -> None:
    """Group what a comment stood for anew, after it was taken out; so many that it takes long wait for the next run."""
    if not stored.hold_unreleased(session, round_id):
        return
    if signatures.group_size(session, leader, most=REGROUPED + 1) > REGROUPED:
        cluster_now(session, round_id, now)
        return
    _regroup(session, round_id, {leader}, words.of(session, round_id), now=now)


def _regroup(session: Session, round_id: int, leaders: set[int], draft: dedup.DraftWords, *, now: datetime) -> None:
    """Group the comments of some groups anew, unless people have said where one of them stands."""
    members = stored.members(session, round_id, leaders=leaders)
    if not members or not _have_their_clusters_to_themselves(session, round_id, members):
        return
    placements = draft.group([dedup.Comment(member.id, member.full_text) for member in members])
    placed = {member.id: member.machine_cluster for member in members}
    arranging.place(
        session, [(int(p.id), int(p.cluster), p.score) for p in placements if placed[int(p.id)] != int(p.cluster)]
    )
    found = {int(each.cluster) for each in placements}
    members = stored.members(session, round_id, leaders=found)
    remembering.rewrite(session, round_id, members, draft, leaders=leaders | found)
    clusters.arrange(session, session.get_one(Round, round_id), now=now, leaders=found)


def _have_their_clusters_to_themselves(session: Session, round_id: int, members: list[Member]) -> bool:
    ids = {member.id for member in members}
    if any(not ids.isdisjoint(group) for each in decisions.standing(session, round_id) for group in each.groups):
        return False
    inhabited = {member.cluster_id for member in members if member.cluster_id is not None}
    return stored.standing_in(session, inhabited) == len(members)


def take_out(session: Session, comment: Comment, *, now: datetime) -> None:
    """Take a comment out of where it stands, before it is hidden or its words change. The round's row is held.

    What it stood for is grouped anew by the worker; so is the whole round when somebody has decided about it by name.
    """
    leader, cluster_id = comment.machine_cluster, comment.cluster_id
    if leader is None:
        return
    said = Member(comment.id, comment.text, comment.wording, leader, cluster_id).full_text
    signatures.drop_exact(session, comment.round_id, dedup.digest(said), comment.id)
    comment.machine_cluster = comment.machine_score = comment.cluster_id = None
    session.flush()
    if cluster_id is not None:
        _leave(session, cluster_id, comment.id, now)
    if leader != comment.id:
        signatures.grow(session, leader, -1)
    else:
        _stand_for_nobody(session, comment.round_id, leader, now)
    if any(comment.id in group for each in decisions.standing(session, comment.round_id) for group in each.groups):
        cluster_now(session, comment.round_id, now)


def _stand_for_nobody(session: Session, round_id: int, leader: int, now: datetime) -> None:
    for own in signatures.own_words_of(session, [leader]).values():
        remembering.forget(session, round_id, leader, own)
    if signatures.group_size(session, leader, most=1):
        jobs.enqueue(session, "regroup", {"round_id": round_id, "leader": leader}, now)


def _leave(session: Session, cluster_id: int, comment_id: int, now: datetime) -> None:
    size = counters.count_in_cluster(session, cluster_id, comment_id, joins=False)
    cluster = session.get_one(Cluster, cluster_id)
    if size == 0:
        cluster.retired_at = now
    elif cluster.representative_id == comment_id:
        cluster.representative_id = stored.first_in(session, cluster_id)
    session.flush()
    residues.left(session, cluster_id)
    clusters.take_approval_back(session, cluster_id)
