"""Where a draft stands, derived from its milestones and the clock; and everything that is missing for the next step."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from consultation.core.messages import Message, message, message_n
from consultation.core.vocabulary import AttachmentKind, Outcome, Stage, label


@dataclass(frozen=True, slots=True)
class Milestones:
    """The decisions and dates of a draft's latest published round; all instants are aware."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    reported_at: datetime | None = None
    outcome: Outcome | None = None
    withdrawn_at: datetime | None = None


_OUTCOME_STAGES = {Outcome.ADOPTED: Stage.ADOPTED, Outcome.REJECTED: Stage.REJECTED}


def stage_of(milestones: Milestones, now: datetime) -> Stage:
    """The stage at `now`. The window is half-open: open from `opens_at`, closed at the very instant of `closes_at`."""
    if milestones.withdrawn_at is not None:
        return Stage.WITHDRAWN
    if milestones.outcome is not None:
        return _OUTCOME_STAGES[milestones.outcome]
    if milestones.opens_at is None or milestones.closes_at is None:
        return Stage.PREPARING
    if milestones.reported_at is not None:
        return Stage.REPORTED
    if now < milestones.opens_at:
        return Stage.SCHEDULED
    return Stage.OPEN if now < milestones.closes_at else Stage.CLOSED


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is there when a version is to be published and its round scheduled."""

    clause_count: int
    has_title: bool
    attachments: Collection[AttachmentKind]
    required: Collection[AttachmentKind]
    unconfirmed_warnings: int
    open_links: int
    previous_round_unreported: bool


def blockers_to_schedule(ready: Readiness) -> list[Message]:
    """Everything that must be done before the round can be scheduled."""
    reasons = []
    if not ready.has_title:
        reasons.append(message("Give the draft a title."))
    if ready.clause_count == 0:
        reasons.append(message("Upload the text of the draft and check its clauses."))
    reasons += [
        message("Attach the required document: %(document)s.", document=message(label(kind)))
        for kind in AttachmentKind
        if kind in ready.required and kind not in ready.attachments
    ]
    if ready.unconfirmed_warnings:
        reasons.append(
            message_n(
                "Look at the %(n)s warning about the text and confirm it.",
                "Look at the %(n)s warnings about the text and confirm them.",
                ready.unconfirmed_warnings,
            )
        )
    if ready.open_links:
        reasons.append(
            message_n(
                "Say what became of the clauses of the version before: %(n)s is open.",
                "Say what became of the clauses of the version before: %(n)s are open.",
                ready.open_links,
            )
        )
    if ready.previous_round_unreported:
        reasons.append(message("Publish the report on the previous round first."))
    return reasons


@dataclass(frozen=True, slots=True)
class Answering:
    """How far a closed round has been answered."""

    pending_comments: int
    unclustered_comments: int
    unanswered_clusters: int
    unread_comments: int
    unapproved_responses: int
    unreleased_responses: int


def blockers_to_release(answering: Answering) -> list[Message]:
    """Everything that must be done before all responses can be released together."""
    reasons = []
    if answering.pending_comments:
        reasons.append(
            message_n(
                "%(n)s comment still waits for a moderator.",
                "%(n)s comments still wait for a moderator.",
                answering.pending_comments,
            )
        )
    if answering.unclustered_comments:
        reasons.append(
            message_n(
                "%(n)s comment has not been clustered yet. Run the clustering.",
                "%(n)s comments have not been clustered yet. Run the clustering.",
                answering.unclustered_comments,
            )
        )
    if answering.unanswered_clusters:
        reasons.append(
            message_n(
                "%(n)s cluster has no response yet.",
                "%(n)s clusters have no response yet.",
                answering.unanswered_clusters,
            )
        )
    if answering.unread_comments:
        reasons.append(
            message_n(
                "What %(n)s comment adds to its cluster has not been read yet.",
                "What %(n)s comments add to their clusters has not been read yet.",
                answering.unread_comments,
            )
        )
    if answering.unapproved_responses:
        reasons.append(
            message_n(
                "%(n)s response has not been approved by a second officer.",
                "%(n)s responses have not been approved by a second officer.",
                answering.unapproved_responses,
            )
        )
    return reasons


def blockers_to_publish_report(answering: Answering) -> list[Message]:
    """Everything that must be done before the report can be published."""
    reasons = blockers_to_release(answering)
    if answering.unreleased_responses:
        reasons.append(message("Release the responses first, so that every author has read theirs."))
    return reasons
