"""Discussion rounds: publish a version and set its window, prolong it, end it early where the rule allows."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from consultation.actions import dossier, proposing
from consultation.core.errors import Blocked, Invalid, Refused, Stale
from consultation.core.messages import Message, message
from consultation.core.periods import (
    REQUIRED_ATTACHMENTS,
    earliest_close,
    why_not_close_at,
    why_not_end_early,
    why_not_extend,
)
from consultation.core.policy import Actor
from consultation.core.stage import Readiness, blockers_to_schedule
from consultation.core.vocabulary import ActKind, Language, Permission
from consultation.store import attachments, counters, drafts, versions
from consultation.store import rounds as store
from consultation.store.tables import Draft, Round, RoundExtension, Version

LONGEST = timedelta(days=366)


def readiness(session: Session, draft: Draft, version: Version | None) -> Readiness:
    """What is there for publishing this version of the draft."""
    is_confirmed = version is None or version.warnings_confirmed_at is not None
    return Readiness(
        clause_count=0 if version is None else versions.clause_count(session, version.id),
        has_title=bool(version is not None and version.title.strip()),
        attachments=attachments.kinds_attached(session, draft.id),
        required=REQUIRED_ATTACHMENTS[draft.act_kind],
        unconfirmed_warnings=0 if version is None or is_confirmed else len(version.warnings),
        open_links=0 if version is None else version.open_links,
        previous_round_unreported=draft.opens_at is not None and draft.reported_at is None,
    )


def missing(session: Session, draft: Draft) -> list[Message]:
    """Everything that must be done before the next round of a draft can be scheduled."""
    version = versions.latest_version(session, draft.id)
    if version is not None and version.published_at is not None:
        version = None
    return _reasons(session, draft, version)


def schedule(
    session: Session,
    actor: Actor,
    number: int,
    *,
    opens_at: datetime | None,
    closes_at: datetime | None,
    revision: int,
    now: datetime,
) -> Round:
    """Publish the version in preparation and set its round: from `opens_at` (None: now) to `closes_at` (None: the minimum).

    Blocked with everything that is missing, Invalid for dates the rule does not allow, Stale when the text is not at
    `revision` any more.
    """
    draft = dossier.hold(session, actor, Permission.SCHEDULE_ROUND, number, now)
    version = versions.latest_version(session, number, lock=True)
    if version is not None and version.published_at is not None:
        version = None
    opens_at = opens_at or now
    closes_at = closes_at or earliest_close(draft.act_kind, opens_at)
    wrong = _wrong_dates(draft.act_kind, opens_at, closes_at, now)
    reasons = _reasons(session, draft, version)
    if reasons or version is None:
        raise Blocked([*reasons, *wrong.values()])
    if wrong:
        raise Invalid(wrong)
    if version.revision != revision:
        raise Stale(message("The text was changed after you opened this page. Look at it again before you publish it."))
    _publish(session, draft, version, now)
    round_ = _open(session, actor, draft, version, opens_at=opens_at, closes_at=closes_at, now=now)
    dossier.note(session, actor, draft, "version.publish", version.id, now=now, ordinal=version.ordinal)
    window = {"opens_at": opens_at.isoformat(), "closes_at": closes_at.isoformat()}
    dossier.note(session, actor, draft, "round.schedule", round_.id, now=now, **window)
    return round_


def extend(
    session: Session, actor: Actor, number: int, *, closes_at: datetime, reason: str, now: datetime
) -> RoundExtension:
    """Make the round longer, with a reason the public reads; everybody who commented is told."""
    draft = dossier.hold(session, actor, Permission.EXTEND_ROUND, number, now)
    round_ = store.current_round(session, number, lock=True)
    words = dossier.public_words(
        "reason", reason, message("Say why the discussion is extended. The public will read it.")
    )
    against = why_not_extend(round_.closes_at, closes_at, now) or _too_far(round_.opens_at, closes_at)
    if against is not None:
        raise Invalid({"closes_at": against})
    extension = RoundExtension(
        round_id=round_.id,
        old_closes_at=round_.closes_at,
        new_closes_at=closes_at,
        reason=words,
        made_at=now,
        made_by=actor.id,
    )
    session.add(extension)
    round_.closes_at = draft.closes_at = closes_at
    session.flush()
    counters.touch(session, draft.id)
    dossier.tell_commenters(session, draft, "round_extended", now, occasion=extension.id)
    window = {"old": extension.old_closes_at.isoformat(), "new": closes_at.isoformat()}
    dossier.note(session, actor, draft, "round.extend", round_.id, now=now, **window)
    return extension


def end_early(session: Session, actor: Actor, number: int, *, now: datetime) -> None:
    """Close the round now; Refused unless the rule for the act kind allows it and nothing has arrived."""
    draft = dossier.hold(session, actor, Permission.END_ROUND_EARLY, number, now)
    round_ = store.current_round(session, number, lock=True)
    against = why_not_end_early(draft.act_kind, round_.opens_at, store.arrived_in(session, round_.id), now)
    if against is not None:
        raise Refused(against)
    round_.closes_at = round_.ended_early_at = draft.closes_at = now
    session.flush()
    counters.touch(session, draft.id)
    dossier.note(session, actor, draft, "round.end_early", round_.id, now=now)


def _reasons(session: Session, draft: Draft, version: Version | None) -> list[Message]:
    reasons = blockers_to_schedule(readiness(session, draft, version))
    if version is not None and version.language is Language.UND:
        reasons.append(message("Choose the language of the text in the details."))
    return reasons


def _wrong_dates(kind: ActKind, opens_at: datetime, closes_at: datetime, now: datetime) -> dict[str, Message]:
    wrong = {}
    if opens_at < now:
        wrong["opens_at"] = message("The opening lies in the past. Choose a later time, or open the discussion now.")
    elif opens_at > now + LONGEST:
        wrong["opens_at"] = message("The opening lies more than a year ahead. Check the year.")
    against = why_not_close_at(kind, opens_at, closes_at) or _too_far(opens_at, closes_at)
    if against is not None:
        wrong["closes_at"] = against
    return wrong


def _too_far(opens_at: datetime, closes_at: datetime) -> Message | None:
    if closes_at > opens_at + LONGEST:
        return message("The discussion would last more than a year. Check the year.")
    return None


def _publish(session: Session, draft: Draft, version: Version, now: datetime) -> None:
    proposing.publish(session, version)
    version.published_at = now
    version.undo = version.redo = []
    version.revision += 1
    draft.title = version.title
    session.flush()


def _open(
    session: Session,
    actor: Actor,
    draft: Draft,
    version: Version,
    *,
    opens_at: datetime,
    closes_at: datetime,
    now: datetime,
) -> Round:
    last = store.open_round(session, draft.id)
    if last is not None:
        dossier.tell_commenters(session, draft, "new_round", now, occasion=version.ordinal)
    round_ = Round(
        draft_id=draft.id,
        version_id=version.id,
        ordinal=1 if last is None else last.ordinal + 1,
        opens_at=opens_at,
        closes_at=closes_at,
        scheduled_at=now,
        scheduled_by=actor.id,
    )
    session.add(round_)
    draft.opens_at, draft.closes_at, draft.reported_at = opens_at, closes_at, None
    draft.search_text = drafts.words_to_find(session, draft)
    session.flush()
    counters.touch(session, draft.id)
    return round_
