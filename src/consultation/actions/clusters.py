"""Clustering a round: the machine proposes, people merge and split, and what people decided always wins.

Running it is two steps, so that nobody waits for the database while texts are compared: `propose` reads and compares
(no transaction is held), `apply` writes the placements down and arranges the clusters.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation import dedup
from consultation.core import policy
from consultation.core.errors import Invalid, NotFound, Refused
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.core.stage import stage_of
from consultation.core.vocabulary import ClusterDecision, Permission
from consultation.store import audit, campaigns
from consultation.store import clusters as store
from consultation.store.database import Database
from consultation.store.drafts import milestones_of
from consultation.store.tables import Cluster, ClusterDecisionRow, Draft, Response, Round


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
    store.place(session, changed)
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


def merge(
    session: Session, actor: Actor, round_id: int, cluster_ids: Sequence[int], *, note: str, now: datetime
) -> int:
    """Join two or more clusters into one; returns the id of the decision."""
    round_, draft = _may_arrange(session, actor, round_id, now)
    chosen = [each for each in store.live_clusters(session, round_id) if each.id in set(cluster_ids)]
    if len(chosen) < 2 or len(chosen) != len(set(cluster_ids)):  # noqa: PLR2004 - a merge needs two
        raise Invalid({"clusters": message("Choose at least two clusters to merge.")})
    members = [cluster.representative_id for cluster in chosen]
    return _decide(session, actor, round_, draft, ClusterDecision.MERGE, members, note=note, now=now)


def split(
    session: Session, actor: Actor, round_id: int, comment_ids: Sequence[int], *, note: str, now: datetime
) -> int:
    """Take comments out of their cluster into one of their own; returns the id of the decision."""
    round_, draft = _may_arrange(session, actor, round_id, now)
    standing = {member.id: member.cluster_id for member in store.members(session, round_id)}
    chosen = sorted(set(comment_ids))
    if not chosen or any(comment not in standing for comment in chosen):
        raise Invalid({"comments": message("Choose the comments that leave the cluster.")})
    homes = {standing[comment] for comment in chosen}
    if len(homes) != 1 or sum(home in homes for home in standing.values()) == len(chosen):
        raise Invalid({"comments": message("Choose some, but not all, comments of one cluster.")})
    return _decide(session, actor, round_, draft, ClusterDecision.SPLIT, chosen, note=note, now=now)


def undo(session: Session, actor: Actor, decision_id: int, *, now: datetime) -> None:
    """Take a merge or split back; it stays in the record, marked."""
    decision = session.get(ClusterDecisionRow, decision_id)
    if decision is None or decision.undone_at is not None:
        raise NotFound(message("There is no such decision, or it has been undone already."))
    round_, draft = _may_arrange(session, actor, decision.round_id, now)
    decision.undone_at, decision.undone_by = now, actor.account_id
    session.flush()
    arrange(session, round_, now=now)
    _record(session, actor, "clusters.undo", decision, draft, now)


def arrange(session: Session, round_: Round, *, now: datetime) -> None:
    """Derive the clusters from the machine's placements and people's decisions, and keep responses attached.

    A cluster continues the row it shares most members with. When an approved cluster's membership changes, the
    approval is taken back: somebody approved a response to other comments.
    """
    members = [each for each in store.members(session, round_.id) if each.machine_cluster is not None]
    standing = {member.id: member.cluster_id for member in members}
    live = {cluster.id: cluster for cluster in store.live_clusters(session, round_.id)}
    previous: dict[int, set[int | str]] = {cluster_id: set() for cluster_id in live}
    for member in members:
        if member.cluster_id in previous:
            previous[member.cluster_id].add(member.id)
    groups = _groups(session, round_.id, members)
    for group, continued in zip(groups, dedup.match_groups(previous, groups), strict=True):
        if continued is None:
            cluster_id = _new_cluster(session, round_.id, int(group.representative), now)
        else:
            cluster_id = continued
            _continue(session, live[continued], group, is_changed=previous[continued] != set(group.members))
        moved = [int(member) for member in group.members if standing[int(member)] != cluster_id]
        store.stand(session, moved, cluster_id)
    session.flush()
    store.retire_empty(session, round_.id, now)
    campaigns.count(session, round_.id, now)
    session.expire_all()


def _groups(session: Session, round_id: int, members: Sequence[store.Member]) -> list[dedup.Group]:
    placements = [
        dedup.Placement(each.id, each.machine_cluster or each.id, 1.0, each.machine_cluster == each.id)
        for each in members
    ]
    decided = [dedup.Decision(row.kind, frozenset(row.comment_ids)) for row in store.decisions(session, round_id)]
    return dedup.apply_decisions(placements, decided)


def _continue(session: Session, cluster: Cluster, group: dedup.Group, *, is_changed: bool) -> None:
    cluster.representative_id = int(group.representative)
    if is_changed:
        _take_approval_back(session, cluster.id)


def _new_cluster(session: Session, round_id: int, representative: int, now: datetime) -> int:
    statement = (
        insert(Cluster)
        .values(
            round_id=round_id,
            representative_id=representative,
            comment_count=0,
            person_count=0,
            copy_count=0,
            exact_copy_count=0,
            organisation_count=0,
            co_signer_count=0,
            created_at=now,
        )
        .returning(col(Cluster.id))
    )
    return session.execute(statement).scalar_one()


def _take_approval_back(session: Session, cluster_id: int) -> None:
    session.execute(
        update(Response)
        .where(col(Response.cluster_id) == cluster_id, col(Response.released_at).is_(None))
        .values(approved_at=None, approved_by=None, revision=col(Response.revision) + 1)
    )


def _decide(
    session: Session,
    actor: Actor,
    round_: Round,
    draft: Draft,
    kind: ClusterDecision,
    comment_ids: Sequence[int],
    *,
    note: str,
    now: datetime,
) -> int:
    decision = ClusterDecisionRow(
        round_id=round_.id,
        kind=kind,
        comment_ids=list(comment_ids),
        note=note,
        decided_at=now,
        decided_by=actor.id,
    )
    session.add(decision)
    session.flush()
    decision_id = decision.id
    _record(session, actor, f"clusters.{kind}", decision, draft, now)
    arrange(session, round_, now=now)
    return decision_id


def _record(
    session: Session, actor: Actor, action: str, decision: ClusterDecisionRow, draft: Draft, now: datetime
) -> None:
    audit.record(
        session,
        at=now,
        actor_id=actor.account_id,
        action=action,
        noun="cluster_decision",
        noun_id=decision.id,
        draft_id=draft.id,
        detail={"comments": len(decision.comment_ids)},
    )


def _may_arrange(session: Session, actor: Actor, round_id: int, now: datetime) -> tuple[Round, Draft]:
    round_, draft = _round(session, round_id)
    stage = stage_of(milestones_of(draft), now)
    policy.require(actor, Permission.ARRANGE_CLUSTERS, stage=stage, authority_id=draft.authority_id)
    if round_.released_at is not None:
        raise Refused(message("The responses have been released, so the clusters stay as they are."))
    return round_, draft


def _round(session: Session, round_id: int) -> tuple[Round, Draft]:
    found = store.round_with_draft(session, round_id, lock=True)
    if found is None:
        raise NotFound(message("There is no such round."))
    return found
