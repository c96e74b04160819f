"""People decide about clusters: merge, split, move, lock, name; each with a reason, a line in the audit trail, and an undo.

A decision keeps all members of the clusters it touched, as it left them, and is replayed over every later machine run.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consultation.actions import clusters
from consultation.core import policy
from consultation.core.cluster_vocabulary import ClusterDecision
from consultation.core.errors import Invalid, NotFound, Refused, Stale
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.core.stage import stage_of
from consultation.core.text import clean
from consultation.core.vocabulary import Permission
from consultation.store import arranging, audit, objections
from consultation.store import cluster_decisions as store
from consultation.store import clusters as stored
from consultation.store.drafts import milestones_of
from consultation.store.tables import Cluster, ClusterDecisionRow, Draft, Round

NAME_MAX, NOTE_MAX = 80, 2_000


@dataclass(frozen=True, slots=True)
class _Touched:
    """What a decision is about: the comments chosen, one of each other cluster, and the clusters as it leaves them."""

    chosen: Sequence[int]
    beside: Sequence[int]
    groups: Sequence[Sequence[int]]
    name: str = ""


def merge(
    session: Session, actor: Actor, round_id: int, cluster_ids: Collection[int], *, note: str, now: datetime
) -> int:
    """Join two or more clusters into one; returns the id of the decision."""
    round_, draft = _may_arrange(session, actor, round_id, now)
    chosen = [each for each in stored.live_clusters(session, round_id) if each.id in set(cluster_ids)]
    if len(chosen) < 2 or len(chosen) != len(set(cluster_ids)):  # noqa: PLR2004 - a merge needs two
        raise Invalid({"clusters": message("Choose at least two clusters to merge.")})
    joined = sorted(id_ for cluster in chosen for id_ in arranging.member_ids(session, cluster.id))
    touched = _Touched([cluster.representative_id for cluster in chosen], (), [joined])
    return _decide(session, actor, round_, draft, ClusterDecision.MERGE, touched, note=note, now=now)


def split(
    session: Session, actor: Actor, round_id: int, comment_ids: Collection[int], *, note: str, now: datetime
) -> int:
    """Take comments out of their cluster into one of their own; returns the id of the decision."""
    round_, draft = _may_arrange(session, actor, round_id, now)
    return take_out(session, actor, round_, draft, comment_ids, note=note, now=now)


def take_out(
    session: Session,
    actor: Actor,
    round_: Round,
    draft: Draft,
    comment_ids: Collection[int],
    *,
    note: str,
    now: datetime,
) -> int:
    """A split by somebody whose right to it has been checked: an officer, or a moderator who settles an objection."""
    chosen, staying, _ = _of_one_cluster(session, round_, comment_ids)
    if not staying:
        raise Invalid({"comments": message("Choose some, but not all, comments of one cluster.")})
    touched = _Touched(chosen, staying[:1], [chosen, staying])
    return _decide(session, actor, round_, draft, ClusterDecision.SPLIT, touched, note=note, now=now)


def move(
    session: Session,
    actor: Actor,
    round_id: int,
    comment_ids: Collection[int],
    target_number: int | None,
    *,
    note: str,
    now: datetime,
) -> int:
    """Put comments of one cluster into the cluster of the comment with this number; returns the id of the decision."""
    round_, draft = _may_arrange(session, actor, round_id, now)
    chosen, staying, home = _of_one_cluster(session, round_, comment_ids)
    target = _cluster_of(session, round_, target_number)
    if target.id == home:
        raise Invalid({"target": message("This comment is in the same cluster. Give the number of one in another.")})
    there = arranging.member_ids(session, target.id)
    groups = [sorted([*there, *chosen]), *([staying] if staying else [])]
    touched = _Touched(chosen, [target.representative_id, *staying[:1]], groups)
    return _decide(session, actor, round_, draft, ClusterDecision.MOVE, touched, note=note, now=now)


def lock(session: Session, actor: Actor, cluster_id: int, *, note: str, now: datetime) -> int:
    """Keep a cluster from the machine: no run and no arrival changes it until the lock is undone, people may."""
    cluster, round_, draft = _live(session, actor, cluster_id, now)
    if cluster.is_locked:
        raise Refused(message("This cluster is locked already."))
    touched = _Touched([cluster.representative_id], (), [arranging.member_ids(session, cluster.id)])
    return _decide(session, actor, round_, draft, ClusterDecision.LOCK, touched, note=note, now=now)


def name(session: Session, actor: Actor, cluster_id: int, given: str, *, note: str, now: datetime) -> int:
    """Give a cluster a short name, for the desk and the report; the last one given counts."""
    cluster, round_, draft = _live(session, actor, cluster_id, now)
    given = " ".join(clean(given).split())
    if not given:
        raise Invalid({"name": message("Write the name.")})
    if len(given) > NAME_MAX:
        raise Invalid({"name": message("Shorten the name to %(n)s characters.", n=NAME_MAX)})
    members = arranging.member_ids(session, cluster.id)
    touched = _Touched([cluster.representative_id], (), [members], given)
    return _decide(session, actor, round_, draft, ClusterDecision.NAME, touched, note=note, now=now)


def undo(session: Session, actor: Actor, decision_id: int, *, now: datetime) -> None:
    """Take a decision back; it stays in the record, marked.

    Stale when a later decision put some of its comments elsewhere: that one is taken back first.
    """
    decision = session.get(ClusterDecisionRow, decision_id)
    if decision is None or decision.undone_at is not None:
        raise NotFound(message("There is no such decision, or it has been undone already."))
    round_, draft = _may_arrange(session, actor, decision.round_id, now)
    if _is_built_on(decision, store.standing(session, round_.id)):
        raise Stale(message("A later decision is about the same comments. Undo that one first."))
    decision.undone_at, decision.undone_by = now, actor.account_id
    session.flush()
    clusters.arrange(session, round_, now=now)
    _record(session, actor, "clusters.undo", decision, draft, now)


_MARKS = frozenset({ClusterDecision.LOCK, ClusterDecision.NAME})


def _is_built_on(decision: ClusterDecisionRow, standing: Sequence[ClusterDecisionRow]) -> bool:
    """Whether a later decision starts from what this one arranged; locks and names arrange nothing."""
    if decision.kind in _MARKS:
        return False
    concerned = {id_ for group in decision.groups for id_ in group}
    return any(
        not concerned.isdisjoint(group)
        for later in standing
        if later.id > decision.id and later.kind not in _MARKS
        for group in later.groups
    )


def _of_one_cluster(
    session: Session, round_: Round, comment_ids: Collection[int]
) -> tuple[list[int], list[int], int | None]:
    """The chosen comments, the others of their cluster, and the cluster; Invalid when they are not of one cluster."""
    chosen = sorted(set(comment_ids))
    homes = store.where_now(session, chosen)
    wrong = Invalid({"comments": message("Choose the comments that leave the cluster.")})
    if not chosen or len(homes) != len(chosen) or len(set(homes.values())) != 1:
        raise wrong
    home = homes[chosen[0]]
    row = None if home is None else session.get(Cluster, home)
    if home is None or row is None or row.round_id != round_.id:
        raise wrong
    there = arranging.member_ids(session, home)
    if not set(chosen) <= set(there):
        raise wrong
    leaving = set(chosen)
    return chosen, [id_ for id_ in there if id_ not in leaving], home


def _cluster_of(session: Session, round_: Round, number: int | None) -> Cluster:
    comment = None if number is None else stored.comment_by_number(session, round_.draft_id, number)
    cluster = None if comment is None or comment.cluster_id is None else session.get(Cluster, comment.cluster_id)
    if cluster is None or cluster.round_id != round_.id or cluster.retired_at is not None:
        raise Invalid({"target": message("Give the number of a comment that stands in the other cluster.")})
    return cluster


def _live(session: Session, actor: Actor, cluster_id: int, now: datetime) -> tuple[Cluster, Round, Draft]:
    cluster = session.get(Cluster, cluster_id)
    if cluster is None or cluster.retired_at is not None:
        raise NotFound(message("This cluster is not there any more: its comments stand in another one now."))
    round_, draft = _may_arrange(session, actor, cluster.round_id, now)
    return cluster, round_, draft


def _decide(
    session: Session,
    actor: Actor,
    round_: Round,
    draft: Draft,
    kind: ClusterDecision,
    touched: _Touched,
    *,
    note: str,
    now: datetime,
) -> int:
    decision = ClusterDecisionRow(
        round_id=round_.id,
        kind=kind,
        comment_ids=list(touched.chosen),
        beside_ids=list(touched.beside),
        groups=[list(group) for group in touched.groups],
        name=touched.name,
        note=_checked(note),
        decided_at=now,
        decided_by=actor.id,
    )
    session.add(decision)
    session.flush()
    decision_id = decision.id
    _record(session, actor, f"clusters.{kind}", decision, draft, now)
    if kind in {ClusterDecision.SPLIT, ClusterDecision.MOVE}:
        objections.act(session, list(touched.chosen), now)
    clusters.arrange(session, round_, now=now)
    return decision_id


def _checked(note: str) -> str:
    given = clean(note).strip()
    if not given:
        raise Invalid({"note": message("Give the reason: it is kept with the decision.")})
    if len(given) > NOTE_MAX:
        raise Invalid({"note": message("Shorten the reason to %(n)s characters.", n=NOTE_MAX)})
    return given


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
        detail={"kind": decision.kind.value, "comments": len(decision.comment_ids)},
    )


def _may_arrange(session: Session, actor: Actor, round_id: int, now: datetime) -> tuple[Round, Draft]:
    found = stored.round_with_draft(session, round_id, lock=True)
    if found is None:
        raise NotFound(message("There is no such round."))
    round_, draft = found
    stage = stage_of(milestones_of(draft), now)
    policy.require(actor, Permission.ARRANGE_CLUSTERS, stage=stage, authority_id=draft.authority_id)
    if round_.released_at is not None:
        raise Refused(message("The responses have been released, so the clusters stay as they are."))
    return round_, draft
