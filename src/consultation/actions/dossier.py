"""How every step of a ministry begins and ends: the draft held still and the officer's right checked; the audit line."""

from datetime import datetime

from sqlalchemy.orm import Session

from consultation.core import policy
from consultation.core.errors import Invalid
from consultation.core.messages import Message, message
from consultation.core.policy import Actor
from consultation.core.stage import stage_of
from consultation.core.text import clean, has_forbidden
from consultation.core.vocabulary import Permission
from consultation.store import audit, drafts, outbox, responses, rounds
from consultation.store.tables import Draft

REASON_MAX = 4_000


def hold(session: Session, actor: Actor, permission: Permission, number: int, now: datetime) -> Draft:
    """The draft of that number, held until the commit, if the officer may do this to it now; NotFound or Refused."""
    draft = drafts.get_draft(session, number, lock=True)
    stage = stage_of(drafts.milestones_of(draft), now)
    policy.require(actor, permission, stage=stage, authority_id=draft.authority_id)
    return draft


def look(session: Session, actor: Actor, number: int) -> Draft:
    """The draft of that number for a page of its authority's officers; NotFound or Refused."""
    draft = drafts.get_draft(session, number)
    policy.require(actor, Permission.PREPARE_DRAFT, authority_id=draft.authority_id)
    return draft


def note(
    session: Session, actor: Actor, draft: Draft, action: str, noun_id: int, *, now: datetime, **detail: object
) -> None:
    """Record what was done to a draft or to something of it; an action is called `noun.verb`."""
    audit.record(
        session,
        at=now,
        actor_id=actor.id,
        action=action,
        noun=action.partition(".")[0],
        noun_id=noun_id,
        draft_id=draft.id,
        detail=detail,
    )


def tell_commenters(session: Session, draft: Draft, kind: str, now: datetime, occasion: int = 0) -> None:
    """Mail everybody whose comment on the latest round is public; `occasion` tells several mails of a kind apart."""
    round_ = rounds.open_round(session, draft.id)
    if round_ is None:
        return
    for account_id, _ in responses.authors_to_tell(session, round_.id):
        outbox.enqueue(
            session,
            account_id=account_id,
            kind=kind,
            params={"draft": draft.id, "title": draft.title},
            dedupe_key=f"{kind}:{round_.id}:{occasion}:{account_id}",
            now=now,
        )


def public_words(field: str, typed: str, missing: Message) -> str:
    """A reason or note that the public will read; Invalid for none, for too much, for characters nobody types."""
    words = clean(typed).strip()
    if not words:
        raise Invalid({field: missing})
    if len(words) > REASON_MAX:
        raise Invalid({field: message("Shorten this to %(most)s characters.", most=REASON_MAX)})
    if has_forbidden(typed):
        raise Invalid({field: message("This text holds characters that cannot be typed. Remove them and try again.")})
    return words
