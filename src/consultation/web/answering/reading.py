"""The reading desk: what people said about a draft at a glance, and how far it has been answered."""

from dataclasses import dataclass
from datetime import datetime

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.core import policy
from consultation.core.citation import citation
from consultation.core.messages import Message, message
from consultation.core.policy import Actor
from consultation.core.stage import Answering, blockers_to_publish_report, stage_of
from consultation.core.vocabulary import Permission, Stage
from consultation.store import clusters, desk, drafts, reports, responses, rounds, versions
from consultation.store.tables import Draft, Round
from consultation.web.clock import now_of
from consultation.web.routing import get
from consultation.web.site import Page, Req
from consultation.web.templating import page


@dataclass(frozen=True, slots=True)
class Desk:
    """What every page of the desk knows: the draft, its current round, the stage, and what is still missing."""

    draft: Draft
    round: Round
    stage: Stage
    answering: Answering
    blockers: tuple[Message, ...]

    @property
    def path(self) -> str:
        """The address below which the desk's pages are."""
        return f"/desk/drafts/{self.draft.id}"

    @property
    def is_answering(self) -> bool:
        """Whether responses may be written now."""
        return self.stage is Stage.CLOSED and self.round.released_at is None

    @property
    def may_arrange(self) -> bool:
        """Whether clusters may be merged and split now."""
        return self.stage in {Stage.OPEN, Stage.CLOSED} and self.round.released_at is None


def desk_of(session: Session, actor: Actor, number: int, now: datetime) -> Desk:
    """The desk of one draft; NotFound for an unknown one, Refused for everybody but its officers."""
    draft = drafts.get_draft(session, number)
    stage = stage_of(drafts.milestones_of(draft), now)
    policy.require(actor, Permission.READ_DESK, stage=stage, authority_id=draft.authority_id)
    round_ = rounds.current_round(session, number)
    answering = responses.answering(session, round_.id)
    return Desk(draft, round_, stage, answering, tuple(blockers_to_publish_report(answering)))


@get("/desk/drafts/{number:int}/reading")
def reading(
    request: Req, number: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """Activity by day, heat over the clauses, positions, and the way to the report."""
    place = desk_of(reader, actor, number, now_of(request))
    by_clause = desk.activity_by_clause(reader, place.round)
    version = versions.published_version(reader, number)
    outline = versions.outline_of_version(reader, version)
    return page(
        request,
        "answering/reading.html",
        desk=place,
        days=desk.activity_by_day(reader, place.round),
        clauses=by_clause,
        citations={each.eid: citation(outline.path(each.eid), version.language) for each in by_clause},
        clause_path=f"/drafts/{number}/versions/{version.ordinal}/clauses",
        language=version.language,
        said_about=[clause for clause in by_clause if clause.positions or clause.support or clause.oppose],
        positions=desk.positions_on_draft(reader, place.round.id),
        biggest=clusters.list_clusters(reader, place.round.id, clusters.Sieve(minimum=2), limit=5, offset=0)[0],
        steps=_steps(place, report_is_out=reports.report_of_round(reader, place.round.id) is not None),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way from the close to the report."""

    words: Message
    is_done: bool
    href: str


def _steps(place: Desk, *, report_is_out: bool) -> tuple[Step, ...]:
    left = place.answering
    is_over = place.stage is not Stage.OPEN  # until the close, comments come that nobody has looked at or answered
    is_answered = is_over and left.unanswered_clusters + left.unclustered_comments == 0
    return (
        Step(message("Moderators have decided about every comment"), is_over and left.pending_comments == 0, ""),
        Step(
            message("Every comment stands in a cluster"),
            is_over and left.unclustered_comments == 0,
            f"{place.path}/clusters",
        ),
        Step(
            message("Every cluster has a response"),
            is_answered,
            f"{place.path}/clusters?status=unanswered",
        ),
        Step(
            message("A second officer has approved every response"),
            is_answered and left.unapproved_responses == 0,
            f"{place.path}/approvals",
        ),
        Step(
            message("The responses are released to their authors"),
            place.round.released_at is not None,
            f"{place.path}/report",
        ),
        Step(message("The report is published"), report_is_out, f"{place.path}/report"),
    )
