"""What each comment adds to its cluster is found when clusters are arranged, and officers tick it as read."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation import dedup
from consultation.core import policy
from consultation.core.errors import Invalid, NotFound, Refused
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.core.stage import stage_of
from consultation.core.vocabulary import Permission
from consultation.store import audit, clusters
from consultation.store import residues as store
from consultation.store.drafts import milestones_of
from consultation.store.tables import Cluster, Comment


def find(session: Session, round_id: int, *, only: Collection[int] | None = None) -> None:
    """Find the residue of every comment of a round (or of the clusters `only`) that stands against another representative."""
    within = () if only is None else (col(Comment.cluster_id).in_(only),)
    _find(session, *clusters.needs_response(round_id), *within)
    counted = () if only is None else (col(Cluster.id).in_(only),)
    store.count_unread(session, col(Cluster.round_id) == round_id, col(Cluster.retired_at).is_(None), *counted)


def arrived(session: Session, comment_id: int, cluster_id: int) -> None:
    """Find the residue of one comment that has just come to stand in a cluster, and count it there if it has any."""
    _find(session, col(Comment.id) == comment_id)
    store.count_arrived(session, cluster_id, comment_id)


def left(session: Session, cluster_id: int) -> None:
    """Count what nobody has read in a cluster that a comment has left."""
    store.count_unread(session, col(Cluster.id) == cluster_id)


def _find(session: Session, *conditions: ColumnElement[bool]) -> None:
    """Each distinct text is compared once with its representative; the very words of that one need no comparing."""
    for representative, group in groupby(store.stale(session, *conditions), lambda each: each.representative_id):
        stale = list(group)
        alike = [each for each in stale if not each.is_redacted and each.text_key in {each.representative_key, ""}]
        nothing = {each.id for each in alike} | {representative}
        store.keep(session, [(each.id, "", each.between) for each in stale if each.id in nothing])
        others = [each for each in stale if each.id not in nothing]
        if others:
            store.keep(session, _compared(session, representative, others))


def _compared(session: Session, representative: int, others: Sequence[store.Stale]) -> Iterator[tuple[int, str, str]]:
    speaking = dict(store.texts(session, [representative]))[representative]
    same: dict[tuple[str, int], list[store.Stale]] = defaultdict(list)
    for each in others:
        same[each.text_key, each.id if each.is_redacted else 0].append(each)
    groups = {group[0].id: group for group in same.values()}
    for comment, text in store.texts(session, list(groups)):
        key = dedup.residue_key(dedup.residue(text, speaking))
        for each in groups[comment]:
            yield each.id, key, each.between


def read(session: Session, actor: Actor, cluster_id: int, comment_ids: Collection[int], *, now: datetime) -> int:
    """Tick what these members of a cluster add as read by this officer; returns how many comments add just that.

    Others of the cluster that add the same words are ticked with them: an officer reads the same paragraph once.
    """
    cluster = session.get(Cluster, cluster_id)
    if cluster is None or cluster.retired_at is not None:
        raise NotFound(message("This cluster is not there any more: its comments stand in another one now."))
    round_, draft = clusters.round_with_draft(session, cluster.round_id, lock=True) or (None, None)
    if round_ is None or draft is None:
        raise NotFound(message("There is no such round."))
    stage = stage_of(milestones_of(draft), now)
    policy.require(actor, Permission.READ_RESIDUE, stage=stage, authority_id=draft.authority_id)
    if round_.released_at is not None:
        raise Refused(message("The responses have been released, so the clusters stay as they are."))
    if not comment_ids:
        raise Invalid({"read": message("Choose what you have read.")})
    _find(session, *clusters.needs_response(round_.id), col(Comment.id).in_(comment_ids))
    number = store.tick(session, actor.id, cluster_id, comment_ids, now)
    store.count_unread(session, col(Cluster.id) == cluster_id)
    session.expire(cluster)
    audit.record(
        session,
        at=now,
        actor_id=actor.account_id,
        action="clusters.read",
        noun="cluster",
        noun_id=cluster_id,
        draft_id=draft.id,
        detail={"comments": number},
    )
    return number
