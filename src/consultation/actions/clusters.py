"""Clustering a round: the machine proposes, people merge and split, and what people decided always wins.

Running it is two steps, so that nobody waits for the database while texts are compared: `propose` reads and compares
(no transaction is held), `apply` writes the placements down and arranges the clusters.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from consultation import dedup
from consultation.actions import remembering, residues
from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.store import arranging, audit, campaigns
from consultation.store import cluster_decisions as decisions
from consultation.store import clusters as store
from consultation.store.database import Database
from consultation.store.tables import Cluster, Draft, Round

_RESPONSE: Final = SQLModel.metadata.tables["response"]
_TAKE_APPROVAL_BACK: Final = (
    update(_RESPONSE)
    .where(_RESPONSE.c.cluster_id == bindparam("cluster"), _RESPONSE.c.released_at.is_(None))
    .values(approved_at=None, approved_by=None, revision=_RESPONSE.c.revision + 1)
)


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
    members = store.members(session, proposal.round_id)
    remembering.texts(session, proposal.round_id, members)
    changed = _changes(proposal, members)
    arranging.place(session, changed.values())
    members = [replace(each, machine_cluster=changed[each.id][1]) if each.id in changed else each for each in members]
    remembering.rewrite(session, proposal.round_id, members, remembering.OwnWords().of(session, proposal.round_id))
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


def _changes(proposal: Proposal, members: Sequence[store.Member]) -> dict[int, tuple[int, int, float]]:
    """The placements that differ from those that stand, by comment.

    Who arrived while texts were compared follows the representative it was put with.
    """
    proposed = {row[0]: row for row in proposal.placements}
    changed = {}
    for member in members:
        found = proposed.get(member.id) or proposed.get(member.machine_cluster or 0)
        if found is not None and found[1] != member.machine_cluster:
            changed[member.id] = (member.id, found[1], found[2])
    return changed


def arrange(session: Session, round_: Round, *, now: datetime, leaders: Collection[int] | None = None) -> None:
    """Derive the clusters from the machine's placements and people's decisions, and keep responses attached.

    A cluster continues the row it shares most members with. When an approved cluster's membership changes, the
    approval is taken back: somebody approved a response to other comments. `leaders` limits it to the groups of these
    representatives, which must have their clusters to themselves.
    """
    standing = arranging.standing(session, round_.id, leaders=leaders)
    where = {each.id: each.cluster_id for each in standing}
    only = None if leaders is None else {each for each in where.values() if each is not None}
    live = {cluster.id: cluster for cluster in store.live_clusters(session, round_.id, only=only)}
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
        if only is not None:
            only.add(cluster.id)
    session.flush()
    arranging.retire_empty(session, round_.id, now, only=only)
    campaigns.count(session, round_.id, now, only=only)
    remembering.lead(session, round_.id, leaders)
    residues.find(session, round_.id, only=only)
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
        take_approval_back(session, cluster.id)


def _new_cluster(session: Session, round_id: int, now: datetime) -> Cluster:
    cluster = Cluster(round_id=round_id, representative_id=0, created_at=now)
    session.add(cluster)
    session.flush()
    return cluster


def take_approval_back(session: Session, cluster_id: int) -> None:
    """Somebody approved a response to other comments than those that stand in the cluster now."""
    session.flush()
    session.connection().execute(_TAKE_APPROVAL_BACK, {"cluster": cluster_id})


def _round(session: Session, round_id: int) -> tuple[Round, Draft]:
    found = store.round_with_draft(session, round_id, lock=True)
    if found is None:
        raise NotFound(message("There is no such round."))
    return found
