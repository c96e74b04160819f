"""Objections of authors to the cluster their comment is in, as moderators settle them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import objections as actions
from consultation.actions.moderation import NOTE_MAX
from consultation.core import policy
from consultation.core.cluster_vocabulary import ObjectionOutcome
from consultation.core.messages import N_, message
from consultation.core.policy import Actor
from consultation.core.vocabulary import Permission
from consultation.store import objections as store
from consultation.store.columns import AnyRow
from consultation.store.tables import Objection
from consultation.web.forms import EMPTY, Asks, Form, Input, Text, kept, parse
from consultation.web.moderation.cards import Card, cards
from consultation.web.paging import page_asked
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other

PAGE: Final = 20


class SettleForm(Input):
    """What becomes of the objection, and why; the author reads both."""

    outcome: Annotated[ObjectionOutcome, Asks(N_("Choose what becomes of the comment."))]
    note: Annotated[str, Text(NOTE_MAX), Asks(N_("Say why, in a few words."))]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An objection with the comment it is about and the group that comment is in."""

    objection: Objection
    card: Card
    group: AnyRow | None


@get("/moderation/objections")
def objections(
    request: Req, reader: NamedDependency[Session], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Page:
    """Objections that wait, oldest first."""
    policy.require(actor, Permission.MODERATE)
    return _show(request, reader, actor, now, EMPTY)


@post("/moderation/objections/{objection_id:int}")
def settle(
    request: Req,
    objection_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Settle one."""
    policy.require(actor, Permission.MODERATE)
    with kept(form, lambda again: _show(request, writer, actor, now, again, settling=objection_id)):
        values = parse(SettleForm, form)
        actions.settle(writer, actor, objection_id, values.outcome, note=values.note, now=now)
    return see_other(request, "/moderation/objections", notice=message("The objection is settled. The author is told."))


def _show(
    request: Req, session: Session, actor: Actor, now: datetime, form: Form, *, settling: int | None = None
) -> Page:
    """`settling` is the objection whose form was refused: it comes first, with what was typed."""
    turn = page_asked(request)
    rows = store.waiting(session, limit=PAGE, offset=PAGE * (turn - 1))
    rows.sort(key=lambda row: row[0].id != settling)
    ready = {card.id: card for card in cards(session, actor, [row[0].comment_id for row in rows], now)}
    groups = store.groups(session, {row[0].cluster_id for row in rows})
    total = store.count_waiting(session)
    return page(
        request,
        "moderation/objections.html",
        waiting=[Waiting(row[0], ready[row[0].comment_id], groups.get(row[0].cluster_id)) for row in rows],
        total=total,
        turn=turn,
        turns=-(-total // PAGE),
        outcomes=tuple(ObjectionOutcome),
        settling=settling,
        form=form,
        empty=EMPTY,
        note_most=NOTE_MAX,
    )
