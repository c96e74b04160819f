"""Commenting on a clause or on a whole draft, and replying to a comment: one transaction, one receipt."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from consultation.actions import arrivals, speaking
from consultation.core.comment import SUFFIX_ALPHABET, SUFFIX_LENGTH, Said, check, make_receipt
from consultation.core.errors import Invalid, NotFound, Refused, TooLate
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.core.text import detect_language
from consultation.core.vocabulary import (
    Channel,
    CommentState,
    Language,
    ModerationMode,
    Permission,
    Position,
)
from consultation.store import accounts, audit, counters, discussions, outbox
from consultation.store import comments as store
from consultation.store.discussions import Discussion

HOURLY: Final = 60


@dataclass(frozen=True, slots=True)
class Place:
    """What is spoken of: a clause (`eid`) of the version that was read, or the whole draft (None)."""

    draft_id: int
    ordinal: int | None = None
    eid: str | None = None


@dataclass(frozen=True, slots=True)
class NewComment:
    """What a person says. `language` None: it is told from the text. `as_organisation`: for the account's organisation."""

    text: str
    wording: str = ""
    position: Position = Position.NONE
    language: Language | None = None
    is_anonymous: bool = False
    as_organisation: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of it: its number in the draft, the receipt, and whether it is public already."""

    number: int
    receipt: str
    state: CommentState


class SaidAlready(Invalid):
    """The same person sent the same words about the same place before, as comment `number`."""

    def __init__(self, number: int) -> None:
        super().__init__(
            {"text": message("You have already sent this comment: it is number %(number)s.", number=str(number))}
        )
        self.number = number


@dataclass(frozen=True, slots=True)
class _Target:
    """Where the comment's row goes."""

    round_id: int
    clause_id: int | None
    parent_id: int | None = None


def submit(
    session: Session,
    actor: Actor,
    place: Place,
    new: NewComment,
    *,
    now: datetime,
    channel: Channel = Channel.WEB,
    hourly: int = HOURLY,
) -> Sent:
    """Send a comment. Raises Invalid (SaidAlready too), TooLate at or after the close, Refused, NotFound, Throttled.

    Everything that decides is read in this transaction, with the draft's row held: nobody closes the round meanwhile.
    """
    said = check(new.text, new.wording)
    discussion = speaking.require(actor, Permission.COMMENT, discussions.take_number(session, place.draft_id), now)
    ground = speaking.ground(session, place.draft_id, now, ordinal=place.ordinal, eid=place.eid)
    if ground.clause_text is not None and said.wording.split() == ground.clause_text.split():
        said = Said(said.text)  # the clause as it stands is no proposal
    if said.wording and new.position is Position.NONE:
        new = replace(new, position=Position.AMEND)
    return _send(
        session, actor, discussion, _Target(ground.round_id, ground.clause_id), new, said, now, channel, hourly
    )


def reply(
    session: Session,
    actor: Actor,
    draft_id: int,
    number: int,
    new: NewComment,
    *,
    now: datetime,
    hourly: int = HOURLY,
) -> Sent:
    """Reply to a published comment of the open round; a reply takes no position, proposes nothing, gets no replies."""
    said = check(new.text)
    discussion = speaking.require(actor, Permission.REPLY, discussions.take_number(session, draft_id), now)
    ground = speaking.ground(session, draft_id, now)
    parent = store.public_target(session, draft_id, number)
    if parent is None:
        raise NotFound(message("There is no such comment."))
    if parent.parent_id is not None:
        raise Refused(message("Replies are one level deep: reply to the comment itself."))
    if parent.round_id != ground.round_id:
        raise TooLate(message("The discussion of this version has closed. A newer version is being discussed."))
    target = _Target(ground.round_id, parent.clause_id, parent.id)
    return _send(session, actor, discussion, target, _as_reply(new), said, now, Channel.WEB, hourly)


def _as_reply(new: NewComment) -> NewComment:
    return NewComment(
        new.text, language=new.language, is_anonymous=new.is_anonymous, as_organisation=new.as_organisation
    )


def _send(
    session: Session,
    actor: Actor,
    discussion: Discussion,
    target: _Target,
    new: NewComment,
    said: Said,
    now: datetime,
    channel: Channel,
    hourly: int,
) -> Sent:
    person = f"account:{actor.id}"
    key = said.key
    earlier = store.said_before(
        session, discussion.draft_id, person, key, said.text, clause_id=target.clause_id, parent_id=target.parent_id
    )
    if earlier is not None:
        raise SaidAlready(earlier)
    speaking.pace(session, actor, "comment", hourly, now)
    suffix = "".join(secrets.choice(SUFFIX_ALPHABET) for _ in range(SUFFIX_LENGTH))
    receipt = make_receipt(discussion.draft_id, discussion.number, suffix)
    state = CommentState.PUBLISHED if discussion.moderation_mode is ModerationMode.POST else CommentState.PENDING
    submission_id = store.add_submission(
        session,
        round_id=target.round_id,
        account_id=actor.id,
        channel=channel,
        receipt=receipt,
        person_key=person,
        submitter_name=actor.name,
        organisation=_organisation(session, actor) if new.as_organisation else None,
        is_anonymous=new.is_anonymous,
        arrived_at=now,
    )
    store.add_comment(
        session,
        draft_id=discussion.draft_id,
        round_id=target.round_id,
        submission_id=submission_id,
        clause_id=target.clause_id,
        parent_id=target.parent_id,
        number=discussion.number,
        position=new.position,
        text=said.text,
        wording=said.wording,
        language=new.language or detect_language(said.text),
        text_key=key,
        state=state,
        submitted_at=now,
    )
    sent = Sent(discussion.number, receipt, state)
    _follow_up(session, actor, discussion, target, sent, now)
    return sent


def _follow_up(
    session: Session, actor: Actor, discussion: Discussion, target: _Target, sent: Sent, now: datetime
) -> None:
    """What goes with a new comment: the counts, the audit line, the clustering, the receipt by mail."""
    if counters.is_shown(sent.state):
        counters.count_comment(
            session,
            draft_id=discussion.draft_id,
            clause_id=target.clause_id,
            parent_id=target.parent_id,
            shown=True,
        )
    audit.record(
        session,
        at=now,
        actor_id=actor.id,
        action="comment.reply" if target.parent_id else "comment.submit",
        noun="comment",
        noun_id=sent.number,
        draft_id=discussion.draft_id,
    )
    if counters.is_shown(sent.state) and target.parent_id is None:
        arrivals.expect(session, target.round_id, now)
    outbox.enqueue(
        session,
        account_id=actor.id,
        kind="comment_received",
        params={
            "draft": discussion.draft_id,
            "title": discussion.title,
            "comment": sent.number,
            "receipt": sent.receipt,
        },
        now=now,
    )


def _organisation(session: Session, actor: Actor) -> str:
    organisation = accounts.get(session, actor.id).organisation
    if not organisation:
        raise Invalid(
            {
                "as_organisation": message(
                    "Your account names no organisation. Add it to your details, or speak for yourself."
                )
            }
        )
    return organisation
