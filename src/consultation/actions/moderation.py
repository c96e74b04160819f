"""Moderating: every decision has a reason, reaches the author, can be undone, and deletes nothing."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import arrivals
from consultation.actions.moderation_changes import CHANGES, Order, plain, put
from consultation.core import policy
from consultation.core.errors import Invalid, NotFound, Refused, Stale
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.core.stage import stage_of
from consultation.core.text import clean, has_forbidden
from consultation.core.vocabulary import CommentState, ModerationAct, Permission, Stage
from consultation.store import audit, outbox
from consultation.store import moderation as store
from consultation.store.drafts import milestones_of
from consultation.store.tables import (
    Comment,
    Draft,
    Flag,
    ModerationDecision,
    Round,
    SealedLook,
    SealedOriginal,
    Submission,
)

NOTE_MAX = 2_000
BULK_MAX = 500


def decide(session: Session, actor: Actor, comment_ids: Sequence[int], order: Order, *, now: datetime) -> str:
    """Carry an order out on one or many comments, all or none; returns the batch by which it can be undone.

    Comments that already are as ordered are left alone. Raises Invalid for an incomplete order, NotFound for an
    unknown comment, Refused when the stage or the person does not allow it.
    """
    _check(order, comment_ids)
    found = store.locked(session, comment_ids)
    if len(found) != len(set(comment_ids)):
        raise NotFound(message("One of the chosen comments does not exist."))
    batch = secrets.token_hex(16)
    authors = store.authors(session, comment_ids)
    for comment, draft, round_ in found:
        _require(actor, draft, round_, authors[comment.id], now)
        _carry_out(session, actor, comment, draft, order, batch, now)
    return batch


def undo(session: Session, actor: Actor, batch: str, *, now: datetime) -> int:
    """Take a whole action back; returns how many comments it concerned. Stale when one was decided anew since."""
    decisions = [each for each in store.batch(session, batch) if each.undone_at is None]
    if not decisions:
        raise NotFound(message("There is nothing to undo, or it has been undone already."))
    concerned = [each.comment_id for each in decisions]
    found = {row[0].id: row for row in store.locked(session, concerned)}
    authors = store.authors(session, concerned)
    for decision in decisions:
        comment, draft, round_ = found[decision.comment_id]
        _require(actor, draft, round_, authors[comment.id], now)
        if _is_overtaken(session, comment, decision):
            raise Stale(message("One of these comments has been decided anew meanwhile. Decide about it by itself."))
        _take_out(session, comment, decision.act, decision.before, now)
        if decision.act is ModerationAct.REDACT:
            _unseal(session, comment, decision)
        put(session, comment, draft, dict(decision.before))
        decision.undone_at, decision.undone_by = now, actor.account_id
        _record(session, actor, comment, draft, "moderation.undo", now, {"act": decision.act.value})
        arrivals.expect(session, round_.id, now)
    return len(decisions)


def look_at_sealed(
    session: Session, actor: Actor, comment_id: int, *, purpose: str, now: datetime
) -> list[SealedOriginal]:
    """The sealed originals of a comment; the look is logged with its purpose before anything is shown."""
    if not purpose.strip():
        raise Invalid({"purpose": message("Say why you need to see the original: the look is logged.")})
    found = store.locked(session, [comment_id])
    if not found:
        raise NotFound(message("There is no such comment."))
    comment, draft, _ = found[0]
    policy.require(actor, Permission.READ_SEALED, stage=_stage(draft, now), authority_id=draft.authority_id)
    originals = store.sealed(session, comment_id)
    for original in originals:
        session.add(
            SealedLook(
                sealed_original_id=original.id,
                looked_at=now,
                looked_by=actor.id,
                purpose=clean(purpose.strip())[:NOTE_MAX],
            )
        )
    _record(session, actor, comment, draft, "moderation.look", now, {})
    return originals


def _check(order: Order, comment_ids: Sequence[int]) -> None:
    problems = {}
    if not comment_ids:
        problems["comments"] = message("Choose at least one comment.")
    if len(set(comment_ids)) > BULK_MAX:
        problems["comments"] = message("Choose at most %(n)s comments at once.", n=BULK_MAX)
    if order.act is ModerationAct.REJECT and order.reason is None:
        problems["reason"] = message("Choose the reason: the author will be told.")
    if order.act is ModerationAct.REDACT:
        if len(set(comment_ids)) != 1:
            problems["comments"] = message("Personal data are hidden in one comment at a time.")
        if not order.text.strip() or has_forbidden(order.text + order.wording):
            problems["text"] = message("Give the text as it should be published, without the personal data.")
    if len(order.note) > NOTE_MAX or has_forbidden(order.note):
        problems["note"] = message("Shorten the note to %(n)s characters.", n=NOTE_MAX)
    if problems:
        raise Invalid(problems)


def _carry_out(
    session: Session, actor: Actor, comment: Comment, draft: Draft, order: Order, batch: str, now: datetime
) -> None:
    changes = CHANGES[order.act](session, comment, order, now)
    before = {name: plain(getattr(comment, name)) for name in changes}
    after = {name: plain(value) for name, value in changes.items()}
    _settle_flags(session, comment, now)
    if before == after and order.act is not ModerationAct.REDACT:
        return
    _take_out(session, comment, order.act, after, now)
    if order.act is ModerationAct.REDACT:
        _seal(session, actor, comment, order, now)
    put(session, comment, draft, changes)
    session.add(
        ModerationDecision(
            comment_id=comment.id,
            draft_id=draft.id,
            act=order.act,
            reason=order.reason if order.act is ModerationAct.REJECT else None,
            note=clean(order.note.strip()),
            before=before,
            after=after,
            batch=batch,
            decided_at=now,
            decided_by=actor.id,
        )
    )
    detail = {"reason": order.reason.value} if order.reason and order.act is ModerationAct.REJECT else {}
    _record(session, actor, comment, draft, f"moderation.{order.act.value}", now, detail)
    _tell_author(session, comment, draft, order, batch, now)
    arrivals.expect(session, comment.round_id, now)


# --- what goes with a change -------------------------------------------------------------------------------------


def _seal(session: Session, actor: Actor, comment: Comment, order: Order, now: datetime) -> None:
    text, wording = clean(order.text.strip()), clean(order.wording.strip())
    if (comment.text, comment.wording) == (text, wording):
        raise Invalid({"text": message("Give the text as it should be published, without the personal data.")})
    session.add(
        SealedOriginal(
            comment_id=comment.id,
            text=comment.text,
            wording=comment.wording,
            sealed_at=now,
            sealed_by=actor.id,
        )
    )
    comment.text, comment.wording = text, wording


def _unseal(session: Session, comment: Comment, decision: ModerationDecision) -> None:
    # Each redaction has sealed one original, so the two lists go in step.
    redactions = [each.id for each in store.redactions(session, comment.id)]
    original = store.sealed(session, comment.id)[redactions.index(decision.id)]
    comment.text, comment.wording = original.text, original.wording
    session.flush()


def _is_overtaken(session: Session, comment: Comment, decision: ModerationDecision) -> bool:
    """Whether the comment is no longer as the decision left it."""
    if any(plain(getattr(comment, name)) != value for name, value in decision.after.items()):
        return True
    if decision.act is not ModerationAct.REDACT:
        return False
    return any(each.id > decision.id and each.undone_at is None for each in store.redactions(session, comment.id))


def _settle_flags(session: Session, comment: Comment, now: datetime) -> None:
    session.execute(
        update(Flag).where(col(Flag.comment_id) == comment.id, col(Flag.settled_at).is_(None)).values(settled_at=now)
    )
    comment.flag_count = 0


def _tell_author(session: Session, comment: Comment, draft: Draft, order: Order, batch: str, now: datetime) -> None:
    author = session.get_one(Submission, comment.submission_id).account_id
    kind = _MAILS.get(order.act)
    if author is None or kind is None:
        return
    params: dict[str, object] = {"draft": str(draft.id), "title": draft.title, "comment": str(comment.number)}
    if order.act is ModerationAct.REJECT and order.reason is not None:
        params |= {"reason": order.reason.value, "note": order.note.strip()}
    outbox.enqueue(
        session, account_id=author, kind=kind, params=params, dedupe_key=f"moderated:{batch}:{comment.id}", now=now
    )


_MAILS = {
    ModerationAct.PUBLISH: "comment_published",
    ModerationAct.REJECT: "comment_rejected",
    ModerationAct.REDACT: "comment_redacted",
    ModerationAct.MOVE: "comment_moved",
    ModerationAct.MARK_OFF_TOPIC: "comment_off_topic",
}


def _take_out(
    session: Session, comment: Comment, act: ModerationAct, changes: Mapping[str, object], now: datetime
) -> None:
    """What is hidden, or says something else from now on, stands in no cluster any more."""
    if act is ModerationAct.REDACT or changes.get("state", CommentState.PUBLISHED) != CommentState.PUBLISHED:
        arrivals.take_out(session, comment, now=now)


def _require(actor: Actor, draft: Draft, round_: Round, author: int | None, now: datetime) -> None:
    policy.require(actor, Permission.MODERATE, stage=_stage(draft, now), authority_id=draft.authority_id)
    if (reason := policy.why_not_decide(actor, author)) is not None:
        raise Refused(reason)
    if round_.released_at is not None:
        raise Refused(message("The responses have been released, so the comments stay as they are."))


def _stage(draft: Draft, now: datetime) -> Stage:
    return stage_of(milestones_of(draft), now)


def _record(
    session: Session,
    actor: Actor,
    comment: Comment,
    draft: Draft,
    action: str,
    now: datetime,
    detail: Mapping[str, object],
) -> None:
    audit.record(
        session,
        at=now,
        actor_id=actor.account_id,
        action=action,
        noun="comment",
        noun_id=comment.number,
        draft_id=draft.id,
        detail=detail,
    )
