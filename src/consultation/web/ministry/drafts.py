"""A draft's page for its officers, with its details, and the two ends it can come to: withdrawal and outcome."""

from datetime import date, datetime
from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import dossier, rounds
from consultation.actions import drafts as actions
from consultation.actions.drafts import Details
from consultation.core.errors import Blocked
from consultation.core.messages import N_, Message, message
from consultation.core.periods import PERIODS, REQUIRED_ATTACHMENTS, TASHKENT
from consultation.core.policy import Actor, may
from consultation.core.stage import blockers_to_publish_report, stage_of
from consultation.core.vocabulary import ActKind, Language, Locale, ModerationMode, Outcome, Permission, Stage, Topic
from consultation.store import attachments, audit, authorities, responses, versions
from consultation.store import drafts as stored
from consultation.store import rounds as stored_rounds
from consultation.store.tables import Draft
from consultation.web.forms import EMPTY, Asks, Form, Input, Line, Text, filled, kept, parse
from consultation.web.ministry import timeline
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other


class DetailsForm(Input):
    """What the form for a draft's details sends."""

    title: Annotated[str, Line(1_000), Asks(N_("Enter the title of the draft."))]
    act_kind: Annotated[ActKind, Asks(N_("Choose what kind of act this is."))]
    language: Annotated[Language, Asks(N_("Choose the language of the text."))]
    topic: Annotated[Topic, Asks(N_("Choose a topic."))]
    summary: Annotated[str, Text(4_000)] = ""
    moderation_mode: Annotated[ModerationMode, Asks(N_("Choose when comments become public."))]


class PublicDetailsForm(Input):
    """What the form for the details of a public draft sends: the rest is settled."""

    title: Annotated[str | None, Line(1_000)] = None
    topic: Annotated[Topic, Asks(N_("Choose a topic."))]
    summary: Annotated[str, Text(4_000)] = ""


class WithdrawForm(Input):
    """What the form that withdraws a draft sends."""

    reason: Annotated[str, Text(4_000), Asks(N_("Say why the draft is withdrawn."))]


class OutcomeForm(Input):
    """What the form for the outcome of a draft sends."""

    outcome: Annotated[Outcome, Asks(N_("Choose what was decided."))]
    on: Annotated[date, Asks(N_("Enter the day of the decision."))]
    note: Annotated[
        str,
        Text(4_000),
        Asks(N_("Say which decision it was, for example its number, or why the draft was rejected.")),
    ]


@get("/desk/drafts/{number:int}")
def draft(
    request: Req,
    number: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    locale: NamedDependency[Locale],
) -> Page:
    """Where a draft stands, what is missing, the next step, and everything done to it."""
    row = dossier.look(reader, actor, number)
    stage = stage_of(stored.milestones_of(row), now)
    version = versions.latest_version(reader, number)
    lacks_documents = bool(REQUIRED_ATTACHMENTS[row.act_kind] - attachments.kinds_attached(reader, number))
    permitted = {each for each in Permission if may(actor, each, stage=stage, authority_id=row.authority_id)}
    return page(
        request,
        "ministry/draft.html",
        draft=row,
        stage=stage,
        version=version,
        authority=authorities.name_in(authorities.get_authority(reader, row.authority_id).names, locale),
        way=timeline.way(stage),
        step=timeline.next_step(row, stage, version, lacks_documents=lacks_documents),
        missing=_missing(reader, row, stage),
        documents=[each for each in attachments.attachments_of(reader, number) if each.removed_at is None],
        rounds=stored_rounds.rounds_of(reader, number),
        extensions=stored_rounds.extensions_of(reader, number),
        history=timeline.history(audit.lines_of_draft(reader, number, actions=timeline.ACTIONS)),
        permitted={each.value for each in permitted},
        is_public=stored.is_public(row),
        may_end_early=PERIODS[row.act_kind].silent_days is not None,
    )


