"""The moderators' queue: what waits, narrowed as one likes, and one form to decide about many comments at once."""

from datetime import datetime
from typing import Annotated, Final
from urllib.parse import urlencode

from litestar.di import NamedDependency
from pydantic import Field
from sqlalchemy.orm import Session

from consultation.actions import moderation as actions
from consultation.actions.moderation import BULK_MAX, NOTE_MAX
from consultation.actions.moderation_changes import Order
from consultation.core import policy
from consultation.core.errors import Invalid, Stale
from consultation.core.messages import N_, Message, message, message_n
from consultation.core.policy import Actor
from consultation.core.vocabulary import ModerationAct, Permission, RejectionReason
from consultation.store import moderated, objections
from consultation.store import moderation as store
from consultation.store.columns import LARGEST_ID
from consultation.web.forms import EMPTY, Asks, Form, Input, Text, filled, kept, parse
from consultation.web.moderation import sieving
from consultation.web.moderation.cards import cards
from consultation.web.moderation.sieving import Query
from consultation.web.public.shown import clause_names
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other

PAGE: Final = 50
BULK_ACTS: Final = (
    ModerationAct.PUBLISH,
    ModerationAct.REJECT,
    ModerationAct.MARK_OFF_TOPIC,
    ModerationAct.UNMARK_OFF_TOPIC,
)


class BulkForm(Input):
    """What is to be done with the chosen comments; `whole` means the whole cluster, which had `expected` comments."""

    act: Annotated[ModerationAct, Asks(N_("Choose what to do with the comments."))]
    comments: list[Annotated[int, Field(ge=1, le=LARGEST_ID)]] = Field(default_factory=list)
    whole: bool = False
    expected: int = 0
    reason: RejectionReason | None = None
    note: Annotated[str, Text(NOTE_MAX)] = ""


@get("/moderation")
def queue(
    request: Req, reader: NamedDependency[Session], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Page:
    """Comments that wait for a decision, or whatever the address asks for."""
    policy.require(actor, Permission.MODERATE)
    return _show(request, reader, actor, now, EMPTY)


@post("/moderation")
def decide(
    request: Req,
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Carry one act out on all the chosen comments, or on none."""
    policy.require(actor, Permission.MODERATE)
    query = sieving.asked_for(request)
    with kept(form, lambda again: _show(request, writer, actor, now, again)):
        values = parse(BulkForm, form)
        if values.act not in BULK_ACTS:
            raise Invalid({"act": message("This is decided for one comment at a time.")})
        order = Order(values.act, reason=values.reason, note=values.note)
        batch = actions.decide(writer, actor, _chosen(writer, query, values, now), order, now=now)
    notice = told(values.act, len(store.batch(writer, batch)))
    return see_other(request, _address(request), notice=notice)


def told(act: ModerationAct, number: int) -> Message:
    """What has just been done to how many comments."""
    if number == 0:
        return message("Nothing has changed: the chosen comments are like that already.")
    singular, plural = _TOLD[act]
    return Message(singular, {"n": number}, plural)


_TOLD: Final[dict[ModerationAct, tuple[str, str]]] = {
    act: (sentence.text, sentence.plural or sentence.text)
    for act, sentence in {
        ModerationAct.PUBLISH: message_n("%(n)s comment has been published.", "%(n)s comments have been published.", 1),
        ModerationAct.REJECT: message_n("%(n)s comment has been rejected.", "%(n)s comments have been rejected.", 1),
        ModerationAct.MARK_OFF_TOPIC: message_n(
            "%(n)s comment has been marked as off topic.", "%(n)s comments have been marked as off topic.", 1
        ),
        ModerationAct.UNMARK_OFF_TOPIC: message_n(
            "%(n)s comment is no longer marked as off topic.", "%(n)s comments are no longer marked as off topic.", 1
        ),
    }.items()
}


def _chosen(session: Session, query: Query, values: BulkForm, now: datetime) -> list[int]:
    """The ids of what the order is about; Stale when the cluster has grown or shrunk since it was shown."""
    if not (values.whole and query.cluster):
        return values.comments
    found = store.queue_ids(session, query.sieve(now), limit=BULK_MAX + 1)
    if len(found) != min(values.expected, BULK_MAX + 1):
        raise Stale(message("The cluster has changed since you opened this page. Look at it again."))
    return found


def _show(request: Req, session: Session, actor: Actor, now: datetime, form: Form) -> Page:
    query = sieving.asked_for(request)
    sieve = query.sieve(now)
    total = store.queue_size(session, sieve)
    turns = max(1, -(-total // PAGE))
    turn = min(query.page, turns)
    found = store.queue(session, sieve, limit=PAGE, offset=(turn - 1) * PAGE)
    spoken = moderated.spoken_clauses(session, query.draft) if query.draft else []
    names = clause_names(session, {row[0]: row[1] for row in spoken})
    return page(
        request,
        "moderation/queue.html",
        query=query,
        cards=cards(session, actor, [row.id for row in found], now),
        total=total,
        turn=turn,
        turns=turns,
        all_chosen=request.query_params.get("choose") == "all",
        piles=sieving.piles(session, query, now),
        marks=sieving.marks(session, query, now),
        ages=sieving.ages(session, query, now),
        drafts=store.drafts_with_comments(session),
        clauses=[(row[0], names[row[0]], row[3]) for row in spoken],
        narrowing=filled(draft=query.draft, clause=query.clause),
        objections=objections.count_waiting(session),
        recent=store.recent_batches(session, actor.id),
        reasons=tuple(RejectionReason),
        acts=BULK_ACTS,
        note_most=NOTE_MAX,
        back=_address(request),
        action=_address(request, with_page=True),
        form=form,
    )


def _address(request: Req, *, with_page: bool = False) -> str:
    """The queue as it is narrowed now; after an act one starts again at its first page."""
    dropped = {"choose", "lang"} if with_page else {"choose", "lang", "page"}
    query = urlencode([each for each in request.query_params.multi_items() if each[0] not in dropped])
    return f"/moderation?{query}" if query else "/moderation"
