"""Publishing the report: the facts of a round become one frozen object, and only that object is shown afterwards."""

from datetime import datetime

from sqlalchemy.orm import Session

from consultation import report as reporting
from consultation.core import policy
from consultation.core.citation import citation
from consultation.core.clause import Clause, Outline
from consultation.core.errors import Blocked, NotFound, Refused
from consultation.core.messages import message
from consultation.core.periods import PERIODS
from consultation.core.policy import Actor
from consultation.core.stage import blockers_to_publish_report, stage_of
from consultation.core.vocabulary import Language, Permission, Stage
from consultation.report import facts as f
from consultation.report.voice import shortened
from consultation.store import audit, clusters, counters, outbox
from consultation.store import reports as store
from consultation.store import responses as answered
from consultation.store.drafts import milestones_of
from consultation.store.tables import Authority, Draft, Report, Response, Round, StoredClause, Version

EXCERPT = 400


def gather(session: Session, round_id: int, *, now: datetime) -> f.ReportFacts:
    """Everything the report on a round is made from, as it stands at `now`."""
    round_, draft, version, authority = store.setting(session, round_id)
    responses = store.responses(session, round_id)
    live = clusters.live_clusters(session, round_id)
    return f.ReportFacts(
        draft=_draft(draft, authority),
        conduct=_conduct(session, round_, draft, version),
        made_at=now,
        clauses=_clauses(store.clauses(session, version.id), version.language),
        counted=tuple(clusters.facts(session, round_id)),
        texts=_texts(session, round_id),
        votes=tuple(store.votes(session, round_id)),
        representatives={each.id: each.representative_id for each in live},
        names={each.id: each.name for each in live if each.name},
        cluster_responses={each.cluster_id: _response(each) for each in responses if each.cluster_id is not None},
        own_responses={each.comment_id: _response(each) for each in responses if each.comment_id is not None},
    )


def preview(session: Session, actor: Actor, round_id: int, *, now: datetime) -> reporting.Report:
    """The report as it would be if it were published now; for officers of the authority only."""
    _, draft, _, _ = store.setting(session, round_id)
    policy.require(actor, Permission.READ_DESK, stage=_stage(draft, now), authority_id=draft.authority_id)
    return reporting.build(gather(session, round_id, now=now))


def publish(session: Session, actor: Actor, round_id: int, *, now: datetime) -> Report:
    """Freeze and publish the report; `Blocked` lists everything that is unanswered."""
    found = clusters.round_with_draft(session, round_id, lock=True)
    if found is None:
        raise NotFound(message("There is no such round."))
    round_, draft = found
    policy.require(actor, Permission.PUBLISH_REPORT, stage=_stage(draft, now), authority_id=draft.authority_id)
    if store.report_of_round(session, round_id) is not None:
        raise Refused(message("The report has been published already."))
    reasons = blockers_to_publish_report(answered.answering(session, round_id))
    if reasons:
        raise Blocked(reasons)
    row = _freeze(session, actor, round_, draft, now)
    _tell(session, round_, draft, now)
    audit.record(
        session,
        at=now,
        actor_id=actor.account_id,
        action="report.publish",
        noun="report",
        noun_id=row.id,
        draft_id=draft.id,
        detail={"sha256": row.sha256},
    )
    return row


def published(session: Session, draft_id: int, round_ordinal: int | None = None) -> tuple[Report, reporting.Report]:
    """The stored row and the frozen report of a draft; NotFound when none was published."""
    row = store.latest_report(session, draft_id, round_ordinal)
    if row is None:
        raise NotFound(message("The report on this consultation has not been published yet."))
    return row, reporting.thaw(row.content)


def _freeze(session: Session, actor: Actor, round_: Round, draft: Draft, now: datetime) -> Report:
    frozen = reporting.build(gather(session, round_.id, now=now))
    row = Report(
        draft_id=draft.id,
        round_id=round_.id,
        content=reporting.canonical(frozen).decode(),
        sha256=reporting.digest(frozen),
        published_at=now,
        published_by=actor.id,
    )
    session.add(row)
    draft.reported_at = now
    session.flush()
    counters.touch(session, draft.id)
    return row


def _tell(session: Session, round_: Round, draft: Draft, now: datetime) -> None:
    for account_id, number in answered.authors_to_tell(session, round_.id):
        outbox.enqueue(
            session,
            account_id=account_id,
            kind="report_published",
            params={"draft": str(draft.id), "title": draft.title, "comment": str(number)},
            dedupe_key=f"report:{round_.id}:{account_id}",
            now=now,
        )


def _stage(draft: Draft, now: datetime) -> Stage:
    return stage_of(milestones_of(draft), now)


def _draft(draft: Draft, authority: Authority) -> f.Draft:
    name = authority.names.get(draft.language) or authority.names.get(Language.UZ_LATN) or authority.slug
    return f.Draft(
        number=str(draft.id),
        title=draft.title,
        authorities=(name,),
        language=draft.language,
        act_kind=draft.act_kind,
    )


def _conduct(session: Session, round_: Round, draft: Draft, version: Version) -> f.Conduct:
    return f.Conduct(
        version=version.ordinal,
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
        moderation=draft.moderation_mode,
        channels=store.channels(session, round_.id),
        legal_basis=PERIODS[draft.act_kind].basis,
        extensions=tuple(
            f.Extension(each.made_at, each.old_closes_at, each.new_closes_at, each.reason)
            for each in store.extensions(session, round_.id)
        ),
    )


def _clauses(rows: list[StoredClause], language: Language) -> tuple[f.Clause, ...]:
    outline = Outline(tuple(_clause(row) for row in rows))
    return tuple(
        f.Clause(
            eid=row.eid,
            place=row.position,
            citation=citation(outline.path(row.eid), language),
            heading=row.heading or "",
            excerpt=shortened(row.text, EXCERPT),
        )
        for row in rows
    )


def _clause(row: StoredClause) -> Clause:
    return Clause(
        row.eid, row.parent_eid, row.kind, row.num, row.number, row.heading, row.text, row.quoted, row.language
    )


def _texts(session: Session, round_id: int) -> tuple[f.CommentText, ...]:
    return tuple(
        f.CommentText(
            id=row.id,
            number=row.number,
            text=row.text,
            submitted_at=row.submitted_at,
            wording=row.wording or None,
            submitter=None if row.is_anonymous else row.submitter_name or None,
            channel=row.channel,
            language=row.language,
        )
        for row in store.texts(session, round_id)
    )


def _response(row: Response) -> f.Response:
    return f.Response(row.disposition, row.reason, row.written_at, row.approved_at, row.released_at)
