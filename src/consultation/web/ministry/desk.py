"""The officers' desk: every draft of one's authorities, what each is waiting for, and what is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from consultation.actions import rounds as preparing
from consultation.core.errors import Refused
from consultation.core.messages import N_, Message, message
from consultation.core.periods import answers_due_at
from consultation.core.policy import Actor
from consultation.core.stage import blockers_to_publish_report, stage_of
from consultation.core.vocabulary import Locale, Stage
from consultation.store import authorities, drafts, responses, rounds
from consultation.store.columns import AnyRow
from consultation.web.routing import get
from consultation.web.site import Page, Req
from consultation.web.templating import page

_FINISHED: Final = frozenset({Stage.ADOPTED, Stage.REJECTED, Stage.WITHDRAWN})
# The order in which work waits: what is being answered first, what is over last.
_ORDER: Final = (
    (Stage.CLOSED, N_("To be answered")),
    (Stage.PREPARING, N_("In preparation")),
    (Stage.OPEN, N_("Being discussed now")),
    (Stage.SCHEDULED, N_("Opening soon")),
    (Stage.REPORTED, N_("Answered, outcome still open")),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One draft on the desk: its row, its stage, and everything its next step still needs."""

    row: AnyRow
    stage: Stage
    authority: str
    missing: tuple[Message, ...]
    due_at: datetime | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Drafts that wait for the same kind of work."""

    words: str
    items: Sequence[Item]


@get("/desk")
def desk(
    request: Req,
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    locale: NamedDependency[Locale],
) -> Page:
    """All drafts of the officer's authorities by what is to be done."""
    require_officer(actor)
    items = [_item(reader, row, now, locale) for row in drafts.drafts_by_authority(reader, actor.officer_of)]
    groups = [Group(words, [item for item in items if item.stage is stage]) for stage, words in _ORDER]
    return page(
        request,
        "ministry/desk.html",
        groups=[group for group in groups if group.items],
        finished=[item for item in items if item.stage in _FINISHED],
        overdue=sum(item.is_overdue for item in items),
        has_several=len(actor.officer_of) > 1,
    )


def require_officer(actor: Actor) -> None:
    """Refused unless the person is an officer of some authority."""
    if actor.is_visitor:
        raise Refused(message("Please sign in first."))
    if not actor.officer_of:
        raise Refused(message("This desk is for officers of the authorities that draft acts."))


def _item(session: Session, row: AnyRow, now: datetime, locale: Locale) -> Item:
    stage = stage_of(drafts.milestones_of(row), now)
    due_at = answers_due_at(row.closes_at) if stage is Stage.CLOSED else None
    return Item(
        row=row,
        stage=stage,
        authority=authorities.name_in(row.names, locale),
        missing=tuple(_missing(session, row.id, stage)),
        due_at=due_at,
        is_overdue=due_at is not None and due_at <= now,
    )


def _missing(session: Session, number: int, stage: Stage) -> list[Message]:
    if stage is Stage.PREPARING:
        return preparing.missing(session, drafts.get_draft(session, number))
    if stage is Stage.CLOSED:
        round_ = rounds.current_round(session, number)
        return blockers_to_publish_report(responses.answering(session, round_.id))
    return []
