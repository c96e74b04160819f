"""Comments as moderators see them: with flags, age, and whether anything may be decided about them now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consultation.core import policy
from consultation.core.messages import Message, message, message_n
from consultation.core.policy import Actor
from consultation.core.stage import stage_of
from consultation.core.vocabulary import Permission
from consultation.store import comments, drafts, moderated, moderation
from consultation.store.tables import Draft, Flag, Round
from consultation.web.public.shown import Shown, show


@dataclass(frozen=True, slots=True)
class Card:
    """One comment or reply; `why_not` says why nothing may be decided about it now, None when it may."""

    shown: Shown
    draft: Draft
    flags: tuple[Flag, ...]
    age: Message
    why_not: Message | None

    @property
    def id(self) -> int:
        """The comment's own id, by which moderators' addresses name it."""
        found: int = self.shown.row.id
        return found

    @property
    def href(self) -> str:
        """Everything about this comment."""
        return f"/moderation/comments/{self.id}"

    @property
    def cluster_href(self) -> str:
        """All that say the same, whatever was decided about them."""
        return f"/moderation?cluster={self.shown.row.cluster_id}&state=all"


def cards(session: Session, actor: Actor, comment_ids: Sequence[int], now: datetime) -> list[Card]:
    """Make these comments ready for a page, in the given order."""
    rows = comments.of_ids(session, comment_ids)
    grounds = moderated.grounds(session, comment_ids)
    flags = moderated.open_flags(session, comment_ids)
    authors = moderation.authors(session, comment_ids)
    ready = show(session, actor, [rows[each] for each in comment_ids], now)
    return [
        Card(
            shown,
            grounds[shown.row.id][0],
            tuple(flags.get(shown.row.id, ())),
            age(shown.row.submitted_at, now),
            why_not(actor, *grounds[shown.row.id], authors[shown.row.id], now),
        )
        for shown in ready
    ]


def why_not(actor: Actor, draft: Draft, round_: Round, author: int | None, now: datetime) -> Message | None:
    """Why this person may not decide about this author's comments of this round now; None when they may."""
    stage = stage_of(drafts.milestones_of(draft), now)
    refusal = policy.why_not(actor, Permission.MODERATE, stage=stage, authority_id=draft.authority_id)
    if refusal is None and round_.released_at is not None:
        return message("The responses have been released, so the comments stay as they are.")
    return refusal or policy.why_not_decide(actor, author)


def age(sent: datetime, now: datetime) -> Message:
    """How long ago something was sent, in the largest unit that fits."""
    hours = int((now - sent).total_seconds() // 3_600)
    if hours < 1:
        return message("less than an hour ago")
    if hours < 24:  # noqa: PLR2004 - a day
        return message_n("%(n)s hour ago", "%(n)s hours ago", hours)
    return message_n("%(n)s day ago", "%(n)s days ago", hours // 24)