def _missing(session: Session, row: Draft, stage: Stage) -> tuple[Message, ...]:
    if stage is Stage.PREPARING:
        return tuple(rounds.missing(session, row))
    if stage is Stage.REPORTED:
        version = versions.latest_version(session, row.id)
        is_preparing = version is not None and version.published_at is None
        return tuple(rounds.missing(session, row)) if is_preparing else ()
    if stage is Stage.CLOSED:
        round_ = stored_rounds.current_round(session, row.id)
        return tuple(blockers_to_publish_report(responses.answering(session, round_.id)))
    return ()


@get("/desk/drafts/{number:int}/details")
def details(
    request: Req, number: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """The form for a draft's details, prefilled from the file."""
    row = dossier.look(reader, actor, number)
    version = versions.latest_version(reader, number)
    language = None if row.language is Language.UND else row.language
    first = filled(
        title=row.title if version is None else version.title,
        act_kind=row.act_kind,
        language=language,
        topic=row.topic,
        summary=row.summary,
        moderation_mode=row.moderation_mode,
    )
    return _show_details(request, reader, row, first)


@post("/desk/drafts/{number:int}/details")
def submit_details(
    request: Req,
    number: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Change a draft's details."""
    row = dossier.look(writer, actor, number)
    with kept(form, lambda again: _show_details(request, writer, row, again)):
        actions.change_details(writer, actor, number, _typed(row, form), now=now)
    return see_other(request, f"/desk/drafts/{number}", notice=message("The details have been saved."))


def _typed(row: Draft, form: Form) -> Details:
    if not stored.is_public(row):
        return Details(**parse(DetailsForm, form).model_dump())
    values = parse(PublicDetailsForm, form)
    return Details(
        title=values.title or row.title,
        act_kind=row.act_kind,
        language=row.language,
        topic=values.topic,
        summary=values.summary,
        moderation_mode=row.moderation_mode,
    )


def _show_details(request: Req, session: Session, row: Draft, form: Form) -> Page:
    version = versions.latest_version(session, row.id)
    return page(
        request,
        "ministry/details.html",
        form=form,
        draft=row,
        is_public=stored.is_public(row),
        may_title=version is not None and version.published_at is None,
        act_kinds=[(each, PERIODS[each]) for each in ActKind],
        languages=[each for each in Language if each is not Language.UND],
        topics=tuple(Topic),
        modes=tuple(ModerationMode),
    )


@get("/desk/drafts/{number:int}/withdraw")
def withdrawal(
    request: Req, number: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """The form that withdraws a draft."""
    return _show_withdrawal(request, dossier.look(reader, actor, number), EMPTY)


@post("/desk/drafts/{number:int}/withdraw")
def submit_withdrawal(
    request: Req,
    number: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Withdraw a draft."""
    row = dossier.look(writer, actor, number)
    with kept(form, lambda again: _show_withdrawal(request, row, again)):
        actions.withdraw(writer, actor, number, reason=parse(WithdrawForm, form).reason, now=now)
    return see_other(request, f"/desk/drafts/{number}", notice=message("The draft has been withdrawn."))


def _show_withdrawal(request: Req, row: Draft, form: Form) -> Page:
    return page(request, "ministry/withdraw.html", form=form, draft=row, is_public=stored.is_public(row))


@get("/desk/drafts/{number:int}/outcome")
def outcome(
    request: Req,
    number: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """The form for what the adopting body decided."""
    row = dossier.look(reader, actor, number)
    if stage_of(stored.milestones_of(row), now) is not Stage.REPORTED:
        raise Blocked([message("The outcome is recorded once, after the report has been published.")])
    return _show_outcome(request, row, filled(on=now.astimezone(TASHKENT).date()))


@post("/desk/drafts/{number:int}/outcome")
def submit_outcome(
    request: Req,
    number: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Record the outcome."""
    row = dossier.look(writer, actor, number)
    with kept(form, lambda again: _show_outcome(request, row, again)):
        values = parse(OutcomeForm, form)
        actions.record_outcome(writer, actor, number, outcome=values.outcome, on=values.on, note=values.note, now=now)
    return see_other(request, f"/desk/drafts/{number}", notice=message("The outcome has been recorded."))


def _show_outcome(request: Req, row: Draft, form: Form) -> Page:
    return page(request, "ministry/outcome.html", form=form, draft=row, outcomes=tuple(Outcome))
