"""Clustering a round: the machine proposes, people merge and split, and what people decided always wins.

Running it is two steps, so that nobody waits for the database while texts are compared: `propose` reads and compares
(no transaction is held), `apply` writes the placements down and arranges the clusters.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation import dedup
from consultation.actions import residues
from consultation.core import counting
from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.store import arranging, audit
from consultation.store import cluster_decisions as decisions
from consultation.store import clusters as store
from consultation.store.database import Database
from consultation.store.tables import Cluster, Draft, Response, Round


@dataclass(frozen=True, slots=True)
class Proposal:
    """The machine's placements of one round: (comment id, id of its representative, score)."""

    round_id: int
    placements: tuple[tuple[int, int, float], ...]


def propose(database: Database, round_id: int, *, progress: Callable[[int, int], None] | None = None) -> Proposal:
    """Compare all comments of a round that are owed a response; may take a while, and holds no transaction meanwhile."""
    with database.read() as session:
        members = store.members(session, round_id)
        own_texts = store.own_texts(session, round_id)
    return compare(round_id, members, own_texts, progress=progress)


def compare(
    round_id: int,
    members: Sequence[store.Member],
    own_texts: Sequence[str],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Proposal:
    """What the machine makes of these comments; `own_texts` are the draft's own words."""
    said = [dedup.Comment(member.id, member.full_text) for member in members]
    placements = dedup.cluster(said, own_texts=own_texts, progress=progress)
    return Proposal(round_id, tuple((int(each.id), int(each.cluster), each.score) for each in placements))


def apply(session: Session, proposal: Proposal, *, now: datetime, actor: Actor | None = None) -> None:
    """Write a proposal down and arrange the clusters. Once responses are released nothing moves any more."""
    round_, draft = _round(session, proposal.round_id)
    if round_.released_at is not None:
        return
    placed = {member.id: member.machine_cluster for member in store.members(session, proposal.round_id)}
    changed = [row for row in proposal.placements if row[0] in placed and placed[row[0]] != row[1]]
    arranging.place(session, changed)
    round_.clustered_at = now
    arrange(session, round_, now=now)
    audit.record(
        session,
        at=now,
        actor_id=None if actor is None else actor.account_id,
        action="clusters.run",
        noun="round",
        noun_id=round_.id,
        draft_id=draft.id,
        detail={"comments": len(proposal.placements)},
    )


def arrange(session: Session, round_: Round, *, now: datetime) -> None:
    """Derive the clusters from the machine's placements and people's decisions, and keep responses attached.

    A cluster continues the row it shares most members with. When an approved cluster's membership changes, the
    approval is taken back: somebody approved a response to other comments.
    """
    standing = arranging.standing(session, round_.id)
    where = {each.id: each.cluster_id for each in standing}
    live = {cluster.id: cluster for cluster in store.live_clusters(session, round_.id)}
    previous: dict[int, set[int | str]] = {cluster_id: set() for cluster_id in live}
    for each in standing:
        if each.cluster_id in previous:
            previous[each.cluster_id].add(each.id)
    groups = _groups(session, round_.id, standing)
    retired = arranging.retired_clusters(session, round_.id)
    for group, continued in zip(groups, dedup.match_groups(previous, groups), strict=True):
        cluster = live.get(continued or 0) or _revived(retired, group) or _new_cluster(session, round_.id, now)
        _continue(session, cluster, group, is_changed=previous.get(cluster.id) != set(group.members))
        moved = [int(member) for member in group.members if where[int(member)] != cluster.id]
        arranging.stand(session, moved, cluster.id)
    session.flush()
    arranging.retire_empty(session, round_.id, now)
    _count(session, round_.id)
    residues.find(session, round_.id)
    session.expire_all()


def _groups(session: Session, round_id: int, standing: Sequence[arranging.Standing]) -> list[dedup.Group]:
    placements = [
        dedup.Placement(each.id, each.machine_cluster or each.id, 1.0, each.machine_cluster == each.id)
        for each in standing
    ]
    decided = [
        dedup.Decision(row.kind, tuple(frozenset(group) for group in row.groups), row.name)
        for row in decisions.standing(session, round_id)
    ]
    return dedup.apply_decisions(placements, decided, texts={each.id: each.text_key for each in standing})


def _revived(retired: dict[int, Cluster], group: dedup.Group) -> Cluster | None:
    """The cluster that was left empty when this comment stood for it, so that an undo brings its response back."""
    cluster = retired.pop(int(group.representative), None)
    if cluster is not None:
        cluster.retired_at = None
    return cluster


def _continue(session: Session, cluster: Cluster, group: dedup.Group, *, is_changed: bool) -> None:
    cluster.representative_id = int(group.representative)
    cluster.name, cluster.is_locked = group.name, group.is_locked
    if is_changed:
        _take_approval_back(session, cluster.id)


def _new_cluster(session: Session, round_id: int, now: datetime) -> Cluster:
    cluster = Cluster(round_id=round_id, representative_id=0, created_at=now)
    session.add(cluster)
    session.flush()
    return cluster


def _take_approval_back(session: Session, cluster_id: int) -> None:
    session.execute(
        update(Response)
        .where(col(Response.cluster_id) == cluster_id, col(Response.released_at).is_(None))
        .values(approved_at=None, approved_by=None, revision=col(Response.revision) + 1)
    )


def _count(session: Session, round_id: int) -> None:
    counts = counting.count_by_cluster(store.facts(session, round_id))
    for cluster in store.live_clusters(session, round_id):
        each = counts[cluster.id]
        cluster.comment_count, cluster.person_count, cluster.copy_count = each.comments, each.people, each.copies
    session.flush()


def _round(session: Session, round_id: int) -> tuple[Round, Draft]:
    found = store.round_with_draft(session, round_id, lock=True)
    if found is None:
        raise NotFound(message("There is no such round."))
    return found
