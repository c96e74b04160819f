"""Answering: one officer writes, another approves, then all responses of the round are released together."""

from datetime import datetime

from sqlalchemy.orm import Session

from consultation.core import policy
from consultation.core.errors import Blocked, Invalid, NotFound, Refused, Stale
from consultation.core.messages import Message, message
from consultation.core.policy import Actor
from consultation.core.stage import blockers_to_release, stage_of
from consultation.core.vocabulary import CommentState, Disposition, Permission
from consultation.store import audit, clusters, counters, outbox, residues
from consultation.store import responses as store
from consultation.store.drafts import milestones_of
from consultation.store.tables import Cluster, Comment, Draft, Response, Round

REASON_MIN, REASON_MAX = 20, 10_000


def write(
    session: Session,
    actor: Actor,
    *,
    cluster_id: int | None = None,
    comment_id: int | None = None,
    disposition: Disposition,
    reason: str,
    revision: int,
    now: datetime,
) -> Response:
    """Write or change the response to a cluster, or to one comment on its own. A change takes the approval back.

    `revision` is the one the officer saw (0 for a new response): `Stale` when somebody else changed it meanwhile.
    """
    round_, draft = _target_round(session, cluster_id, comment_id)
    _require(session, actor, Permission.WRITE_RESPONSE, round_, draft, now)
    reason = _checked(reason)
    response = store.response_to(session, cluster_id=cluster_id, comment_id=comment_id)
    if (0 if response is None else response.revision) != revision:
        raise Stale(
            message("Somebody else has changed this response meanwhile. Look at their text before you save yours.")
        )
    if response is None:
        response = Response(
            round_id=round_.id,
            cluster_id=cluster_id,
            comment_id=comment_id,
            disposition=disposition,
            reason=reason,
            written_at=now,
            written_by=actor.id,
        )
        session.add(response)
    response.disposition, response.reason = disposition, reason
    response.written_at, response.written_by = now, actor.id
    response.approved_at = response.approved_by = None
    response.returned_note = ""
    response.revision = revision + 1
    session.flush()
    _record(session, actor, "response.write", response, draft, now)
    return response


def approve(session: Session, actor: Actor, response_id: int, *, revision: int, now: datetime) -> None:
    """Second-person approval; `revision` is the text the officer has read.

    Refused while nobody has read what some member of the cluster adds: until then the response is a draft.
    """
    response, draft = _response(session, actor, response_id, revision, now)
    own_work = policy.why_not_approve(actor, response.written_by)
    if own_work is not None:
        raise Refused(own_work)
    unread = residues.first_unread(session, response.cluster_id) if response.cluster_id is not None else None
    if unread is not None:
        raise Refused(
            message(
                "Nobody has read what comment %(number)s adds to this cluster. Read it before the response is approved.",
                number=unread,
            )
        )
    response.approved_at, response.approved_by = now, actor.id
    response.returned_note = ""
    response.revision += 1
    session.flush()
    _record(session, actor, "response.approve", response, draft, now)


def send_back(session: Session, actor: Actor, response_id: int, *, note: str, revision: int, now: datetime) -> None:
    """Return a response to its writer with a note that says what to change."""
    if not note.strip():
        raise Invalid({"note": message("Say what should be changed.")})
    response, draft = _response(session, actor, response_id, revision, now)
    response.approved_at = response.approved_by = None
    response.returned_note = note.strip()
    response.revision += 1
    session.flush()
    _record(session, actor, "response.send_back", response, draft, now)


def release(session: Session, actor: Actor, round_id: int, *, now: datetime) -> None:
    """Release all responses of a round at once, or none: `Blocked` lists everything that is still missing."""
    round_, draft = _round(session, round_id)
    _require(session, actor, Permission.RELEASE_RESPONSES, round_, draft, now)
    reasons = blockers_to_release(store.answering(session, round_id))
    if reasons:
        raise Blocked(reasons)
    store.release(session, round_id, now)
    round_.released_at = now
    counters.touch(session, draft.id)
    for account_id, number in store.authors_to_tell(session, round_id):
        outbox.enqueue(
            session,
            account_id=account_id,
            kind="responses_released",
            params={"draft": str(draft.id), "title": draft.title, "comment": str(number)},
            dedupe_key=f"released:{round_id}:{account_id}",
            now=now,
        )
    audit.record(
        session,
        at=now,
        actor_id=actor.account_id,
        action="responses.release",
        noun="round",
        noun_id=round_id,
        draft_id=draft.id,
    )


def _checked(reason: str) -> str:
    cleaned = reason.strip()
    if len(cleaned) < REASON_MIN:
        raise Invalid(
            {"reason": message("Give the reason in at least %(n)s characters: the authors will read it.", n=REASON_MIN)}
        )
    if len(cleaned) > REASON_MAX:
        raise Invalid({"reason": message("Shorten the reason to %(n)s characters.", n=REASON_MAX)})
    return cleaned


def _response(session: Session, actor: Actor, response_id: int, revision: int, now: datetime) -> tuple[Response, Draft]:
    response = session.get(Response, response_id)
    if response is None:
        raise NotFound(message("There is no such response."))
    round_, draft = _round(session, response.round_id)
    session.refresh(response)
    _require(session, actor, Permission.APPROVE_RESPONSE, round_, draft, now)
    if response.revision != revision:
        raise Stale(message("The response was changed after you opened it. Read it again before you decide."))
    return response, draft


def _target_round(session: Session, cluster_id: int | None, comment_id: int | None) -> tuple[Round, Draft]:
    if comment_id is None:
        cluster = session.get(Cluster, cluster_id)
        if cluster is None or cluster.retired_at is not None:
            raise NotFound(_gone())
        return _round(session, cluster.round_id)
    comment = session.get(Comment, comment_id)
    if comment is None or comment.state is not CommentState.PUBLISHED or comment.parent_id is not None:
        raise NotFound(_gone())
    return _round(session, comment.round_id)


def _gone() -> Message:
    return message("There is nothing here that needs a response any more. Go back to the list.")


def _round(session: Session, round_id: int) -> tuple[Round, Draft]:
    found = clusters.round_with_draft(session, round_id, lock=True)
    if found is None:
        raise NotFound(message("There is no such round."))
    return found


def _require(
    session: Session, actor: Actor, permission: Permission, round_: Round, draft: Draft, now: datetime
) -> None:
    policy.require(actor, permission, stage=stage_of(milestones_of(draft), now), authority_id=draft.authority_id)
    if round_.released_at is not None:
        raise Refused(message("The responses have been released and cannot be changed any more."))
    session.flush()


def _record(session: Session, actor: Actor, action: str, response: Response, draft: Draft, now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor_id=actor.account_id,
        action=action,
        noun="response",
        noun_id=response.id,
        draft_id=draft.id,
        detail={
            "cluster": response.cluster_id,
            "comment": response.comment_id,
            "disposition": response.disposition.value,
            "revision": response.revision,
        },
    )
