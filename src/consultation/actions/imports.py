"""Taking in comments that came by letter, phone or at a meeting: the same queue, clusters and answers as online ones."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from consultation.actions import arrivals
from consultation.core import policy
from consultation.core.comment import SUFFIX_ALPHABET, SUFFIX_LENGTH, make_receipt, text_key
from consultation.core.errors import Blocked, NotFound
from consultation.core.messages import Message, message
from consultation.core.policy import Actor
from consultation.core.stage import stage_of
from consultation.core.text import detect_language, fold
from consultation.core.vocabulary import Channel, CommentState, ModerationMode, Permission
from consultation.ingest.submissions import ImportedComment
from consultation.store import audit, comments, counters, discussions, drafts, rounds, versions
from consultation.store.tables import Draft, Round


def import_comments(
    session: Session,
    actor: Actor,
    draft_id: int,
    rows: Sequence[ImportedComment],
    *,
    channel: Channel,
    now: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Store every row as a submission with one comment, or none: `Blocked` names each row that cannot be taken.

    What arrived after the close, or is about a clause that does not exist, cannot be taken. Returns how many were stored.
    """
    draft = drafts.get_draft(session, draft_id, lock=True)
    stage = stage_of(drafts.milestones_of(draft), now)
    policy.require(actor, Permission.IMPORT_COMMENTS, stage=stage, authority_id=draft.authority_id)
    round_ = rounds.current_round(session, draft_id, lock=True)
    clause_ids = versions.clause_ids(session, round_.version_id)
    reasons = [reason for row in rows for reason in _problems(row, round_, clause_ids, now)]
    if round_.released_at is not None:
        reasons.append(message("The responses have been released, so nothing can be added any more."))
    if reasons:
        raise Blocked(reasons)
    for done, row in enumerate(rows, start=1):
        _store(session, actor, draft, round_, clause_ids.get(row.clause or ""), row, channel, now)
        if progress is not None:
            progress(done, len(rows))
    arrivals.expect(session, round_.id, now)
    audit.record(
        session,
        at=now,
        actor_id=actor.id,
        action="comments.import",
        noun="round",
        noun_id=round_.id,
        draft_id=draft_id,
        detail={"comments": len(rows), "channel": channel.value},
    )
    return len(rows)


def _problems(row: ImportedComment, round_: Round, clause_ids: dict[str, int], now: datetime) -> list[Message]:
    reasons = []
    if row.clause is not None and row.clause not in clause_ids:
        reasons.append(message("Row %(row)s: there is no clause %(eid)s in the text.", row=row.row, eid=row.clause))
    arrived_at = row.arrived_at or now
    if not round_.opens_at <= arrived_at < round_.closes_at:
        reasons.append(message("Row %(row)s did not arrive while the discussion was open.", row=row.row))
    if arrived_at > now:
        reasons.append(message("Row %(row)s: the date of arrival lies in the future.", row=row.row))
    return reasons


def _store(
    session: Session,
    actor: Actor,
    draft: Draft,
    round_: Round,
    clause_id: int | None,
    row: ImportedComment,
    channel: Channel,
    now: datetime,
) -> None:
    taken = discussions.take_number(session, draft.id)
    if taken is None:
        raise NotFound(message("There is no such draft."))
    suffix = "".join(secrets.choice(SUFFIX_ALPHABET) for _ in range(SUFFIX_LENGTH))
    receipt = make_receipt(draft.id, taken.number, suffix)
    is_shown = draft.moderation_mode is ModerationMode.POST
    submission_id = comments.add_submission(
        session,
        round_id=round_.id,
        account_id=None,
        channel=channel,
        receipt=receipt,
        # A sender without a name is a person of their own.
        person_key=f"name:{fold(row.name)}"[:200] if row.name else f"receipt:{receipt}",
        submitter_name=row.name,
        organisation=row.organisation,
        is_anonymous=not row.name,
        co_signers=row.co_signers,
        arrived_at=row.arrived_at or now,
        recorded_by=actor.id,
    )
    comments.add_comment(
        session,
        draft_id=draft.id,
        round_id=round_.id,
        submission_id=submission_id,
        clause_id=clause_id,
        parent_id=None,
        number=taken.number,
        position=row.position,
        text=row.text,
        wording=row.wording,
        language=detect_language(row.text),
        text_key=text_key(row.text, row.wording),
        state=CommentState.PUBLISHED if is_shown else CommentState.PENDING,
        submitted_at=row.arrived_at or now,
    )
    if is_shown:
        counters.count_comment(session, draft_id=draft.id, clause_id=clause_id, parent_id=None, shown=True)
