"""Rounds: published with everything in place, never too short, prolonged in public, ended early only by the rule."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import attachments, drafts, lineage, rounds, versions
from consultation.core.errors import Blocked, Invalid, Refused, Stale
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.core.stage import stage_of
from consultation.core.vocabulary import ActKind, AttachmentKind, CommentState, Language, Outcome, Stage
from consultation.store import drafts as draft_queries
from consultation.store import lineage as lineages
from consultation.store import rounds as store
from consultation.store import versions as version_queries
from consultation.store.tables import Draft, OutboxMail, Round
from tests.actions.dossiers import upload
from tests.factories import NOW, make_account, make_authority, make_comment, make_officer, officer

# 23 November, 11:00 in Tashkent; 15 days later the day ends at 18:59 in Greenwich.
CLOSES = datetime(2026, 12, 8, 18, 59, tzinfo=UTC)


@dataclass
class Dossier:
    session: Session
    actor: Actor
    number: int

    @property
    def draft(self) -> Draft:
        return draft_queries.get_draft(self.session, self.number)

    def stage(self, at: datetime = NOW) -> Stage:
        return stage_of(draft_queries.milestones_of(self.draft), at)

    def attach(self, *kinds: AttachmentKind) -> None:
        for kind in kinds:
            attachments.attach(
                self.session,
                self.actor,
                self.number,
                kind=kind,
                title="",
                file_name="a.pdf",
                content=b"%PDF-1",
                now=NOW,
            )

    def schedule(
        self, opens_at: datetime | None = None, closes_at: datetime | None = None, now: datetime = NOW
    ) -> Round:
        version = version_queries.latest_version(self.session, self.number)
        assert version is not None
        return rounds.schedule(
            self.session,
            self.actor,
            self.number,
            opens_at=opens_at,
            closes_at=closes_at,
            revision=version.revision,
            now=now,
        )


def _dossier(session: Session, act_kind: ActKind = ActKind.CABINET_RESOLUTION, warned: str | None = None) -> Dossier:
    authority = make_authority(session)
    actor = officer(make_officer(session, authority), authority)
    given = upload("Birinchi.", "Ikkinchi.", act_kind=act_kind, warned=warned)
    draft = drafts.create(session, actor, authority_id=authority.id, upload=given, now=NOW)
    return Dossier(session, actor, draft.id)


@pytest.fixture
def ready(session: Session) -> Dossier:
    """A dossier that lacks nothing."""
    found = _dossier(session)
    found.attach(AttachmentKind.EXPLANATORY_NOTE)
    return found


def test_everything_that_is_missing_is_listed_at_once(session: Session) -> None:
    dossier = _dossier(session, ActKind.LAW, warned="art_2")
    with pytest.raises(Blocked) as refusal:
        dossier.schedule(closes_at=NOW + timedelta(days=1))
    assert list(map(str, refusal.value.reasons)) == [
        "Attach the required document: Explanatory note.",
        "Attach the required document: Comparison table.",
        "Look at the 1 warning about the text and confirm it.",
        "The discussion lasts at least 15 days.",
    ]
    assert rounds.missing(session, dossier.draft) == list(refusal.value.reasons[:3])
    assert dossier.stage() is Stage.PREPARING


def test_a_round_opens_at_once_and_closes_at_the_end_of_the_last_day(ready: Dossier) -> None:
    round_ = ready.schedule()
    draft = ready.draft
    assert (round_.opens_at, round_.closes_at, round_.ordinal) == (NOW, CLOSES, 1)
    assert (draft.opens_at, draft.closes_at) == (NOW, CLOSES)
    assert ready.stage() is Stage.OPEN
    assert ready.stage(CLOSES - timedelta(microseconds=1)) is Stage.OPEN
    assert ready.stage(CLOSES) is Stage.CLOSED
    assert draft.search_text.split()[:1] == ["kutubxonalar"]
    assert "sarlavha" in draft.search_text


def test_a_round_may_be_scheduled_ahead_and_last_longer(ready: Dossier) -> None:
    opens, closes = NOW + timedelta(days=2), NOW + timedelta(days=40)
    ready.schedule(opens, closes)
    assert ready.stage() is Stage.SCHEDULED
    assert ready.stage(opens) is Stage.OPEN


@pytest.mark.parametrize(
    ("opens", "closes", "fields"),
    [
        (timedelta(days=0), timedelta(days=14), {"closes_at": "The discussion lasts at least 15 days."}),
        (
            timedelta(days=-1),
            timedelta(days=20),
            {"opens_at": "The opening lies in the past. Choose a later time, or open the discussion now."},
        ),
        (
            timedelta(days=400),
            timedelta(days=430),
            {"opens_at": "The opening lies more than a year ahead. Check the year."},
        ),
        (
            timedelta(days=0),
            timedelta(days=400),
            {"closes_at": "The discussion would last more than a year. Check the year."},
        ),
    ],
)
def test_dates_outside_the_rule_are_refused(
    ready: Dossier, opens: timedelta, closes: timedelta, fields: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refusal:
        ready.schedule(NOW + opens, NOW + closes)
    assert {name: str(words) for name, words in refusal.value.fields.items()} == fields
    assert store.open_round(ready.session, ready.number) is None


def test_a_text_that_changed_is_not_published_unseen(ready: Dossier) -> None:
    with pytest.raises(Stale):
        rounds.schedule(ready.session, ready.actor, ready.number, opens_at=None, closes_at=None, revision=99, now=NOW)


def test_a_text_in_no_known_language_is_not_published(ready: Dossier) -> None:
    version = version_queries.latest_version(ready.session, ready.number)
    assert version is not None
    version.language = Language.UND
    with pytest.raises(Blocked) as refusal:
        ready.schedule()
    assert list(map(str, refusal.value.reasons)) == ["Choose the language of the text in the details."]


def test_nothing_is_published_twice(ready: Dossier) -> None:
    ready.schedule()
    with pytest.raises(Refused):
        ready.schedule()


def test_extending_is_public_and_tells_who_commented(ready: Dossier) -> None:
    round_ = ready.schedule()
    author = make_account(ready.session)
    make_comment(ready.session, round_, author)
    later = CLOSES + timedelta(days=10)
    rounds.extend(ready.session, ready.actor, ready.number, closes_at=later, reason=" Koʻp soʻrov keldi. ", now=NOW)
    assert (ready.draft.closes_at, round_.closes_at) == (later, later)
    extension, _ = store.extensions_of(ready.session, ready.number)[0]
    assert (extension.old_closes_at, extension.new_closes_at, extension.reason) == (CLOSES, later, "Koʻp soʻrov keldi.")
    mails = ready.session.execute(select(col(OutboxMail.account_id), col(OutboxMail.kind))).all()
    assert [tuple(mail) for mail in mails] == [(author.id, "round_extended")]


def test_a_round_never_gets_shorter_nor_longer_without_a_reason(ready: Dossier) -> None:
    ready.schedule()
    with pytest.raises(Invalid) as no_reason:
        rounds.extend(
            ready.session, ready.actor, ready.number, closes_at=CLOSES + timedelta(days=1), reason=" ", now=NOW
        )
    with pytest.raises(Invalid) as shorter:
        rounds.extend(ready.session, ready.actor, ready.number, closes_at=CLOSES, reason="Sabab.", now=NOW)
    assert (list(no_reason.value.fields), list(shorter.value.fields)) == (["reason"], ["closes_at"])
    with pytest.raises(Refused):
        rounds.extend(
            ready.session, ready.actor, ready.number, closes_at=CLOSES + timedelta(days=9), reason="Sabab.", now=CLOSES
        )


def test_a_departmental_round_without_comments_ends_early_after_the_silent_days(session: Session) -> None:
    dossier = _dossier(session, ActKind.DEPARTMENTAL)
    dossier.attach(AttachmentKind.EXPLANATORY_NOTE)
    dossier.schedule()
    with pytest.raises(Refused):
        rounds.end_early(session, dossier.actor, dossier.number, now=NOW + timedelta(days=5, seconds=-1))
    ended = NOW + timedelta(days=5)
    rounds.end_early(session, dossier.actor, dossier.number, now=ended)
    assert dossier.stage(ended) is Stage.CLOSED
    assert store.current_round(session, dossier.number).ended_early_at == ended


def test_a_comment_that_waits_for_a_moderator_keeps_the_round_open(session: Session) -> None:
    dossier = _dossier(session, ActKind.DEPARTMENTAL)
    dossier.attach(AttachmentKind.EXPLANATORY_NOTE)
    round_ = dossier.schedule()
    make_comment(session, round_, make_account(session), state=CommentState.PENDING)
    with pytest.raises(Refused) as refusal:
        rounds.end_early(session, dossier.actor, dossier.number, now=NOW + timedelta(days=6))
    assert refusal.value.reasons == (message("Comments have arrived, so the discussion runs its full time."),)


def test_a_new_version_waits_for_the_report_and_the_lineage(ready: Dossier) -> None:
    session = ready.session
    ready.schedule()
    versions.add(session, ready.actor, ready.number, upload("Birinchi.", "Yangi."), now=CLOSES)
    assert [str(reason) for reason in rounds.missing(session, ready.draft)] == [
        "Say what became of the clauses of the version before: 2 are open.",
        "Publish the report on the previous round first.",
    ]
    with pytest.raises(Refused):
        ready.schedule(now=CLOSES)
    ready.draft.reported_at = CLOSES
    later = CLOSES + timedelta(hours=1)
    with pytest.raises(Blocked):
        ready.schedule(now=later)
    version = version_queries.latest_version(session, ready.number)
    assert version is not None
    keys = [each.key for each in lineages.settled(session, version, lineages.pair_of(session, version))]
    lineage.confirm(session, ready.actor, ready.number, keys, revision=version.revision, now=later)
    round_ = ready.schedule(now=later)
    assert (round_.ordinal, version.ordinal, ready.stage(later)) == (2, 2, Stage.OPEN)


def test_withdrawing_needs_a_public_reason(ready: Dossier) -> None:
    ready.schedule()
    with pytest.raises(Invalid):
        drafts.withdraw(ready.session, ready.actor, ready.number, reason="", now=NOW)
    drafts.withdraw(ready.session, ready.actor, ready.number, reason="Qayta ishlanadi.", now=NOW)
    assert (ready.stage(), ready.draft.withdrawn_reason) == (Stage.WITHDRAWN, "Qayta ishlanadi.")
    with pytest.raises(Refused):
        drafts.withdraw(ready.session, ready.actor, ready.number, reason="Yana.", now=NOW)


def test_the_outcome_is_recorded_after_the_report(ready: Dossier) -> None:
    ready.schedule()
    given = {"outcome": Outcome.ADOPTED, "note": "OʻRQ-900", "now": CLOSES}
    with pytest.raises(Refused):
        drafts.record_outcome(ready.session, ready.actor, ready.number, on=date(2026, 12, 8), **given)  # type: ignore[arg-type]
    ready.draft.reported_at = CLOSES
    with pytest.raises(Invalid):
        drafts.record_outcome(ready.session, ready.actor, ready.number, on=date(2026, 12, 9), **given)  # type: ignore[arg-type]
    drafts.record_outcome(ready.session, ready.actor, ready.number, on=date(2026, 12, 8), **given)  # type: ignore[arg-type]
    assert (ready.stage(), ready.draft.outcome_at) == (Stage.ADOPTED, datetime(2026, 12, 7, 19, tzinfo=UTC))
