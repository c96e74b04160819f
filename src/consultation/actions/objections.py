"""An author objects to the cluster their comment is in; a moderator settles it, and the author is told."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from consultation.actions import cluster_decisions, speaking
from consultation.core import policy
from consultation.core.cluster_vocabulary import ObjectionOutcome
from consultation.core.comment import NOTE_MOST
from consultation.core.errors import Invalid, NotFound, Refused, Stale
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.core.stage import stage_of
from consultation.core.text import clean
from consultation.core.vocabulary import CommentState, Permission
from consultation.store import audit, clusters, discussions, moderation, outbox
from consultation.store import objections as store
from consultation.store.drafts import milestones_of
from consultation.store.tables import Cluster, Comment, Draft, Objection, Round

HOURLY: Final = 30


def object_to_cluster(
    session: Session,
    actor: Actor,
    draft_id: int,
    number: int,
    reason: str,
    *,
    now: datetime,
    hourly: int = HOURLY,
) -> int:
    """The author of a published comment says that its cluster says something else; once for each cluster it is put in.

    Returns the id of the objection. Raises NotFound for somebody else's comment.
    """
    reason = _checked(reason, "reason")
    speaking.require(actor, Permission.OBJECT, discussions.hold(session, draft_id), now)
    comment = clusters.comment_by_number(session, draft_id, number)
    if comment is None or moderation.authors(session, [comment.id]).get(comment.id) != actor.id:
        raise NotFound(message("There is no such comment of yours."))
    cluster_id = _cluster_of(session, comment)
    if any(each.cluster_id == cluster_id for each in store.of_comments(session, [comment.id]).get(comment.id, ())):
        raise Refused(message("You have already objected to this group. A moderator looks at every objection."))
    speaking.pace(session, actor, "object", hourly, now)
    made = Objection(
        comment_id=comment.id,
        round_id=comment.round_id,
        cluster_id=cluster_id,
        account_id=actor.id,
        reason=reason,
        objected_at=now,
    )
    session.add(made)
    session.flush()
    _record(session, actor, "objection.make", made, comment, now)
    return made.id


def settle(
    session: Session, actor: Actor, objection_id: int, outcome: ObjectionOutcome, *, note: str, now: datetime
) -> None:
    """A moderator leaves the comment where it is, asks the officer to move it, or gives it a cluster of its own.

    The note is for the author (and the officer). Stale when the comment stands in another cluster by now.
    """
    note = _checked(note, "note")
    made = session.get(Objection, objection_id)
    if made is None or made.settled_at is not None:
        raise NotFound(message("There is no such objection, or another moderator has settled it."))
    comment, draft, round_ = moderation.locked(session, [made.comment_id])[0]
    _require(actor, draft, round_, made.account_id, now)
    if outcome is not ObjectionOutcome.LEFT and comment.cluster_id != made.cluster_id:
        raise Stale(message("The comment is in another cluster by now. Look at it again."))
    made.outcome, made.note = outcome, note
    made.settled_at, made.settled_by = now, actor.id
    session.flush()
    _record(session, actor, f"objection.{outcome.value}", made, comment, now)
    _tell_author(session, made, comment, draft, now)
    if outcome is ObjectionOutcome.APART:
        cluster_decisions.take_out(session, actor, round_, draft, [comment.id], note=note, now=now)


def _cluster_of(session: Session, comment: Comment) -> int:
    cluster = None if comment.cluster_id is None else session.get(Cluster, comment.cluster_id)
    is_shown = comment.state is CommentState.PUBLISHED and comment.parent_id is None
    if cluster is None or not is_shown or cluster.comment_count < 2:  # noqa: PLR2004 - alone it is in nobody's group
        raise Refused(message("Your comment is in no group with others."))
    if session.get_one(Round, comment.round_id).released_at is not None:
        raise Refused(message("The responses have been released, so the comments stay as they are."))
    return cluster.id


def _require(actor: Actor, draft: Draft, round_: Round, author: int, now: datetime) -> None:
    stage = stage_of(milestones_of(draft), now)
    policy.require(actor, Permission.MODERATE, stage=stage, authority_id=draft.authority_id)
    if (reason := policy.why_not_decide(actor, author)) is not None:
        raise Refused(reason)
    if round_.released_at is not None:
        raise Refused(message("The responses have been released, so the comments stay as they are."))


def _checked(typed: str, field: str) -> str:
    given = clean(typed).strip()
    if not given:
        raise Invalid({field: message("Say why, in a few words.")})
    if len(given) > NOTE_MOST:
        raise Invalid({field: message("Shorten this to %(n)s characters.", n=NOTE_MOST)})
    return given


def _tell_author(session: Session, made: Objection, comment: Comment, draft: Draft, now: datetime) -> None:
    outbox.enqueue(
        session,
        account_id=made.account_id,
        kind="objection_settled",
        params={"draft": str(draft.id), "title": draft.title, "comment": str(comment.number)},
        dedupe_key=f"objection:{made.id}",
        now=now,
    )


def _record(session: Session, actor: Actor, action: str, made: Objection, comment: Comment, now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor_id=actor.id,
        action=action,
        noun="objection",
        noun_id=made.id,
        draft_id=comment.draft_id,
        detail={"comment": comment.number, "cluster": made.cluster_id},
    )
