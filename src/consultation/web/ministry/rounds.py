"""Publishing a version with its discussion period, extending it, ending it early where the rule allows."""

from datetime import date, datetime, time
from typing import Annotated, Literal

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import dossier
from consultation.actions import rounds as actions
from consultation.core.errors import Invalid
from consultation.core.messages import N_, message
from consultation.core.periods import CLOSING_TIME, PERIODS, TASHKENT, earliest_close, why_not_end_early
from consultation.core.policy import Actor
from consultation.store import rounds as stored
from consultation.store import versions
from consultation.store.tables import Draft
from consultation.web.forms import Asks, Form, Input, Text, filled, kept, parse
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other


class ScheduleForm(Input):
    """What the form for a discussion period sends; days and times are those of Tashkent."""

    revision: int = -1
    opens: Annotated[Literal["now", "later"], Asks(N_("Choose when the discussion opens."))]
    opens_at: date | None = None
    opens_time: time = time(9)
    closes: Annotated[Literal["minimum", "later"], Asks(N_("Choose when the discussion closes."))]
    closes_at: date | None = None
    closes_time: time = CLOSING_TIME


class ExtendForm(Input):
    """What the form for an extension sends."""

    closes_at: Annotated[date, Asks(N_("Enter the new last day."))]
    closes_time: time = CLOSING_TIME
    reason: Annotated[str, Text(4_000), Asks(N_("Say why the discussion is extended. The public will read it."))]


@get("/desk/drafts/{number:int}/schedule")
def schedule(
    request: Req,
    number: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """The form that publishes a version and sets its round."""
    draft = dossier.look(reader, actor, number)
    first = filled(opens="now", closes="minimum", opens_time="09:00", closes_time=f"{CLOSING_TIME:%H:%M}")
    return _show_schedule(request, reader, draft, now, first)


@post("/desk/drafts/{number:int}/schedule")
def submit_schedule(
    request: Req,
    number: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Publish the version and set its round."""
    draft = dossier.look(writer, actor, number)
    with kept(form, lambda again: _show_schedule(request, writer, draft, now, again)):
        values = parse(ScheduleForm, form)
        opens_at = _instant("opens_at", values.opens, values.opens_at, values.opens_time)
        closes_at = _instant("closes_at", values.closes, values.closes_at, values.closes_time)
        actions.schedule(
            writer,
            actor,
            number,
            opens_at=opens_at,
            closes_at=closes_at,
            revision=values.revision,
            now=now,
        )
    return see_other(
        request, f"/desk/drafts/{number}", notice=message("The version is published and its discussion set.")
    )


def _instant(field: str, choice: str, day: date | None, at: time) -> datetime | None:
    """The instant somebody chose, None for the one that the form proposes; Invalid for a day that contradicts it.

    Publishing cannot be taken back, so a day that was typed is never passed over.
    """
    if choice != "later":
        if day is not None:
            raise Invalid(
                {
                    field: message(
                        "You entered a day, but above it you chose something else. Choose “later” there, or empty the day."
                    )
                }
            )
        return None
    if day is None:
        raise Invalid({field: message("Enter a date, like 2026-11-23.")})
    return datetime.combine(day, at, TASHKENT)


def _show_schedule(request: Req, session: Session, draft: Draft, now: datetime, form: Form) -> Page:
    version = versions.latest_version(session, draft.id)
    return page(
        request,
        "ministry/schedule.html",
        form=form,
        draft=draft,
        version=version,
        missing=actions.missing(session, draft),
        closes_at=earliest_close(draft.act_kind, now),
        period=PERIODS[draft.act_kind],
    )


@get("/desk/drafts/{number:int}/extend")
def extension(
    request: Req,
    number: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """The form that makes a round longer."""
    draft = dossier.look(reader, actor, number)
    return _show_extension(request, reader, draft, filled(closes_time=f"{CLOSING_TIME:%H:%M}"))


@post("/desk/drafts/{number:int}/extend")
def submit_extension(
    request: Req,
    number: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Make the round longer."""
    draft = dossier.look(writer, actor, number)
    with kept(form, lambda again: _show_extension(request, writer, draft, again)):
        values = parse(ExtendForm, form)
        closes_at = datetime.combine(values.closes_at, values.closes_time, TASHKENT)
        actions.extend(writer, actor, number, closes_at=closes_at, reason=values.reason, now=now)
    return see_other(request, f"/desk/drafts/{number}", notice=message("The discussion has been extended."))


def _show_extension(request: Req, session: Session, draft: Draft, form: Form) -> Page:
    round_ = stored.current_round(session, draft.id)
    return page(request, "ministry/extend.html", form=form, draft=draft, round=round_)


@get("/desk/drafts/{number:int}/end-early")
def early_end(
    request: Req,
    number: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """The page that asks once more before a round is ended early, or says why it cannot be."""
    return _show_early_end(request, reader, dossier.look(reader, actor, number), now, filled())


@post("/desk/drafts/{number:int}/end-early")
def submit_early_end(
    request: Req,
    number: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """End the round now."""
    draft = dossier.look(writer, actor, number)
    with kept(form, lambda again: _show_early_end(request, writer, draft, now, again)):
        actions.end_early(writer, actor, number, now=now)
    return see_other(request, f"/desk/drafts/{number}", notice=message("The discussion has ended."))


def _show_early_end(request: Req, session: Session, draft: Draft, now: datetime, form: Form) -> Page:
    round_ = stored.current_round(session, draft.id)
    against = why_not_end_early(draft.act_kind, round_.opens_at, stored.arrived_in(session, round_.id), now)
    return page(
        request,
        "ministry/end-early.html",
        form=form,
        draft=draft,
        round=round_,
        against=against,
        period=PERIODS[draft.act_kind],
    )
